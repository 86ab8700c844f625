"""Averages that a county is compared with: the whole city's, its peer group's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.formula.printed import figure
from scoring.rounding import round_half_up
from workbook.report.data import CountyScore, Means, PrintedFigure

RATE_PLACES = 1


def city_means(rows: Sequence[CountyScore], places: int) -> Means:
    """Averages over all counties; points to ``places``, rates of lines in percent to one."""
    blocks = range(len(rows[0].blocks)) if rows else ()
    lines = range(len(rows[0].lines)) if rows else ()
    return Means(
        tuple(_mean((row.blocks[one].number for row in rows), places) for one in blocks),
        tuple(_mean((row.lines[one].rate for row in rows), RATE_PLACES) for one in lines),
        _mean((row.total.number for row in rows), places),
    )


def group_means(rows: Sequence[CountyScore], groups: int, places: int) -> tuple[Means, ...]:
    """Averages over each peer group, in the region's order; an empty group has none."""
    empty = (
        Means(
            (PrintedFigure("—"),) * len(rows[0].blocks), (PrintedFigure("—"),) * len(rows[0].lines), PrintedFigure("—")
        )
        if rows
        else None
    )
    found = []
    for group in range(groups):
        own = [row for row in rows if row.group == group]
        means = city_means(own, places) if own else empty
        assert means is not None
        found.append(means)
    return tuple(found)


def _mean(numbers: Iterable[float | None], places: int) -> PrintedFigure:
    found = [one for one in numbers if one is not None]
    if not found:
        return PrintedFigure("—")
    mean = float(round_half_up(sum(found) / len(found), places))
    return PrintedFigure(figure(mean, places), mean)
