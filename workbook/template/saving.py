"""A file is written whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from scoring.errors import KaoheError


def check_free(path: Path, *, force: bool) -> None:
    """KaoheError, in Chinese, if nothing can or may be written there; cheap, so asked before the work."""
    if path.is_dir():
        raise KaoheError(f"{path} 是文件夹：请写上文件名，如 {path / '数据.xlsx'}")
    if not path.parent.is_dir():
        raise KaoheError(f"文件夹 {path.parent} 不存在：请先建立，或换一个位置")
    if path.exists() and not force:
        raise KaoheError(f"{path} 已经存在，没有覆盖：请换一个文件名；确实要覆盖的，加 --force")


def save_whole(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file in one step: to a neighbour first, which then takes the name. KaoheError as check_free."""
    check_free(path, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=".kaohe-", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise KaoheError(f"{path.parent} 写不进去（{error.strerror}）：请换一个位置") from error
    neighbour = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        neighbour.chmod(0o644)  # mkstemp makes it private
        neighbour.replace(path)
    except OSError as error:
        raise KaoheError(
            f"{path} 写不进去（{error.strerror}）：如果它正在 Excel 或 WPS 里打开，请关闭后再试"
        ) from error
    finally:
        neighbour.unlink(missing_ok=True)
