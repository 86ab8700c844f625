"""Words: the working with its figures, the rung taken, the clause; and they change with the figure."""

from __future__ import annotations

import pytest

from examples.build import demonstration
from scoring import DataError, assess, load_scheme
from scoring.explain import reasons
from tests.scoring.test_assess import scored
from tests.support.one_line import one_line, tried


def test_annual_line_in_words() -> None:
    """2.80 ÷ 3.32 × 100 = 84.34 (half-up), the 80% rung of A1 is 16 points."""
    said = scored().explain("稷山县", "intensity_annual")
    assert said == (
        "稷山县「单位地区生产总值能耗年度下降目标」：单位地区生产总值能耗年度下降率（实际） 2.80%，"
        "单位地区生产总值能耗年度下降目标 3.32%；完成率 = 2.80 ÷ 3.32 × 100 = 84.34%；达到 80% 一档，得分率 0.8；"
        "得 16.00 分（满分 20 分）（依据：二；四（一）；五（三））"
    )


def test_a_rise_is_called_one() -> None:
    assert "不降反升" in scored().explain("闻喜县", "intensity_annual")


def test_fallback_says_why() -> None:
    said = scored().explain("永济市", "intensity_annual")
    assert "未下达年度目标，按剩余年限还需的进度计" in said
    assert "只进不舍" in said


def test_a_bonus_withheld_says_why() -> None:
    """Annual declines of 9.9%, 3.66% and −0.85% without an issued target; the fallback asks for 9.55% and 2.85% of the first two
    (1 − (0.845 × (1 − a)) ÷ (1 − c), rounded up): 103.66%, 128.42%, and below. A point for each full 10% beyond 100% would be given: none for
    the first, two for the second."""
    table = demonstration().astype(object)
    counties = ["盐湖区", "临猗县", "闻喜县"]
    table.loc[counties, "decline_target"] = "不适用（未下达）"
    table.loc["盐湖区", "decline_actual"] = 9.9
    done = assess(load_scheme("yuncheng-14fyp"), table, 2025)
    ends = [done.explain(one, "intensity_annual").partition("（满分 20 分）")[2] for one in counties]
    withheld = "；目标未下达，不加分，加分 = 0 × 1 = 0.00分（依据：二；四（一）；五（三））"
    assert ends == ["（依据：二；四（一）；五（三））", withheld, "（依据：二；四（一）；五（三））"]
    line = next(one for one in done.scheme.indicators if one.id == "intensity_annual")
    told = {
        county for county, why in zip(done.counties, reasons(done, line), strict=True) if "目标未下达，不加分" in why
    }
    assert told == {"临猗县", "永济市"}, "永济市 has none in the demonstration city, either"


def test_waiver_says_so() -> None:
    assert "免予考核，得满分" in scored().explain("绛县", "energy_total")


def test_overall_names_the_gate() -> None:
    said = scored().explain("河津市")
    assert "按总分为超额完成；等次约束：新增违规“两高”项目未整改" in said


def test_missing_names_the_item() -> None:
    said = scored().explain("芮城县", "voc")
    assert "挥发性有机物重点工程减排量（认定） 缺报" in said


def test_words_change_with_the_figure() -> None:
    before = scored().explain("稷山县", "intensity_annual")
    after = scored(稷山县={"decline_actual": 2.99}).explain("稷山县", "intensity_annual")
    assert before != after
    assert "达到 90% 一档" in after


def test_a_sum_of_nothing_is_said_as_zero() -> None:
    """3 − 0 with the deduction 不适用, not 「3 − 」."""
    figures = {"vehicles_new_energy": 3, "vehicles_special_new_energy": "不适用（没有）", "vehicles_all": 10}
    assert "分子 = 3 − 0 = 3" in scored(夏县=figures).explain("夏县", "public_nev")


def test_a_place_among_others_is_said() -> None:
    line = {
        "value": {"kind": "rank", "item": "a"},
        "rule": {"kind": "lookup", "rows": [{"at": 1, "points": 10}], "otherwise": 5},
    }
    said = tried(one_line(line, 10, ["a"]), a=[50, 60, 70]).explain("县0", "x")
    assert "名次 3；其余，得分率 0.5" in said


