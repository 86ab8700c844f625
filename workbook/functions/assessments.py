"""A range assessed; the same range, scheme and year are assessed once."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.assessment import Assessment, assess
from scoring.errors import KaoheError
from workbook.functions.keeping import Kept, digest
from workbook.functions.schemes import chosen, year_of
from workbook.functions.tables import Figures, figures
from workbook.functions.values import CellError, Grid, Refusal

_KEPT: Kept[Assessed] = Kept(8)


@dataclass(frozen=True)
class Assessed:
    """The figures of a range and their assessment."""

    figures: Figures
    result: Assessment


def assessed(cells: Grid, scheme: str, year: int | None) -> Assessed:
    """The assessment of a range; Refusal for what cannot be assessed at all."""
    loaded = chosen(scheme)
    meant = year_of(loaded, year)
    return _KEPT.get((digest(cells), loaded.sha256, meant), lambda: _assess(cells, scheme, meant))


def _assess(cells: Grid, scheme: str, year: int) -> Assessed:
    loaded = chosen(scheme)
    read = figures(cells, loaded)
    try:
        result = assess(loaded, read.table, year, problems=read.problems, sources=read.sources)
    except KaoheError as error:
        raise Refusal(CellError.VALUE, str(error)) from error
    return Assessed(read, result)
