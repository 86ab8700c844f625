"""新旧对照表 as a workbook or as a Word document, by the suffix of its name."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.printable import printable
from workbook.reading.suffixes import suffix_of
from workbook.saving import check_free, save_whole
from workbook.scheme_workbook.differences import SchemeDifference

HEADS = ("序号", "部分", "条目", "项目", "原方案", "新方案", "变化")
_UNITS = (6, 10, 24, 14, 49, 49, 9)
_MILLIMETRES = [14.0, 20.0, 36.0, 24.0, 69.0, 69.0, 15.0]


def write_comparison(
    old: Scheme, new: Scheme, found: Sequence[SchemeDifference], path: Path, *, force: bool = False
) -> Path:
    """Write the table; KaoheError for a suffix that is neither .xlsx nor .docx, or where nothing may be written."""
    makers = {".xlsx": _workbook, ".docx": _document}
    make = makers.get(suffix_of(path))
    if make is None:
        raise KaoheError(f"{path.name}：对照表写成 .xlsx 或 .docx，现在的后缀是 {path.suffix or '空的'}")
    check_free(path, force=force)
    save_whole(path, make(_titles(old, new), rows(found)), force=force)
    return path


def rows(found: Sequence[SchemeDifference]) -> list[tuple[str, ...]]:
    """The rows of the table, numbered."""
    return [
        tuple(
            printable(text, keep="\n")
            for text in (str(n), one.part, one.entry, one.what, one.before, one.after, one.change)
        )
        for n, one in enumerate(found, 1)
    ]


def _titles(old: Scheme, new: Scheme) -> tuple[str, str]:
    title = f"{new.title}新旧对照表"
    return printable(title), printable(
        f"原方案：{old.title}（{old.id}，版本 {old.spec.version}）；新方案：{new.title}（{new.id}，版本 {new.spec.version}）"
    )


def _workbook(titles: tuple[str, str], table: Sequence[tuple[str, ...]]) -> bytes:
    from workbook.drawing.paper import Paper, lay_out
    from workbook.drawing.styles import Styles
    from workbook.drawing.text_book import TextBook
    from workbook.drawing.worksheet import ResultWorksheet

    buffer = io.BytesIO()
    book = TextBook(buffer, titles[0])
    styles, sheet = Styles(book), book.add_worksheet("新旧对照", worksheet_class=ResultWorksheet)
    sheet.columns(_UNITS)
    last = len(HEADS) - 1
    sheet.merge_range(0, 0, 0, last, titles[0], styles.title())
    sheet.merge_range(1, 0, 1, last, titles[1], styles.note(text_wrap=True))
    sheet.heads(2, HEADS, styles.head())
    for row, texts in enumerate(table or [("", "", "", "", "没有不同", "没有不同", "")], 3):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, styles.wrapped(valign="top", num_format="@"))
    sheet.freeze_panes(3, 0)
    lay_out(sheet, Paper(rows=(2, 2)), "新旧对照")
    book.close()
    return buffer.getvalue()


def _document(titles: tuple[str, str], table: Sequence[tuple[str, ...]]) -> bytes:
    from workbook.documents.filling import document_bytes
    from workbook.documents.paper import ruled
    from workbook.scheme_workbook.annex import fill_row, landscape

    document = landscape(titles[0])
    document.add_paragraph(titles[0], "表题")
    document.add_paragraph(titles[1], "说明")
    if not table:
        document.add_paragraph("两个方案没有不同。", "说明")
        return document_bytes(document)
    grid = ruled(document, len(HEADS), len(table) + 1, _MILLIMETRES)
    fill_row(grid, 0, HEADS, "表头")
    for row, texts in enumerate(table, 1):
        fill_row(grid, row, texts, "表文", left=(2, 4, 5))
    return document_bytes(document)
