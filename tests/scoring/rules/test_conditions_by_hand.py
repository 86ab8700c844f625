"""Conditions at their edges: what a gate looks at, and what leaves a county pending."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Assessment, assess, load_scheme
from tests.support.small_scheme import write_scheme

NA = "不适用（没有）"
WHEN = "    when: {kind: missed, all_of: [annual]}\n"


def judged(folder: Path, condition: str, *rows: dict[str, Any]) -> Assessment:
    """The gate's flag for counties that met the target without an event, unless told."""
    path = write_scheme(folder, WHEN, f"    when: {condition}\n")
    figures = [{"fall": 10.0, "goal": 10.0, "events": 0} | row for row in rows]
    index = [f"县{place}" for place in range(len(rows))]
    return assess(load_scheme(path), pd.DataFrame(figures, index=index, dtype=object), 2022)


@pytest.mark.parametrize(
    ("condition", "rows", "flags"),
    [
        ("{kind: item_above, item: events}", [{"events": 0}, {"events": 1}], [0, 1]),
        ("{kind: item_above, item: events, limit: 2}", [{"events": 2}, {"events": 3}], [0, 1]),
        ("{kind: value_below, of: annual, limit: 5}", [{"fall": 5}, {"fall": 4.99}, {"fall": NA}], [0, 1, 0]),
        ("{kind: completion, of: annual, below: 90}", [{"fall": 9}, {"fall": 8.99}, {"goal": 0}], [0, 1, 0]),
        ("{kind: completion, of: annual, above: 90}", [{"fall": 9}, {"fall": 9.01}], [0, 1]),
        ("{kind: completion, of: annual, above: 0}", [{"fall": 0}, {"fall": 0.01}], [0, 1]),
        ("{kind: missed, all_of: [annual]}", [{"fall": 10}, {"fall": 9.9996}, {"fall": 9.99}], [0, 0, 1]),  # 99.996 is printed 100.00
        ("{kind: score_below, of: [total], limit: 16}", [{"fall": 9, "events": 1}, {"events": 2}, {"events": 3}], [1, 0, 1]),
        ("{kind: score_below, of: [annual], limit: 15}", [{}, {"fall": 9.5}], [0, 1]),
        ("{kind: score_below, of: [annual, violations], limit: 20}", [{}, {"events": 1}], [0, 1]),
        ("{kind: score_below, of: [annual, violations], limit: 15}", [{"events": NA}, {"events": NA, "fall": 9}], [0, 1]),
        ("{kind: not, condition: {kind: item_above, item: events, limit: 0}}", [{"events": 0}, {"events": 1}], [1, 0]),
        (
            "{kind: all_of, conditions: [{kind: item_above, item: events}, {kind: missed, all_of: [annual]}]}",
            [{"events": 1}, {"fall": 5}, {"events": 1, "fall": 5}, {}],
            [0, 0, 1, 0],
        ),
        (
            "{kind: any_of, conditions: [{kind: item_above, item: events}, {kind: missed, all_of: [annual]}]}",
            [{"events": 1}, {"fall": 5}, {"events": 1, "fall": 5}, {}],
            [1, 1, 1, 0],
        ),
    ],
)  # fmt: skip
def test_a_condition_at_its_edge(
    tmp_path: Path, condition: str, rows: list[dict[str, Any]], flags: list[float]
) -> None:
    """At the figure itself nothing is above or below it; lines are 15 (12 from 80%) and 5 (2 off an event) points."""
    assert judged(tmp_path, condition, *rows).ledger["missed"].tolist() == flags


RULE = (
    "          kind: ladder\n          rungs:\n            - {at: 100, points: 15}\n            - {at: 80, points: 12}\n"
    "        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}\n",
    "          kind: ladder\n          direction: at_most\n          rungs: [{at: 0, points: 15}]\n",
)


