"""Put the plug-in into the user's own folders (Windows); removal.py takes it away again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from scoring.errors import KaoheError, fault
from workbook.plugin.desktop import desktop, launcher_sums, put
from workbook.plugin.inventory import LIST, compared, listed, sha256_of, sums
from workbook.plugin.placing import ADDIN, BOOK, mark_of, places
from workbook.plugin.removal import remove_listed

_SHOWN = 5


def install_bundle(source: Path, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Copy an unpacked bundle to its place, and its add-in to Excel's start folder; what was put.

    Every file is compared with the bundle's list first, and only listed files are copied. An earlier installation is replaced whole, but for files
    that it did not bring: those stay in a folder of their own, which stands last among what is returned.
    """
    program, startup = places(environment)
    bundled = _whole(source)
    _check_startup(startup, program, bundled[ADDIN])
    if source.resolve() == program.resolve():
        for name in [*bundled, LIST]:
            mark_of(program / name).unlink(missing_ok=True)
        return [program, _place(program / ADDIN, startup)]
    fresh = program.with_name("kaohe.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for name in [*bundled, LIST]:
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, fresh / name)  # contents only: a mark of the web stays behind
    except OSError as error:
        raise KaoheError(f"{fresh} 写不进去（{fault(error)}）：没有安装，原来的没有动") from error
    old = _renamed_old(program)
    try:
        fresh.rename(program)
    except OSError as error:
        if old is not None:
            old.rename(program)
        failure = f"{program} 放不进去（{fault(error)}）：没有安装，原来的没有动"
        raise KaoheError(f"{failure}；杀毒软件可能正在检查新文件，过一会儿再装") from error
    placed = [program, _place(program / ADDIN, startup)]
    if old is not None:
        remove_listed(old)
        placed += [old] if old.exists() else []
    return placed


def _whole(source: Path) -> dict[str, str]:
    """The bundle's list, once every file on it was found as listed."""
    expected, found = listed(source), compared(source)
    if ADDIN not in expected or "python/python.exe" not in expected:
        raise KaoheError(f"{source} 不是完整的安装包：没有清单 {LIST}，或清单里没有 Python 和 {ADDIN}，请重新解压")
    wrong = [f"缺少 {name}" for name in found.missing] + [f"{name} 与清单不符" for name in found.changed]
    if wrong:
        more = f" 等 {len(wrong)} 处" if len(wrong) > _SHOWN else ""
        raise KaoheError(
            f"安装包不完整或被改过，没有安装：{'；'.join(wrong[:_SHOWN])}{more}。"
            "请重新解压；还是这样的，看杀毒软件的隔离区，或向发给你的人核对压缩包的 SHA-256"
        )
    return expected


def install_here(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Make an add-in that is served by this very Python, and put it into Excel's start folder; what was put."""
    from workbook.plugin.books import build_books

    program, startup = places(environment)
    if "python/python.exe" in listed(program):
        raise KaoheError(f"{program} 里有用安装包装的 kaohe：请先运行其中的 uninstall.cmd")
    program.mkdir(parents=True, exist_ok=True)
    known = listed(program)
    for name in (BOOK, ADDIN):
        if (program / name).exists() and sha256_of(program / name) != known.get(name):
            raise KaoheError(f"{program / name} 不是安装程序写的，或者改过，没有覆盖：请先移走")
    _check_startup(startup, program, "")
    python = Path(sys.executable).with_name("pythonw.exe")
    paths = build_books(program, force=True, interpreter=str(python))
    (program / LIST).write_text(sums((path.name, path.read_bytes()) for path in paths), encoding="utf-8")
    return [*paths, _place(program / ADDIN, startup)]


def _check_startup(startup: Path, program: Path, sha256: str) -> None:
    """KaoheError where the start folder holds an add-in of this name that no installation of ours wrote."""
    there = startup / ADDIN
    if there.exists() and sha256_of(there) not in (sha256, listed(program).get(ADDIN, "")):
        raise KaoheError(f"{there} 不是安装程序写的，或者改过，没有覆盖：请先移走，再装")


def _place(addin: Path, startup: Path) -> Path:
    startup.mkdir(parents=True, exist_ok=True)
    try:
        return Path(shutil.copyfile(addin, startup / ADDIN))
    except OSError as error:
        raise KaoheError(f"{startup / ADDIN} 写不进去（{fault(error)}）：请先关闭 Excel") from error


def _renamed_old(program: Path) -> Path | None:
    """The earlier installation under a free name; renaming fails while a file in it is in use."""
    if not program.exists():
        return None
    old, number = program.with_name("kaohe.old"), 1
    while old.exists():
        number += 1
        old = program.with_name(f"kaohe.old-{number}")
    try:
        return program.rename(old)
    except OSError as error:
        raise KaoheError(f"{program} 正在使用（{fault(error)}）：请先关闭 Excel 再装") from error


def _put_launchers(program: Path, before: frozenset[str]) -> None:
    """On the desktop, and said; where that may not be written, the installation has them too."""
    folder = desktop()
    try:
        done, left = put(program, folder, before) if folder is not None else ([], [])
    except OSError as error:
        print(f"{folder} 写不了（{fault(error)}）：可以双击的启动文件在 {program} 里，名字以 1 到 5 开头")
        return
    if done:
        print(f"已放到桌面：{folder}（{'、'.join(path.stem for path in done)}）")
        print("只用 WPS 的，用这五个就行；下面检查的是 Excel 的函数，没有 Excel 的不用管")
    for path in left:
        print(f"不是安装程序写的，或者改过，没有覆盖：{path}")


def main() -> None:
    """For install.cmd: the folder of the unpacked bundle is the argument."""
    try:
        before = launcher_sums(places()[0])
        program, addin, *others = install_bundle(Path(sys.argv[1]))
    except KaoheError as error:
        print(error)
        raise SystemExit(1) from None
    print(f"已装好：{program}\n已装好：{addin}")
    _put_launchers(program, before)
    for path in others:
        print(f"原来的文件夹里有不是安装程序写的文件，保留在：{path}")


if __name__ == "__main__":
    main()
