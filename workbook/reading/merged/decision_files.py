"""Names of the files beside the data that decide something (数据修订.xlsx, 复查.yaml), and names likely meant as such."""

from __future__ import annotations

import re
import unicodedata

from scoring.problems import Problem
from workbook.reading.findings import of_file
from workbook.reading.roles import Role
from workbook.reading.suffixes import DOCUMENTS, WORKBOOKS
from workbook.reading.tables.revisions import APPEAL_FILES, FILES

DECISIONS = (*FILES, *APPEAL_FILES)
"""Names that are looked for beside the data and read by themselves, whatever the case of their letters."""


_GRANTED = "核定调整.xlsx"
_TABLE = ".xlsx 或 .csv"
_WORDS = (
    (re.compile("数据(修订|更正|修正)|修订数据?"), FILES[0], "里面的修订", _TABLE),
    (re.compile("复查|复核"), APPEAL_FILES[0], "里面的复查决定", ".yaml"),
    (re.compile("核定调整|调整分"), _GRANTED, "里面的加减分", _TABLE),
)
"""Spellings that a file's name holds, what it would have to be called, what is lost if it is not read, what it is to be."""
_MOVE = f"移到“{Role.DECISION}”文件夹，或用 --decisions 指明"
_PAPERS = (*DOCUMENTS, ".zip", ".rar", ".7z")
# What people add to a name without meaning another file: numbers, dates, brackets, 副本, a second ending.
_ADDED = re.compile(
    r"(?:[\W\d_]|[年月日号版第次份稿终最新旧改增补充的表副本复件文档一二三四五六七八九十上下半季度全市]|final|new|old|copy|bak|tmp"
    r"|xlsx|xlsm|xlsb|xls|csv|yaml|yml|txt|json|et|ods|numbers|docx|doc|wps|pdf|ofd|jpg|jpeg|png|zip|rar|7z|v)*"
)


def is_decision(name: str) -> bool:
    """Whether a file of this name, beside the data, is read by itself."""
    return name.casefold() in DECISIONS


def misplaced(name: str, shown: str) -> Problem:
    """A file of decisions that stands where nothing is decided. shown: what messages call it."""
    what = "复查文件" if name.casefold() in APPEAL_FILES else "数据修订表"
    message = f"是{what}，不在“{Role.DECISION}”文件夹里，没有采用"
    return of_file("E_DECISION_PLACE", shown, message, f"{_MOVE}；不用的请移走")


def misnamed(name: str, shown: str) -> Problem | None:
    """What to report of a file whose name was likely meant to be a file of decisions; None if it was not."""
    text = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    suffix = f".{text.rpartition('.')[2]}"
    for spellings, exact, lost, kind in _WORDS:
        left, found = spellings.subn("", text, 1)
        if not found or (exact == _GRANTED and suffix in WORKBOOKS):  # such a workbook is read as any other
            continue
        if not _ADDED.fullmatch(left) and not re.search(r"\.ya?ml\b", text):
            continue
        if exact == _GRANTED and suffix == ".csv":
            message = f"像是核定调整表，不在“{Role.DECISION}”文件夹里，没有读，{lost}没有采用"
            return of_file("E_DECISION_PLACE", shown, message, f"{_MOVE}；不用的请移走")
        grave = suffix not in _PAPERS  # a letter or a scan is no table that was meant to be read
        message = f"文件名像“{exact}”，但不是，没有读，{lost}没有采用"
        remedy = f"要采用的，存成 {kind}，{_MOVE}；是报送表的，换一个文件名；不用的请移走"
        return of_file("E_DECISION_NAME" if grave else "W_DECISION_NAME", shown, message, remedy)
    return None
