"""kaohe excel …: build, bundle, install and examine the plug-in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.command.help import App
from workbook.steps import console

excel_app = App(help="Excel 与 LibreOffice 插件：生成、安装、检查。")

Folder = Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件夹")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]


@excel_app.command("build")
def build(
    output: Folder = Path(),
    host: Annotated[str, typer.Option(help="excel 或 libreoffice")] = "excel",
    force: Force = False,
) -> None:
    """生成 kaohe.xlsm 和 kaohe.xlam；--host libreoffice 生成 kaohe.oxt。"""
    from scoring.errors import KaoheError

    if host == "excel":
        from workbook.plugin.books import build_books

        paths: tuple[Path, ...] = build_books(output, force=force)
    elif host == "libreoffice":
        from workbook.plugin.libreoffice import build_oxt

        paths = (build_oxt(output, force=force),)
    else:
        raise KaoheError(f"--host 只能是 excel 或 libreoffice，现在是 {host}")
    for path in paths:
        console.out().print(f"已写好：{path}")


@excel_app.command("bundle")
def bundle(
    output: Folder = Path(),
    python: Annotated[
        Path | None, typer.Option(help="用这个 python-3.13.…-embed-amd64.zip（python.org），不用锁定的一份")
    ] = None,
    force: Force = False,
) -> None:
    """生成 Windows 安装包（要下载，按 SHA-256 核对）。"""
    from workbook.plugin.bundle import build_bundle
    from workbook.plugin.inventory import sha256_of

    with console.Steps() as steps:
        path = build_bundle(output, python=python, force=force, progress=steps)
    console.out().print(f"已写好：{path}\nSHA-256 {sha256_of(path)}")


@excel_app.command("install")
def install() -> None:
    """把加载项装进这台电脑的 Excel，由现在这个 Python 提供函数。"""
    from workbook.plugin.install import install_here

    for path in install_here():
        console.out().print(f"已装好：{path}")


@excel_app.command("uninstall")
def uninstall() -> None:
    """删除装进去的加载项和程序：只删安装程序写的、没有改过的文件。"""
    from workbook.plugin.removal import message_lines
    from workbook.plugin.removal import uninstall as remove

    for line in message_lines(remove()):
        console.out().print(line)


@excel_app.command("doctor")
def doctor() -> None:
    """检查插件的条件：位数、DLL、版本、文件、加载项、Defender、WPS、COM 往返、方案哈希。"""
    from workbook.plugin.doctor import facts
    from workbook.plugin.findings import findings

    levels = {"ok": "正常", "warning": "注意", "error": "错误", "skipped": "未查"}
    found = findings(facts())
    table = console.table(("结果", "项目", "情况", "怎么办"))
    for one in found:
        table.add_row(levels[one.level], one.what, one.message, one.remedy)
    console.out().print(table)
    raise typer.Exit(int(any(one.level == "error" for one in found)))
