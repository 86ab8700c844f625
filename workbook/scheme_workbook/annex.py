"""The annex of an official text: the point table of a scheme as a Word document, with what holds for the whole below it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scoring.rules.base import number
from scoring.scheme.describe import standard
from scoring.scheme.notes import scheme_notes
from scoring.scheme.scheme import Scheme
from workbook.documents import paper
from workbook.documents.filling import document_bytes
from workbook.documents.paper import blank, page_number, put, repeat_head, ruled
from workbook.documents.template_styles import styles
from workbook.documents.text import unmarked
from workbook.printable import printable
from workbook.saving import check_free, save_whole

_HEADS = ("序号", "考核内容", "分值", "评分标准", "依据", "责任单位")
_WIDTHS = [14.0, 40.0, 14.0, 119.0, 26.0, 34.0]
"""Millimetres on A4 across, 247 between the margins."""
_DIGITS = "零一二三四五六七八九"
_STYLES = {
    "附件号": paper.ParagraphStyle(paper.HEI, 16, pitch=28),
    "表题": paper.ParagraphStyle(paper.TITLE, 20, pitch=32, align="CENTER", after=8),
    "表头": paper.ParagraphStyle(paper.HEI, 10.5, pitch=15, align="CENTER"),
    "表文": paper.ParagraphStyle(paper.SONG, 10.5, pitch=15, align="CENTER"),
    "表文左": paper.ParagraphStyle(paper.SONG, 10.5, pitch=15),
    "表带": paper.ParagraphStyle(paper.HEI, 10.5, pitch=18, keep=True),
    "说明头": paper.ParagraphStyle(paper.HEI, 10.5, pitch=18, before=8, keep=True),
    "说明": paper.ParagraphStyle(paper.KAI, 10.5, pitch=17, indent=21),
    "页码": paper.ParagraphStyle(paper.SONG, 14, align="CENTER"),
}
_UNSAID = ("【设计】", "须知")
"""Notes for those who write the scheme; an official text does not have them."""


def write_annex(scheme: Scheme, path: Path, *, force: bool = False) -> Path:
    """Write the annex; KaoheError for a name that is no .docx, or where nothing can or may be written."""
    check_free(path, force=force, suffix=".docx")
    save_whole(path, annex_bytes(scheme), force=force)
    return path


def annex_bytes(scheme: Scheme) -> bytes:
    """附件: title, the table with its total, notes on how grades are given; the same bytes for the same scheme."""
    title = _fit(f"{scheme.title}评分表")
    document = landscape(title)
    document.add_paragraph("附件", "附件号")
    document.add_paragraph(title, "表题")
    spec = scheme.spec
    table = ruled(document, len(_HEADS), len(scheme.indicators) + len(spec.dimensions) + 2, _WIDTHS)
    fill_row(table, 0, _HEADS, "表头")
    row = place = 1
    for number_of, block in enumerate(spec.dimensions, 1):
        band(table, row, f"{_ordinal(number_of)}、{block.name}（{number(block.points)}分）")
        row += 1
        for one in block.indicators:
            text = unmarked(standard(scheme, one))
            cells = (str(place), one.name, number(one.points), text, one.clause, one.bureau)
            fill_row(table, row, cells, "表文", left=(1, 3, 5))
            row, place = row + 1, place + 1
    for cell in table.rows[row - 1].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True  # the total does not stand on a page of its own
    fill_row(table, row, ("", "合计", number(spec.points), "", "", ""), "表头")
    document.add_paragraph("说明：", "说明头")
    notes = [note for note in scheme_notes(scheme) if not note.startswith(_UNSAID)]
    for place, note in enumerate(notes, 1):
        document.add_paragraph(_fit(f"{place}．{unmarked(note)}"), "说明")
    return document_bytes(document)


def landscape(title: str) -> Any:
    """A4 across with the styles of our tables, and the page's number at its foot."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = blank(title)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin = section.right_margin = Mm(25)
    styles(document, _STYLES)
    foot = section.footer.paragraphs[0]
    foot.style = "页码"
    page_number(foot)
    return document


def fill_row(table: Any, row: int, texts: Sequence[str], look: str, left: Sequence[int] = ()) -> None:
    """Texts in the cells of a row. left: columns whose text is not centred. Row 0 comes again on every page."""
    here = table.rows[row]  # table.cell would go through the whole table for each cell
    for column, (cell, text) in enumerate(zip(here.cells, texts, strict=True)):
        put(cell, _fit(text), f"{look}左" if column in left else look)
    if row == 0:
        repeat_head(here)


def band(table: Any, row: int, text: str) -> None:
    """A row of one cell, which stays with the row below it."""
    cells = table.rows[row].cells
    put(cells[0].merge(cells[-1]), _fit(text), "表带")


def _ordinal(number_of: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number_of, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _fit(text: str) -> str:
    return printable(text, keep="\n")
