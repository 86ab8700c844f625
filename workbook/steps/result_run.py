"""A result given to a command that reads data: the assessment of its archive, with what was typed into 核定调整."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from scoring.assessment import Adjustment, Assessment, Evidence, assess_intake
from scoring.errors import DataError, KaoheError
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from scoring.vintages import Key, Replayed, Vintage, with_figures
from workbook.archive.checked import CheckedResult, check_result, read_checked, refusal
from workbook.archive.stored import StoredResult
from workbook.archive.typed import facts, typed_part
from workbook.reading.merged import decided
from workbook.reading.merged.submission import Submission
from workbook.reading.parts.declaration import Declaration
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Adopted, Role
from workbook.revisions.apply import Revised
from workbook.revisions.record import RevisionRecord
from workbook.scheme_workbook.opening import open_scheme
from workbook.steps import console

PARENT = "上一本结果（采用了其中添的核定调整）"
"""The option of a result by which it names the one that rows were typed into."""


def read_result_with_notes(path: Path) -> StoredResult:
    """A result whose inputs are as they were written; what its reader should know is said."""
    stored = read_checked(path)
    for note in stored.warnings():
        console.err().print(console.safe(note, "yellow"))
    return stored


def read_alone(path: Path, scheme: str | None, year: int | None, *, typed: bool) -> CheckedResult:
    """A result given by itself; KaoheError where it is changed, or of another scheme or year than asked for.

    typed: whether rows typed into 核定调整 are taken.
    """
    checked = check_result(path)
    wrong = checked.others if typed else checked.changes
    if wrong:
        raise DataError(refusal(checked.stored.name, wrong))
    stored = checked.stored
    if scheme is not None and scheme != stored.scheme.id and not _is_scheme(scheme, stored.scheme):
        raise KaoheError(
            f"{stored.name} 是按方案 {stored.scheme.id} 计的，不能按 {scheme} 读：换方案的，用原来的数据计分"
        )
    if year is not None and year != stored.year:
        raise KaoheError(f"{stored.name} 是 {stored.year} 年度的结果，不是 {year} 年度的")
    return checked


def _is_scheme(which: str, scheme: Scheme) -> bool:
    """Whether files or a workbook of a scheme say the very same as the scheme of a result."""
    return Path(which).exists() and open_scheme(which) == scheme


def submission_of(checked: CheckedResult) -> tuple[Submission, Assessment, Revised]:
    """What a result was made from, with the rows typed into 核定调整; the assessment; its revisions."""
    stored = checked.stored
    part = typed_part(checked, stored.scheme)
    before = FileData(
        stored.name, "", Declaration(), (), adjustments=list(stored.assessment.adjustments), role=Role.OFFICE
    )
    adjustments = list(stored.assessment.adjustments)
    problems = list[Problem](part.problems)
    if part.adjustments:
        usable, doubts = decided.adjustments([before, part], stored.year, stored.inputs.stage)
        adjustments, unbounded = decided.bounded(usable, stored.scheme)
        problems += [one for one in (*doubts, *unbounded) if one not in stored.assessment.reader_problems]
        wrong = [one for one in problems if one.severity == "error"] + _of_appeals(part.adjustments)
        if wrong:
            named = "\n".join(f"  {one.full_text()}" for one in wrong)
            raise DataError(f"{stored.name}：“核定调整”里添的行没有采用：\n{named}")
    reported = [*stored.assessment.reader_problems, *problems]
    assessment = stored.assessment if not part.adjustments else _again(stored.assessment, adjustments, reported)
    submission = _submission(checked, adjustments, reported)
    return submission, assessment, _revised(submission, stored.inputs.revisions or RevisionRecord())


def _of_appeals(adjustments: Iterable[Adjustment]) -> list[Problem]:
    remedy = "复查的更正登记在复查.yaml 里，和原来的数据一起计分"
    return [
        Problem("error", "E_APPEAL", one.county, one.indicator, f"写了复查编号 {one.appeal}", one.source, "", remedy)
        for one in adjustments
        if one.appeal
    ]


def _again(one: Assessment, adjustments: list[Adjustment], reported: list[Problem]) -> Assessment:
    return assess_intake(
        one.scheme, one.intake, one.year, adjustments=adjustments, evidence=Evidence(problems=reported, sources=one.sources, lists=one.lists),
        counted=one.counted,
    )  # fmt: skip


def _submission(checked: CheckedResult, adjustments: list[Adjustment], reported: list[Problem]) -> Submission:
    stored, inputs = checked.stored, checked.stored.inputs
    parent = {stored.name: stored.sha256} if checked.typed else {}
    own = tuple(Adopted(name, Role.DECISION, Role.OFFICE, stored.year, digest) for name, digest in parent.items())
    return Submission(
        files={**inputs.files, **parent},
        year=stored.year,
        scheme_id=stored.scheme.id,
        table=stored.table,
        declared=inputs.declared,
        sources=stored.assessment.sources,
        adjustments=adjustments,
        self_scores=inputs.self_scores,
        problems=reported,
        remark=inputs.remark,
        data_date=(inputs.revisions or RevisionRecord()).data_date,
        counties=stored.assessment.counties,
        lists=stored.assessment.lists,
        stage=inputs.stage,
        provenance=replace(inputs.provenance, adopted=(*inputs.provenance.adopted, *own)),
    )


def _revised(submission: Submission, record: RevisionRecord) -> Revised:
    """The revisions as the record tells them; the base has the figures that the first of each replaced."""
    first: dict[Key, Vintage] = {}
    for one in record.revisions:
        first.setdefault(one.old.key, one.old)
    base = with_figures(submission.table, {key: one.value for key, one in first.items()})
    replayed = Replayed(submission.table, submission.sources, record.revisions, record.later, {})
    dates = {one.number: one.decided for one in record.rulings}
    vintages = (*(one.new for one in record.revisions), *record.later)
    appeals = record.appeals.split("、")
    files = {one.file: one.sha256 for one in submission.provenance.adopted if one.file in appeals}
    return Revised(submission, base, replayed, record.rulings, dates, files, record.as_of, record.appeals, vintages)


def check_all_decided(results: Iterable[CheckedResult], submission: Submission) -> None:
    """KaoheError where a result that was given beside data holds an adjustment that is not among those decided now."""
    now = {facts(one) for one in submission.adjustments}
    left = [
        f"  {checked.stored.name}：{one.county} {one.indicator} {one.points:+g} 分（{one.reason}；出处 {one.source}）"
        for checked in results
        for one in checked.stored.assessment.adjustments
        if facts(one) not in now
    ]
    if left:
        lines = "\n".join(left)
        raise KaoheError(
            f"结果里已有的核定调整，不在这次给的决定里，会被丢掉，没有计分：\n{lines}\n"
            "把它们所在的文件（见“出处”）一并给出；或只给这一本结果：kaohe score 结果.xlsx"
        )


def parents(results: Iterable[StoredResult]) -> dict[str, str]:
    """How a new result names the results that rows were typed into."""
    named = [f"{one.name}  SHA-256 {one.sha256}" for one in results]
    return {PARENT: "；".join(named)} if named else {}
