"""Schemes with a name that is used twice, reserved or unknown, or with an empty clause.

Each case changes one piece of a small valid scheme; every message is expected whole, from the line on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.small_scheme import write_scheme

BROKEN: list[tuple[str, str, list[str]]] = [
    (
        "item: fall}",
        "item: fal}",
        ["28 dimensions.energy.indicators.annual.value.item：没有数据项 fal；是不是 fall？"],
    ),
    (
        "item: fall}",
        "item: 下降率}",
        [
            "28 dimensions.energy.indicators.annual.value.item：没有数据项 下降率；改用已有的数据项，或在方案的 items 里写上这一个"
        ],
    ),
    (
        "id: violations",
        "id: annual",
        [
            "37 dimensions.energy.indicators.annual.id：编号 annual 已经用作指标（第 21 行）；换一个",
            "55 gates.missed.when.all_of[1]：指标 annual 没有规定完成率，判断不了是否完成；换一个，或给它写上 completion",
            "56 ranking.ties[2]：指标 annual 没有规定完成率，不能用来判定同分；换一个，或给它写上 completion",
        ],
    ),
    (
        "id: violations",
        "id: events",
        ["37 dimensions.energy.indicators.events.id：编号 events 已经是数据项的编号，指标不能再用；换一个"],
    ),
    (
        "  - id: missed\n",
        "  - id: events\n",
        ["50 gates.events.id：编号 events 已经是数据项的编号，等次约束不能再用；换一个"],
    ),
    (
        "id: violations",
        "id: total",
        ["37 dimensions.energy.indicators.total.id：编号 total 由程序使用；换一个"],
    ),
    (
        "id: violations",
        "id: energy",
        [
            "37 dimensions.energy.indicators.energy.id：编号 energy 已经用作类别（第 15 行）；换一个",
            "56 ranking.ties[1]：指标 energy 没有规定完成率，不能用来判定同分；换一个，或给它写上 completion",
        ],
    ),
    (
        "id: events,",
        "id: tie1,",
        [
            "13 items.tie1.id：编号 tie1 由程序使用；换一个",
            "43 dimensions.energy.indicators.violations.value.item：没有数据项 events；改用已有的数据项，或在方案的 items 里写上这一个",
        ],
    ),
    (
        "- id: missed",
        "- id: missed.twice",
        ["50 gates.missed.twice.id：missed.twice 不合写法；用小写英文字母、数字和下划线，以字母开头"],
    ),
    (
        "        name: 违规\n",
        "        name: ''\n",
        ["38 dimensions.energy.indicators.violations.name：没有写名称；写上"],
    ),
    (
        "- {name: 完成,",
        "- {name: ' ',",
        ["46 grades[1].name：没有写等次的名称；写上"],
    ),
    (
        "- {id: goal,",
        "- {id: fall,",
        [
            "12 items.fall.id：数据项 fall 写了两次（先在第 11 行）；留一个",
            "29 dimensions.energy.indicators.annual.target.item：没有数据项 goal；改用已有的数据项，或在方案的 items 里写上这一个",
        ],
    ),
    (
        "name: 目标下降率",
        "name: 下降率",
        ["12 items.goal.name：数据项 goal 与 fall 在同一张表“能耗”里，名称都是“下降率”；改其中一个的名称"],
    ),
    (
        "definition: 起数, bureau: 局, clause: 一,",
        "definition: 起数, bureau: 局, clause: ' ', maximum: -1,",
        ["13 items.events.clause：没有写依据；写上", "13 items.events.minimum：最小值 0 大于最大值 -1；改正其中一个"],
    ),
    (
        "        clause: 一（二）\n",
        "        clause: '\u3000'\n",
        ["40 dimensions.energy.indicators.violations.clause：没有写依据；写上条款"],
    ),
    (
        "    clause: 一（三）\n",
        "    clause: ' '\n",
        ["54 gates.missed.clause：没有写依据；写上条款"],
    ),
    (
        "    clause: 一\n",
        "    clause: ' '\n",
        ["19 dimensions.energy.clause：没有写依据；写上条款"],
    ),
    (
        "    sheet: 能耗\n",
        "    sheet: 能耗/总量\n",
        ["17 dimensions.energy.sheet：表名 能耗/总量 里有工作表名不能用的 /；换掉"],
    ),
    (
        "    sheet: 能耗\n",
        "    sheet: 约束事项\n",
        ["17 dimensions.energy.sheet：表名 约束事项 由程序使用；换一个"],
    ),
    (
        "    clause: 一\n",
        "    clause: 一\n    shown: [events, evnts]\n",
        ["20 dimensions.energy.shown[2]：没有数据项 evnts；是不是 events？"],
    ),
    (
        "when: {kind: missed, all_of: [annual]}",
        "when: {kind: item_yes, item: events}",
        ["55 gates.missed.when.item：数据项 events（事件数）不是是否项，这里只能用 kind: yes_no 的数据项；换一个"],
    ),
    (
        "when: {kind: missed, all_of: [annual]}",
        "when: {kind: item_above, item: event}",
        ["55 gates.missed.when.item：没有数据项 event；是不是 events？"],
    ),
    (
        "all_of: [annual]",
        "all_of: [anual]",
        ["55 gates.missed.when.all_of[1]：没有指标 anual；是不是 annual？"],
    ),
    (
        "all_of: [annual]",
        "all_of: [violations]",
        [
            "55 gates.missed.when.all_of[1]：指标 violations 没有规定完成率，判断不了是否完成；换一个，或给它写上 completion"
        ],
    ),
    (
        "at_most: 基本完成",
        "at_most: 基本达标",
        ["52 gates.missed.at_most：没有等次“基本达标”；可以写：完成、基本完成、未完成"],
    ),
    (
        "ties: [energy, annual]",
        "ties: [energi]",
        ["56 ranking.ties[1]：没有类别或指标 energi；是不是 energy？"],
    ),
    (
        "ties: [energy, annual]",
        "ties: [violations]",
        ["56 ranking.ties[1]：指标 violations 没有规定完成率，不能用来判定同分；换一个，或给它写上 completion"],
    ),
    (
        "id: small",
        "id: small\nextends: nowhere",
        [
            "2 extends：没有方案 nowhere（现有方案：air-2013、barometer-2020、barometer-2021、beijing-department-target、carbon-2026、co2-2014、co2-2019、dalian-type-target、environment-letter-2018、huairou-key-unit-target、huizhou-2009-target、national-2007 等 21 个；也可以写方案文件的路径）"
        ],
    ),
    (
        "id: small",
        "id: small\nregion: yunchen",
        [
            "2 region：没有地区 yunchen；是不是 yuncheng？（现有地区：yuncheng）；自己的地区写成 region-yunchen.yaml，放在方案旁边"
        ],
    ),
    (
        "  - id: missed\n",
        "  - include: gates.yaml\n  - id: missed\n",
        ["50 include：没有文件 gates.yaml；检查文件名"],
    ),
    (
        "        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}",
        "        bonus: {kind: granted, each: 1, when: {kind: missed, all_of: [annual]}}",
        [
            "36 dimensions.energy.indicators.annual.bonus.when.all_of[1]：annual 的条件看的是它自己；改看数据项，或写在它前面的指标"
        ],
    ),
    (
        "        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}",
        "        bonus: {kind: granted, each: 1, when: {kind: value_below, of: violations, limit: 1}}",
        [
            "36 dimensions.energy.indicators.annual.bonus.when.of：条件所看的指标 violations 要写在 annual 前面，才先算出来；调整次序，或改看数据项"
        ],
    ),
    (
        "        value: {kind: reported, item: events}\n        rule: {kind: per_event, each: 2}",
        "        value: {kind: reported, item: events}\n        rule: {kind: per_event, each: 2}\n"
        "        waiver: {kind: condition, when: {kind: score_below, of: [anual], limit: 1}}",
        ["45 dimensions.energy.indicators.violations.waiver.when.of[1]：没有指标或类别 anual；是不是 annual？"],
    ),
    (
        "    when: {kind: missed, all_of: [annual]}",
        "    when: {kind: value_below, of: anual, limit: 8}",
        ["55 gates.missed.when.of：没有指标 anual；是不是 annual？"],
    ),
    (
        "        value: {kind: reported, item: fall}\n",
        "        value: {kind: ratio, top: [events], bottom: [events], places: 7}\n",
        ["28 dimensions.energy.indicators.annual.value.places：不能大于 6，现在是 7；改正"],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        target: {kind: constant, figure: 0}\n        rule: {kind: gap, each: 2, whole: true, begun: true}",
        [
            "45 dimensions.energy.indicators.violations.rule：whole（只计满的单位）和 begun（不足一个按一个计）只能写一个"
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "messages"), BROKEN, ids=range(len(BROKEN)))
def test_broken_scheme_is_refused_with_every_fault(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, old, new))
    assert caught.value.messages == [f"small.yaml:{text}" for text in messages]
