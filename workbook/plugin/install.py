"""Put the plug-in into the user's own folders, and take it away again (Windows)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from scoring.errors import KaoheError

ADDIN = "kaohe.xlam"


def places(environment: Mapping[str, str] = os.environ) -> tuple[Path, Path]:
    """Where the program goes and where Excel looks for add-ins at its start; KaoheError off Windows."""
    local, roaming = environment.get("LOCALAPPDATA"), environment.get("APPDATA")
    if not local or not roaming:
        raise KaoheError("这台电脑不是 Windows（没有 LOCALAPPDATA、APPDATA）：插件只装在 Windows 的 Excel 里")
    return Path(local) / "kaohe", Path(roaming) / "Microsoft" / "Excel" / "XLSTART"


def install_bundle(source: Path, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Copy an unpacked bundle to its place, and its add-in to Excel's start folder; what was put.

    An earlier installation is replaced whole: the new one is copied beside it first.
    """
    program, startup = places(environment)
    if not (source / "python" / "python.exe").is_file() or not (source / ADDIN).is_file():
        raise KaoheError(f"{source} 不是完整的安装包：缺少 python 文件夹或 {ADDIN}，请重新解压")
    if source.resolve() != program.resolve():
        fresh = program.with_name("kaohe.new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(source, fresh, copy_function=shutil.copyfile)  # contents only: a mark of the web stays behind
        _give_way(program)
        fresh.rename(program)
    return [program, _place(program / ADDIN, startup)]


def install_here(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Make an add-in that is served by this very Python, and put it into Excel's start folder; what was put."""
    from workbook.plugin.books import build_books

    program, startup = places(environment)
    program.mkdir(parents=True, exist_ok=True)
    build_books(program, force=True, interpreter=str(Path(sys.executable).with_name("pythonw.exe")))
    return [program / "kaohe.xlsm", program / ADDIN, _place(program / ADDIN, startup)]


def uninstall(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Remove what the installation put, and nothing else; what was removed."""
    program, startup = places(environment)
    if program in Path(sys.executable).parents:
        raise KaoheError("程序不能删除正在运行的自己：请运行安装包里的 uninstall.cmd")
    removed = [path for path in (startup / ADDIN, program) if path.exists()]
    (startup / ADDIN).unlink(missing_ok=True)
    _give_way(program)
    return removed


def _place(addin: Path, startup: Path) -> Path:
    startup.mkdir(parents=True, exist_ok=True)
    try:
        return Path(shutil.copyfile(addin, startup / ADDIN))
    except OSError as error:
        raise KaoheError(f"{startup / ADDIN} 写不进去（{error.strerror}）：请先关闭 Excel") from error


def _give_way(program: Path) -> None:
    """Remove a folder whole or not at all: it is renamed first, which fails while a file in it is in use."""
    if not program.exists():
        return
    old = program.with_name("kaohe.old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        program.rename(old)
    except OSError as error:
        raise KaoheError(f"{program} 正在使用（{error.strerror}）：请先关闭 Excel 再装或再删") from error
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    """For install.cmd: the folder of the unpacked bundle is the argument."""
    try:
        for path in install_bundle(Path(sys.argv[1])):
            print(f"已装好：{path}")
    except KaoheError as error:
        print(error)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
