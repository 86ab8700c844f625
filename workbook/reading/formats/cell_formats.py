"""How cells look: number format, struck out, raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.reading.grid import CellRun, Place
from workbook.reading.number_format import Shown
from workbook.reading.raw import Raw

GENERAL = "General"

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0_);("$"#,##0)', 6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);[Red]("$"#,##0.00)', 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)', 42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
    # Chinese programs give these a meaning of their own; all are dates and times (ECMA-376 part 1, 18.8.30).
    **dict.fromkeys([27, 36, 50, 52, 57], 'yyyy"年"m"月"'), **dict.fromkeys([28, 29, 51, 53, 54, 58], 'm"月"d"日"'),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys([34, 55], '上午/下午h"时"mm"分"'), **dict.fromkeys([35, 56], '上午/下午h"时"mm"分"ss"秒"'),
}  # fmt: skip
"""Number formats that a workbook refers to by number alone."""


@dataclass(frozen=True)
class CellFormat:
    """code: of the number format, empty for General. shown: whether numbers are shown as dates or time spans."""

    code: str = ""
    struck: bool = False
    raised: bool = False
    shown: Shown = ""


@dataclass(frozen=True)
class BareRun(CellRun):
    """A stretch that says nothing of its format: it has that of its cell."""


Runs = Mapping[Place, tuple[CellRun, ...]]


def marks(
    rows: Sequence[Sequence[Raw]], formats: Mapping[int, Sequence[CellFormat | None]], runs: Runs
) -> tuple[frozenset[Place], Runs]:
    """The cells struck out as a whole; and the stretches of those that are in part, or that are raised.

    runs: of the texts that have several formats; what they say goes before the format of the cell.
    """
    struck: set[Place] = set()
    found_runs: dict[Place, tuple[CellRun, ...]] = {}
    known: dict[tuple[int, CellFormat], tuple[CellRun, ...]] = {}  # many cells may share one text
    for (row, column), found in runs.items():
        line = formats.get(row, ())
        own = (line[column] if column < len(line) else None) or CellFormat()
        if (id(found), own) not in known:
            known[id(found), own] = _marked(found, own)
        whole = known[id(found), own]
        if not whole:
            continue
        if len(whole) == 1 and whole[0].struck:
            struck.add((row, column))
        else:
            found_runs[row, column] = whole
    for row, line in formats.items():
        for column, cell_format in enumerate(line):
            if cell_format is None or not (cell_format.struck or cell_format.raised) or (row, column) in runs:
                continue
            value = rows[row][column]
            if cell_format.struck and value is not None:
                struck.add((row, column))
            elif cell_format.raised and isinstance(value, str):
                found_runs[row, column] = (CellRun(value, raised=True),)
    return frozenset(struck), found_runs


def _marked(runs: Sequence[CellRun], own: CellFormat) -> tuple[CellRun, ...]:
    """The stretches of a text in a cell of such a look; one if all is struck out, none if nothing is marked."""
    whole = tuple(CellRun(one.text, own.struck, own.raised) if isinstance(one, BareRun) else one for one in runs)
    if any(one.struck for one in whole) and all(one.struck or not one.text.strip() for one in whole):
        return (CellRun("".join(one.text for one in whole), struck=True),)
    return whole if any(one.struck or one.raised for one in whole) else ()


class Formats(Mapping[Place, str]):
    """The formats of filled cells, looked up where they stand; a dictionary of them all would take more than the cells."""

    def __init__(self, rows: Sequence[Sequence[Raw]], formats: Mapping[int, Sequence[CellFormat | None]]) -> None:
        self._rows, self._formats = rows, formats

    def __getitem__(self, place: Place) -> str:
        row = self._formats.get(place[0], ())
        cell_format = row[place[1]] if 0 <= place[1] < len(row) else None
        if cell_format is None or not cell_format.code or self._rows[place[0]][place[1]] is None:
            raise KeyError(place)
        return cell_format.code

    def get(self, place: Place, default: Any = None) -> Any:
        """The format of a cell, or the default; every figure that is read asks for it."""
        row = self._formats.get(place[0])
        cell_format = row[place[1]] if row is not None and place[1] < len(row) else None
        return cell_format.code if cell_format is not None and cell_format.code else default

    def __iter__(self) -> Iterator[Place]:
        for row, formats in self._formats.items():
            for column, cell_format in enumerate(formats):
                if cell_format is not None and cell_format.code and self._rows[row][column] is not None:
                    yield row, column

    def __len__(self) -> int:
        return sum(1 for _ in self)
