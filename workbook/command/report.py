"""``kaohe report``: what leaves the office, from a result workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scoring.errors import KaoheError
from workbook.command import console


def report(
    result: Annotated[Path | None, typer.Argument(help="结果工作簿（kaohe score 写的 .xlsx）")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到哪个文件夹（新的或空的）")] = None,
    scores: Annotated[bool, typer.Option("--scores", help="通报里印出得分（默认只印等次）")] = False,
    standing: Annotated[
        str | None, typer.Option(help="结果状态：初评、核定或市政府审定；不写则照结果工作簿里的")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="只写通报、成绩单或评审页，可以写几次")] = None,
    county: Annotated[list[str] | None, typer.Option("--county", "-c", help="只写这些县的成绩单，可以写几次")] = None,
    templates: Annotated[Path | None, typer.Option("--templates", help="放自己的模板的文件夹")] = None,
    copy_templates: Annotated[
        Path | None, typer.Option("--copy-templates", help="把模板复制到这个文件夹，用 Word 或 WPS 修改")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="重写已有的文件夹或模板")] = False,
) -> None:
    """写通报（.docx）、各县成绩单（.docx）和评审页（.html）。"""
    if copy_templates is not None:
        from workbook.report.write import copy_templates as copy

        for path in copy(copy_templates, force=force):
            console.out().print(f"模板已写好：{path}", markup=False)
        if result is None:
            return
    if result is None:
        raise KaoheError("没有写结果工作簿：kaohe report 结果.xlsx -o 文件夹")
    if output is None:
        raise KaoheError("没有写放到哪个文件夹：kaohe report 结果.xlsx -o 文件夹")
    raise typer.Exit(report_files(result, output, scores, standing, only or [], county or [], templates, force))


def report_files(
    result: Path, output: Path, scores: bool, standing: str | None, only: list[str], counties: list[str],
    templates: Path | None, force: bool,
) -> int:  # fmt: skip
    """Read the result, gather, write; the exit status."""
    from workbook.archive import read_result
    from workbook.report.gather import gather
    from workbook.report.write import PARTS, check_report, write_report
    from workbook.result.ranking import STANDINGS

    if standing is not None and standing not in STANDINGS:
        raise KaoheError(f"结果状态只能是{'、'.join(STANDINGS)}，现在是 {standing}")
    parts = tuple(only) or PARTS
    check_report(output, parts, templates, force=force)
    with console.Steps() as steps:
        steps("读结果工作簿")
        stored = read_result(result)
        steps("汇集得分和说明")
        data = gather(
            stored.assessment, standing=standing or stored.standing, remark=stored.remark, files=stored.files
        )  # fmt: skip
        notes = write_report(
            data, output, parts=parts, counties=counties, scores=scores, templates=templates, force=force, progress=steps
        )  # fmt: skip
    if standing is not None and standing != stored.standing:
        notes.append(f"结果工作簿里的状态是“{stored.standing}”，这次按“{standing}”印发")
    for note in notes:
        console.err().print(note, style="yellow", markup=False)
    console.out().print(f"已写好：{output}（{'、'.join(parts)}）", markup=False)
    return 0
