"""催报: which figures are outstanding (欠报), by whom, since when, and for how many points."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from scoring.assessment import Assessment
from workbook.checking.due_dates import DueDates
from workbook.drawing.headers import landscape
from workbook.drawing.styles import Styles
from workbook.printable import printable
from workbook.reading.roles import Outstanding
from workbook.reading.text import listed
from workbook.result.sheets.provenance import points_on

SHEET = "催报"
_HEADS = (("序号", 6.0), ("欠报单位", 18.0), ("县（市、区）", 12.0), ("数据项", 44.0), ("编号", 26.0), ("情况", 14.0), ("应报日期", 12.0), ("涉及的指标", 44.0), ("分值", 8.0))  # fmt: skip
NO_DATES = DueDates()


def outstanding_texts(
    assessment: Assessment, outstanding: Sequence[Outstanding], due: DueDates = NO_DATES
) -> list[str]:
    """A sentence for each debtor, the one with the most points first."""
    by_debtor: dict[str, list[Outstanding]] = {}
    for one in outstanding:
        by_debtor.setdefault(one.by, []).append(one)
    found = []
    for who, own in by_debtor.items():
        counties = list(dict.fromkeys(one.county for one in own))
        points = sum(
            points_on(assessment, county, {one.item for one in own if one.county == county}) for county in counties
        )
        names = listed(dict.fromkeys(assessment.scheme.items[one.item].name for one in own), 3)
        whose = "" if counties == [who] else f"，{listed(counties, 3)}"
        date = due.of(who, own[0].county)
        when = f"（应报日期 {date}）" if date else " "
        found.append((points, f"催报：{who}{when}还欠 {len(own)} 个数（{names}{whose}），关系到 {points:g} 分"))
    return [text for _, text in sorted(found, key=lambda one: -one[0])]


def outstanding_book(
    assessment: Assessment, outstanding: Sequence[Outstanding], stage: str, remark: str, due: DueDates = NO_DATES
) -> bytes:
    """The same as a workbook, a row a figure; the same call gives the same bytes.

    Since when is said where the office named the day (``due``): no file of a set holds it.
    """
    from workbook.drawing.text_book import TextBook

    buffer = io.BytesIO()
    book = TextBook(buffer, SHEET)
    styles, sheet = Styles(book), book.add_worksheet(SHEET)
    for column, (head, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, head, styles.head())
    sheet.write_string(
        0, 0, f"{assessment.scheme.title} {assessment.year}年度 {SHEET}清单（{stage}）", styles.sheet_title()
    )
    sheet.set_row(0, 26)
    dated = "应报日期由考核办确定。" if due else "没有写明应报日期。"
    note = f"分值是读到这个数的指标的满分。清单按现有文件生成，{dated}"
    sheet.write_string(1, 0, f"{printable(remark)}　{note}" if remark else note, styles.note())
    for number, one in enumerate(sorted(outstanding, key=lambda one: one.by), 1):
        _row(sheet, styles, number, one, assessment, due.of(one.by, one.county))
    sheet.autofilter(3, 0, 3 + len(outstanding), len(_HEADS) - 1)
    sheet.freeze_panes(4, 0)
    landscape(sheet, SHEET, remark)
    sheet.repeat_rows(3)
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _row(sheet: Any, styles: Styles, number: int, one: Outstanding, assessment: Assessment, date: str) -> None:
    lines = [indicator.name for indicator in assessment.scheme.indicators if one.item in indicator.items()]
    item = assessment.scheme.items[one.item]
    texts = ("", one.by, one.county, item.name, item.id, one.why, date, "、".join(lines))
    sheet.write_number(3 + number, 0, number, styles.cell(align="center"))
    for column, text in enumerate(texts[1:], 1):
        sheet.write_string(3 + number, column, printable(text), styles.wrapped(font_size=9))
    sheet.write_number(3 + number, len(_HEADS) - 1, points_on(assessment, one.county, {one.item}), styles.cell())
