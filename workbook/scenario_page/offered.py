"""What the page lets a reviewer move: found by trying. A figure of the scheme is offered where moving it changes cells of
the ledger (parameters, rows of tables) in a way that the page can repeat, and nothing else of the ledger.

Nothing is listed by hand, so a new kind of rule is offered without a line here. A figure that a rule works into
something else when the scheme compiles (a slope, the number of a node) is found out, and named as not offered.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from scoring.errors import FormulaError, KaoheError, SchemeError
from scoring.formula.data import ledger_data
from scoring.ledger.compile import Ledger, compile_ledger
from scoring.scheme.scheme import Scheme
from workbook.scenario_page.leaves import FigureLeaf, Path, leaves, with_figures

Cell = tuple[str, str, int]
"""A figure of the ledger: ("parameter", id, 0); ("key" or "answer", table, row); ("otherwise", table, 0)."""
_STEP = 1e-4  # as finely as the page takes figures
_NEAR = 1e-12


@dataclass(frozen=True)
class ShownPlace:
    """A cell that shows a figure. share: it shows the figure as a share of the points of its line or part."""

    cell: Cell
    share: bool = False


@dataclass(frozen=True)
class Offered:
    """All figures of the scheme, the cells of those that may be moved, and ``left``: those that the page could not
    move as the scheme would."""

    leaves: Mapping[Path, FigureLeaf]
    places: Mapping[Path, tuple[ShownPlace, ...]]
    left: tuple[Path, ...]


def effective(leaf: FigureLeaf, moved: Mapping[Path, float], official: Mapping[Path, FigureLeaf]) -> float:
    """A figure when others moved: what is said in points goes with the points of its line (rates stay)."""
    figure = moved.get(leaf.path, leaf.value)
    for whole in leaf.wholes:
        was = official[whole].value
        figure = figure * moved.get(whole, was) / was
    return figure


def figures_of(moved: Mapping[Path, float], official: Mapping[Path, FigureLeaf]) -> dict[Path, float]:
    """Every figure of the scheme that is another one when some were moved."""
    return {
        path: effective(leaf, moved, official)
        for path, leaf in official.items()
        if path in moved or any(whole in moved for whole in leaf.wholes)
    }


def cell_value(
    leaf: FigureLeaf, place: ShownPlace, moved: Mapping[Path, float], official: Mapping[Path, FigureLeaf]
) -> float:
    """What a cell shows when figures were moved."""
    if place.share:
        return moved.get(leaf.path, leaf.value) / official[leaf.wholes[-1]].value
    return effective(leaf, moved, official)


def offered(ledger: Ledger) -> Offered:
    """What of a compiled scheme may be moved; KaoheError if what was found apart does not hold together."""
    return _Trying(ledger).result()


class _Trying:
    """One scheme and year."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.official = {leaf.path: leaf for leaf in leaves(ledger.scheme.spec)}
        self.shape, self.cells = _split(ledger)
        self.places: dict[Path, list[ShownPlace]] = {}
        self.left: list[Path] = []

    def result(self) -> Offered:
        self.try_out(list(self.official))
        places = {path: tuple(self.places[path]) for path in self.official if self.places.get(path)}
        found = Offered(self.official, places, tuple(self.left))
        if not self.holds(found):
            raise KaoheError(f"方案 {self.ledger.scheme.id} 的分值和参数不能在网页上测算：逐个试过的改动合起来不一致")
        return found

    def try_out(self, paths: Sequence[Path]) -> None:
        """Move them all at once; where that cannot be explained, half of them, down to single ones."""
        found = self.explained(paths) if paths else {}
        if found is not None:
            for path, places in found.items():
                self.places.setdefault(path, []).extend(places)
        elif len(paths) == 1:
            self.left.append(paths[0])
        else:
            middle = len(paths) // 2
            self.try_out(paths[:middle])
            self.try_out(paths[middle:])

    def moved(self, paths: Sequence[Path], draw: int = 0) -> dict[Path, float]:
        """Each by another step, without a pattern in which changes could cancel out."""
        steps = Random(draw).sample(range(1, 4 * len(paths) + 1), len(paths))
        return {path: self.official[path].value + _STEP * step for path, step in zip(paths, steps, strict=True)}

    def compiled(self, moved: Mapping[Path, float]) -> tuple[Any, dict[Cell, Any]] | None:
        spec = with_figures(self.ledger.scheme.spec, figures_of(moved, self.official))
        try:
            return _split(compiled_spec(self.ledger.scheme, spec, self.ledger.year))
        except (FormulaError, SchemeError, ZeroDivisionError):
            return None

    def explained(self, paths: Sequence[Path]) -> dict[Path, list[ShownPlace]] | None:
        """The cells of each figure moved; None where the ledger changed in any other way."""
        moved = self.moved(paths)
        compiled = self.compiled(moved)
        if compiled is None or compiled[0] != self.shape or compiled[1].keys() != self.cells.keys():
            return None
        found: dict[Path, list[ShownPlace]] = {}
        for cell, now in compiled[1].items():
            if _near(now, self.cells[cell]):
                continue
            named = self.readings(cell, now, moved)
            own = [(path, place) for path, place in named if path in moved]
            if not named or len(own) > 1:
                return None
            for path, place in own:
                found.setdefault(path, []).append(place)
        return found

    def readings(self, cell: Cell, now: Any, moved: Mapping[Path, float]) -> list[tuple[Path, ShownPlace]]:
        """The figures that a changed cell may show."""
        if not isinstance(now, float):
            return []
        found = []
        for path, leaf in self.official.items():
            if _near(now, effective(leaf, moved, self.official)):
                found.append((path, ShownPlace(cell)))
            elif (
                leaf.wholes
                and path in moved
                and _near(now, cell_value(leaf, ShownPlace(cell, True), moved, self.official))
            ):
                found.append((path, ShownPlace(cell, True)))
        return found

    def holds(self, found: Offered) -> bool:
        """Whether all that is offered, moved together, gives the ledger that the page will have."""
        moved = self.moved(list(found.places), draw=1)
        compiled = self.compiled(moved)
        if compiled is None or compiled[0] != self.shape:
            return False
        expected = dict(self.cells)
        for path, places in found.places.items():
            for place in places:
                expected[place.cell] = cell_value(found.leaves[path], place, moved, found.leaves)
        return all(_near(now, expected[cell]) for cell, now in compiled[1].items())


def compiled_spec(scheme: Scheme, spec: Any, year: int) -> Ledger:
    """The ledger of a scheme with another spec; it is not kept."""
    return compile_ledger.__wrapped__(replace(scheme, spec=spec), year)


def _near(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=_NEAR, abs_tol=0.0)
    return bool(one == other)


def _split(ledger: Ledger) -> tuple[Any, dict[Cell, Any]]:
    """What no figure may change (columns, texts, forms of the tables), and the figures by their cells."""
    data = ledger_data(ledger.columns, ledger.parameters, ledger.tables)
    cells: dict[Cell, Any] = {("parameter", name, 0): value for name, value in data["parameters"].items()}
    for name, table in data["tables"].items():
        cells.update({("key", name, row): key for row, key in enumerate(table["keys"])})
        cells.update({("answer", name, row): answer for row, answer in enumerate(table["answers"])})
        cells["otherwise", name, 0] = table["otherwise"]
    # Sums of points are rounded to 4 or 8 places, by how finely points are written: the same for what a page can be told.
    columns = [{name: one for name, one in column.items() if name != "places"} for column in data["columns"]]
    return (columns, [(name, one["match"]) for name, one in data["tables"].items()]), cells
