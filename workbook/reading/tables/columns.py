"""Whether an item's column can be trusted: there, once, under its own name and in its own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scoring.scheme.models import ItemSpec
from workbook.reading.grid import Place
from workbook.reading.raw import address, as_text, is_blank
from workbook.reading.tables.sheet import Rows, Sheet, Use
from workbook.reading.tables.unit_words import unit_in
from workbook.reading.tables.units import unit_fault
from workbook.reading.text import ELSEWHERE, letters, near, plain, short, squeezed, words

FOR_CHECKS = ""
"""The home of an item that only checks read: it may stand on any sheet."""

REMARKS = words("备注 说明 填报人 填表人 审核人 责任单位 填报单位 数据来源 佐证材料")
"""Headings, as letters only, of columns that are read past: whatever stands below is a remark."""

_IDLE = words("序号 行政区划代码 代码 核对")


@dataclass
class TableHeading:
    """The heading rows of a table (-1 where there is none) and the columns of each item in them."""

    ids: int
    names: int
    units: int = -1
    calibers: int = -1
    columns: dict[str, list[int]] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)  # items whose heading is spelt otherwise, which has been reported
    doubtful: set[str] = field(default_factory=set)  # items whose column has been reported and is not read

    @property
    def main(self) -> int:
        """The row that columns are found by: of ids, or else of names."""
        return self.ids if self.ids >= 0 else self.names

    @property
    def rows(self) -> set[int]:
        """The rows of ids, names and units that are there."""
        return {self.ids, self.names, self.units} - {-1}


def cell(rows: Rows, row: int, column: int) -> str:
    """The text of a heading cell; blank if the table has no such row."""
    return as_text(rows[row][column]) if row >= 0 else ""


def items_by_name(items: Sequence[ItemSpec]) -> dict[str, str]:
    """Item ids by squeezed lower-case name, for names that only one item has."""
    names = [squeezed(item.name).lower() for item in items]
    return {name: item.id for name, item in zip(names, items, strict=True) if names.count(name) == 1}


def usable(
    sheet: Sheet, rows: Rows, heading: TableHeading, item: ItemSpec, names: Mapping[str, str], required: bool
) -> bool:
    """Whether the item has one column that says nothing against being its own; what is wrong is reported."""
    columns = heading.columns.get(item.id, [])
    if not columns:
        if required:
            sheet.findings.add(
                "E_COLUMN_MISSING",
                f"{f'工作表“{sheet.name}”' if sheet.name else '表里'}缺少“{item.name}”（编号 {item.id}）一列，各县该项按缺报处理",
                f"补上这一列，在“编号”行写 {item.id}；没有数的格写“暂缺（原因）”或“不适用（原因）”",
                item=item.id,
            )
        return False
    for column in columns:
        sheet.claim_filled(
            column, heading.rows | {heading.calibers} - {-1}, Use.REPORTED if len(columns) > 1 else Use.HEADING
        )
    if len(columns) > 1:
        places = "、".join(address(heading.main, one) for one in columns)
        sheet.findings.add(
            "E_COLUMN_TWICE",
            f"“{item.name}”（编号 {item.id}）有 {len(columns)} 列：{places}，分不清用哪一列，都没有读",
            "只留一列，其余删除",
            (heading.main, columns[1]),
            item=item.id,
        )
        return False
    place = (heading.units, columns[0])
    if not _own_name(sheet, rows, heading, item, names) or not _is_own(sheet, cell(rows, *place).strip(), item, place):
        return False
    if item.id not in heading.renamed:
        for row, text in ((heading.ids, item.id), (heading.names, item.name), (heading.units, item.unit)):
            if row >= 0 and text:
                sheet.expect((row, columns[0]), text)
    return True


def _own_name(sheet: Sheet, rows: Rows, heading: TableHeading, item: ItemSpec, names: Mapping[str, str]) -> bool:
    """Whether the name above the id is the item's; another item's is an error, any other text a warning."""
    place = (heading.names, heading.columns[item.id][0])
    name = cell(rows, *place)
    if heading.names < 0 or not name.strip() or squeezed(name) == squeezed(item.name):
        return True
    named = names.get(squeezed(name).lower(), item.id)
    if named != item.id:
        sheet.findings.add(
            "E_COLUMN_MIXED",
            f"这一列的编号是 {item.id}（{item.name}），名称却是“{short(name)}”（编号应为 {named}），没有读",
            "核对这一列到底是哪一项，改正编号或名称",
            (heading.main, place[1]),
            item=item.id,
        )
        return False
    unit = unit_in(name)
    if unit is not None:
        return _is_own(sheet, unit, item, place)
    if letters(name) == letters(item.name):
        return True
    if heading.ids >= 0 and squeezed(cell(rows, heading.ids, place[1])).lower() == item.id:
        sheet.findings.add(
            "W_NAME",
            f"这一列的编号是 {item.id}（{item.name}），名称写的是“{short(name)}”，按编号读了",
            f"是这一项的，把名称改回“{item.name}”；不是的，改正编号",
            place,
            item=item.id,
        )
    return True


def _is_own(sheet: Sheet, unit: str, item: ItemSpec, place: Place) -> bool:
    """Whether a unit in the heading, if there is one, is the item's own; any other is reported."""
    fault = unit_fault(unit, item, where="表头")
    if fault is None:
        return True
    sheet.findings.fault(replace(fault, message=f"{fault.message}，这一列没有读"), place, item=item.id)
    return False


