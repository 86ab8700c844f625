"""Items and counties shared out between files in odd ways: who is told of a hole, and where nobody can tell, nobody."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring.scheme.scheme import Scheme
from tests.support.bureaus import (
    Edit,
    Rows,
    bureau_books,
    county_books,
    sheet_rows,
    without,
    without_column,
    write_book,
)
from tests.workbook.merged.conftest import Told
from tests.workbook.merged.test_who_should_have_sent import FILE, SEVEN, STATISTICS, blank_cell, blank_row, wrong_unit


def halves(city: Scheme, figures: pd.DataFrame, folder: Path, edit: Edit, *bureaus: str) -> None:
    """上 and 下 bring these bureaus' items of seven and of six counties (夏县 is one of the six), 余 the rest of all."""
    shared = {bureau: city.bureau_sheets()[bureau] for bureau in bureaus}
    for name, counties in (("上", figures.index[:7]), ("下", figures.index[7:])):
        sheets = {bureau: sheet_rows(city, figures, ids, list(counties)) for bureau, ids in shared.items()}
        if name == "下":
            edit(sheets[STATISTICS])
        write_book(folder / f"{name}.xlsx", sheets)
    others = {bureau: ids for bureau, ids in city.bureau_sheets().items() if bureau not in shared}
    write_book(folder / "余.xlsx", {bureau: sheet_rows(city, figures, ids) for bureau, ids in others.items()})


@pytest.mark.parametrize("edit", [without("夏县"), blank_cell, blank_row])
def test_halves_beside_a_bureau_that_sends_all_counties(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, edit: Edit
) -> None:
    """Two sheets of the halves: 下 speaks of 夏县 on the other one, and answers for what it lacks on this one."""
    halves(city, figures, tmp_path, edit, STATISTICS, "市能源局")
    assert {(one.source.file, one.county) for one in told(tmp_path)} == {("下.xlsx", "夏县")}


def test_where_either_half_may_be_meant_no_file_is_blamed(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    halves(city, figures, tmp_path, without("夏县"), STATISTICS)
    found = told(tmp_path)
    assert [(one.code, str(one.source), one.county) for one in found] == [("E_NOT_SENT", "", "夏县")]
    assert found[0].message.startswith(f"“市统计局”没有报全：“夏县”的 {SEVEN}在 3 个文件里都没有")


def test_a_bureau_and_the_counties_share_a_sheets_items_out(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    """The bureau brings three items of all counties, each county the four others: 夏县 answers for its own blank."""
    ids = city.bureau_sheets()[STATISTICS]

    def own_items(sheets: dict[str, Rows]) -> None:
        for item in ids[:3]:
            without_column(item)(sheets[STATISTICS])

    def with_blank(sheets: dict[str, Rows]) -> None:
        own_items(sheets)
        sheets[STATISTICS][1][sheets[STATISTICS][0].index(ids[3])] = None

    edits = dict.fromkeys(figures.index, own_items) | {"夏县": with_blank}
    county_books(tmp_path, city, figures, edits=edits)
    write_book(tmp_path / FILE, {STATISTICS: sheet_rows(city, figures, ids[:3])})
    assert [(one.code, one.source.file, one.county) for one in told(tmp_path)] == [("E_BLANK", "夏县.xlsx", "夏县")]


def test_a_wrong_unit_in_one_half_hides_no_blank_in_the_other(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    """energy_use cannot be read in 上 and is blank in 下: both are told."""

    def blank_column(rows: Rows) -> None:
        for row in rows[1:]:
            row[rows[0].index("energy_use")] = None

    halves(city, figures, tmp_path, blank_column, *city.bureau_sheets())
    (tmp_path / "余.xlsx").unlink()
    sheets = {b: sheet_rows(city, figures, ids, list(figures.index[:7])) for b, ids in city.bureau_sheets().items()}
    wrong_unit(sheets[STATISTICS])
    write_book(tmp_path / "上.xlsx", sheets)
    found = told(tmp_path)
    assert sorted((one.code, one.source.file) for one in found) == [
        *[("E_BLANK", "下.xlsx")] * 6,
        ("E_UNIT", "上.xlsx"),
    ]


@pytest.mark.parametrize("edit", [without("夏县"), blank_cell])
def test_an_item_that_the_bureau_sends_apart(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, edit: Edit
) -> None:
    """energy_use comes in a file of its own, without 夏县: that file is told, not the one that has 夏县's other figures."""
    bureau_books(tmp_path, city, figures, edits={STATISTICS: without_column("energy_use")})
    rows = sheet_rows(city, figures, ["energy_use"])
    edit(rows)
    write_book(tmp_path / "补.xlsx", {STATISTICS: rows})
    assert [(one.source.file, one.county) for one in told(tmp_path)] == [("补.xlsx", "夏县")]
