"""Grids of .xls files. No library that is kept writes them; LibreOffice does, from a workbook that openpyxl wrote."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from scoring.errors import DataError
from tests.support.libreoffice import SOFFICE, convert
from workbook.reading.formats import xls
from workbook.reading.grid import Book, CellRun
from workbook.reading.opening import open_book
from workbook.reading.raw import ErrorValue

pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """One sheet of everything, a hidden one, and two with cells far away."""
    folder = tmp_path_factory.mktemp("xls")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "甲"
    sheet.append([0.0342, 3, "盐湖区", True, "=1/0", '=""', datetime.date(2025, 12, 31), 0.5, "甲"])
    for cell, code in (("A1", "0.00%"), ("B1", '0.00"万吨"'), ("H1", "h:mm")):
        sheet[cell].number_format = code
    sheet["A2"], sheet["A2"].font = 1, Font(strike=True)
    sheet["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "3"), "2.85")
    sheet["C2"] = CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    sheet["D2"] = CellRichText(TextBlock(InlineFont(b=True), "粗"), "细")
    for row in range(3, 7):
        sheet.append([row])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("C5:D6")
    hidden = book.create_sheet("乙")
    hidden["A1"], hidden.sheet_state = 1, "hidden"
    book.create_sheet("空")
    for name in ("远", "更远"):
        far = book.create_sheet(name)
        far["A65536"], far["IV1"] = 1, 1
    book.save(folder / "a.xlsx")
    convert([folder / "a.xlsx"], folder, folder / "profile", "xls:MS Excel 97")
    return open_book(folder / "a.xls").book


def test_values(book: Book) -> None:
    assert book.sheets == ("甲", "乙", "空", "远", "更远")
    first, second = book.rows("甲")[:2]
    assert first == [
        0.0342,
        3,
        "盐湖区",
        True,
        ErrorValue("#DIV/0!"),
        "",
        datetime.date(2025, 12, 31),
        datetime.time(12),
        "甲",
    ]
    assert [type(one) for one in first[:4]] == [float, float, str, bool]
    assert second == [1, "32.85", "102", "粗细", *[None] * 5]
    assert all(len(row) == 9 for row in book.rows("甲"))
    assert (book.rows("空"), book.rows("乙")) == ([], [[1]])


def test_looks(book: Book) -> None:
    grid = book.grid("甲")
    assert grid.formulas is None
    assert {place: grid.formats[place] for place in ((0, 0), (0, 1))} == {(0, 0): "0.00%", (0, 1): '0.00"万吨"'}
    assert grid.struck == {(1, 0)}
    assert grid.runs == {
        (1, 1): (CellRun("3", True), CellRun("2.85")),
        (1, 2): (CellRun("10"), CellRun("2", raised=True)),
    }
    assert (grid.hidden.sheet, grid.hidden.rows, grid.hidden.columns) == (False, {2}, {1})
    assert grid.merged == [(4, 2, 5, 3)]
    assert book.grid("乙").hidden.sheet


def test_far_cells_are_refused_before_they_take_memory(book: Book) -> None:
    for name in ("远", "更远"):
        with pytest.raises(DataError, match=f"^a.xls：工作表“{name}”用到了 IV65536，范围过大，没有读。"):
            book.grid(name)
    assert book.rows("乙") == [[1]]


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls, "MOST_BYTES", 1 << 20)
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1 << 20))
    with pytest.raises(DataError, match=r"^a.xls：超过 1 MB，不像数据表"):
        open_book(tmp_path / "a.xls")
