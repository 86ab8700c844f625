"""Vintages: the newest figure not after a date, conflicts, and the national revisions as they were published."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import energy
from scoring.errors import DataError
from scoring.problems import Source
from scoring.vintages import KnownOfTable, Replayed, Vintage, replay, with_figures

TABLE = pd.DataFrame({"a": [1.0, 2.0], "b": ["不适用", 5.0]}, index=["甲县", "乙县"])
SHEETS = {(county, item): Source("数据.xlsx", "表", f"{'CD'[item == 'b']}{row}") for row, county in ((6, "甲县"), (7, "乙县")) for item in "ab"}  # fmt: skip


def vintage(value: float | str, date: str, cell: str = "C5", **more: Any) -> Vintage:
    return Vintage("甲县", more.pop("item", "a"), value, date, source=Source("数据.xlsx", "数据修订", cell), **more)


def codes(replayed: Replayed) -> list[tuple[str, str, str]]:
    return [(one.severity, one.code, one.source.cell) for one in replayed.problems]


def test_the_newest_vintage_not_after_the_day_is_used() -> None:
    """Worked by hand: 1 until 2026-05-31, 1.5 from 2026-06-01, 1.2 from 2026-07-01."""
    both = [vintage(1.2, "2026-07-01", "C6"), vintage(1.5, "2026-06-01")]
    figures = {
        day: replay(TABLE, both, day).table.at["甲县", "a"] for day in ("2026-05-31", "2026-06-01", "2026-06-30", "")
    }
    assert figures == {"2026-05-31": 1.0, "2026-06-01": 1.5, "2026-06-30": 1.5, "": 1.2}
    read = replay(TABLE, both, "2026-06-30", known=KnownOfTable(sources=SHEETS))
    assert [one.date for one in read.later] == ["2026-07-01"]
    assert read.sources["甲县", "a"].cell == "C5"
    assert read.sources["乙县", "a"].cell == "C7"
    assert TABLE.at["甲县", "a"] == 1.0


def test_every_vintage_stays_on_record() -> None:
    read = replay(TABLE, [vintage(1.2, "2026-07-01"), vintage(1.5, "2026-06-01")], data_date="2026-01-31")
    assert [(one.old.value, one.old.date, one.new.value, one.in_force) for one in read.revisions] == [
        (1.0, "2026-01-31", 1.5, False),
        (1.5, "2026-06-01", 1.2, True),
    ]


def test_two_figures_of_one_date_are_an_error_that_names_both_cells() -> None:
    read = replay(
        TABLE, [vintage(1.5, "2026-06-01", "C5"), vintage(1.6, "2026-06-01", "C9")], known=KnownOfTable({"a": "降低率"})
    )
    assert read.table.at["甲县", "a"] == "缺报"
    assert codes(read) == [("error", "E_VINTAGE_TWICE", "C9")]
    assert read.problems[0].message == (
        "“降低率”：同一版本（2026-06-01）有两个不同的数：数据.xlsx：数据修订!C5 是 1.5，数据.xlsx：数据修订!C9 是 1.6，分不清用哪一个，都没有采用"
    )


def test_a_conflict_that_a_newer_vintage_settles_does_not_touch_the_figure() -> None:
    three = [vintage(1.5, "2026-06-01"), vintage(1.6, "2026-06-01", "C9"), vintage(1.7, "2026-08-01", "C10")]
    assert replay(TABLE, three).table.at["甲县", "a"] == 1.7
    assert replay(TABLE, three, "2026-05-01").problems == ()


def test_the_sheet_s_own_figure_is_a_vintage_of_the_data_date() -> None:
    read = replay(TABLE, [vintage(1.5, "2026-03-31")], data_date="2026-03-31", known=KnownOfTable(sources=SHEETS))
    assert codes(read) == [("error", "E_VINTAGE_TWICE", "C5")]
    assert "表!C6 是 1" in read.problems[0].message
    same = replay(TABLE, [vintage(1.0, "2026-03-31")], data_date="2026-03-31", known=KnownOfTable(sources=SHEETS))
    assert codes(same) == [("note", "N_VINTAGE_TWICE", "C5")]
    assert same.revisions == ()


def test_what_is_worth_a_word() -> None:
    equal = replay(TABLE, [vintage(1.0, "2026-06-01")])
    assert codes(equal) == [("note", "N_VINTAGE_SAME", "C5")]
    twice = replay(TABLE, [vintage(1.5, "2026-06-01"), vintage(1.5, "2026-06-01", "C8")])
    assert codes(twice) == [("note", "N_VINTAGE_TWICE", "C8")]
    old = replay(TABLE, [vintage(1.5, "2026-01-01")], data_date="2026-03-31")
    assert codes(old) == [("warning", "W_VINTAGE_OLD", "C5")]
    assert old.table.at["甲县", "a"] == 1.0
    caliber = replay(
        TABLE, [vintage(1.5, "2026-06-01", caliber="当量值")], known=KnownOfTable(calibers={("甲县", "a"): "等价值"})
    )
    assert codes(caliber) == [("warning", "W_VINTAGE_CALIBER", "C5")]


def test_a_figure_can_replace_a_declaration_and_the_reverse() -> None:
    read = replay(TABLE, [vintage(3.0, "2026-06-01", item="b"), vintage("暂缺", "2026-06-01", "C6")])
    assert read.table.loc["甲县"].tolist() == ["暂缺", 3.0]
    assert read.table.loc["乙县"].tolist() == [2.0, 5.0]


def test_a_day_before_the_data_and_an_unknown_figure_are_refused() -> None:
    with pytest.raises(DataError, match="数据日期是 2026-03-31，晚于指定的 2026-01-01"):
        replay(TABLE, [], "2026-01-01", data_date="2026-03-31")
    with pytest.raises(DataError, match="丙县"):
        replay(TABLE, [Vintage("丙县", "a", 1.0, "2026-01-01")])


NATIONAL = [  # year of the fall, figure, date
    ("2006", 1.79, "2008-07-31"), ("2006", 2.74, "2010-07-31"),
    ("2007", 3.27, "2008-02-29"), ("2007", 3.66, "2008-07-31"), ("2007", 5.04, "2010-07-31"),
    ("2008", 4.59, "2009-02-28"), ("2008", 5.20, "2010-07-31"),
    ("2009", 3.61, "2010-07-31"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "cumulative"),
    [("2008-02-29", 3.27), ("2008-07-30", 3.27), ("2008-07-31", 5.38), ("2009-12-31", 9.73), ("2010-07-31", 15.61), ("", 15.61)],
)  # fmt: skip
def test_national_energy_intensity_as_it_was_known(day: str, cumulative: float) -> None:
    """National falls 2006–2009 and their revisions after the agricultural and the second economic census.

    Source: gov.cn 2008-07-14 and the notices of 2010-07, as collected in practice 5-4; 15.61 is published and comes out on the
    revised series alone. Published to the month, so that the month's last day stands here; the month of 4.59 is not in
    the source, any before 2010-07 gives the same. By hand: 1 − 0.9821 × 0.9634 = 5.38%; × 0.9541: 9.73%.
    """
    blank = pd.DataFrame(math.nan, index=["全国"], columns=["2006", "2007", "2008", "2009"])
    out = [Vintage("全国", year, figure, when) for year, figure, when in NATIONAL]
    known = replay(blank, out, day).table.loc["全国"].dropna().astype(float)
    assert round(float(energy.cumulative_decline(known.to_numpy())), 2) == cumulative


def test_the_first_figures_do_not_give_the_published_fall() -> None:
    """1.79, 3.27, 4.59, 3.61 compound to 12.63 (1 − 0.9821 × 0.9673 × 0.9541 × 0.9639), not 15.61: the revision is what the published figure stands on."""
    assert round(float(energy.cumulative_decline([1.79, 3.27, 4.59, 3.61])), 2) == 12.63


DAYS = st.integers(0, 40).map(lambda days: (date(2026, 1, 1) + timedelta(days)).isoformat())
CASES = st.lists(
    st.tuples(st.sampled_from(["甲县", "乙县"]), st.sampled_from(["a", "b"]), st.integers(0, 3).map(float), DAYS), max_size=12
)  # fmt: skip


def made(rows: list[tuple[str, str, float, str]]) -> list[Vintage]:
    return [Vintage(*row, source=Source("f", "s", f"C{place}")) for place, row in enumerate(rows, 5)]


@given(rows=CASES, one=DAYS, other=DAYS)
def test_a_later_day_never_knows_less(rows: list[tuple[str, str, float, str]], one: str, other: str) -> None:
    early, late = sorted((one, other))
    first, second = replay(TABLE, made(rows), early), replay(TABLE, made(rows), late)
    assert {(r.new.key, r.new.date) for r in first.revisions} <= {(r.new.key, r.new.date) for r in second.revisions}
    assert set(second.later) <= set(first.later)
    assert all(r.new.date <= early for r in first.revisions)


@given(rows=CASES, shuffled=st.randoms(use_true_random=False), day=DAYS)
def test_the_order_of_rows_does_not_matter(rows: list[tuple[str, str, float, str]], shuffled: Any, day: str) -> None:
    ordered = made(rows)
    mixed = ordered[:]
    shuffled.shuffle(mixed)
    one, other = replay(TABLE, ordered, day), replay(TABLE, mixed, day)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert (one.revisions, one.later, one.problems) == (other.revisions, other.later, other.problems)


@given(rows=CASES, day=DAYS)
def test_the_figure_is_that_of_the_newest_day(rows: list[tuple[str, str, float, str]], day: str) -> None:
    """Against a plain look-up: of the vintages not after the day, those of the last date, if they agree."""
    table = replay(TABLE, made(rows), day).table
    for county in TABLE.index:
        for item in TABLE.columns:
            own = [
                (when, value) for place, name, value, when in rows if (place, name) == (county, item) and when <= day
            ]
            last = {value for when, value in own if when == max(own)[0]}
            wanted = TABLE.at[county, item] if not own else last.pop() if len(last) == 1 else "缺报"
            assert table.at[county, item] == wanted


def test_with_figures_leaves_other_columns_alone() -> None:
    changed = with_figures(TABLE, {("甲县", "b"): 7.0})
    assert changed["a"].dtype == TABLE["a"].dtype
    assert changed["b"].tolist() == [7.0, 5.0]
