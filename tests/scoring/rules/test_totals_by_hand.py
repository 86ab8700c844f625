"""考核口径的总量 and its target, by hand: what is taken off, under which cap, and what is doubted (plan 四（一）)."""

from __future__ import annotations

from typing import Any

import pytest

from scoring import Assessment
from scoring.ledger.compile import compile_ledger
from tests.support.one_line import one_line, tried

NA = "不适用（没有）"
KEPT = {
    "completion": {"kind": "over_run"},
    "rule": {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 0, "points": 10}]},
}
TAKEN_OFF = {
    "kind": "assessed_total", "energy": "e", "renewables": "new", "renewables_base": "base", "feedstock": "feed",
    "listed_apart": "apart", "cap": {"of": "need", "share": 50},
}  # fmt: skip
TOTAL = one_line(
    {"unit": "吨标准煤", "value": TAKEN_OFF, "target": {"kind": "constant", "figure": 900}, **KEPT},
    10,
    ["e", "new", "base", "feed", "apart", "need"],
)
PLAIN = {"e": 1000, "new": 60, "base": 20, "feed": 100, "apart": 30, "need": 200}


def total(**figures: Any) -> Assessment:
    return tried(TOTAL, **{item: [figures.get(item, plain)] for item, plain in PLAIN.items()})


@pytest.mark.parametrize(
    ("figures", "value"),
    [
        ({}, 830),  # 1000 − (60 − 20) − 100 − 30: half of 200 is no bound
        ({"need": 50}, 845),  # 40 new, of which half of 50 may be taken off
        ({"need": 1}, 869.5),
        ({"new": 20.5}, 869.5),
        ({"new": 20}, 870),
        ({"new": 10}, 870),  # a fall of renewables adds nothing
        ({"new": NA}, 870),
        ({"base": NA}, 870),
        ({"need": NA}, 870),  # a cap that is not known lets nothing through
        ({"feed": NA, "apart": NA}, 960),
        ({"feed": NA, "apart": NA, "new": NA}, 1000),
    ],
)
def test_what_is_taken_off_the_total(figures: dict[str, Any], value: float) -> None:
    """新增可再生能源电力 is the rise over the base year, at most half of the saving needed; what does not apply is 0."""
    result = total(**figures)
    assert result.ledger["x.value"].tolist() == [value]
    assert result.ledger["x.completion"].tolist() == [round((value - 900) / 9, 2)]
    assert result.scores["x"].tolist() == [10 if value <= 900 else 0]


@pytest.mark.parametrize("item", ["e", "new", "base", "feed", "apart", "need"])
def test_a_missing_figure_is_never_taken_for_0(item: str) -> None:
    assert total(**{item: None}).states["x"].tolist() == ["missing"]


@pytest.mark.parametrize(
    ("figures", "codes"),
    [
        ({}, []),
        ({"base": NA, "new": 0.5}, ["W_PART_NA"]),  # renewables now, and a base year that "does not apply": fill in 0
        ({"base": NA, "new": 0}, []),
        ({"base": NA, "new": NA}, []),
        ({"base": NA, "new": 60}, ["W_PART_NA"]),
        ({"e": 169.5}, ["W_EXCLUDED"]),  # 170 off 169.5
        ({"e": 170}, []),
    ],
)
def test_what_is_doubted_in_a_total(figures: dict[str, Any], codes: list[str]) -> None:
    result = total(**figures)
    told = [one for one in result.problems if one.severity == "warning"]
    assert [one.code for one in told] == codes
    assert [one.item for one in told] == [{"W_PART_NA": "base", "W_EXCLUDED": "e"}[code] for code in codes]
    assert all(one.remedy and "{" not in one.message for one in told)


def test_all_of_a_total_is_in_its_unit() -> None:
    columns = compile_ledger(TOTAL, 2025).columns
    laid = ("value", "excluded", "renewables_new", "renewables_taken", "target")
    assert {columns[f"x.{name}"].unit for name in laid} == {"吨标准煤"}
    assert compile_ledger(TOTAL, 2025).parameters["x.cap_share"].unit == "%"


ADJUSTED = one_line(
    {
        "unit": "吨标准煤",
        "value": {"kind": "reported", "item": "e"},
        "target": {
            "kind": "adjusted_total", "item": "issued", "agreed": "agreed", "approved": "yes", "growth": "g", "planned_growth": "p",
        },
        **KEPT,
    },
    10,
    ["e", "issued", "agreed", "yes", "g", "p"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "target"),
    [
        ({}, 1019.05),  # 1000 × 107/105 = 1019.0476…
        ({"p": 7}, 1000),
        ({"p": 8}, 1000),  # never lowered
        ({"yes": 0}, 1000),  # not approved
        ({"yes": NA}, 1000),
        ({"agreed": 980}, 980),  # agreed goes before all else
        ({"agreed": 980, "issued": None, "yes": None, "g": None}, 980),
        ({"yes": 0, "g": None, "p": None}, 1000),  # growth is not asked for
        ({"yes": NA, "g": None}, 1000),
        ({"issued": NA}, "not_applicable"),
        ({"issued": NA, "g": None}, "not_applicable"),
        ({"issued": None}, "missing"),
        ({"agreed": None}, "missing"),
        ({"yes": None}, "missing"),
        ({"g": None}, "missing"),
        ({"g": NA}, "missing"),  # approved by growth, and no growth: the line waits
        ({"p": -100}, "missing"),
        ({"p": -99.5, "g": -99}, 2000),  # 1000 × 1 ÷ 0.5
        ({"p": -99, "g": -99.5}, 1000),
    ],
)
def test_the_target_of_a_total(figures: dict[str, Any], target: float | str) -> None:
    """商定的优先; else the issued one × (100 + growth) ÷ (100 + planned), two places, where that is approved, only upwards."""
    plain = {"e": 1000, "issued": 1000, "agreed": NA, "yes": 1, "g": 7, "p": 5}
    result = tried(ADJUSTED, **{item: [figures.get(item, one)] for item, one in plain.items()})
    if isinstance(target, str):
        assert result.states["x.target"].tolist() == [target]
    else:
        assert result.ledger["x.target"].tolist() == [target]


def test_the_working_says_which_target_counts() -> None:
    """商定的 goes before the issued one; one adjusted by growth is said to be."""
    plain = {"e": 1000, "issued": 1000, "agreed": NA, "yes": 1, "g": 7, "p": 5}
    for figures, said in (({}, "经批准按经济增速调整"), ({"agreed": 980}, "采用商定的总量目标"), ({"yes": 0}, "")):
        result = tried(ADJUSTED, **{item: [figures.get(item, one)] for item, one in plain.items()})
        text = result.explain("县0", "x")
        assert said in text
        assert [word in text for word in ("经批准按经济增速调整", "采用商定的总量目标") if word != said].count(
            True
        ) == 0
