"""``kaohe scenarios`` (测算): other schemes, or a file of changes, tried on the same data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.command.options import AsOf, Data, Decisions, Force, Json, StageOption, Year, stage_or_none
from workbook.steps.issuing import iso_date


def scenarios(
    data: Data = None,
    scheme: Annotated[
        list[str] | None,
        typer.Option(
            "--scheme", "-s", help="方案编号、路径或方案工作簿，可以写几次；第一个是正式方案，不写则用工作簿里写的"
        ),
    ] = None,
    changes: Annotated[
        Path | None, typer.Option("--changes", help="测算文件（YAML）：每个测算改什么，如 energy_intensity.points: 45")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写成工作簿（.xlsx）")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="写成网页（.html）")] = None,
    page: Annotated[
        Path | None, typer.Option("--page", help="写成能试改的网页（.html）：改正式方案的分值、目标、档次，立即重算")
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="写县（市、区）的名称；不写则有核定数以后用甲、乙、丙")
    ] = False,
    year: Year = None,
    stage: StageOption = None,
    as_of: AsOf = None,
    decisions: Decisions = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """测算：换方案、改分值和目标，总分、等次、名次怎样变；不作调整依据。"""
    from workbook.command.scenarios_run import Outputs, try_files
    from workbook.scenarios.gathering import ScenarioRequest
    from workbook.steps.run import RunOptions

    options = RunOptions(None, year, stage_or_none(stage), iso_date(as_of, "--as-of"), decisions or ())
    request = ScenarioRequest(data, tuple(scheme or ()), changes, options, names)
    raise typer.Exit(try_files(request, Outputs(output, html, page, force, as_json)))
