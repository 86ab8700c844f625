"""Workbooks that this program wrote and that are no submissions: known by their sheets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbook.reading.opening import open_book
from workbook.reading.suffixes import OPENXML, suffix_of

RESULT, SCHEME_BOOK = "结果工作簿", "方案工作簿"
_KINDS = (
    (RESULT, {"kaohe存档"}),
    (RESULT, {"排名", "计分标准"}),
    ("全省汇总", {"各县", "失分", "待定", "运行"}),
    ("问题清单", {"问题清单", "文件清单"}),
    ("测算", {"测算", "谁动了", "方案的不同"}),
    (SCHEME_BOOK, {"方案", "指标", "等次约束", "部件"}),
)
_WHOLE: dict[tuple[str, ...], str] = {
    ("变动",): "对比",
    ("计分表",): "计分表",
    ("催报",): "催报清单",
    ("新旧对照",): "新旧对照表",
}
"""What is recognised only by being the one sheet there is."""


def own_book(sheets: Iterable[str]) -> str:
    """What a workbook with these sheets is, of those that are no submissions; empty if it is none of them."""
    every = tuple(sheets)
    return next((name for name, there in _KINDS if there <= set(every)), "") or _WHOLE.get(every, "")


def is_result(path: Path) -> bool:
    """Whether a file is a result of ours: it has the ranking and the point table, or the archive."""
    if suffix_of(path) not in OPENXML or not path.is_file():
        return False
    return own_book(open_book(path).book.sheets) == RESULT


def parted(data: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """What was given: data, and results among it."""
    names = list(data)
    results = [path for path in names if is_result(path)]
    return [path for path in names if path not in results], results
