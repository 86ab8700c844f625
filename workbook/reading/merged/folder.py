"""Which files of a folder are submissions, and which evidently are not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DataError
from scoring.problems import Problem, Source
from workbook.printable import printable
from workbook.reading.tables.revisions import APPEAL_FILES
from workbook.reading.tables.revisions import FILES as REVISION_FILES
from workbook.reading.text import words

READABLE = words(".xlsx .xlsm .xls .csv")
_OTHER_TABLES = words(".et .ett .ods .xlsb .xltx .xltm .xlt .numbers .wps")
_PACKED = words(".zip .rar .7z .gz .tar")
_SYSTEM = words("thumbs.db desktop.ini .ds_store")
MOST_FILES = 20_000


@dataclass(frozen=True)
class Found:
    """A file to read, and the name that messages give it (relative to the folder that was named)."""

    path: Path
    name: str


def find_files(given: Sequence[Path]) -> tuple[list[Found], list[Problem]]:
    """The files of folders, their subfolders too, in the order of their names, and files as given.

    What is evidently no submission is a note, or a warning where it may hide one. Raises DataError if a path
    is not there, or nothing is left to read.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    for path in given:
        if path.is_dir():
            for one in _walk(path):
                if one.name in (*REVISION_FILES, *APPEAL_FILES):
                    continue  # read beside the submissions (workbook/revisions)
                problem = _passed_over(one)
                if problem is None:
                    found.append(one)
                else:
                    problems.append(problem)
        elif path.exists():
            found.append(Found(path, printable(path.name)))
        else:
            raise DataError(f"找不到文件 {path}：请检查路径和文件名")
    found = _apart(found)
    if not found:
        raise DataError(
            f"{'、'.join(map(str, given))} 里没有可读的数据文件（.xlsx、.xlsm、.xls、.csv）：请检查文件夹是否指对"
        )
    return found, problems


def _walk(folder: Path) -> Iterable[Found]:
    count = 0
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(files):
            count += 1
            if count > MOST_FILES:
                raise DataError(f"{folder} 里的文件超过 {MOST_FILES} 个，不像报送文件夹：请检查是否指对")
            path = Path(where, name)
            yield Found(path, printable(path.relative_to(folder).as_posix()))


def _passed_over(one: Found) -> Problem | None:
    """Why a file is not read; None if it is to be read."""
    name, suffix = one.path.name, one.path.suffix.lower()
    source = Source(one.name)
    if name in REVISION_FILES:
        message, remedy = "是数据修订表，放在子文件夹里没有读", "移到报送文件夹的最上层，或用 --revisions 指明"
        return Problem("warning", "W_REVISIONS_PLACE", "", "", message, source, "", remedy)
    if name.startswith("~$"):
        return Problem("note", "N_SKIPPED", "", "", "是 Excel 打开文件时生成的临时文件，没有读", source)
    if name.startswith(".") or name.lower() in _SYSTEM:
        return Problem("note", "N_SKIPPED", "", "", "是隐藏文件或系统文件，没有读", source)
    if suffix in READABLE or suffix in _OTHER_TABLES:
        return None  # other tables are refused when opened, with what to do
    if suffix in _PACKED:
        message = "是压缩包，没有读"
        return Problem("warning", "W_PACKED", "", "", message, source, "", "里面有报送表的，解压到这个文件夹")
    return Problem("note", "N_SKIPPED", "", "", "不是表格文件，没有读", source)


def _apart(found: list[Found]) -> list[Found]:
    """Every file once, and files of the same name told apart by their folder."""
    once = list({one.path.resolve(): one for one in found}.values())
    names = [one.name for one in once]
    return [one if names.count(one.name) == 1 else Found(one.path, printable(one.path.as_posix())) for one in once]
