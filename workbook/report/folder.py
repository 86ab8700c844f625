"""A folder is written whole or not at all: beside its place first, then moved there."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scoring.errors import KaoheError

_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_TAKEN = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe_name(text: str) -> str:
    """A text of others as a file name that every system takes, and that leads into no other folder."""
    name = _BAD.sub("_", text).strip(" .")[:60]
    return f"_{name}" if not name or _TAKEN.match(name) else name


def check_folder(target: Path, ours: Callable[[str], bool], *, force: bool) -> None:
    """KaoheError, in Chinese, if the folder can or may not be written; asked before the work.

    ours: whether a path inside (with /) is one that we write. With ``force`` a folder is replaced only if it
    holds nothing else.
    """
    if not target.parent.is_dir():
        raise KaoheError(f"文件夹 {target.parent} 不存在：请先建立，或换一个位置")
    if not target.exists():
        return
    if not target.is_dir():
        raise KaoheError(f"{target} 是文件，不是文件夹：换一个名字")
    held = sorted(one.relative_to(target).as_posix() for one in target.rglob("*") if not one.is_dir())
    if not held:
        return
    if not force:
        raise KaoheError(f"文件夹 {target} 里已经有文件，没有覆盖：换一个名字；确实要重写的，加 --force")
    strange = [name for name in held if not ours(name)]
    if strange:
        named = "、".join(strange[:5]) + ("等" if len(strange) > 5 else "")
        raise KaoheError(
            f"文件夹 {target} 里有不是本程序写的文件（{named}），没有覆盖：移走这些文件（文档正在打开的先关闭），或换一个文件夹"
        )


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target to write into; it takes the target's place at the end, or goes if anything fails."""
    try:
        beside = Path(tempfile.mkdtemp(prefix=".kaohe-", dir=target.parent))
    except OSError as error:
        raise KaoheError(f"{target.parent} 写不进去（{error.strerror}）：请换一个位置") from error
    try:
        fresh, old = beside / "new", beside / "old"
        fresh.mkdir()
        yield fresh
        if target.exists():
            target.replace(old)
        try:
            fresh.replace(target)
        except OSError:
            if old.exists():
                old.replace(target)
            raise
    except OSError as error:
        raise KaoheError(f"{target} 写不进去（{error.strerror}）：里面的文件如果正打开着，请关闭后再试") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
