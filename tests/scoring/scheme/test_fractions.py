"""Points and shares written as fractions: exact in the sums, printed as they were written, scored like any others."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import assess, load_scheme
from scoring.errors import SchemeError
from scoring.rules.base import number, same, total
from scoring.rules.fraction import LARGEST, exact
from scoring.scheme.canonical import scheme_from_text, scheme_text
from scoring.scheme.describe import standard
from scoring.scheme.json_schema import scheme_schema
from scoring.scheme.reading import Reader
from scoring.scheme.rounded_sums import rounded_sums
from tests.support.libreoffice import differences, recalculate
from tests.support.small_scheme import SMALL, write_scheme
from workbook.result.write import write_result

THIRDS = Path(__file__).parents[2] / "schemes" / "thirds.yaml"


@given(st.fractions(min_value=0, max_value=1000, max_denominator=LARGEST))
def test_a_fraction_is_found_again_from_its_nearest_number(written: Fraction) -> None:
    assert exact(float(written)) == written


@given(st.decimals(min_value=0, max_value=10_000, places=6))
def test_decimals_are_themselves(written: object) -> None:
    assert exact(float(str(written))) == Fraction(str(written))


@pytest.mark.parametrize("parts", [3, 6, 7, 9, 11, 13, 30, 97])
def test_equal_parts_of_a_hundred_are_a_hundred(parts: int) -> None:
    """In doubles, 49 of 1/49 are no 1; written as fractions they are."""
    assert total([100 / parts] * parts) == 100
    assert total([1 / 49] * 49) == 1 != sum([1 / 49] * 49)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (100 / 3, "100/3"),
        (1 / 7, "1/7"),
        (13.5, "13.5"),
        (15, "15"),
        (3.33, "3.33"),
        (0.1 + 0.2, "0.3"),
        (1.08e6, "1080000"),
    ],
)
def test_figures_are_printed_as_they_were_written(value: float, text: str) -> None:
    assert number(value) == text


def test_both_sides_of_a_sum_that_does_not_agree_differ() -> None:
    assert not same(total([1 / 3, 1 / 3, 0.333]), 1)
    assert number(total([1 / 3, 1 / 3, 0.333])) == "2999/3000"


def test_a_scheme_in_thirds() -> None:
    scheme = load_scheme(THIRDS)
    first, second, blend = scheme.indicators[0], scheme.indicators[1], scheme.indicators[2]
    assert (first.points, second.points) == (100 / 3, 100 / 3)
    assert "达到100%得100/3分，达到50%得50/3分，不足50%得0分" in standard(scheme, first)
    assert "甲100/3%、乙200/3%" in standard(scheme, blend)
    archived = scheme_from_text(scheme_text(scheme))
    assert archived.indicators == scheme.indicators
    jsonschema.validate(json.loads(json.dumps(Reader().read(THIRDS, THIRDS.name))), scheme_schema())


def table() -> pd.DataFrame:
    return pd.DataFrame(
        {"first": [100.0, 60.0, 100.0, "不适用（没有）"], "second": [100.0, 40.0, 100.0, 100.0], "third": [100.0, 90.0, "不适用（没有）", 50.0]},
        index=["甲县", "乙县", "丙县", "丁县"],
        dtype=object,
    )  # fmt: skip


def test_points_in_thirds_by_hand() -> None:
    """甲 33.33 × 3; 乙 50/3 = 16.67, 40% of 100/3 = 13.33, blend 90% of 100/3 = 30; 丙 66.66 of 66.67 that apply;
    丁 33.33 + 50% of 100/3 = 16.67, of 66.67."""
    scores = assess(load_scheme(THIRDS), table(), 2022).scores
    assert scores.loc["乙县", ["a", "b", "c"]].tolist() == [16.67, 13.33, 30.0]
    assert scores["total"].tolist() == [99.99, 60.0, 99.99, 75.0]


@pytest.mark.libreoffice
def test_points_in_thirds_in_libreoffice(tmp_path: Path) -> None:
    written = [write_result(assess(load_scheme(THIRDS), table(), 2022), tmp_path / "thirds.xlsx")]
    count, found = differences(written[0], recalculate(written, tmp_path / "work")[0])
    assert not found
    assert count > 100


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1/0", "分母不能是 0；改正"),
        ("a/b", "应当是数，现在是 a/b；分值、占比可以写成分数，两边都是正整数，如 100/3"),
        ("1/3/4", "应当是数，现在是 1/3/4；分值、占比可以写成分数"),
        ("-1/3", "两边都是正整数"),
        ("1/12345", "分母最大是 9999"),
        ("0/3", "应当大于 0"),
        ("61/4", "61/4 = 15.25 |15.25 \\+ 5 = 20.25 分，与类别的 20 分不符"),
    ],
)
def test_what_is_no_fraction_is_refused(tmp_path: Path, written: str, said: str) -> None:
    path = write_scheme(tmp_path, "        points: 15\n", f"        points: {written}\n")
    with pytest.raises(SchemeError, match=said):
        load_scheme(path)


def test_a_fraction_where_none_may_stand_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="现在是 200/3；只有分值、占比可以写成分数，这里写成小数"):
        load_scheme(write_scheme(tmp_path, "{at: 80, points: 12}", "{at: 200/3, points: 12}"))


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((15, 5), []),
        (("40/3", "20/3"), []),  # 13.33 + 6.67 = 20
        ((14.995, 5.005), ["能耗的各指标满分按 2 位小数四舍五入后相加是 15 + 5.01 = 20.01 分，不是 20 分"]),
    ],
)
def test_full_points_that_round_to_another_sum(tmp_path: Path, points: tuple[object, object], said: list[str]) -> None:
    text = SMALL.replace("points: 15", f"points: {points[0]}").replace("points: 5\n", f"points: {points[1]}\n")
    found = rounded_sums(load_scheme(write_scheme(tmp_path, text=text)).spec)
    assert len(found) == len(said)
    assert all(found[place].startswith(one) for place, one in enumerate(said))


def test_thirds_of_a_hundred_round_to_another_sum() -> None:
    assert [one.partition("；")[0] for one in rounded_sums(load_scheme(THIRDS).spec)] == [
        "三项的各指标满分按 2 位小数四舍五入后相加是 33.33 + 33.33 + 33.33 = 99.99 分，不是 100 分，各项都得满分的县得 99.99 分"
    ]
