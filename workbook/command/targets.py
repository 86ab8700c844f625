"""``kaohe targets …``: a city's target shared out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.command.help import App
from workbook.command.options import SchemeId

targets_app = App(help="目标分解。")


@targets_app.command("allocate")
def targets_allocate(
    total: Annotated[int, typer.Argument(metavar="总数", help="要分的全市总数（整数）")],
    by: Annotated[str, typer.Option("--by", help="分摊依据：数据项编号")],
    data: Annotated[Path, typer.Option("--data", "-d", help="城市数据工作簿")],
    scheme: SchemeId = None,
    floor: Annotated[int, typer.Option(help="每县下限")] = 0,
    cap: Annotated[int | None, typer.Option(help="每县上限")] = None,
) -> None:
    """把全市总数分到各县：最大余数法，合计分毫不差。"""
    from workbook.command.scoring_run import allocate_total

    raise typer.Exit(allocate_total(total, by, data, scheme, floor, cap))
