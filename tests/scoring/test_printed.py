"""Figures as sentences print them: what was reported to its last digit, and nothing that a float cannot hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scoring.formula.printed import DIGITS, figure
from tests.scoring.test_explain_arithmetic import wrong
from tests.support.one_line import one_line, tried
from tests.support.samples import sample


@given(st.integers(1, 10**DIGITS - 1), st.integers(-14, 0), st.sampled_from([1, -1]))
@example(999_999_999_999_998, -2, 1)
@settings(max_examples=sample(200, 1000))
def test_a_reported_figure_is_printed_as_it_was_written(digits: int, power: int, sign: int) -> None:
    written = sign * Decimal(digits).scaleb(power)
    assert Decimal(figure(float(written), most=28)) == written


@given(st.floats(-1e12, 1e12), st.integers(4, 10))
@example(1.015625, 5)
@example(1073741824.65625, 4)
@settings(max_examples=sample(200, 1000))
def test_no_more_digits_are_printed_than_a_float_keeps(number: float, most: int) -> None:
    said = figure(number, most=most).lstrip("-0.")
    assert len(said.replace(".", "")) <= DIGITS
    own = abs(number) * 2.0**-52  # what is printed is a float's text again, and so is the difference
    assert abs(float(figure(number, most=most)) - number) <= max(0.5001 * 10.0**-most, abs(number) * 1e-14) + own


@pytest.mark.parametrize(
    ("number", "said"),
    [(2.4e-6, "0.0000024"), (0.00056789, "0.0005679"), (0.0057, "0.0057"), (5.6e-17, "0"), (-2.4e-6, "-0.0000024")],
)
def test_a_small_figure_is_not_printed_as_none_and_noise_is(number: float, said: str) -> None:
    assert figure(number) == said


def test_what_a_spreadsheet_leaves_of_zero_has_no_sign() -> None:
    """0.1 + 0.2 − 0.3 the other way round, as a percentage with the decimals that it was reported with."""
    assert figure(-5.551115123125783e-17, least=2, most=DIGITS) == "0.00"
    assert figure(-0.4, 0) == "0"


@pytest.mark.parametrize("power", [-7, -6, -3, 0, 3, 6])
def test_sentences_come_out_in_every_unit_and_say_the_figure(power: int) -> None:
    """min_max and to_peers of 2.4, 3.1, 4.4, 5.6 and of 12.345678 … in units from 10⁻⁷ to 10⁶: nothing is printed as 0 − 0."""
    rules = (
        {"value": {"kind": "reported", "item": "v"}, "rule": {"kind": "min_max", "direction": "at_most"}},
        {
            "value": {"kind": "to_peers", "item": "v"},
            "rule": {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 100, "points": 10}]},
        },
    )
    for rule in rules:
        for row in ([2.4, 3.1, 4.4, 5.6], [12.345678, 12.4, 40.1, 77.77777]):
            texts = [str(Decimal(str(one)).scaleb(power)) for one in row]
            result = tried(one_line(rule, 10, ["v"]), v=[float(text) for text in texts])
            count, _, found = wrong(result)
            assert count > 0
            assert not found
            for county, text in zip(result.counties, texts, strict=True):
                said = result.explain(county, "x")
                assert f"v {Decimal(text):f}个" in said, said
                assert " 0 − 0 " not in said
