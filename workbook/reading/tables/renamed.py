"""Columns whose heading is no item's, but is spelt much like one that is missing: read, with a warning naming both.

A heading is taken only if it is far nearer to that item than to any other, and no word in which they differ
changes what is meant (目标 for 实际, 上年 for 本年, another number).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Findings
from workbook.reading.raw import is_blank
from workbook.reading.tables.columns import TableHeading, cell
from workbook.reading.tables.sheet import Rows
from workbook.reading.text import letters, short, squeezed, words

CLOSE = 0.8
_MARGIN = 0.08
_TELLING = words(
    "目标 实际 计划 上年 去年 本年 今年 当年 基期 年度 累计 五年 全市 全省 合计 总计 平均 增加 减少 上升 下降 新增 存量 在建 拟建"
    " 完成 未完成 不 未 非 无 率 比例 数 量 额 申报 认定 核定 自评 名称 剔除 备注 说明 排名 单位"
)
_DIGITS = re.compile(r"[0-9]+|[一二三四五六七八九十]")


def match_renamed(
    rows: Rows, heading: TableHeading, extras: Sequence[int], items: Sequence[ItemSpec], findings: Findings
) -> list[int]:
    """Give missing items the columns that can only be theirs, in ``heading``; returns the columns left over."""
    missing = [item for item in items if item.id not in heading.columns]
    found: dict[str, list[int]] = {}
    for column in extras if missing else ():
        if any(not is_blank(row[column]) for row in rows[heading.main + 1 :]):
            item = _only_one(cell(rows, heading.ids, column), cell(rows, heading.names, column), items)
            if item is not None and item in missing:
                found.setdefault(item.id, []).append(column)
    used = {columns[0]: item for item, columns in found.items() if len(columns) == 1}
    names = {item.id: item.name for item in items}
    for column, item_id in used.items():
        heading.columns[item_id] = [column]
        heading.renamed.add(item_id)
        written = cell(rows, heading.ids, column).strip() or cell(rows, heading.names, column)
        findings.add(
            "W_RENAMED",
            f"表头“{short(written)}”按“{names[item_id]}”（编号 {item_id}）读了",
            f"是这一项的，在“编号”行写 {item_id}；不是的，改成它自己的名称",
            (heading.main, column),
            item=item_id,
        )
    return [column for column in extras if column not in used]


def _only_one(written: str, name: str, items: Sequence[ItemSpec]) -> ItemSpec | None:
    """The item that the heading can only mean, if there is one."""
    ranked = sorted(((_likeness(written, name, item), item.id) for item in items), reverse=True)
    best = ranked[0][0]
    if best < CLOSE or (len(ranked) > 1 and best - ranked[1][0] < _MARGIN):
        return None
    return next(item for item in items if item.id == ranked[0][1])


def _likeness(written: str, name: str, item: ItemSpec) -> float:
    by_id = _ratio(squeezed(written).lower(), item.id)
    text, own = letters(name).lower(), letters(item.name).lower()
    if text != own:
        text = text.removesuffix(letters(item.unit).lower())  # 能源消费总量（吨标准煤）
    by_name = _ratio(text, own) if _same_sense(text, own) else 0.0
    return max(by_id if _DIGITS.findall(written) == _DIGITS.findall(item.id) else 0.0, by_name)


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio() if one and other else 0.0


def _same_sense(one: str, other: str) -> bool:
    telling = all((word in one) == (word in other) for word in _TELLING)
    return telling and _DIGITS.findall(one) == _DIGITS.findall(other)
