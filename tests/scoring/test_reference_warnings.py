"""Warnings of the reference scheme that a figure declared 不适用 calls for."""

from __future__ import annotations

import pytest

from examples.build import demonstration
from scoring import assess, load_scheme


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (40_000, []),
        (0, []),
        (
            "不适用（2020年没有）",
            ["“可再生能源电力消费量”是 86000吨标准煤，基期的却申报不适用，新增的因此没有扣除"],
        ),
    ],
)
def test_a_base_year_that_is_not_applicable_takes_nothing_off_and_that_is_said(base: object, said: list[str]) -> None:
    table = demonstration().astype(object)
    table.loc["河津市", "renewable_power"] = 86_000
    table.loc["河津市", "renewable_power_2020"] = base
    result = assess(load_scheme("yuncheng-14fyp"), table, 2025)
    assert [one.message for one in result.problems if one.code == "W_PART_NA" and one.county == "河津市"] == said
