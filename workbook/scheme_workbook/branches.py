"""What was read from the sheets, as a tree: cells under words or names of fields, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from scoring.scheme.yaml_marks import Mark
from workbook.reading.raw import Raw, address
from workbook.scheme_workbook.leaves import NEXT, PAIR, STEP

MAIN = ""
"""The key of a text that stands without the name of its field."""
Step = str | int


@dataclass(frozen=True)
class CellMark(Mark):
    """A cell of a workbook; ``file`` is the file and its sheet, ``line`` the row."""

    book: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.book}“{self.sheet}”{self.cell}"


def cell_mark(book: str, sheet: str, row: int, column: int) -> CellMark:
    """The mark of a cell, row and column from 0."""
    return CellMark(f"{book}“{sheet}”", row + 1, book, sheet, address(row, column))


@dataclass(frozen=True)
class CellText:
    """What a cell, or a part of one, says. formula: empty if it has none. listed: whether 、 parts it into several."""

    raw: Raw
    mark: CellMark
    formula: str = ""
    listed: bool = True


@dataclass
class Branch:
    """What stands below a word or a place in a list."""

    mark: CellMark
    below: dict[Step, Branch | CellText] = field(default_factory=dict)

    def put(self, path: tuple[Step, ...], cell: CellText) -> None:
        """Put a cell at a path; where one stands already, both become elements of a list."""
        here = self.at(path[:-1], cell.mark)
        there = here.below.get(path[-1])
        if there is None:
            here.below[path[-1]] = cell
        elif isinstance(there, Branch) and there.below and all(isinstance(one, int) for one in there.below):
            there.below[len(there.below)] = cell
        elif isinstance(there, Branch):
            there.put((MAIN,), cell)
        else:
            here.below[path[-1]] = Branch(there.mark, {0: there, 1: cell})

    def at(self, path: tuple[Step, ...], mark: CellMark) -> Branch:
        """The branch at a path, made where it is not there."""
        here = self
        for step in path:
            there = here.below.setdefault(step, Branch(mark))
            if isinstance(there, CellText):
                there = here.below[step] = Branch(there.mark, {MAIN: there})
            here = there
        return here


def joined(one: Branch | CellText, other: Branch | CellText) -> Branch:
    """Two branches of the same field (under its name and under its word) as one; two texts are two of a list, as ``put`` has it."""
    if isinstance(one, CellText) and isinstance(other, CellText):
        return Branch(one.mark, {0: one, 1: other})
    found = Branch(one.mark, dict(one.below) if isinstance(one, Branch) else {MAIN: one})
    more: dict[Step, Branch | CellText] = other.below if isinstance(other, Branch) else {MAIN: other}
    for step, part in more.items():
        found.below[step] = joined(found.below[step], part) if step in found.below else part
    return found


def steps(text: str) -> tuple[str, ...]:
    """A path in words."""
    return tuple(step.strip() for step in text.replace("．", STEP).replace("•", STEP).split(STEP))


def parameters(text: str) -> list[tuple[tuple[str, ...], str]]:
    """「分子：a；分母：b」 as paths and texts; the path of a text without a name is ``MAIN``."""
    found = []
    for part in text.replace(";", NEXT).replace("\n", NEXT).split(NEXT):
        if not part.strip():
            continue
        name, sign, value = part.replace(":", PAIR).partition(PAIR)
        found.append((steps(name), value.strip()) if sign else ((MAIN,), name.strip()))
    return found
