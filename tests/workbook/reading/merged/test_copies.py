"""A county's book that is another's with the name changed, and a file whose name is another county's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import COUNTY, county_books, sheet_rows, write_book
from tests.workbook.reading.merged.conftest import Told

pytestmark = pytest.mark.usefixtures("module_reads_once")

COPIES = ("W_COPIED", "W_FILE_NAME")


def of_copies(told: Told, folder: Path) -> list[Problem]:
    return [one for one in told(folder) if one.code in COPIES]


def test_a_copied_book_names_both(city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path) -> None:
    copied = figures.copy()
    copied.loc["绛县"] = figures.loc["夏县"]
    found = of_copies(told, county_books(tmp_path, city, copied))
    assert [(one.code, one.county, one.source.file, [str(place) for place in one.also]) for one in found] == [
        ("W_COPIED", "绛县", f"{COUNTY}/绛县.xlsx", [f"{COUNTY}/夏县.xlsx"])
    ]
    assert "“绛县”的" in found[0].message
    assert "与“县（市、区）/夏县.xlsx”里“夏县”的完全相同" in found[0].message


def test_equal_by_chance_is_no_copy(city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path) -> None:
    """是, 否, 0 and 1 are equal in many counties; one figure that differs makes two books."""
    items = [item for item in city.items if city.items[item].kind == "yes_no"]
    for county in ("夏县", "绛县"):
        table = pd.DataFrame({item: {county: 0.0} for item in items})
        write_book(tmp_path / f"{county}.xlsx", {"市统计局": sheet_rows(city, table, items)})
    assert "W_COPIED" not in [one.code for one in told(tmp_path)]
    nearly = figures.copy()
    nearly.loc["绛县"] = figures.loc["夏县"]
    nearly.at["绛县", "new_projects"] += 1
    assert of_copies(told, county_books(tmp_path / "二", city, nearly)) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("夏县-2025", True), ("夏县", True), ("运城市夏县报送表（改）", True), ("永济", True), ("永济/报送表", True), ("夏县/绛县", False),
        ("绛县", False), ("新绛县", True), ("报送表", False), ("绛县、夏县", False), ("运城市", False),
    ],
)  # fmt: skip
def test_a_name_of_another_county(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, name: str, wrong: bool
) -> None:
    """The book is 绛县's. 新绛县 is not 绛县; a file's own name goes before its folder's; 永济 is 永济市."""
    rest = figures.drop(index="绛县")
    county_books(tmp_path, city, rest)
    county_books(tmp_path / "改", city, figures.loc[["绛县"]], names={"绛县": name})
    shutil.move(tmp_path / "改" / COUNTY, tmp_path / COUNTY / "改")
    found = of_copies(told, tmp_path)
    assert [one.code for one in found] == (["W_FILE_NAME"] if wrong else [])
    if wrong:
        assert found[0].source.file == f"{COUNTY}/改/{name}.xlsx"
        assert "里面是“绛县”的数，按里面写的读了" in found[0].message
