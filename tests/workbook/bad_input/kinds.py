"""One kind of bad input, and the four ways of making it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from workbook.reading.stage import Stage

Edit = Callable[[openpyxl.Workbook], None]
Make = Callable[[Path, Path], Path]
"""From the good workbook and an empty folder to the path that is handed in."""


@dataclass(frozen=True)
class Kind:
    """what: in English, for the page. example: what stands there. place: 工作表!格, 工作表, or a file's name.

    cells: values to put into the good workbook; edit: another change to it; make: a file, or a folder, made by hand.
    code: blank where the whole file is refused. others: codes of problems that come with it. year: what is asked for.
    start, spoil: of the demonstration city (city.py), what is handed in and the change to its folder; stage: for which.
    """

    what: str
    example: str
    code: str
    place: str
    message: str
    cells: dict[str, Any] | None = None
    edit: Edit | None = None
    make: Make | None = None
    others: tuple[str, ...] = ()
    year: int | None = 2025
    start: str = ""
    spoil: Callable[[Path], Any] | None = None
    stage: Stage = "初评"

    @property
    def severity(self) -> str:
        """As the code says; a refused file is an error."""
        return {"W": "warning", "N": "note"}.get(self.code[:1], "error")


def cell(what: str, value: Any, code: str, place: str, message: str, example: str = "") -> Kind:
    """A kind that is one cell of the good workbook."""
    return Kind(what, example or f"{value}", code, place, message, cells={place: value})
