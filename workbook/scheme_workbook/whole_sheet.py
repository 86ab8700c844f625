"""方案: what the scheme and its region say of themselves, a row a field; made from the models."""

from __future__ import annotations

from pydantic import BaseModel

from scoring.scheme.models import SchemeSpec
from scoring.scheme.region import Region
from workbook.drawing.guarding import paint_verdicts
from workbook.drawing.paper import Paper
from workbook.drawing.styles import BAND
from workbook.reading.tables.uniform import GOOD
from workbook.scheme_workbook.assembling import CONTENT_HEAD, ITEM_HEAD
from workbook.scheme_workbook.choosing import prompt, value_rule
from workbook.scheme_workbook.drawing import BookDrawing
from workbook.scheme_workbook.leaves import STEP
from workbook.scheme_workbook.live import total_check
from workbook.scheme_workbook.notes import field_note
from workbook.scheme_workbook.placing import Content
from workbook.scheme_workbook.shapes import RecordShape, Scalar, Shape, fields, is_flat, is_text_list
from workbook.scheme_workbook.tables import CHECK, FIRST_ROW, NOTE, REGION, WHOLE, tables
from workbook.scheme_workbook.words import field_word, reference

_NOTE = "考核方案工作簿：填“填写”一列和后面各表，“项目”一列不要改；怎样写、用什么命令，见“写法”"
_SPARE = 2
"""Blank rows after free texts, of which there may be several."""


def write_whole(drawing: BookDrawing, title: str) -> None:
    """Draw the sheet."""
    sheet = drawing.sheet(WHOLE)
    drawing.top(sheet, title or "考核方案", _NOTE, (ITEM_HEAD, CONTENT_HEAD, NOTE, CHECK), (24, 46, 34, 14))
    contents: dict[str, list[Content]] = {}
    for path, content in drawing.placed.whole:
        contents.setdefault(path, []).append(content)
    row, at = FIRST_ROW, dict[str, int]()
    for path, shape, note in whole_fields():
        own: list[Content | None] = [*contents.get(path, [])]
        own += [None] * (_SPARE if is_text_list(shape) else 0 if own else 1)
        for one in own:
            at.setdefault(path, row)
            sheet.write_string(row, 0, path, drawing.styles.wrapped(valign="top", bg_color=BAND))
            drawing.put(sheet, row, 1, one, align="left")
            sheet.write_string(row, 2, note, drawing.styles.wrapped(valign="top", bg_color=BAND, font_size=9))
            sheet.write_blank(row, 3, None, drawing.styles.cell())
            sheet.data_validation(row, 1, row, 1, value_rule(shape) | prompt(path, note))
            row += 1
    total = at[field_word(SchemeSpec, "points")]
    of_least = STEP.join((field_word(SchemeSpec, "total"), field_word(SchemeSpec, "dimensions")))
    least = at[of_least]
    verdict = GOOD if drawing.placed.rows["类别"] and not contents.get(of_least) else ""
    check = total_check(drawing.at, f"$B${total + 1}", f"$B${least + 1}")
    sheet.write_formula(total, 3, check, drawing.styles.cell(), verdict)
    paint_verdicts(sheet, drawing.styles, (FIRST_ROW, 3, row, 3))
    drawing.lay_out(sheet, Paper(rows=(0, 2)), WHOLE, row - 3)


def whole_fields() -> list[tuple[str, Shape, str]]:
    """Path in words, shape, and what to write. Free texts of a list, one a row, have the shape of the list."""
    found: list[tuple[str, Shape, str]] = []

    def walk(model: type[BaseModel], above: tuple[str, ...], without: set[str]) -> None:
        for name, shape in fields(model).items():
            path = (*above, field_word(model, name))
            if name in without:
                continue
            if is_flat(shape):
                free = is_text_list(shape) and not reference(model, name)
                note = "一行一条，可以有几行" if free else field_note(model, name)
                found.append((STEP.join(path), shape if free or not is_text_list(shape) else Scalar("text"), note))
            elif isinstance(shape, RecordShape) and not shape.is_part:
                walk(shape.models[""], path, set())

    walk(SchemeSpec, (), {one.paths[0][0] for one in tables()})
    walk(Region, (REGION,), {one.paths[0][1] for one in tables() if one.paths[0][0] == REGION})
    return found
