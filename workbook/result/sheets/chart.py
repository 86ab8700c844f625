"""排名图: every county's total with the lines of the grades, and where the points went; drawn from a live table below."""

from __future__ import annotations

import math
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.drawing.paper import Paper
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.marks import write_title
from workbook.layout.plan import POINTS
from workbook.layout.point_places import KEY, cell
from workbook.result.sheets.ranking import SHEET as RANKING
from workbook.result.sheets.ranking import TOP, RankingSheet

SHEET = "排名图"
BAR_COLOURS = ("#0072B2", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#D55E00", "#999999")
_LINES = ("#1F2933", "#8A94A0", "#B42318", "#56B4E9")
_EXTRAS = {"bonus": "加分", "adjustment": "核定调整"}
_ROW_PIXELS = 20
_HIGH, _MOST = 235, 1600
_PAGE = 640
"""Pixels that two charts one above the other have on a page."""
_STEP = 5.0
"""The axis of totals begins at a multiple of this."""


class Chart:
    """The two charts and their table: a row a county in the order of the ranking."""

    def __init__(self, ranking: RankingSheet) -> None:
        self.ranking, self.plan, self.styles = ranking, ranking.plan, ranking.styles
        self.spec = self.plan.assessment.scheme.spec
        self.bands = [one for one in self.spec.grades if one.at_least is not None and not one.gate_only]
        self.extras = [name for name in _EXTRAS if name in self.plan.ledger.columns]
        self.heads = [
            "县（市、区）", "总分", *(f"{one.name}线" for one in self.bands), *(f"{one.name}失分" for one in self.spec.dimensions),
            *(_EXTRAS[name] for name in self.extras),
        ]  # fmt: skip
        self.size = len(self.plan.assessment.counties)
        self.second = max(240, min(_MOST, 70 + 22 * self.size))
        self.head = 1 + math.ceil((_HIGH + 20) / _ROW_PIXELS) + math.ceil((self.second + 20) / _ROW_PIXELS)

    def write(self, sheet: Any) -> None:
        """Title, charts, table."""
        units = max(7.5, 104 / len(self.heads))
        sheet.set_column(0, len(self.heads) - 1, units)
        self.wide = int(len(self.heads) * (7 * units + 5)) - 16  # within the table, in pixels as XlsxWriter counts
        write_title(sheet, self.plan, self.styles.get(bold=True, font_color="#B42318"), "")
        self._charts(sheet)
        sheet.headings.add(self.head)
        sheet.turns.add(self.head)
        sheet.heads(self.head, self.heads, self.styles.head(font_size=9))
        for line, county in enumerate(self.ranking.assessment.ranked):
            self._row(sheet, line, county)
        sheet.hide_gridlines(2)

    def _row(self, sheet: Any, line: int, county: int) -> None:
        row, at = self.head + 1 + line, self.ranking.places
        number = self.styles.cell(num_format="0.00", align="right")
        values = self.plan.assessment.filled

        def there(column: str) -> str:
            return f"{RANKING}!{xl_rowcol_to_cell(TOP + line, at[column])}"

        name = self.plan.assessment.counties[county]
        sheet.write_formula(row, 0, f"={there('')}", self.styles.cell(), name)
        sheet.write_formula(row, 1, f"={there('total')}", number, values.text("total", county))
        place = 2
        for band in self.bands:
            sheet.write_formula(row, place, f"={self._line(float(band.at_least or 0))}", number, band.at_least)
            place += 1
        for dimension in self.spec.dimensions:
            points, full = there(dimension.id), f"{POINTS}!{self.plan.parameters[f'{dimension.id}.full']}"
            got = values.text(dimension.id, county)
            lost = dimension.points - got if isinstance(got, float) else 0.0
            sheet.write_formula(row, place, f"=IF(ISNUMBER({points}),{full}-{points},0)", number, lost)
            place += 1
        for extra in self.extras:
            got = values.text(extra, county)
            sheet.write_formula(
                row, place, f"=IF(ISNUMBER({there(extra)}),-{there(extra)},0)", number, -got if isinstance(got, float) else 0.0
            )  # fmt: skip
            place += 1

    def _line(self, at_least: float) -> str:
        """The cell of 计分标准 that a grade begins at."""
        table = self.plan.ledger.tables["grade.bands"]
        return f"{POINTS}!{cell(self.plan.standard.rows[table.id] + 2 + table.keys.index(at_least), KEY)}"

    def _range(self, place: int) -> list[Any]:
        return [SHEET, self.head + 1, place, self.head + self.size, place]

    def _charts(self, sheet: Any) -> None:
        year, first = self.plan.assessment.year, 2 + len(self.bands)
        totals = self.styles.book.add_chart({"type": "line"})
        totals.show_blanks_as("zero")  # as LibreOffice would write it; no cell is blank
        totals.add_series(
            {
                "name": [SHEET, self.head, 1], "categories": self._range(0), "values": self._range(1), "line": {"none": True},
                "marker": {"type": "diamond", "size": 9, "fill": {"color": BAR_COLOURS[0]}, "border": {"color": BAR_COLOURS[0]}},
                "data_labels": {"value": True, "position": "above", "num_format": "0.00", "font": {"size": 9}},
            }
        )  # fmt: skip
        for number, band in enumerate(self.bands):
            totals.add_series(
                {
                    "name": f"{band.name}（{band.at_least:g}分起）", "categories": self._range(0), "values": self._range(2 + number),
                    "line": {"color": _LINES[number % len(_LINES)], "width": 1.25, "dash_type": "dash"}, "marker": {"type": "none"},
                }
            )  # fmt: skip
        self._dress(totals, f"{year}年度各县（市、区）总分和等次线（纵轴不从 0 起）")
        totals.set_y_axis(
            self._axis() | {"num_font": {"size": 9}, "major_gridlines": {"visible": True, "line": {"color": "#E1E5EA"}}}
        )
        totals.set_x_axis({"num_font": {"size": 9}})
        totals.set_size({"width": self.wide, "height": _HIGH})
        lost = self.styles.book.add_chart({"type": "bar", "subtype": "stacked"})
        lost.show_blanks_as("zero")
        for number, place in enumerate(range(first, len(self.heads))):
            lost.add_series(
                {
                    "name": [SHEET, self.head, place], "categories": self._range(0), "values": self._range(place),
                    "fill": {"color": BAR_COLOURS[number % len(BAR_COLOURS)]}, "border": {"color": "#FFFFFF", "width": 0.5}, "gap": 40,
                }
            )  # fmt: skip
        self._dress(lost, f"{year}年度各县（市、区）比满分少在哪里（分；加分和调加在零线左边）")
        lost.set_y_axis(
            {
                "reverse": True,
                "interval_unit": 1,
                "num_font": {"size": 9},
                "label_position": "low",
                "major_gridlines": {"visible": False},
            }
        )
        lost.set_x_axis({"num_font": {"size": 9}, "major_gridlines": {"visible": True, "line": {"color": "#E1E5EA"}}})
        lost.set_size({"width": self.wide, "height": self.second})
        below = 1 + math.ceil((_HIGH + 20) / _ROW_PIXELS)
        if _HIGH + self.second > _PAGE:
            sheet.turns.add(below)
        sheet.insert_chart(1, 0, totals, {"object_position": 1})
        sheet.insert_chart(below, 0, lost, {"object_position": 1})

    def _dress(self, chart: Any, title: str) -> None:
        chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
        chart.set_legend({"position": "bottom", "font": {"size": 9}})

    def _axis(self) -> dict[str, float]:
        """From below the lowest total, in whole steps, so that the differences show."""
        totals = [one for one in self.plan.assessment.scores["total"].tolist() if one == one]
        if not totals:
            return {}
        low = math.floor((min(totals) - 1) / _STEP) * _STEP
        high = math.ceil((max(*totals, low + _STEP) + 1) / _STEP) * _STEP
        return {"min": float(low), "max": float(high)}


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.STUDIES, 1, lambda making, sheet, _: Chart(RankingSheet(making.plan, making.styles, making.inputs)).write(sheet),
        follows=True, paper=Paper(rows=(0, 0)), note="各县总分和等次线；失分在哪一类",
    ),
)  # fmt: skip
