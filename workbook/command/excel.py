"""kaohe excel …: build, bundle, install and examine the plug-in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.command import console

excel_app = typer.Typer(help="Excel 与 LibreOffice 插件：生成、安装、检查", no_args_is_help=True, rich_markup_mode=None)

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
        console.out().print(f"已写好：{path}", markup=False)
