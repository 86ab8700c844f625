"""kaohe compare and kaohe improve: what changed and why; what it would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from scoring.assessment import Assessment
from scoring.errors import KaoheError
from workbook.command.naming import county_of
from workbook.reading.merged.own_books import is_result
from workbook.steps import console
from workbook.steps.result_run import read_result_with_notes
from workbook.steps.run import RunOptions, run

if TYPE_CHECKING:
    from workbook.archive import StoredResult


_MOST_SHOWN = 100


@dataclass(frozen=True)
class Side:
    """One of the two: a result workbook, or a data workbook scored now."""

    assessment: Assessment
    remark: str
    stage: str


def read_side(path: Path, options: RunOptions, steps: console.Steps) -> Side:
    """A result workbook is read from what it carries; anything else is read as data and scored."""
    if is_result(path):
        stored = read_result_with_notes(path)
        return Side(stored.assessment, stored.remark, stored.stage)
    done = run([path], options, steps)
    return Side(done.assessment, done.submission.remark, "现算")


def compare_files(
    last: Path,
    this: Path,
    options: RunOptions,
    output: Path | None = None,
    *,
    force: bool = False,
    as_json: bool = False,
) -> int:
    """Print what changed and why, county by county in the order of this ranking; write the workbook if asked."""
    from scoring.comparison import compare, why
    from scoring.comparison.words import cell, figure_words, signed
    from workbook.result.comparison_book import write_comparison_book
    from workbook.saving import check_free

    if output is not None:
        check_free(output, force=force, suffix=".xlsx")
    if (options.scheme is not None or options.year is not None) and is_result(last) and is_result(this):
        raise KaoheError("两本都是结果工作簿，方案和年度写在里面：去掉 --scheme、--year（只用于数据工作簿）")
    with console.Steps() as steps:
        before, now = read_side(last, options, steps), read_side(this, options, steps)
        compared = compare(before.assessment, now.assessment)
        if output is not None:
            write_comparison_book(compared, output, remark=now.remark, force=force)
    if as_json:
        from workbook.command.json_output import compared as comparison_json

        console.plain(comparison_json(compared, (last.name, this.name)))
        return 0
    screen = console.out()
    for word, path, side in (("上次", last, before), ("本次", this, now)):
        one = side.assessment
        screen.print(f"{word}：{path.name}（{one.scheme.id}，{one.year}年度，{side.stage}）")
    table = console.table(("名次", "县（市、区）", "总分", "变动", "等次"), words=("县（市、区）", "等次"))
    both, names = set(compared.counties), now.assessment.counties
    ordered = [names[place] for place in now.assessment.ranked if names[place] in both]
    shown = ordered[:_MOST_SHOWN]
    for county in shown:
        row: Any = compared.table.loc[county]
        ranks = _arrow(_rank(row["rank_last"]), _rank(row["rank_this"]))
        totals = _arrow(_points(row["total_last"]), _points(row["total_this"]))
        change = "—" if row["change"] != row["change"] else signed(row["change"])
        table.add_row(ranks, county, totals, change, _arrow(row["grade_last"], row["grade_this"]))
    screen.print(table)
    for county in shown:
        screen.print(f"{county}：{why(compared, county)}")
    if len(ordered) > len(shown):
        screen.print(f"（只列前 {len(shown)} 个县（市、区），共 {len(ordered)} 个；加 -o 写成工作簿可以看到全部）")
    for word, names in (("只有上次有", compared.only_last), ("只有本次有", compared.only_this)):
        if names:
            screen.print(f"{word}：{'、'.join(names)}")
    if compared.revision:
        screen.print(f"改动的数据 {len(compared.figures)} 个" + ("：" if compared.figures else ""))
        for figure in compared.figures[:_MOST_SHOWN]:
            screen.print(f"  {figure.county}：{figure_words(figure)}")
        if len(compared.figures) > _MOST_SHOWN:
            screen.print(f"  （只列前 {_MOST_SHOWN} 个）")
    if compared.rules:
        screen.print("不同的计分参数和档次：")
        lines = {one.id: one.name for one in compared.lines}
        for rule in compared.rules:
            owner = f"{lines[rule.owner]}：" if rule.owner in lines else ""
            screen.print(f"  {owner}{rule.name}　{cell(rule.last, rule.unit)} → {cell(rule.this, rule.unit)}")
    if output is not None:
        screen.print(f"已写好：{output}")
    return 0


def improve_files(
    data: Sequence[Path] | None, options: RunOptions, county: str | None, *, as_json: bool = False
) -> int:
    """Print what it would take, for one county or each."""
    from scoring.improvement import step_words, what_it_takes
    from workbook.result.sheets.improvement import MOST_COUNTIES

    with console.Steps() as steps:
        assessment = run(data, options, steps).assessment
        if not county and len(assessment.counties) > MOST_COUNTIES:
            raise KaoheError(f"超过 {MOST_COUNTIES} 个县（市、区），一次测算太久：加 -c 指定一个县（市、区）")
        found = what_it_takes(assessment, [county_of(assessment, county)] if county else [])
    if as_json:
        from workbook.command.json_output import improved

        console.plain(improved(assessment, found))
        return 0
    screen = console.out()
    screen.print("每次只改一个数，其余不变，按方案全部重算；供改进参考，不是改数的依据", style="dim")
    for step in found:
        first, *rest = step_words(step)
        screen.print(first, style="bold")
        for text in rest:
            screen.print(f"  {text}")
    return 0


def last_result(path: Path | None) -> StoredResult | None:
    """The result workbook given with --last; KaoheError where it is none."""
    if path is None:
        return None
    if not path.exists():
        raise KaoheError(f"没有文件 {path}：--last 后面写上次的结果工作簿")
    return read_result_with_notes(path)


def _arrow(before: str, now: str) -> str:
    return now if before == now else f"{before}→{now}"


def _rank(value: Any) -> str:
    return "—" if pd.isna(value) else str(int(value))


def _points(value: float) -> str:
    return "待定" if value != value else f"{value:.2f}"
