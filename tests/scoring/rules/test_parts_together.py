"""Parts that are each right stand together: a line is laid when its scheme is read, and what cannot be is told there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import SchemeError, assess, load_scheme
from scoring.rules.base import number
from scoring.scheme.models import ItemSpec
from scoring.scheme.notes import scheme_notes
from tests.support.one_line import one_line, tried
from tests.support.small_scheme import SMALL, write_scheme

EVENTS = "value: {kind: reported, item: events}\n        rule: {kind: per_event, each: 2}"
FALL = "value: {kind: reported, item: fall}\n        target: {kind: own, item: goal}\n        completion: {kind: ratio}"
SHARE = "{kind: ratio, top: [events], bottom: [events, goal], bottom_less: [events]}"


def _rates(line: dict[str, Any], items: list[str], **columns: Any) -> list[Any]:
    return list(tried(one_line(line, 10, items), **columns).ledger["x"])


def test_bounds_of_a_value_and_ends_of_a_min_max_stand_together() -> None:
    """2 × v between −5 and 5: −5, 2, 5; on 60–100: 6, 6 + 7/10 × 4 = 8.8, 10."""
    value = {"kind": "bounded", "item": "v", "times": 2, "low": -5, "high": 5}
    assert _rates({"value": value, "rule": {"kind": "min_max"}}, ["v"], v=[-9, 1, 9]) == [6, 8.8, 10]


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_a_share_of_a_whole_that_it_is_part_of(scale: float) -> None:
    """3 of 3 + 1 is 75%, 0 of 0 + 2 is 0%, 0 of 0 does not apply."""
    line = {
        "value": {"kind": "ratio", "top": ["a"], "bottom": ["a", "b"], "places": 2},
        "rule": {"kind": "slope", "knots": [{"at": 0, "points": 0}, {"at": 100, "points": 10}]},
    }
    found = _rates(line, ["a", "b"], a=[3 * scale, 0, 0], b=[1 * scale, 2 * scale, 0])
    assert found[:2] == [7.5, 0]
    assert found[2] != found[2]


def test_a_share_never_rounded_is_held_against_a_limit_and_last_year() -> None:
    """0.1 + 0.2 of 0.6 is 50%, however computers add it."""
    value = {"kind": "ratio", "top": ["a", "b"], "bottom": ["c"]}
    columns: dict[str, list[Any]] = {"a": [0.1, 0.1], "b": [0.2, 0.19], "c": [0.6, 0.6]}
    limit = {"value": value, "rule": {"kind": "threshold", "limit": 50}}
    assert _rates(limit, ["a", "b", "c"], **columns) == [10, 0]
    change = {"value": value, "rule": {"kind": "change", "last": "e", "rise": 10, "flat": 5}}
    assert _rates(change, ["a", "b", "c", "e"], **columns, e=[50, 50]) == [5, 0]


def test_a_rise_counts_0_where_the_share_is_not_rounded() -> None:
    """−1 of 2 against 50%: the completion is 0, not −100."""
    line = {
        "value": {"kind": "ratio", "top": ["a", "b"], "bottom": ["c"]},
        "target": {"kind": "constant", "figure": 50},
        "completion": {"kind": "ratio", "rise_is_zero": True},
        "rule": {"kind": "proportional"},
    }
    result = tried(one_line(line, 10, ["a", "b", "c"]), a=[-2, 1], b=[1, 0], c=[2, 2])
    assert list(result.ledger["x.completion"]) == [0, 100]


def test_a_deduction_on_any_of_several_conditions(tmp_path: Path) -> None:
    """8 of 10 is 12 of 15, one event 3 of 5: 15; less 1 where the event or the fall would do it, once."""
    text = SMALL.replace(
        "bonus_cap: 3",
        "bonus_cap: 3\ndeduction_cap: 2\ndeductions:\n"
        "  - {id: told_of, name: 被通报, clause: 四, each: 1, when: {kind: any_of, conditions: "
        "[{kind: item_above, item: events, limit: 0}, {kind: item_above, item: fall, limit: 5}]}}",
    )
    table = pd.DataFrame({"fall": [8.0, 8.0], "goal": [10.0, 10.0], "events": [1, "不适用（没有）"]}, dtype=object)
    table.index = pd.Index(["甲", "乙"])
    result = assess(load_scheme(write_scheme(tmp_path, text=text)), table, 2022)
    assert list(result.ledger["deduction"]) == [-1, -1]
    assert result.scores.loc["甲", "total"] == 14


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            EVENTS,
            f"value: {SHARE}\n        rule: {{kind: ladder, rungs: [{{at: 50, points: 5}}]}}",
            "取值没有规定小数位数，分档、对照和内插用不了；比例（ratio）写上 places",
        ),
        (
            FALL,
            "value: {kind: reported, item: fall}\n        target: {kind: scheduled_decline, item: goal, schedule: {2021: 40, 2022: 50}}\n"
            "        completion: {kind: progress, schedule: {2021: 40, 2022: 50}}",
            "的目标（scheduled_decline）已按当年进度折算，completion: progress 会再折算一次；目标写 own（五年目标），或完成率写 ratio",
        ),
    ],
)
def test_what_does_not_go_together_is_told_when_the_scheme_is_read(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, old, new))
    assert said in str(caught.value)
    assert "small.yaml:" in str(caught.value)


@pytest.mark.parametrize(
    ("figure", "text"),
    [(1e-05, "0.00001"), (3.1e-06, "0.0000031"), (12_000_000_000, "12000000000"), (1_080_000, "1080000"), (13.5, "13.5")],
)  # fmt: skip
def test_figures_of_a_scheme_have_no_power_of_ten(figure: float, text: str) -> None:
    assert number(figure) == text


def test_bounds_of_an_item_are_printed_whole() -> None:
    """A figure beyond the bound: the message prints 20000000, not 2e+07."""
    scheme = one_line({"value": {"kind": "reported", "item": "v"}, "rule": {"kind": "judged"}}, 10, ["v"])
    bounded = ItemSpec.model_validate(scheme.items["v"].model_dump(exclude_unset=True) | {"maximum": 20_000_000})
    object.__setattr__(scheme, "items", {"v": bounded})
    found = tried(scheme, v=[30_000_000]).problems
    assert any("不大于 20000000" in one.message + one.remedy for one in found)


def test_bonuses_and_deductions_keep_two_places_and_the_notes_say_so(tmp_path: Path) -> None:
    """A bonus of 1/3 is 0.33 where points have three places."""
    text = SMALL.replace("bonus_cap: 3", "bonus_cap: 3\nrounding: {points: 3}").replace(
        "each: 1, cap: 3", "each: 1/3, cap: 3"
    )
    scheme = load_scheme(write_scheme(tmp_path, text=text))
    table = pd.DataFrame({"fall": [11.0], "goal": [10.0], "events": [0]}, index=pd.Index(["甲"]), dtype=object)
    assert assess(scheme, table, 2022).ledger["annual.bonus"].tolist() == [0.33]
    assert any("得分3位，加分2位，总分" in one for one in scheme_notes(scheme))
