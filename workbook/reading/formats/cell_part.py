"""What one cell of a sheet's part holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from workbook.reading.formats.areas import area_of
from workbook.reading.formats.cell_formats import CellFormat
from workbook.reading.formats.moments import from_iso, moment
from workbook.reading.formats.refusal import LESS, Refusal, doubtful
from workbook.reading.formats.strings import Strings, read_text, unescaped
from workbook.reading.formats.styles import CellFormats
from workbook.reading.formats.xml import Element, local
from workbook.reading.grid import CellRun, Place, Range
from workbook.reading.raw import ErrorValue, Raw, Uncalculated, address

_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_SPREADING = ("array", "dataTable")
_UNSAID = "#ERROR"
_MOST_NOTED = 500_000


MOST_FILLED = 2_000_000
"""Filled cells of a workbook (100,000 rows of 20); the used area of a sheet may be larger."""


@dataclass
class Common:
    """What the sheets of a workbook share."""

    strings: Strings
    styles: CellFormats
    from_1904: bool
    filled: int = 0

    def count(self, cells: int) -> None:
        """Count filled cells. Raises Refusal for too many in all."""
        self.filled += cells
        if self.filled > MOST_FILLED:
            raise Refusal(f"有数的格超过 {MOST_FILLED:,} 个，不像数据表，没有读。{LESS}")


@dataclass
class CellReader:
    """Reads cells; formulas, stretches of text and areas that one formula fills are kept for the sheet."""

    sheet: str
    common: Common
    formulas: dict[Place, str] = field(default_factory=dict)
    runs: dict[Place, tuple[CellRun, ...]] = field(default_factory=dict)
    filled_by_one: list[Range] = field(default_factory=list)
    value_tag: str = ""
    _noted: int = 0

    def set_namespace(self, space: str) -> None:
        """Say which namespace the cells are of."""
        self.value_tag, self._formula_tag, self._own_tag = (f"{{{space}}}{name}" for name in ("v", "f", "is"))

    def note_one(self) -> None:
        """Count what is kept of a cell besides its value. Raises Refusal where that is too much."""
        self._noted += 1
        if self._noted > _MOST_NOTED:
            raise Refusal(f"工作表“{self.sheet}”的公式和花样文字超过 {_MOST_NOTED:,} 格，不像数据表，没有读。{LESS}")

    def whole(self, cell: Element, kind: str | None, format_: CellFormat | None, place: Place) -> Raw:
        """A cell with a formula, a text of its own, or anything else than one value."""
        formula = value = own = None
        for one in cell:
            tag = one.tag
            if tag == self.value_tag and value is None and not len(one):
                value = one
            elif tag == self._formula_tag and formula is None and not len(one):
                formula = one
            elif tag == self._own_tag and own is None:
                own = one
            elif local(one) != "extLst":
                raise self.doubt(place, "里有放错地方的内容")
        if formula is not None:
            self.note_one()
            self.formulas[place] = f"={formula.text or '…'}"
            if formula.get("t") in _SPREADING:
                self._note_spread(formula, place)
        found: Raw
        if own is not None:
            if kind != "inlineStr" or value is not None:
                raise self.doubt(place, "的内容与它的类型不符")
            found, runs = read_text(own, f"工作表“{self.sheet}”")
            self.common.strings.weigh(found)
            if runs:
                self._keep_runs(place, runs)
        elif kind == "str" and value is not None:
            found = self._text(value.text or "")
        else:
            found = self.value(kind, None if value is None else value.text, format_, place)
        if formula is None:
            return None if found == "" else found
        return Uncalculated(self.formulas[place]) if found is None else found

    def constant(self, kind: str | None, text: str | None, format_: CellFormat | None, place: Place) -> Raw:
        """What a cell without a formula holds; an empty text is a blank."""
        found = self.value(kind, text, format_, place)
        return None if found == "" else found

    def value(self, kind: str | None, text: str | None, format_: CellFormat | None, place: Place) -> Raw:
        """A stored value. What is no value of its kind is an error value, so that whoever uses the cell learns of it."""
        bare = (text or "").strip()
        if kind == "e":
            return _error(bare or _UNSAID)
        if text is None or (not bare and kind != "str"):
            return None
        if kind is None or kind == "n":
            try:
                number = float(bare)
            except ValueError:
                return _error(bare)
            if number - number != 0 or "_" in bare or not bare.isascii():
                return _error(bare)
            shown = format_.shown if format_ is not None else ""
            return moment(number, shown, self.common.from_1904) if shown else number
        if kind == "s":
            if bare in self.common.strings.runs:
                self._keep_runs(place, self.common.strings.runs[bare])
            return self.common.strings[bare]
        if kind == "str":
            return self._text(text)
        if kind == "b":
            return _TRUTH[bare] if bare in _TRUTH else _error(bare)
        if kind == "d":
            return from_iso(bare)
        raise self.doubt(place, "的内容与它的类型不符")

    def _text(self, text: str) -> str:
        self.common.strings.weigh(text)
        return unescaped(text)

    def _keep_runs(self, place: Place, runs: tuple[CellRun, ...]) -> None:
        self.note_one()
        self.runs[place] = runs

    def _note_spread(self, formula: Element, place: Place) -> None:
        area = area_of(formula.get("ref", ""))
        if area is None:
            raise self.doubt(place, "的公式说不清填哪些格")
        if area[:2] != area[2:]:
            self.filled_by_one.append(area)

    def doubt(self, place: Place, what: str) -> Refusal:
        """A refusal that names the cell."""
        return doubtful(f"工作表“{self.sheet}”的 {address(*place)} {what}")


@lru_cache(maxsize=1000)
def _error(text: str) -> ErrorValue:
    return ErrorValue(text[:40])
