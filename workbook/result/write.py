"""Write the result workbook: whole or not at all, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from scoring.assessment import Assessment
from scoring.robustness import Robustness
from scoring.robustness import robustness as study
from workbook.drawing.headers import plain
from workbook.drawing.paper import lay_out
from workbook.drawing.styles import TEXT_FONT, Styles
from workbook.drawing.text_book import TextBook
from workbook.drawing.worksheet import ResultWorksheet
from workbook.layout.declared import Making
from workbook.layout.inputs import ResultInputs
from workbook.layout.plan import Plan
from workbook.result.sheet_list import present
from workbook.saving import write_whole

MOST_IN_MEMORY = 100_000  # counties × ledger columns up to which the book is built in memory

MANY_FORMULAS = 300_000  # the same, beyond which live formulas are hardly of use


def size(assessment: Assessment) -> int:
    """Counties × ledger columns: half of the cells of the result."""
    return len(assessment.counties) * len(assessment.compiled.columns)


def write_result(
    assessment: Assessment,
    path: str | Path,
    inputs: ResultInputs | None = None,
    *,
    robustness: Robustness | None = None,
    force: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """The ranked workbook with live formulas, at the path that is returned.

    inputs: what is shown and kept besides the assessment; a result to compare with brings the sheets of the review along.
    robustness: a study of the assessment, on sheets marked for internal use. An existing file is left alone (KaoheError) unless ``force``.
    """
    target, inputs = Path(path), inputs or ResultInputs()
    inputs = replace(
        inputs,
        review=inputs.review or inputs.last is not None,
        revisions=inputs.revisions or None,
        robustness=inputs.robustness if robustness is None else robustness.settings,
    )
    write_whole(target, lambda neighbour: render(assessment, neighbour, inputs, progress, robustness), force=force)
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
    # A long book is streamed: rows leave memory as they are written, and texts stand in their cells.
    options: dict[str, Any] = {
        "default_format_properties": {"font_name": TEXT_FONT, "font_size": 11},
        "in_memory": False, "constant_memory": size(assessment) > MOST_IN_MEMORY,
    }  # fmt: skip
    if isinstance(target, Path):  # temporary files stand beside the result, where the next run finds them
        options["tmpdir"] = str(target.parent)
    book = TextBook(target, f"{assessment.scheme.title} {assessment.year}年度考核结果", **options)
    book.set_calc_mode("auto")
    plan = Plan(assessment, inputs.remark, live=not inputs.values_only)
    making = Making(plan, Styles(book), inputs, robustness)
    there = present(making)
    sheets = {name: _worksheet(book, name, one.in_memory, plan.live) for one, name in there}
    for one, name in there:
        progress(f"写{name}")
        sheet = sheets[name]
        sheet.follows = one.follows
        if one.group.colour:
            sheet.set_tab_color(one.group.colour)
        one.draw(making, sheet, name)
        if one.paper is not None:
            lay_out(sheet, one.paper, name)
        if one.opened:
            sheet.activate()
    for sheet in sheets.values():
        # A label that begins with a digit would be read as part of the size before it.
        sheet.set_header(f"&R&10 {plain(inputs.remark[:100])}", {"scale_with_doc": False})
    book.close()


def _worksheet(book: Any, name: str, in_memory: bool, live: bool) -> ResultWorksheet:
    """A worksheet of the book. in_memory: not written from the top down; streamed, a row out of turn would be lost."""
    streamed = book.constant_memory
    book.constant_memory = streamed and not in_memory
    sheet: ResultWorksheet = book.add_worksheet(name, worksheet_class=ResultWorksheet)
    book.constant_memory = streamed
    sheet.live = live
    return sheet
