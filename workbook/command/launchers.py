"""``kaohe launchers``: files to double-click, around the Python that this runs in."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Annotated

import typer

from workbook.command.options import Force
from workbook.steps import console


def launchers(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪个文件夹，如桌面上新建的“考核”")],
    force: Force = False,
) -> None:
    """写出可以双击的启动文件：取空表、检查、计分、出文件、核对（Windows 写 .cmd，Linux 写 .desktop）。"""
    from workbook.saving import check_free, save_whole

    files = {folder / name: content for name, content in _files()}
    for path in files:
        check_free(path, force=force)
    for path, content in files.items():
        save_whole(path, content, force=force)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        console.out().print(console.safe(f"已写好：{path}"))
    console.out().print("双击打开，或把文件夹、文件拖到上面；怎么用见 docs/zh/不用命令行.md")


def _files() -> list[tuple[str, bytes]]:
    import workbook
    from workbook.launcher_files.cmd_files import chinese
    from workbook.launcher_files.desktop_files import desktop_files

    python = Path(sys.executable)
    if os.name == "nt":
        return list(chinese(python))
    return list(desktop_files(python, Path(workbook.__path__[0]).parent))
