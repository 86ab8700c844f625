"""Read, score, write: what the commands on data do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from scoring.assessment import Assessment, assess
from scoring.errors import KaoheError
from scoring.resources import examples_dir
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from workbook.command import console
from workbook.reading.city import peek_city_workbook, read_city_workbook
from workbook.reading.submission import Submission

DEFAULT_SCHEME = "yuncheng-14fyp"


@dataclass(frozen=True)
class Run:
    """One file read and scored."""

    scheme: Scheme
    submission: Submission
    assessment: Assessment

    @property
    def exit_status(self) -> int:
        """1 where the data has errors, else 0."""
        return int(any(one.severity == "error" for one in self.assessment.problems))


def demonstration() -> Path:
    """The demonstration city's workbook."""
    return examples_dir() / "yuncheng-2025" / "yuncheng-2025.xlsx"


def run(data: list[Path] | None, scheme: str | None, year: int | None, steps: console.Steps) -> Run:
    """Read the data under its scheme and score it; KaoheError for what is unusable."""
    if data is not None and len(data) > 1:
        raise KaoheError("一次只能给一个城市数据工作簿；多个县分别上报的，先并入一个工作簿（kaohe template 生成）")
    path = data[0] if data else demonstration()
    if not data:
        console.err().print("没有给数据文件，用随程序带的示范市（数字都是虚构的）", style="dim")
    declared = peek_city_workbook(path)
    loaded = load_scheme(scheme or declared.scheme_id or DEFAULT_SCHEME)
    assessed_year = year or declared.year
    if assessed_year is None:
        raise KaoheError(f"{path.name} 没有写明考核年度：在“填表说明”里填上，或加 --year 指定")
    submission = read_city_workbook(path, loaded, progress=steps.sheets)
    steps("计分")
    result = assess(
        loaded,
        submission.table,
        assessed_year,
        adjustments=submission.adjustments,
        problems=submission.problems,
        sources=submission.sources,
    )
    return Run(loaded, submission, result)


def score_files(
    data: list[Path] | None, scheme: str | None, year: int | None, output: Path | None, force: bool, standing: str
) -> int:
    """Score, print the ranking, write the result workbook; the exit status."""
    from workbook.result.ranking import STANDINGS
    from workbook.result.write import write_result

    if standing not in STANDINGS:
        raise KaoheError(f"结果状态只能是{'、'.join(STANDINGS)}，现在是 {standing}")
    with console.Steps() as steps:
        if output is not None and output.exists() and not force:
            raise KaoheError(f"文件已经存在，没有覆盖：{output}。换一个名字，或加 --force 覆盖")
        done = run(data, scheme, year, steps)
        target = output or fresh_name(done.scheme.id, done.assessment.year)
        write_result(
            done.assessment,
            target,
            files={done.submission.file: done.submission.sha256},
            options={"方案": done.scheme.id, "年度": str(done.assessment.year), "结果状态": standing},
            self_scores=done.submission.self_scores,
            standing=standing,
            remark=done.submission.remark,
            declared=done.submission.declared,
            force=force,
            progress=steps,
        )
    print_ranking(done.assessment)
    console.print_problems(done.assessment.problems)
    console.out().print(f"结果工作簿：{target}")
    return done.exit_status


def check_files(data: list[Path] | None, scheme: str | None, year: int | None) -> int:
    """Read and score without writing; print every problem."""
    with console.Steps() as steps:
        done = run(data, scheme, year, steps)
    console.print_problems(done.assessment.problems, most=len(done.assessment.problems))
    return done.exit_status


def explain_files(
    data: list[Path] | None, county: str | None, indicator: str | None, scheme: str | None, year: int | None
) -> int:
    """Print why: a county's total and every indicator, or one indicator."""
    with console.Steps() as steps:
        done = run(data, scheme, year, steps)
    screen = console.out()
    for name in [county] if county else done.assessment.counties:
        if indicator is None:
            screen.print(done.assessment.explain(name), markup=False)
        for one in [indicator] if indicator else [one.id for one in done.scheme.indicators]:
            screen.print("  " + done.assessment.explain(name, one), markup=False)
    return 0


def allocate_total(total: int, by: str, data: Path, scheme: str | None, floor: int, cap: int | None) -> int:
    """Share a total out by an item of a workbook and print it; the exit status."""
    from scoring.allocation import allocate

    with console.Steps() as steps:
        done = run([data], scheme, None, steps)
    if by not in done.scheme.items:
        raise KaoheError(f"方案里没有数据项 {by}；kaohe scheme show {done.scheme.id} 可以看到各项")
    filled, item = done.assessment.filled, done.scheme.items[by]
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
        table.add_row(name.replace("[", "\\["), f"{weights[name]:g}", str(share))
    table.add_row("合计", f"{sum(weights.values()):g}", str(sum(shares.values())))
    console.out().print(table)
    return 0


def fresh_name(scheme_id: str, year: int) -> Path:
    """A result name that is not taken in this folder: 考核结果-…, 考核结果-…-2, …"""
    stem = f"考核结果-{scheme_id}-{year}"
    path, number = Path(f"{stem}.xlsx"), 1
    while path.exists():
        number += 1
        path = Path(f"{stem}-{number}.xlsx")
    return path


def print_ranking(assessment: Assessment) -> None:
    """The ranking as a table in the terminal."""
    spec = assessment.scheme.spec
    table = Table(title=f"{spec.title}  {assessment.year}年度排名", show_edge=False, pad_edge=False)
    heads = ["名次", "县（市、区）", "等次", "总分", *(one.name for one in spec.dimensions), "等次约束事由"]
    for head in heads:
        table.add_column(
            head, overflow="fold", justify="left" if head in ("县（市、区）", "等次", "等次约束事由") else "right"
        )
    filled = assessment.filled
    order = sorted(range(len(assessment.counties)), key=lambda place: filled.frame.values["order"][place])
    for place in order[:100]:
        cells = [_cell(assessment, name, place) for name in ("rank", "", "grade", "total")]
        cells += [_cell(assessment, one.id, place) for one in spec.dimensions]
        cells.append(_cell(assessment, "gate_reasons", place).rstrip("；") if "gate_reasons" in filled.texts else "")
        table.add_row(*cells)
    screen = console.out()
    screen.print(table)
    if len(order) > 100:
        screen.print(f"（只列前 100 名，共 {len(order)} 个，全部见结果工作簿）")


def _cell(assessment: Assessment, name: str, place: int) -> str:
    if name == "":
        return assessment.counties[place].replace("[", "\\[")
    value = assessment.filled.text(name, place)
    if isinstance(value, str):
        return value
    places = assessment.compiled.columns[name].places
    return f"{value:.{places or 0}f}"
