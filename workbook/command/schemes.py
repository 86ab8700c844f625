"""``kaohe scheme``: show, check, test, new, export, import, annex, compare, schema, fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.command.help import App
from workbook.command.options import Force
from workbook.steps import console

if TYPE_CHECKING:
    from scoring.scheme.scheme import Scheme

scheme_app = App(help="看一个方案，检查方案，用工作簿写方案。")
Which = Annotated[str, typer.Argument(metavar="方案", help="方案编号、路径或方案工作簿")]
Output = Annotated[Path, typer.Option("--output", "-o", help="写到哪里")]


@scheme_app.command("show")
def scheme_show(
    which: Which,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写成 .xlsx 的计分表")] = None,
    force: Force = False,
) -> None:
    """把方案印成计分表，或写成工作簿。"""
    from workbook.scheme_workbook.opening import open_scheme

    if output is None:
        from workbook.command.scheme_text import print_scheme

        print_scheme(open_scheme(which))
        return
    from workbook.scheme_workbook.point_table import write_scheme

    console.out().print(f"计分表已写好：{write_scheme(open_scheme(which), output, force=force)}")


@scheme_app.command("check")
def scheme_check(
    which: Which,
    marked: Annotated[
        Path | None, typer.Option("--marked", help="方案工作簿有错误时，写一本标出错误的副本（.xlsx）")
    ] = None,
    force: Force = False,
) -> None:
    """检查方案：分值、档次、数据项、依据，各年度能否计算。"""
    from scoring.ledger.compile import compile_ledger
    from scoring.rules.base import number
    from scoring.scheme.rounded_sums import rounded_sums
    from workbook.scheme_workbook.marking import open_or_mark

    loaded = open_or_mark(which, marked, force=force)
    period = loaded.spec.period
    for year in range(period.start, period.end + 1):
        compile_ledger(loaded, year)
    counts = f"{len(loaded.spec.dimensions)} 个类别，{len(loaded.indicators)} 个指标，{len(loaded.items)} 个数据项，{number(loaded.spec.points)} 分"
    console.out().print(f"方案 {loaded.id} 没有发现错误：{counts}；{period.start}—{period.end} 各年度都能计算")
    console.out().print(f"另有{_besides(loaded)}；与文件对一对，删掉了工作表的也是 0")
    console.out().print(f"SHA-256 {loaded.sha256}")
    for text in rounded_sums(loaded.spec):
        console.out().print(f"提示：{text}", soft_wrap=True)
    for one in loaded.unused:
        console.out().print(f"提示：数据项 {one.id}（{one.name}）没有用到；删去，或写进某个指标、约束或 shown")


def _besides(scheme: Scheme) -> str:
    """How many there are of what a scheme may do without: a sheet that was deleted breaks no rule."""
    spec = scheme.spec
    uses = sum(len(one.consequences) for one in spec.grades) + sum(len(one.consequences) for one in spec.gates)
    bonuses = sum(one.bonus is not None for one in scheme.indicators)
    counties = 0 if scheme.region is None else len(scheme.region.counties)
    return (
        f"等次 {len(spec.grades)} 个，等次约束 {len(spec.gates)} 条，加分 {bonuses} 项，扣分项 {len(spec.deductions)} 项，"
        f"结果运用 {uses} 条，县（市、区） {counties} 个"
    )


@scheme_app.command("new")
def scheme_new(
    output: Output,
    base: Annotated[
        str | None, typer.Option("--from", help="从哪个方案改起（编号、路径或方案工作簿）；不写则是空表")
    ] = None,
    force: Force = False,
) -> None:
    """做一本空的方案工作簿，用 Excel 或 WPS 填写。"""
    from workbook.scheme_workbook.opening import open_scheme
    from workbook.scheme_workbook.writing import write_blank_book, write_scheme_book

    if base is None:
        path = write_blank_book(output, force=force)
    else:
        path = write_scheme_book(open_scheme(base), output, force=force)
    console.out().print(f"方案工作簿已写好：{path}；填好后用 kaohe scheme check {path} 检查")


@scheme_app.command("export")
def scheme_export(which: Which, output: Output, force: Force = False) -> None:
    """把方案写成方案工作簿；extends、include 都展开，注释不带。"""
    from workbook.scheme_workbook.opening import open_scheme
    from workbook.scheme_workbook.writing import write_scheme_book

    console.out().print(f"方案工作簿已写好：{write_scheme_book(open_scheme(which), output, force=force)}")


@scheme_app.command("import")
def scheme_import(
    book: Annotated[Path, typer.Argument(metavar="方案.xlsx", help="方案工作簿（.xlsx）")],
    output: Annotated[Path, typer.Option("--output", "-o", help="方案文件夹")],
    marked: Annotated[Path | None, typer.Option("--marked", help="有错误时，写一本标出错误的副本（.xlsx）")] = None,
    force: Force = False,
) -> None:
    """把方案工作簿写成方案文件（YAML）。"""
    from workbook.scheme_workbook.importing import write_scheme_files
    from workbook.scheme_workbook.marking import open_or_mark

    paths = write_scheme_files(open_or_mark(book, marked, force=force), output, force=force)
    console.out().print(f"方案文件已写好，共 {len(paths)} 个，在文件夹 {output}")


@scheme_app.command("annex")
def scheme_annex(which: Which, output: Output, force: Force = False) -> None:
    """把评分表写成随文印发的附件（.docx）。"""
    from workbook.scheme_workbook.annex import write_annex
    from workbook.scheme_workbook.opening import open_scheme

    console.out().print(f"附件已写好：{write_annex(open_scheme(which), output, force=force)}")


@scheme_app.command("compare")
def scheme_compare(
    old: Annotated[str, typer.Argument(metavar="原方案", help="原方案：编号、路径或方案工作簿")],
    new: Annotated[str, typer.Argument(metavar="新方案", help="新方案：编号、路径或方案工作簿")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="另写成 .xlsx 或 .docx")] = None,
    force: Force = False,
) -> None:
    """新旧对照：两个方案逐条有什么不同，用文字说。"""
    from rich.table import Table

    from workbook.scheme_workbook.comparing import HEADS, rows, write_comparison
    from workbook.scheme_workbook.differences import differences
    from workbook.scheme_workbook.opening import open_scheme

    before, after = open_scheme(old), open_scheme(new)
    found = differences(before, after)
    if output is not None:
        write_comparison(before, after, found, output, force=force)
    table = Table(show_lines=True, expand=True)
    for head, ratio in zip(HEADS, (2, 4, 6, 5, 12, 12, 3), strict=True):
        table.add_column(head, overflow="fold", ratio=ratio)
    for row in rows(found):
        table.add_row(*row)
    if found:
        console.page().print(table)
    console.out().print(f"共 {len(found)} 处不同" if found else "两个方案没有不同")
    if output is not None:
        console.out().print(f"对照表已写好：{output}")


@scheme_app.command("test")
def scheme_test(
    file: Annotated[Path, typer.Argument(metavar="样例.yaml", help="样例文件（YAML）：方案、输入、结果、出处")],
) -> None:
    """运行样例文件，逐个核对结果。"""
    from scoring.cases import run_file

    results = run_file(file)
    for name, wrong in results.items():
        console.out().print(f"{'不符' if wrong else '相符'}  {name}", style="red" if wrong else None)
        for text in wrong:
            console.out().print(f"      {text}")
    failed = sum(bool(wrong) for wrong in results.values())
    console.out().print(f"样例 {len(results)} 个，不符 {failed} 个")
    raise typer.Exit(int(failed > 0))


@scheme_app.command("schema")
def scheme_schema() -> None:
    """印出方案文件的 JSON Schema，供编辑器补全和检查。"""
    from scoring.scheme.json_schema import schema_text

    console.plain(schema_text())


@scheme_app.command("fields")
def scheme_fields() -> None:
    """印出每一种部件的字段、写法和例子（英文）。"""
    from scoring.scheme.field_page import field_page

    console.plain(field_page())
