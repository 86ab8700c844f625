"""kaohe revisions …: what was revised and by which decision, and the notices of change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scoring.errors import KaoheError
from workbook.command.help import App
from workbook.command.options import (
    AsOf,
    Data,
    Decisions,
    Force,
    Json,
    SchemeId,
    Year,
    stage_of,
)
from workbook.steps import console
from workbook.steps.issuing import iso_date

revisions_app = App(help="数据修订和复查：列出修订记录，写更正通知。")


@revisions_app.command("list")
def list_revisions(
    data: Data = None,
    as_of: AsOf = None,
    decisions: Decisions = None,
    scheme: SchemeId = None,
    year: Year = None,
    as_json: Json = False,
) -> None:
    """列出每一笔修订，和它对总分、等次、名次的影响。"""
    from workbook.result.sheets.revisions import decision, points_changed, shown
    from workbook.steps.run import RunOptions, run

    with console.Steps() as steps:
        done = run(data, RunOptions(scheme, year, None, iso_date(as_of, "--as-of"), decisions or ()), steps)
    record = done.revised.record(done.scheme, done.assessment.year)
    if as_json:
        from workbook.command.json_output import revised

        console.plain(revised(done, record))
        raise typer.Exit(done.exit_status)
    screen = console.out()
    figures = console.table(("县（市、区）", "数据项", "原数", "新数", "版本日期", "来源/文号", "复查编号", "出处"))
    for one in record.revisions:
        name, new = done.scheme.items[one.new.item].name, one.new
        values = shown(one.old.value), shown(new.value)
        figures.add_row(new.county, name, *values, new.date, new.document, new.appeal, str(new.source))
    effects = console.table(("县（市、区）", "版本日期", "指标得分变化", "总分", "等次", "名次", "复查决定"))
    for step in record.steps:
        for effect in (*step.effects, *step.others):
            before, after = effect.before, effect.after
            pairs = zip((before.total, before.grade, before.rank), (after.total, after.grade, after.rank), strict=True)
            changes = [shown(old) if old == new else f"{shown(old)} → {shown(new)}" for old, new in pairs]
            points = points_changed(effect, done.scheme)
            effects.add_row(effect.county, step.date, points, *changes, decision(record, step.appeal))
    screen.print(figures if record.revisions else "没有数据修订")
    if record.steps:
        screen.print(effects)
    console.print_problems(done.assessment.problems)
    raise typer.Exit(done.exit_status)


@revisions_app.command("notice")
def write_notices(
    data: Data = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件夹")] = Path(),
    appeal: Annotated[str, typer.Option("--appeal", help="只写这一件复查的；不写则每一笔更正都写")] = "",
    as_of: AsOf = None,
    decisions: Decisions = None,
    scheme: SchemeId = None,
    year: Year = None,
    county: Annotated[str, typer.Option("--county", "-c", help="只写这个县（市、区）的")] = "",
    revision: Annotated[str, typer.Option("--revision", help="只写这一笔修订的：版本日期或来源/文号")] = "",
    document: Annotated[str, typer.Option("--document", help="批准更正的文号（按复查决定更正的不用写）")] = "",
    date: Annotated[str | None, typer.Option("--date", metavar="日期", help="批准更正的日期，如 2026-07-15")] = None,
    stage: Annotated[str, typer.Option("--stage", help="只能是审定")] = "审定",
    force: Force = False,
) -> None:
    """写更正通知（.docx）：一笔更正、一个县一份；维持原结果的写复查答复。审定以后才有更正通知。"""
    from workbook.revisions.notice import Approval, Only, notices
    from workbook.revisions.notice_docx import write_notice
    from workbook.saving import check_free
    from workbook.steps.run import RunOptions, run
    from workbook.steps.stages import refuse_provisional

    if stage_of(stage) != "审定":
        raise KaoheError(f"更正通知在审定以后才有，不能按“{stage}”写：审定以前改数的，重新计分就是")
    if bool(document) != (date is not None):
        raise KaoheError("--document（批准文号）和 --date（批准日期）要一起写")
    approval = Approval(document, iso_date(date, "--date")) if date is not None else None
    with console.Steps() as steps:
        done = run(data, RunOptions(scheme, year, "审定", iso_date(as_of, "--as-of"), decisions or ()), steps)
        refuse_provisional(done.submission, done.scheme)
    record = done.revised.record(done.scheme, done.assessment.year)
    made = notices(record, done.assessment, done.submission.remark, Only(appeal, county, revision), approval)
    console.print_problems(done.assessment.problems)
    if not made:
        known = "、".join(one.number for one in record.rulings) or "没有"
        raise KaoheError(
            f"没有可以通知的更正{f'：没有复查 {appeal} 的更正或维持决定' if appeal else ''}；已登记的复查：{known}"
        )
    paths = [output / f"{one.name}.docx" for one in made]
    for path in paths:  # all or none
        check_free(path, force=force)
    for one, path in zip(made, paths, strict=True):
        write_notice(one, path, force=force)
        console.out().print(f"更正通知：{path}")
    raise typer.Exit(done.exit_status)
