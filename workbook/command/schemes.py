"""``kaohe scheme``: show, check, test, schema, fields."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.command import console
from workbook.command.options import Force

scheme_app = typer.Typer(help="看一个方案，或检查方案文件。", no_args_is_help=True, rich_markup_mode=None)


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

    console.out().print(f"计分表已写好：{write_scheme(load_scheme(which), output, force=force)}")


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
    for one in loaded.unused:
        console.out().print(f"提示：数据项 {one.id}（{one.name}）没有用到；删去，或写进某个指标、约束或 shown")


@scheme_app.command("test")
def scheme_test(file: Annotated[Path, typer.Argument(help="样例文件（YAML）：方案、输入、结果、出处")]) -> None:
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

    print(schema_text(), end="")


@scheme_app.command("fields")
def scheme_fields() -> None:
    """印出每一种部件的字段、写法和例子（英文）。"""
    from scoring.scheme.field_page import field_page

    print(field_page(), end="")
