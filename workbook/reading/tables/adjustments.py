"""The sheet 核定调整: points that assessors added or took away, each with a reason and an approver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.assessment import Adjustment
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import Findings
from workbook.reading.formats.book import Book
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.columns import spelt_columns
from workbook.reading.tables.counties import Counties, Unknown, is_note
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.text import letters, near, short, squeezed, tidy

SHEET = "核定调整"
COLUMNS = ("县（市、区）", "指标编号", "加减分", "理由", "批准人")
APPEAL = "复查编号"  # a column that need not be there

_COUNTY, _INDICATOR, _POINTS, _REASON, _APPROVER = range(5)
_SPELLINGS = (
    COUNTY_LABELS,
    frozenset(("指标编号", "指标", "指标名称")),
    frozenset(("加减分", "调整分", "调整分值")),
    frozenset(("理由", "原因", "调整理由", "调整原因")),
    frozenset(("批准人", "审批人", "批准")),
)


def read_adjustments(
    book: Book, sheet: str, scheme: Scheme, counties: Counties, findings: Findings
) -> list[Adjustment]:
    """The sheet's adjustments; a row with anything wrong is reported and left out."""
    rows = book.rows(sheet)
    header, columns = spelt_columns(rows, _SPELLINGS)
    absent = [name for name, column in zip(COLUMNS, columns, strict=True) if column is None]
    if absent:
        filled = any(not is_blank(raw) for row in rows for raw in row)
        if filled:
            findings.error(
                "E_ADJUSTMENT",
                f"“{SHEET}”的表头缺少：{'、'.join(absent)}，整张表没有读",
                f"表头应为：{'、'.join(COLUMNS)}",
            )
        return []
    reader = _Reader(book, sheet, scheme, counties, findings, [column for column in columns if column is not None])
    appeals = _appeal_column(rows[header])
    found: dict[int, Adjustment] = {}
    for number in range(header + 1, len(rows)):
        one = reader.read(rows[number], number)
        if one is not None:
            if appeals is not None:
                one = replace(one, appeal=tidy(as_text(rows[number][appeals])))
            reader.warn_of_twin(one, number, found)
            found[number] = one
    return list(found.values())


def _appeal_column(row: Sequence[Raw]) -> int | None:
    return next((place for place, raw in enumerate(row) if isinstance(raw, str) and letters(raw) == APPEAL), None)


class _Reader:
    def __init__(
        self,
        book: Book,
        sheet: str,
        scheme: Scheme,
        counties: Counties,
        findings: Findings,
        columns: list[int],
    ) -> None:
        self.book, self.sheet = book, sheet
        self.counties, self.findings, self.columns = counties, findings, columns
        self.names = {one.id: one.id for one in scheme.indicators} | {
            squeezed(one.name): one.id for one in scheme.indicators
        }
        most = scheme.spec.points
        self.points = ItemSpec(
            id="adjustment", name="加减分", kind="number", unit="分", definition="", bureau="", clause="",
            minimum=-most, maximum=most,
        )  # fmt: skip

    def read(self, row: Sequence[Raw], number: int) -> Adjustment | None:
        """The adjustment of a row; None for a blank row, a remark, or one that was reported."""
        cells = [row[column] for column in self.columns]
        first = next((as_text(raw) for raw in row if not is_blank(raw)), "")
        if all(is_blank(raw) for raw in cells) or is_note(first):
            return None
        county = self._county(cells[_COUNTY], number)
        indicator = self._indicator(cells[_INDICATOR], number, county or "")
        points = self._points(cells[_POINTS], number, county or "", indicator or "")
        reason = self._words(cells[_REASON], number, _REASON, "写明依据和事由")
        approver = self._words(cells[_APPROVER], number, _APPROVER, "写明由谁批准")
        if county is None or indicator is None or points is None or not reason or not approver:
            return None
        source = self.findings.source((number, self.columns[_POINTS]))
        return Adjustment(county, indicator, points, reason, approver, source)

    def warn_of_twin(self, one: Adjustment, number: int, earlier: Mapping[int, Adjustment]) -> None:
        """Warn of an earlier row that says the same."""
        for before, other in earlier.items():
            if replace(other, source=one.source) == one:
                self.findings.warning(
                    "W_ADJUSTMENT",
                    f"这一行与第 {before + 1} 行完全相同，两次都计入了",
                    "重复登记的，删除一行",
                    (number, self.columns[_POINTS]),
                    county=one.county,
                    item=one.indicator,
                )
                return

    def _county(self, raw: Raw, number: int) -> str | None:
        found = self.counties.find(raw) if not is_blank(raw) else Unknown("", ())
        if not isinstance(found, Unknown):
            return found
        hint = f"是不是{'、'.join(f'“{name}”' for name in found.likely)}？" if found.likely else ""
        said = f"没有“{short(found.text)}”这个县（市、区）" if found.text else "没有写县（市、区）"
        remedy = f"{hint}请写全称：{self.counties.all_named()}"
        self.findings.error("E_ADJUSTMENT", f"{said}，这一行没有采用", remedy, (number, self.columns[_COUNTY]))
        return None

    def _indicator(self, raw: Raw, number: int, county: str) -> str | None:
        text = squeezed(as_text(raw))
        if text in self.names:
            return self.names[text]
        close = near(text, self.names)
        hint = f"是不是 {self.names[close[0]]}？" if close else ""
        said = f"方案里没有指标“{short(text)}”" if text else "没有写指标编号"
        remedy = f"{hint}请写方案里的指标编号（见“自评分”表头）"
        place = (number, self.columns[_INDICATOR])
        self.findings.error("E_ADJUSTMENT", f"{said}，这一行没有采用", remedy, place, county=county)
        return None

    def _points(self, raw: Raw, number: int, county: str, indicator: str) -> float | None:
        place = (number, self.columns[_POINTS])
        if is_blank(raw):
            raw = self.book.behind_blank(self.sheet, *place)
        percent = isinstance(raw, float) and self.book.is_percent(self.sheet, *place)
        reading = read_cell(raw, self.points, percent=percent)
        if isinstance(reading.value, float) and reading.fault is None:
            return reading.value
        message = reading.fault.message if reading.fault else f"“加减分”应当是数，填的是“{reading.value}”"
        remedy = "加分写正数，减分写负数；不调整的删除这一行"
        self.findings.error("E_ADJUSTMENT", f"{message}，这一行没有采用", remedy, place, county=county, item=indicator)
        return None

    def _words(self, raw: Raw, number: int, which: int, remedy: str) -> str:
        text = tidy(as_text(raw))
        if not text:
            message = f"没有写{COLUMNS[which]}，这一行没有采用"
            self.findings.error("E_ADJUSTMENT", message, remedy, (number, self.columns[which]))
        return text
