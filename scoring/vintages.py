"""Vintages: a late revision is a new figure with a date of its own beside the old one, never over it.

A table is replayed as of a date: every figure is the newest vintage that was out by then. Dates are ISO texts
(``2026-06-30``), which sort as they are; whoever reads a file has checked them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import pandas as pd

from scoring.errors import DataError
from scoring.formula.columns import MISSING_TEXT
from scoring.problems import Problem, Severity, Source

Cell = float | str
Key = tuple[str, str]  # county and item


@dataclass(frozen=True)
class Vintage:
    """One figure as it stood from a date on (版本).

    value: a number in the item's unit, or 不适用, 暂缺, 缺报; an empty text is a blank. date: ISO; empty for the first vintage of a table
    that does not say its date. caliber: 口径 in the source's words, empty where not said. document: 来源/文号.
    appeal: the number of the appeal (复查编号) whose decision it carries out.
    late: who allowed a date outside the assessment's calendar (逾期受理).
    """

    county: str
    item: str
    value: Cell
    date: str
    caliber: str = ""
    document: str = ""
    note: str = ""
    appeal: str = ""
    source: Source = Source()
    late: str = ""

    @property
    def key(self) -> Key:
        """County and item."""
        return self.county, self.item


@dataclass(frozen=True)
class Revision:
    """A vintage that took the place of an earlier one. in_force: whether none took its place in turn."""

    old: Vintage
    new: Vintage
    in_force: bool = True


@dataclass(frozen=True)
class Replayed:
    """A table as of a date. revisions: by date, then county and item in the table's order. later: vintages not out by then."""

    table: pd.DataFrame
    sources: Mapping[Key, Source]
    revisions: tuple[Revision, ...]
    later: tuple[Vintage, ...]
    calibers: Mapping[Key, str]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def in_force(self) -> dict[Key, Revision]:
        """The revision that each revised figure stands by."""
        return {one.new.key: one for one in self.revisions if one.in_force}


@dataclass(frozen=True)
class KnownOfTable:
    """What is known of a table: the names of its items, and where its figures stand and in which caliber."""

    names: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[Key, Source] = field(default_factory=dict)
    calibers: Mapping[Key, str] = field(default_factory=dict)


NOTHING_KNOWN = KnownOfTable()


def replay(
    table: pd.DataFrame,
    vintages: Sequence[Vintage],
    as_of: str = "",
    *,
    data_date: str = "",
    known: KnownOfTable = NOTHING_KNOWN,
) -> Replayed:
    """The table with the newest vintage of every figure not after ``as_of`` (empty: the newest of all).

    table: index = county, columns = item ids; its figures are the first vintages, of ``data_date`` if that is
    said, and it is not changed. The order of ``vintages`` does not
    matter. Two different figures of one date are a problem, and where nothing newer decides the figure is 缺报.
    Raises DataError for an ``as_of`` before ``data_date``, and for a county or item that the table does not have.
    """
    if as_of and data_date and as_of < data_date:
        raise DataError(f"数据表的数据日期是 {data_date}，晚于指定的 {as_of}：没有那时的数；请用当时的数据表，或改日期")
    line = _Line(table, data_date, known)
    out = sorted((one for one in vintages if not as_of or one.date <= as_of), key=line.order)
    revisions: list[Revision] = []
    for key, own in groupby(out, key=lambda one: one.key):
        revisions += line.follow(key, list(own))
    last = {one.new.key: place for place, one in enumerate(revisions)}
    revisions = [replace(one, in_force=last[one.new.key] == place) for place, one in enumerate(revisions)]
    current = {one.new.key: one.new for one in revisions if one.in_force}
    stated = {**known.calibers} | {key: one.caliber for key, one in current.items() if one.caliber}
    return Replayed(
        with_figures(table, {key: one.value for key, one in current.items()}),
        {**known.sources, **{key: one.source for key, one in current.items()}},
        tuple(sorted(revisions, key=lambda one: (one.new.date, line.place(one.new.key)))),
        tuple(
            sorted(
                (one for one in vintages if as_of and one.date > as_of), key=lambda one: (one.date, *line.order(one))
            )
        ),
        stated,
        tuple(line.problems),
    )


