"""A figure moved on the page gives what ``assess`` gives with the scheme so changed, column by column."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring import list_schemes, load_scheme
from scoring.ledger.compile import compile_ledger
from scoring.scenarios import Scenario, SchemeChange, changed
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import Mark
from tests.support.cities import random_city
from tests.support.page_state import Twin, state_page
from tests.support.samples import sample
from workbook.scenario_page.leaves import leaves
from workbook.scenario_page.levers import PageLever, levers
from workbook.scenario_page.offered import offered
from workbook.scenario_page.sums import sums

needs_chromium = pytest.mark.browser
MADE = Path(__file__).resolve().parents[2] / "schemes"
EACH = sample(3, 10)
GROUPED = load_scheme(MADE / "gates-and-groups.yaml")


def schemes() -> list[Scheme]:
    made = [load_scheme(MADE / f"{name}.yaml") for name in ("all-parts", "new-forms")]
    return [*(load_scheme(one.id) for one in list_schemes()), *made]


def twin(scheme: Scheme, seed: int) -> Twin:
    names = [one.name for one in scheme.region.counties] if scheme.region else list("甲乙丙丁戊己庚辛")
    return Twin(scheme, random_city(scheme, names, seed, missing=0.002), scheme.spec.period.end)


def draw(lever: PageLever, rng: np.random.Generator) -> float:
    """A figure that the page's slider could give, now and then one at its end or as it was."""
    reach = abs(lever.value) * 2 or 10.0
    low, high = max(lever.low, -reach if lever.value < 0 else 0.0), min(lever.high, reach)
    if rng.random() < 0.15:
        return [low, high, lever.value][int(rng.integers(3))]
    near = lever.value * rng.uniform(0.9, 1.1) if rng.random() < 0.5 else rng.uniform(low, high)
    return round(float(min(max(near, low), high)), int(rng.integers(1, 5))) or low


@needs_chromium
def test_random_changes_of_every_scheme_give_what_the_engine_gives(chromium: Any, tmp_path: Path) -> None:
    compared = refused = 0
    for seed, scheme in enumerate(schemes()):
        rng = np.random.default_rng(seed)
        own = twin(scheme, 7000 + seed)
        gates = [one.id for one in scheme.spec.gates if one.id in own.result.compiled.columns]
        cases = []
        for number in range(EACH * 2 if len(own.levers) > 50 else EACH):
            chosen = rng.choice(len(own.levers), min(len(own.levers), int(rng.integers(1, 6))), replace=False).tolist()
            figures = [[place, draw(own.levers[place], rng)] for place in chosen]
            cases.append([figures, [gate for gate in gates if rng.random() < 0.3] if number % 2 else []])
        chromium.get(state_page(own.result, tmp_path).as_uri())
        assert chromium.execute_script("return unlike()") == ""
        for case, found in zip(cases, chromium.execute_script("return run(arguments[0])", cases), strict=True):
            moved = {number: float(figure) for number, figure in found[2]}
            if not found[0]:
                refused += 1  # a rung past its neighbour would change places with it, or a figure is out of bounds
                assert all("次序" in text or "之间" in text for text in found[1])
                continue
            wrong = own.differences(own.changed(moved, case[1]), found)
            assert not wrong, (scheme.id, case, [own.levers[one[0]].written for one in case[0]], wrong[:10])
            compared += 1
    print(f"{compared} changes, {refused} refused")
    assert compared > EACH * 20
    assert refused < compared / 2


@needs_chromium
def test_every_figure_by_itself_changes_what_the_engine_changes(chromium: Any, tmp_path: Path) -> None:
    """Each lever (in the suite every second) of the scheme that uses every kind of part; all restored, the official result is back."""
    own = twin(load_scheme(MADE / "all-parts.yaml"), 1)
    chromium.get(state_page(own.result, tmp_path).as_uri())
    cases = [[[[number, round(lever.value * 0.99 + 0.003, 4)]], []] for number, lever in enumerate(own.levers)]
    cases = cases[:: sample(2, 1)]
    moves = 0
    for case, found in zip(cases, chromium.execute_script("return run(arguments[0])", cases), strict=True):
        if not found[0]:
            continue
        moves += found[6] != ""
        wrong = own.differences(own.changed({number: float(figure) for number, figure in found[2]}), found)
        assert not wrong, (own.levers[case[0][0][0]].written, wrong[:10])
    assert moves > len(cases) / 3
    [back] = chromium.execute_script("return run([[[], []]])")
    assert back[6] == ""
    assert own.differences(own.result, back) == []


