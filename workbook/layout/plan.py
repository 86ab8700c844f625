"""Where every column, parameter and table of a ledger stands in the result workbook.

Counties keep one row on every sheet that calculates, so that a formula needs only columns and its own row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from scoring.assessment import Assessment
from scoring.formula.columns import ADJUSTMENTS, GROUP, Column
from scoring.formula.excel import ROW, TableCells
from scoring.formula.nodes import Over, Param, Weighted, WeightOf
from workbook.drawing.references import prefix
from workbook.layout.effects import Effects, effects_of
from workbook.layout.point_places import POINTS as POINTS
from workbook.layout.point_places import PointPlaces

DATA, SUMMARY, ADJUST = "数据", "汇总", "核定调整"
NAME_ROW = 3  # zero-based: what each column is
FULL_ROW = 6  # zero-based: the row that repeats full points above the points
FIRST_ROW = 7  # zero-based: the first county
FIRST_COLUMN = 2  # A code, B county
SPARE_ADJUSTMENTS = 30


@dataclass
class SheetPlan:
    """Ledger columns on a sheet in order; ``copies`` repeat a column that is computed elsewhere."""

    name: str
    columns: list[str] = field(default_factory=list)
    copies: set[str] = field(default_factory=set)
    weights: dict[str, str] = field(default_factory=dict)  # column -> parameter in its FULL_ROW

    def add(self, column: str, copy: bool = False) -> None:
        """Place a column at the right unless it is there."""
        if column not in self.columns:
            self.columns.append(column)
            if copy:
                self.copies.add(column)

    def at(self, column: str) -> int:
        """Zero-based sheet column."""
        return FIRST_COLUMN + self.columns.index(column)


class Plan:
    """The whole workbook's places: sheets of columns, cells of parameters, ranges of tables."""

    def __init__(self, assessment: Assessment, remark: str = "", live: bool = True) -> None:
        self.assessment = assessment
        self.remark = remark
        self.live = live  # formulas, or values only
        self.ledger = assessment.compiled
        self.last_row = FIRST_ROW + len(assessment.counties) - 1
        self.sheets: dict[str, SheetPlan] = {}
        self.home: dict[str, str] = {}
        self.places: dict[tuple[str, str], int] = {}
        self.standard = PointPlaces(assessment.scheme, self.ledger)
        self.parameters, self.tables = self.standard.parameters, self.standard.tables
        self._data()
        self.papers = [self._paper(place) for place in range(len(assessment.scheme.spec.dimensions))]
        self._summary()
        for sheet in self.sheets.values():
            for column in sheet.columns:
                self.places[sheet.name, column] = sheet.at(column)

    def _sheet(self, name: str) -> SheetPlan:
        return self.sheets.setdefault(name, SheetPlan(name))

    def _place(self, sheet: SheetPlan, column: str) -> None:
        sheet.add(column)
        self.home[column] = sheet.name

    def _data(self) -> None:
        sheet = self._sheet(DATA)
        self._place(sheet, GROUP)
        for item in self.assessment.scheme.items:
            self._place(sheet, item)

    def _paper(self, place: int) -> SheetPlan:
        dimension = self.assessment.scheme.spec.dimensions[place]
        sheet = self._sheet(f"{dimension.sheet}底稿")
        for indicator in dimension.indicators:
            for item in indicator.items():
                sheet.add(item, copy=True)
            for column in self.ledger.owned(indicator.id):
                if column.role not in ("points", "bonus"):
                    self._place(sheet, column.id)
                    sheet.weights.update(_weights(column))
        for indicator in dimension.indicators:
            self._place(sheet, indicator.id)
            sheet.weights[indicator.id] = f"{indicator.id}.full"
        for column in self.ledger.columns.values():
            if column.role == "bonus" and column.owner in {one.id for one in dimension.indicators}:
                self._place(sheet, column.id)
        for column in self.ledger.owned(dimension.id):
            self._place(sheet, column.id)
        return sheet

    def _summary(self) -> None:
        sheet = self._sheet(SUMMARY)
        own = [column for column in self.ledger.columns.values() if column.id not in self.home]
        for column in own:
            for name in _foreign(column, self.home):
                if self.home[name] != DATA:
                    sheet.add(name, copy=True)
        for dimension in self.assessment.scheme.spec.dimensions:
            sheet.add(dimension.id, copy=True)
            sheet.weights[dimension.id] = f"{dimension.id}.full"
        for column in own:
            self._place(sheet, column.id)

    @property
    def banner(self) -> str:
        """The line above every sheet: scheme, year, and the label that the figures carry."""
        return "    ".join(word for word in (self.heading, self.remark) if word)

    @property
    def heading(self) -> str:
        """Scheme and year."""
        return f"{self.assessment.scheme.title}  {self.assessment.year}年度"

    @cached_property
    def effects(self) -> Effects:
        """What adjustments and gates cost or gave."""
        return effects_of(self.assessment)

    def view(self, here: str) -> View:
        """The layout seen from a sheet."""
        return View(self, here)

    def address(self, sheet: str, column: str, county: int) -> str:
        """A cell on its sheet, for a hyperlink or a reference: 能耗强度底稿!F9."""
        return f"{sheet}!{xl_rowcol_to_cell(FIRST_ROW + county, self.places[sheet, column])}"


