"""Which files of a folder are submissions, and which evidently are not."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DataError
from scoring.problems import Problem
from workbook.printable import printable
from workbook.reading.findings import of_file
from workbook.reading.merged.decision_files import is_decision, misnamed, misplaced
from workbook.reading.text import words

READABLE = words(".xlsx .xlsm .xls .csv")
_OTHER_TABLES = words(".et .ett .ods .xlsb .xltx .xltm .xlt .numbers .wps")
_PACKED = words(".zip .rar .7z .gz .tar")
_SHORTCUTS = words(".lnk .url .webloc .desktop")
_SYSTEM = words("thumbs.db desktop.ini .ds_store")
MOST_FILES = 20_000


@dataclass(frozen=True)
class Found:
    """A file to read, and the name that messages give it (relative to the folder that was named)."""

    path: Path
    name: str


def home(given: Sequence[Path]) -> Path:
    """The folder in which files of decisions are looked for: that of the submissions, or of the first file given."""
    return given[0] if given[0].is_dir() else given[0].parent


def is_link(path: str | Path) -> bool:
    """Whether a path is a link (on Windows, also a junction) to somewhere else."""
    return os.path.islink(path) or bool(getattr(os.path, "isjunction", lambda _: False)(path))


def find_files(given: Sequence[Path], named: Collection[Path] = ()) -> tuple[list[Found], list[Problem]]:
    """The files of folders, their subfolders too, in the order of their names, and files as given.

    named: files that options name, which are no submissions whatever they are called. What is evidently no
    submission is a note, or more where it may hide one; links are not followed, but for a file that is given alone.
    Raises DataError if a path is not there, or nothing is left to read.
    """
    where = home(given)
    others = {os.path.realpath(path) for path in named}
    alone = len(given) == 1 and not given[0].is_dir()
    found: list[Found] = []
    problems: list[Problem] = []
    for path in given:
        if path.is_dir():
            every = list(_walk(path, problems))
        elif path.exists() or is_link(path):
            every = [Found(path, printable(path.name))]
        else:
            raise DataError(f"找不到文件 {path}：请检查路径和文件名")
        for one in every:
            if os.path.realpath(one.path) in others:
                continue
            problem = None if alone else _passed_over(one, given=not path.is_dir())
            if problem is not None:
                problems.append(problem)
            elif alone or not is_decision(one.path.name):
                found.append(one)
            elif os.path.realpath(one.path.parent) != os.path.realpath(where):
                problems.append(misplaced(one.path.name, one.name))  # elsewhere it is not looked for
    if not all(path.is_dir() for path in given):
        seen = {one.path.name for one in found} | {one.source.file for one in problems}
        problems += [one for one in _beside(where, others) if one.source.file not in seen]
    found = _apart(found)
    if not found:
        raise DataError(
            f"{'、'.join(map(str, given))} 里没有可读的数据文件（.xlsx、.xlsm、.xls、.csv）：请检查文件夹是否指对"
            + "".join(f"；{one.source.file}：{one.message}" for one in problems[:20] if one.severity != "note")
        )
    return found, problems


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Found]:
    count = 0

    def closed(error: OSError) -> None:
        name = printable(Path(error.filename).relative_to(folder).as_posix())
        message = f"文件夹打不开（{error.strerror}），里面的文件没有读"
        problems.append(of_file("E_FILE", name, message, "检查权限，或移走这个文件夹"))

    for where, folders, files in os.walk(folder, onerror=closed):
        told = {name: _folder_passed_over(Found(Path(where, name), _name(folder, where, name))) for name in folders}
        problems += [said for _, said in sorted(told.items()) if said is not None]
        folders[:] = sorted(name for name, said in told.items() if said is None)
        for name in sorted(files):
            count += 1
            if count > MOST_FILES:
                raise DataError(f"{folder} 里的文件超过 {MOST_FILES} 个，不像报送文件夹：请检查是否指对")
            yield Found(Path(where, name), _name(folder, where, name))


def _name(folder: Path, where: str, name: str) -> str:
    return printable(Path(where, name).relative_to(folder).as_posix())


def _folder_passed_over(one: Found) -> Problem | None:
    """Why a folder inside is not looked into; None if it is."""
    if is_link(one.path):
        return _link(one, "文件夹")
    if one.path.name.startswith((".", "__MACOSX")):
        return _skipped(one, "是隐藏的或系统的文件夹，没有读")
    return None


def _passed_over(one: Found, given: bool) -> Problem | None:
    """Why a file is not read as a submission; None if it is to be read. given: by its own path, not in a folder."""
    name, suffix = one.path.name, one.path.suffix.lower()
    if is_link(one.path) or suffix in _SHORTCUTS:
        return _link(one, "文件")
    if name.startswith("~$") and not given:
        return _skipped(one, "是 Excel 打开文件时生成的临时文件，没有读")
    if (name.startswith(".") or name.lower() in _SYSTEM) and not given:
        return _skipped(one, "是隐藏文件或系统文件，没有读")
    if is_decision(name):
        return None
    meant = misnamed(name, one.name)
    if meant is not None:
        return meant
    if given or suffix in READABLE or suffix in _OTHER_TABLES:
        return None  # what is no table is refused when opened, with what to do
    if suffix in _PACKED:
        return of_file("W_PACKED", one.name, "是压缩包，没有读", "里面有报送表的，解压到这个文件夹")
    return _skipped(one, "不是表格文件，没有读")


def _link(one: Found, what: str) -> Problem:
    return of_file("E_LINK", one.name, "是指向别处的链接，没有读", f"把{what}本身放进来，不要放链接")


def _skipped(one: Found, message: str) -> Problem:
    return of_file("N_SKIPPED", one.name, message)


def _beside(folder: Path, others: Collection[str]) -> Iterator[Problem]:
    """Files beside the data that were likely meant to decide something, and links to such."""
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return  # a folder that cannot be listed can still hold a file that is read
    for name in names:
        one = Found(folder / name, printable(name))
        said = misnamed(name, one.name)
        if said is None or one.path.is_dir() or os.path.realpath(one.path) in others:
            continue
        if not is_decision(name):
            yield said
        elif is_link(one.path):
            yield _link(one, "文件")


def _apart(found: list[Found]) -> list[Found]:
    """Every file once, and files of the same name told apart by their folder."""
    once = list({os.path.realpath(one.path): one for one in found}.values())
    count = Counter(one.name for one in once)
    return [one if count[one.name] == 1 else Found(one.path, printable(one.path.as_posix())) for one in once]
