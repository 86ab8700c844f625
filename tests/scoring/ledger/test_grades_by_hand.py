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


def test_the_reasons_of_all_gates_that_act_are_joined(tmp_path: Path) -> None:
    """Two gates act on the second county, one on the third; the first has none."""
    gates = GATE + f"  - {{id: many, kind: notice, name: 事件多, clause: 一, consequence: 通报, {ON_EVENTS}}}\n"
    result = graded(tmp_path, gates, {}, {"fall": 8.0, "events": 1}, {"events": 1})
    reasons = [result.filled.text("gate_reasons", place) for place in range(3)]
    assert reasons == ["", "目标未完成；事件多（通报）", "事件多（通报）"]
