"""``kaohe robustness``: how safe each rank and grade is, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring.errors import DataError, KaoheError
from scoring.robustness.labels import NEUTRAL
from scoring.robustness.sentences import percent
from scoring.robustness.study import Robustness, robustness
from workbook.command.wide import PrintedColumn, print_wide
from workbook.steps import console
from workbook.steps.run import RunOptions, run

MOST_SHOWN = 100


def study_files(
    data: Sequence[Path] | None,
    options: RunOptions,
    settings: Path | None,
    changes: Mapping[str, Any],
    *,
    full: bool,
    as_json: bool = False,
) -> int:
    """Score, study, print; the exit status is that of the data. changes: single settings that differ from the file of settings."""
    from scoring.robustness.settings import load_settings

    with console.Steps() as steps:
        chosen = load_settings(settings)
        done = run(data, options, steps)
        steps("抽样，重算，找最小变动")
        try:
            found = robustness(done.assessment, settings=chosen, **changes)
        except DataError as error:
            if not done.exit_status:
                raise KaoheError(f"不能分析稳健性：{error}") from error
            console.err().print(f"不能分析稳健性：{error}。数据有错误，kaohe check 列出每一个", style="red")
            return done.exit_status
    if as_json:
        from workbook.command.json_output import studied

        console.plain(studied(found))
    else:
        print_robustness(found, full)
    if done.exit_status:
        console.err().print("数据有错误，待定的县没有参加分析；kaohe check 列出每一个", style="yellow")
    return done.exit_status


def print_robustness(found: Robustness, full: bool = False) -> None:
    """The study as a table, the definitions beside it; with ``full`` every county in words."""
    screen = console.out()
    spec = found.assessment.scheme.spec
    rows = [(str(county), row) for county, row in list(found.table.iterrows())[:MOST_SHOWN]]
    keys, columns = _columns(found, rows)
    print_wide(screen, f"{spec.title}  {found.assessment.year}年度  稳健性（内部参考）", keys, columns)
    if len(found.table) > MOST_SHOWN:
        screen.print(f"（只列前 {MOST_SHOWN} 名，共 {len(found.table)} 个）")
    if full:
        for county, row in found.table.iterrows():
            screen.print(f"{county}：{row['sentence']}")
            for name in ("weight_flip_grade", "weight_flip_rank"):
                if row[name]:
                    what = "等次" if name.endswith("grade") else "名次"
                    screen.print(f"    改变{what}的最小权重变动：{row[name]}")
    for line in (*found.definitions, NEUTRAL):
        screen.print(line, style="dim")
    screen.print(f"{found.basis}。种子 {found.seed}；概率的标准误不超过 {found.error:.2g} 个百分点。")
    for line in found.notes:
        screen.print(f"注意：{line}")


def _columns(found: Robustness, rows: Sequence[tuple[str, Any]]) -> tuple[list[PrintedColumn], list[PrintedColumn]]:
    """Rank and county, which begin every part of the table; and what is shown of them."""
    places = found.assessment.scheme.spec.rounding.total
    weights = found.settings.weights.distribution != "none"

    def column(head: str, cell: Callable[[Any], str], left: bool = False) -> PrintedColumn:
        return PrintedColumn(head, [cell(row) for _, row in rows], left)

    def span(low: str, high: str) -> Callable[[Any], str]:
        return lambda row: f"{row[low]}—{row[high]}" if row[low] != row[high] else f"{row[low]}"

    def safe_by(what: str, name: str) -> Iterator[PrintedColumn]:
        yield column(f"{name}稳妥程度", lambda row: str(row[f"{what}_label"]), left=True)
        yield column(f"{name}保持概率", lambda row: percent(row[f"keeps_{what}"]))
        no_stress = found.stress.empty
        yield column(f"数据误差下{name}保持", lambda row: "" if no_stress else percent(row[f"stress_keeps_{what}"]))

    keys = [
        column("名次", lambda row: str(row["rank"])),
        PrintedColumn("县（市、区）", [county for county, _ in rows], left=True),
    ]
    return keys, [
        column("等次", lambda row: str(row["grade"]), left=True),
        column("总分", lambda row: f"{row['total']:.{places}f}"),
        *safe_by("grade", "等次"),
        *safe_by("rank", "名次"),
        column("中位名次", lambda row: str(row["median_rank"])),
        column(f"{found.settings.interval:g}%区间", span("rank_low", "rank_high")),
        column("最好—最差", span("rank_best", "rank_worst")),
        column("后一名", lambda row: str(row["next"]), left=True),
        column("总分差", lambda row: f"{row['gap']:.{places}f}" if row["next"] else ""),
        column("仍在其前", lambda row: percent(row["stays_ahead"]) if row["next"] else ""),
        column("去掉一项最差名次", lambda row: str(row["drop_one_worst_rank"]) if weights else ""),
    ]
