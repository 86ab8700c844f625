"""``kaohe report``: what leaves the office, from a result workbook."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.errors import KaoheError
from workbook.command.options import stage_of
from workbook.report.issue import OFFICE
from workbook.steps import console
from workbook.steps.issuing import iso_date

if TYPE_CHECKING:
    from scoring.assessment import Assessment
    from workbook.report.supplements import Supplements


def report(
    result: Annotated[
        Path | None, typer.Argument(metavar="结果.xlsx", help="结果工作簿（kaohe score 写的 .xlsx）")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到哪个文件夹（新的或空的）")] = None,
    stage: Annotated[str | None, typer.Option(help="结果状态：初评、送审或审定；不写则照结果工作簿里的")] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="只写其中的一样，如通报、成绩单、评审页；可以写几次")
    ] = None,
    county: Annotated[
        list[str] | None, typer.Option("--county", "-c", help="各县一份的，只写这些县的；可以写几次")
    ] = None,
    document: Annotated[str, typer.Option("--document", help="审定的文号，印在审定后的文件上")] = "",
    date: Annotated[str | None, typer.Option("--date", metavar="日期", help="审定的日期，如 2026-07-10")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="日期", help="核定反馈单什么时候以前答复，如 2026-04-10")
    ] = None,
    office: Annotated[str, typer.Option("--office", help="答复、复查报到哪里")] = OFFICE,
    pdf: Annotated[bool, typer.Option("--pdf", help="每个文件另写一份 PDF（要有 LibreOffice）")] = False,
    last: Annotated[Path | None, typer.Option("--last", help="上年或上次的结果工作簿，评审页用来对比")] = None,
    robustness: Annotated[
        bool, typer.Option("--robustness/--no-robustness", help="评审页写不写稳健性（内部参考）")
    ] = True,
    templates: Annotated[Path | None, typer.Option("--templates", help="放自己的模板的文件夹")] = None,
    copy_templates: Annotated[
        Path | None, typer.Option("--copy-templates", help="把模板复制到这个文件夹，用 Word 或 WPS 修改")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="重写已有的文件夹或模板")] = False,
) -> None:
    """写这个阶段的文件（.docx）和评审页（.html）：初评写核定反馈单，送审写送审稿，审定写通报、成绩单、整改通知、结果运用建议。"""
    if copy_templates is not None:
        from workbook.report.write import copy_templates as copy

        for path in copy(copy_templates, force=force):
            console.out().print(f"模板已写好：{path}")
        if result is None and output is None:
            return
    if result is None:
        raise KaoheError("没有写结果工作簿：kaohe report 结果.xlsx -o 文件夹")
    if output is None:
        raise KaoheError("没有写放到哪个文件夹：kaohe report 结果.xlsx -o 文件夹")
    lacking = [name for name in ("docxtpl", "jinja2", "matplotlib") if find_spec(name) is None]
    if lacking:
        raise KaoheError(
            f"这一份安装没有写文档要用的 {'、'.join(lacking)}：请重新安装 kaohe，或 pip install {' '.join(lacking)}"
        )
    from workbook.report.gather import gather
    from workbook.report.issue import Issue
    from workbook.report.papers import ReportRequest
    from workbook.report.pdf import check_office
    from workbook.report.write import PAGE, check_report, parts_of, write_report
    from workbook.steps.result_run import read_result_with_notes
    from workbook.steps.stages import refuse_not_final

    issue = Issue(document, iso_date(date, "--date"), iso_date(until, "--until"), office)
    if pdf:
        check_office()
    with console.Steps() as steps:
        steps("读结果工作簿")
        stored = read_result_with_notes(result)
        chosen = stored.stage if stage is None else stage_of(stage)
        if chosen != stored.stage:
            raise KaoheError(
                f"{result.name} 是按“{stored.stage}”计的，不能按“{chosen}”印发：用 kaohe score --stage {chosen} 重新计分"
            )
        refuse_not_final(result.name, stored)
        parts = tuple(only or ()) or parts_of(stored.stage)
        request = ReportRequest(parts, county or (), issue, templates, pdf)
        check_report(output, request, stored.stage, force=force)
        if last is not None and PAGE not in parts:
            raise KaoheError(
                f"--last 只用于评审页，要写的（{'、'.join(parts)}）里没有：去掉 --last，或加 --only {PAGE}"
            )
        before = None if last is None else read_result_with_notes(last).assessment
        found, notes = _supplements(stored.assessment, parts, before, robustness, steps)
        steps("汇集得分和说明")
        data = gather(stored.assessment, stored.inputs, found)
        notes += write_report(data, output, request, force=force, progress=steps)
    for note in notes:
        console.err().print(note, style="yellow")
    console.out().print(f"已写好：{output}（{'、'.join(parts)}）")


def _supplements(
    assessment: Assessment, parts: tuple[str, ...], last: Assessment | None, robustness: bool, steps: console.Steps
) -> tuple[Supplements, list[str]]:  # fmt: skip
    """What is shown beside the scores, as far as the parts written show it; what was left out, in words."""
    from scoring.comparison import compare
    from scoring.improvement import what_it_takes
    from workbook.report.supplements import supplements
    from workbook.result.sheets.improvement import MOST_COUNTIES
    from workbook.steps.study import study_for_result

    notes: list[str] = []
    few = len(assessment.counties) <= MOST_COUNTIES
    page = "评审页" in parts
    if page and not few:
        notes.append(f"超过 {MOST_COUNTIES} 个县（市、区），没有测算怎样提高；kaohe improve -c 可以测算任何一个县")
    steps("测算怎样提高")
    improvement = what_it_takes(assessment) if few and page else ()
    comparison = compare(last, assessment) if last is not None else None
    return supplements(study_for_result(assessment, robustness and page, steps), comparison, improvement), notes
