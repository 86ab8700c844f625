"""``kaohe``: every command as it is called; what each does stands in a file of its own.

Exit status: 0 done (warnings are printed), 1 the data has errors (all listed), 2 the call or a file is unusable.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.command.cities import cities
from workbook.command.completion import completion
from workbook.command.excel import excel_app
from workbook.command.help import App
from workbook.command.launchers import launchers
from workbook.command.options import (  # fmt: skip
    AsOf,
    Data,
    Decisions,
    Force,
    Jobs,
    Json,
    SchemeId,
    StageOption,
    Year,
    jobs_of,
    stage_or_none,
)
from workbook.command.report import report
from workbook.command.revisions import revisions_app
from workbook.command.scenarios import scenarios
from workbook.command.schemes import scheme_app
from workbook.command.targets import targets_app
from workbook.command.verifying import verify
from workbook.steps import console
from workbook.steps.issuing import iso_date

app = App(name="kaohe", help="县（市、区）节能减排目标责任考核：读数据，计分，评等次，排名，写出可重算的结果工作簿。")
app.add_typer(scheme_app, name="scheme")
app.add_typer(targets_app, name="targets")
app.add_typer(excel_app, name="excel")
app.add_typer(revisions_app, name="revisions")
app.command("report")(report)
app.command("launchers")(launchers)
app.command("cities")(cities)
app.command("scenarios")(scenarios)
app.command("completion")(completion)

Output = Annotated[Path | None, typer.Option("--output", "-o", help="结果工作簿；不写则在当前文件夹取一个新名字")]


@app.command()
def score(
    data: Data = None,
    scheme: SchemeId = None,
    year: Year = None,
    output: Output = None,
    force: Force = False,
    stage: StageOption = None,
    last: Annotated[Path | None, typer.Option("--last", help="上年或上次的结果工作簿，用来对比")] = None,
    as_of: AsOf = None,
    decisions: Decisions = None,
    values_only: Annotated[
        bool, typer.Option("--values-only", help="只写数值，不写公式（县很多时文件小、打开快）")
    ] = False,
    robustness: Annotated[bool, typer.Option("--robustness/--no-robustness", help="写不写稳健性（内部参考）")] = True,
    as_json: Json = False,
    jobs: Jobs = None,
) -> None:
    """计分、评等次、排名，写出结果工作簿。"""
    from workbook.command.scoring_run import score_files
    from workbook.steps.score_set import ScoreOptions

    options = ScoreOptions(
        scheme,
        year,
        stage_or_none(stage),
        iso_date(as_of, "--as-of"),
        decisions or (),
        jobs_of(jobs),
        values_only,
        robustness,
    )
    raise typer.Exit(score_files(data, options, output, last=last, force=force, as_json=as_json))


@app.command()
def check(
    data: Data = None,
    scheme: SchemeId = None,
    year: Year = None,
    as_of: AsOf = None,
    decisions: Decisions = None,
    stage: StageOption = None,
    outstanding: Annotated[
        Path | None, typer.Option("--owed", help="把催报清单（谁还欠什么）写成工作簿，可以发出去")
    ] = None,
    due: Annotated[
        list[str] | None,
        typer.Option(
            "--due", help="应报日期，印在催报里：2026-03-31，或 部门=2026-06-30、市统计局=2026-06-30，可以写几次"
        ),
    ] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="把问题清单写成工作簿")] = None,
    json: Annotated[str | None, typer.Option("--json", help="把问题写成 JSON；写 - 则印在屏幕上")] = None,
    marked: Annotated[
        Path | None, typer.Option("--marked", help="在这个文件夹里给每份报送表写一个标出问题的副本，可以退回县里改")
    ] = None,
    force: Force = False,
    jobs: Jobs = None,
) -> None:
    """检查数据，列出全部问题，不写结果。"""
    from workbook.command.check_run import CheckOutputs, check_files
    from workbook.steps.run import RunOptions

    options = RunOptions(scheme, year, stage_or_none(stage), iso_date(as_of, "--as-of"), decisions or (), jobs_of(jobs))
    raise typer.Exit(check_files(data, options, CheckOutputs(xlsx, json, marked, outstanding, force), due or ()))


@app.command()
def template(
    year: Annotated[int, typer.Option("--year", "-y", help="考核年度")],
    scheme: Annotated[str, typer.Option("--scheme", "-s", help="方案编号、路径或方案工作簿")] = "yuncheng-14fyp",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="全市空表的文件名")] = None,
    per_county: Annotated[Path | None, typer.Option("--per-county", help="改为每县一个工作簿，写进这个文件夹")] = None,
    last: Annotated[Path | None, typer.Option("--last", help="上年的结果工作簿或数据工作簿：上年数列在旁边")] = None,
    counties: Annotated[
        str, typer.Option("--counties", help="只写这些县（逗号隔开）；方案没有规定地区的必须写明")
    ] = "",
    per_bureau: Annotated[
        Path | None, typer.Option("--per-bureau", help="改为每个部门一个工作簿，写进这个文件夹")
    ] = None,
    whole: Annotated[
        Path | None,
        typer.Option("--set", help="做一个报送文件夹：县（市、区）、部门、决定三个文件夹和里面的全部空表"),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="分表：bureau 按部门，dimension 按考核类别")] = "bureau",
    force: Force = False,
) -> None:
    """生成空白的数据工作簿：全市一个，或每县一个。"""
    from workbook.command.template_run import TemplateOptions, write_templates

    write_templates(
        scheme, year, TemplateOptions(output, per_county, per_bureau, whole, last, counties, by), force=force
    )


@app.command("sort")
def sort_folder(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="报送文件夹")],
    scheme: SchemeId = None,
    yes: Annotated[bool, typer.Option("--yes", help="照建议移动；不写则只列出来")] = False,
) -> None:
    """把散放的报送文件归到县（市、区）、部门、决定三个文件夹。"""
    from workbook.command.sort_run import sort_files

    raise typer.Exit(sort_files(folder, scheme, yes=yes))


@app.command()
def explain(
    data: Data = None,
    county: Annotated[str | None, typer.Option("--county", "-c", help="县（市、区）；不写则说明每一个")] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", "-i", help="指标编号或名称；不写则说明总分和全部指标")
    ] = None,
    lost: Annotated[bool, typer.Option("--lost", help="只列失分的指标，失分多的在前")] = False,
    scheme: SchemeId = None,
    year: Year = None,
    as_of: AsOf = None,
    decisions: Decisions = None,
    stage: StageOption = None,
    as_json: Json = False,
) -> None:
    """说明得分：算式、所取的档次、依据。"""
    from workbook.command.explain_run import explain_files
    from workbook.steps.run import RunOptions

    options = RunOptions(scheme, year, stage_or_none(stage), iso_date(as_of, "--as-of"), decisions or ())
    raise typer.Exit(explain_files(data, options, county, indicator, lost=lost, as_json=as_json))


app.command("verify")(verify)


@app.command()
def compare(
    last: Annotated[Path, typer.Argument(metavar="上次", help="上次（或上年）：结果工作簿或数据工作簿")],
    this: Annotated[Path, typer.Argument(metavar="本次", help="本次：结果工作簿或数据工作簿")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写成 .xlsx")] = None,
    scheme: SchemeId = None,
    year: Year = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """对比两次结果：哪些数、得分、等次、名次变了，为什么。"""
    from workbook.command.review import compare_files
    from workbook.steps.run import RunOptions

    raise typer.Exit(compare_files(last, this, RunOptions(scheme, year), output, force=force, as_json=as_json))


@app.command()
def improve(
    data: Data = None,
    county: Annotated[str | None, typer.Option("--county", "-c", help="县（市、区）；不写则测算每一个")] = None,
    scheme: SchemeId = None,
    year: Year = None,
    as_json: Json = False,
) -> None:
    """测算怎样达到更好的等次和名次：改哪个数，从多少到多少，值多少分。"""
    from workbook.command.review import improve_files
    from workbook.steps.run import RunOptions

    raise typer.Exit(improve_files(data, RunOptions(scheme, year), county, as_json=as_json))


@app.command()
def robustness(
    data: Data = None,
    scheme: SchemeId = None,
    year: Year = None,
    draws: Annotated[int | None, typer.Option(help="抽样次数；不写则 10000")] = None,
    seed: Annotated[int | None, typer.Option(help="随机数种子；同一种子结果相同")] = None,
    spread: Annotated[float | None, typer.Option(help="分值上下变动的幅度（%）；不写则 25")] = None,
    levels: Annotated[str | None, typer.Option(help="变动哪一层：both、dimension（类别）、indicator（指标）")] = None,
    distribution: Annotated[str | None, typer.Option(help="uniform、dirichlet 或 none（只看数据误差）")] = None,
    settings: Annotated[Path | None, typer.Option(help="约定文件（YAML）；不写则用 config/robustness.yaml")] = None,
    full: Annotated[bool, typer.Option("--full", help="逐县说明，并列出最小变动")] = False,
    as_json: Json = False,
) -> None:
    """名次和等次稳不稳：权重变动、去掉一项、数据误差、最小变动（内部参考，不改变结果）。"""
    from workbook.command.robustness_run import study_files
    from workbook.steps.run import RunOptions

    changes = {"draws": draws, "seed": seed, "spread": spread, "levels": levels, "distribution": distribution}
    raise typer.Exit(study_files(data, RunOptions(scheme, year), settings, changes, full=full, as_json=as_json))


@app.command()
def schemes() -> None:
    """列出随程序带的方案。"""
    from scoring.scheme.catalogue import list_schemes

    table = console.table(("编号", "名称", "性质", "版本"))
    for one in list_schemes():
        table.add_row(one.id, one.title, one.standing, one.version)
    console.out().print(table)


@app.callback(invoke_without_command=True)
def about(
    version: Annotated[bool, typer.Option("--version", help="版本、Python 和程序所在的文件夹", is_eager=True)] = False,
) -> None:
    """县（市、区）节能减排目标责任考核：读数据，计分，评等次，排名，写出可重算的结果工作簿。"""
    if version:
        import platform

        from scoring import __version__

        console.out().print(f"kaohe {__version__}  Python {platform.python_version()}  {Path(__file__).parents[2]}")
        raise typer.Exit


def main() -> None:
    """Entry point: messages meant for the user are printed without a traceback."""
    from workbook.steps.stopping import guarded

    guarded(app)


if __name__ == "__main__":
    main()
