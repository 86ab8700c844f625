"""Consequences that say nothing, twice, or by no clause; every message is expected whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.small_scheme import write_scheme

GRADE = "  - {name: 未完成, up_to: 60}\n"
WITH = "  - name: 未完成\n    up_to: 60\n    consequences:\n"

BROKEN = [
    ("      - {kind: rectification, clause: 一}\n", "51 grades.未完成.consequences[1].text：缺少这个字段；补上"),
    ("      - {kind: rectification, text: 整改}\n", "51 grades.未完成.consequences[1].clause：缺少这个字段；补上"),
    (
        "      - {kind: rectify, text: 整改, clause: 一}\n",
        "51 grades.未完成.consequences[1].kind：不能写 rectify；是不是 rectification？",
    ),
    (
        "      - {kind: other, text: 整改, clause: 一, widhin: 一个月}\n",
        "51 grades.未完成.consequences[1].widhin：没有 widhin 这个字段；是不是 within？",
    ),
    (
        '      - {kind: other, text: " ", clause: 一}\n',
        "51 grades.未完成.consequences[1].text：等次“未完成”的结果运用没有写内容；写上",
    ),
    (
        '      - {kind: other, text: 整改, clause: ""}\n',
        "51 grades.未完成.consequences[1].clause：等次“未完成”的结果运用没有写依据；"
        "写上条款，自拟的写明参照（drawn_from）并加 design: true",
    ),
    (
        "      - {kind: other, text: 整改, clause: 一}\n      - {kind: rectification, text: 整改, clause: 二}\n",
        "52 grades.未完成.consequences[2].text：等次“未完成”的结果运用“整改”写了两次（先在第 51 行）；留一个",
    ),
]


@pytest.mark.parametrize(("lines", "message"), BROKEN)
def test_broken_consequences(tmp_path: Path, lines: str, message: str) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, GRADE, WITH + lines))
    assert [text.partition(":")[2] or text for text in caught.value.messages] == [message]


def test_a_gate_that_changes_the_grade_may_have_consequences_too(tmp_path: Path) -> None:
    """What follows a missed target follows the target; the same text twice under one gate is refused."""
    twice = "    consequences:\n" + "      - {kind: other, text: 约谈, clause: 一}\n" * 2
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, "    at_most: 基本完成\n", f"    at_most: 基本完成\n{twice}"))
    assert "的结果运用“约谈”写了两次" in caught.value.messages[0]
