"""The fourth reading agrees with the first: every column, in Chromium; planted mistakes are found."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring import Assessment
from scoring.errors import FormulaError
from scoring.formula.columns import Column
from scoring.formula.data import KINDS, column_data, ledger_data, node_data
from scoring.formula.nodes import Floor, Node, Number, Ref, Round
from scoring.formula.numbers import Frame, fill
from scoring.rounding import round_half_up
from tests.support.browser import console
from tests.support.evaluator import PLANTED, ROOM, all_differences, computed, given, program, written
from tests.support.rounding_values import boundary_values
from tests.workbook.result.test_three_readings import CITIES, cities, examples, from_lists, parts, shipped

needs_chromium = pytest.mark.browser
RANDOM = max(30, CITIES)


@cache
def few() -> list[Assessment]:
    """Cities enough that each planted mistake shows."""
    return [*shipped(), *parts(3), *cities(6)]


@cache
def given_few() -> str:
    return given(few())


@needs_chromium
def test_every_column_of_random_cities_and_every_shipped_scheme(chromium: Any, tmp_path: Path) -> None:
    """Numbers to 1e-9, texts and states exactly. KAOHE_CITIES=200 makes the long run, as of the workbooks."""
    results = [*examples(), *shipped(), *parts(6), *from_lists(3), *cities(RANDOM)]
    compared, wrong = all_differences(results, computed(chromium, results, tmp_path))
    assert not wrong, f"{len(wrong)} columns\n" + "\n".join(wrong[:10])
    assert compared > RANDOM * 3_000
    assert console(chromium) == []


@needs_chromium
@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_mistake_is_found(mistake: str, chromium: Any, tmp_path: Path) -> None:
    right, planted = PLANTED[mistake]
    text = program()
    assert text.count(right) == 1
    results = few()
    assert all_differences(results, computed(chromium, results, tmp_path, text.replace(right, planted), given_few()))[1]


@needs_chromium
def test_rounding_is_the_engines_to_the_bit(chromium: Any, tmp_path: Path) -> None:
    """Ties, near ties, noise, ceilings of powers of ten and of 2^52, figures with more than 15 digits."""
    rng = np.random.default_rng(1)
    large = [
        m * 10.0**e for e in range(5, 21) for m in (1, 1.5, 9.5, 9.999999999999995, *rng.uniform(1, 10, 30).tolist())
    ]
    ties = [
        10.0**15 + 5,
        10.0**15 + 15,
        10.0**14 + 0.5,
        10.0**14 + 1.5,
        10.0**13 + 0.25,
        10.0**13 + 0.75,
        123456789012345.5,
    ]
    powers = [2.0**52 / 10.0**n + d for n in range(6, 17) for d in (-1, -0.5, -1e-9, 0, 1e-9, 0.5, 1)]
    ceilings = [10.0**n - 10.0**-m for n in range(13) for m in range(9)]
    some = [*large, *ties, *powers, *ceilings, 0.0, 0.5, 2.5, 1e-300, 1e290]
    cases = []
    for places in range(11):
        figures = [*some, *(-one for one in some), *boundary_values(places, 400, places).tolist()]
        cases.append((places, figures, [round_half_up(float(one), places) for one in figures]))
    script = "const bad = []; for (const [places, list, right] of given) list.forEach((x, i) => { if (!Object.is(roundHalfUp(x, places), right[i])) bad.push([places, x, roundHalfUp(x, places), right[i]]); }); window.bad = bad;"
    chromium.get(written(program() + script, tmp_path, cases).as_uri())
    assert chromium.execute_script("return window.bad") == []


@needs_chromium
def test_floors_ceilings_ties_and_powers_are_the_engines_to_the_bit(chromium: Any, tmp_path: Path) -> None:
    """Cut and raised at whole numbers and powers of ten, with noise on either side; columns rounded to so many places."""
    near = [10.0**n * (1 + d) for n in range(-6, 12) for d in (0, 1e-15, -1e-15, 3e-13, -3e-13, 1e-8, -1e-8)]
    ties = [(n + 0.5) / 10.0**p for n in (-3, -1, 0, 1, 2, 12, 999) for p in range(6)]
    x = np.array([*near, *(-one for one in near), *ties, 0.1 + 0.2, 0.1 * 3 * 10, 1.1 * 1.1, 2.675, 1.005, 0.0])
    columns = {"x": Column("x", "数", "item")}
    for places in range(5):
        for up in (False, True):
            columns[f"cut{places}{up}"] = Column(f"cut{places}{up}", "-", "helper", Floor(Ref("x"), places, up))
        columns[f"rounded{places}"] = Column(f"rounded{places}", "-", "helper", Ref("x") * Number(1.0), places=places)
        columns[f"node{places}"] = Column(f"node{places}", "-", "helper", Round(Ref("x") / Number(3), places))
    frame = Frame(len(x), {}, {}, values={"x": x}, states={"x": None})
    for column in list(columns.values())[1:]:
        fill(column, frame)
    given = {"ledger": ledger_data(columns, {}, {}), "x": x.tolist()}
    script = """const ledger = prepare(given.ledger);
    const frame = fillLedger(ledger, frameOf(ledger, given.x.length, { x: Float64Array.from(given.x) }, { x: null }, {}));
    window.found = Object.fromEntries(Object.entries(frame.values).map(([name, list]) => [name, Array.from(list)]));"""
    chromium.get(written(program() + script, tmp_path, given).as_uri())
    found = chromium.execute_script("return window.found")
    for name in columns:
        assert np.array_equal(np.array(found[name], float), frame.values[name]), name


@needs_chromium
def test_an_operation_or_a_name_not_known_is_refused(chromium: Any, tmp_path: Path) -> None:
    column = column_data(Column("a", "甲", "helper", Number(1)))
    ledger = {"columns": [column], "parameters": {}, "tables": {}}
    faults = {
        "不认识的运算：sqrt": {**column, "formula": {"kind": "sqrt", "term": {"kind": "number", "value": 4}}},
        "不认识的运算：toString": {**column, "formula": {"kind": "toString"}},
        "没有这个参数：x": {**column, "formula": {"kind": "param", "id": "x"}},
        "没有这张表：x": {**column, "formula": {"kind": "step", "term": {"kind": "number", "value": 4}, "table": "x"}},
        "引用了尚未计算的列 b": {**column, "reads": ["b"]},
        "方式不认识：loose": {**column, "mode": "loose"},
        "不认识的运算符：%": {**column, "formula": {"kind": "arithmetic", "operator": "%", "left": {"kind": "number", "value": 4}, "right": {"kind": "number", "value": 4}}},
    }  # fmt: skip
    script = """window.told = given.map((ledger) => {
      try { fillLedger(prepare(ledger), frameOf(ledger, 1, {}, {}, {})); return ""; } catch (error) { return error.message; } });"""
    given = [ledger, *({**ledger, "columns": [one]} for one in faults.values())]
    chromium.get(written(program() + script, tmp_path, given).as_uri())
    told = chromium.execute_script("return window.told")
    assert told[0] == ""
    for wanted, text in zip(faults, told[1:], strict=True):
        assert wanted in text


def test_the_closed_list_of_operations_is_the_same_everywhere() -> None:
    nodes = {one for one in Node.__subclasses__() if one.__module__.startswith("scoring.")}
    assert nodes == set(KINDS)
    text = (ROOM / "evaluator.js").read_text(encoding="utf-8")
    known: set[str] = set()
    for table in ("READINGS", "WORDS"):
        body = re.search(rf"const {table} = \{{\n(.*?)^\}};", text, re.S | re.M)
        assert body is not None
        known |= set(re.findall(r"^  (\w+)(?:[:,(])", body[1], re.M))
    assert known == set(KINDS.values())


def test_an_operation_not_in_the_list_is_not_written() -> None:
    class Root(Node):
        """A square root."""

    with pytest.raises(FormulaError, match="Root"):
        node_data(Root())


def test_the_data_are_plain() -> None:
    for result in shipped():
        ledger = result.compiled
        assert json.loads(json.dumps([column_data(one) for one in ledger.columns.values()], allow_nan=False))
