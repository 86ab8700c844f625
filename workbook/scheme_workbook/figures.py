"""Figures of a scheme as cells and texts, exactly: what a spreadsheet cannot keep as a number is a fraction or a text."""

from __future__ import annotations

import re

from scoring.rules.fraction import LARGEST, exact, whole, written
from workbook.reading.text import plain

_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")


def is_exact(value: float) -> bool:
    """Whether 15 digits, which every spreadsheet keeps, say the whole of it."""
    return float(f"{value:.15g}") == value and str(value) != "-0.0"


def fraction_of(value: float) -> str:
    """「100/3」 for a figure that a fraction gives exactly and 15 digits do not; empty for any other."""
    near = exact(value)
    text = f"{near.numerator}/{near.denominator}"
    fits = value > 0 and 1 < near.denominator <= LARGEST and float(near) == value
    return text if fits and written(text) is not None else ""


def figure_text(value: float) -> str:
    """A figure as a text that is read back as the same."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.15g}" if is_exact(value) else fraction_of(value) or repr(value)


def figure_from(text: str) -> float | int | None:
    """The figure that a text says, a fraction too; None if it says none."""
    typed = plain(text)
    parts = written(typed.removeprefix("="))
    if parts is not None:
        return parts[0] / parts[1] if parts[1] else None
    if not _NUMBER.fullmatch(typed):
        return None
    value = float(typed)
    return whole(value)
