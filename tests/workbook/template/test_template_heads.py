"""Page headers and footers of templates: nothing is printed over anything else, however long a bureau's name is."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbook.drawing.headers import headed, landscape

INCHES = 11.69 - 2 * 0.5  # A4 across, between the margins


class Sheet:
    """What a sheet is told of its paper."""

    def __init__(self) -> None:
        self.header = self.footer = ""

    def set_header(self, text: str, options: object = None) -> None:
        self.header = text

    def set_footer(self, text: str) -> None:
        self.footer = text

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: None


def points(text: str, size: str) -> float:
    return cell_len(text.replace("&&", "&").replace("&P", "88").replace("&N", "88")) * int(size) / 2


texts = st.text("市机关事务管理局&中心aB1（）“”", max_size=60)


@given(texts, texts)
def test_title_and_note_do_not_meet(title: str, note: str) -> None:
    sheet = Sheet()
    headed(sheet, title, note)
    found = re.fullmatch(r"&L&(\d+) (.*?)(&R|\n)&9 (.*)", sheet.header, re.DOTALL)
    assert found is not None
    size, left, between, right = found.groups()
    assert (left.replace("&&", "&"), right.replace("&&", "&")) == (title, note)
    assert points(left, size) <= INCHES * 72
    assert between == "\n" or points(left, size) + points(right, "9") < INCHES * 72
    if cell_len(title) <= 60 and cell_len(note) <= 60:  # as the shipped schemes print
        assert (size, between) == ("14", "&R")


@given(st.text("市机关事务管理局中心aB1", max_size=31), st.text("示范数据：a", max_size=38))
def test_name_and_label_do_not_meet(name: str, label: str) -> None:
    """A sheet's name has at most 31 signs."""
    sheet = Sheet()
    landscape(sheet, name, label)
    found = re.fullmatch(r"&L&9 (.*?)&([CR])&9 (.*)", sheet.footer)
    assert found is not None
    left, where, right = found.groups()
    free = INCHES * 72 - points(right, "9")
    assert points(left, "9") <= (free / 2 if where == "C" else free)


def test_the_longest_names_are_set_apart() -> None:
    sheet = Sheet()
    bureau = "市机关事务管理和公共资源交易服务保障中心公共机构节能管理处室"
    headed(
        sheet,
        f"运城市2025年度考核数据：{bureau}",
        "考核年度：2025　　方案：运城市“十四五”节能减排目标责任评价考核参考方案（yuncheng-14fyp）",
    )
    landscape(sheet, bureau, "示范数据：全部数字都是虚构的，与任何县（市、区）的实际情况无关")
    assert "\n&9 考核年度" in sheet.header
    assert f"&R&9 {bureau}" in sheet.footer
