"""Read, score, write: what the commands on data do."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from scoring.assessment import Assessment
from scoring.errors import KaoheError
from workbook.archive import StoredResult
from workbook.command import console
from workbook.command.result_run import parents
from workbook.command.run import DEFAULT_SCHEME, Run, demonstration, run
from workbook.reading.roles import Provenance
from workbook.reading.stage import Stage
from workbook.result.effects import effects_of
from workbook.result.sheets.provenance import TENTATIVE, resting, state_of, tentative_figures
from workbook.saving import check_free, unused


def score_files(
    data: list[Path] | None,
    scheme: str | None,
    year: int | None,
    output: Path | None,
    force: bool,
    stage: Stage,
    as_of: str = "",
    last: Path | None = None,
    values_only: bool = False,
    steady: bool = True,
    decisions: list[Path] | None = None,
) -> int:
    """Score, print the ranking, write the result workbook; the exit status."""
    from workbook.command.review import last_result
    from workbook.result.write import MANY_FORMULAS, size

    with console.Steps() as steps:
        if output is not None:
            check_free(output, force=force, suffix=".xlsx")
        compared = last_result(last)
        done = run(data, scheme, year, steps, as_of, compared, decisions, stage, typed=True)
        target = output or fresh_name(done.scheme.id, done.assessment.year)
        write_scored(done, target, steps, compared, as_of, values_only, steady, force)
    print_ranking(done.assessment, done.submission.provenance)
    console.print_problems(done.assessment.problems)
    print_taken(done.submission.provenance)
    names = {one.name for one in done.parents}
    for one in done.submission.adjustments:
        if one.source.file in names:
            said = f"采用“{one.source}”添的核定调整：{one.county} {one.indicator} {one.points:+g} 分（{one.document}）"
            console.out().print(console.safe(said))
    console.out().print(console.safe(f"结果工作簿：{target}"))
    if not values_only and size(done.assessment) > MANY_FORMULAS:
        console.err().print(
            f"{len(done.assessment.counties)} 个县（市、区）的结果约有 {size(done.assessment) // 10_000} 万个公式，打开和重算都慢；"
            "不需要试算的，加 --values-only 只写数值",
        )
    return done.exit_status


def write_scored(
    done: Run,
    target: Path,
    steps: console.Steps,
    compared: StoredResult | None = None,
    as_of: str = "",
    values_only: bool = False,
    steady: bool = True,
    force: bool = False,
) -> None:
    """Write the result workbook of what was scored; KaoheError for what must not become a result.

    compared: an earlier result to stand beside it. steady: with the study of robustness.
    """
    from workbook.command.robustness_run import study_for_result
    from workbook.command.stages import refuse_provisional
    from workbook.result.write import write_result

    before = done.stored
    if before is None:
        refuse_provisional(done.submission, done.scheme)
    if not done.submission.files:  # all of another year, say
        console.print_problems(done.assessment.problems)
        raise KaoheError("没有一个文件可以采用，没有写结果工作簿：原因见上面的问题")
    write_result(
        done.assessment,
        target,
        files={**done.submission.files, **done.revised.files},
        options=_options(done, compared, as_of),
        self_scores=done.submission.self_scores,
        stage=done.submission.stage,
        remark=done.submission.remark,
        declared=done.submission.declared,
        review=True,
        last=compared.assessment if compared is not None else before.inputs.last if before is not None else None,
        revisions=done.revised.record(done.scheme, done.assessment.year),
        provenance=done.submission.provenance,
        values_only=values_only,
        force=force,
        progress=steps,
        robustness=study_for_result(done.assessment, steady, steps),
    )


def _options(done: Run, compared: StoredResult | None, as_of: str) -> dict[str, str]:
    """What 说明 says of the run; of a result that was scored again, what it said, and which result that was."""
    beside = {"对比的结果": f"{compared.name}  SHA-256 {compared.sha256}"} if compared is not None else {}
    if done.stored is not None:
        return {**done.stored.options, **beside, **parents(done.parents)}
    return {
        "方案": done.scheme.id,
        "年度": str(done.assessment.year),
        "结果状态": done.submission.stage,
        **beside,
        "数据日期": done.submission.data_date or "报送时没有注明",
        **({"数据截至（--as-of）": as_of} if as_of else {}),
        **parents(done.parents),
    }


def explain_files(
    data: list[Path] | None, county: str | None, indicator: str | None, scheme: str | None, year: int | None,
    as_of: str = "", decisions: list[Path] | None = None, stage: Stage = "初评",
) -> int:  # fmt: skip
    """Print why: a county's total and every indicator, or one indicator."""
    with console.Steps() as steps:
        done = run(data, scheme, year, steps, as_of, decisions=decisions, stage=stage)
    screen, effects = console.out(), effects_of(done.assessment)
    for name in [county] if county else done.assessment.counties:
        if indicator is None:
            screen.print(console.safe(done.assessment.explain(name)))
            for said in effects.county(name):
                screen.print(console.safe(f"  {said}"))
        if state_of(done.assessment, done.submission.provenance, name) == TENTATIVE:
            which = tentative_figures(done.assessment, done.submission.provenance, name)
            screen.print(console.safe(f"  得分和等次暂定：{which}", "yellow"))
        for one in [indicator] if indicator else [one.id for one in done.scheme.indicators]:
            screen.print(console.safe("  " + done.assessment.explain(name, one)))
            for sentence in done.revised.told(name, done.scheme.indicator(one).items(), done.scheme):
                screen.print(console.safe("    " + sentence))
    return 0


