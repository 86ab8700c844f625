"""A scheme by id, by the path of its files, or by its workbook: the one place where a command's scheme is opened."""

from __future__ import annotations

from pathlib import Path

from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from workbook.reading.suffixes import WORKBOOKS, suffix_of


def open_scheme(which: str | Path) -> Scheme:
    """A scheme by its id, from a path to its folder or file, or from its workbook; SchemeError lists all that is wrong."""
    path = Path(which)
    if is_book(path):
        from workbook.scheme_workbook.reading import read_scheme_book

        return read_scheme_book(path)
    return load_scheme(which)


def is_book(path: Path) -> bool:
    """Whether a scheme that is named so is read from its workbook."""
    return suffix_of(path) in WORKBOOKS and path.is_file()
