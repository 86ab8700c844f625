"""Schemes whose text is no YAML, or YAML that a scheme has no use for: file, line and what to do.

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
        "title: 小方案\ntitle: 又一个\n",
        ["3 title：同一处写了两次（先在第 2 行）；留一个"],
    ),
    (
        "points: 20\nbonus",
        "\tpoints: 20\nbonus",
        ["8：不是合格的 YAML：用了 Tab；改用空格"],
    ),
    (
        "        points: 5\n        clause: 一（二）\n",
        "\tpoints: 5\n\tclause: 一（二）\n",
        ["39：不是合格的 YAML：用了 Tab；改用空格", "40：不是合格的 YAML：用了 Tab；改用空格"],
    ),
    (
        "title: 小方案\n",
        "title：小方案\n",
        ["2：不是合格的 YAML：这里缺冒号；写成“字段: 值”，冒号用半角，后面空一格；冒号和逗号是不是用了全角？"],
    ),
    (
        "title: 小方案\n",
        'title: "小方案\n',
        ["3：不是合格的 YAML：缩进与前面的行对不齐，或这里和上面的引号、括号没有配对；改正"],
    ),
    (
        "{kind: own, item: goal}",
        "{kind: own， item: goal}",
        ["29：不是合格的 YAML：花括号没有配对，或各项之间缺半角逗号；补上；冒号和逗号是不是用了全角？"],
    ),
    (
        "{kind: own, item: goal}",
        "{kind: own, item： goal}",
        ["29 item： goal：键里有全角的“：”；冒号要用半角，后面空一格"],
    ),
    (
        "{kind: own, item: goal}",
        "{kind: own, item: goal",
        ["30：不是合格的 YAML：第 29 行的花括号没有配对，或各项之间缺半角逗号；补上"],
    ),
    (
        "summary: 两个指标",
        "summary: 说明: 两个指标",
        ["5：不是合格的 YAML：冒号的位置不对；检查缩进，文字里有冒号的加引号"],
    ),
    (
        "summary: 两个指标",
        "summary: @两个指标",
        ["5：不是合格的 YAML：@、%、` 这样的符号不能开头；文字加引号"],
    ),
    (
        "        name: 违规\n",
        "       name: 违规\n",
        ["38：不是合格的 YAML：列表的各项没有对齐；每项以 - 开头，与上一项左对齐"],
    ),
    (
        "  - {name: 未完成, up_to: 60}",
        "   - {name: 未完成, up_to: 60}",
        ["48：不是合格的 YAML：列表的各项没有对齐；每项以 - 开头，与上一项左对齐"],
    ),
    (
        "summary: 两个指标",
        "summary: 两个\x07指标",
        ["5：有看不见的控制字符（U+0007）；删去"],
    ),
    (
        "summary: 两个指标",
        'summary: "两个\\0指标"',
        ["5：有看不见的控制字符（U+0000）；删去"],
    ),
    (
        "completion: {kind: ratio}",
        "completion: &done {kind: ratio}",
        ["30：不能用锚点 &done；去掉它"],
    ),
    (
        "ranking: {ties",
        "ranking: *ties\nother: {ties",
        ["56：不能用别名 *ties；把内容照写一遍，或用 extends、include"],
    ),
    (
        "summary: 两个指标",
        "summary: !!str 两个指标",
        ["5：不能用类型标签 !!str；去掉它，文字加引号"],
    ),
    (
        "summary: 两个指标\n",
        "summary: 两个指标\n---\n",
        ["7：一个文件里只能有一份内容；去掉单独成行的 ---"],
    ),
    (
        "summary: 两个指标\nsource: {title: 测试}",
        "summary: &a 两个指标\nsource: *a\nid: again",
        [
            "5：不能用锚点 &a；去掉它",
            "6：不能用别名 *a；把内容照写一遍，或用 extends、include",
            "7 id：同一处写了两次（先在第 1 行）；留一个",
        ],
    ),
    (
        "        bureau: 局\n        definition: 起数",
        "\u3000\u3000bureau: 局\n        definition: 起数",
        [
            "41 bureau：键里有全角的“空格”；空格要用半角",
            "42：不是合格的 YAML：冒号的位置不对；检查缩进，文字里有冒号的加引号",
        ],
    ),
    (
        "summary: 两个指标",
        "? [summary]\n: 两个指标",
        ["5：键应当是一个词或一个数；冒号前面写字段名"],
    ),
]


@pytest.mark.parametrize(("old", "new", "messages"), BROKEN, ids=range(len(BROKEN)))
def test_broken_scheme_is_refused_with_every_fault(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, old, new))
    assert caught.value.messages == [f"small.yaml:{text}" for text in messages]
