"""The city workbook, blank or filled: the same layout that the reader reads."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from scoring.assessment import Adjustment
from scoring.errors import KaoheError
from scoring.lists.rows import ListRows
from scoring.scheme.scheme import Scheme
from workbook.drawing.references import prefix
from workbook.drawing.styles import Styles
from workbook.reading import wording
from workbook.reading.parts.figure_columns import figure_columns
from workbook.reading.parts.last_figures import LastYear
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.reading.tables.self_scores import self_score_items
from workbook.saving import check_free, save_whole
from workbook.template.adjustment_sheet import write_adjustments
from workbook.template.city_checks import CityChecks
from workbook.template.data_sheet import FIRST, DataSheet, Place, write_data_sheet
from workbook.template.guide import write_guide
from workbook.template.list_sheet import write_list_sheet
from workbook.template.revision_sheet import write_revisions
from workbook.template.values import cells_of

"""The creation date of every file, so that equal contents are equal bytes."""

SheetsBy = Literal["dimension", "bureau"]

_BLANK_ROWS = 20


def write_template(
    scheme: Scheme,
    year: int,
    path: str | Path,
    *,
    values: pd.DataFrame | None = None,
    title_note: str = "",
    adjustments: Sequence[Adjustment] = (),
    self_scores: pd.DataFrame | None = None,
    lists: Mapping[str, ListRows] | None = None,
    last: LastYear | None = None,
    by: SheetsBy = "dimension",
    force: bool = False,
) -> Path:
    """Write the city workbook of a scheme and a year, and return its path.

    values: index = counties, columns = item ids; cells are numbers, 不适用（…）, 暂缺（…) or NaN (blank).
    title_note: a label that every sheet carries (made-up figures must say so). self_scores: index = counties,
    columns = indicator ids. lists: rows of the evidence lists, by list id. last: last year's figures, to stand
    beside this year's. by: whether a sheet holds a bureau's items or a dimension's. An existing file is replaced only with ``force``. The same call writes the same
    bytes. Raises KaoheError, in Chinese, if the year, a value or the path cannot be used.
    """
    path = Path(path)
    check_free(path, force=force, suffix=".xlsx")
    content = template_bytes(
        scheme,
        year,
        values=values,
        title_note=title_note,
        adjustments=adjustments,
        self_scores=self_scores,
        lists=lists,
        last=last,
        by=by,
    )
    save_whole(path, content, force=force)
    return path


def template_bytes(
    scheme: Scheme,
    year: int,
    *,
    values: pd.DataFrame | None = None,
    title_note: str = "",
    adjustments: Sequence[Adjustment] = (),
    self_scores: pd.DataFrame | None = None,
    lists: Mapping[str, ListRows] | None = None,
    last: LastYear | None = None,
    by: SheetsBy = "dimension",
) -> bytes:
    """The workbook of write_template as bytes."""
    check_year(scheme, year)
    places = _places(scheme, values)
    names = [place.name for place in places]
    known = (*scheme.items.values(), *scheme.check_items.values())
    cells = dict(cells_of(values, names, known, "数据"))
    cells |= dict(last.figures) if last is not None else {}
    own_items = self_score_items(scheme)
    own_cells = cells_of(self_scores, names, own_items, "自评分")

    from workbook.drawing.text_book import TextBook

    buffer = io.BytesIO()
    region = scheme.region.name if scheme.region else ""
    title = wording.book_title(region, year)
    book = TextBook(buffer, title, scheme.title, default_date_format="yyyy-mm-dd")
    styles = Styles(book)
    homes = scheme.bureau_sheets() if by == "bureau" else scheme.sheets()
    columns = {sheet: figure_columns(scheme, year, ids, last) for sheet, ids in homes.items()}
    checks = CityChecks(scheme, year, columns, len(places))
    note = wording.data_note(scheme, year)
    write_guide(book, styles, scheme, year, f"{title}填报工作簿", title_note, homes, wording.Whose()).set_tab_color(
        "#1F4E9E"
    )

    def add(sheet: str, **rest: Any) -> Any:
        return write_data_sheet(
            book,
            styles,
            DataSheet(name=sheet, title=f"{title}：{sheet}", note=note, alert=title_note, places=places, **rest),
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
        rows = (lists or {}).get(name)
        write_list_sheet(book, styles, spec, title, title_note, (), rows=rows, offered=first).set_tab_color("#2E9E6B")
    if checks.by_sheet:
        checks.write(book, styles, title, title_note, places)
    write_adjustments(book, styles, scheme, title_note, places, adjustments, next(iter(homes)))
    write_revisions(book, styles, scheme, title_note, places)
    add(SELF_SCORES, items=own_items, cells=own_cells, remark=wording.SELF_REMARK)
    book.close()
    return buffer.getvalue()


def check_year(scheme: Scheme, year: int) -> None:
    """KaoheError for a year outside the plan."""
    if wrong := scheme.outside(year):
        raise KaoheError(wrong)


def _places(scheme: Scheme, values: pd.DataFrame | None) -> list[Place]:
    if scheme.region is not None:
        return [Place(county.code, county.name) for county in scheme.region.counties]
    if values is not None:
        return [Place("", str(name)) for name in values.index]
    return [Place("", "") for _ in range(_BLANK_ROWS)]