def _weights(column: Column) -> dict[str, str]:
    """Parameters that weigh neighbouring cells, to be repeated above them."""
    assert column.formula is not None
    return {
        cell.column: weight.id
        for node in column.formula.walk()
        if isinstance(node, (Weighted, WeightOf))
        for cell, weight in zip(node.cells, node.weights, strict=True)
        if isinstance(weight, Param)
    }


def _foreign(column: Column, home: dict[str, str]) -> list[str]:
    formula = column.formula
    assert formula is not None
    cells = [
        ref.column for node in formula.walk() if isinstance(node, (Over, WeightOf, Weighted)) for ref in node.cells
    ]
    return [name for name in (*cells, *column.reads) if name in home]


class View:
    """The layout as a formula on one sheet needs it (see scoring.formula.excel.FormulaLayout)."""

    def __init__(self, plan: Plan, here: str) -> None:
        self.plan = plan
        self.here = here

    def _find(self, column: str) -> tuple[str, str]:
        if (self.here, column) in self.plan.places:
            return "", xl_col_to_name(self.plan.places[self.here, column])
        sheet = self.plan.home[column]
        return prefix(sheet), xl_col_to_name(self.plan.places[sheet, column])

    def cell(self, column: str) -> str:
        sheet, letter = self._find(column)
        return f"{sheet}{letter}{ROW}"

    def source(self, column: str) -> str:
        """The cell of a column where it is computed, seen from a sheet that copies it."""
        sheet = self.plan.home[column]
        return f"{prefix(sheet)}{xl_col_to_name(self.plan.places[sheet, column])}{ROW}"

    def block(self, columns: Sequence[str]) -> str | None:
        places = [self.plan.places.get((self.here, column)) for column in columns]
        if len(places) < 2 or places[0] is None:
            return None
        if places != list(range(places[0], places[0] + len(places))):
            return None
        return f"{self.cell(columns[0])}:{self.cell(columns[-1])}"

    def down(self, column: str) -> str:
        sheet, letter = self._find(column)
        return f"{sheet}${letter}${FIRST_ROW + 1}:${letter}${self.plan.last_row + 1}"

    def running(self, column: str) -> str:
        sheet, letter = self._find(column)
        return f"{sheet}{letter}${FIRST_ROW + 1}:{letter}{ROW}"

    def parameter(self, name: str) -> str:
        return f"{POINTS}!{self.plan.parameters[name]}"

    def weights(self, names: Sequence[str], cells: Sequence[str]) -> str | None:
        sheet = self.plan.sheets[self.here]
        if [sheet.weights.get(cell) for cell in cells] != list(names):
            return None
        block = self.block(cells)
        if block is None:
            return None
        return block.replace(ROW, f"${FULL_ROW + 1}")

    def table(self, name: str) -> TableCells:
        return self.plan.tables[name]

    def list_range(self, list_id: str, field: str) -> str:
        assert list_id == ADJUSTMENTS
        rows = len(self.plan.assessment.adjustments) + SPARE_ADJUSTMENTS
        letter = {"": "A", "indicator": "C", "points": "E"}[field]
        return f"{ADJUST}!${letter}${FIRST_ROW + 1}:${letter}${FIRST_ROW + rows}"

    def county_code(self) -> str:
        return f"$A{ROW}"
