"""``kaohe robustness``: how safe each rank and grade is, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from scoring.assessment import Assessment
from scoring.errors import DataError, KaoheError
from scoring.robustness.labels import NEUTRAL
from scoring.robustness.sentences import percent
from scoring.robustness.study import MOST_DRAWN, Robustness, robustness
from workbook.command import console
from workbook.command.run import run

if TYPE_CHECKING:
    from scoring.robustness.settings import Distribution, Levels

MOST_SHOWN = 100


def study_files(
    data: list[Path] | None,
    scheme: str | None,
    year: int | None,
    draws: int | None,
    seed: int | None,
    spread: float | None,
    levels: str | None,
    distribution: str | None,
    settings: Path | None,
    full: bool,
    as_json: bool = False,
) -> int:
    """Score, study, print; the exit status is that of the data."""
    from scoring.robustness.settings import load_settings

    own_levels: Levels | None = levels  # type: ignore[assignment]  # checked with all other settings
    own_distribution: Distribution | None = distribution  # type: ignore[assignment]
    with console.Steps() as steps:
        chosen = load_settings(settings)
        done = run(data, scheme, year, steps)
        steps("抽样，重算，找最小变动")
        try:
            found = robustness(
                done.assessment, draws, seed, spread, levels=own_levels, distribution=own_distribution, settings=chosen
            )
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
    if any(one.severity == "error" for one in done.assessment.problems):
        console.err().print("数据有错误，待定的县没有参加分析；kaohe check 列出每一个", style="yellow")
    return done.exit_status


def study_for_result(assessment: Assessment, wanted: bool, step: console.Steps) -> Robustness | None:
    """The study that a result workbook carries: none if not wanted, if too large, or where nothing can be studied."""
    from scoring.robustness.settings import load_settings

    if not wanted:
        return None
    settings = load_settings()
    if len(assessment.counties) * settings.draws > MOST_DRAWN:
        said = f"县数较多，没有写稳健性（{len(assessment.counties)} 个县 × {settings.draws} 次抽样）；需要时另用 kaohe robustness"
        step.tell(said)
        return None
    step("分析稳健性")
    try:
        return robustness(assessment, settings=settings)
    except DataError as error:
        step.tell(f"没有写稳健性：{error}")
        return None


def print_robustness(found: Robustness, full: bool = False) -> None:
    """The study as a table, the definitions beside it; with ``full`` every county in words."""
    screen = console.out()
    spec = found.assessment.scheme.spec
    table = Table(
        title=f"{spec.title}  {found.assessment.year}年度  稳健性（内部参考）", show_edge=False, pad_edge=False
    )
    interval = f"{found.settings.interval:g}%区间"
    for head in (
        "名次",
        "县（市、区）",
        "等次",
        "总分",
        "等次稳妥程度",
        "等次保持概率",
        "数据误差下等次保持",
        "名次稳妥程度",
        "名次保持概率",
        "数据误差下名次保持",
        "中位名次",
        interval,
        "最好—最差",
        "后一名",
        "总分差",
        "仍在其前",
        "去掉一项最差名次",
    ):
        table.add_column(head, overflow="fold", justify="left" if head in ("县（市、区）", "等次", "等次稳妥程度", "名次稳妥程度", "后一名") else "right")  # fmt: skip
    places = spec.rounding.total
    for county, row in list(found.table.iterrows())[:MOST_SHOWN]:
        spans = (f"{row[low]}—{row[high]}" if row[low] != row[high] else f"{row[low]}" for low, high in (("rank_low", "rank_high"), ("rank_best", "rank_worst")))  # fmt: skip
        cells = [str(row["rank"]), str(county), row["grade"], f"{row['total']:.{places}f}"]  # fmt: skip
        for what in ("grade", "rank"):
            cells += [row[f"{what}_label"], percent(row[f"keeps_{what}"]), "" if found.stress.empty else percent(row[f"stress_keeps_{what}"])]  # fmt: skip
        cells += [str(row["median_rank"]), *spans]
        cells += [row["next"], f"{row['gap']:.{places}f}", percent(row["stays_ahead"])] if row["next"] else ["", "", ""]
        cells.append("" if found.settings.weights.distribution == "none" else str(row["drop_one_worst_rank"]))
        table.add_row(*cells)
    screen.print(table)
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
