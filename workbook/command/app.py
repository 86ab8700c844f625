"""``kaohe``: score, check, template, explain, schemes, scheme show, scheme check.

Exit status: 0 done (warnings are printed), 1 the data has errors (all listed; what can be scored is),
2 the call or a file is unusable.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scoring.errors import KaoheError
from workbook.command import console
from workbook.command.excel import excel_app
from workbook.command.report import report

app = typer.Typer(
    name="kaohe",
    help="县（市、区）节能减排目标责任考核：读数据，计分，评等次，排名，写出可重算的结果工作簿。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
scheme_app = typer.Typer(help="看一个方案，或检查方案文件。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(scheme_app, name="scheme")
targets_app = typer.Typer(help="目标分解。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(targets_app, name="targets")
app.add_typer(excel_app, name="excel")
app.command("report")(report)

Data = Annotated[
    list[Path] | None, typer.Argument(help="城市数据工作簿（.xlsx、.xlsm、.xls）；不写则用随程序带的示范市")
]
SchemeId = Annotated[
    str | None, typer.Option("--scheme", "-s", help="方案编号或路径；不写则用工作簿里写的，再不然用 yuncheng-14fyp")
]
Year = Annotated[int | None, typer.Option("--year", "-y", help="考核年度；不写则用工作簿里写的")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="结果工作簿；不写则在当前文件夹取一个新名字")]


@app.command()
def score(
    data: Data = None,
    scheme: SchemeId = None,
    year: Year = None,
    output: Output = None,
    force: Force = False,
    standing: Annotated[str, typer.Option(help="结果状态：初评、核定或市政府审定")] = "初评",
) -> None:
    """计分、评等次、排名，写出结果工作簿。"""
    from workbook.command.scoring_run import score_files

    raise typer.Exit(score_files(data, scheme, year, output, force, standing))


@app.command()
def check(data: Data = None, scheme: SchemeId = None, year: Year = None) -> None:
    """检查数据，列出全部问题，不写结果。"""
    from workbook.command.scoring_run import check_files

    raise typer.Exit(check_files(data, scheme, year))


@app.command()
def template(
    year: Annotated[int, typer.Option("--year", "-y", help="考核年度")],
    scheme: Annotated[str, typer.Option("--scheme", "-s", help="方案编号或路径")] = "yuncheng-14fyp",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="空表的文件名")] = None,
    force: Force = False,
) -> None:
    """生成空白的城市数据工作簿。"""
    from scoring.scheme.loader import load_scheme
    from workbook.template.writer import write_template

    loaded = load_scheme(scheme)
    path = write_template(loaded, year, output or Path(f"数据-{loaded.id}-{year}.xlsx"), force=force)
    console.out().print(f"空表已写好：{path}")


@app.command()
def explain(
    data: Data = None,
    county: Annotated[str | None, typer.Option("--county", "-c", help="县（市、区）；不写则说明每一个")] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", "-i", help="指标编号；不写则说明总分和全部指标")
    ] = None,
    scheme: SchemeId = None,
    year: Year = None,
) -> None:
    """说明得分：算式、所取的档次、依据。"""
    from workbook.command.scoring_run import explain_files

    raise typer.Exit(explain_files(data, county, indicator, scheme, year))


@app.command()
def schemes() -> None:
    """列出随程序带的方案。"""
    from rich.table import Table

    from scoring.scheme.loader import list_schemes

    table = Table(show_edge=False, pad_edge=False)
    for head in ("编号", "名称", "性质", "版本"):
        table.add_column(head, overflow="fold")
    for one in list_schemes():
        table.add_row(one.id, one.title, one.standing, one.version)
    console.out().print(table)


@scheme_app.command("show")
def scheme_show(
    which: Annotated[str, typer.Argument(help="方案编号或路径")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写成 .xlsx 的计分表")] = None,
    force: Force = False,
) -> None:
    """把方案印成计分表，或写成工作簿。"""
    from scoring.scheme.loader import load_scheme

    if output is None:
        from workbook.command.scheme_text import print_scheme

        print_scheme(load_scheme(which))
        return
    from workbook.scheme_book import write_scheme

    console.out().print(f"计分表已写好：{write_scheme(load_scheme(which), output, force=force)}", markup=False)


@scheme_app.command("check")
def scheme_check(which: Annotated[str, typer.Argument(help="方案编号或路径")]) -> None:
    """检查方案文件：分值、档次、数据项、依据，各年度能否计算。"""
    from scoring.ledger.compile import compile_ledger
    from scoring.scheme.loader import load_scheme

    loaded = load_scheme(which)
    period = loaded.spec.period
    for year in range(period.start, period.end + 1):
        compile_ledger(loaded, year)
    said = f"{len(loaded.spec.dimensions)} 个类别，{len(loaded.indicators)} 个指标，{len(loaded.items)} 个数据项，{loaded.spec.points:g} 分"
    console.out().print(f"方案 {loaded.id} 没有发现错误：{said}；{period.start}—{period.end} 各年度都能计算")
    console.out().print(f"SHA-256 {loaded.sha256}")


@scheme_app.command("test")
def scheme_test(file: Annotated[Path, typer.Argument(help="样例文件（YAML）：方案、输入、结果、出处")]) -> None:
    """运行样例文件，逐个核对结果。"""
    from scoring.cases import run_file

    results = run_file(file)
    for name, wrong in results.items():
        console.out().print(f"{'不符' if wrong else '相符'}  {name}", style="red" if wrong else None, markup=False)
        for text in wrong:
            console.out().print(f"      {text}", markup=False)
    failed = sum(bool(wrong) for wrong in results.values())
    console.out().print(f"样例 {len(results)} 个，不符 {failed} 个")
    raise typer.Exit(int(failed > 0))


@scheme_app.command("schema")
def scheme_schema() -> None:
    """印出方案文件的 JSON Schema，供编辑器补全和检查。"""
    from scoring.scheme.json_schema import schema_text

    print(schema_text(), end="")


@targets_app.command("allocate")
def targets_allocate(
    total: Annotated[int, typer.Argument(help="要分的全市总数（整数）")],
    by: Annotated[str, typer.Option("--by", help="分摊依据：数据项编号")],
    data: Annotated[Path, typer.Option("--data", "-d", help="城市数据工作簿")],
    scheme: SchemeId = None,
    floor: Annotated[int, typer.Option(help="每县下限")] = 0,
    cap: Annotated[int | None, typer.Option(help="每县上限")] = None,
) -> None:
    """把全市总数分到各县：最大余数法，合计分毫不差。"""
    from workbook.command.scoring_run import allocate_total

    raise typer.Exit(allocate_total(total, by, data, scheme, floor, cap))


def main() -> None:
    """Entry point: messages meant for the user are printed without a traceback."""
    console.prepare()
    try:
        app()
    except KaoheError as error:
        console.err().print(str(error), style="red", markup=False)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
