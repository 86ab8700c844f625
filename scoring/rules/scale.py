"""Comparisons on the figures' own scale: 2.4e-6 and 24000 are judged alike.

A difference or a sum is noise or not only beside the figures that it is made of. It is compared as a share of the
largest of them, rounded to nine places; the figures themselves are never rounded.
"""

from __future__ import annotations

import math

from scoring.errors import FormulaError
from scoring.formula.checks import is_exact
from scoring.formula.nodes import Comparator, Down, Node, Number, Over, Param, Ref, Round, largest
from scoring.rules.line import Line

_PLACES = 9
_LEAST = 1e-300  # above 0, so that nothing is divided by 0 where all figures are


def size_down(line: Line, suffix: str, value: Ref, group: Ref | None) -> Ref:
    """The largest magnitude of a column over all counties, or over the county's group; always above 0."""
    most = largest(Down("max", value, group), 0 - Down("min", value, group), Number(_LEAST))
    return line.column(suffix, "数值的大小", "helper", most, positive=True, quiet=True)


def size_across(line: Line, suffix: str, cells: tuple[Ref, ...]) -> Ref:
    """The largest magnitude among a county's cells; always above 0; laid once under its suffix."""
    if line.key(suffix) in line.draft.columns:
        return Ref(line.key(suffix))
    most = largest(Over("max", cells), 0 - Over("min", cells), Number(_LEAST))
    return line.column(suffix, "数值的大小", "helper", most, mode="skip", positive=True, quiet=True, on_na=1.0)


def beside(term: Node, size: Ref) -> Node:
    """A term as a share of the size, rounded: what is noise is 0, what is not is not."""
    return Round(term / size, _PLACES)


def to_figure(line: Line, suffix: str, cell: Ref, comparator: Comparator, figure: float = 0) -> Node:
    """A cell compared with a figure: as it stands where it is exact, else by the difference as a share of the cell."""
    if is_exact(cell, line.draft.columns):
        return cell.compare(comparator, figure)
    return beside(cell - figure if figure else cell, size_across(line, suffix, (cell,))).compare(comparator, 0)


def to_other(line: Line, suffix: str, cell: Ref, comparator: Comparator, other: Ref) -> Node:
    """Two cells compared: as they stand where both are exact, else by their difference beside the larger of them."""
    if is_exact(cell, line.draft.columns) and is_exact(other, line.draft.columns):
        return cell.compare(comparator, other)
    return beside(cell - other, size_across(line, suffix, (cell, other))).compare(comparator, 0)


def to_limit(line: Line, suffix: str, cell: Ref, comparator: Comparator, limit: Param) -> Node:
    """A cell compared with a limit of the scheme, however small: as it stands where it is exact, else by the difference
    as a share of the larger of the two."""
    if is_exact(cell, line.draft.columns):
        return cell.compare(comparator, limit)
    most = largest(cell, 0 - cell, limit, 0 - limit, Number(_LEAST))
    size = line.column(suffix, "取值与界限中较大的", "helper", most, positive=True, quiet=True)
    return beside(cell - limit, size).compare(comparator, 0)


def needs_rounded(line: Line, cell: Ref) -> Ref:
    """A cell that is looked up in a table; FormulaError where it was never rounded, as noise would choose the step."""
    if not is_exact(cell, line.draft.columns):
        raise FormulaError(
            f"{line.name}（{line.owner}）的{line.draft.columns[cell.column].name}没有规定小数位数，分档、对照和内插用不了；"
            "比例（ratio）写上 places，总量（assessed_total）写上 target 和 completion"
        )
    return cell


def places_for(figure: float) -> int:
    """The decimal places in which shares of a figure of the scheme are told apart: six, more where it is small."""
    return 6 if figure == 0 else min(10, max(6, 6 - math.floor(math.log10(abs(figure)))))
