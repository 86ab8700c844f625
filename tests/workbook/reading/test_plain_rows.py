"""Rows of plain figures give what their cells give one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring import load_scheme
from workbook.reading.grid import Grid
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.plain_rows import plain_rows

ITEMS = [item for item in load_scheme("yuncheng-14fyp").items.values() if item.kind != "yes_no"][:12]
CELLS = st.one_of(
    st.floats(), st.floats(-5, 200), st.integers(-3, 300).map(float), st.sampled_from((None, "3", "暂缺", True, 7))
)
PLAIN_ROW = [50.0, 0.1 + 0.2, 1 / 3, -0.0, *[12345.678901234567] * 7, 2 / 3]


@given(st.lists(st.lists(CELLS, min_size=len(ITEMS), max_size=len(ITEMS)), min_size=1, max_size=4))
def test_a_row_is_plain_where_every_cell_is_read_without_a_word(rows: list[list[object]]) -> None:
    rows = [*rows, PLAIN_ROW]
    readable = [(item, column) for column, item in enumerate(ITEMS)]
    expected = {}
    for number, row in enumerate(rows):
        readings = [read_cell(raw, item) for raw, item in zip(row, ITEMS, strict=True)]  # type: ignore[arg-type]
        if all(type(raw) is float for raw in row) and not any(one.fault or one.declared for one in readings):
            expected[number] = [one.value for one in readings]
    assert plain_rows(Grid("", rows), rows, range(len(rows)), readable) == expected  # type: ignore[arg-type]


def test_cells_that_show_more_than_their_values_are_read_one_by_one() -> None:
    rows = [PLAIN_ROW]
    readable = [(item, column) for column, item in enumerate(ITEMS)]
    assert plain_rows(Grid("", rows), rows, [0], readable)[0][1] == 0.3
    assert plain_rows(Grid("", rows, formats={(0, 0): "0%"}), rows, [0], readable) == {}
    assert plain_rows(Grid("", rows, formulas={(0, 0): "=1"}), rows, [0], readable) == {}
