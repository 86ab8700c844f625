"""Which files of a folder are submissions, and which evidently are not."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from scoring.errors import DataError, fault
from scoring.problems import Problem
from workbook.printable import printable
from workbook.reading.findings import of_file
from workbook.reading.merged.decision_files import is_decision, misnamed, misplaced
from workbook.reading.roles import Role, role_of_file
from workbook.reading.suffixes import APPEALS, OTHER_TABLES, PACKED, READABLE, READABLE_WORDS, SHORTCUTS, suffix_of
from workbook.reading.text import words

_SYSTEM = words("thumbs.db desktop.ini .ds_store")
_GUIDES = words("说明.txt readme.md")
"""What explains a set at its top (``kaohe template --set`` writes 说明.txt): no word is lost on it."""
MOST_FILES = 20_000


@dataclass(frozen=True)
class FoundFile:
    """A file to read, the name that messages give it (relative to the folder that was named), and the role that its
    place gives it; None for one that stands in no folder that gives a role."""

    path: Path
    name: str
    role: Role | None = None


@dataclass
class Files:
    """What was found: workbooks to read; files of appeals among the decisions; scans of sealed paper, by name; and
    what is to be reported of the rest."""

    books: list[FoundFile] = field(default_factory=list)
    appeals: list[FoundFile] = field(default_factory=list)
    scans: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


SCANS = "原件"
"""The folder of sealed papers below that of the bureaus."""


def is_link(path: str | Path) -> bool:
    """Whether a path is a link (on Windows, also a junction) to somewhere else."""
    return os.path.islink(path) or bool(getattr(os.path, "isjunction", lambda _: False)(path))


def find_files(paths: Sequence[Path], decisions: Sequence[Path] = ()) -> Files:
    """The files of folders, their subfolders too, in the order of their names, and files as given.

    The first folder below one that is given says the role of what is in it. decisions: files and folders that the
    operator names as decisions, wherever they stand. What is evidently no submission is a note, or more where it may
    hide one; links are not followed, but for a file that is given alone. Raises DataError if a path is not there, or
    nothing is left to read.
    """
    alone = len(paths) == 1 and not paths[0].is_dir()
    files = Files()
    for path in paths:
        for one in _every(path, files.problems):
            _sort(one, files, alone=alone, named=not path.is_dir())
    for path in decisions:
        for one in _every(path, files.problems):
            _sort(replace(one, role=Role.DECISION), files, alone=False, named=not path.is_dir())
    if not all(path.is_dir() for path in paths):
        named = {os.path.realpath(one.path) for one in (*files.books, *files.appeals)}
        files.problems += _beside(paths[0] if paths[0].is_dir() else paths[0].parent, named)
    files.books, files.appeals = _apart(files.books), _apart(files.appeals)
    if not files.books:
        raise DataError(
            f"{'、'.join(map(str, paths))} 里没有可读的数据文件（{READABLE_WORDS}）：请检查文件夹是否指对"
            + "".join(f"；{one.source.file}：{one.message}" for one in files.problems[:20] if one.severity != "note")
        )
    return files


def _every(path: Path, problems: list[Problem]) -> list[FoundFile]:
    if path.is_dir():
        return list(_walk(path, problems))
    if path.exists() or is_link(path):
        return [FoundFile(path, printable(path.name))]
    raise DataError(f"找不到文件 {path}：请检查路径和文件名")


def _sort(one: FoundFile, files: Files, *, alone: bool, named: bool) -> None:
    """Put a file where it belongs. given: by its own path, not in a folder."""
    inside = PurePosixPath(one.name).parts
    if one.role == Role.BUREAU and len(inside) > 2 and inside[1] == SCANS and not is_link(one.path):
        files.scans["/".join(inside[2:])] = one.path
        return
    problem = None if alone else _passed_over(one, named)
    if problem is not None:
        files.problems.append(problem)
    elif one.role == Role.DECISION and suffix_of(one.path) in APPEALS:
        files.appeals.append(one)
    elif is_decision(one.path.name) and one.role != Role.DECISION and not alone:
        files.problems.append(misplaced(one.path.name, one.name))
    else:
        files.books.append(one)


def _walk(folder: Path, problems: list[Problem]) -> Iterator[FoundFile]:
    count = 0

    def closed(error: OSError) -> None:
        name = printable(Path(error.filename).relative_to(folder).as_posix())
        message = f"文件夹打不开（{fault(error)}），里面的文件没有读"
        problems.append(of_file("E_FILE", name, message, "检查权限，或移走这个文件夹"))

    for where, folders, files in os.walk(folder, onerror=closed):
        by_name = {
            name: _folder_passed_over(FoundFile(Path(where, name), _name(folder, where, name))) for name in folders
        }
        problems += [problem for _, problem in sorted(by_name.items()) if problem is not None]
        folders[:] = sorted(name for name, problem in by_name.items() if problem is None)
        for name in sorted(files):
            count += 1
            if count > MOST_FILES:
                raise DataError(f"{folder} 里的文件超过 {MOST_FILES} 个，不像报送文件夹：请检查是否指对")
            shown = _name(folder, where, name)
            if shown.lower() in _GUIDES and not is_link(Path(where, name)):
                continue
            yield FoundFile(Path(where, name), shown, role_of_file(shown))


def _name(folder: Path, where: str, name: str) -> str:
    return printable(Path(where, name).relative_to(folder).as_posix())


def _folder_passed_over(one: FoundFile) -> Problem | None:
    """Why a folder inside is not looked into; None if it is."""
    if is_link(one.path):
        return _link(one, "文件夹")
    if one.path.name.startswith((".", "__MACOSX")):
        return _skipped(one, "是隐藏的或系统的文件夹，没有读")
    return None


def _passed_over(one: FoundFile, named: bool) -> Problem | None:
    """Why a file is not read as a submission; None if it is to be read. named: by its own path, not in a folder."""
    name, suffix = one.path.name, suffix_of(one.path)
    if is_link(one.path) or suffix in SHORTCUTS:
        return _link(one, "文件")
    if name.startswith("~$") and not named:
        return _skipped(one, "是 Excel 打开文件时生成的临时文件，没有读")
    if (name.startswith(".") or name.lower() in _SYSTEM) and not named:
        return _skipped(one, "是隐藏文件或系统文件，没有读")
    if one.role == Role.DECISION and suffix in APPEALS:
        return None
    if is_decision(name):
        return None
    meant = None if one.role == Role.DECISION and suffix in READABLE else misnamed(name, one.name)
    if meant is not None:
        return meant
    if named or suffix in READABLE or suffix in OTHER_TABLES:
        return None  # what is no table is refused when opened, with what to do
    if suffix in APPEALS:
        message = f"是 {suffix} 文件，不在“{Role.DECISION}”文件夹里，没有读"
        return of_file(
            "W_DECISION_PLACE", one.name, message, f"里面是复查决定的，移到“{Role.DECISION}”文件夹；不用的移走"
        )
    if suffix in PACKED:
        return of_file("W_PACKED", one.name, "是压缩包，没有读", "里面有报送表的，解压到这个文件夹")
    return _skipped(one, "不是表格文件，没有读")


def _link(one: FoundFile, what: str) -> Problem:
    return of_file("E_LINK", one.name, "是指向别处的链接，没有读", f"把{what}本身放进来，不要放链接")


def _skipped(one: FoundFile, message: str) -> Problem:
    return of_file("N_SKIPPED", one.name, message)


def _beside(folder: Path, others: Collection[str]) -> Iterator[Problem]:
    """Files beside the data that decide nothing there, or were likely meant to decide something, and links to such."""
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return  # a folder that cannot be listed can still hold a file that is read
    for name in names:
        one = FoundFile(folder / name, printable(name))
        fault = misnamed(name, one.name)
        if one.path.is_dir() or os.path.realpath(one.path) in others:
            continue
        if is_decision(name):
            yield misplaced(name, one.name)
        elif fault is not None:
            yield fault


def _apart(found: list[FoundFile]) -> list[FoundFile]:
    """Every file once, and files of the same name told apart by their folder."""
    once = list({os.path.realpath(one.path): one for one in found}.values())
    count = Counter(one.name for one in once)
    return [one if count[one.name] == 1 else replace(one, name=printable(one.path.as_posix())) for one in once]
