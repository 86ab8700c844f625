"""A figure at a wrong scale or of a wrong sign is told in the first year: against its target, its column, the five-year target.

The issue on the door: fractions where percentages are meant, reversed signs, factors of 100, 1,000, 10,000 and 万; whole
columns are told once, not thirteen times. A doubt is a warning or an error; the place is the column, or the county's cell.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from scoring.problems import Problem
from tests.workbook.reading.door.trying import FIGURES, cell, city, column, county, handed, lines, read, spoilt

EITHER = ("error", "warning")
WHOLE = [
    ("decline_target", 0.01),
    ("five_year_target", 0.01),
    ("decline_cumulative", 0.01),
    ("decline_actual", 0.01),
    ("decline_actual", -1),
    ("decline_cumulative", -1),
    ("decline_target", 100),
    ("decline_actual", 10),
    ("energy_use", 1e-4),
    ("energy_use", 1e-3),
    ("energy_use", 1e4),
    ("energy_total_target", 1e-4),
    ("energy_total_target", 1e3),
    ("cod_recognised", 1e-4),
    ("nox_recognised", 1e3),
    ("voc_assigned", 1e-3),
    ("nh3n_assigned", 1e4),
]


def scaled(targets: list[Any], factor: float) -> None:
    for target in targets:
        if isinstance(target.value, int | float):
            target.value = float(f"{target.value * factor:.12g}")


def about(problems: list[Problem], item: str) -> list[Problem]:
    return [one for one in problems if one.severity in EITHER and one.item == item]


@pytest.mark.parametrize(("item", "factor"), WHOLE)
def test_a_whole_column_is_told_once(item: str, factor: float, tmp_path: Path) -> None:
    """All thirteen counties: one doubt about the column, and not one a county."""

    def edit(book: Any) -> None:
        scaled(column(book, item), factor)

    _, problems = read(city(), edit, tmp_path)
    doubts = [one for one in problems if one.severity in EITHER and one.code != "E_RANGE"]
    ranged = [one for one in problems if one.code == "E_RANGE" and one.item == item]
    assert doubts or len(ranged) >= 10, f"{item} × {factor} is silent"
    assert len(about(doubts, item)) <= 1, lines(doubts)
    assert len(doubts) <= 3, lines(doubts)


ONE = [
    ("decline_target", 0.0332),
    ("five_year_target", 0.155),
    ("decline_cumulative", 0.1583),
    ("decline_actual", 0.0342),
    ("decline_actual", -3.42),
    ("energy_use", 38.8),
    ("energy_use", 388.0),
    ("energy_total_target", 39.5),
    ("energy_total_target", 3_950_000_000.0),
    ("cod_recognised", 0.012),
    ("cod_recognised", 120_000.0),
    ("nox_assigned", 0.01),
]


def test_one_county_of_a_city(tmp_path: Path) -> None:
    """Twelve slips, each in a county of its own: beside its target and beside the other counties."""
    where = []

    def edit(made: Any) -> None:
        for (item, value), name in zip(ONE, FIGURES.index, strict=False):
            target = cell(made, item, str(name))
            if isinstance(target.value, int | float):
                target.value = value
                where.append((str(name), item, value))

    _, problems = read(city(), edit, tmp_path)
    # The figure's partner may be the one that is doubted: which of the two is wrong nobody knows.
    doubted = {one.county for one in problems if one.severity in EITHER}
    assert [one for one in where if one[0] not in doubted] == []
    assert len(where) >= 10


@pytest.mark.parametrize(("item", "value"), [one for one in ONE if one[0] == "energy_use"])  # others are not its own
def test_a_county_alone(item: str, value: float, tmp_path: Path) -> None:
    """夏县's own workbook has no other counties to be compared with: its own target, and the other figures."""

    def edit(made: Any) -> None:
        cell(made, item).value = value

    _, problems = read(county(), edit, tmp_path)
    assert any(one.county == "夏县" for one in problems if one.severity in EITHER), f"{item} = {value} is silent"


def test_right_figures_are_not_doubted(tmp_path: Path) -> None:
    """Growth rates of one decimal and the falls that follow from them, of two: no row is doubted.

    (1 + e) ÷ (1 + g) − 1 is worked out from unrounded rates, as a statistics office does; then each figure is rounded.
    """
    draw = random.Random(12)
    for number in range(4):

        def edit(book: Any) -> None:
            for name in FIGURES.index:
                energy, output = draw.uniform(-4, 6), draw.uniform(2, 9)
                cell(book, "growth_actual", name).value = round(output, 1)
                sheet = cell(book, "growth_actual", name).parent
                growth = next(one.column for one in sheet[5] if one.value == "energy_growth")
                sheet.cell(cell(book, "decline_actual", name).row, growth).value = round(energy, 1)
                cell(book, "decline_actual", name).value = round((1 - (1 + energy / 100) / (1 + output / 100)) * 100, 2)

        _, problems = read(city(), edit, tmp_path / str(number))
        doubted = [one for one in problems if "增速" in one.message]
        assert not doubted, lines(doubted)


def test_wrong_figures_beside_the_growth_rates_are_doubted(tmp_path: Path) -> None:
    """A fall that is off by 0.3 points (more than the roundings of all three can make) is told for each county.

    Rates of one decimal, 6.1 and 2.1: a file does not tell 6.0 from 6, which may be anything from 5.5 to 6.5.
    """

    def edit(book: Any) -> None:
        sheet = cell(book, "growth_actual").parent
        growth = next(one.column for one in sheet[5] if one.value == "energy_growth")
        for name in ("夏县", "绛县"):
            cell(book, "growth_actual", name).value = 6.1
            sheet.cell(cell(book, "growth_actual", name).row, growth).value = 2.1
            cell(book, "decline_actual", name).value = round((1 - 1.021 / 1.061) * 100 + 0.3, 2)

    _, problems = read(city(), edit, tmp_path)
    assert {one.county for one in problems if "增速" in one.message} == {"夏县", "绛县"}


def test_the_demonstration_city_is_not_doubted(tmp_path: Path) -> None:
    """Its figures are right: nothing but its one 暂缺 is told of the table."""
    problems = handed(spoilt(city(), lambda book: None, tmp_path / "a.xlsx")).submission.problems
    assert [one.code for one in problems if one.severity in EITHER and one.code == "W_CHECK"] == []
