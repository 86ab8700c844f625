"""Write the result workbook: whole or not at all, the same bytes for the same input."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from scoring.assessment import Assessment
from scoring.errors import KaoheError
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.archive.sheet import write_archive
from workbook.reading.cells import Declared
from workbook.result.calc import CalcSheets
from workbook.result.inputs import ResultInputs
from workbook.result.layout import ADJUST, DATA, POINTS, SUMMARY, Plan
from workbook.result.points import PointTable
from workbook.result.ranking import CHART_SHEET, STANDINGS, RankingSheet
from workbook.result.ranking import SHEET as RANKING
from workbook.result.records import FLAT, NOTES, PROBLEMS, write_flat, write_notes, write_problems
from workbook.result.scores import LINES, MATRIX, MOST_LINES, write_adjustments, write_lines, write_matrix
from workbook.result.styles import Styles

_FIXED = datetime.datetime(2000, 1, 1)  # a creation date of its own would change the bytes


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are.

    XlsxWriter looks through each formula for some thirty functions newer than Excel 2010; ours have none
    (a test holds it), and the search is most of the time of writing.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_result(
    assessment: Assessment,
    path: str | Path,
    *,
    files: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
    self_scores: pd.DataFrame | None = None,
    standing: str = STANDINGS[0],
    remark: str = "",
    declared: Mapping[tuple[str, str], Declared] | None = None,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """The ranked workbook with live formulas.

    files: name → SHA-256 of what was read. standing: 初评, 核定 or 市政府审定.
    remark: a label printed on every sheet (made-up figures say so). declared: what was declared instead of
    a figure, with its reason. All of it is kept in the archive inside the workbook (workbook/archive). An
    existing file is left alone (KaoheError) unless ``force``. Returns the path.
    """
    target = Path(path)
    if target.exists() and not force:
        raise KaoheError(f"文件已经存在，没有覆盖：{target}。换一个名字，或加 --force 覆盖")
    if not target.parent.is_dir():
        raise KaoheError(f"没有文件夹 {target.parent}：先建好，或换一个位置")
    handle, name = tempfile.mkstemp(prefix=".kaohe-", suffix=".xlsx", dir=target.parent)
    os.close(handle)
    inputs = ResultInputs(
        files=files or {},
        options=options or {},
        self_scores=self_scores,
        standing=standing,
        remark=remark,
        declared=declared or {},
    )
    try:
        render(assessment, name, inputs, progress or (lambda _: None))
        os.chmod(name, 0o644)
        os.replace(name, target)
    except PermissionError as error:
        raise KaoheError(f"写不进 {target}：文件可能正在 Excel 或 WPS 里打开，关掉后再试") from error
    finally:
        if os.path.exists(name):
            os.unlink(name)
    return target


def render(
    assessment: Assessment, target: str | IO[bytes], inputs: ResultInputs, progress: Callable[[str], None]
) -> None:
    """The workbook itself, to a file name or into memory."""
    remark = inputs.remark
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"title": f"{assessment.scheme.title} {assessment.year}年度考核结果", "author": "kaohe", "created": _FIXED}
    )
    book.set_calc_mode("auto")
    styles, plan = Styles(book), Plan(assessment, remark)
    points = PointTable(plan, styles)
    lines = len(assessment.counties) * len(assessment.scheme.indicators) <= MOST_LINES
    papers = [sheet.name for sheet in plan.papers]
    names = [
        RANKING,
        CHART_SHEET,
        MATRIX,
        *([LINES] if lines else []),
        *papers,
        SUMMARY,
        ADJUST,
        POINTS,
        DATA,
        FLAT,
        PROBLEMS,
        NOTES,
        ARCHIVE,
    ]
    sheets: dict[str, Any] = {}
    for sheet_name in names:
        sheets[sheet_name] = book.add_worksheet(sheet_name, worksheet_class=_Sheet)
        sheets[sheet_name].kaohe_book = book
    for sheet_name, colour in ((RANKING, "#0072B2"), (MATRIX, "#0072B2"), (POINTS, "#E69F00"), (PROBLEMS, "#D55E00")):
        sheets[sheet_name].set_tab_color(colour)
    progress("写底稿和汇总")
    CalcSheets(plan, styles).write(book)
    progress("写计分标准和排名")
    points.write(sheets[POINTS])
    ranking = RankingSheet(plan, styles, inputs.standing)
    ranking.write(sheets[RANKING])
    ranking.chart(book, sheets[CHART_SHEET])
    write_matrix(sheets[MATRIX], plan, styles)
    left_out = []
    if lines:
        progress("写计分表")
        write_lines(sheets[LINES], plan, styles, inputs.self_scores)
    else:
        left_out.append(
            f"县数 × 指标数超过 {MOST_LINES}，没有写逐项的计分表；kaohe explain 可以说明任何一个县的任何一项"
        )
    write_adjustments(sheets[ADJUST], plan, styles)
    progress("写数值、问题和说明")
    write_flat(sheets[FLAT], plan, styles)
    write_problems(sheets[PROBLEMS], assessment.problems, plan, styles)
    write_notes(sheets[NOTES], plan, styles, inputs, left_out)
    write_archive(sheets[ARCHIVE], assessment, inputs)
    assert DATA in sheets
    for sheet in sheets.values():
        sheet.set_header(f"&R&9{remark.replace('&', '&&')[:200]}")
    sheets[RANKING].activate()
    book.close()
