"""Which files of a set are of another year, or of another county than they say; by hand, without a file."""

from __future__ import annotations

import pytest

from scoring.errors import DataError
from scoring.problems import Source
from tests.support.small_sets import three_counties
from workbook.reading.merged.copies import copied, named_otherwise
from workbook.reading.merged.years import assessed_year, other_year, without_other_years
from workbook.reading.parts.declaration import Declaration
from workbook.reading.parts.file_data import FileData
from workbook.reading.tables.values import SheetValues


def book(file: str, *said: tuple[str, str, float], year: int | None = 2025, scheme: str | None = None) -> FileData:
    figures = SheetValues(values={(county, item): value for county, item, value in said})
    return FileData(file, "", Declaration(year, scheme), ("甲县", "乙县", "丙县"), figures=figures)


@pytest.mark.parametrize(
    ("declared", "asked", "year"), [([2025, 2025, None], None, 2025), ([2024, 2025], 2025, 2025), ([None], 2025, 2025)]
)
def test_the_year(declared: list[int | None], asked: int | None, year: int) -> None:
    parts = [book(f"{number}.csv", year=one) for number, one in enumerate(declared)]
    assert assessed_year(parts, asked, scheme_asked=True) == year


def test_years_that_differ_are_named_in_their_order() -> None:
    parts = [book("二.csv", year=2025), book("一.csv", year=2024), book("三.csv", year=2025)]
    with pytest.raises(DataError, match=r"（2024 年：一.csv；2025 年：二.csv、三.csv）：加 --year 指定考核哪一年"):
        assessed_year(parts, None, scheme_asked=False)


def test_schemes_that_differ_are_named_unless_one_is_asked_for() -> None:
    parts = [book("一.csv", scheme="a"), book("二.csv", scheme="b"), book("三.csv", scheme="a")]
    with pytest.raises(DataError, match=r"（a：一.csv；b：二.csv）：加 --scheme"):
        assessed_year(parts, None, scheme_asked=False)
    assert assessed_year(parts, None, scheme_asked=True) == 2025


def test_no_year_at_all() -> None:
    with pytest.raises(DataError, match=r"^没有一个文件写明考核年度："):
        assessed_year([book("一.csv", year=None), book("二.csv", year=None)], None, scheme_asked=True)
    with pytest.raises(DataError, match=r"^一.csv 没有写明考核年度："):
        assessed_year([book("一.csv", year=None)], None, scheme_asked=True)


def test_files_of_another_year_are_left_out_and_name_their_one_county() -> None:
    own, none, other = book("一.csv"), book("二.csv", year=None), book("三.csv", ("乙县", "energy", 1), year=2024)
    assert without_other_years([own, none, other], 2025) == ([own, none], [other])
    one = other_year(other, 2025)
    assert (one.severity, one.code, one.source, one.county) == ("error", "E_OTHER_YEAR", Source("三.csv"), "乙县")
    assert other_year(book("四.csv", ("乙县", "energy", 1), ("甲县", "energy", 1), year=2024), 2025).county == ""


def figures(county: str, *values: float) -> list[tuple[str, str, float]]:
    return [
        (county, item, float(value))
        for item, value in zip(("energy", "output", "waste", "visits"), values, strict=False)
    ]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ((2, 3, 4), (2, 3, 4), True),
        ((2, 3, 4), (2, 3, 5), False),
        ((2, 3), (2, 3), False),  # two are equal by chance
        ((2, 3, 1, 0), (2, 3, 1, 0), False),  # so are 0 and 1
        ((2, 3, 4, 1), (2, 3, 4, 1), True),
        ((2, 3, 4), (2, 3, 4, 5), False),
        ((2, 3, 4, float("nan")), (2, 3, 4), True),  # a blank is no figure
    ],
)
def test_copies(first: tuple[float, ...], second: tuple[float, ...], same: bool) -> None:
    parts = [book("一.csv", *figures("甲县", *first)), book("二.csv", *figures("乙县", *second))]
    found = [(one.code, one.county, one.source.file, one.also) for one in copied(parts)]
    assert found == ([("W_COPIED", "乙县", "二.csv", (Source("一.csv"),))] if same else [])


def test_no_copies() -> None:
    """A county's figures in two files, or two counties' in one."""
    twice = [book("一.csv", *figures("甲县", 2, 3, 4)), book("二.csv", *figures("甲县", 2, 3, 4))]
    assert list(copied(twice)) == []
    assert list(copied([book("一.csv", *figures("甲县", 2, 3, 4), *figures("乙县", 2, 3, 4))])) == []


@pytest.mark.parametrize(
    ("file", "counties", "named"),
    [("乙县.csv", "甲县", "甲县"), ("甲县.csv", "甲县", None), ("乙县/甲县.csv", "甲县", None), ("甲县/乙县.csv", "甲县", "甲县"),
     ("甲县/表.csv", "乙县", "乙县"), ("丙县.csv", "甲县 乙县", ""), ("乙县.csv", "甲县 乙县", None), ("丙县.csv", "", None)],
)  # fmt: skip
def test_a_name_of_another_county(file: str, counties: str, named: str | None) -> None:
    """named: the county that the warning concerns, where the figures are one county's."""
    part = book(file, *((county, "energy", 2.0) for county in counties.split()))
    found = [(one.code, one.source.file, one.county) for one in named_otherwise([part], three_counties())]
    assert found == ([] if named is None else [("W_FILE_NAME", file, named)])
