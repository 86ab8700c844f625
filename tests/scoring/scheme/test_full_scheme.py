"""The whole plan: every quantified target is an indicator or a mechanism that acts, and missing one is felt."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import assess, load_scheme
from scoring.consequences import result_use
from scoring.rules.completions.over_run import OverRun
from scoring.rules.points.checklist import Checklist
from scoring.rules.points.threshold import Threshold
from scoring.rules.targets.own import Own
from scoring.scheme.models import Indicator

TESTS = Path(__file__).resolve().parents[2]
SCHEME = load_scheme("yuncheng-14fyp-full")
with (TESTS / "tables" / "plan_targets.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
# Rows that are no target of their own: where in the scheme each acts.
MECHANISMS = {
    "rule_renewables_excluded": "energy_total",
    "rule_feedstock_excluded": "energy_total",
    "rule_major_projects": "energy_total",
    "rule_growth_adjusts_total": "energy_total",
    "rule_double_replacement": "double_replacement",
    "rule_intensity_weight": "intensity_annual",
    "rule_two_high_strength": "two_high_irregular",
    "rule_emission_in_assessment": "emission_plan_missed",
    "rule_result_use": "caveat",
    "rule_reward_accountability": "both_intensity_missed",
    "rule_data_integrity": "falsified",
}
# Lines that the default scheme has as well bear its ids.
RENAMED = {
    "energy_intensity": "intensity_cumulative", "emission_cod": "cod", "emission_nh3n": "nh3n", "emission_nox": "nox",
    "emission_voc": "voc", "public_fixed_route_nev": "fixed_route_nev", "public_chargers": "chargers",
    "voc_online": "voc_monitoring",
}  # fmt: skip


def met(indicator: Indicator, year: int = 2025) -> dict[str, Any]:
    """Figures with which the line earns full points."""
    value, target, rule = indicator.value, indicator.target, indicator.rule
    if isinstance(rule, Checklist):
        return {item: 2.0 if item.startswith("replacement_") else 1.0 for item in indicator.items()}
    if value is None:
        return {}
    if value.kind == "ratio":
        figures = dict.fromkeys(value.items(), 10.0)
        return {**figures, **dict.fromkeys((*value.top_less, *value.bottom_less), 0.0)}  # type: ignore[attr-defined]
    if value.kind == "assessed_total":
        plain = dict.fromkeys(value.items(), 0.0)
        return {**plain, "energy_use": 100.0, "energy_total_target": 100.0}
    item = value.items()[0]
    if isinstance(target, Own):
        return {**dict.fromkeys(indicator.items(), 10.0), item: 10.0}
    if isinstance(rule, Threshold):
        return {item: rule.limit}
    if target is None:
        return {item: 4.0 if rule.kind == "accrual" else 0.0}
    figure = target.figure if target.kind == "constant" else target.years[year]  # type: ignore[attr-defined]
    return {item: figure}


def missed(indicator: Indicator) -> dict[str, Any]:
    """The same with the target missed."""
    figures, items = met(indicator), indicator.items()
    if isinstance(indicator.rule, Checklist):
        return {**figures, items[0]: 0.0}
    assert indicator.value is not None
    if indicator.value.kind == "assessed_total":
        return {**figures, "energy_use": 130.0}
    item = indicator.value.items()[0]
    if indicator.rule.kind == "accrual":
        return {**figures, item: 1.0}
    if isinstance(indicator.rule, Threshold) or indicator.rule.kind == "per_event":
        return {**figures, item: figures[item] + 1}
    if isinstance(indicator.completion, OverRun):
        return {**figures, item: figures[item] * 1.2}
    return {**figures, item: figures[item] * 0.2}


def table(*changes: dict[str, Any]) -> pd.DataFrame:
    """Counties where everything is met but for each one's changes."""
    whole: dict[str, Any] = dict.fromkeys(
        ("data_falsified", "growth_adjustment_approved", "two_high_new_unrectified", "major_incidents"), 0.0
    )
    for indicator in SCHEME.indicators:
        whole |= met(indicator)
    assert SCHEME.region is not None
    names = [county.name for county in SCHEME.region.counties][: len(changes)]
    return pd.DataFrame([{**whole, **change} for change in changes], index=names)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_of_the_plan_is_an_indicator_or_a_mechanism(row: dict[str, str]) -> None:
    if row["id"] not in MECHANISMS:
        indicator = SCHEME.indicator(RENAMED.get(row["id"], row["id"]))
        assert indicator.clause == row["clause"]
        assert row["quote"] in indicator.definition
        assert indicator.bureau == row["departments"].replace(" ", "、")
        return
    place = MECHANISMS[row["id"]]
    known = {one.id for one in SCHEME.indicators} | {gate.id for gate in SCHEME.spec.gates} | {"caveat"}
    assert place in known
    if place == "caveat":
        assert any(row["quote"][-12:] in one for one in SCHEME.spec.caveats)


def test_with_everything_met_the_county_earns_all_points() -> None:
    scores = assess(SCHEME, table({}), 2025).scores
    for indicator in SCHEME.indicators:
        assert scores[indicator.id].iloc[0] == pytest.approx(indicator.points), indicator.id
    assert scores["total"].iloc[0] == 100
    assert scores["grade"].iloc[0] == "超额完成"


@pytest.mark.parametrize("indicator", SCHEME.indicators, ids=lambda one: one.id)
def test_missing_any_target_costs_points(indicator: Indicator) -> None:
    scores = assess(SCHEME, table({}, missed(indicator)), 2025).scores
    assert scores[indicator.id].iloc[1] < scores[indicator.id].iloc[0]
    assert scores["total"].iloc[1] < scores["total"].iloc[0]


def test_the_gates_and_consequences_are_the_default_schemes() -> None:
    """One plan, one answer to whether a target was met."""
    default = load_scheme("yuncheng-14fyp")
    assert SCHEME.spec.gates == default.spec.gates
    assert SCHEME.spec.grades == default.spec.grades


def test_falsified_figures_and_a_missed_target_act() -> None:
    result = assess(SCHEME, table({}, {"data_falsified": 1.0}, {"decline_actual": 1.0}), 2025)
    assert result.scores["grade"].tolist() == ["超额完成", "未完成", "基本完成"]
    assert result.ledger["annual_missed"].tolist() == [0, 0, 1]
    assert result.ledger["total"].tolist()[1] == 100
    follows = {one.consequence.kind: {county for county, _ in one.counties} for one in result_use(result)}
    assert follows["reward"] == {"盐湖区"}
    assert follows["accountability"] == {"临猗县"}


def test_every_design_choice_is_marked() -> None:
    """Wherever the plan's figure is the city's or an enterprise's, the line says how a county answers for it."""
    for row in ROWS:
        if row["id"] not in MECHANISMS and row["level"] in ("city", "enterprise"):
            assert SCHEME.indicator(RENAMED.get(row["id"], row["id"])).design, row["id"]
