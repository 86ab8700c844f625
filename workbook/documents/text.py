"""Text of others, fit for a document."""

from __future__ import annotations

import re

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_MARK = re.compile("【[^【】]*设计】|（参照；[^（）]*）")


def clean(text: str) -> str:
    """In one line: what neither XML nor a page may hold, and what breaks a line, is a space."""
    return _UNFIT.sub(" ", text)


def unmarked(text: str) -> str:
    """Without the marks of a scheme's own choices: they stand in the workbook and on the page, not on a paper."""
    return _MARK.sub("", text)


def chinese_date(date: str) -> str:
    """2026-06-30 → 2026年6月30日."""
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
