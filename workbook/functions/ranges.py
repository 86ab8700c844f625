"""The ranges of a call as a workbook held in memory, so that the readers of files read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.scheme.scheme import Scheme
from workbook.functions.arguments import Argument, ArgumentKind
from workbook.functions.values import CallRefusal, CellError, Grid
from workbook.reading import grid
from workbook.reading.formats.moments import moment
from workbook.reading.grid import TEXT_TABLE, Remark
from workbook.reading.parts.finding import table_of
from workbook.reading.raw import Raw, as_text
from workbook.reading.tables.adjustments import SHEET as ADJUSTMENTS
from workbook.reading.tables.revisions import SHEET as REVISIONS
from workbook.reading.tables.sheet import Rows
from workbook.reading.text import squeezed

MOST_LISTS = 4
"""Lists that a call takes: those of the shipped schemes that have most."""

NONE = "无"
"""In the place of a range: there is none."""

_DATES = frozenset(("日期", "批准日期", "决定日期", "版本日期", "核定日期", "发布日期", "修订日期", "数据日期"))
_FIRST_DAY, _LAST_DAY = 36526, 73050  # 2000-01-01 and 2099-12-31 as spreadsheets number days


def extras(suffix: str = "", of: str = "") -> tuple[Argument, ...]:
    """The arguments for what stands beside the data table. of: whose, in words."""
    adjustments = Argument(
        f"adjustments{suffix}", f"{of}{ADJUSTMENTS}", ArgumentKind.TABLE,
        f"“{ADJUSTMENTS}”的区域，连表头；没有调整的写“{NONE}”。省略时结果里注明没有计入", optional=True,
    )  # fmt: skip
    text = "一张清单的区域，连表头，按表头认是哪一张（“数据修订”也放这里）；写“无”表示没有（别的）清单"
    lists = (
        Argument(f"list{number}{suffix}", f"{of}清单{number}", ArgumentKind.TABLE, text, optional=True)
        for number in range(1, MOST_LISTS + 1)
    )
    return (adjustments, *lists)


@dataclass(frozen=True)
class Ranges:
    """What a call gives to be assessed; None for what it leaves out."""

    table: Grid
    adjustments: Grid | None = None
    lists: tuple[Grid | None, ...] = ()

    def sheets(self, scheme: Scheme) -> dict[str, Grid]:
        """The ranges by the sheet that each is. Refusal for one that is none of them, or the same as another."""
        found = {TEXT_TABLE: self.table}
        for what, cells in self._beside():
            name = table_of(cells, scheme)
            if not name or (name == ADJUSTMENTS) != (what == ADJUSTMENTS):
                known = [ADJUSTMENTS] if what == ADJUSTMENTS else [*_lists(scheme), REVISIONS]
                text = f"{what}的区域认不出是{'、'.join(f'“{one}”' for one in known)}：连表头一起选"
                raise CallRefusal(CellError.VALUE, f"{text}；没有的写“{NONE}”")
            if name in found:
                raise CallRefusal(CellError.VALUE, f"“{name}”给了两次，只留一个区域")
            found[name] = cells
        return found

    def _beside(self) -> Iterator[tuple[str, Grid]]:
        tables = [(ADJUSTMENTS, self.adjustments), *((f"清单{n}", cells) for n, cells in enumerate(self.lists, 1))]
        for what, cells in tables:
            if cells is not None and not _says_none(cells):
                yield what, cells

    def left_out(self, scheme: Scheme) -> tuple[str, ...]:
        """The tables that the scheme has a place for and of which the call says nothing."""
        without = () if any(cells is not None and _says_none(cells) for cells in self.lists) else _lists(scheme)
        sheets = self.sheets(scheme)
        lists = tuple(one for one in without if one not in sheets)
        return lists if self.adjustments is not None else (ADJUSTMENTS, *lists)


def _lists(scheme: Scheme) -> tuple[str, ...]:
    return tuple(one.sheet for one in scheme.lists.values())


def _says_none(cells: Grid) -> bool:
    return len(cells) == len(cells[0]) == 1 and squeezed(as_text(cells[0][0])) == NONE


class RangeBook:
    """The ranges of a call as sheets; the data table has no name, as in a text file. Cells show only their values."""

    remarks: tuple[Remark, ...] = ()

    def __init__(self, sheets: Mapping[str, Grid]) -> None:
        self.sheets = tuple(sheets)
        self._grids = {
            name: grid.Grid(name, _dated(rows) if name in (ADJUSTMENTS, REVISIONS) else rows, formulas=None)
            for name, rows in sheets.items()
        }

    def grid(self, sheet: str) -> grid.Grid:
        """A range."""
        return self._grids[sheet]

    def rows(self, sheet: str) -> Rows:
        """Its cells."""
        return self._grids[sheet].rows


def _dated(rows: Grid) -> Sequence[Sequence[Raw]]:
    """Days that a host sends as their number (LibreOffice), in columns of dates."""
    columns = {at for row in rows for at, raw in enumerate(row) if isinstance(raw, str) and squeezed(raw) in _DATES}
    return [[_day(raw) if at in columns else raw for at, raw in enumerate(row)] for row in rows]


def _day(raw: Raw) -> Raw:
    if isinstance(raw, float) and raw.is_integer() and _FIRST_DAY <= raw <= _LAST_DAY:
        return moment(raw, "date", False)
    return raw
