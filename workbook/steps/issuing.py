"""What the office says when it issues a document: its number, its day, until when to answer."""

from __future__ import annotations

from scoring.errors import KaoheError


def iso_date(text: str | None, option: str) -> str:
    """An option as an ISO date, empty where it was not written; KaoheError for a date that is none."""
    from workbook.reading.tables.dates import BadDate, read_date

    if text is None:
        return ""
    try:
        return read_date(text)
    except BadDate as wrong:
        raise KaoheError(f"{option}：{wrong}") from None
