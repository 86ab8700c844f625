"""A report folder: its files are written together or not at all, and nothing is touched that this program did not write.

``.kaohe-written.json`` lists what was written (path, SHA-256). A file that is not on the list, or that somebody changed
since, is kept and named.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scoring.errors import KaoheError, fault
from workbook.hashing import sha256_of

LIST = ".kaohe-written.json"
_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe_name(text: str) -> str:
    """A text of others as a file name that every system takes, and that leads into no other folder."""
    name = _BAD.sub("_", text).strip(" .")[:60]
    return f"_{name}" if not name or _RESERVED.match(name) else name


def check_folder(target: Path, *, force: bool) -> None:
    """KaoheError, in Chinese, if the folder can or may not be written; asked before the work."""
    if not target.exists():
        return
    if not target.is_dir():
        raise KaoheError(f"{target} 是文件，不是文件夹：换一个名字")
    if any(True for _ in target.iterdir()) and not force:
        raise KaoheError(
            f"文件夹 {target} 里已经有文件，没有覆盖：换一个名字；要重写本程序写的文件的，加 --force（别的文件和改过的文件不动）"
        )
    written(target)


def written(target: Path) -> dict[str, str]:
    """Path → SHA-256 of what was written there before; KaoheError for a list that is none."""
    path = target / LIST
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        files = found["files"]
        if not all(isinstance(one, str) for pair in files.items() for one in pair):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KaoheError(
            f"{path} 读不出来，分不清哪些是本程序写的：换一个文件夹，或删去它（原有的文件就都不动）"
        ) from error
    return dict(files)


def changed_files(target: Path, names: Mapping[str, object]) -> list[str]:
    """Of the files that are to be written, those that stand there and are not as this program left them."""
    known = written(target)
    return [
        name
        for name in names
        if (target / name).exists() and (not (target / name).is_file() or known.get(name) != sha256_of(target / name))
    ]


def put(target: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write the files (path inside → bytes), all or none; returns those that were kept as somebody left them."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".kaohe-", dir=target))
    except OSError as error:
        raise KaoheError(f"{target} 写不进去（{fault(error)}）：请换一个位置") from error
    left = changed_files(target, files)
    fresh = {name: content for name, content in files.items() if name not in left}
    known = {**written(target), **{name: hashlib.sha256(content).hexdigest() for name, content in fresh.items()}}
    listed = json.dumps({"files": dict(sorted(known.items()))}, ensure_ascii=False, indent=1) + "\n"
    fresh[LIST] = listed.encode()
    done: list[str] = []
    try:
        for name, content in fresh.items():
            _parented(beside / "new" / name).write_bytes(content)
        for name in fresh:
            if (target / name).exists():
                (target / name).replace(_parented(beside / "old" / name))
            done.append(name)
            (beside / "new" / name).replace(_parented(target / name))
    except OSError as error:
        _take_back(target, beside / "old", done)
        raise KaoheError(f"{target} 写不进去（{fault(error)}）：里面的文件如果正打开着，请关闭后再试") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if target.exists() and not any(target.iterdir()):
            target.rmdir()
    return left


def _take_back(target: Path, old: Path, done: list[str]) -> None:
    """The folder as it was before."""
    for name in reversed(done):
        (target / name).unlink(missing_ok=True)
        if (old / name).exists():
            (old / name).replace(target / name)
        elif (target / name).parent != target and not any((target / name).parent.iterdir()):
            (target / name).parent.rmdir()


def _parented(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
