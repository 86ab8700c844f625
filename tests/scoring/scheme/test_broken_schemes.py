"""Schemes that are well-formed and wrong: sums, rules, years, grades; several faults told at once.

Each case changes one piece of a small valid scheme; every message is expected whole, from the line on.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring import SchemeError, assess, load_scheme
from tests.support.small_scheme import write_scheme

BROKEN: list[tuple[str, str, list[str]]] = [
    (
        "points: 20\nbonus",
        "points: 30\nbonus",
        ["8 points：各类别共 20 分，与总分 30 分不符；改其中一处"],
    ),
    (
        "    points: 20\n    clause",
        "    points: 25\n    clause",
        [
            "8 points：各类别共 25 分，与总分 20 分不符；改其中一处",
            "18 dimensions.energy.points：各指标共 15 + 5 = 20 分，与类别的 25 分不符；改其中一处",
        ],
    ),
    (
        "        points: 5\n",
        "        points: 6\n",
        ["18 dimensions.energy.points：各指标共 15 + 6 = 21 分，与类别的 20 分不符；改其中一处"],
    ),
    (
        "- {at: 80, points: 12}",
        "- {at: 100, points: 12}",
        ["31 dimensions.energy.indicators.annual.rule：100 同时属于两档，档次重叠；改计分规则，或改指标的分值"],
    ),
    (
        "points: 20\nbonus",
        "points: 20.0000001\nbonus",
        ["8 points：各类别共 20 分，与总分 20.0000001 分不符；改其中一处"],
    ),
    (
        "- {at: 80, points: 12}",
        "- {at: 80, points: 16}",
        [
            "31 dimensions.energy.indicators.annual.rule：最高一档是 16 分，与该指标的 15 分不符；改计分规则，或改指标的分值",
            "31 dimensions.energy.indicators.annual.rule：100 一档的分比 80 一档的低；改计分规则，或改指标的分值",
        ],
    ),
    (
        "- {at: 100, points: 15}",
        "- {at: 100, points: 14}",
        [
            "31 dimensions.energy.indicators.annual.rule：最高一档是 14 分，与该指标的 15 分不符；改计分规则，或改指标的分值"
        ],
    ),
    (
        "rule: {kind: per_event, each: 2}",
        "rule: {kind: checklist, entries: [{item: events, points: 2}, {item: audited, points: 2}]}",
        [
            "44 dimensions.energy.indicators.violations.rule：各项共 4 分，与该指标的 5 分不符；改计分规则，或改指标的分值",
            "44 dimensions.energy.indicators.violations.rule.entries[2].item：没有数据项 audited；改用已有的数据项，或在方案的 items 里写上这一个",
            "44 dimensions.energy.indicators.violations.rule.entries[1].item：数据项 events（事件数）不是是否项，这里只能用 kind: yes_no 的数据项；换一个",
        ],
    ),
    (
        "        target: {kind: own, item: goal}\n",
        "",
        ["29 dimensions.energy.indicators.annual.completion：规定了完成率，却没有目标（target）；补上"],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: {kind: proportional}\n        bonus: {kind: beyond_target, each: 1, cap: 1}",
        [
            "44 dimensions.energy.indicators.violations.rule：违规（violations）没有规定完成率，这种计分规则用不了；补上，或换一种 kind",
            "45 dimensions.energy.indicators.violations.bonus：违规（violations）没有规定目标，这种计分规则用不了；补上，或换一种 kind",
        ],
    ),
    (
        "        value: {kind: reported, item: events}\n",
        "",
        [
            "43 dimensions.energy.indicators.violations.rule：违规（violations）没有规定取值，这种计分规则用不了；补上，或换一种 kind"
        ],
    ),
    (
        "bonus_cap: 3\n",
        "",
        [
            "35 dimensions.energy.indicators.annual.bonus：有加分，方案却没有规定加分合计上限；在方案里写上 bonus_cap，大于 0"
        ],
    ),
    (
        "period: {base: 2020, start: 2021, end: 2022}",
        "period: {base: 2022, start: 2021, end: 2022}",
        ["7 period：年份应当是 基期（base）< 起始年（start）≤ 结束年（end），现在是 2022、2021、2022；改正"],
    ),
    (
        "period: {base: 2020, start: 2021, end: 2022}",
        "period: {base: 2020, start: 2023, end: 2022}",
        ["7 period：年份应当是 基期（base）< 起始年（start）≤ 结束年（end），现在是 2020、2023、2022；改正"],
    ),
    (
        "target: {kind: own, item: goal}",
        "target: {kind: schedule, years: {2020: 50}}",
        ["29 dimensions.energy.indicators.annual.target.years：按年度的数缺 2021、2022 年；补上每一年的数"],
    ),
    (
        "at_least: 60, up_to: 80}",
        "at_least: 60, up_to: 79}",
        [
            "47 grades.基本完成.up_to：“基本完成”到 79，“完成”（第 46 行）从 80 起，中间有空档，79 到 80 分没有等次；把 up_to 改为 80（不含）"
        ],
    ),
    (
        "at_least: 60, up_to: 80}",
        "at_least: 60, up_to: 81}",
        [
            "47 grades.基本完成.up_to：“基本完成”到 81，“完成”（第 46 行）从 80 起，80 到 81 分两档重叠；把 up_to 改为 80（不含）"
        ],
    ),
    (
        "at_least: 60, up_to: 80}",
        "at_least: 80}",
        [
            "47 grades.基本完成.at_least：“基本完成”从 80 起，不低于上一等次“完成”（第 46 行）的 80；等次从好到差排列，改正",
            "48 grades.未完成.up_to：“未完成”到 60，“基本完成”（第 47 行）从 80 起，中间有空档，60 到 80 分没有等次；把 up_to 改为 80（不含）",
        ],
    ),
    (
        "at_least: 60, up_to: 80}",
        "at_least: 85, up_to: 80}",
        [
            "47 grades.基本完成.up_to：“基本完成”的上限 80 不大于下限 85；改正",
            "47 grades.基本完成.at_least：“基本完成”从 85 起，不低于上一等次“完成”（第 46 行）的 80；等次从好到差排列，改正",
            "48 grades.未完成.up_to：“未完成”到 60，“基本完成”（第 47 行）从 85 起，中间有空档，60 到 85 分没有等次；把 up_to 改为 85（不含）",
        ],
    ),
    (
        "- {name: 未完成, up_to: 60}",
        "- {name: 未完成, at_least: 50, up_to: 60}",
        [
            "48 grades.未完成.at_least：“未完成”是按总分评的最末等次，不满 50 分就没有等次了；去掉 at_least，或在后面加一个等次"
        ],
    ),
    (
        "- {name: 完成, at_least: 80}",
        "- {name: 完成}",
        ["47 grades.基本完成.name：“完成”（第 46 行）没有下限，“基本完成”永远评不到；给“完成”写上 at_least"],
    ),
    (
        "- {name: 完成, at_least: 80}",
        "- {name: 完成, at_least: 80, up_to: 100}",
        ["46 grades.完成.up_to：“完成”是最好的等次，100 分及以上就没有等次了；去掉 up_to"],
    ),
    (
        "- {name: 完成, at_least: 80}",
        "- {name: 未完成, at_least: 80}",
        ["48 grades.未完成.name：等次“未完成”写了两次（先在第 46 行）；留一个"],
    ),
    (
        "- {name: 未完成, up_to: 60}",
        "- {name: 未完成, up_to: 60, gate_only: true}",
        [
            "47 grades.基本完成.at_least：“基本完成”是按总分评的最末等次，不满 60 分就没有等次了；去掉 at_least，或在后面加一个等次",
            "48 grades.未完成.up_to：“未完成”是 gate_only，只由等次约束评定，不看总分；去掉 up_to 或 gate_only",
        ],
    ),
    (
        "- {name: 未完成, up_to: 60}",
        "- {name: 未完成, gate_only: true}",
        [
            "47 grades.基本完成.at_least：“基本完成”是按总分评的最末等次，不满 60 分就没有等次了；去掉 at_least，或在后面加一个等次"
        ],
    ),
    (
        "- {name: 完成, at_least: 80}",
        "- {name: 超额完成, at_least: 95}\n  - {name: 完成, at_least: 80, up_to: 94}",
        [
            "47 grades.完成.up_to：“完成”到 94，“超额完成”（第 46 行）从 95 起，中间有空档，94 到 95 分没有等次；把 up_to 改为 95（不含）"
        ],
    ),
    (
        "- {name: 完成, at_least: 80}\n  - {name: 基本完成, at_least: 60, up_to: 80}",
        "- {name: 超额完成, at_least: 95, up_to: 100}\n  - {name: 完成, at_least: 80, up_to: 94}\n  - {name: 基本完成, at_least: 60, up_to: 81}",
        [
            "46 grades.超额完成.up_to：“超额完成”是最好的等次，100 分及以上就没有等次了；去掉 up_to",
            "47 grades.完成.up_to：“完成”到 94，“超额完成”（第 46 行）从 95 起，中间有空档，94 到 95 分没有等次；把 up_to 改为 95（不含）",
            "48 grades.基本完成.up_to：“基本完成”到 81，“完成”（第 47 行）从 80 起，80 到 81 分两档重叠；把 up_to 改为 80（不含）",
        ],
    ),
    (
        "{base: 2020, start: 2021, end: 2022}\npoints: 20\n",
        "{base: 2022, start: 2021, end: 2022}\npoints: 30\n",
        [
            "7 period：年份应当是 基期（base）< 起始年（start）≤ 结束年（end），现在是 2022、2021、2022；改正",
            "8 points：各类别共 20 分，与总分 30 分不符；改其中一处",
        ],
    ),
    (
        "points: 20\nbonus_cap: 3\n",
        "points: 二十\nbonus_cup: 3\nregion: yunchen\n",
        [
            "8 points：应当是数，现在是 二十；只写数，不写单位和 %",
            "9 bonus_cup：没有 bonus_cup 这个字段；是不是 bonus_cap？",
            "10 region：没有地区 yunchen；是不是 yuncheng？（现有地区：yuncheng）；自己的地区写成 region-yunchen.yaml，放在方案旁边",
        ],
    ),
    (
        "        points: 5\n        clause: 一（二）\n        bureau: 局\n        definition: 起数\n        value: {kind: reported, item: events}",
        "        points: 6\n        clause: ' '\n        bureau: 局\n        definition: 起数\n        value: {kind: reported, item: event}",
        [
            "18 dimensions.energy.points：各指标共 15 + 6 = 21 分，与类别的 20 分不符；改其中一处",
            "40 dimensions.energy.indicators.violations.clause：没有写依据；写上条款",
            "43 dimensions.energy.indicators.violations.value.item：没有数据项 event；是不是 events？",
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "messages"), BROKEN, ids=range(len(BROKEN)))
def test_broken_scheme_is_refused_with_every_fault(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, old, new))
    assert caught.value.messages == [f"small.yaml:{text}" for text in messages]


def test_the_small_scheme_itself_loads(tmp_path: Path) -> None:
    assert len(load_scheme(write_scheme(tmp_path)).indicators) == 2


THIRDS = """\
id: thirds
title: 三分之一
version: "1"
standing: 试验
summary: 试验
source: {title: 试验}
period: {base: 2020, start: 2021, end: 2025}
points: 100
rounding: {points: 6, total: 2}
items:
  - {id: v, name: 数, kind: number, unit: 个, definition: 数, bureau: 局, clause: 一}