def allocate_total(total: int, by: str, data: Path, scheme: str | None, floor: int, cap: int | None) -> int:
    """Share a total out by an item of a workbook and print it; the exit status."""
    from scoring.allocation import allocate

    with console.Steps() as steps:
        done = run([data], scheme, None, steps)
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
    table = Table(show_edge=False, pad_edge=False)
    for head in ("县（市、区）", item.name, "份额"):
        table.add_column(head, overflow="fold", justify="left" if head == "县（市、区）" else "right")
    for name, share in shares.items():
        table.add_row(console.safe(name), f"{weights[name]:g}", str(share))
    table.add_row("合计", f"{sum(weights.values()):g}", str(sum(shares.values())))
    console.out().print(table)
    return 0


__all__ = ["DEFAULT_SCHEME", "Run", "allocate_total", "demonstration", "explain_files", "run", "score_files"]


def fresh_name(scheme_id: str, year: int) -> Path:
    """A result name that is not taken in this folder: 考核结果-…, 考核结果-…-2, …"""
    return unused(Path(f"考核结果-{scheme_id}-{year}.xlsx"))


def print_taken(provenance: Provenance) -> None:
    """The files that were taken: role, whose, year, hash, figures used."""
    table = Table(title="采用的文件", show_edge=False, pad_edge=False)
    for head in ("文件", "角色", "单位", "年度", "SHA-256", "采用的数"):
        table.add_column(head, overflow="fold", justify="right" if head == "采用的数" else "left")
    for one in provenance.taken:
        year = "" if one.year is None else str(one.year)
        cells = (one.file, one.role, one.who, year, one.sha256[:12], str(one.figures))
        table.add_row(*(console.safe(cell) for cell in cells))
    console.out().print(table)


def print_ranking(assessment: Assessment, provenance: Provenance) -> None:
    """The ranking as a table in the terminal; below it for how many points figures are not final."""
    spec = assessment.scheme.spec
    table = Table(title=console.safe(f"{spec.title}  {assessment.year}年度排名"), show_edge=False, pad_edge=False)
    tentative = ["状态"] if provenance else []
    heads = ["名次", "县（市、区）", "等次", "总分", *tentative, *(one.name for one in spec.dimensions), "等次约束事由"]
    for head in heads:
        table.add_column(
            console.safe(head),
            overflow="fold",
            justify="left" if head in ("县（市、区）", "等次", "状态", "等次约束事由") else "right",
        )
    filled = assessment.filled
    order = sorted(range(len(assessment.counties)), key=lambda place: filled.frame.values["order"][place])
    for place in order[:100]:
        cells = [_cell(assessment, name, place) for name in ("rank", "", "grade", "total")]
        cells += [state_of(assessment, provenance, assessment.counties[place])] if tentative else []
        cells += [_cell(assessment, one.id, place) for one in spec.dimensions]
        cells.append(_cell(assessment, "gate_reasons", place) if "gate_reasons" in filled.texts else "")
        table.add_row(*map(console.safe, cells))
    screen = console.out()
    screen.print(table)
    for said in resting(assessment, provenance):
        screen.print(console.safe(said, "yellow"))
    if len(order) > 100:
        screen.print(f"（只列前 100 名，共 {len(order)} 个，全部见结果工作簿）")


def _cell(assessment: Assessment, name: str, place: int) -> str:
    if name == "":
        return assessment.counties[place]
    value = assessment.filled.text(name, place)
    if isinstance(value, str):
        return value
    places = assessment.compiled.columns[name].places
    return f"{value:.{places or 0}f}"
