"""Where a table with items down keeps what: the column of ids, the figures, the other columns by their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.reading.tables.cells import NOT_APPLICABLE
from workbook.reading.tables.sheet import Rows
from workbook.reading.tables.unit_words import unit
from workbook.reading.text import ELSEWHERE, letters, squeezed

FIGURE, STATUS, REASON, UNIT, LAST = "本年填报数", "状态", "原因", "单位", "上年"
NAMES = ("数据项", "指标", "名称", "数据项名称", "指标名称")
STATUSES = (NOT_APPLICABLE, "暂缺")
FILLED = frozenset(("", "有数", "已填", "正常"))
FIGURES = ("本年填报", "填报数", "本年数", "自评分")
YEAR = re.compile(r"(?:上年)?(20[0-9]{2})年?(?:数)?")


_SYNONYMS = {"计量单位": UNIT}
_ONCE = frozenset(("编号", UNIT, STATUS, REASON))
_NO_UNIT = frozenset(("是否",))


@dataclass(frozen=True)
class DownLayout:
    """Where an items-down table keeps what: the heading row, the columns by their label, the rows of each id (from 0).

    twice: columns between which nobody can choose, as their labels say the same.
    """

    header: int
    ids: int
    figure: int
    labels: Mapping[str, int]
    years: Mapping[int, int]  # column by year
    rows: Mapping[str, list[int]]
    twice: tuple[int, ...] = ()


def find_down(rows: Rows, ids: Sequence[str]) -> DownLayout | None:
    """The places of an items-down table; None if no column of ids, or no column of figures, is there."""
    width = len(rows[0]) if rows else 0
    known = set(ids)
    columns: list[dict[str, list[int]]] = [{} for _ in range(width)]
    for number, row in enumerate(rows):
        for column, raw in enumerate(row):
            if raw.__class__ is not str or not raw or "\u4e00" <= raw[0] <= "\u9fff":  # ids are Latin
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
        figures = tuple(
            place for place, label in enumerate(labels) if label.startswith(FIGURES) and label != "自评分说明"
        )
        if figures:
            found: dict[str, int] = {}
            twice = list(figures[1:] and figures)
            for place, label in enumerate(_SYNONYMS.get(one, one) for one in labels):
                if label in _ONCE and label in found:
                    twice = twice or [found[label], place]
                found.setdefault(label, place)
            if UNIT not in found:
                found |= _units(rows, columns[best], {best, *figures})
            years = {int(match[1]): place for place, label in enumerate(labels) if (match := YEAR.fullmatch(label))}
            return DownLayout(header, best, figures[0], found, years, columns[best], tuple(twice))
    return None


def _units(rows: Rows, ids: Mapping[str, list[int]], used: set[int]) -> dict[str, int]:
    """The column of units whose label is gone: whatever stands beside the ids there is one."""
    beside = [number for numbers in ids.values() for number in numbers]
    for column in set(range(len(rows[0]))) - used:
        cells = [rows[number][column] for number in beside]
        texts = [raw.strip() for raw in cells if isinstance(raw, str) and raw.strip()]
        if 2 * len(texts) > len(beside) and all(unit(text) is not None or text in _NO_UNIT for text in texts):
            return {UNIT: column}
    return {}
