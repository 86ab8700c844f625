"""Grades that gates move down, by hand: a fall moves those it acts on, by so many grades, and stops at the last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Assessment, assess, load_scheme
from tests.support.small_scheme import SMALL, write_scheme

BANDS = SMALL.replace("at_least: 80", "at_least: 18").replace("at_least: 60, up_to: 80", "at_least: 9, up_to: 18")
BANDS = BANDS.replace("up_to: 60", "up_to: 9")
"""The small scheme's 20 points cut at 18 and 9: 完成, 基本完成, 未完成."""
GATE = BANDS[BANDS.index("  - id: missed") : BANDS.index("ranking:")]
ON_EVENTS = "when: {kind: item_above, item: events, limit: 0}"


def graded(folder: Path, gates: str, *rows: dict[str, Any]) -> Assessment:
    """Counties that met the target without an event, unless told, under these gates."""
    scheme = load_scheme(write_scheme(folder, GATE, gates, text=BANDS))
    figures = [{"fall": 10.0, "goal": 10.0, "events": 0} | row for row in rows]
    return assess(scheme, pd.DataFrame(figures, index=[f"县{n}" for n in range(len(rows))], dtype=object), 2022)


@pytest.mark.parametrize(
    ("by", "grades"),
    [
        (1, ["完成", "基本完成", "未完成", "未完成"]),
        (2, ["完成", "未完成", "未完成", "未完成"]),
        (0, ["完成", "完成", "基本完成", "未完成"]),
    ],
)
def test_a_fall_moves_only_those_with_an_event(tmp_path: Path, by: int, grades: list[str]) -> None:
    """Totals 20, 18, 16 and 3 are 1, 1, 2 and 3 by the bands; all but the first have an event (2 points off each)."""
    gate = f"  - {{id: many, kind: shift, by: {by}, name: 事件, clause: 一, {ON_EVENTS}}}\n"
    result = graded(tmp_path, gate, {}, {"events": 1}, {"events": 2}, {"events": 1, "fall": 5.0})
    assert result.scores["total"].tolist() == [20, 18, 16, 3]
    assert result.ledger["grade_by_total"].tolist() == [1, 1, 2, 3]
    assert result.scores["grade"].tolist() == grades


def test_a_fall_comes_after_a_cap_and_a_raise_before_it(tmp_path: Path) -> None:
    """A goal of 10 raises all by one; a missed target (80%: 12 of 15 points) caps at 基本完成; an event takes one down.

    17 points are 基本完成, raised to 完成, capped to 基本完成: without an event it stays, with one it falls to 未完成.
    18 points are 完成 and cannot be raised: the event takes them to 基本完成. 16 are raised to 完成 and fall back.
    """
    gates = (
        "  - {id: praised, kind: shift, by: -1, name: 表扬, clause: 一, when: {kind: item_above, item: goal, limit: 9}}\n"
        + GATE
        + f"  - {{id: many, kind: shift, by: 1, name: 事件, clause: 一, {ON_EVENTS}}}\n"
    )
    result = graded(tmp_path, gates, {"fall": 8.0}, {"fall": 8.0, "events": 1}, {"events": 1}, {"events": 2})
    assert result.ledger["grade_by_total"].tolist() == [2, 2, 1, 2]
    assert result.scores["grade"].tolist() == ["基本完成", "未完成", "基本完成", "基本完成"]


def test_a_gate_of_another_year_leaves_those_behind_it(tmp_path: Path) -> None:
    """The plan ends in 2022: a gate for the years before is passed over, and the fall behind it acts on the event."""
    gates = GATE + "    during: before_plan_end\n"
    gates += f"  - {{id: many, kind: shift, by: 1, name: 事件, clause: 一, {ON_EVENTS}}}\n"
    result = graded(tmp_path, gates, {"events": 1}, {})
    assert "missed" not in result.ledger
    assert result.scores["grade"].tolist() == ["基本完成", "完成"]


def test_a_gate_gives_way_to_another_only_where_its_own_condition_holds(tmp_path: Path) -> None:
    """A missed target caps at 基本完成; an event takes one grade down, but not where the target was missed as well.

    20 points and no event stay 完成; 18 with an event fall to 基本完成; 17 with the target missed are capped, whatever happened.
    """
    gates = GATE + f"  - {{id: many, kind: shift, by: 1, name: 事件, clause: 一, unless: missed, {ON_EVENTS}}}\n"
    result = graded(tmp_path, gates, {}, {"events": 1}, {"fall": 8.0}, {"fall": 8.0, "events": 1})
    assert result.ledger["many"].tolist() == [0, 1, 0, 0]
    assert result.scores["grade"].tolist() == ["完成", "基本完成", "基本完成", "基本完成"]


def test_parameters_of_a_gate_bear_its_name(tmp_path: Path) -> None:
    """A limit is 事件：界限 however deep its condition stands, and its condition’s ids are told apart by their places."""
    inner = "{kind: not, condition: {kind: item_above, item: events, limit: 1}}"
    when = f"when: {{kind: all_of, conditions: [{{kind: item_above, item: goal, limit: 9}}, {inner}]}}"
    gate = f"  - {{id: many, kind: shift, by: 1, name: 事件, clause: 一, {when}}}\n"
    parameters = graded(tmp_path, gate, {}).filled.ledger.parameters
    limits = {name: one.name for name, one in parameters.items() if name.endswith("_limit")}
    assert limits == {"many.part1_limit": "事件：界限", "many.part2_not_limit": "事件：界限"}


def test_raises_and_caps_of_several_gates(tmp_path: Path) -> None:
    """An event raises by one, at most to the first; two caps stand behind it, and one that does not act undoes no other.

    18 points stay 完成, 16 of 基本完成 become 完成, 3 of 未完成 become 基本完成; with a goal of 20 the first cap leaves
    基本完成 open and the second does not act, with one of 30 both do.
    """
    raised = f"  - {{id: praised, kind: shift, by: -1, name: 表扬, clause: 一, {ON_EVENTS}}}\n"
    caps = "".join(
        f"  - {{id: {name}, kind: cap, at_most: 基本完成, name: {name}, clause: 一, when: {{kind: item_above, item: goal, limit: {limit}}}}}\n"
        for name, limit in (("far", 15), ("farther", 25))
    )
    rows = [
        {"events": 1},
        {"events": 2},
        {"events": 1, "fall": 5.0},
        {"goal": 20.0, "fall": 20.0},
        {"goal": 30.0, "fall": 30.0},
    ]
    result = graded(tmp_path, raised + caps, *rows)
    assert result.ledger["grade_by_total"].tolist() == [1, 2, 3, 1, 1]
    assert result.ledger["grade_ordinal"].tolist() == [1, 1, 2, 2, 2]


def test_the_reasons_of_all_gates_that_act_are_joined(tmp_path: Path) -> None:
    """Two gates act on the second county, one on the third; the first has none."""
    gates = GATE + f"  - {{id: many, kind: notice, name: 事件多, clause: 一, consequence: 通报, {ON_EVENTS}}}\n"
    result = graded(tmp_path, gates, {}, {"fall": 8.0, "events": 1}, {"events": 1})
    reasons = [result.filled.text("gate_reasons", place) for place in range(3)]
    assert reasons == ["", "目标未完成；事件多（通报）", "事件多（通报）"]
