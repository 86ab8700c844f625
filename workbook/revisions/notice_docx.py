"""A notice of change as a Word document: the same bytes for the same notice, every text as text."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from workbook.documents.filling import document_bytes
from workbook.documents.paper import without_leftovers
from workbook.drawing.measure import width
from workbook.revisions.notice import CorrectionNotice, Table
from workbook.saving import save_whole

_FIXED = datetime.datetime(2000, 1, 1)
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
_BODY, _HEAD, _TITLE = "仿宋", "黑体", "宋体"  # the usual stand-ins where 方正小标宋 and 仿宋_GB2312 are not installed


def write_notice(notice: CorrectionNotice, path: Path, *, force: bool = False) -> Path:
    """Write a notice; KaoheError where nothing can or may be written there."""
    save_whole(path, notice_bytes(notice), force=force)
    return path


def notice_bytes(notice: CorrectionNotice) -> bytes:
    """The document: A4 with the margins of GB/T 9704, title, addressee, body, and room for seal and date."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Mm, Pt

    document = Document()
    without_leftovers(document)
    core = document.core_properties
    core.author, core.title, core.created, core.modified = "kaohe", _fit(notice.title), _FIXED, _FIXED
    core.last_modified_by, core.comments = "kaohe", ""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    body, pitch, cell = _sizes(notice)
    _font(document.styles["Normal"], _BODY, body)

    def paragraph(
        text: str, font: str, size: float, align: Any = None, indent: bool = True, with_next: bool = False
    ) -> None:
        one = document.add_paragraph()
        one.paragraph_format.line_spacing = Pt(pitch if size <= 16 else size + 8)
        one.paragraph_format.space_after = Pt(0)
        one.paragraph_format.keep_with_next = with_next  # a seal never stands on a page of its own
        if align is not None:
            one.alignment = align
        if indent:
            one.paragraph_format.first_line_indent = Pt(size * 2)
        _font(one.add_run(_fit(text)), font, size)

    if notice.remark:
        paragraph(notice.remark, _HEAD, 12, ALIGN.CENTER, indent=False)
    paragraph(notice.title, _TITLE, 22, ALIGN.CENTER, indent=False)
    paragraph("", _BODY, 10.5, indent=False)
    paragraph(notice.to, _BODY, body, indent=False)
    paragraph(notice.opening, _BODY, body)
    for section in notice.sections:
        paragraph(section.head, _HEAD, body, with_next=True)
        for sentence in section.sentences:
            paragraph(sentence, _BODY, body)
        if section.table:
            _table(document, section.table, cell)
    paragraph(notice.closing, _BODY, body, with_next=True)
    paragraph("（印章）　　　　", _BODY, body, ALIGN.RIGHT, indent=False, with_next=True)
    paragraph("　　　年　　月　　日　　", _BODY, body, ALIGN.RIGHT, indent=False)
    return document_bytes(document, 0o600)


_SIZES = ((16.0, 28.0, 10.5), (15.0, 25.0, 10.5), (14.0, 22.0, 10.5), (12.0, 18.0, 9.0), (10.5, 15.0, 8.0))
"""Points of the body, between its lines, and of a table's cells: the first with which a notice is one page."""
_WIDE, _TALL = 442.0, 638.0  # the text's 156 × 225 mm in points


def _sizes(notice: CorrectionNotice) -> tuple[float, float, float]:
    """The largest sizes with which the notice and its signature stand on one page; the smallest where none does."""
    return next((sizes for sizes in _SIZES if _height(notice, *sizes) <= _TALL), _SIZES[-1])


def _height(notice: CorrectionNotice, body: float, pitch: float, cell: float) -> float:
    """Points that a notice takes, rather too many than too few."""

    def text(line: str, size: float, between: float) -> float:
        return between * -(-(width(line) / 2 + 2) * size // (_WIDE - size))

    found = (pitch if notice.remark else 0) + text(notice.title, 22, 30) + 5 * pitch + text(notice.opening, body, pitch)
    for section in notice.sections:
        found += pitch + sum(text(line, body, pitch) for line in section.sentences)
        if section.table:
            rooms = [room / 25.4 * 72 - 11 for room in _widths(section.table, 156)]
            for row in section.table:
                lines = max(-(-width(line) * cell / 2 // room) for line, room in zip(row, rooms, strict=True))
                found += max(1.0, lines) * cell * 1.45 + 1
    return found


def _table(document: Any, rows: Table, size: float) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(rows, 156)
    for column, room in enumerate(widths):  # LibreOffice goes by the grid, Word by the cells
        table.columns[column].width = Mm(room)
    for number, (row, here) in enumerate(zip(rows, table.rows, strict=True)):
        properties = here._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for column, (text, cell) in enumerate(zip(row, here.cells, strict=True)):
            cell.width = Mm(widths[column])
            one = cell.paragraphs[0]
            one.paragraph_format.space_after = Pt(0)
            _font(one.add_run(_fit(text)), _HEAD if number == 0 else _BODY, size)


def _widths(rows: Table, whole: float) -> list[float]:
    """Millimetres for each column by its longest text; one that is very long is broken."""
    longest = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    shares = [min(max(one, 6), 22) + 5 for one in longest]  # 5: the margins of a cell
    return [whole * share / sum(shares) for share in shares]


def _font(target: Any, name: str, size: float) -> None:
    """A font for Latin and East Asian text alike (Word keeps them apart)."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    target.font.name, target.font.size = name, Pt(size)
    target.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)
