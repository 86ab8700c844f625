"""A reader with a calculator gets what every sentence prints, or the sentence says that it was computed unrounded.

Some cities of every scheme run always; KAOHE_SENTENCES=500 is the long run (tests/bench/bench_sentences.py).
"""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from scoring import Assessment, assess, list_schemes, load_scheme
from tests.support.calculator import agrees, equations, points
from tests.support.cities import random_city
from tests.support.one_line import one_line, tried

CITIES = int(os.environ.get("KAOHE_SENTENCES", "1"))
SCHEMES = [entry.id for entry in list_schemes()]
TESTS = Path(__file__).resolve().parents[1]
SCHEMES += [str(TESTS / "schemes" / f"{name}.yaml") for name in ("all-parts", "new-forms", "more-forms", "thirds")]


def wrong(result: Assessment) -> tuple[int, int, list[str]]:
    """Equations, those said to be unrounded, and those that do not come out, each with its sentence."""
    count, unrounded, found = 0, 0, []
    for county in result.counties:
        for line in (None, *(one.id for one in result.scheme.indicators)):
            said = result.explain(county, line)
            for working, printed, unsure in (*equations(said), *points(said)):
                count += 1
                unrounded += unsure
                if not unsure and not agrees(working, printed):
                    found.append(f"{working} = {printed}    {said}")
    return count, unrounded, found


@pytest.mark.parametrize("scheme_id", SCHEMES, ids=lambda one: Path(one).stem)
def test_every_sentence_comes_out(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    names = [one.name for one in scheme.region.counties] if scheme.region else list("甲乙丙丁戊己庚辛")
    years = range(scheme.spec.period.start, scheme.spec.period.end + 1)
    total, unsure, found = 0, 0, []
    for seed in range(max(1, CITIES)):
        count, unrounded, more = wrong(
            assess(scheme, random_city(scheme, names, seed, missing=0.002), years[-1 - seed % min(5, len(years))])
        )
        total, unsure, found = total + count, unsure + unrounded, found + more
    assert not found, "\n".join(found[:10])
    assert unsure <= total / 100


def test_a_wrong_sentence_is_found() -> None:
    assert not agrees("1633862.65 × 1.0057", "1643154.76")  # the factor was 1.00568720...
    assert agrees("1633862.65 × 1.0056872038", "1643154.76")
    assert not agrees("（1 − 0.9411 ^ 1）× 100（只进不舍）", "5.90")
    assert agrees("（1 − 0.941023 ^ 1）× 100（只进不舍）", "5.90")
    assert agrees("（3、5 取小） + ln（1） + 取整（2.9）", "5")


def test_the_rate_has_the_places_that_the_points_need() -> None:
    """(60 + 30.07 ÷ 289.95 × 40) ÷ 100 = 0.641483: of 10 points 6.41; four places, 0.6415, would be 6.42."""
    line = {"value": {"kind": "reported", "item": "v"}, "rule": {"kind": "min_max"}}
    result = tried(one_line(line, 10, ["v"]), v=[34.48, 294.36, 4.41])
    assert result.explain("县0", "x").endswith("÷ 100 = 0.641483；得 6.41 分（满分 10 分）（依据：一）")
    assert result.explain("县1", "x").endswith("÷ 100 = 1；得 10.00 分（满分 10 分）（依据：一）")
    assert list(points("得分率 = 1 ÷ 3 = 0.3333；加一句；得 10.01 分（满分 30 分）")) == [
        ("0.3333 × （30）", "10.01", False)
    ]
    assert not agrees("0.3333 × （30）", "10.01")


def test_the_two_sentences_that_a_calculator_refuted() -> None:
    """The adjusted total and the pace still needed: operands have the places that the arithmetic needs."""
    scheme = load_scheme("yuncheng-14fyp")
    assert scheme.region is not None
    table = random_city(scheme, [one.name for one in scheme.region.counties], 1, missing=0)
    own = {
        "growth_adjustment_approved": 1,
        "growth_actual": 6.1,
        "growth_planned": 5.5,
        "energy_total_target": 1633862.65,
    }
    own |= {
        "decline_target": "未下达（试验）",
        "decline_actual": 3.3,
        "decline_cumulative": 13.17,
        "five_year_target": 15.5,
    }
    for name, figure in own.items():
        table.loc["盐湖区", name] = figure
    result = assess(scheme, pd.DataFrame(table), 2025)
    for line in ("energy_total", "intensity_annual"):
        said = list(equations(result.explain("盐湖区", line)))
        assert said
        assert all(agrees(working, printed) for working, printed, _ in said)
        assert not any(unsure for *_, unsure in said)
