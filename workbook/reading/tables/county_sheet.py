"""A sheet of a county workbook: one county, a row an item; the figure, or its status with a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Findings, Place
from workbook.reading.formats.book import Book
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.tables import faults
from workbook.reading.tables.cells import NOT_APPLICABLE, UNUSABLE, read_cell
from workbook.reading.tables.columns import Rows
from workbook.reading.tables.concealed import merged_figures, warn_of_hidden
from workbook.reading.tables.sheet import SheetValues
from workbook.reading.text import ELSEWHERE, is_chinese, letters, short, squeezed, tidy

FIGURE, STATUS, REASON, UNIT, LAST = "本年填报数", "状态", "原因", "单位", "上年"
STATUSES = (NOT_APPLICABLE, "暂缺")
_FILLED = frozenset(("", "有数", "已填", "正常"))
_FIGURES = ("本年填报", "填报数", "本年数", "自评分")


@dataclass(frozen=True)
class Down:
    """Where an items-down sheet keeps what: the heading row, the columns, and the rows of each id (from 0)."""

    header: int
    ids: int
    figure: int
    status: int | None
    reason: int | None
    unit: int | None
    others: Mapping[int, int]  # column by year
    rows: Mapping[str, list[int]]


def find_down(rows: Rows, ids: Sequence[str]) -> Down | None:
    """The places of an items-down sheet; None if no column of ids, or no column of figures, is there."""
    width = len(rows[0]) if rows else 0
    known = set(ids)
    columns = [{} for _ in range(width)]  # type: list[dict[str, list[int]]]
    for number, row in enumerate(rows):
        for column, raw in enumerate(row):
            if not raw or not isinstance(raw, str) or is_chinese(raw[0]):  # ids are Latin
                continue
            text = squeezed(raw).lower()
            if text in known or ELSEWHERE.fullmatch(text):
                columns[column].setdefault(text, []).append(number)
    best = max(range(width), key=lambda column: len(columns[column]), default=None)
    if best is None or not columns[best]:
        return None
    first = min(number for numbers in columns[best].values() for number in numbers)
    for header in range(first - 1, -1, -1):
        labels = [letters(raw) if isinstance(raw, str) else "" for raw in rows[header]]
        figure = next((place for place, label in enumerate(labels) if label.startswith(_FIGURES)), None)
        if figure is not None:
            found = {
                name: next((place for place, label in enumerate(labels) if label == name), None)
                for name in (STATUS, REASON, UNIT)
            }
            return Down(header, best, figure, found[STATUS], found[REASON], found[UNIT], _years(labels), columns[best])
    return None


def _years(labels: Sequence[str]) -> dict[int, int]:
    """Columns of other years (上年2024年, 2023年) by year."""
    found = ((re.fullmatch(r"(?:上年)?(20[0-9]{2})年?(?:数)?", label), place) for place, label in enumerate(labels))
    return {int(match[1]): place for match, place in found if match}


def read_down(
    book: Book,
    sheet: str,
    down: Down,
    items: Sequence[ItemSpec],
    county: str,
    findings: Findings,
    into: SheetValues,
    *,
    required: bool = True,
) -> None:
    """Read the items' rows into ``into``; what is wrong goes to ``findings``. required: a row that lacks is an error."""
    rows = book.rows(sheet)
    placed = {item.name: down.rows[item.id][0] for item in items if item.id in down.rows}
    warn_of_hidden(book.hidden(sheet), rows, placed, [(FIGURE, down.figure)], findings)
    merged = merged_figures(book.merged(sheet), rows, placed, [(FIGURE, down.figure)])
    for item in items:
        places = down.rows.get(item.id, [])
        if len(places) == 1 and _own_unit(rows, places[0], down, item, findings, county):
            if (places[0], down.figure) in merged:
                said = faults.merged(merged[places[0], down.figure], item)
                _refuse(
                    said.message, said.remedy, (places[0], down.figure), (county, item.id), findings, into, said.code
                )
                continue
            _read_row(book, sheet, rows, places[0], down, item, county, findings, into)
        elif len(places) > 1:
            cells = "、".join(address(place, down.ids) for place in places)
            findings.error(
                "E_ROW_TWICE",
                f"“{item.name}”（编号 {item.id}）有 {len(places)} 行：{cells}，分不清用哪一行，都没有读",
                "只留一行，其余删除",
                (places[1], down.ids),
                county=county,
                item=item.id,
            )
        elif not places and required:
            findings.error(
                "E_ROW_MISSING",
                f"工作表“{findings.sheet}”缺少“{item.name}”（编号 {item.id}）一行，该项按缺报处理",
                f"补上这一行，在“编号”列写 {item.id}；没有数的在“状态”列选“暂缺”或“不适用”并写原因",
                (down.header, down.ids),
                county=county,
                item=item.id,
            )


def _own_unit(rows: Rows, row: int, down: Down, item: ItemSpec, findings: Findings, county: str) -> bool:
    unit = as_text(rows[row][down.unit]).strip() if down.unit is not None else ""
    if not unit or squeezed(unit).lower() == squeezed(item.unit).lower():
        return True
    findings.error(
        "E_UNIT",
        f"“{item.name}”应当按“{item.unit}”填报，这一行写的单位是“{short(unit)}”，没有读",
        f"把数换算成“{item.unit}”，再把单位改回“{item.unit}”",
        (row, down.unit or 0),
        county=county,
        item=item.id,
    )
    return False


def _read_row(
    book: Book,
    sheet: str,
    rows: Rows,
    row: int,
    down: Down,
    item: ItemSpec,
    county: str,
    findings: Findings,
    into: SheetValues,
) -> None:
    place: Place = (row, down.figure)
    raw: Raw = rows[row][down.figure]
    if is_blank(raw):
        raw = book.behind_blank(sheet, *place)
    status = squeezed(as_text(rows[row][down.status])) if down.status is not None else ""
    key = (county, item.id)
    if status in _FILLED:
        percent = isinstance(raw, (int, float)) and not isinstance(raw, bool) and book.is_percent(sheet, *place)
    elif status not in STATUSES:
        remedy = f"有数的留空；没有数的选{'或'.join(f'“{one}”' for one in STATUSES)}，并写原因"
        _refuse(f"“{item.name}”的状态写的是“{short(status)}”", remedy, (row, down.status or 0), key, findings, into)
        return
    elif not is_blank(raw):
        said = f"“{item.name}”的状态是“{status}”，又填了“{short(as_text(raw))}”，分不清用哪一个"
        _refuse(said, "有数的把状态删掉，没有数的把数删掉", place, key, findings, into)
        return
    else:
        reason = tidy(as_text(rows[row][down.reason])) if down.reason is not None else ""
        raw, percent, place = f"{status}（{reason}）" if reason else status, False, (row, down.status or 0)
    reading = read_cell(raw, item, percent=percent)
    into.values[key] = reading.value
    into.sources[key] = findings.source(place)
    if reading.declared is not None:
        into.declared[key] = reading.declared
    if reading.fault is not None:
        fault = reading.fault
        remedy = "在“原因”列写明原因" if fault.code == "W_REASON" and status in STATUSES else fault.remedy
        shown = short(as_text(raw), 60)
        findings.add(fault.severity, fault.code, fault.message, remedy, place, county=county, item=item.id, value=shown)


def _refuse(
    message: str,
    remedy: str,
    place: Place,
    key: tuple[str, str],
    findings: Findings,
    into: SheetValues,
    code: str = "E_STATUS",
) -> None:
    into.values[key] = UNUSABLE
    into.sources[key] = findings.source(place)
    findings.error(code, message, remedy, place, county=key[0], item=key[1])
