"""Words: the working with its figures, the rung taken, the clause; and they change with the figure."""

from __future__ import annotations

import pytest

from scoring import DataError
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
