"""``kaohe sort``: from a flat folder of old to a set: which file goes where, and, when asked, the moves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import KaoheError, fault
from scoring.scheme.scheme import Scheme
from workbook.reading.merged.decision_files import is_decision
from workbook.reading.merged.folder import is_link
from workbook.reading.merged.own_books import own_book
from workbook.reading.opening import open_book
from workbook.reading.parts.file_data import FileData
from workbook.reading.parts.one_file import read_part
from workbook.reading.roles import FOLDERS, Role, role_of_folder
from workbook.reading.suffixes import READABLE, suffix_of
from workbook.scheme_workbook.opening import open_scheme
from workbook.steps import console
from workbook.steps.run import DEFAULT_SCHEME


@dataclass(frozen=True)
class FileMove:
    """A file, where it would go (None stays), and why."""

    path: Path
    role: Role | None
    why: str


def sort_files(folder: Path, scheme: str | None, *, yes: bool) -> int:
    """Print the moves and, with ``yes``, make them, all or none; the exit status: 1 where a file has no place."""
    if not folder.is_dir():
        raise KaoheError(f"{folder} 不是文件夹：写报送文件夹的路径")
    loaded = open_scheme(scheme or DEFAULT_SCHEME)
    moves = list(_moves(folder, loaded))
    if not moves:
        console.out().print("没有要归位的文件：“县（市、区）”“部门”“决定”以外没有表格")
        return 0
    table = console.table(("文件", "放到", "为什么"))
    for one in moves:
        table.add_row(*(console.safe(text) for text in (one.path.name, one.role or "（不动）", one.why)))
    console.out().print(table)
    if yes:
        _make(folder, [one for one in moves if one.role is not None])
        console.out().print(f"已移动 {sum(one.role is not None for one in moves)} 个文件")
    else:
        console.out().print("只是建议，没有移动；照这样移动的，加 --yes")
    return int(any(one.role is None for one in moves))


def _moves(folder: Path, scheme: Scheme) -> Iterator[FileMove]:
    """A move for each table that lies in the folder itself or in a folder that gives no role."""
    for where, folders, files in os.walk(folder):
        top = Path(where) == folder
        folders[:] = sorted(
            name
            for name in folders
            if not (top and role_of_folder(name)) and not name.startswith(".") and not is_link(Path(where, name))
        )
        for name in sorted(files):
            path = Path(where, name)
            table = suffix_of(path) in READABLE or is_decision(name)
            if table and not name.startswith(("~$", ".")) and not is_link(path):
                yield _move(path, scheme)


def _move(path: Path, scheme: Scheme) -> FileMove:
    if is_decision(path.name):
        return FileMove(path, Role.DECISION, "文件名是决定用的")
    try:
        opened = open_book(path)
        own = own_book(opened.book.sheets)
        if own:
            return FileMove(path, None, f"是本程序写出的{own}")
        part = read_part(opened, scheme, partly=True)
    except KaoheError as error:
        return FileMove(path, None, f"读不了：{str(error).splitlines()[0]}")
    return FileMove(path, *_place(part, scheme))


def _place(part: FileData, scheme: Scheme) -> tuple[Role | None, str]:
    counties = list(part.counties) if part.layout == "county" else list(part.counties_with_data())
    suppliers = {scheme.items[item].supplied for _, item in part.figures.values if item in scheme.items}
    decides = bool(part.adjustments or part.vintages or part.pending)
    if len(counties) == 1:
        return Role.COUNTY, f"只有{counties[0]}的数"
    if decides and not counties:
        return Role.DECISION, "只有核定调整、数据修订或待定批准"
    if counties and suppliers <= {"decision"}:
        return Role.DECISION, "是下达的目标"
    if counties and "decision" not in suppliers and not decides:
        return Role.BUREAU, f"是 {len(counties)} 个县（市、区）的核定数"
    if counties:
        return None, "既有核定数，又有目标或决定：考核办自己的一本，单独计分；要放进来的，先分成部门的和决定的"
    return None, "没有读到数"


def _make(folder: Path, moves: list[FileMove]) -> None:
    """Make all moves; KaoheError, before the first, if a target is taken or two files would have the same."""
    targets = {one.path: folder / str(one.role) / one.path.name for one in moves}
    existing = [target for target in targets.values() if target.exists()]
    if existing:
        raise KaoheError(f"已经有同名的文件，一个也没有移动：{'、'.join(map(str, existing))}；改名后再试")
    if len(set(targets.values())) < len(targets):
        raise KaoheError("有几个文件同名，移到一起会互相覆盖，一个也没有移动：改名后再试")
    for role in FOLDERS:
        (folder / str(role)).mkdir(exist_ok=True)
    done: list[tuple[Path, Path]] = []
    try:
        for path, target in targets.items():
            path.rename(target)
            done.append((path, target))
    except OSError as error:
        for path, target in reversed(done):
            target.rename(path)
        raise KaoheError(f"移动 {path.name} 时出错（{fault(error)}），已经移动的都放回了原处") from error
