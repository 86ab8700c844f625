"""Rows typed into 核定调整 of a result: decisions as any, by the rules of the books of decisions."""

from __future__ import annotations

from dataclasses import replace

from scoring.assessment import Adjustment
from scoring.errors import DataError
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.archive.checked import CheckedResult, refusal
from workbook.reading.grid import Grid
from workbook.reading.merged import decided
from workbook.reading.parts.declaration import Declaration
from workbook.reading.parts.file_data import FileData
from workbook.reading.raw import Raw
from workbook.reading.roles import Role
from workbook.reading.tables.adjustments import read_adjustments
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.sheet import Sheet


def typed_part(checked: CheckedResult, scheme: Scheme) -> FileData:
    """The typed rows as a file of decisions. DataError where another input was changed, or a row is not complete or not valid: all of it at once."""
    if checked.others:
        raise DataError(refusal(checked.stored.name, checked.others))
    stored, problems = checked.stored, list[Problem]()
    part = FileData(
        stored.name, checked.opened.sha256, Declaration(year=stored.year, scheme_id=stored.scheme.id), (),
        problems=problems, role=Role.DECISION, place=Role.DECISION,
    )  # fmt: skip
    if not checked.typed:
        return part
    counties = Counties(scheme.region)
    if scheme.region is None:
        for name in stored.assessment.counties:
            counties.find(name)
    sheet = Sheet(_typed(checked), stored.name, problems)
    part.adjustments = read_adjustments(sheet, scheme, counties)
    usable, refused = decided.adjustments([part], stored.year, stored.inputs.stage)
    _, unbounded = decided.bounded(usable, scheme)
    every = (*problems, *refused, *unbounded)
    wrong = [one for one in every if one.severity == "error" or one.code == decided.DISPUTED]  # all rows, or none
    if wrong:
        named = "\n".join(f"  {one.full_text()}" for one in wrong)
        raise DataError(f"{stored.name}：“核定调整”里添的行有 {len(wrong)} 处不合要求，没有采用：\n{named}")
    return part


def facts(one: Adjustment) -> tuple[str, ...]:
    """What makes an adjustment the same wherever it stands."""
    names = ("county", "indicator", "points", "reason", "approver", "appeal", "document", "date")
    return tuple("".join(str(getattr(one, name)).split()) for name in names)


def _typed(checked: CheckedResult) -> Grid:
    """核定调整 with nothing but the headings and the typed rows, each where it stands."""
    where = checked.adjusting
    grid, columns = checked.opened.book.grid(where.sheet), set(where.columns.values())
    shown = {where.head, *checked.typed}

    rows: list[list[Raw]] = [
        [raw if row in shown and column in columns else None for column, raw in enumerate(cells)]
        for row, cells in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows)
