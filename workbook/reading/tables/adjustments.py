"""The sheet 核定调整: points that assessors added or took away, each with a reason and an approver."""

from __future__ import annotations

from dataclasses import replace

from scoring.assessment import Adjustment
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.tables.look import look_at
from workbook.reading.tables.rows import RowTable
from workbook.reading.tables.sheet import Sheet
from workbook.reading.text import near, short, squeezed

SHEET = "核定调整"
COLUMNS = ("县（市、区）", "指标编号", "加减分", "理由", "批准人")
APPEAL = "复查编号"  # a column that need not be there

_COUNTY, _INDICATOR, _POINTS, _REASON, _APPROVER, _APPEAL = range(6)
SPELLINGS = (
    COUNTY_LABELS,
    frozenset(("指标编号", "指标", "指标名称")),
    frozenset(("加减分", "调整分", "调整分值")),
    frozenset(("理由", "原因", "调整理由", "调整原因")),
    frozenset(("批准人", "审批人", "批准")),
    frozenset((APPEAL,)),
)


def read_adjustments(sheet: Sheet, scheme: Scheme, counties: Counties) -> list[Adjustment]:
    """The sheet's adjustments; a row with anything wrong is reported and left out."""
    table = RowTable(sheet, counties, (*COLUMNS, APPEAL), SPELLINGS, range(5), "E_ADJUSTMENT")
    reader = _Reader(table, scheme)
    found: dict[int, Adjustment] = {}
    for number in table.places():
        one = reader.read(number)
        if one is not None:
            reader.warn_of_twin(one, number, found)
            found[number] = one
    return list(found.values())


class _Reader:
    def __init__(self, table: RowTable, scheme: Scheme) -> None:
        self.table = table
        self.names = {one.id: one.id for one in scheme.indicators} | {
            squeezed(one.name): one.id for one in scheme.indicators
        }
        most = scheme.spec.points
        self.points = ItemSpec(
            id="adjustment", name="加减分", kind="number", unit="分", definition="", bureau="", clause="",
            minimum=-most, maximum=most,
        )  # fmt: skip

    def read(self, number: int) -> Adjustment | None:
        """The adjustment of a row; None for one that was reported."""
        county = self.table.county(number)
        indicator = self._indicator(number, county or "")
        points = self._points(number, county or "", indicator or "")
        reason = self._words(number, _REASON, "写明依据和事由")
        approver = self._words(number, _APPROVER, "写明由谁批准")
        if county is None or indicator is None or points is None or not reason or not approver:
            return None
        source = self.table.sheet.findings.source(self.table.place(number, _POINTS))
        return Adjustment(county, indicator, points, reason, approver, source, self.table.text(number, _APPEAL))

    def warn_of_twin(self, one: Adjustment, number: int, earlier: dict[int, Adjustment]) -> None:
        """Warn of an earlier row that says the same."""
        for before, other in earlier.items():
            if replace(other, source=one.source) == one:
                self.table.sheet.findings.warning(
                    "W_ADJUSTMENT",
                    f"这一行与第 {before + 1} 行完全相同，两次都计入了",
                    "重复登记的，删除一行",
                    self.table.place(number, _POINTS),
                    county=one.county,
                    item=one.indicator,
                )
                return

    def _indicator(self, number: int, county: str) -> str | None:
        text = squeezed(self.table.text(number, _INDICATOR))
        if text in self.names:
            return self.names[text]
        close = near(text, self.names)
        hint = f"是不是 {self.names[close[0]]}？" if close else ""
        said = f"方案里没有指标“{short(text)}”" if text else "没有写指标编号"
        remedy = f"{hint}请写方案里的指标编号（见“自评分”表头）"
        self.table.wrong(said, remedy, number, _INDICATOR, county=county)
        return None

    def _points(self, number: int, county: str, indicator: str) -> float | None:
        place = self.table.place(number, _POINTS)
        look = look_at(self.table.sheet.grid, place)
        reading = read_cell(self.table.raw(number, _POINTS), self.points, look)
        if isinstance(reading.value, float) and reading.fault is None:
            return reading.value
        message = reading.fault.message if reading.fault else f"“加减分”应当是数，填的是“{reading.value}”"
        remedy = "加分写正数，减分写负数；不调整的删除这一行"
        self.table.wrong(message, remedy, number, _POINTS, county=county, item=indicator)
        return None

    def _words(self, number: int, which: int, remedy: str) -> str:
        text = self.table.text(number, which)
        if not text:
            self.table.wrong(f"没有写{COLUMNS[which]}", remedy, number, which)
        return text
