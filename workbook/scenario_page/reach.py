"""How much of a ledger the page needs: what a moved figure reaches, what is shown, and the figures that these read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scoring.formula.columns import Column
from scoring.formula.nodes import FromList, Node, Param
from scoring.ledger.compile import Ledger
from workbook.scenario_page.levers import PageLever

_SHOWN = ("total", "grade_ordinal", "rank", "group_rank", "order")


@dataclass(frozen=True)
class Reach:
    """columns: in order, those that are given (no moved figure reaches them) without their formula. given: their ids.
    lists: whether a column counts rows of lists."""

    columns: tuple[Column, ...]
    given: tuple[str, ...]
    lists: bool


def reach(ledger: Ledger, levers: Sequence[PageLever], gates: Iterable[str]) -> Reach:
    """What the page computes and what it is given: no reported figure stands in it that is not needed."""
    names = {cell[1] for one in levers for cell in one.cells}
    touched = {*gates, *_shown(ledger)}
    for column in ledger.columns.values():
        if column.formula is not None and (_names(column) & names or not touched.isdisjoint(column.reads)):
            touched.add(column.id)
    read = {name for column in ledger.columns.values() if column.id in touched for name in column.reads}
    columns = [column for column in ledger.columns.values() if column.id in touched | read]
    given = tuple(column.id for column in columns if column.id not in touched)
    bare = (
        column if column.id in touched else replace(column, formula=None, na_when=None, missing_when=None)
        for column in columns
    )
    counts = any(
        isinstance(part, FromList)
        for column in columns
        if column.id in touched and column.formula
        for part in column.formula.walk()
    )
    return Reach(tuple(bare), given, counts)


def _shown(ledger: Ledger) -> set[str]:
    spec = ledger.scheme.spec
    blocks, lines = (one.id for one in spec.dimensions), (one.id for one in ledger.scheme.indicators)
    return {*_SHOWN, *blocks, *lines, *(column.id for column in ledger.columns.values() if column.is_text)}


def _names(column: Column) -> set[str]:
    """Ids of the parameters and tables that a column reads."""
    parts = [part for part in (column.formula, column.na_when, column.missing_when) if part is not None]
    return {name for part in parts for node in part.walk() for name in _named(node)}


def _named(node: Node) -> tuple[str, ...]:
    if isinstance(node, Param):
        return (node.id,)
    table = getattr(node, "table", None)
    return () if table is None else (str(table),)
