"""A scheme opened for checking: where its workbook is wrong, a copy with the cells marked can be had."""

from __future__ import annotations

from pathlib import Path

from scoring.errors import KaoheError, SchemeError
from scoring.scheme.scheme import Scheme
from workbook.checking.marked import marked_copy
from workbook.reading.suffixes import WORKBOOKS, suffix_of
from workbook.saving import check_free, save_whole
from workbook.scheme_workbook.faults import SchemeBookError
from workbook.scheme_workbook.opening import open_scheme


def open_or_mark(which: str | Path, marked: Path | None, *, force: bool = False) -> Scheme:
    """The scheme; SchemeError with all that is wrong, after the marked copy was written where one is asked for."""
    path = Path(which)
    if marked is None:
        return open_scheme(which)
    if suffix_of(path) not in WORKBOOKS:
        raise KaoheError(f"--marked 只用于方案工作簿（.xlsx），{which} 不是")
    check_free(marked, force=force, suffix=".xlsx")
    if marked.exists() and path.exists() and marked.samefile(path):
        raise KaoheError(f"{marked} 就是方案工作簿本身：标出错误的副本请换一个文件名")
    try:
        return open_scheme(which)
    except SchemeBookError as error:
        copy = marked_copy(path.name, path.read_bytes(), error.problems)
        save_whole(marked, copy.content, force=force)
        lost = f"（没有带过来：{'、'.join(copy.lost)}）" if copy.lost else ""
        raise SchemeError([*error.messages, f"标出错误的副本已写好：{marked}{lost}"]) from error