dimensions:
"""
BLOCK = """\
  - id: d{0}
    name: 类{0}
    sheet: 类{0}
    points: {1}
    clause: 一
    indicators:
      - id: i{0}
        name: 项{0}
        points: {1}
        clause: 一
        bureau: 局
        definition: 项
        value: {{kind: reported, item: v}}
        rule: {{kind: threshold, limit: 1}}
"""


def test_sums_are_compared_as_they_are_printed(tmp_path: Path) -> None:
    """16.66666667 × 3 + 50 is 100.00000001, printed 100: taken, and full marks make 100. 16.666667 × 3 is told."""
    path = tmp_path / "thirds.yaml"

    def written(third: str) -> Path:
        blocks = "".join(BLOCK.format(place, points) for place, points in enumerate((third, third, third, "50"), 1))
        path.write_text(THIRDS + blocks + "grades: [{name: 已评}]\n", encoding="utf-8")
        return path

    result = assess(load_scheme(written("16.66666667")), pd.DataFrame({"v": [2.0]}, index=["甲县"]), 2025)
    assert result.scores["total"].tolist() == [100]
    assert "适用指标" not in result.explain("甲县")
    with pytest.raises(
        SchemeError, match=r"16\.666667 \+ 16\.666667 \+ 16\.666667 \+ 50 = 100\.000001 分，与总分 100 分不符"
    ):
        load_scheme(written("16.666667"))