@pytest.mark.parametrize("scheme", [*schemes(), GROUPED], ids=lambda one: one.id)
def test_every_figure_is_written_by_a_path_that_a_file_of_scenarios_knows(scheme: Scheme) -> None:
    """All figures set to what they are, by the paths that the page writes: the same scheme. Peer groups go by their ids."""
    ledger = compile_ledger(scheme, scheme.spec.period.end)
    offers = levers(ledger, offered(ledger))
    mark = Mark("测算.yaml", 1)
    paths = {path: one.value for one in offers for path in (one.written, *one.also)}
    made = changed(scheme, Scenario("试", tuple(SchemeChange(path, paths[path], mark) for path in paths), mark))
    assert made.scheme.spec.model_copy(update={"items": scheme.spec.items, "lists": scheme.spec.lists}) == scheme.spec
    if scheme is GROUPED:
        assert {"first.points_by_group.industrial", "second.target.figures.industrial"} <= set(paths)


@pytest.mark.parametrize(
    ("scheme", "name", "whole", "parts"),
    [
        ("co2-2019", "“非化石能源发展情况”“未开展考核的年份”", 3, ["nonfossil.rule.ways[2].rule.parts[1].points", "nonfossil.rule.ways[2].rule.parts[2].points"]),
        (str(MADE / "all-parts.yaml"), "“分部分计分”“证书”", 1, ["parts_line.rule.parts[1].rule.entries[1].points"]),
    ],
)  # fmt: skip
def test_parts_of_a_rule_within_a_rule_have_to_add_up_too(
    scheme: str, name: str, whole: float, parts: list[str]
) -> None:
    own = load_scheme(scheme)
    ledger = compile_ledger(own, own.spec.period.end)
    offers = levers(ledger, offered(ledger))
    found = {one["name"]: one for one in sums(own.spec, {one.path: place for place, one in enumerate(offers)})}
    one = found[f"{name}的各部分"]
    assert offers[one["whole"]["lever"]].value == whole
    assert [offers[member["lever"]].written for member in one["parts"]] == parts


@needs_chromium
def test_by_proportion_is_one_thing_on_the_page_and_in_a_file(chromium: Any, tmp_path: Path) -> None:
    """The first dimension (or, where there is but one, its first line) half as large, 全部按比例: every figure is that of ``scale: true``."""
    compared = 0
    for scheme in (*schemes(), GROUPED):
        first = scheme.spec.dimensions[0]
        owner = first if len(scheme.spec.dimensions) > 1 and scheme.spec.total is None else first.indicators[0]
        if owner is not first and len(first.indicators) == 1:
            continue
        own = twin(scheme, 1)
        path, mark = f"{owner.id}.points", Mark("测算.yaml", 1)
        made = changed(scheme, Scenario("试", (SchemeChange(path, owner.points / 2, mark),), mark, scale=True))
        wanted = {leaf.path: leaf.value for leaf in leaves(made.scheme.spec)}
        chromium.get(state_page(own.result, tmp_path).as_uri())
        script = "move(arguments[0], arguments[1]); const why = scaleAll(); return [why, data.levers.map((_, number) => current(number))]"
        number = next(place for place, one in enumerate(own.levers) if one.written == path)
        why, found = chromium.execute_script(script, number, owner.points / 2)
        assert why == ""
        for lever, figure in zip(own.levers, found, strict=True):
            assert figure == pytest.approx(wanted[lever.path], rel=1e-12), (scheme.id, lever.written)
            compared += figure != lever.value
    assert compared > 200


def test_no_kind_of_rule_is_known_by_name() -> None:
    """A new kind touches one file: the page's sources import of the rules only what all kinds share."""
    room = Path(__file__).resolve().parents[3] / "workbook" / "scenario_page"
    found = {
        name for path in room.glob("*.py") for name in re.findall(r"scoring\.rules[.\w]*", path.read_text("utf-8"))
    }
    assert found == {
        "scoring.rules.base", "scoring.rules.fraction", "scoring.rules.line", "scoring.rules.points.base",
    }  # fmt: skip
