"""Formats of the result workbook, made once each."""

from __future__ import annotations

from typing import Any

from scoring.formula.columns import YES_NO, Column

TEXT_FONT, HEAD_FONT = "宋体", "黑体"
INK, RULE, HEAD, BAND, PALE, LINK = "#1F2933", "#9AA5B1", "#DCE6F1", "#F3F6FA", "#8A94A0", "#1F4E9E"


class Styles:
    """Formats by their properties; equal properties give the same format."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._asked: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """A format with these properties over the house's base."""
        asked = tuple(properties.items())
        if asked not in self._asked:
            base = {"font_name": TEXT_FONT, "font_size": 10, "valign": "vcenter", "font_color": INK}
            if properties.get("align") == "right":
                base["indent"] = 1  # a figure does not touch the text in the next column
            key = tuple(sorted({**base, **properties}.items()))
            if key not in self._made:
                self._made[key] = self.book.add_format(dict(key))
            self._asked[asked] = self._made[key]
        return self._asked[asked]

    def title(self) -> Any:
        return self.get(font_name=HEAD_FONT, font_size=16, align="center")

    def sheet_title(self) -> Any:
        return self.get(font_name=HEAD_FONT, font_size=14)

    def note(self, **more: Any) -> Any:
        return self.get(font_size=9, font_color=PALE, **more)

    def head(self, **more: Any) -> Any:
        base = {"font_name": HEAD_FONT, "bg_color": HEAD, "border": 1, "border_color": RULE}
        return self.get(**{**base, "align": "center", "text_wrap": True, **more})

    def cell(self, **more: Any) -> Any:
        return self.get(**{"border": 1, "border_color": RULE, **more})

    def wrapped(self, **more: Any) -> Any:
        return self.cell(text_wrap=True, **more)

    def number(self, column: Column, **more: Any) -> Any:
        """The format of a ledger column's figures."""
        return self.cell(**{"num_format": number_format(column), "align": "right", **more})


def number_format(column: Column) -> str:
    """How a ledger column's figures are printed."""
    if column.unit == YES_NO:
        return '[=1]"是";[=0]"否";General'
    if column.places is not None and column.places > 4:
        return "General"
    if column.places is not None:
        return fixed(column.places)
    if column.role == "item" and column.formula is None:
        return "0.00" if column.unit == "%" else "General"
    return fixed(column.shown)


def fixed(places: int) -> str:
    """The number format of so many decimals."""
    return "0." + "0" * places if places else "0"
