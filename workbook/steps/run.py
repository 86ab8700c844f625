"""Read and score: what every command on data begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.assessment import Assessment, assess
from scoring.checks.run import checked_again
from scoring.errors import KaoheError
from scoring.resources import examples_dir
from scoring.scheme.scheme import Scheme
from workbook.reading.merged.own_books import parted
from workbook.reading.merged.submission import Submission
from workbook.reading.opening import Opened
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.stage import Stage
from workbook.reading.submissions import ReadOptions, SubmissionSet, read_submissions
from workbook.revisions.apply import Revised, apply_revisions
from workbook.scheme_workbook.opening import open_scheme
from workbook.steps import console

if TYPE_CHECKING:  # who reads no result needs no archive
    from workbook.archive import StoredResult
    from workbook.archive.checked import CheckedResult

DEFAULT_SCHEME = "yuncheng-14fyp"


@dataclass(frozen=True)
class Run:
    """What was submitted, read and scored. paths: where each file is, by its name in messages.

    stored: of a result workbook given by itself, what it holds. parents: results whose typed adjustments were taken.
    """

    scheme: Scheme
    submission: Submission
    assessment: Assessment
    revised: Revised
    paths: Mapping[str, Path] = field(default_factory=dict)
    stored: StoredResult | None = None
    parents: tuple[StoredResult, ...] = ()

    @property
    def exit_status(self) -> int:
        """1 where the data has errors, else 0."""
        return int(any(one.severity == "error" for one in self.assessment.problems))


@dataclass(frozen=True)
class RunOptions:
    """How data are read and scored, as the options of the commands say.

    stage: None for 初评 of data, and for a result's own. decisions: files and folders of decisions that stand elsewhere.
    jobs: processes that read the files of a set; None takes as many as they are worth.
    """

    scheme: str | Scheme | None = None
    year: int | None = None
    stage: Stage | None = None
    as_of: str = ""
    decisions: Sequence[Path] = ()
    jobs: int | None = 1


def demonstration() -> Path:
    """The demonstration city, as a set of counties, bureaus and decisions; as one workbook where no set goes along."""
    city = examples_dir()
    whole = city / "yuncheng-2025-set"
    return whole if (whole / Role.BUREAU).is_dir() else city / "yuncheng-2025" / "yuncheng-2025.xlsx"


def run(
    data: Sequence[Path] | None,
    options: RunOptions,
    steps: console.Steps,
    *,
    last: StoredResult | None = None,
    typed: bool = False,
) -> Run:
    """Read the data (a workbook, several, or a folder) under its scheme and score it; KaoheError for what is unusable.

    A result workbook by itself is read from its archive. typed: rows typed into 核定调整 of results among the data and the decisions are
    decisions; without it such rows are refused, as any changed input of a result is.
    """
    scheme = options.scheme
    if not data:
        steps.tell("没有给数据文件，用随程序带的示范市（数字都是虚构的）")
    given, results = parted(data or [demonstration()])
    if not given and len(results) == 1:
        if isinstance(scheme, Scheme):
            raise KaoheError(f"{results[0].name} 是结果工作簿，不能按另一个方案读：用原来的数据计分")
        done = _of_result(results[0], scheme, options, steps, typed=typed)
        _refuse_later(last, done.assessment.year)
        return done
    if not given:
        raise KaoheError(f"给了 {len(results)} 本结果，没有数据：一次只给一本，或和数据一起给")
    checked: list[CheckedResult] = []

    def typed_in(opened: Opened, scheme: Scheme) -> FileData:
        from workbook.archive.checked import check_result, refusal
        from workbook.archive.typed import typed_part

        checked.append(check_result(opened))
        if checked[-1].changes and not typed:
            raise KaoheError(refusal(checked[-1].stored.name, checked[-1].changes))
        return typed_part(checked[-1], scheme)

    submitted = read_submissions(
        given, open_scheme(scheme) if isinstance(scheme, str) else scheme, options.year, DEFAULT_SCHEME,
        ReadOptions([*options.decisions, *results], options.stage or "初评", typed_in, options.jobs, steps.files, steps.sheets),
    )  # fmt: skip
    if checked:
        from workbook.steps.result_run import check_all_decided

        check_all_decided(checked, submitted.submission)
    _refuse_later(last, submitted.year)
    revised = apply_revisions(submitted.submission, submitted.scheme, options.as_of, submitted.appeals)
    submission = revised.submission if last is None else _checked_again(revised.submission, submitted, last)
    decided = [one.file for one in revised.submission.provenance.adopted if one.role == Role.DECISION]
    if decided:
        steps.tell(f"采用的决定：{'、'.join(decided)}")
    steps("计分")
    result = assess(
        submitted.scheme,
        submission.table,
        submitted.year,
        adjustments=submission.adjustments,
        evidence=submission.evidence,
        revised=revised.in_force,
    )
    parents = tuple(one.stored for one in checked if one.typed)
    return Run(submitted.scheme, submission, result, revised, submitted.paths, parents=parents)


def _refuse_later(last: StoredResult | None, year: int) -> None:
    """KaoheError for a result of a later year to be compared with."""
    if last is not None and last.year > year:
        raise KaoheError(
            f"--last 是 {last.year} 年度的结果，现在考核 {year} 年度：只能与以前的年度对比，换成上年的结果"
        )


def _of_result(path: Path, scheme: str | None, options: RunOptions, steps: console.Steps, *, typed: bool) -> Run:
    """A result by itself: its archive, with the rows typed into 核定调整 if they are taken."""
    from workbook.steps.result_run import read_alone, submission_of

    checked = read_alone(path, scheme, options.year, typed=typed)
    stored = checked.stored
    refused = [name for name, value in (("--as-of", options.as_of), ("--decisions", options.decisions)) if value]
    if refused:
        raise KaoheError(f"{stored.name} 是结果工作簿，里面的数不能再按 {'、'.join(refused)} 变动：和原来的数据一起给")
    if options.stage not in (None, stored.stage):
        raise KaoheError(f"{stored.name} 是按“{stored.stage}”计的，不能按“{options.stage}”重算：用原来的数据计分")
    for note in stored.warnings():
        steps.tell(note, "yellow")
    submission, assessment, revised = submission_of(checked)
    parents = (stored,) if checked.typed else ()
    return Run(stored.scheme, submission, assessment, revised, {}, stored, parents)


def _checked_again(submission: Submission, submitted: SubmissionSet, last: StoredResult) -> Submission:
    """With last year's result at hand, the checks that ask for last year's figures can be made."""
    if last.year != submitted.year - 1:
        return submission
    from workbook.archive.stored import figures_in

    elsewhere = {(county, f"{item}@{last.year}"): one for (county, item), one in figures_in(last.table).items()}
    beside = {**elsewhere, **submission.elsewhere}
    problems = checked_again(
        submission.problems, submitted.scheme, submitted.year, submission.table, beside, submission.sources
    )
    return replace(submission, problems=problems)
