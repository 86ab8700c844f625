"""扣分项, 大项计0分, a condition on a completion, a value with bounds, the plan's average pace: worked by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Adjustment, Assessment, SchemeError, assess, load_scheme
from scoring.comparison.parts import parts_of
from scoring.scheme.describe import deducted, gate_words, standard
from scoring.scheme.notes import scheme_notes

PATH = Path(__file__).resolve().parents[2] / "schemes" / "new-forms.yaml"
SCHEME = load_scheme(PATH)
PLAIN: dict[str, Any] = {
    "fall": 3.0, "fall_goal": 3.0, "plan": 15.0, "share": 80.0, "share_goal": 80.0, "rate": 6.0, "rate_all": 6.0, "work": 20.0,
    "complaints": 0, "named": 0, "forged": 0,
}  # fmt: skip


def scored(*rows: dict[str, Any], year: int = 2024, **options: Any) -> Assessment:
    names = ["河津市", "盐湖区", "永济市", "闻喜县", "稷山县", "新绛县"][: len(rows)]
    return assess(SCHEME, pd.DataFrame([PLAIN | row for row in rows], index=names, dtype=object), year, **options)


def test_deductions_from_the_total_with_their_caps() -> None:
    """100 less 40 + 15 + 15 + 20 = 90; 3 letters 1.5; 9 letters 2 at most; 通报 3; together 5, capped at 4."""
    result = scored({}, {"complaints": 3}, {"complaints": 9}, {"named": 1}, {"complaints": 9, "named": 1})
    assert result.scores["total"].tolist() == [90, 88.5, 88, 87, 86]
    assert result.ledger["deduction"].tolist() == [0, -1.5, -2, -3, -4]
    assert result.scores["grade"].tolist() == ["优秀", *["良好"] * 4]
    said = result.explain("稷山县")
    assert (
        "扣分 -4.00分（9 × 0.5，最多计 2，群众信访扣分 2分；符合扣分条件，被省级通报扣分 3分；合计 5分，最多扣 4 分）"
        in said
    )


def test_deductions_come_after_the_bonus_and_before_adjustments() -> None:
    """Days 16 points above the target: 20 points and 3 of bonus; 95 + 3 − 1 + 0.5."""
    change = Adjustment("河津市", "judged", 0.5, "复核", "考核组")
    result = scored({"share": 96.0, "complaints": 2}, adjustments=[change])
    assert result.scores["total"].tolist() == [97.5]
    assert result.ledger["bonus"].tolist() == [3]


def test_what_is_lacking_leaves_the_total_pending_and_not_applicable_takes_nothing_off() -> None:
    result = scored({"complaints": "暂缺（待核）"}, {"complaints": "不适用（没有渠道）"})
    assert result.scores["grade"].tolist() == ["待定", "优秀"]
    assert result.scores["total"].tolist()[1] == 90


def test_a_dimension_counts_nothing_where_its_condition_holds() -> None:
    """弄虚作假, or 1.79 of 3.00 (59.67%): 目标 counts 0, the lines keep their own points; 60% does not forfeit."""
    result = scored({"forged": 1}, {"fall": 1.79}, {"fall": 1.80}, {"forged": 1, "work": "不适用（无）"})
    assert result.scores["goals"].tolist() == [0, 0, 50, 0]
    assert result.scores["annual"].tolist() == [40, 19.84, 20, 40]
    assert result.scores["total"].tolist() == [20, 20, 70, 0]
    assert "所在大项计0分，该得分不计入" in result.explain("河津市", "annual")
    assert "所在大项计0分" not in result.explain("永济市", "annual")
    assert "目标 0.00分（满分 80 分，各指标共得 70" in result.explain("河津市")
    assert "此大项计0分（依据：三" in result.explain("河津市")


@pytest.mark.parametrize("mode", ["within_dimension", "over_whole", "full", "zero"])
def test_a_forfeit_counts_nothing_whatever_becomes_of_what_does_not_apply(tmp_path: Path, mode: str) -> None:
    """不适用 elsewhere in the forfeited dimension gives nothing but, under ``full``, its own points."""
    path = tmp_path / "own.yaml"
    path.write_text(f"extends: {PATH}\nid: own\nnot_applicable: {mode}\n", encoding="utf-8")
    row = PLAIN | {"forged": 1, "rate": "不适用（无）"}
    total = assess(load_scheme(path), pd.DataFrame([row], index=["河津市"], dtype=object), 2024).scores["total"]
    assert total.tolist() == [{"within_dimension": 20, "over_whole": 25, "full": 40, "zero": 20}[mode]]


def test_the_parts_of_a_total_add_up() -> None:
    result = scored({"complaints": 3, "share": 96.0}, {"forged": 1, "named": 1}, {"rate": "不适用（无）"})
    parts = parts_of(result)
    for place in range(3):
        whole = sum(one[place] for one in (*parts.points.values(), *parts.extras.values()))
        assert math.isclose(whole, parts.total[place], abs_tol=1e-9)
    assert parts.extras["deduction"].tolist() == [-1.5, -3, 0]
    assert parts.extras["forfeit"].tolist() == [0, -70, 0]
    assert parts.extras["reweighting"].tolist()[1] == 0


def test_a_condition_on_a_completion_speaks_of_the_printed_figure_and_of_assigned_targets() -> None:
    """完成率低于90%的，不得评为优秀: 2.6998 of 3 is printed 89.99, 2.6999 is 90.00 (89.9967)."""
    rows = [{"fall": fall, "share": 90.0, "rate": 16.0} for fall in (2.6997, 2.6999)]
    result = scored(*rows, {**rows[0], "fall_goal": None})
    assert result.ledger["annual.completion"].tolist()[:2] == [89.99, 90]
    assert result.ledger["no_excellent"].tolist() == [1, 0, 0]
    assert result.scores["grade"].tolist()[:2] == ["良好", "优秀"]
    assert result.ledger["far_above"].tolist() == [1, 1, 1]  # 10 points above: more than 9


def test_conditions_name_what_is_judged_with_its_unit() -> None:
    """An over-run is no 完成率; figures have the unit of what is judged."""
    more, every, this = (load_scheme(PATH.with_stem(name)) for name in ("more-forms", "all-parts", "new-forms"))
    assert gate_words(more, more.spec.gates[0]) == "煤炭消费量超出幅度的超出率高于10%的，一律评为不合格。"
    assert [gate_words(this, one) for one in this.spec.gates] == [
        "年度目标的完成率低于90%的，等次最高为良好。",
        "优良天数的差额高于9个百分点的，给予表扬（不影响等次）。",
    ]
    (low,) = (one for one in every.spec.gates if one.id == "low_value")
    assert gate_words(every, low) == "分组目标的取值低于20的，等次最高为良好。"


def test_a_value_with_bounds() -> None:
    """15 ± 1.5 × difference ÷ 2: 2 above is +3, so 16.5 + 1.5 = 18 of 10…20; 9 above is +5 at most."""
    result = scored(*({"rate": 6.0 + more} for more in (0, 2, 9, -2, -30)))
    assert result.ledger["invest.value"].tolist() == [0, 3, 5, -3, -5]
    assert result.scores["invest"].tolist() == [15, 18, 20, 12, 10]


def test_the_plans_average_takes_the_place_of_a_target() -> None:
    """1 − 0.85^(1/5) = 3.1980 → 3.20, raised; the same whatever was reached; it only earns points."""
    result = scored(
        {"fall_goal": None, "fall": 3.2}, {"fall_goal": None, "fall": 1.0}, {"fall_goal": None, "plan": -5.0}
    )
    assert result.ledger["annual.target"].tolist() == [3.2, 3.2, 0]
    assert result.scores["annual"].tolist()[0] == 40
    assert result.ledger["no_excellent"].tolist() == [0, 0, 0]
    assert "按五年目标的年均计" in result.explain("盐湖区", "annual")
    assert scored({"fall_goal": None}, year=2021).ledger["annual.target"].tolist() == [3.2]


def test_a_gap_of_the_completion_and_a_ladder_on_a_difference() -> None:
    """每低1个百分点扣0.5分: 90% loses 5 of 40; 差额 −5 is the last rung, −5.01 none."""
    result = scored({"fall": 2.7}, {"share": 75.0}, {"share": 74.99}, {"share": 85.0})
    assert result.scores["annual"].tolist() == [35, 40, 40, 40]
    assert result.scores["days"].tolist() == [15, 5, 0, 20]


def test_words_name_no_id() -> None:
    said = [standard(SCHEME, one) for one in SCHEME.indicators] + [gate_words(SCHEME, one) for one in SCHEME.spec.gates]
    said += [text for row in deducted(SCHEME) for text in row[1:]] + scheme_notes(SCHEME)
    assert not [text for text in said if set("{}[]") & set(text)]
    assert "“群众信访”每起从总分中扣0.5分，最多扣2分。" in [row[2] for row in deducted(SCHEME)]
    assert "取值 = 1.5 × （“投资增速” − “全市投资增速”），不低于-5，不高于5，保留2位小数" in standard(
        SCHEME, SCHEME.indicator("invest")
    )


WRONG = [
    ("deduction_cap: 0", "有扣分项，方案却没有规定扣分合计上限"),
    ("deductions: [{id: letters, when: {kind: item_yes, item: named}}]", "两者取一"),
    ("deductions: [{id: notice_given, cap: 2}]", "cap 和 word 不起作用"),
    ("deductions: [{id: notice_given, when: {kind: score_below, of: [total], limit: 60}}]", "不能看总分"),
    ("deductions: [{id: notice_given, when: {kind: item_yes, item: nobody}}]", "没有数据项 nobody"),
    ("deductions: [{id: annual, name: 甲, clause: 一, each: 1, item: complaints}]", "编号 annual 已经用作"),
    ("dimensions: [{id: goals, forfeit: {when: {kind: item_yes, item: nobody}}}]", "没有数据项 nobody"),
    (
        "dimensions: [{id: goals, forfeit: {when: {kind: score_below, of: [basics], limit: 1}}}]",
        "没有指标或类别 basics",
    ),
    ("gates: [{id: far_above, when: {kind: completion, of: days, above: 9, below: 1}}]", "两者取一"),
    ("gates: [{id: far_above, when: {kind: completion, of: invest, above: 9}}]", "没有规定完成率"),
]


@pytest.mark.parametrize(("text", "says"), WRONG, ids=[text for text, _ in WRONG])
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"extends: {PATH}\nid: own\n{text}\n", encoding="utf-8")
    with pytest.raises(SchemeError) as told:
        load_scheme(path)
    assert says in str(told.value)
