"""A set of the demonstration city: thirteen counties, five bureaus, the office's decisions; the same city as one workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from examples.build import ADJUSTMENTS, demonstration
from examples.lists import demonstration_lists
from scoring import load_scheme
from scoring.lists.rows import ListRows
from tests.support.bureaus import BUREAU, COUNTY, DECISION
from tests.support.cells import edited
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes
from workbook.template.set_writer import bureau_template_bytes, bureaus, decision_template_bytes

SCHEME = load_scheme("yuncheng-14fyp")
YEAR = 2025
FIGURES = demonstration()
LISTS = demonstration_lists(SCHEME, FIGURES)
GRANTED = tuple(replace(one, document="运考核〔2026〕3号", date="2026-03-20") for one in ADJUSTMENTS)
Edit = Callable[[Any], None]


def rows_of(county: str) -> dict[str, ListRows]:
    """A county's own rows of the lists."""
    found = {}
    for name, rows in LISTS.items():
        own = rows.frame["county"] == county
        sources = tuple(one for one, kept in zip(rows.sources, own, strict=True) if kept)
        found[name] = ListRows(rows.frame[own].reset_index(drop=True), sources)
    return found


def figure(book: Any, item: str, value: Any, county: str = "夏县") -> None:
    """A county's figure: its id stands in row 5 where counties go down, in column C of a county's own book."""
    for sheet in book:
        if sheet["C3"].value == "编号":
            found = next((one for one in sheet["C"] if one.value == item), None)
            if found is not None:
                sheet.cell(found.row, 7).value = value
                return
        found = next((one for one in sheet[5] if one.value == item), None)
        if found is not None:
            place = next(one.row for one in sheet["B"] if one.value == county)
            sheet.cell(place, found.column).value = value
            return
    raise KeyError(item)


def put(book: Any, sheet: str, label: str, value: Any) -> None:
    """Write beside a label of 填表说明, or below the headings of a table's first blank row."""
    for row in book[sheet].iter_rows():
        for cell in row:
            if cell.value == label:
                book[sheet].cell(cell.row, cell.column + 2).value = value
                return
    raise KeyError(label)


def row(book: Any, sheet: str, *values: Any) -> None:
    """The first blank row below the heading."""
    page = book[sheet]
    number = next(n for n in range(4, 60) if all(page.cell(n, c).value is None for c in range(1, 4)))
    for column, value in enumerate(values, 1):
        if value is not None:
            page.cell(number, column).value = value


def issued(book: Any) -> None:
    put(book, "填表说明", "下达文号", "运政办函〔2025〕1号")
    put(book, "填表说明", "下达日期", "2025-03-01")


def certify(state: str) -> Edit:
    def edit(book: Any) -> None:
        row(book, "认定说明", None, None, book.worksheets[1].title, None, "核〔2026〕1号", "2026-06-30", state, "逐项")

    return edit


@cache
def final_set() -> dict[str, bytes]:
    """The set by path: thirteen counties, five bureaus whose figures are final, the office's decisions."""
    found = {}
    for county in FIGURES.index:
        said = TemplateContent(values=FIGURES.loc[[county]], lists=rows_of(county))
        found[f"{COUNTY}/{county}.xlsx"] = county_template_bytes(SCHEME, YEAR, county, said)
    for bureau in bureaus(SCHEME):
        content = bureau_template_bytes(SCHEME, YEAR, bureau, TemplateContent(values=FIGURES, lists=LISTS))
        found[f"{BUREAU}/{bureau}.xlsx"] = edited(content, certify("最终"))
    content = decision_template_bytes(SCHEME, YEAR, TemplateContent(values=FIGURES, adjustments=GRANTED))
    found[f"{DECISION}/考核办.xlsx"] = edited(content, issued)
    return found


def write_final_set(home: Path) -> None:
    """Write the set into a folder."""
    for name, content in final_set().items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)


@pytest.fixture(scope="session")
def whole_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set with everything in it, finally certified."""
    home = tmp_path_factory.mktemp("road") / "报送"
    write_final_set(home)
    return home
