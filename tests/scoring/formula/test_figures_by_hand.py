"""Figures as sentences print them, by hand; many at once as each alone."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.formula.printed import DIGITS, MORE, figure, figures


@pytest.mark.parametrize(
    ("number", "places", "least", "most", "said"),
    [
        (2.0, 2, 0, 4, "2.00"),
        (2.345, 2, 0, 4, "2.35"),
        (-0.004, 2, 0, 4, "0.00"),
        (2.5, 0, 0, 4, "3"),
        (2.00004, 4, 0, 4, "2.0000"),
        (2.1, 6, 0, 4, "2.1"),  # more places than four are for exactness, not for print
        (2.1234567, 6, 0, 4, "2.123457"),
        (100.0, None, 0, 4, "100"),
        (120.5, None, 0, 4, "120.5"),
        (1 / 3, None, 0, 4, "0.3333"),
        (1 / 3, None, 0, 6, "0.333333"),
        (1 / 3, None, 0, 10, "0.3333333333"),
        (0.1 + 0.2, None, 0, DIGITS, "0.3"),  # what a float adds beyond fifteen digits is not printed
        (12345678901234.56, None, 0, 4, "12345678901234.6"),
        (1.5, None, 2, 4, "1.50"),
        (1.25, None, 2, 4, "1.25"),
        (1.0, None, 2, 4, "1.00"),
        (100.0, None, 1, 4, "100.0"),
        (0.0, None, 0, 4, "0"),
        (-0.0, None, 2, 4, "0.00"),
        (0.001, None, 0, 4, "0.001"),
        (0.00099996, None, 0, 4, "0.001"),
        (0.00012345678, None, 0, 4, "0.0001235"),
        (0.00000001, None, 0, 4, "0.00000001"),
        (0.000000009, None, 0, 4, "0"),
        (0.001953125, None, 0, 8, "0.00195313"),  # 1/512 and 1/2048 end in 5: half up
        (0.00048828125, None, 0, 10, "0.0004882813"),
    ],
)
def test_a_figure(number: float, places: int | None, least: int, most: int, said: str) -> None:
    assert figure(number, places, least, most) == said


SIZES = [0.0, 1e-9, 9.99e-9, 1e-8, 1.5e-7, 9.994e-4, 9.9996e-4, 1e-3, 0.05, 0.0999, 0.1, 0.5, 1, 9.5, 99.995, 9998.99995, 9999,
         9999.5, 12345.67891, 1e9 / 7, 1e12 / 7, 1e15 / 7]  # fmt: skip
"""On both sides of every bound between which figures are printed in one way."""


@pytest.mark.parametrize("least", [0, 1, 2])
@pytest.mark.parametrize("most", [*MORE, DIGITS])
@pytest.mark.parametrize("places", [None, 0, 2, 4, 5, 6])
def test_many_are_printed_as_each_alone(places: int | None, least: int, most: int) -> None:
    numbers = [sign * one for one in SIZES for sign in (1, -1)]
    alone = [figure(float(one), places, least, most) for one in numbers]
    assert figures(np.array(numbers), places, least, most) == alone
    for size in SIZES:  # all of one size: the quick road
        pair = np.array([size, size * 1.01])
        assert figures(pair, places, least, most) == [figure(float(one), places, least, most) for one in pair]