@pytest.mark.parametrize(
    ("completion", "rows", "flags"),
    [
        ("{kind: over_run}", [{"fall": 10}, {"fall": 10.01}, {"fall": 9}], [0, 1, 0]),
        ("{kind: difference, direction: at_most}", [{"fall": 10}, {"fall": 10.01}, {"fall": 9}], [0, 1, 0]),
    ],
)
def test_a_ceiling_is_missed_from_above(
    tmp_path: Path, completion: str, rows: list[dict[str, Any]], flags: list[float]
) -> None:
    path = write_scheme(tmp_path, "completion: {kind: ratio}", f"completion: {completion}")
    text = path.read_text(encoding="utf-8")
    assert RULE[0] in text
    path.write_text(text.replace(*RULE), encoding="utf-8")
    figures = [{"goal": 10.0, "events": 0} | row for row in rows]
    result = assess(load_scheme(path), pd.DataFrame(figures, index=["甲", "乙", "丙"], dtype=object), 2022)
    assert result.ledger["missed"].tolist() == flags


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"fall": NA}], ["annual"]),  # the figure that a gate looks at is declared 不适用
        ([{"goal": NA}], ["annual"]),
        ([{"goal": 0}], []),  # a task of 0 is known to be none
        ([{}], []),
        ([{"fall": 5}], []),
    ],
)
def test_a_gate_that_sees_nothing_is_told(tmp_path: Path, rows: list[dict[str, Any]], told: list[str]) -> None:
    result = judged(tmp_path, "{kind: missed, all_of: [annual]}", *rows)
    assert [one.item for one in result.problems if one.code == "W_GATE_NA"] == told


def test_a_limit_is_in_the_unit_of_what_it_limits(tmp_path: Path) -> None:
    parameters = judged(tmp_path, "{kind: completion, of: annual, below: 90}", {}).filled.ledger.parameters
    assert (parameters["missed.limit"].value, parameters["missed.limit"].unit) == (90, "%")


@pytest.mark.parametrize(("undecided", "grade"), [(0, "未完成"), (1, "待定"), (NA, "未完成")])
def test_a_gate_that_is_not_decided_waits(tmp_path: Path, undecided: Any, grade: str) -> None:
    """The target is missed; while an event is open the grade waits; where the gate would not act nothing waits."""
    waits = "{kind: missed, all_of: [annual]}\n    undecided: {kind: item_above, item: events, limit: 0}"
    result = judged(tmp_path, waits, {"fall": 5, "events": undecided}, {"events": 1})
    assert result.scores["grade"].tolist()[0] == grade
    assert result.ledger["missed"].tolist()[1] == 0


@pytest.mark.parametrize(
    ("during", "acts"), [("always", [1, 1]), ("plan_end", [None, 1]), ("before_plan_end", [1, None])]
)
def test_a_gate_acts_in_its_years(tmp_path: Path, during: str, acts: list[float | None]) -> None:
    """The plan's years are 2021 and 2022."""
    path = write_scheme(tmp_path, WHEN, WHEN + f"    during: {during}\n")
    table = pd.DataFrame([{"fall": 5.0, "goal": 10.0, "events": 0}], index=["甲"])
    for year, flag in zip((2021, 2022), acts, strict=True):
        ledger = assess(load_scheme(path), table, year).ledger
        assert ("missed" in ledger) == (flag is not None)
        assert flag is None or ledger["missed"].tolist() == [flag]


@pytest.mark.parametrize(
    "condition", ["{kind: missed, all_of: [annual]}", "{kind: completion, of: annual, below: 100}"]
)
def test_a_target_that_nobody_assigned_is_not_missed(tmp_path: Path, condition: str) -> None:
    """Below an assigned target of 10 the gate acts; below the pace that took its place (binding: false) it does not."""
    path = write_scheme(tmp_path, WHEN, f"    when: {condition}\n")
    text = path.read_text(encoding="utf-8")
    pace = "{kind: own, item: goal, fallback: {five_year_target: plan, pace: plan_average, binding: false}}"
    plan = (
        'items:\n  - {id: plan, name: 五年目标, kind: percent, unit: "%", definition: 目标, bureau: 局, clause: 一}\n'
    )
    text = text.replace("target: {kind: own, item: goal}", f"target: {pace}").replace("items:\n", plan, 1)
    path.write_text(text, encoding="utf-8")
    rows = [{"fall": 5.0, "goal": 10.0}, {"fall": 5.0, "goal": NA}, {"fall": 10.0, "goal": 10.0}]
    table = pd.DataFrame(rows, index=["甲", "乙", "丙"], dtype=object).assign(events=0, plan=50.0)
    assert assess(load_scheme(path), table, 2022).ledger["missed"].tolist() == [1, 0, 0]
