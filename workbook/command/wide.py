"""A table with more columns than the terminal has room for: in parts below one another, no figure broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from workbook.command.help import wrapped
from workbook.steps import console

_HEAD = 8  # columns to which a head may be wrapped
_BETWEEN = 3


@dataclass(frozen=True)
class PrintedColumn:
    """Head and cells of a column; left: texts stand at the left, figures at the right."""

    head: str
    cells: Sequence[str]
    left: bool = False

    @property
    def needed(self) -> int:
        """The columns of the terminal that its cells take whole."""
        return max([min(cell_len(self.head), _HEAD), *map(cell_len, self.cells)])

    @property
    def whole(self) -> int:
        """The same with its head in one line."""
        return max(cell_len(self.head), self.needed)


def print_wide(screen: Console, title: str, keys: Sequence[PrintedColumn], columns: Sequence[PrintedColumn]) -> None:
    """Print in one table what fits into one, else in as many as it takes; the key columns begin each."""
    if _room(one.whole for one in (*keys, *columns)) <= screen.width:
        screen.print(_table(title, [(one, one.whole) for one in (*keys, *columns)]))
        return
    for number, part in enumerate(_parts(keys, columns, screen.width)):
        screen.print(_table("" if number else title, [(one, one.needed) for one in (*keys, *part)]))


def _room(widths: Iterator[int]) -> int:
    return sum(width + _BETWEEN for width in widths) - _BETWEEN


def _parts(
    keys: Sequence[PrintedColumn], columns: Sequence[PrintedColumn], width: int
) -> Iterator[list[PrintedColumn]]:
    """As many columns beside the keys as fit, at least one."""
    part: list[PrintedColumn] = []
    for one in columns:
        if part and _room(each.needed for each in (*keys, *part, one)) > width:
            yield part
            part = []
        part.append(one)
    yield part


def _table(title: str, columns: Sequence[tuple[PrintedColumn, int]]) -> Table:
    table = Table(title=console.safe(title) if title else None, show_edge=False, pad_edge=False)
    for one, width in columns:
        head = "\n".join(wrapped(one.head, width))
        table.add_column(console.safe(head), overflow="fold", width=width, justify="left" if one.left else "right")
    for row in zip(*(one.cells for one, _ in columns), strict=True):
        table.add_row(*map(console.safe, row))
    return table
