"""A sample of the bench: change any one filled cell or row of a workbook, and the reading differs or names the place.

Two seeded changes (six with KAOHE_WHOLE=1) of each workbook that ``tests/bench/bench_conservation.py`` draws thousands from: the demonstration
city, city workbooks by dimension and by bureau, a county workbook of every shipped scheme.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scoring.problems import Problem, Source
from tests.support.conservation.addresses import place_of
from tests.support.conservation.books import every_book
from tests.support.conservation.cases import Drawn, draw_case, judge, role
from tests.support.conservation.changes import OF_CELLS
from tests.support.conservation.seen import differing, holds, names, new_problems, see
from tests.support.samples import sample

BOOKS = every_book()
SEED, CASES = 20, sample(2, 6)


@pytest.mark.parametrize("name", list(BOOKS))
def test_no_change_is_unseen(name: str, tmp_path: Path) -> None:
    tried = BOOKS[name](tmp_path)
    draw = random.Random(f"{SEED} {name}")
    verdicts = []
    while len(verdicts) < CASES:
        verdict = judge(tried, draw_case(tried, draw), draw)
        if verdict is not None:
            verdicts.append(verdict)
    assert [one.line() for one in verdicts if not one.passed] == []


@pytest.mark.parametrize(
    ("name", "sheet", "cell"),
    [
        ("示范市", "能耗强度", "AC4"),  # the unit of a column that only checks read
        ("county national-2007-target", "市统计局", "J4"),  # the only check of a county's sheet
        ("county national-2007-target", "市统计局", "A4"),  # its only row number
    ],
)
def test_cells_that_were_lost_unseen(name: str, sheet: str, cell: str, tmp_path: Path) -> None:
    """Deleted cells that the bench found to be missed by nobody (seed 29 of 27 November 2026)."""
    tried, place = BOOKS[name](tmp_path), place_of(cell)
    what = role(tried.package, tried.package.sheets[sheet], place)
    verdict = judge(tried, Drawn(sheet, place, what, "delete", OF_CELLS["delete"]), random.Random(1))
    assert verdict is not None
    assert verdict.passed, verdict.line()


def test_what_is_not_changed_is_read_the_same(tmp_path: Path) -> None:
    """The machinery itself: every sheet written anew, nothing changed, gives the same reading and no new problem."""
    tried = BOOKS["示范市"](tmp_path)
    for name in tried.package.sheets:
        tried.package.sheet(name)
    tried.path.write_bytes(tried.package.bytes())
    after = see(tried.path)
    assert differing(tried.before, after) == []
    assert new_problems(tried.before, after, shifted=False) == []


@pytest.mark.parametrize(("text", "inside", "outside"), [
    ("H3、K9:K11", "H3 K9 K10 K11", "H4 K8 K12 J10"), ("第 12 行没有写县（市、区）", "A12 ZZ12", "A11 A2"), ("F 列是隐藏的", "F1 F99", "E1 FF1"),
    ("B2:C9 合并成了一格", "B2 C9 B5", "A2 D9"), ("第 3—5 行", "A3 C4 A5", "A6"), ("PM10、energy_use2", "PM10", "E2 M10 SE2"),
])  # fmt: skip
def test_what_a_message_names(text: str, inside: str, outside: str) -> None:
    """Cells, ranges, rows and columns, as messages write them."""
    assert [one for one in inside.split() if not holds(text, place_of(one))] == []
    assert [one for one in outside.split() if holds(text, place_of(one))] == []


def test_a_problem_names_a_place_on_its_own_sheet_only() -> None:
    one = Problem(
        "warning", "W", "", "", "没有读到：市统计局!H3、K9:K11；市能源局!B2", Source("a.xlsx", "市统计局", "H3")
    )
    assert names(one, "市统计局", place_of("K10"))
    assert names(one, "市能源局", place_of("B2"))
    assert not names(one, "市能源局", place_of("K10"))
    assert not names(one, "市交通局", place_of("H3"))
