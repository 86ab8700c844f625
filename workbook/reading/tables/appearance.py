"""How a cell looks, as far as it may change what a person takes it to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbook.reading.grid import CellRun, Grid, Place
from workbook.reading.raw import Raw, as_text


@dataclass(frozen=True)
class Appearance:
    """number_format: the code, blank for General. formula: None where there is none or that is unknown. struck: as a
    whole. runs: stretches of text in which some are struck or raised. merged: the area that shares its one figure
    (F7:F8), blank if it stands alone."""

    number_format: str = ""
    formula: str | None = None
    struck: bool = False
    runs: tuple[CellRun, ...] = ()
    merged: str = ""


PLAIN = Appearance()
_ALONE: Mapping[Place, str] = {}


def appearance_at(grid: Grid, place: Place, merged: Mapping[Place, str] = _ALONE) -> Appearance:
    """How a cell of a grid looks. merged: cells that share one figure with others, and the area."""
    formula = grid.formulas.get(place) if grid.formulas else None
    number_format = grid.formats.get(place, "")
    runs = grid.runs.get(place, ()) if grid.runs else ()
    area = merged.get(place, "") if merged else ""
    struck = place in grid.struck
    if not (formula or runs or area or struck):
        return _formatted(number_format) if number_format else PLAIN
    return Appearance(number_format, formula, struck, runs, area)


@lru_cache(maxsize=1000)
def _formatted(code: str) -> Appearance:
    return Appearance(code)


def crossed_out(raw: Raw, appearance: Appearance) -> str:
    """The cell with what is struck out between ~~, if anything that can be seen is; else blank."""
    if appearance.struck:
        return f"~~{as_text(raw)}~~"
    if not appearance.runs:
        return ""
    return _marked(appearance, "~~") if any(run.struck and run.text.strip() for run in appearance.runs) else ""


def raised(appearance: Appearance) -> str:
    """The text with what is raised or lowered between ^, if anything that can be seen is; else blank."""
    return _marked(appearance, "^") if any(run.raised and run.text.strip() for run in appearance.runs) else ""


def _marked(appearance: Appearance, sign: str) -> str:
    return "".join(
        f"{sign}{run.text}{sign}" if (run.struck if sign == "~~" else run.raised) else run.text
        for run in appearance.runs
    )
