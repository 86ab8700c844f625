"""Ranks over all cities, losses and the seal, from cities made by hand and by hypothesis."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.cities.book import roll_up_book
from workbook.cities.record import CityRecord, CountyLine, Lost, Scored
from workbook.cities.rollup import RollUp, seal_of

GRADES = (("好", ""), ("中", ""), ("差", ""))
Figures = list[tuple[int, float] | None]
"""Ordinal of the grade and points of each county; None is 待定."""


def city(name: str, figures: Figures, scheme: str = "a" * 64, lost: tuple[Lost, ...] = ()) -> Scored:
    """Ranked by grade, then by total, 1, 1, 3: counted county by county."""
    keys = [() if one is None else (float(one[0]), -one[1]) for one in figures]
    lines = tuple(
        CountyLine(
            name=f"{number}县", grade="待定" if one is None else GRADES[one[0] - 1][0], ordinal=None if one is None else one[0],
            total=None if one is None else one[1], rank=None if one is None else better(key, keys) + 1, keys=key,
            state="待定" if one is None else "—", why="",
        )
        for number, (one, key) in enumerate(zip(figures, keys, strict=True))
    )  # fmt: skip
    return Scored(
        name=name, scheme_id="s", scheme_title="方案", scheme_version="1", scheme_sha256=scheme, year=2025, stage="初评",
        remark="", data_sha256="", grades=GRADES, places=2, counties=lines, losses=lost, errors=(), others=(), debts=(), told=(),
    )  # fmt: skip


def better(key: tuple[float, ...], keys: list[tuple[float, ...]]) -> int:
    """How many stand before one."""
    return sum(bool(other) and other < key for other in keys)


def whole(*cities: Scored) -> RollUp:
    records = tuple(
        CityRecord(input_sha256="", result_sha256=f"{n:064x}", lasting=True, city=one) for n, one in enumerate(cities)
    )
    return RollUp("省", records, (), (), {}, {})


def lost(line: str, counties: int, losers: int, points: float) -> Lost:
    return Lost(id=line, name=line, clause="一", full=10.0, counties=counties, losers=losers, lost=points)


COUNTY = st.none() | st.tuples(st.integers(1, 3), st.integers(0, 8).map(float))
CITIES = st.lists(st.lists(COUNTY, min_size=1, max_size=6), min_size=1, max_size=5)


@given(CITIES)
@settings(max_examples=200, deadline=None)
def test_a_rank_over_all_is_one_more_than_the_counties_before_it(drawn: list[Figures]) -> None:
    cities = [city(f"{number}市", figures) for number, figures in enumerate(drawn)]
    (group,) = whole(*cities).groups
    keys = [one.keys for own in cities for one in own.counties]
    assert len(group.counties) == len(keys)
    for one in group.counties:
        assert one.rank == (better(one.county.keys, keys) + 1 if one.county.keys else None)
    # Within a city nobody overtakes anybody.
    for own in cities:
        ranked = [one for one in group.counties if one.city is own and one.rank is not None]
        assert [one.county.rank for one in ranked] == sorted(one.county.rank or 0 for one in ranked)


def test_cities_of_another_scheme_or_year_are_ranked_apart() -> None:
    first, second = city("甲市", [(1, 90.0)]), city("乙市", [(2, 80.0)])
    other, later = city("丙市", [(3, 99.0)], "b" * 64), city("丁市", [(3, 10.0)]).model_copy(update={"year": 2024})
    groups = whole(first, other, second, later).groups
    assert [[one.name for one in group.cities] for group in groups] == [["甲市", "乙市"], ["丙市"], ["丁市"]]
    assert [[one.rank for one in group.counties] for group in groups] == [[1, 2], [1], [1]]


def test_losses_are_added_up_and_the_city_that_lost_most_a_county_is_named() -> None:
    """12 and 3 points on x: 15 of 16; 甲市 3 a county, 乙市 1.5. y: 1 point."""
    one = city("甲市", [(1, 1.0)] * 4, lost=(lost("y", 4, 1, 1.0), lost("x", 4, 3, 12.0)))
    two = city("乙市", [(1, 1.0)] * 2, lost=(lost("y", 2, 0, 0.0), lost("x", 2, 2, 3.0)))
    lines = whole(one, two).groups[0].lines
    assert [(line.lost.id, line.lost.lost, line.lost.counties, line.lost.losers) for line in lines] == [("x", 15.0, 6, 5), ("y", 1.0, 6, 1)]  # fmt: skip
    assert (lines[0].worst, lines[0].worst_average) == ("甲市", 3.0)


def test_the_seal_does_not_depend_on_the_order_and_on_everything_else() -> None:
    assert seal_of(["b", "a"]) == seal_of(["a", "b"])
    assert len({seal_of(one) for one in (["a", "b"], ["a"], ["a", "b", "b"], ["ab"], [])}) == 5


def test_a_book_of_no_city_and_one_of_two_schemes_can_be_written() -> None:
    book = roll_up_book(RollUp("省", (), (("甲市", "坏了"),), (), {}, {}))
    names = openpyxl.load_workbook(io.BytesIO(book)).sheetnames
    assert names == ["汇总", "各县", "失分", "待定", "问题", "重新运行", "运行"]
    both = whole(city("甲市", [(1, 90.0), None]), city("乙市", [(2, 80.0)], "b" * 64))
    cells = list(openpyxl.load_workbook(io.BytesIO(roll_up_book(both)))["各县"].iter_rows(values_only=True))
    assert [row[:3] for row in cells if row[1]] == [("全部名次", "城市", "县（市、区）"), (1, "甲市", "0县"), ("—", "甲市", "1县"), (1, "乙市", "0县")]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "http://x", "+1", "a\u202eb\x07"])
def test_texts_stay_texts(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(roll_up_book(whole(city(text, [(1, 90.0)])))))
    cell = book["各县"]["B4"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert str(cell.value).startswith(text[:1])
    assert "\u202e" not in str(cell.value)
