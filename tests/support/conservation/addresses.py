"""Places of cells, as numbers and as addresses, and what a cell holds."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[int, int]
"""Row and column from 0."""


def letters(column: int) -> str:
    """0 → A, 27 → AB."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(place: Place) -> str:
    """(2, 27) → AB3."""
    return f"{letters(place[1])}{place[0] + 1}"


def place_of(text: str) -> Place:
    """AB3 → (2, 27)."""
    head = text.rstrip("0123456789")
    column = 0
    for sign in head:
        column = column * 26 + ord(sign) - 64
    return int(text[len(head) :]) - 1, column - 1


@dataclass(frozen=True)
class Content:
    """What a cell holds: text or number, and its formula (without =) if it has one."""

    value: str | float
    formula: str = ""

    def __str__(self) -> str:
        shown = f"{self.value:.15g}" if isinstance(self.value, float) else self.value
        return f"={self.formula} [{shown}]" if self.formula else shown
