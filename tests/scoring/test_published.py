"""Published figures: Sichuan 2016, Shandong 2008, and the formula vectors."""

from __future__ import annotations

import csv
from typing import Any

import pandas as pd
import pytest

from examples.build import HERE, sichuan
from scoring import assess, energy, load_scheme
from scoring.rounding import round_half_even, round_half_up

NATIONAL = load_scheme("national-2007-target")


def test_sichuan_nobody_is_gated_and_unpublished_rows_score_nothing() -> None:
    """四川省发改委公告 2017-06-26: eleven cities with figures all met their target; ten rows were cut off."""
    result = assess(NATIONAL, sichuan(), 2016)
    published = result.scores["total"].notna()
    assert published.sum() == 11
    assert (result.ledger.loc[published, "target_missed"] == 0).all()
    assert set(result.scores.loc[published, "grade"]) == {"达到年度目标（措施分未公布，不定等次）"}
    assert (result.states.loc[~published, "unit_energy_target"] == "missing").all()
    assert set(result.scores.loc[~published, "grade"]) == {"待定"}


def test_sichuan_made_up_twin_below_its_target_is_gated() -> None:
    """A made-up twin of each city with 0.01 points less than its target: 否决性指标, so 未完成."""
    table = sichuan().loc[lambda one: one["decline_target"].map(lambda cell: isinstance(cell, float))].copy()
    table["decline_actual"] = table["decline_target"] - 0.01
    result = assess(NATIONAL, table, 2016)
    assert set(result.scores["grade"]) == {"未完成"}
    assert (result.scores["unit_energy_target"] == 36).all()  # 99.6–99.8%: the 90% rung, 36 points


def test_sichuan_points_by_hand() -> None:
    """攀枝花 9.76/4.00 = 244%: 40 and the bonus cap 9; 德阳 6.22/4.51 = 137.92%: 3 full tens; 成都 106.4%: none."""
    ledger = assess(NATIONAL, sichuan(), 2016).ledger
    assert ledger.loc["攀枝花", "total"] == 49
    assert ledger.loc["德阳", "unit_energy_target.bonus"] == 9
    assert ledger.loc["内江", "unit_energy_target.bonus"] == 6  # 4.82/4.00 = 120.50%
    assert ledger.loc["成都", "unit_energy_target.bonus"] == 0


def test_rizhao_is_gated() -> None:
    """鲁政字〔2009〕152号: 日照 2008 reached 4.92 against 9.325 and was 未完成; 52.76% earns the 50% rung."""
    table = pd.DataFrame(
        {"decline_actual": [4.92], "decline_target": [9.325], "energy_increment": [0.0]}, index=["日照"]
    )
    scores = assess(NATIONAL, table, 2008).scores
    assert scores.loc["日照", "grade"] == "未完成"
    assert scores.loc["日照", "unit_energy_target"] == 20


