"""What all sheets to be filled in share: protection without a password, and the colours of live checks."""

from __future__ import annotations

from typing import Any

from workbook.drawing.styles import Styles
from workbook.reading.tables.uniform import BAD, GOOD

VERDICT, VERDICT_WIDTH = "核对", 26.0

_ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


def protect(sheet: Any) -> None:
    """Lock all but the cells to be filled in. Without a password: it guards against slips, not against people."""
    sheet.protect("", _ALLOWED)


def paint_verdicts(sheet: Any, styles: Styles, area: tuple[int, int, int, int]) -> None:
    """Green where a check is passed, orange where it names a fault. area: first row, column, last row, column."""
    for sign, fill, ink in ((GOOD, "#D3EEDF", "#1B5E3A"), (BAD, "#FBE3D6", "#8A2B06")):
        colours = styles.book.add_format({"bg_color": fill, "font_color": ink})
        rule = {"type": "text", "criteria": "begins with", "value": sign, "format": colours}
        sheet.conditional_format(*area, rule)
