"""Whether an item's column can be trusted: there, once, under its own name and in its own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Findings
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.text import ELSEWHERE, letters, near, plain, short, squeezed, words

Rows = Sequence[Sequence[Raw]]

FOR_CHECKS = ""
"""The home of an item that only checks read: it may stand on any sheet."""

_IDLE = words(
    "备注 说明 排名 排序 名次 序号 编号 名称 单位 填报人 填表人 责任单位 填报单位 数据来源 行政区划代码 代码 核对"
)


@dataclass
class Heading:
    """The heading rows of a sheet (-1 where there is none) and the columns of each item in them."""

    ids: int
    names: int
    units: int = -1
    calibers: int = -1
    columns: dict[str, list[int]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)  # items whose column has been reported and is not read

    @property
    def main(self) -> int:
        """The row that columns are found by: of ids, or else of names."""
        return self.ids if self.ids >= 0 else self.names


def cell(rows: Rows, row: int, column: int) -> str:
    """The text of a heading cell; blank if the sheet has no such row."""
    return as_text(rows[row][column]) if row >= 0 else ""


def items_by_name(items: Sequence[ItemSpec]) -> dict[str, str]:
    """Item ids by squeezed lower-case name, for names that only one item has."""
    names = [squeezed(item.name).lower() for item in items]
    return {name: item.id for name, item in zip(names, items, strict=True) if names.count(name) == 1}


def usable(
    rows: Rows, heading: Heading, item: ItemSpec, names: Mapping[str, str], findings: Findings, required: bool
) -> bool:
    """Whether the item has one column that says nothing against being its own; what is wrong is reported."""
    columns = heading.columns.get(item.id, [])
    if not columns:
        if required:
            findings.error(
                "E_COLUMN_MISSING",
                f"工作表“{findings.sheet}”缺少“{item.name}”（编号 {item.id}）一列，各县该项按缺报处理",
                f"补上这一列，在“编号”行写 {item.id}；没有数的格写“暂缺（原因）”或“不适用（原因）”",
                item=item.id,
            )
        return False
    if len(columns) > 1:
        places = "、".join(address(heading.main, one) for one in columns)
        findings.error(
            "E_COLUMN_TWICE",
            f"“{item.name}”（编号 {item.id}）有 {len(columns)} 列：{places}，分不清用哪一列，都没有读",
            "只留一列，其余删除",
            (heading.main, columns[1]),
            item=item.id,
        )
        return False
    return _own_name(rows, heading, item, names, findings) and _own_unit(rows, heading, item, findings)


def _own_name(rows: Rows, heading: Heading, item: ItemSpec, names: Mapping[str, str], findings: Findings) -> bool:
    column = heading.columns[item.id][0]
    name = cell(rows, heading.names, column)
    named = names.get(squeezed(name).lower(), item.id)
    if named == item.id:
        return True
    findings.error(
        "E_COLUMN_MIXED",
        f"这一列的编号是 {item.id}（{item.name}），名称却是“{short(name)}”（编号应为 {named}），没有读",
        "核对这一列到底是哪一项，改正编号或名称",
        (heading.main, column),
        item=item.id,
    )
    return False


def _own_unit(rows: Rows, heading: Heading, item: ItemSpec, findings: Findings) -> bool:
    column = heading.columns[item.id][0]
    unit = cell(rows, heading.units, column)
    if not unit.strip() or squeezed(unit).lower() == squeezed(item.unit).lower():
        return True
    findings.error(
        "E_UNIT",
        f"“{item.name}”应当按“{item.unit}”填报，表头写的单位是“{short(unit)}”，这一列没有读",
        f"把数换算成“{item.unit}”，再把表头的单位改回“{item.unit}”",
        (heading.units, column),
        item=item.id,
    )
    return False


def report_extras(
    rows: Rows,
    heading: Heading,
    extras: Sequence[int],
    items: Sequence[ItemSpec],
    findings: Findings,
    homes: Mapping[str, str],
) -> None:
    """Warn of columns that hold something and belong to no item of the sheet."""
    missing = [item for item in items if item.id not in heading.columns]
    for column in extras:
        texts = [text for row in (heading.ids, heading.names) if (text := cell(rows, row, column).strip())]
        below = rows[heading.main + 1 :]
        if any(ELSEWHERE.fullmatch(one) or homes.get(one) == FOR_CHECKS for one in map(squeezed, texts)):
            continue
        if any(letters(text) in _IDLE for text in texts) or all(is_blank(row[column]) for row in below):
            continue
        text = texts[0]
        home = homes.get(squeezed(text).lower(), findings.sheet)
        if home != findings.sheet:
            message, remedy = (
                f"“{short(text)}”一列应在工作表“{home}”，这里的没有读",
                f"移到工作表“{home}”，或删除",
            )
        else:
            message = f"方案里没有“{short(text)}”这一列，没有读"
            close = _close(text, missing)
            remedy = f"是不是 {close}？是的话改正表头" if close else "不用的列可以删除"
        findings.warning("W_COLUMN", message, remedy, (heading.main, column))


def _close(text: str, items: Sequence[ItemSpec]) -> str:
    """The item whose id or name is spelt much like the text, in words; blank if there is none."""
    spelt = {item.id: item for item in items} | {item.name: item for item in items}
    found = near(plain(text), spelt)
    return f"{spelt[found[0]].id}（{spelt[found[0]].name}）" if found else ""


def spelt_columns(rows: Rows, spellings: Sequence[frozenset[str]]) -> tuple[int, list[int | None]]:
    """The row that has most of the headings, and each one's column; None where a heading is in none of its spellings."""
    best: tuple[int, list[int | None]] = (0, [None] * len(spellings))
    for number, row in enumerate(rows):
        texts = [letters(raw) if isinstance(raw, str) else "" for raw in row]
        found = [next((place for place, text in enumerate(texts) if text in words), None) for words in spellings]
        if sum(one is not None for one in found) > sum(one is not None for one in best[1]):
            best = (number, found)
    return best