def _vectors(name: str = "formula_vectors") -> list[dict[str, str]]:
    with (HERE / "tables" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _inputs(text: str) -> dict[str, Any]:
    if "=" not in text:
        return {"annual": [float(part) for part in text.split(";")]}
    pairs = (part.split("=") for part in text.split(","))
    return {key: [float(one) for one in value.split(";")] if ";" in value else float(value) for key, value in pairs}


def _computed(kind: str, given: dict[str, Any]) -> float:
    if "annual" in given:
        falls = given["annual"]
        # The Qinghai note prints changes (a rise positive); the national series prints falls.
        if falls[0] == 1.51:
            falls = [-one for one in falls]
        given = {**given, "cum": energy.cumulative_decline(falls)}
    if kind == "cum_progress_log":
        return energy.progress(given["cum"], given["target"])
    if kind == "cum_compound":
        return given["cum"]
    if kind == "avg_annual":
        return energy.annual_pace(given["cum"], given["n"])
    if kind == "remaining_target":
        return energy.remaining_decline(given["target"], given["cum"])
    if kind == "plan_annual":
        return energy.annual_pace(given["target"], given["n"])
    assert kind == "target_level"
    return given["base"] * (1 - given["target"] / 100)


@pytest.mark.parametrize("row", _vectors(), ids=lambda row: row["id"])
def test_formula_vector(row: dict[str, str]) -> None:
    """Each published figure to the printed digit; the source stands in the table."""
    places = len(row["published"].partition(".")[2])
    assert round_half_up(_computed(row["kind"], _inputs(row["inputs"])), places) == float(row["published"])


def _computed_2(kind: str, inputs: str) -> float:
    """The kinds of the second table; a chain is a cumulative fall and two levels of the year after."""
    if kind == "cum_compound_chain":
        fall, levels = inputs.split(";")
        before, after = map(float, levels.split("->"))
        year = energy.decline(before, 1, after, 1)
        return energy.cumulative_decline([float(fall.removeprefix("cum2018=")), year])
    if kind == "cum_compound":
        return energy.cumulative_decline([float(one) for one in inputs.split(";")])
    given = _inputs(inputs)
    if kind == "share_of_budget":
        return energy.progress(given["done"], given["budget"], "linear")
    if kind == "overfulfil_linear":
        return energy.overfulfilment(given["actual"], given["target"])
    if kind == "intensity":
        return energy.intensity(given["energy"], given["gdp"])
    if kind == "decline":
        return energy.decline(given.get("base", given["now"] + given.get("less", 0.0)), 1, given["now"], 1)
    if kind == "decline_from_growth":
        return energy.decline_from_growth(given["energy"], given["gdp"])
    return _computed(kind, given)


# Printed by their publishers from figures with more digits than the inputs that are printed beside them.
UNROUNDED = {"W25": 1.65, "W27": 1.75, "W29": 5.31, "W32": 16.4}


@pytest.mark.parametrize("row", _vectors("formula_vectors_2"), ids=lambda row: row["id"])
def test_second_formula_vector(row: dict[str, str]) -> None:
    """Sixteen more published figures to the printed digit; what was computed from unrounded inputs is marked in the table, and
    comes out beside it."""
    places = len(row["published"].partition(".")[2])
    got = round_half_up(_computed_2(row["kind"], row["inputs"]), places)
    assert got == UNROUNDED.get(row["id"], float(row["published"]))
    assert (row["id"] in UNROUNDED) <= bool(row["note"])
    assert abs(got - float(row["published"])) <= 0.05


def test_guangdong_shows_half_up() -> None:
    """公告2010年第25号: (16.42−16)/16 = 2.625% was printed as 2.63; GB/T 8170 would give 2.62."""
    over = energy.overfulfilment(16.42, 16)
    assert round_half_up(over, 2) == 2.63
    assert round_half_even(over, 2) == 2.62


def test_beijing_overfulfilment() -> None:
    """公告2011年第9号: 26.59 against 20 is 32.95%."""
    assert round_half_up(energy.overfulfilment(26.59, 20), 2) == 32.95


def test_log_schedule_of_the_plan() -> None:
    """practice 2.1: 15.5% asks 3.312 / 6.515 / 9.611 / 12.605 / 15.5 cumulative after years 1–5."""
    due = energy.scheduled_decline(15.5, [0.2, 0.4, 0.6, 0.8, 1.0])
    assert round_half_up(due, 3).tolist() == [3.312, 6.515, 9.611, 12.605, 15.5]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: energy.progress(10, 0), "目标不大于 0"),
        (lambda: energy.progress(5, -2), "目标不大于 0"),  # a rise of 2% allowed, a fall of 5%: not −259%
        (lambda: energy.progress(5, -2, "linear"), "目标不大于 0"),
        (lambda: energy.overfulfilment(-1, -2), "目标不大于 0"),  # rose less than allowed: not 50% short
        (lambda: energy.intensity(1, 0), "大于 0"),
        (lambda: energy.scheduled_decline(15.5, 20), "0 和 1 之间"),
        (lambda: energy.annual_pace(15.5, 0), "年数"),
        (lambda: energy.progress(10, 15, "ratio"), "log"),  # type: ignore[arg-type]
        (lambda: energy.assessed_energy(1, 0, 0, 0, "all"), "口径"),  # type: ignore[arg-type]
        (lambda: energy.cumulative_decline([100]), "100%"),
    ],
)
def test_figures_without_meaning_are_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_exclusions_have_their_own_scope() -> None:
    """四（一）: new renewables leave the total only; feedstock leaves total and intensity."""
    assert energy.assessed_energy(100, 10, 5, 3, "total") == 82
    assert energy.assessed_energy(100, 10, 5, 3, "intensity") == 95
    assert energy.assessed_energy(100, -10, 5, 3, "total") == 92