def test_unknown_names_are_told() -> None:
    with pytest.raises(DataError, match="夏城县"):
        scored().explain("夏城县")
    with pytest.raises(DataError, match="intensity_anual"):
        scored().explain("夏县", "intensity_anual")


def test_only_what_is_lacking_is_blamed() -> None:
    """Growth was approved and planned, and is blank: neither the agreed total nor the incentive target is needed for it."""
    blank = "不适用（没有商定）"
    result = scored(
        河津市={
            "growth_adjustment_approved": "是", "growth_actual": None, "growth_planned": 5.5,
            "energy_total_target_agreed": blank, "incentive_target": blank,
        }
    )  # fmt: skip
    said = result.explain("河津市", "energy_total")
    assert said.startswith("河津市「能源消费总量控制」：地区生产总值增速（可比价） 未填或不适用；有数据缺报，")
    told = [one.message for one in result.problems if one.code == "E_INCOMPLETE"]
    assert told == [
        "“能源消费总量控制”缺少计算需要的数（未填或不适用：“地区生产总值增速（可比价）”），该项不计分，总分、等次待定"
    ]


def test_a_divisor_of_zero_is_named() -> None:
    """3 vehicles, all of them special: 3 − 3 = 0 is what the share would be divided by."""
    figures = {"vehicles_all": 3, "vehicles_special": 3, "vehicles_new_energy": 0, "vehicles_special_new_energy": 0}
    said = scored(河津市=figures).explain("河津市", "public_nev")
    assert said.startswith(
        "河津市「新增及更新车辆中新能源汽车比例」：分母 = 3 − 3 = 0，分母为零；该指标不适用，分值在本类别内折算"
    )


def test_a_bonus_of_a_line_that_does_not_apply_is_said() -> None:
    """No share of the ten demonstration units, two built: the bonus of 0.5 each stands beside the line."""
    said = scored(河津市={"demo_share": 0, "demo_built": 2}).explain("河津市", "demo_units")
    assert (
        "：承担的示范单位建设数 0家，分母为零；该指标不适用，分值在本类别内折算；加分 = 取整（2 − 0） × 0.5 = 1.00分"
        in said
    )


@pytest.mark.parametrize(
    ("v", "w", "said"),
    [
        (1, 0, "w 0个，分母为零；该指标不适用"),
        (1, -2, "w -2个，分母小于零；该指标不适用"),
        (0, "不适用（没有）", "w 不适用；该指标不适用"),
        ("不适用（没有）", 0, "v 不适用；该指标不适用"),
    ],
)
def test_why_a_share_does_not_apply(v: float | str, w: float | str, said: str) -> None:
    """Only the cause: not the numerator of 0 beside a denominator that does not apply."""
    line = {
        "value": {"kind": "ratio", "top": ["v"], "bottom": ["w"]},
        "target": {"kind": "constant", "figure": 50},
        "completion": {"kind": "ratio"},
        "rule": {"kind": "proportional"},
    }
    result = tried(one_line(line, 10, ["v", "w"]), v=[v, 1], w=[w, 2])
    assert result.explain("县0", "x").startswith(f"县0「试验指标」：{said}，")


def test_an_over_run_of_a_target_of_zero_says_so() -> None:
    """The target is passed on from its item: the item is named."""
    line = {
        "value": {"kind": "reported", "item": "v"},
        "target": {"kind": "own", "item": "w"},
        "completion": {"kind": "over_run"},
        "rule": {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 0, "points": 10}]},
    }
    result = tried(one_line(line, 10, ["v", "w"]), v=[0, 1], w=[0, 2])
    assert result.explain("县0", "x").startswith("县0「试验指标」：w 0个，分母为零；该指标不适用，")


def test_figures_printed_together_or_apart_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are printed for some hundreds of counties together; for one at a time every sentence is the same."""
    whole = scored()
    lines = [None, *(one.id for one in whole.scheme.indicators)]
    together = [whole.explain(county, line) for county in whole.counties for line in lines]
    monkeypatch.setattr("scoring.formula.quoted._BLOCK", 1)
    again = scored()
    assert [again.explain(county, line) for county in again.counties for line in lines] == together
