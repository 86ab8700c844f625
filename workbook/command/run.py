"""Read and score: what every command on data begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from scoring.assessment import Assessment, assess
from scoring.checks.run import checked_again
from scoring.errors import KaoheError
from scoring.resources import examples_dir
from scoring.scheme.scheme import Scheme
from workbook.archive import StoredResult
from workbook.command import console
from workbook.reading.merged.submission import Stage, Submission
from workbook.reading.roles import Role
from workbook.reading.submissions import Handed, read_submissions
from workbook.revisions.apply import Revised, apply_revisions

DEFAULT_SCHEME = "yuncheng-14fyp"


@dataclass(frozen=True)
class Run:
    """What was handed in, read and scored. paths: where each file is, by its name in messages."""

    scheme: Scheme
    submission: Submission
    assessment: Assessment
    revised: Revised
    paths: Mapping[str, Path] = field(default_factory=dict)

    @property
    def exit_status(self) -> int:
        """1 where the data has errors, else 0."""
        return int(any(one.severity == "error" for one in self.assessment.problems))


def demonstration() -> Path:
    """The demonstration city, as a set of counties, bureaus and decisions."""
    return examples_dir() / "yuncheng-2025-set"


def run(
    data: list[Path] | None,
    scheme: str | None,
    year: int | None,
    steps: console.Steps,
    as_of: str = "",
    last: StoredResult | None = None,
    decisions: list[Path] | None = None,
    stage: Stage = "初评",
) -> Run:
    """Read the data (a workbook, several, or a folder) under its scheme and score it; KaoheError for what is unusable."""
    if not data:
        console.err().print("没有给数据文件，用随程序带的示范市（数字都是虚构的）", style="dim")
    given = data or [demonstration()]
    handed = read_submissions(
        given, scheme, year, DEFAULT_SCHEME, files=steps.files, sheets=steps.sheets, decisions=decisions or (),
        stage=stage,
    )  # fmt: skip
    if last is not None and last.year > handed.year:
        raise KaoheError(
            f"--last 是 {last.year} 年度的结果，现在考核 {handed.year} 年度：只能与以前的年度对比，换成上年的结果"
        )
    revised = apply_revisions(handed.submission, handed.scheme, as_of, handed.appeals)
    submission = revised.submission if last is None else _checked_again(revised.submission, handed, last)
    decided = [one.file for one in revised.submission.taken if one.role == Role.DECISION]
    if decided:
        console.err().print(console.safe(f"采用的决定：{'、'.join(decided)}"), style="dim")
    steps("计分")
    result = assess(
        handed.scheme,
        submission.table,
        handed.year,
        adjustments=submission.adjustments,
        problems=submission.problems,
        sources=submission.sources,
        lists=submission.lists,
        revised=revised.in_force,
    )
    return Run(handed.scheme, submission, result, revised, handed.paths)


def _checked_again(submission: Submission, handed: Handed, last: StoredResult) -> Submission:
    """With last year's result at hand, the checks that ask for last year's figures can be made."""
    if last.year != handed.year - 1:
        return submission
    table = last.table
    elsewhere = {
        (str(county), f"{item}@{last.year}"): float(cell)
        for item in table.columns
        for county, cell in zip(table.index, table[item].tolist(), strict=True)
        if isinstance(cell, (int, float)) and cell == cell
    }
    beside = {**elsewhere, **submission.elsewhere}
    problems = checked_again(
        submission.problems, handed.scheme, handed.year, submission.table, beside, submission.sources
    )
    return replace(submission, problems=problems)
