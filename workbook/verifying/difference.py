"""One thing that is not what the engine would have written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbook.verifying.content import ErrorText, Value

Kind = Literal[
    "value", "formula", "added", "removed", "result", "number_format", "colour", "hidden", "sheet", "name", "link",
    "merge", "rule", "validation", "header", "page", "size", "text_look", "set", "pane", "chart", "book", "score",
]  # fmt: skip

FOLLOWS: frozenset[Kind] = frozenset({"result"})
"""A formula's result may be another because a figure was changed: told after what was changed by hand."""


@dataclass(frozen=True)
class Discrepancy:
    """sheet and cell: where, "" for the whole book or sheet. message: in Chinese. stands, should: as texts."""

    kind: Kind
    sheet: str
    cell: str
    message: str
    stands: str = ""
    should: str = ""

    @property
    def place(self) -> str:
        """能耗强度底稿!F9, the sheet alone, or 工作簿."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or "工作簿"

    def __str__(self) -> str:
        return f"{self.place}：{self.message}"


_MOST = 90


def shown(value: Value) -> str:
    """A cell's content as a message shows it."""
    if value is None or value == "":
        return "空"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, ErrorText):
        return str(value)
    return f"“{short(value)}”"


def short(text: str) -> str:
    """A text that fits on a line of a list."""
    text = " ".join(text.split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 20]}…{text[-16:]}"
