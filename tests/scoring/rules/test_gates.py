"""Gates where a figure is not applicable, and gates that pull a grade both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Assessment, assess, load_scheme
from scoring.errors import SchemeError
from scoring.scheme.describe import gate_words
from tests.support.small_scheme import write_scheme

WHEN = "    when: {kind: missed, all_of: [annual]}\n"
NA = "不适用（没有）"


def scored(path: Path, **figures: Any) -> Assessment:
    """One county under a scheme of 20 points whose bands are 80, 60; met and without events unless told."""
    row = {"fall": 10.0, "goal": 10.0, "events": 0} | figures
    return assess(load_scheme(path), pd.DataFrame([row], index=["甲"], dtype=object), 2022)


@pytest.mark.parametrize(
    ("figures", "acts"),
    [
        ({"events": 2, "fall": NA}, True),  # the first holds, the second does not apply
        ({"events": NA, "fall": 5.0}, True),
        ({"events": NA, "fall": 10.0}, False),
        ({"events": NA, "fall": NA}, False),
        ({"events": 0, "fall": 5.0}, True),
    ],
)
def test_any_of_is_not_undone_by_a_condition_that_does_not_apply(
    tmp_path: Path, figures: dict[str, Any], acts: bool
) -> None:
    """One of two holds: the gate acts, whatever the other is; 不适用 alone never acts."""
    both = "[{kind: item_above, item: events, limit: 0}, {kind: missed, all_of: [annual]}]"
    path = write_scheme(tmp_path, WHEN, f"    when: {{kind: any_of, conditions: {both}}}\n")
    assert scored(path, **figures).ledger["missed"].tolist() == [float(acts)]


def test_any_of_waits_for_a_missing_figure(tmp_path: Path) -> None:
    both = "[{kind: item_above, item: events, limit: 0}, {kind: missed, all_of: [annual]}]"
    path = write_scheme(tmp_path, WHEN, f"    when: {{kind: any_of, conditions: {both}}}\n")
    assert scored(path, events="暂缺（待核）", fall=5.0).scores["grade"].tolist() == ["待定"]


@pytest.mark.parametrize(
    ("gate", "grade"),
    [
        ("kind: veto", "未完成"),
        ("kind: cap\n    at_most: 基本完成", "基本完成"),
        ("kind: notice\n    consequence: 通报", "基本完成"),  # nothing holds it: 未完成 by points, raised by one
    ],
)
def test_a_raise_lifts_neither_a_veto_nor_a_cap(tmp_path: Path, gate: str, grade: str) -> None:
    """Missed at 16 of 20 points (未完成 by its bands) and raised by one or by two grades for an event."""
    by = -1 if "cap" not in gate else -2
    raised = (
        f"  - {{id: praised, kind: shift, by: {by}, name: 表扬, clause: 一, "
        "when: {kind: item_above, item: events, limit: 0}}\n"
    )
    path = write_scheme(tmp_path, "    kind: cap\n    at_most: 基本完成", f"    {gate}")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(WHEN, WHEN + raised), encoding="utf-8")
    result = scored(path, fall=8.0, events=1)
    assert result.ledger["grade_by_total"].tolist() == [3]
    assert result.scores["grade"].tolist() == [grade]


def test_conditions_inside_others_are_told_in_brackets(tmp_path: Path) -> None:
    """Not (A or B) is no 「并非A，或者B」."""
    both = "[{kind: item_above, item: events, limit: 0}, {kind: score_below, of: [total], limit: 60}]"
    condition = f"{{kind: any_of, conditions: {both}}}"
    path = write_scheme(tmp_path, WHEN, f"    when: {{kind: not, condition: {condition}}}\n")
    scheme = load_scheme(path)
    said = gate_words(scheme, scheme.spec.gates[0])
    assert "并非（“事件数”大于0，或者总分得分低于60分）的" in said


def test_a_raise_stops_at_the_first_grade(tmp_path: Path) -> None:
    raised = "  - {id: missed, kind: shift, by: -3, name: 表扬, clause: 一,"
    text = write_scheme(tmp_path).read_text(encoding="utf-8")
    head, gate = text.split("  - id: missed\n")
    rest = gate.split(WHEN)[1]
    path = tmp_path / "raised.yaml"
    path.write_text(
        head.replace("at_least: 80", "at_least: 18").replace("at_least: 60, up_to: 80", "at_least: 9, up_to: 18").replace("up_to: 60", "up_to: 9")
        + raised + " when: {kind: item_above, item: events, limit: 0}}\n" + rest,
        encoding="utf-8",
    )  # fmt: skip
    assert scored(path, events=1).scores["grade"].tolist() == ["完成"]  # 18: the first already
    assert scored(path, fall=5.0, events=1).scores["grade"].tolist() == ["完成"]  # 3 points: from the last, by two


OTHER = (
    "  - {id: many, kind: notice, name: 事件多, clause: 一, consequence: 通报, "
    "when: {kind: item_above, item: events, limit: 1}}\n"
)


@pytest.mark.parametrize(
    ("events", "fall", "acts"),
    [(2, 5.0, False), (1, 5.0, True), (2, 10.0, False), (NA, 5.0, True)],  # 不适用 does not act, so nothing gives way
)
def test_a_gate_gives_way_to_the_one_it_names(tmp_path: Path, events: Any, fall: float, acts: bool) -> None:
    path = write_scheme(tmp_path, "gates:\n", f"gates:\n{OTHER}")
    path.write_text(path.read_text(encoding="utf-8").replace(WHEN, f"{WHEN}    unless: many\n"), encoding="utf-8")
    scheme = load_scheme(path)
    assert "；“事件多”起作用的除外" in gate_words(scheme, scheme.spec.gates[1])
    assert scored(path, events=events, fall=fall).ledger["missed"].tolist() == [float(acts)]


@pytest.mark.parametrize(("before", "said"), [("", "前面没有别的等次约束；去掉"), (OTHER, "前面没有等次约束 much；")])
def test_a_gate_gives_way_only_to_one_above(tmp_path: Path, before: str, said: str) -> None:
    path = write_scheme(tmp_path, "gates:\n", f"gates:\n{before}")
    path.write_text(path.read_text(encoding="utf-8").replace(WHEN, f"{WHEN}    unless: much\n"), encoding="utf-8")
    with pytest.raises(SchemeError, match=said):
        load_scheme(path)
