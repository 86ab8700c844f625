"""A file is written whole or not at all, never over another one unasked, and leaves nothing beside it.

The work is done in a folder of its own beside the target, whose name says which process on which machine it
belongs to. A run that was killed leaves that folder; the next run that writes there takes it away.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import secrets
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scoring.errors import KaoheError, fault

MOST_AGE = 24 * 3600.0
"""Seconds after which a working folder is a left-over, whoever's it was."""

_NAME = re.compile(r"\.kaohe-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}")
_STILL_ACTIVE = 259
_QUERY = 0x1000


def check_free(path: Path, *, force: bool, suffix: str = "") -> None:
    """KaoheError, in Chinese, if nothing can or may be written there; cheap, so asked before the work.

    suffix: the only one that is written, if there is one. The folder is made when the file is written.
    """
    if suffix and path.suffix.lower() != suffix:
        raise KaoheError(f"{path.name}：只能写成 {suffix}，请改文件名，如 {path.stem or '结果'}{suffix}")
    if path.is_dir():
        raise KaoheError(f"{path} 是文件夹：请写上文件名，如 {path / '数据.xlsx'}")
    home = next(one for one in (path.parent, *path.parent.parents) if one.exists())
    if not home.is_dir():
        raise KaoheError(f"{home} 是文件，不是文件夹：请换一个位置")
    if path.exists() and not force:
        raise KaoheError(f"{path} 已经存在，没有覆盖：请换一个文件名；确实要覆盖的，加 --force")


def unused(path: Path) -> Path:
    """The path itself where nothing stands there, else the next name that is not taken: 结果-2.xlsx, 结果-3.xlsx, …"""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def save_whole(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file in one step. KaoheError as check_free, or if the disk refuses."""

    def fill(neighbour: Path) -> None:
        neighbour.write_bytes(content)

    write_whole(path, fill, force=force)


def write_whole(path: Path, fill: Callable[[Path], None], *, force: bool) -> None:
    """Have ``fill`` write a file beside the target, which then takes its name in one step.

    fill: gets the path to write, in a folder that it may use for temporary files too. Errors of the disk
    become KaoheError, in Chinese; whatever happens, nothing of it stays.
    """
    check_free(path, force=force)
    made = [one for one in (path.parent, *path.parent.parents) if not one.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KaoheError(f"文件夹 {path.parent} 建不了（{fault(error)}）：请换一个位置") from error
    sweep(path.parent)
    room = path.parent / f".kaohe-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        room.mkdir()
    except OSError as error:
        raise KaoheError(f"{path.parent} 写不进去（{fault(error)}）：请换一个位置") from error
    try:
        neighbour = room / path.name
        fill(neighbour)
        with neighbour.open("rb+") as stream:
            os.fsync(stream.fileno())
        check_free(path, force=force)  # somebody may have taken the name meanwhile
        neighbour.replace(path)
    except Exception as error:
        refusal = of_disk(error)
        if refusal is None:
            raise
        full = refusal.errno in (errno.ENOSPC, errno.EDQUOT)
        what = "腾出地方，或换一个磁盘再试" if full else "如果它正在 Excel 或 WPS 里打开，请关闭后再试"
        raise KaoheError(f"{path} 写不进去（{fault(refusal)}）：{what}") from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
        if not path.exists():
            _remove_empty(made)


@contextmanager
def together(paths: Iterable[Path], folders: Iterable[Path] = ()) -> Iterator[None]:
    """Files that are written one after another, and folders made for them: whatever stops it, none of the new ones stays.

    A file that stood there before is left, old or new, but whole.
    """
    fresh = [path for path in paths if not path.exists()]
    homes = {home for path in fresh for home in path.parents} | {
        one for home in folders for one in (home, *home.parents)
    }
    made = sorted((one for one in homes if not one.exists()), key=lambda one: len(one.parts), reverse=True)
    try:
        yield
    except BaseException:
        for path in fresh:
            with suppress(OSError):
                path.unlink()
        _remove_empty(made)
        raise


def of_disk(error: BaseException) -> OSError | None:
    """What the disk refused, which XlsxWriter and lxml wrap into errors of their own."""
    if isinstance(error, OSError):
        return error
    code = re.fullmatch(r"IO_(E?[A-Z]+)", str(error))  # lxml: IO_ENOSPC, IO_WRITE
    if code is not None:
        return OSError(getattr(errno, code[1], errno.EIO), code[0])
    return next((one for one in error.args if isinstance(one, OSError)), None)


def _remove_empty(folders: list[Path]) -> None:
    """Folders that were made for a file that was not written, innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Have libraries that make temporary files of their own (openpyxl) make them there, where a sweep finds them."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def sweep(folder: Path) -> None:
    """Remove working folders of runs that were killed; nothing that another name or a living run owns."""
    try:
        found = [entry for entry in os.scandir(folder) if _NAME.fullmatch(entry.name)]
    except OSError:
        return
    for entry in found:
        try:
            if entry.is_dir(follow_symlinks=False) and _is_left_over(entry):
                shutil.rmtree(entry.path, ignore_errors=True)
        except OSError:  # somebody else took it away
            continue


def _is_left_over(entry: os.DirEntry[str]) -> bool:
    owner = _NAME.fullmatch(entry.name)
    if owner is None or time.time() - entry.stat(follow_symlinks=False).st_mtime > MOST_AGE:
        return owner is not None
    return owner[1] == _machine() and int(owner[2]) != os.getpid() and not _is_alive(int(owner[2]))


def _machine() -> str:
    """The machine's name in eight characters: a process number means nothing on another one."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):  # somebody else's
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:
    """os.kill would end the process there."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(_QUERY, False, process)
    if not handle:
        return bool(ctypes.get_last_error() == 5)  # type: ignore[attr-defined,unused-ignore]  # access denied: there, and somebody else's
    try:
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        return code.value == _STILL_ACTIVE
    finally:
        kernel.CloseHandle(handle)
