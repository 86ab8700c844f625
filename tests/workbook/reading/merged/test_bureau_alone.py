"""A bureau checks its own book before it hands it in: it is told of its own figures, and no error is another's."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from examples.build import HERE
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from tests.support.cells import Book
from tests.support.commands import DEMO
from workbook.reading.roles import Role
from workbook.reading.submissions import read_submissions

pytestmark = pytest.mark.usefixtures("module_reads_once")

BOOKS = HERE / "yuncheng-2025-set" / "部门"
MISSING = {"市能源局": ["市能源局!I12"], "市生态环境局": [], "市统计局": [], "市发展改革委": [], "市机关事务管理局": []}
"""By bureau, the cells of its book that hold nothing (市能源局 has yet to certify one item of 绛县)."""


def told(path: Path) -> list[Problem]:
    return read_submissions([path], None, None, "yuncheng-14fyp").submission.problems


@pytest.mark.parametrize("bureau", sorted(MISSING))
def test_only_its_own_blanks_are_errors_and_what_others_owe_is_a_note(bureau: str) -> None:
    found = told(BOOKS / f"{bureau}.xlsx")
    errors = [f"{one.source.sheet}!{one.source.cell}" for one in found if one.severity == "error"]
    assert errors == MISSING[bureau]
    owed = [one.message for one in found if one.code == "N_OWED" and "同自报" not in one.message]
    others = [name for name in MISSING if name != bureau]
    assert sorted(name for name in others for said in owed if f"由{name}核定，这本表里没有" in said) == sorted(others)
    assert [said for said in owed if bureau in said] == []
    assert len(owed) == len(others) + 1  # and the targets, by 考核办


def test_what_is_the_countys_own_figure_waits_for_the_countys_book(tmp_path: Path) -> None:
    book = Book((BOOKS / "市统计局.xlsx").read_bytes())
    for cell in ("C6", "C7"):
        assert isinstance(book["市统计局"][cell].value, int | float)
        book["市统计局"][cell] = "同自报"
    (tmp_path / "市统计局.xlsx").write_bytes(book.bytes())
    found = told(tmp_path / "市统计局.xlsx")
    assert [one for one in found if one.severity == "error"] == []
    assert [one.message for one in found if "同自报" in one.message] == [
        "2 格写的是“同自报”：县里的表不在这一本里，和县里的表放在一起才核对得了"
    ]


@pytest.mark.parametrize("written", ["市统计局", "市考核办"])
def test_a_citys_workbook_stays_the_offices_whatever_bureau_is_written_on_it(
    city: Scheme, tmp_path: Path, written: str
) -> None:
    path = Path(shutil.copy(DEMO, tmp_path / "市.xlsx"))
    book = openpyxl.load_workbook(path)
    labels = [row[0] for row in book["填表说明"].iter_rows(max_col=1, values_only=True)]
    place = labels.index("考核年度") + 1
    book["填表说明"].insert_rows(place)
    book["填表说明"].cell(place, 1, "填报部门")
    book["填表说明"].cell(place, 2, written)
    book.save(path)
    before, after = (read_submissions([one], None, None, city.id).submission for one in (DEMO, path))
    assert [one.role for one in after.provenance.adopted] == [Role.OFFICE]
    assert after.table.equals(before.table)
