"""Half-up after a guard of six places: numpy agrees with decimal arithmetic, and here with the spreadsheet."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rounding import round_half_even, round_half_up, to_15_digits
from tests.support.libreoffice import convert
from tests.support.rounding_values import boundary_values
from tests.support.samples import sample

COUNT = sample(20_000, 100_000)
PLACES = [0, 1, 2, 3, 4]


def by_decimal(value: float, places: int) -> float:
    """The same guard in decimal arithmetic: 15 digits in, n+6 places, then n places, half-up."""
    guarded = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places - 6), ROUND_HALF_UP)
    return float(guarded.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)) + 0.0


@pytest.mark.parametrize("places", PLACES)
def test_agrees_with_decimal_arithmetic(places: int) -> None:
    values = boundary_values(places, sample(20_000, 100_000), seed=places)
    expected = [by_decimal(value, places) for value in values.tolist()]
    assert round_half_up(values, places).tolist() == expected


@pytest.mark.parametrize("places", PLACES)
def test_one_figure_and_an_array_round_alike(places: int) -> None:
    values = boundary_values(places, 5_000, seed=50 + places)
    assert [round_half_up(value, places) for value in values.tolist()] == round_half_up(values, places).tolist()


def test_fifteen_digits_are_those_of_the_decimal_text() -> None:
    """The double nearest the 15-digit decimal, on figures of every size; one by one and as an array."""
    draw = np.random.default_rng(7)
    values = draw.uniform(-1, 1, COUNT) * 10.0 ** draw.integers(-12, 16, COUNT)
    expected = [float(f"{value:.15g}") for value in values.tolist()]
    assert to_15_digits(values).tolist() == expected
    assert [to_15_digits(value) for value in values[:2000].tolist()] == expected[:2000]


@pytest.mark.libreoffice
def test_agrees_with_libreoffice(tmp_path: Path) -> None:
    """ROUND(ROUND(x,n+6),n), recalculated: openpyxl writes no cached values. 2,000 values for each of 0–4, 20,000 in tests/bench/bench_samples.py."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("x")
    columns = [boundary_values(places, sample(2_000, 20_000), seed=100 + places) for places in PLACES]
    for row, values in enumerate(zip(*(column.tolist() for column in columns), strict=True), 1):
        formulas = [f"=ROUND(ROUND({'ABCDE'[n]}{row},{n + 6}),{n})" for n in PLACES]
        sheet.append([*values, *formulas])
    source = tmp_path / "round.xlsx"
    book.save(source)
    convert([source], tmp_path / "out", tmp_path / "profile")
    rows = openpyxl.load_workbook(tmp_path / "out" / "round.xlsx", read_only=True, data_only=True).active
    assert rows is not None
    cells = np.array(list(rows.iter_rows(values_only=True)), dtype=float)
    for places in PLACES:
        fresh = round_half_up(cells[:, places], places)  # as the file carried them: 15–17 digits
        wrong = np.flatnonzero(fresh != cells[:, 5 + places])
        assert not wrong.size, [(cells[k, places], fresh[k], cells[k, 5 + places]) for k in wrong[:5]]


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_bounds_symmetry_and_rest(value: float, places: int) -> None:
    rounded = round_half_up(value, places)
    assert abs(rounded - value) <= 0.5 * 10.0**-places + 10.0 ** -(places + 6) + abs(value) * 1e-15
    assert round_half_up(-value, places) == -rounded
    assert round_half_up(rounded, places) == rounded


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 4))
def test_monotone(one: float, other: float, places: int) -> None:
    low, high = sorted((one, other))
    assert round_half_up(low, places) <= round_half_up(high, places)


def test_half_even_of_the_standard() -> None:
    """GB/T 8170: 28.165 → 28.16, 28.175 → 28.18; negatives by their absolute value."""
    assert round_half_even([28.165, 28.175, -28.165], 2).tolist() == [28.16, 28.18, -28.16]


def test_large_and_odd_values() -> None:
    assert round_half_up(123456789012.345, 2) == 123456789012.35
    assert round_half_up(-0.001, 2) == 0.0
    assert str(round_half_up(-0.001, 2)) == "0.0"
    assert np.isnan(round_half_up(float("nan"), 2))
    assert round_half_up(float("inf"), 2) == float("inf")
    with pytest.raises(ValueError, match="小数位数"):
        round_half_up(1.0, 11)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_fifteen_digits(value: float) -> None:
    assert to_15_digits(value) == pytest.approx(float(f"{value:.15g}"), rel=1e-15, abs=0)


def test_fifteen_digits_takes_noise_away() -> None:
    assert to_15_digits(0.1 + 0.2) == 0.3
    assert to_15_digits([1.1 * 3, np.nan]).tolist()[0] == 3.3
