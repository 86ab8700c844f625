"""A template in the making: its book and styles, and what every sheet of it carries."""

from __future__ import annotations

import io
from typing import Any

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.drawing.styles import Styles
from workbook.reading.wording import book_title


class Form:
    """of: the city or county that it is for. remark: a label that every sheet carries (made-up figures say so).

    KaoheError for a year outside the plan.
    """

    def __init__(self, scheme: Scheme, year: int, of: str, remark: str = "") -> None:
        from workbook.drawing.text_book import TextBook

        check_year(scheme, year)
        self.scheme, self.year, self.remark, self._buffer = scheme, year, remark, io.BytesIO()
        self.title = book_title(of, year)
        self.book: Any = TextBook(self._buffer, self.title, scheme.title, default_date_format="yyyy-mm-dd")
        self.styles = Styles(self.book)

    def content(self) -> bytes:
        """The workbook, now complete."""
        self.book.close()
        return self._buffer.getvalue()


def check_year(scheme: Scheme, year: int) -> None:
    """KaoheError for a year outside the plan."""
    if wrong := scheme.outside(year):
        raise KaoheError(wrong)
