"""What a scheme writes and nothing would read is refused, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.one_line import one_line, tried
from tests.support.small_scheme import write_scheme

LADDER = """\
        rule:
          kind: ladder
          rungs:
            - {at: 100, points: 15}
            - {at: 80, points: 12}
        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}
"""
EVENTS = "value: {kind: reported, item: events}\n        rule: {kind: per_event, each: 2}"
# (old, new, line and message); the gate and the order of equal totals look at annual's completion.
IDLE = [
    (
        EVENTS,
        "value: {kind: reported, item: events}\n        target: {kind: constant, figure: 0}\n        completion: {kind: over_run}\n"
        "        rule: {kind: gap, each: 2, direction: at_most}",
        "45 dimensions.energy.indicators.violations.completion：计分规则 gap 不用完成率（completion），写了不起作用；"
        "按完成率扣分的，在 rule 里写 of: completion，否则去掉",
    ),
    (
        EVENTS,
        "value: {kind: reported, item: events}\n        target: {kind: constant, figure: 0}\n        rule: {kind: per_event, each: 2}",
        "44 dimensions.energy.indicators.violations.target：计分规则 per_event 不用目标（target），写了不起作用；去掉，或换一种 kind",
    ),
    (
        "completion: {kind: ratio}",
        "completion: {kind: ratio, rise: true, rise_is_zero: true}",
        "30 dimensions.energy.indicators.annual.completion：rise_is_zero 已经写明不降反升的计 0，rise 不再起作用；去掉 rise",
    ),
    (
        EVENTS,
        "rule: {kind: per_event, word: 每次, events: [{item: events, each: 2}]}",
        "43 dimensions.energy.indicators.violations.rule：写了 events 的，每种情形的 word 写在 events 里；去掉外面的 word",
    ),
    (
        "rule: {kind: per_event, each: 2}",
        "rule: {kind: alternatives, take: best_of, ways: [{name: 甲, share: 40, rule: {kind: judged}}, {name: 乙, rule: {kind: accrual, each: 1}}]}",
        "44 dimensions.energy.indicators.violations.rule：take: best_of 不用占比（share）；去掉，或改为 take: blend",
    ),
    (
        "rule: {kind: per_event, each: 2}",
        "rule: {kind: parts, parts: [{name: 甲, points: 3, rule: {kind: judged}},"
        " {name: 乙, points: 2, value: {kind: reported, item: fall}, target: {kind: own, item: goal}, rule: {kind: judged}}]}",
        "44 dimensions.energy.indicators.violations.rule.parts.乙.target：“乙”的计分规则 judged 不用目标（target），写了不起作用；"
        "去掉，或换一种 kind",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), IDLE, ids=[one[2][-20:] for one in IDLE])
def test_an_idle_part_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(SchemeError) as refused:
        load_scheme(write_scheme(tmp_path, old, new))
    assert refused.value.messages == [f"small.yaml:{message}"]


def test_a_completion_that_only_a_gate_looks_at_is_read(tmp_path: Path) -> None:
    """The line is scored by its value; the gate 目标未完成 looks at the completion."""
    rule = "        rule: {kind: accrual, each: 5}\n"
    load_scheme(write_scheme(tmp_path, LADDER, rule))


UNDECIDED = "    undecided: {{kind: missed, all_of: [{name}]}}\nranking:"


def test_a_completion_that_only_the_undecided_of_a_gate_looks_at_is_read(tmp_path: Path) -> None:
    """As that of the gate's own condition; a line that there is not is refused there, too."""
    judged = f"{EVENTS.partition('rule')[0]}target: {{kind: constant, figure: 2}}\n        completion: {{kind: over_run}}\n        rule: {{kind: per_event, each: 2}}"
    text = write_scheme(tmp_path, EVENTS, judged).read_text(encoding="utf-8")
    load_scheme(write_scheme(tmp_path, "ranking:", UNDECIDED.format(name="violations"), text))
    with pytest.raises(SchemeError, match="没有指标 nowhere"):
        load_scheme(write_scheme(tmp_path, "ranking:", UNDECIDED.format(name="nowhere"), text))


