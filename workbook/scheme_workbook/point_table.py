"""A scheme as a workbook: the point table that an official recognises, made from the rules and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

from scoring.rules.base import number
from scoring.scheme.describe import standard
from scoring.scheme.notes import scheme_notes
from scoring.scheme.scheme import Scheme
from workbook.drawing.styles import Styles
from workbook.drawing.text_book import TextBook
from workbook.saving import check_free, save_whole

HEADS = (
    ("序号", 6),
    ("考核内容", 30),
    ("分值", 8),
    ("评分标准", 76),
    ("依据", 18),
    ("责任单位", 22),
    ("需提供的证明材料", 30),
)


def write_scheme(scheme: Scheme, path: Path, *, force: bool = False) -> Path:
    """Write the point table; an existing file is left alone (KaoheError) unless ``force``."""
    check_free(path, force=force, suffix=".xlsx")
    buffer = io.BytesIO()
    book = TextBook(buffer, scheme.title)
    sheet, styles = book.add_worksheet("计分表"), Styles(book)
    last = len(HEADS) - 1
    sheet.merge_range(0, 0, 0, last, scheme.title, styles.title())
    sheet.merge_range(1, 0, 1, last, f"{scheme.spec.standing}：{scheme.spec.summary}", styles.note(text_wrap=True))
    sheet.columns(width for _, width in HEADS)
    sheet.heads(2, (head for head, _ in HEADS), styles.head())
    row, place = 3, 0
    for dimension in scheme.spec.dimensions:
        band = styles.cell(bold=True, bg_color="#F3F6FA")
        words = f"{dimension.name}（{number(dimension.points)} 分；依据：{dimension.clause}）"
        sheet.merge_range(row, 0, row, last, words, band)
        row += 1
        for one in dimension.indicators:
            place += 1
            text = standard(scheme, one) + (f"\n【设计】{one.design}" if one.design else "")
            cells = (place, one.name, one.points, text, one.clause, one.bureau, "；".join(one.evidence))
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, styles.wrapped(valign="top"))
            sheet.set_row(row, 14 * (1 + max(len(text) // 36, len(one.name) // 14, len(one.bureau) // 10)))
            row += 1
    for note in scheme_notes(scheme):
        sheet.merge_range(row, 0, row, last, note, styles.get(text_wrap=True, font_size=9))
        sheet.set_row(row, 13 * (1 + len(note) // 95))
        row += 1
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    save_whole(path, buffer.getvalue(), force=force)
    return path
