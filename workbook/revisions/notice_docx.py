"""A notice of change as a Word document: the same bytes for the same notice, every text as text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from workbook.revisions.notice import Notice, Table
from workbook.saving import save_whole
from workbook.template.measure import width

_FIXED = datetime.datetime(2000, 1, 1)
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
_BODY, _HEAD, _TITLE = "仿宋", "黑体", "宋体"  # the usual stand-ins where 方正小标宋 and 仿宋_GB2312 are not installed


def write_notice(notice: Notice, path: Path, *, force: bool = False) -> Path:
    """Write a notice; KaoheError where nothing can or may be written there."""
    save_whole(path, notice_bytes(notice), force=force)
    return path


def notice_bytes(notice: Notice) -> bytes:
    """The document: A4 with the margins of GB/T 9704, title, addressee, body, and room for seal and date."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Mm, Pt

    document = Document()
    core = document.core_properties
    core.author, core.title, core.created, core.modified = "kaohe", _fit(notice.title), _FIXED, _FIXED
    core.last_modified_by, core.comments = "kaohe", ""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    _font(document.styles["Normal"], _BODY, 16)

    def paragraph(
        text: str, font: str, size: float, align: Any = None, indent: bool = True, kept: bool = False
    ) -> None:
        one = document.add_paragraph()
        one.paragraph_format.line_spacing = Pt(28)
        one.paragraph_format.space_after = Pt(0)
        one.paragraph_format.keep_with_next = kept  # a seal never stands on a page of its own
        if align is not None:
            one.alignment = align
        if indent:
            one.paragraph_format.first_line_indent = Pt(size * 2)
        _font(one.add_run(_fit(text)), font, size)

    if notice.remark:
        paragraph(notice.remark, _HEAD, 12, ALIGN.CENTER, indent=False)
    paragraph(notice.title, _TITLE, 22, ALIGN.CENTER, indent=False)
    paragraph("", _BODY, 16, indent=False)
    paragraph(notice.to, _BODY, 16, indent=False)
    paragraph(notice.opening, _BODY, 16)
    for section in notice.sections:
        paragraph(section.head, _HEAD, 16)
        for sentence in section.sentences:
            paragraph(sentence, _BODY, 16)
        if section.table:
            _table(document, section.table)
    paragraph(notice.closing, _BODY, 16, kept=True)
    paragraph("（印章）　　　　", _BODY, 16, ALIGN.RIGHT, indent=False, kept=True)
    paragraph("　　　年　　月　　日　　", _BODY, 16, ALIGN.RIGHT, indent=False)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes(buffer.getvalue())


def _table(document: Any, rows: Table) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(rows, 156)
    for column, room in enumerate(widths):  # LibreOffice goes by the grid, Word by the cells
        table.columns[column].width = Mm(room)
    for number, row in enumerate(rows):
        properties = table.rows[number]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.width = Mm(widths[column])
            one = cell.paragraphs[0]
            one.paragraph_format.space_after = Pt(0)
            _font(one.add_run(_fit(text)), _HEAD if number == 0 else _BODY, 10.5)


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


def _same_bytes(data: bytes) -> bytes:
    """The package with a fixed date on every part."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, old.read(name))
    return result.getvalue()
