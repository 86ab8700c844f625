"""Write the result workbook: whole or not at all, the same bytes for the same input."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from scoring.assessment import Assessment
from scoring.robustness import Robustness
from scoring.robustness import robustness as study
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.archive.sheet import write_archive
from workbook.reading.merged.submission import Stage
from workbook.reading.roles import UNTOLD, Provenance
from workbook.reading.tables.cells import Declared
from workbook.result.inputs import ResultInputs
from workbook.result.layout import ADJUST, DATA, POINTS, SUMMARY, Plan
from workbook.result.marks import FIGURES as TRIAL_FIGURES
from workbook.result.marks import SHEET as TRIAL
from workbook.result.marks import follows
from workbook.result.review import review_sheets, write_review
from workbook.result.sheets.adjustments import write_adjustments
from workbook.result.sheets.calculation import CalcSheets
from workbook.result.sheets.lines import LINES, MOST_LINES, write_lines
from workbook.result.sheets.matrix import MATRIX, write_matrix
from workbook.result.sheets.notes import FLAT, NOTES, PROBLEMS, write_flat, write_notes, write_problems
from workbook.result.sheets.points import PointTable
from workbook.result.sheets.provenance import SHEET as PROVENANCE
from workbook.result.sheets.provenance import write_provenance
from workbook.result.sheets.ranking import CHART_SHEET, RankingSheet
from workbook.result.sheets.ranking import SHEET as RANKING
from workbook.result.sheets.revisions import SHEET as REVISIONS
from workbook.result.sheets.revisions import write_revisions
from workbook.result.sheets.robustness import RANKS, READING, robustness_sheets, write_robustness
from workbook.result.sheets.robustness import SHEET as STEADY
from workbook.result.sheets.self_differences import SHEET as SELF_DIFFERENCES
from workbook.result.sheets.self_differences import write_self_differences
from workbook.result.sheets.trial import Trial
from workbook.result.styles import Styles
from workbook.revisions.record import Record
from workbook.saving import write_whole

_FIXED = datetime.datetime(2000, 1, 1)  # a creation date of its own would change the bytes


MOST_KEPT = 100_000  # counties × ledger columns up to which the book is built in memory

MANY_FORMULAS = 300_000  # the same, beyond which live formulas are hardly of use


def _kept_sheets(assessment: Assessment) -> set[str]:
    lists = {assessment.scheme.lists[name].sheet for name in assessment.lists}
    return {STEADY, RANKS, REVISIONS, SELF_DIFFERENCES, *lists}


def size(assessment: Assessment) -> int:
    """Counties × ledger columns: half of the cells of the result."""
    return len(assessment.counties) * len(assessment.compiled.columns)


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are.

    XlsxWriter looks through each formula for some thirty functions newer than Excel 2010; ours have none
    (a test holds it), and the search is most of the time of writing.
    """

    live = True

    def write_formula(self, row: int, column: int, formula: str, form: Any = None, value: Any = 0) -> Any:
        """A formula with its result; the result alone in a book of values only."""
        if self.live:
            return super().write_formula(row, column, formula, form, value)
        if isinstance(value, str):
            return self.write_string(row, column, value, form)
        return self.write_number(row, column, value, form)

    def _opt_close(self) -> None:
        """A sheet that is kept in memory in a streamed book has no file of its own to close."""
        if self.constant_memory:
            super()._opt_close()

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_result(
    assessment: Assessment,
    path: str | Path,
    *,
    files: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
    self_scores: pd.DataFrame | None = None,
    stage: Stage = "初评",
    remark: str = "",
    declared: Mapping[tuple[str, str], Declared] | None = None,
    review: bool = False,
    last: Assessment | None = None,
    revisions: Record | None = None,
    provenance: Provenance = UNTOLD,
    values_only: bool = False,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
    robustness: Robustness | None = None,
) -> Path:
    """The ranked workbook with live formulas.

    files: name → SHA-256 of what was read. stage: 初评, 送审 or 审定.
    remark: a label printed on every sheet (made-up figures say so). declared: what was declared instead of
    a figure, with its reason. review: with the sheets 对比, 提升, 结果运用; last: an assessment to compare with, on
    变动. robustness: a study of the assessment, on sheets marked for internal use. values_only: no formulas.
    revisions: late revisions and appeals, told on a sheet of their own where there are any. provenance: files with
    their roles, counties' own figures beside certified ones, and what is not final. All of it is kept in
    the archive inside the workbook (workbook/archive). An existing file is left alone (KaoheError) unless
    ``force``. Returns the path.
    """
    target = Path(path)
    inputs = ResultInputs(
        files=files or {},
        options=options or {},
        self_scores=self_scores,
        stage=stage,
        remark=remark,
        declared=declared or {},
        review=review or last is not None,
        last=last,
        revisions=revisions or None,
        provenance=provenance,
        robustness=None if robustness is None else robustness.settings,
        values_only=values_only,
    )
    said = progress or (lambda _: None)
    write_whole(target, lambda neighbour: render(assessment, neighbour, inputs, said, robustness), force=force)
    return target