def test_gap_of_the_completion_by_hand() -> None:
    """进度完成率每低1个百分点扣0.5分 of 10: 97.5 → 8.75; 每超1%扣3分: 101 against 100 → 7, 104 → 0."""
    chain = {"value": {"kind": "reported", "item": "v"}, "target": {"kind": "own", "item": "t"}}
    short = one_line(
        {**chain, "completion": {"kind": "ratio"}, "rule": {"kind": "gap", "each": 0.5, "of": "completion"}},
        10,
        ["v", "t"],
    )
    assert tried(short, v=[97.5, 100, 120, 10], t=[100] * 4).scores["x"].tolist() == [8.75, 10, 10, 0]
    over = {"kind": "gap", "each": 3, "of": "completion", "direction": "at_most"}
    over_run = one_line({**chain, "completion": {"kind": "over_run"}, "rule": over}, 10, ["v", "t"])
    assert tried(over_run, v=[101, 100, 90, 104], t=[100] * 4).scores["x"].tolist() == [7, 10, 10, 0]


def test_a_gap_that_goes_the_wrong_way_is_refused() -> None:
    """An over-run is met at 0 or below: at_least would take points off those who kept the ceiling."""
    chain = {"value": {"kind": "reported", "item": "v"}, "target": {"kind": "own", "item": "t"}}
    wrong = one_line(
        {**chain, "completion": {"kind": "over_run"}, "rule": {"kind": "gap", "each": 3, "of": "completion"}},
        10,
        ["v", "t"],
    )
    with pytest.raises(SchemeError, match="direction: at_most 才与完成线同向"):
        tried(wrong, v=[1], t=[1])


def test_difference_to_the_countys_own_target_by_hand() -> None:
    """超过本县目标5个百分点以上得10分，达到得8分，低不超过2个百分点得5分: also where the target is 0 or below."""
    rungs = [{"at": 5, "points": 10}, {"at": 0, "points": 8}, {"at": -2, "points": 5}]
    line = {
        "unit": "%", "value": {"kind": "reported", "item": "v"}, "target": {"kind": "own", "item": "t"},
        "completion": {"kind": "difference"}, "rule": {"kind": "ladder", "rungs": rungs},
    }  # fmt: skip
    result = tried(one_line(line, 10, ["v", "t"]), v=[45, 40, 38.5, 37.99, 3, -3], t=[40, 40, 40, 40, -2, -2])
    assert result.scores["x"].tolist() == [10, 8, 5, 0, 10, 5]
    assert "差额 = 45.00 − 40.00 = 5.00个百分点" in result.explain("县0", "x")


def test_missed_knows_what_it_is_to_meet_an_over_run_and_a_difference(tmp_path: Path) -> None:
    """未完成 of a ceiling: 50.01 against 50 is, 50 and 49 are not."""
    text = write_scheme(tmp_path, "completion: {kind: ratio}", "completion: {kind: over_run}").read_text(
        encoding="utf-8"
    )
    text = text.replace("kind: ladder\n", "kind: ladder\n          direction: at_most\n").replace("at: 100,", "at: 0,")
    text = text.replace("        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}\n", "")
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    scheme = load_scheme(tmp_path / "small.yaml")
    ledger = tried(scheme, 2022, fall=[50.01, 50, 49], goal=[50] * 3, events=[0, 0, 0]).ledger
    assert ledger["missed"].tolist() == [1, 0, 0]
    assert ledger["rank"].tolist() == [3, 2, 1]  # equal otherwise, the smaller over-run first


def test_a_bonus_by_steps_of_absolute_units_by_hand() -> None:
    """每超过目标5个点加1分，最多加3分: 4.99 → 0, 5 → 1, 14 → 2, 40 → 3; below the target none."""
    line = {
        "value": {"kind": "reported", "item": "v"}, "target": {"kind": "constant", "figure": 60}, "completion": {"kind": "ratio"},
        "rule": {"kind": "proportional"}, "bonus": {"kind": "beyond_target", "each": 1, "step": 5, "cap": 3},
    }  # fmt: skip
    ledger = tried(one_line(line, 10, ["v"]), v=[64.99, 65, 74, 100, 40]).ledger
    assert ledger["x.bonus"].tolist() == [0, 1, 2, 3, 0]


def test_full_steps_of_an_over_run_are_refused() -> None:
    """每超额10%加 has no meaning where less is better."""
    line = {
        "value": {"kind": "reported", "item": "v"}, "target": {"kind": "constant", "figure": 60}, "completion": {"kind": "over_run"},
        "rule": {"kind": "gap", "each": 1, "of": "completion", "direction": "at_most"},
        "bonus": {"kind": "full_steps", "each": 1, "step": 5, "cap": 3},
    }  # fmt: skip
    with pytest.raises(SchemeError, match="full_steps 用不了；按绝对单位加分的用 beyond_target"):
        tried(one_line(line, 10, ["v"]), v=[1])
