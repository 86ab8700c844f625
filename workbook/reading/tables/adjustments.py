"""The sheet 核定调整: points that assessors added or took away, each with a reason and an approver."""

from __future__ import annotations

from scoring.assessment import Adjustment
from scoring.scheme.models import Indicator, ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import Where
from workbook.reading.papers import LATE, allowed
from workbook.reading.tables.appearance import appearance_at
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.tables.rows import RowTable
from workbook.reading.tables.sheet import Sheet
from workbook.reading.text import near, short, squeezed

SHEET = "核定调整"
COLUMNS = ("县（市、区）", "指标编号", "加减分", "理由", "批准人")
MORE = ("复查编号", "文号", "日期", "超出满分", LATE)  # columns that need not be there

_COUNTY, _INDICATOR, _POINTS, _REASON, _APPROVER, _APPEAL, _DOCUMENT, _DATE, _BEYOND, _LATE = range(10)
SPELLINGS = (
    COUNTY_LABELS,
    frozenset(("指标编号", "指标", "指标名称")),
    frozenset(("加减分", "调整分", "调整分值")),
    frozenset(("理由", "原因", "调整理由", "调整原因")),
    frozenset(("批准人", "审批人", "批准")),
    frozenset(("复查编号",)),
    frozenset(("文号", "文件", "批准文号", "依据文号")),
    frozenset(("日期", "批准日期", "决定日期")),
    frozenset(("超出满分",)),
    frozenset((LATE,)),
)


def read_adjustments(sheet: Sheet, scheme: Scheme, counties: Counties) -> list[Adjustment]:
    """The sheet's adjustments; a row with anything wrong is reported and left out."""
    table = RowTable(sheet, counties, (*COLUMNS, *MORE), SPELLINGS, range(5), "E_ADJUSTMENT")
    reader = _Reader(table, scheme)
    read = (reader.read(number) for number in table.places())
    return [one for one in read if one is not None]


BEYOND = "核对分数；确实超出的，在“超出满分”一列写明由谁、依据什么决定"


def largest(indicator: Indicator) -> float:
    """The most points that an indicator can bring, in any group."""
    return max(indicator.points, *(indicator.points_by_group or {}).values(), 0.0)


class _Reader:
    def __init__(self, table: RowTable, scheme: Scheme) -> None:
        self.table = table
        self.indicators = {one.id: one for one in scheme.indicators}
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
        where: Where = {"county": county or "", "item": indicator or ""}
        reason = self.table.words(number, _REASON, "写明依据和事由", **where)
        approver = self.table.words(number, _APPROVER, "写明由谁批准", **where)
        document = self.table.document(number, _DOCUMENT, needed=False, **where)
        date = self.table.date(number, _DATE, "写批准的日期", needed=False, **where)
        if county is None or indicator is None or points is None or date is None or document is None:
            return None
        if not reason or not approver:
            return None
        beyond = self.table.text(number, _BEYOND)
        if not self._bounded(number, county, indicator, points, beyond):
            return None
        source = self.table.sheet.findings.source(self.table.place(number, _POINTS))
        appeal, late = (self.table.text(number, which) for which in (_APPEAL, _LATE))
        beyond = beyond if allowed(beyond) else ""
        return Adjustment(county, indicator, points, reason, approver, source, appeal, document, date, beyond, late)

    def _bounded(self, number: int, county: str, indicator: str, points: float, beyond: str) -> bool:
        """Whether an adjustment is within the indicator's points, or its row says who allowed more."""
        one = self.indicators[indicator]
        most = largest(one)
        if abs(points) <= most:
            return True
        message = f"“{one.name}”一共 {most:g} 分，加减 {points:g} 分超出满分"
        if not allowed(beyond):
            message += f"，“超出满分”写的“{short(beyond)}”不是批准" if beyond else ""
            self.table.wrong(message, BEYOND, number, _POINTS, county=county, item=indicator)
            return False
        self.table.sheet.findings.add(
            "W_ADJUSTMENT_BEYOND", f"{message}，依据：{short(beyond)}", "核对是否确实批准",
            self.table.place(number, _POINTS), county=county, item=indicator,
        )  # fmt: skip
        return True

    def _indicator(self, number: int, county: str) -> str | None:
        text = squeezed(self.table.text(number, _INDICATOR))
        if text in self.names:
            return self.names[text]
        close = near(text, self.names)
        hint = f"是不是 {self.names[close[0]]}？" if close else ""
        message = f"方案里没有指标“{short(text)}”" if text else "没有写指标编号"
        remedy = f"{hint}请写方案里的指标编号（见“自评分”表头）"
        self.table.wrong(message, remedy, number, _INDICATOR, county=county)
        return None

    def _points(self, number: int, county: str, indicator: str) -> float | None:
        place = self.table.place(number, _POINTS)
        appearance = appearance_at(self.table.sheet.grid, place)
        reading = read_cell(self.table.raw(number, _POINTS), self.points, appearance)
        if isinstance(reading.value, float) and reading.fault is None:
            return reading.value
        message = reading.fault.message if reading.fault else f"“加减分”应当是数，填的是“{reading.value}”"
        remedy = "加分写正数，减分写负数；不调整的删除这一行"
        self.table.wrong(message, remedy, number, _POINTS, county=county, item=indicator)
        return None
