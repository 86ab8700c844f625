"""Broken schemes: one line of a small valid scheme is changed; the whole message is expected, line and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.small_scheme import write_scheme

BROKEN: list[tuple[str, str, list[str]]] = [
    (
        "title: 小方案\n",
        "titel: 小方案\n",
        [
            "small.yaml:1 title：缺少这个字段；补上",
            "small.yaml:2 titel：没有 titel 这个字段；是不是 title？",
        ],
    ),
    (
        "points: 20\nbonus",
        "points: 二十\nbonus",
        [
            "small.yaml:8 points：应当是数，现在是 二十；百分数只写数，不写 %",
        ],
    ),
    (
        "points: 20\nbonus",
        "points: 30\nbonus",
        [
            "small.yaml:8 points：各类别共 20 = 20 分，与总分 30 分不符；改其中一处",
        ],
    ),
    (
        "    points: 20\n    clause",
        "    points: 25\n    clause",
        [
            "small.yaml:18 dimensions.energy.points：各指标共 15 + 5 = 20 分，与类别的 25 分不符；改其中一处",
            "small.yaml:8 points：各类别共 25 = 25 分，与总分 20 分不符；改其中一处",
        ],
    ),
    (
        "        points: 5\n",
        "        points: 6\n",
        [
            "small.yaml:18 dimensions.energy.points：各指标共 15 + 6 = 21 分，与类别的 20 分不符；改其中一处",
        ],
    ),
    (
        "kind: ladder",
        "kind: lader",
        [
            "small.yaml:31 dimensions.energy.indicators.annual.rule：没有 lader 这种 kind；是不是 ladder？",
        ],
    ),
    (
        "kind: ladder",
        "knd: ladder",
        [
            "small.yaml:31 dimensions.energy.indicators.annual.rule：没有写 kind（哪一种）；补上",
        ],
    ),
    (
        "- {at: 80, points: 12}",
        "- {at: 100, points: 12}",
        [
            "small.yaml:31 dimensions.energy.indicators.annual.rule：100 同时属于两档，档次重叠",
        ],
    ),
    (
        "- {at: 80, points: 12}",
        "- {at: 80, points: 16}",
        [
            "small.yaml:31 dimensions.energy.indicators.annual.rule：最高一档是 16 分，与该指标的 15 分不符",
            "small.yaml:31 dimensions.energy.indicators.annual.rule：100 一档的分比 80 一档的低",
        ],
    ),
    (
        "- {at: 100, points: 15}",
        "- {at: 100, points: 14}",
        [
            "small.yaml:31 dimensions.energy.indicators.annual.rule：最高一档是 14 分，与该指标的 15 分不符",
        ],
    ),
    (
        "- {at: 80, points: 12}",
        "- {at: 80%, points: 12}",
        [
            "small.yaml:35 dimensions.energy.indicators.annual.rule.rungs[2].at：应当是数，现在是 80%；百分数只写数，不写 %",
        ],
    ),
    (
        "item: fall}",
        "item: fal}",
        [
            "small.yaml:28 dimensions.energy.indicators.annual.value：没有数据项 fal；是不是 fall？",
        ],
    ),
    (
        "item: fall}",
        "itm: fall}",
        [
            "small.yaml:28 dimensions.energy.indicators.annual.value.item：缺少这个字段；补上",
            "small.yaml:28 dimensions.energy.indicators.annual.value.itm：没有 itm 这个字段；是不是 item？",
        ],
    ),
    (
        "        clause: 一（二）\n",
        "",
        [
            "small.yaml:37 dimensions.energy.indicators.violations.clause：缺少这个字段；补上",
        ],
    ),
    (
        "        clause: 一（二）\n",
        "        clause: ''\n",
        [
            "small.yaml:40 dimensions.energy.indicators.violations.clause：不能空着；写上内容",
        ],
    ),
    (
        "        clause: 一（二）\n",
        "        clause: '\u3000'\n",
        [
            "small.yaml:40 dimensions.energy.indicators.violations.clause：没有写依据；写上条款",
        ],
    ),
    (
        "id: violations",
        "id: annual",
        [
            "small.yaml:37 dimensions.energy.indicators.annual.id：编号 annual 已经用作指标；换一个",
            "small.yaml:55 gates.missed.when：指标 annual 没有规定完成率，判断不了是否完成；给它写上 completion",
            "small.yaml:56 ranking.ties[2]：指标 annual 没有规定完成率，不能用来判定同分",
        ],
    ),
    (
        "id: violations",
        "id: events",
        [
            "small.yaml:37 dimensions.energy.indicators.events.id：编号 events 已经是数据项；换一个",
        ],
    ),
    (
        "id: violations",
        "id: total",
        [
            "small.yaml:37 dimensions.energy.indicators.total.id：编号 total 由程序使用；换一个",
        ],
    ),
    (
        "id: violations",
        "id: Violations-1",
        [
            "small.yaml:37 dimensions.energy.indicators.Violations-1.id：Violations-1 不合写法；编号用小写英文字母、数字和下划线（方案编号用连字符），颜色写 #RRGGBB",
        ],
    ),
    (
        "at_least: 60, up_to: 80}",
        "at_least: 60, up_to: 79}",
        [
            "small.yaml:47 grades.基本完成.up_to：“基本完成”到 79，“完成”从 80 起，中间有空档；把 up_to 改为 80（不含）",
        ],
    ),
    (
        "at_least: 60, up_to: 80}",
        "at_least: 60, up_to: 81}",
        [
            "small.yaml:47 grades.基本完成.up_to：“基本完成”到 81，“完成”从 80 起，两档重叠；把 up_to 改为 80（不含）",
        ],
    ),
    (
        "at_least: 60, up_to: 80}",
        "at_least: 80}",
        [
            "small.yaml:47 grades.基本完成.at_least：“基本完成”的下限 80 不低于上一等次“完成”的 80；等次从好到差排列",
            "small.yaml:48 grades.未完成.up_to：“未完成”到 60，“基本完成”从 80 起，中间有空档；把 up_to 改为 80（不含）",
        ],
    ),
    (
        "- {name: 未完成, up_to: 60}",
        "- {name: 未完成, at_least: 50, up_to: 60}",
        [
            "small.yaml:48 grades.未完成.at_least：最末等次“未完成”下面还有 50 分以下没有等次；末等次不写 at_least",
        ],
    ),
    (
        "- {name: 完成, at_least: 80}",
        "- {name: 完成}",
        [
            "small.yaml:47 grades.基本完成.name：“完成”没有下限，后面的“基本完成”永远评不到；写上 at_least",
        ],
    ),
    (
        "at_most: 基本完成",
        "at_most: 基本达标",
        [
            "small.yaml:52 gates.missed.at_most：没有等次“基本达标”；可以写：完成、基本完成、未完成",
        ],
    ),
    (
        "all_of: [annual]",
        "all_of: [anual]",
        [
            "small.yaml:55 gates.missed.when：没有指标 anual；是不是 annual？",
        ],
    ),
    (
        "all_of: [annual]",
        "all_of: [violations]",
        [
            "small.yaml:55 gates.missed.when：指标 violations 没有规定完成率，判断不了是否完成；给它写上 completion",
        ],
    ),
    (
        "all_of: [annual]",
        "all_of: []",
        [
            "small.yaml:55 gates.missed.when.all_of：至少要有一项",
        ],
    ),
    (
        "ties: [energy, annual]",
        "ties: [energi]",
        [
            "small.yaml:56 ranking.ties[1]：没有类别或指标 energi；是不是 energy？",
        ],
    ),
    (
        "ties: [energy, annual]",
        "ties: [violations]",
        [
            "small.yaml:56 ranking.ties[1]：指标 violations 没有规定完成率，不能用来判定同分",
        ],
    ),
    (
        "bonus_cap: 3\n",
        "",
        [
            "small.yaml:35 dimensions.energy.indicators.annual.bonus：有加分，方案却没有规定加分合计上限 bonus_cap；写上",
        ],
    ),
    (
        "period: {base: 2020, start: 2021, end: 2022}",
        "period: {base: 2022, start: 2021, end: 2022}",
        [
            "small.yaml:7 period：年份应当是 基期 < 起始年 ≤ 结束年，现在是 2022、2021、2022",
        ],
    ),
    (
        "target: {kind: own, item: goal}",
        "target: {kind: schedule, years: {2021: 50}}",
        [
            "small.yaml:29 dimensions.energy.indicators.annual.target.years：进度表缺 2022 年；补上每一年的数",
        ],
    ),
    (
        "        target: {kind: own, item: goal}\n",
        "",
        [
            "small.yaml:29 dimensions.energy.indicators.annual.completion：规定了完成率，却没有取值（value）或目标（target）；补上",
        ],
    ),
    (
        'version: "1"',
        "version: 1",
        [
            "small.yaml:3 version：应当是文字，现在是 1；数字作文字时加引号",
        ],
    ),
    (
        "each: 2}",
        "each: -2}",
        [
            "small.yaml:44 dimensions.energy.indicators.violations.rule.each：应当大于 0，现在是 -2",
        ],
    ),
    (
        "title: 小方案",
        "title: 小方案\ntitle: 又一个",
        [
            "small.yaml:3 title：同一处写了两次（先在第 2 行）；留一个",
        ],
    ),
    (
        "points: 20\nbonus",
        "\tpoints: 20\nbonus",
        [
            "small.yaml:8：不是合格的 YAML（while scanning for the next token found character that cannot start any token）；缩进不能用 Tab，改用空格",
        ],
    ),
    (
        'kind: percent, unit: "%", definition: 实际',
        'kind: percentage, unit: "%", definition: 实际',
        [
            "small.yaml:11 items.fall.kind：不能写 percentage；是不是 percent？",
        ],
    ),
    (
        "minimum: 0}",
        "minimum: 零}",
        [
            "small.yaml:13 items.events.minimum：应当是数，现在是 零；百分数只写数，不写 %",
        ],
    ),
    (
        "kind: cap",
        "kind: ceiling",
        [
            "small.yaml:50 gates.missed：没有 ceiling 这种 kind；可以写：cap、notice、shift、veto",
        ],
    ),
    (
        "    name: 目标未完成\n",
        "    name: 目标未完成\n    during: endyear\n",
        [
            "small.yaml:54 gates.missed.during：不能写 endyear；可以写：always、plan_end、before_plan_end",
        ],
    ),
    (
        "id: small",
        "id: small\nextends: yuncheng-14fy",
        [
            "small.yaml:2 extends：没有方案 yuncheng-14fy；是不是 yuncheng-14fyp？；kaohe schemes 列出全部方案",
        ],
    ),
    (
        "id: small",
        "id: small\nregion: yunchen",
        [
            "small.yaml:2 region：没有地区 yunchen；是不是 yuncheng？",
        ],
    ),
    (
        "  - id: missed\n",
        "  - include: gates.yaml\n  - id: missed\n",
        [
            "small.yaml:50 include：没有文件 gates.yaml；是不是 small.yaml？",
        ],
    ),
    (
        "- {id: goal,",
        "- {id: fall,",
        [
            "small.yaml:12 items.fall：数据项 fall 写了两次；留一个",
        ],
    ),
    (
        "ranking:",
        "rounding: {points: 9}\nranking:",
        [
            "small.yaml:56 rounding.points：不能大于 6，现在是 9",
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "messages"), BROKEN, ids=range(len(BROKEN)))
def test_broken_scheme_is_refused_with_every_fault(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, old, new))
    assert caught.value.messages == messages


def test_the_small_scheme_itself_loads(tmp_path: Path) -> None:
    assert len(load_scheme(write_scheme(tmp_path)).indicators) == 2


def test_published_bands_that_overlap_or_leave_a_hole_are_refused(tmp_path: Path) -> None:
    """Sloppy copies print 完成(80-94分)、基本完成(60-80分): 80 is in both, 94.5 in none."""
    raw = "- {name: 超额完成, at_least: 95}\n  - {name: 完成, at_least: 80, up_to: 94}"
    path = write_scheme(tmp_path, "- {name: 完成, at_least: 80}", raw)
    with pytest.raises(SchemeError, match="“完成”到 94，“超额完成”从 95 起，中间有空档"):
        load_scheme(path)