def report_extras(
    sheet: Sheet,
    rows: Rows,
    heading: TableHeading,
    extras: Sequence[int],
    items: Sequence[ItemSpec],
    homes: Mapping[str, str],
) -> set[int]:
    """Warn of columns that hold something and belong to no item of the sheet; returns those that were reported.

    Columns of remarks are claimed whole.
    """
    missing, units = [item for item in items if item.id not in heading.columns], {one.id: one.unit for one in items}
    reported: set[int] = set()
    for column in extras:
        texts = [text for row in (heading.ids, heading.names) if (text := cell(rows, row, column).strip())]
        below = range(heading.main + 1, len(rows))
        if any(ELSEWHERE.fullmatch(one) or homes.get(one) == FOR_CHECKS for one in map(squeezed, texts)):
            sheet.claim_column(column, heading.rows, Use.HEADING)
            unit = next((units[base] for one in texts if (base := one.partition("@")[0]) in units), "")
            if unit and heading.units >= 0 and is_blank(rows[heading.units][column]):
                sheet.lacks((heading.units, column), unit)
            continue
        if any(letters(text) in REMARKS for text in texts):
            sheet.claim_column(column, {heading.ids, heading.names} - {-1}, Use.HEADING)
            sheet.claim_column(column, (row for row in below if not is_blank(rows[row][column])), Use.REMARK)
            continue
        if any(letters(text) in _IDLE for text in texts) or all(is_blank(rows[row][column]) for row in below):
            continue
        text = texts[0]
        home = homes.get(squeezed(text).lower(), sheet.name)
        if home != sheet.name:
            message, remedy = (
                f"“{short(text)}”一列应在工作表“{home}”，这里的没有读",
                f"移到工作表“{home}”，或删除",
            )
        else:
            message = f"方案里没有“{short(text)}”这一列，没有读"
            close = _close(text, missing)
            remedy = f"是不是 {close}？是的话改正表头" if close else "不用的列可以删除"
        sheet.findings.add("W_COLUMN", message, remedy, (heading.main, column))
        reported.add(column)
        sheet.claim_column(column, heading.rows, Use.REPORTED)
    return reported


def _close(text: str, items: Sequence[ItemSpec]) -> str:
    """The item whose id or name is spelt much like the text, in words; blank if there is none."""
    spelt = {item.id: item for item in items} | {item.name: item for item in items}
    found = near(plain(text), spelt)
    return f"{spelt[found[0]].id}（{spelt[found[0]].name}）" if found else ""