def render(
    assessment: Assessment,
    target: Path | IO[bytes],
    inputs: ResultInputs,
    progress: Callable[[str], None],
    robustness: Robustness | None = None,
) -> None:
    """The workbook itself, to a file name or into memory. robustness: the study that ``inputs`` ask for, if at hand."""
    if inputs.robustness is not None and robustness is None:
        progress("分析稳健性")
        robustness = study(assessment, settings=inputs.robustness)
    remark = inputs.remark
    # A long book is streamed: rows leave memory as they are written, and texts stand in their cells.
    options: dict[str, Any] = {
        "strings_to_formulas": False, "strings_to_urls": False, "constant_memory": size(assessment) > MOST_KEPT,
    }  # fmt: skip
    if isinstance(target, Path):  # temporary files stand beside the result, where the next run finds them
        options["tmpdir"] = str(target.parent)
    book = xlsxwriter.Workbook(target, options)
    book.set_properties(
        {"title": f"{assessment.scheme.title} {assessment.year}年度考核结果", "author": "kaohe", "created": _FIXED}
    )
    book.set_calc_mode("auto")
    styles, plan = Styles(book), Plan(assessment, remark, live=not inputs.values_only)
    points = PointTable(plan, styles)
    lines = len(assessment.counties) * len(assessment.scheme.indicators) <= MOST_LINES
    papers = [sheet.name for sheet in plan.papers]
    names = [
        RANKING,
        CHART_SHEET,
        MATRIX,
        *([LINES] if lines else []),
        *review_sheets(inputs, len(assessment.counties)),
        *([SELF_DIFFERENCES] if lines and inputs.self_scores is not None else []),
        *([REVISIONS] if inputs.revisions else []),
        *([PROVENANCE] if inputs.provenance else []),
        *papers,
        SUMMARY,
        ADJUST,
        POINTS,
        DATA,
        *(assessment.scheme.lists[name].sheet for name in assessment.lists),
        FLAT,
        PROBLEMS,
        *robustness_sheets(robustness),
        NOTES,
        *([TRIAL] if plan.live else []),
        *([TRIAL_FIGURES] if follows(plan) else []),
        ARCHIVE,
    ]
    sheets: dict[str, Any] = {}
    streamed = book.constant_memory
    for sheet_name in names:
        # A sheet that is not written from the top down stays in memory: a row out of turn would be lost.
        book.constant_memory = streamed and sheet_name not in _kept_sheets(assessment)
        sheets[sheet_name] = book.add_worksheet(sheet_name, worksheet_class=_Sheet)
        sheets[sheet_name].kaohe_book = book
        sheets[sheet_name].live = plan.live
    book.constant_memory = streamed
    for sheet_name, colour in ((RANKING, "#0072B2"), (MATRIX, "#0072B2"), (POINTS, "#E69F00"), (PROBLEMS, "#D55E00")):
        sheets[sheet_name].set_tab_color(colour)
    progress("写底稿和汇总")
    CalcSheets(plan, styles).write(book)
    progress("写计分标准和排名")
    points.write(sheets[POINTS])
    ranking = RankingSheet(plan, styles, inputs)
    ranking.write(sheets[RANKING])
    ranking.chart(book, sheets[CHART_SHEET])
    write_matrix(sheets[MATRIX], plan, styles)
    left_out = []
    if lines:
        progress("写计分表")
        write_lines(sheets[LINES], plan, styles, inputs.self_scores, inputs.provenance)
        if inputs.self_scores is not None:
            write_self_differences(sheets[SELF_DIFFERENCES], plan, styles, inputs.self_scores)
    else:
        left_out.append(
            f"县数 × 指标数超过 {MOST_LINES}，没有写逐项的计分表；kaohe explain 可以说明任何一个县的任何一项"
        )
    left_out += write_review(sheets, plan, styles, inputs)
    write_adjustments(sheets[ADJUST], plan, styles)
    if inputs.revisions:
        write_revisions(sheets[REVISIONS], inputs.revisions, plan, styles)
    if inputs.provenance:
        write_provenance(sheets[PROVENANCE], plan, styles, inputs.provenance)
    progress("写数值、问题和说明")
    write_flat(sheets[FLAT], plan, styles)
    write_problems(sheets[PROBLEMS], assessment.problems, plan, styles)
    if robustness is not None:
        write_robustness(sheets[STEADY], sheets.get(RANKS), robustness, plan, styles)
        left_out.append(READING)
    write_notes(sheets[NOTES], plan, styles, inputs, left_out)
    if plan.live:
        Trial(plan, points).write(sheets[TRIAL], sheets.get(TRIAL_FIGURES), styles)
    write_archive(sheets[ARCHIVE], assessment, inputs)
    assert DATA in sheets
    for sheet in sheets.values():
        sheet.set_header(f"&R&9{remark.replace('&', '&&')[:200]}")
    sheets[RANKING].activate()
    book.close()
