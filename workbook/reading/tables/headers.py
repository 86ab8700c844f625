"""Where a table keeps what: its heading rows, the county column, and one column an item.

Columns are found by item id; by the item's exact name where no id is written. Nothing is taken by position.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.coal import Caliber
from scoring.scheme.models import ItemSpec
from workbook.reading.raw import Raw, address, is_blank
from workbook.reading.tables.calibers import read_calibers
from workbook.reading.tables.columns import TableHeading, cell, items_by_name, report_extras, usable
from workbook.reading.tables.counties import Counties, read_code
from workbook.reading.tables.renamed import match_renamed
from workbook.reading.tables.sheet import Rows, Sheet, Use
from workbook.reading.tables.unit_words import unit
from workbook.reading.text import letters, squeezed, words

COUNTY_LABELS = words(
    "县市区 县区市 市县区 市区县 县市区名称 县市 县区 区县 市县 县 县名 县域 地区 地区名称 区域"
    " 行政区 行政区域 行政区名称 考核对象 被考核单位"
)
CODE_LABELS = words("行政区划代码 区划代码 行政区代码 地区代码 县区代码 代码")
NUMBER_LABELS = words("序号 编次")
CHECK_LABELS = words("核对")
_UNIT_LABELS = words("单位 计量单位")
_CALIBER_LABELS = words("口径 电力折标口径")
_ID_LABELS = words("编号 数据项编号 指标编号")
LABELS = (
    COUNTY_LABELS | CODE_LABELS | NUMBER_LABELS | CHECK_LABELS | _UNIT_LABELS | _CALIBER_LABELS | _ID_LABELS
) | words("名称")
_BRACKETS = re.compile(r"[(（\[【〔].*?[)）\]】〕]")
_AROUND = 6  # heading rows stand at most this far above the row of ids


@dataclass(frozen=True)
class TableLayout:
    """The columns of a table that can be read, and the first row after the heading (all from 0).

    reported: columns that hold something and are not read, which has been reported; their cells are no news. again: other
    columns of counties, which must say the same. width: cells of the heading.
    """

    start: int
    header: int
    county: int
    code: int | None
    columns: Mapping[str, int]
    calibers: Mapping[str, Caliber] = field(default_factory=dict)
    number: int | None = None
    check: int | None = None
    again: tuple[int, ...] = ()
    width: int = 0
    reported: frozenset[int] = frozenset()


def find_layout(
    sheet: Sheet,
    rows: Rows,
    items: Sequence[ItemSpec],
    counties: Counties,
    homes: Mapping[str, str],
    *,
    required: bool = True,
) -> TableLayout | None:
    """The layout of a table that should hold ``items``; what is wrong with it goes to the sheet's findings.

    rows: the sheet's, with those of other tables blanked. homes: the sheet of every item of the scheme. required:
    whether an item without a column is an error. Columns that cannot be trusted (twice, another item's name,
    another unit) are left out and reported. None if there is no heading or no county column at all.
    """
    heading = _find_heading(rows, items, counties)
    if heading is None:
        sheet.findings.add(
            "E_HEADER",
            "找不到表头：没有一行写着数据项的编号（如 " + items[0].id + "）或名称",
            "用 kaohe template 生成空表，把数填进去；表头的“编号”行不要改动",
        )
        sheet.report_rest()
        return None
    extras = match_renamed(rows, heading, _assign(rows, heading, items), items, sheet.findings)
    used = {column for columns in heading.columns.values() for column in columns}
    county = _county_column(rows, heading, used, counties)
    if county is None:
        sheet.findings.add(
            "E_COUNTY_COLUMN",
            "找不到“县（市、区）”一列",
            f"在表头写“县（市、区）”，下面各行写县（市、区）全称：{counties.all_named()}",
            (heading.main, 0),
        )
        sheet.report_rest()
        return None
    _drop_other_tables(rows, heading, county, items, counties, sheet)
    code = _code_column(rows, heading, used | {county}, counties)
    names = items_by_name(items)
    good = {
        item.id: heading.columns[item.id][0]
        for item in items
        if item.id not in heading.doubtful and usable(sheet, rows, heading, item, names, required)
    }
    extras = [column for column in extras if column not in (county, code)]
    again = [column for column in extras if _names_counties(rows, heading, column)]
    extras = [column for column in extras if column not in again]
    for column in again:
        sheet.claim_column(column, {heading.ids, heading.names} - {-1}, Use.HEADING)
    reported = report_extras(sheet, rows, heading, extras, items, homes)
    reported |= {column for item, columns in heading.columns.items() if item not in good for column in columns}
    free = [column for column in range(len(rows[heading.main])) if column not in used]
    start = max(heading.ids, heading.names, heading.units, heading.calibers) + 1
    layout = TableLayout(
        start,
        heading.main,
        county,
        code,
        good,
        read_calibers(sheet, rows, heading, good),
        _labelled(rows, heading, free, NUMBER_LABELS),
        _labelled(rows, heading, free, CHECK_LABELS),
        tuple(again),
        max(filled(rows[row]) for row in heading.rows),
        frozenset(reported),
    )
    _claim_labels(sheet, heading, layout)
    return layout


def _find_heading(rows: Rows, items: Sequence[ItemSpec], counties: Counties) -> TableHeading | None:
    ids = _best_row(rows, range(len(rows)), {item.id for item in items})
    unique = set(items_by_name(items))
    if ids < 0:
        names = _best_row(rows, range(len(rows)), unique)
        if names < 0:
            return None
        heading = TableHeading(-1, names)
    else:
        end = next(
            (row for row in range(ids + 1, len(rows)) if counties.names and any(map(counties.knows, rows[row]))),
            min(ids + 3, len(rows)),
        )
        heading = TableHeading(ids, _best_row(rows, range(max(0, ids - _AROUND), end), unique))
    near_rows = range(max(0, heading.main - _AROUND), min(heading.main + 3, len(rows)))
    heading.units = next((row for row in near_rows if _is_labelled(rows[row], _UNIT_LABELS, counties)), -1)
    if heading.units < 0:
        heading.units = next((row for row in near_rows if _is_of_units(rows[row], row, heading)), -1)
    heading.calibers = next((row for row in near_rows if _is_labelled(rows[row], _CALIBER_LABELS, counties)), -1)
    return heading


def _best_row(rows: Rows, where: range, keys: set[str]) -> int:
    """The row in which most of the wanted texts stand, the first of equals; -1 if there is none."""
    best, most = -1, 0
    for row in where:
        found = len({squeezed(raw).lower() for raw in rows[row] if isinstance(raw, str)} & keys)
        if found > most:
            best, most = row, found
            if found == len(keys):
                break
    return best


def _is_labelled(row: Sequence[Raw], labels: frozenset[str], counties: Counties) -> bool:
    texts = [raw for raw in row if isinstance(raw, str)]
    labelled = any(squeezed(raw).strip(":") in labels for raw in texts)
    return labelled and not any(map(counties.knows, texts))


def _is_of_units(row: Sequence[Raw], number: int, heading: TableHeading) -> bool:
    """Whether a row without a label is the row of units: every text of it is one."""
    texts = [squeezed(raw) for raw in row if isinstance(raw, str) and squeezed(raw)]
    return number not in (heading.ids, heading.names) and bool(texts) and all(unit(text) is not None for text in texts)


def _assign(rows: Rows, heading: TableHeading, items: Sequence[ItemSpec]) -> list[int]:
    """Give each item its columns; returns the columns that have a heading and belong to no item."""
    ids, names, extras = {item.id for item in items}, items_by_name(items), []
    for column in range(len(rows[heading.main])):
        written = squeezed(cell(rows, heading.ids, column)).lower()
        name = squeezed(cell(rows, heading.names, column)).lower()
        item = written if written in ids else names.get(name, "") if not written else ""
        if item:
            heading.columns.setdefault(item, []).append(column)
        elif written or name:
            extras.append(column)
    for column in list(extras):
        base = _BRACKETS.sub("", squeezed(cell(rows, heading.names, column)).lower())
        like = names.get(base, "") if not cell(rows, heading.ids, column).strip() else ""
        if like in heading.columns and not any(cell(rows, heading.ids, one).strip() for one in heading.columns[like]):
            heading.columns[like].append(column)  # 能源消费总量（初报） beside 能源消费总量: nobody can choose
            extras.remove(column)
    return extras


def _county_column(rows: Rows, heading: TableHeading, used: set[int], counties: Counties) -> int | None:
    free = [column for column in range(len(rows[heading.main])) if column not in used]
    if counties.region is not None:
        best = _fullest(rows, heading, free, counties.knows)
        if best is not None:
            return best
    return _labelled(rows, heading, free, COUNTY_LABELS)


def _drop_other_tables(
    rows: Rows, heading: TableHeading, county: int, items: Sequence[ItemSpec], counties: Counties, sheet: Sheet
) -> None:
    """Leave out items that stand in a table beside, with counties of its own in another order."""
    if counties.region is None:
        return
    below = range(heading.main + 1, len(rows))
    for other, cells in enumerate(zip(*rows[heading.main + 1 :], strict=True)):
        if other == county or _count(cells, counties.knows) < 2:
            continue
        known = [row for row in below if counties.knows(rows[row][other])]
        apart = [row for row in known if counties.find(rows[row][other]) != counties.find(rows[row][county])]
        sheet.claim_column(other, known, Use.HEADING)
        if not apart:
            continue
        lost = {item.id for item in items if min(heading.columns.get(item.id, [-1])) > other > county}
        for column in [column for item in lost for column in heading.columns[item]] + [other] * bool(lost):
            sheet.claim_column(column, heading.rows, Use.REPORTED)
        if lost:
            sheet.findings.add(
                "E_COUNTY_COLUMNS",
                f"有两列县（市、区）：{address(heading.main, county)} 和 {address(heading.main, other)} 以下，"
                f"第 {apart[0] + 1} 行两列不一致，后一列右边的 {len(lost)} 项没有读",
                "一张工作表只放一张表，或让两列的县（市、区）逐行一致",
                (apart[0], other),
            )
            heading.doubtful |= lost


def filled(row: Sequence[Raw]) -> int:
    """How many cells a row has, up to the last that is filled."""
    return next((place for place in range(len(row), 0, -1) if not is_blank(row[place - 1])), 0)


def _names_counties(rows: Rows, heading: TableHeading, column: int) -> bool:
    """Whether a column is headed as one of counties, and holds anything."""
    below = rows[heading.main + 1 :]
    return any(not is_blank(row[column]) for row in below) and any(
        letters(cell(rows, row, column)) in COUNTY_LABELS for row in (heading.ids, heading.names)
    )


def _code_column(rows: Rows, heading: TableHeading, used: set[int], counties: Counties) -> int | None:
    free = [column for column in range(len(rows[heading.main])) if column not in used]
    labelled = _labelled(rows, heading, free, CODE_LABELS)
    if labelled is not None:
        return labelled
    return _fullest(rows, heading, free, lambda raw: bool(counties.by_code(read_code(raw))))


def _fullest(rows: Rows, heading: TableHeading, free: list[int], fits: Callable[[Raw], bool]) -> int | None:
    """The free column with most cells below the heading that are as asked for; None if none has any."""
    columns = list(zip(*rows[heading.main + 1 :], strict=True)) or [()] * (max(free, default=0) + 1)
    known = {column: _count(columns[column], fits) for column in free}
    best = max(free, key=lambda column: known[column], default=None)
    return best if best is not None and known[best] else None


def _count(cells: Sequence[Raw], fits: Callable[[Raw], bool]) -> int:
    """How many cells of a column are as asked for; the same few stand in many rows."""
    fitting = {raw for raw in set(cells) if fits(raw)}
    return sum(raw in fitting for raw in cells) if fitting else 0


def _labelled(rows: Rows, heading: TableHeading, free: list[int], labels: frozenset[str]) -> int | None:
    for row in rows[max(0, heading.main - _AROUND) : heading.main + 1]:
        for column in free:
            if isinstance(row[column], str) and letters(str(row[column])) in labels:
                return column
    return None


def _claim_labels(sheet: Sheet, heading: TableHeading, layout: TableLayout) -> None:
    """Claim the labels of the heading rows, each in the column that it is of; those beside ids are the form's own."""
    rows = sorted(heading.rows | {heading.calibers} - {-1})
    beside = _UNIT_LABELS | _ID_LABELS | _CALIBER_LABELS | words("名称")
    for column, labels in (
        (layout.county, COUNTY_LABELS | beside),
        (layout.code, CODE_LABELS),
        (layout.number, NUMBER_LABELS),
        (layout.check, CHECK_LABELS),
    ):
        if column is None:
            continue
        for row in range(max(0, rows[0] - _AROUND), rows[-1] + 1):
            raw = sheet.at((row, column))
            if isinstance(raw, str) and letters(raw) in labels:
                sheet.claim((row, column))
    for row, label in ((heading.ids, "编号"), (heading.units, "单位")):
        if row >= 0 and letters(cell(sheet.rows, row, layout.county)) not in COUNTY_LABELS:
            sheet.expect((row, layout.county), label)
    if heading.names >= 0 and is_blank(sheet.at((heading.names, layout.county))):
        sheet.lacks((heading.names, layout.county), "县（市、区）")
