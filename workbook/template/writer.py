"""The city workbook, blank or filled: the same layout that the reader reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pandas as pd

from scoring.scheme.scheme import Scheme
from workbook.drawing.references import prefix
from workbook.reading import wording
from workbook.reading.parts.figure_columns import figure_columns
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.reading.tables.self_scores import self_score_items
from workbook.saving import check_free, save_whole
from workbook.template.adjustment_sheet import write_adjustments
from workbook.template.city_checks import CityChecks
from workbook.template.content import BLANK, TemplateContent
from workbook.template.data_sheet import FIRST, DataSheet, FormRow, write_data_sheet
from workbook.template.form import Form
from workbook.template.guide import write_guide
from workbook.template.list_sheet import write_list_sheet
from workbook.template.revision_sheet import write_revisions
from workbook.template.values import cells_of

SheetsBy = Literal["dimension", "bureau"]

_BLANK_ROWS = 20


def write_template(
    scheme: Scheme,
    year: int,
    path: str | Path,
    content: TemplateContent = BLANK,
    *,
    by: SheetsBy = "dimension",
    force: bool = False,
) -> Path:
    """Write the city workbook of a scheme and a year, and return its path.

    by: whether a sheet holds a bureau's items or a dimension's. An existing file is replaced only with ``force``. The same call
    writes the same bytes. Raises KaoheError, in Chinese, if the year, a value or the path cannot be used.
    """
    path = Path(path)
    check_free(path, force=force, suffix=".xlsx")
    save_whole(path, template_bytes(scheme, year, content, by=by), force=force)
    return path


def template_bytes(scheme: Scheme, year: int, content: TemplateContent = BLANK, *, by: SheetsBy = "dimension") -> bytes:
    """The workbook of write_template as bytes."""
    form = Form(scheme, year, scheme.region.name if scheme.region else "", content.remark)
    last, places = content.last, _places(scheme, content.values)
    names = [place.name for place in places]
    known = (*scheme.items.values(), *scheme.check_items.values())
    cells = dict(cells_of(content.values, names, known, "数据"))
    cells |= dict(last.figures) if last is not None else {}
    own_items = self_score_items(scheme)
    own_cells = cells_of(content.self_scores, names, own_items, "自评分")
    homes = scheme.bureau_sheets() if by == "bureau" else scheme.sheets()
    columns = {sheet: figure_columns(scheme, year, ids, last) for sheet, ids in homes.items()}
    checks = CityChecks(scheme, year, columns, len(places))
    note = wording.data_note(scheme, year)
    write_guide(form, homes, wording.Whose()).set_tab_color("#1F4E9E")

    def add(sheet: str, **rest: Any) -> Any:
        title = f"{form.title}：{sheet}"
        return write_data_sheet(
            form.book,
            form.styles,
            DataSheet(name=sheet, title=title, note=note, alert=content.remark, places=places, **rest),
        )

    for sheet, row in columns.items():
        add(
            sheet,
            items=[one.item for one in row],
            cells=cells,
            remark=wording.DATA_REMARK,
            signature=wording.signature(wording.SIGNERS, 10),
            shown=frozenset(one.item.id for one in row if one.shown),
            verdicts=checks.verdicts(sheet),
            city=checks.city(sheet),
        ).set_tab_color("#E0B400")
    first = f"={prefix(next(iter(homes)))}$B${FIRST + 1}:$B${FIRST + len(places)}"
    for name, spec in scheme.lists.items():
        write_list_sheet(form, spec, (), rows=content.lists.get(name), offered=first).set_tab_color("#2E9E6B")
    if checks.by_sheet:
        checks.write(form, places)
    write_adjustments(form, places, content.adjustments, next(iter(homes)))
    write_revisions(form, places)
    add(SELF_SCORES, items=own_items, cells=own_cells, remark=wording.SELF_REMARK)
    return form.content()


def _places(scheme: Scheme, values: pd.DataFrame | None) -> list[FormRow]:
    if scheme.region is not None:
        return [FormRow(county.code, county.name) for county in scheme.region.counties]
    if values is not None:
        return [FormRow("", str(name)) for name in values.index]
    return [FormRow("", "") for _ in range(_BLANK_ROWS)]
