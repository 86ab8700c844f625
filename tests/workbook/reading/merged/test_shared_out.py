"""A bureau's items shared out between files in odd ways: who is told of a hole, and where nobody can tell, nobody."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring.scheme.scheme import Scheme
from tests.support.bureaus import (
    BUREAU,
    Edit,
    bureau_books,
    certified,
    decided,
    sheet_rows,
    without,
    without_column,
    write_book,
)
from tests.workbook.reading.merged.conftest import Told
from tests.workbook.reading.merged.test_who_should_have_sent import SEVEN, STATISTICS, blank_cell, blank_row

pytestmark = pytest.mark.usefixtures("module_reads_once")


def halves(city: Scheme, figures: pd.DataFrame, folder: Path, edit: Edit, *bureaus: str) -> None:
    """上 and 下 bring these bureaus' items of seven and of six counties (夏县 is one of the six), 余 the rest of all."""
    decided(folder, city, figures)
    shared = {bureau: certified(city)[bureau] for bureau in bureaus}
    for name, counties in (("上", figures.index[:7]), ("下", figures.index[7:])):
        sheets = {bureau: sheet_rows(city, figures, ids, list(counties)) for bureau, ids in shared.items()}
        if name == "下":
            edit(sheets[STATISTICS])
        write_book(folder / BUREAU / f"{name}.xlsx", sheets)
    others = {bureau: ids for bureau, ids in certified(city).items() if bureau not in shared}
    write_book(folder / BUREAU / "余.xlsx", {bureau: sheet_rows(city, figures, ids) for bureau, ids in others.items()})


@pytest.mark.parametrize("edit", [without("夏县"), blank_cell, blank_row])
def test_halves_beside_a_bureau_that_sends_all_counties(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, edit: Edit
) -> None:
    """Two sheets of the halves: 下 speaks of 夏县 on the other one, and answers for what it lacks on this one."""
    halves(city, figures, tmp_path, edit, STATISTICS, "市能源局")
    assert {(one.source.file, one.county) for one in told(tmp_path)} == {(f"{BUREAU}/下.xlsx", "夏县")}


def test_where_either_half_may_be_meant_no_file_is_blamed(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    halves(city, figures, tmp_path, without("夏县"), STATISTICS)
    found = told(tmp_path)
    assert [(one.code, str(one.source), one.county) for one in found] == [("E_NOT_SENT", "", "夏县")]
    assert found[0].message.startswith(f"“市统计局”没有报全：“夏县”的 {SEVEN}没有一个文件里有")


@pytest.mark.parametrize("edit", [without("夏县"), blank_cell])
def test_an_item_that_the_bureau_sends_apart(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, edit: Edit
) -> None:
    """energy_use comes in a file of its own, without 夏县: that file is told, not the one that has 夏县's other figures."""
    bureau_books(tmp_path, city, figures, edits={STATISTICS: without_column("energy_use")})
    rows = sheet_rows(city, figures, ["energy_use"])
    edit(rows)
    write_book(tmp_path / BUREAU / "补.xlsx", {STATISTICS: rows})
    assert [(one.source.file, one.county) for one in told(tmp_path)] == [(f"{BUREAU}/补.xlsx", "夏县")]
