"""Tables in the terminal: whatever its width, no figure is broken and no line is longer."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from workbook.command.wide import PrintedColumn, print_wide
from workbook.steps.console import Screen

KEYS = [PrintedColumn("名次", ["1", "12"]), PrintedColumn("县（市、区）", ["临猗县", "闻喜县"], left=True)]
FIGURES = ["100.75", "−0.5", "100%", "6—8", "超额完成", ""]


def lines(columns: list[PrintedColumn], width: int) -> list[str]:
    stream = io.StringIO()
    print_wide(Screen(stream, width), "稳健性", KEYS, columns)
    return stream.getvalue().rstrip("\n").split("\n")


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["数据误差下等次保持", "总分", "90%区间"]), *[st.sampled_from(FIGURES)] * 2), min_size=1),
    st.integers(40, 200),
)  # fmt: skip
def test_no_figure_is_broken(drawn: list[tuple[str, str, str]], width: int) -> None:
    columns = [PrintedColumn(head, cells) for head, *cells in drawn]
    shown = lines(columns, width)
    assert max(map(cell_len, shown)) <= width
    for row, key in enumerate(("1", "12")):
        mine = [re.split("│", line) for line in shown if line.split("│")[0].strip() == key]
        found = [cell.strip() for line in mine for cell in line[2:]]
        assert found == [one.cells[row] for one in columns]
        assert {line[1].strip() for line in mine} == {KEYS[1].cells[row]}


@pytest.mark.parametrize(("width", "tables"), [(400, 1), (80, 2), (40, 4)])
def test_what_fits_into_one_table_is_one(width: int, tables: int) -> None:
    columns = [PrintedColumn(f"{name}保持概率", ["100%", "46.4%"]) for name in "甲乙丙丁戊己庚辛"]
    heads = [line for line in lines(columns, width) if set(line) <= set("━╇")]
    assert len(heads) == tables
