"""The command ``kaohe cities`` as it is called; ``cities_run`` does the work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.command.options import AsOf, StageOption, Year, jobs_of, stage_of
from workbook.steps.issuing import iso_date


def cities(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="全省的文件夹：每个市一个报送文件夹，或一本工作簿")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="汇总工作簿；不写则在当前文件夹，名字是“文件夹名-考核汇总.xlsx”"),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option("--results", help="各市结果工作簿的文件夹；不写则在汇总工作簿旁边，名字是“汇总名-各市结果”"),
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option("--scheme", "-s", help="各市都用的方案（编号、路径或方案工作簿）；不写则用各市工作簿里写的"),
    ] = None,
    year: Year = None,
    stage: StageOption = None,
    as_of: AsOf = None,
    values_only: Annotated[bool, typer.Option("--values-only", help="结果只写数值，不写公式")] = False,
    robustness: Annotated[
        bool, typer.Option("--robustness/--no-robustness", help="结果写不写稳健性（内部参考）")
    ] = True,
    jobs: Annotated[int | None, typer.Option("--jobs", help="同时用几个进程；不写则按市数和处理器数")] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", help="交给 Dask 集群计分：调度器地址，如 tcp://主机:8786；各台机器共用数据和结果的文件夹"
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖不是本命令写的、或被改动过的结果和汇总")] = False,
) -> None:
    """全省各市一起计分：每市一本结果，另写一本汇总；中断后再运行，接着算。"""
    from workbook.command.cities_run import Workers, score_cities
    from workbook.steps.score_set import ScoreOptions

    options = ScoreOptions(
        scheme,
        year,
        stage_of(stage or "初评"),
        iso_date(as_of, "--as-of"),
        values_only=values_only,
        robustness=robustness,
    )
    workers = Workers(jobs_of(jobs), scheduler)
    raise typer.Exit(score_cities(folder, output, results, options, force=force, workers=workers))
