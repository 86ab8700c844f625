"""Read, score, write: what the commands on data do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scoring.assessment import Assessment
from scoring.errors import KaoheError
from workbook.command.next_commands import next_commands
from workbook.reading.roles import Provenance
from workbook.result.sheets.provenance import resting, state_of
from workbook.saving import check_free, unused
from workbook.steps import console
from workbook.steps.run import Run, RunOptions, run
from workbook.steps.score_set import ScoreOptions, score_set


def score_files(
    data: Sequence[Path] | None,
    options: ScoreOptions,
    output: Path | None = None,
    *,
    last: Path | None = None,
    force: bool = False,
    as_json: bool = False,
) -> int:
    """Score, print the ranking, write the result workbook; the exit status."""
    from workbook.command.review import last_result
    from workbook.result.write import MANY_FORMULAS, size

    targets = [] if output is None else [output]

    def target(done: Run) -> Path:
        targets[:] = targets or [fresh_name(done.scheme.id, done.assessment.year)]
        return targets[0]

    with console.Steps() as steps:
        if output is not None:
            check_free(output, force=force, suffix=".xlsx")
        compared = last_result(last)
        done = score_set(data, target, options, steps, compared=compared, force=force)
    if as_json:
        from workbook.command.json_output import scored

        console.plain(scored(done, str(targets[0])))
        return done.exit_status
    print_ranking(done.assessment, done.submission.provenance)
    console.print_problems(done.assessment.problems)
    print_adopted(done.submission.provenance)
    names = {one.name for one in done.parents}
    for one in done.submission.adjustments:
        if one.source.file in names:
            adopted = (
                f"采用“{one.source}”添的核定调整：{one.county} {one.indicator} {one.points:+g} 分（{one.document}）"
            )
            console.out().print(console.safe(adopted))
    console.out().print(console.safe(f"结果工作簿：{targets[0]}"))
    if not options.values_only and size(done.assessment) > MANY_FORMULAS:
        console.err().print(
            f"{len(done.assessment.counties)} 个县（市、区）的结果约有 {size(done.assessment) // 10_000} 万个公式，打开和重算都慢；"
            "不需要试算的，加 --values-only 只写数值",
        )
    for line in next_commands(done, data, targets[0], compared is not None):
        console.out().print(console.safe(line, "dim"))
    return done.exit_status


def allocate_total(total: int, by: str, data: Path, scheme: str | None, floor: int, cap: int | None) -> int:
    """Share a total out by an item of a workbook and print it; the exit status."""
    from scoring.allocation import allocate

    with console.Steps() as steps:
        done = run([data], RunOptions(scheme), steps)
    if by not in done.scheme.items:
        raise KaoheError(f"方案里没有数据项 {by}；kaohe scheme show {done.scheme.id} 可以看到各项")
    filled, item = done.assessment.filled, done.scheme.items[by]
    if item.kind == "yes_no":
        raise KaoheError(f"“{item.name}”填的是是或否，不能作分摊依据；要用数量，如能源消费总量")
    states = filled.frame.states[by]
    lacking = [] if states is None else [n for n, mark in zip(done.assessment.counties, states, strict=True) if mark]
    if lacking:
        raise KaoheError(f"“{item.name}”有县没有数，不能作分摊依据：{'、'.join(lacking)}")
    weights = dict(zip(done.assessment.counties, filled.frame.values[by].tolist(), strict=True))
    caps = None if cap is None else dict.fromkeys(weights, cap)
    shares = allocate(total, weights, dict.fromkeys(weights, floor), caps)
    table = console.table(("县（市、区）", item.name, "份额"), words=("县（市、区）",))
    for name, share in shares.items():
        table.add_row(console.safe(name), f"{weights[name]:g}", str(share))
    table.add_row("合计", f"{sum(weights.values()):g}", str(sum(shares.values())))
    console.out().print(table)
    return 0


def fresh_name(scheme_id: str, year: int) -> Path:
    """A result name that is not taken in this folder: 考核结果-…, 考核结果-…-2, …"""
    return unused(Path(f"考核结果-{scheme_id}-{year}.xlsx"))


def print_adopted(provenance: Provenance) -> None:
    """The files that were taken: role, whose, year, hash, figures used."""
    words = ("文件", "角色", "单位", "年度", "SHA-256")
    table = console.table((*words, "采用的数"), words, "采用的文件")
    for one in provenance.adopted:
        year = "" if one.year is None else str(one.year)
        cells = (one.file, one.role, one.who, year, one.sha256[:12], str(one.figures))
        table.add_row(*(console.safe(cell) for cell in cells))
    console.out().print(table)


def print_ranking(assessment: Assessment, provenance: Provenance) -> None:
    """The ranking as a table in the terminal; below it for how many points figures are not final."""
    spec = assessment.scheme.spec
    tentative = ["状态"] if provenance else []
    heads = ["名次", "县（市、区）", "等次", "总分", *tentative, *(one.name for one in spec.dimensions), "等次约束事由"]
    title = console.safe(f"{spec.title}  {assessment.year}年度排名")
    table = console.table(heads, words=("县（市、区）", "等次", "状态", "等次约束事由"), title=title)
    filled = assessment.filled
    for place in assessment.ranked[:100]:
        cells = [_cell(assessment, name, place) for name in ("rank", "", "grade", "total")]
        cells += [state_of(assessment, provenance, assessment.counties[place])] if tentative else []
        cells += [_cell(assessment, one.id, place) for one in spec.dimensions]
        cells.append(_cell(assessment, "gate_reasons", place) if "gate_reasons" in filled.texts else "")
        table.add_row(*map(console.safe, cells))
    screen = console.out()
    screen.print(table)
    for note in resting(assessment, provenance):
        screen.print(console.safe(note, "yellow"))
    if len(assessment.counties) > 100:
        screen.print(f"（只列前 100 名，共 {len(assessment.counties)} 个，全部见结果工作簿）")


def _cell(assessment: Assessment, name: str, place: int) -> str:
    if name == "":
        return assessment.counties[place]
    value = assessment.filled.text(name, place)
    if isinstance(value, str):
        return value
    places = assessment.compiled.columns[name].places
    return f"{value:.{places or 0}f}"