class _Line:
    """Follows the vintages of one figure after another."""

    def __init__(self, table: pd.DataFrame, data_date: str, known: KnownOfTable) -> None:
        self.table, self.data_date, self.known = table, data_date, known
        self.counties = {str(name): place for place, name in enumerate(table.index)}
        self.items = {str(name): place for place, name in enumerate(table.columns)}
        self.problems: list[Problem] = []

    def place(self, key: Key) -> tuple[int, int]:
        """Where a figure stands in the table; DataError if it does not."""
        if key[0] not in self.counties or key[1] not in self.items:
            raise DataError(f"数据修订写的县（市、区）或数据项不在数据表里：{key[0]} {key[1]}")
        return self.counties[key[0]], self.items[key[1]]

    def order(self, one: Vintage) -> tuple[Any, ...]:
        """By figure, then date; of one date those of an appeal first, then by cell."""
        source = one.source
        where = (source.file, source.sheet, len(source.cell), source.cell, one.document, one.note)
        return (*self.place(one.key), one.date, not one.appeal, one.appeal, where, str(one.value), one.caliber)

    def follow(self, key: Key, vintages: list[Vintage]) -> list[Revision]:
        """The revisions of one figure, oldest first."""
        county, item = key
        cell: Any = self.table.iat[self.place(key)]
        value = cell if isinstance(cell, str) else "" if pd.isna(cell) else float(cell)
        caliber = self.known.calibers.get(key, "")
        before = Vintage(county, item, value, self.data_date, caliber, source=self.known.sources.get(key, Source()))
        found = []
        for date, group in groupby(vintages, key=lambda one: one.date):
            if self.data_date and date < self.data_date:
                message = f"版本日期 {date} 早于数据表的数据日期 {self.data_date}，没有采用"
                for one in group:
                    self._say(
                        "warning", "W_VINTAGE_OLD", one, message, "核对版本日期；数据表已经含有这次修订的，删除这一行"
                    )
                continue
            after = self._of_one_date([*([before] if date == self.data_date else []), *group], before)
            if after is not before:
                found.append(Revision(before, after))
                before = after
        return found

    def _of_one_date(self, group: list[Vintage], before: Vintage) -> Vintage:
        """What holds of the vintages of one date: the first, unless they differ."""
        first = group[0]
        for other in group[1:]:
            if first.value != other.value or (first.caliber or other.caliber) != (other.caliber or first.caliber):
                return self._conflict(first, other)
            message = f"与{_where(first)}是同一版本的同一个数，只算一次"
            self._say("note", "N_VINTAGE_TWICE", other, message, "重复登记的，删除一行")
        if first is before:
            return before
        if first.value == before.value:
            message = f"{first.date} 的版本与原来的数相同（{shown(first.value)}），数没有变"
            self._say("note", "N_VINTAGE_SAME", first, message, "核对是否填错；确实核定为原数的不用改")
        if first.caliber and before.caliber and first.caliber != before.caliber:
            message = f"{first.date} 的版本口径是“{first.caliber}”，原来的是“{before.caliber}”（{_where(before)}）"
            self._say("warning", "W_VINTAGE_CALIBER", first, message, "同一个率的另一端也要改成同一口径")
        return first

    def _conflict(self, first: Vintage, other: Vintage) -> Vintage:
        figures = [
            f"{_where(one)} 是 {shown(one.value)}{f'（{one.caliber}）' if one.caliber else ''}"
            for one in (first, other)
        ]
        date = first.date or "没有写日期"
        message = f"同一版本（{date}）有两个不同的数：{figures[0]}，{figures[1]}，分不清用哪一个，都没有采用"
        self._say("error", "E_VINTAGE_TWICE", other, message, "只留一个；后来又改的，写它自己的版本日期")
        note = f"{_where(first)}与{_where(other)}不一致"
        return Vintage(first.county, first.item, MISSING_TEXT, first.date, note=note, source=other.source)

    def _say(self, severity: Severity, code: str, one: Vintage, message: str, remedy: str) -> None:
        name = self.known.names.get(one.item, one.item)
        self.problems.append(
            Problem(severity, code, one.county, one.item, f"“{name}”：{message}", one.source, shown(one.value), remedy)
        )


def shown(value: Cell) -> str:
    """A figure as a message prints it."""
    return value or "空" if isinstance(value, str) else f"{value:.15g}"


def _where(one: Vintage) -> str:
    return str(one.source) or "数据表"


def with_figures(table: pd.DataFrame, figures: Mapping[Key, Cell]) -> pd.DataFrame:
    """A copy of the table with some figures in place of its own."""
    result = table.copy()
    by_item: dict[str, dict[str, Cell]] = {}
    for (county, item), value in figures.items():
        by_item.setdefault(item, {})[county] = value
    for item, changed in by_item.items():
        cells = [changed.get(str(county), old) for county, old in zip(table.index, table[item].tolist(), strict=True)]
        result[item] = pd.Series(cells, table.index, dtype=object)
    return result
