"""Schemes with a field that is unknown, missing, of the wrong type or out of bounds, or an unknown kind.

Each case changes one piece of a small valid scheme; every message is expected whole, from the line on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.small_scheme import write_scheme

BROKEN: list[tuple[str, str, list[str]]] = [
    (
        "title: 小方案\n",
        "titel: 小方案\n",
        ["1 title：缺少这个字段；补上", "2 titel：没有 titel 这个字段；是不是 title？"],
    ),
    (
        "item: fall}",
        "itm: fall}",
        [
            "28 dimensions.energy.indicators.annual.value.item：缺少这个字段；补上",
            "28 dimensions.energy.indicators.annual.value.itm：没有 itm 这个字段；是不是 item？",
        ],
    ),
    (
        "        clause: 一（二）\n",
        "",
        ["37 dimensions.energy.indicators.violations.clause：缺少这个字段；补上"],
    ),
    (
        "points: 20\nbonus",
        "points: 二十\nbonus",
        ["8 points：应当是数，现在是 二十；只写数，不写单位和 %"],
    ),
    (
        "points: 20\nbonus",
        "points: '20'\nbonus",
        ["8 points：应当是数，现在是带引号的文字 20；去掉引号"],
    ),
    (
        "points: 20\nbonus",
        "points: true\nbonus",
        ["8 points：应当是数，现在是 true；只写数，不写单位和 %"],
    ),
    (
        "points: 20\nbonus",
        "points:\nbonus",
        ["8 points：不能空着；写上数，用不着的整行删去"],
    ),
    (
        "bonus_cap: 3\n",
        "bonus_cap: 1e999\n",
        ["9 bonus_cap：数太大；写有限的数"],
    ),
    (
        "- {at: 80, points: 12}",
        "- {at: 80%, points: 12}",
        ["35 dimensions.energy.indicators.annual.rule.rungs[2].at：应当是数，现在是 80%；只写数，不写单位和 %"],
    ),
    (
        "each: 2}",
        "each: -2}",
        ["44 dimensions.energy.indicators.violations.rule.each：应当大于 0，现在是 -2；改正"],
    ),
    (
        "ranking:",
        "rounding: {points: 9}\nranking:",
        ["56 rounding.points：不能大于 6，现在是 9；改正"],
    ),
    (
        "ranking:",
        "rounding: {points: 1.5}\nranking:",
        ["56 rounding.points：应当是整数，现在是 1.5；只写整数，不带引号和单位"],
    ),
    (
        'version: "1"',
        "version: 1",
        ["3 version：应当是文字，现在是 1；加引号"],
    ),
    (
        "title: 小方案",
        "title:",
        ["2 title：不能空着；写上文字，用不着的整行删去"],
    ),
    (
        "title: 小方案",
        "title: [小, 方案]",
        ["2 title：应当是文字，现在是列表；写成一行文字"],
    ),
    (
        "period: {base: 2020, start: 2021, end: 2022}",
        "period: 2021",
        ["7 period：应当是“字段: 值”的若干行，现在是 2021；改成若干行"],
    ),
    (
        "ties: [energy, annual]",
        "ties: energy",
        ["56 ranking.ties：应当是列表，现在是 energy；每项一行，以 - 开头，或写成 [a, b]"],
    ),
    (
        "        clause: 一（二）\n",
        "        clause: ''\n",
        ["40 dimensions.energy.indicators.violations.clause：不能空着；写上内容"],
    ),
    (
        "id: violations",
        "id: Violations-1",
        [
            "37 dimensions.energy.indicators.Violations-1.id：Violations-1 不合写法；用小写英文字母、数字和下划线，以字母开头"
        ],
    ),
    (
        "    name: 目标未完成\n",
        "    name: 目标未完成\n    during: endyear\n",
        ["54 gates.missed.during：不能写 endyear；可以写：always、plan_end、before_plan_end"],
    ),
    (
        "    name: 目标未完成\n",
        "    name: 目标未完成\n    design: yes\n",
        ["54 gates.missed.design：应当是 true 或 false，现在是 yes；改成其中一个"],
    ),
    (
        'kind: percent, unit: "%", definition: 实际',
        'kind: percentage, unit: "%", definition: 实际',
        ["11 items.fall.kind：不能写 percentage；是不是 percent？"],
    ),
    (
        "bureau: 局, clause: 一, minimum: 0}",
        "bureau: 局, clause: 一, minimum: 零, example: [1]}",
        [
            "13 items.events.example：应当是数或文字，现在是列表；写成一行",
            "13 items.events.minimum：应当是数，现在是 零；只写数，不写单位和 %",
        ],
    ),
    (
        "- {name: 完成, at_least: 80}",
        "- {name: 完成, at_least: 80, colour: red}",
        ["46 grades.完成.colour：red 不合写法；写成 #RRGGBB，六位十六进制数，字母大写"],
    ),
    (
        "all_of: [annual]",
        "all_of: []",
        ["55 gates.missed.when.all_of：至少要有一项；补上"],
    ),
    (
        "target: {kind: own, item: goal}",
        "target: {kind: schedule, years: {2021: 50, 二二: 60}}",
        ["29 dimensions.energy.indicators.annual.target.years.二二：应当是整数，现在是 二二；只写整数，不带引号和单位"],
    ),
    (
        "    sheet: 能耗\n",
        "    sheet: 能耗强度和能耗总量双控目标责任评价考核表一\n",
        ["17 dimensions.energy.sheet：“能耗强度和能耗总量双控目标责任评价考核表一”有 21 个字，太长；最多 20 个字"],
    ),
    (
        "bonus_cap: 3\n",
        "bonus_cap: 3\ndrop: true\n",
        ["10 drop：drop 只用于有 extends 的方案里，按 id 或 name 删去上级方案的一项；去掉"],
    ),
    (
        "kind: ladder",
        "kind: Lader",
        ["31 dimensions.energy.indicators.annual.rule：没有 Lader 这种 kind；是不是 ladder？"],
    ),
    (
        "kind: ladder",
        "knd: ladder",
        [
            "31 dimensions.energy.indicators.annual.rule：没有写 kind（哪一种）；补上，可以写：accrual、alternatives、change、checklist、gap、judged、ladder、lookup、matrix、min_max、parts、per_event 等 15 个"
        ],
    ),
    (
        "kind: cap",
        "kind: ceiling",
        ["50 gates.missed：没有 ceiling 这种 kind；可以写：cap、notice、shift、veto"],
    ),
    (
        "    kind: cap\n",
        "",
        ["50 gates.missed：没有写 kind（哪一种）；补上，可以写：cap、notice、shift、veto"],
    ),
    (
        "when: {kind: missed,",
        "when: {kind: mised,",
        ["55 gates.missed.when：没有 mised 这种 kind；是不是 missed？"],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: {kind: per_event, each: 2}\n        waiver: {kind: incentive, goal: fall}",
        ["45 dimensions.energy.indicators.violations.waiver：没有 incentive 这种 kind；是不是 incentive_reached？"],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: per_event",
        ["44 dimensions.energy.indicators.violations.rule：应当是“字段: 值”的若干行，现在是 per_event；改成若干行"],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: {kind: checklist, entries: [{points: 5}]}",
        [
            "44 dimensions.energy.indicators.violations.rule.entries[1]：每一项写 item（是否项）或 lowest_of（一组数），两者取一"
        ],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        target: {kind: constant, figure: 5}\n        rule: {kind: alternatives, take: best_of, ways: [{name: 甲, rule: {kind: gap, each: 1}},"
        " {name: 乙, value: {kind: reported, item: goal}, rule: {kind: gap, each: 1}}]}",
        [
            "45 dimensions.energy.indicators.violations.rule：违规（乙）（violations）没有规定目标，这种计分规则用不了；补上，或换一种 kind"
        ],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: {kind: alternatives, take: best_of, ways: [{name: 甲, rule: {kind: per_event, each: 2}}]}",
        ["44 dimensions.energy.indicators.violations.rule.ways：至少要有 2 项，现在有 1 项；补上"],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: {kind: parts, parts: [{name: 甲, points: 5, rule: {kind: judged}}]}",
        ["44 dimensions.energy.indicators.violations.rule.parts：至少要有 2 项，现在有 1 项；补上"],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: {kind: parts, parts: [{name: 甲, points: 1, rule: {kind: judged}}, {name: 乙, points: 3, rule: {kind: judged}}]}",
        [
            "44 dimensions.energy.indicators.violations.rule：各部分共 4 分，与该指标的 5 分不符；改计分规则，或改指标的分值"
        ],
    ),
    (
        "        rule: {kind: per_event, each: 2}",
        "        rule: {kind: per_event, each: 2, events: [{item: events, each: 1}]}",
        [
            "44 dimensions.energy.indicators.violations.rule：写 each（每起扣几分），或写 events（几种情形各扣几分），两者取一"
        ],
    ),
    (
        "        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}",
        "        bonus:\n          - {kind: full_steps, step: 10, each: 1, cap: 3}\n          - {kind: full_steps, stp: 10, each: 1, cap: 3}",
        [
            "38 dimensions.energy.indicators.annual.bonus[2].step：缺少这个字段；补上",
            "38 dimensions.energy.indicators.annual.bonus[2].stp：没有 stp 这个字段；是不是 step？",
        ],
    ),
    (
        "        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}",
        "        bonus: [{kind: granted, each: 1, when: {kind: item_yes, item: goal}}, {kind: full_step, step: 10, each: 1, cap: 3}]",
        ["36 dimensions.energy.indicators.annual.bonus[2]：没有 full_step 这种 kind；是不是 full_steps？"],
    ),
    (
        "value: {kind: reported, item: fall}",
        "value: {kind: assessed_total, energy: fall, renewables: goal}",
        [
            "28 dimensions.energy.indicators.annual.value：renewables（可再生能源电力）和 renewables_base（基期的）要么都写，要么都不写"
        ],
    ),
    (
        "target: {kind: own, item: goal}",
        "target: {kind: by_group, figures: {1: 90, urban: 60}}",
        [
            "29 figures：地区里没有分组 urban（现有分组：无）",
            "29 otherwise：方案的地区没有分组；写上 otherwise（其余各组的目标）",
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "messages"), BROKEN, ids=range(len(BROKEN)))
def test_broken_scheme_is_refused_with_every_fault(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, old, new))
    assert caught.value.messages == [f"small.yaml:{text}" for text in messages]
