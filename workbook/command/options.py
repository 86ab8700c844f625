"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scoring.errors import KaoheError
from workbook.reading.stage import STAGES, Stage, stage_called
from workbook.reading.suffixes import READABLE_WORDS

Data = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="数据",
        help=f"数据：一个城市工作簿，或各县报送表的文件夹、多个文件（{READABLE_WORDS}）；不写则用示范市",
    ),
]
SchemeId = Annotated[
    str | None,
    typer.Option("--scheme", "-s", help="方案编号、路径或方案工作簿；不写则用工作簿里写的，再不然用 yuncheng-14fyp"),
]
Year = Annotated[int | None, typer.Option("--year", "-y", help="考核年度；不写则用工作簿里写的")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
StageOption = Annotated[
    str | None,
    typer.Option(
        "--stage",
        help="初评（没有核定的用自报数，暂定）、送审（只用核定数，初步数暂定）或审定（只用最终数）；"
        "不写则初评，给的是结果工作簿的照它的",
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="按这一天（如 2026-06-30）重算：只用当天及以前的版本")
]
Decisions = Annotated[
    list[Path] | None,
    typer.Option(
        "--decisions", help="决定（目标下达、核定调整、数据修订、复查.yaml）放在别处的文件或文件夹；可以写几次"
    ),
]
Jobs = Annotated[int | None, typer.Option("--jobs", help="同时用几个进程读文件；不写则按文件大小和处理器数")]
Json = Annotated[bool, typer.Option("--json", help="在屏幕上印 JSON，供别的程序用（字段见 docs/json.md）")]


def jobs_of(jobs: int | None) -> int | None:
    """The option; KaoheError for less than one process."""
    if jobs is not None and jobs < 1:
        raise KaoheError(f"--jobs 要至少 1，现在是 {jobs}")
    return jobs


def stage_or_none(text: str | None) -> Stage | None:
    """The option where it was written, as ``stage_of``; None where it was not."""
    return None if text is None else stage_of(text)


def stage_of(text: str) -> Stage:
    """The option, as it is called now or was before; KaoheError for a word that is no stage."""
    try:
        return stage_called(text)
    except KaoheError:
        raise KaoheError(f"--stage 只能是{'、'.join(STAGES)}，现在是 {text}") from None
