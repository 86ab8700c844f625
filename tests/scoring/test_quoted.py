"""What sentences quote of a ledger: each question has an answer of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from scoring import assess, load_scheme
from scoring.explain import reason, reasons
from scoring.formula.columns import Column, Table
from scoring.formula.nodes import Ref, Step, smallest
from scoring.formula.numbers import Frame, fill
from scoring.formula.quoted import Quoted
from scoring.formula.words import Speaker
from tests.support.cities import random_city

ALL_PARTS = Path(__file__).resolve().parents[1] / "schemes" / "all-parts.yaml"


def test_the_figure_and_the_rung_of_a_table_are_two_answers() -> None:
    """v = 3 is on the second rung, worth 7, more than the most, 5: the figure is asked for first, then the rung."""
    table = Table("t", "档", (1.0, 2.0), (6.0, 7.0), 0.0, ("甲档", "乙档"), "未入档")
    formula = smallest(5, Step(Ref("v"), "t"))
    columns = {"v": Column("v", "数", "item"), "x": Column("x", "得数", "value", formula)}
    frame = Frame(1, {}, {"t": table}, values={"v": np.array([3.0])}, states={"v": None})
    fill(columns["x"], frame)
    speaker = Speaker(Quoted(columns, frame), 0)
    assert speaker.sentence("x") == "乙档，7，最多计 5，得数 5"


def test_what_one_part_widens_is_its_own() -> None:
    """Of two counties one needs ten places of its rate; the other's, for which no places are enough, stays as it was."""
    columns = {"v": Column("v", "得分率", "rate", Ref("w"))}
    frame = Frame(2, {}, {}, values={"v": np.array([1 / 3, 2 / 3])}, states={"v": None})
    both = Speaker(Quoted(columns, frame), np.arange(2))
    both.part(np.array([0])).widen(["v"], 10)
    assert both.part(np.array([1])).cell("v") == "0.6667"


def test_of_many_counties_each_is_quoted_with_its_own_figure() -> None:
    """A thousand counties with 0, 1, … 999: figures are printed some hundreds at a time, and asked for in any choice."""
    columns = {"v": Column("v", "数", "item"), "x": Column("x", "得数", "value", Ref("v") * 2)}
    frame = Frame(1000, {}, {}, values={"v": np.arange(1000.0)}, states={"v": None})
    fill(columns["x"], frame)
    for places in ([0], [255], [256], [999], [300, 301], [255, 256], [3, 700, 999], list(range(1000))):
        speaker = Speaker(Quoted(columns, frame), np.array(places))
        said = speaker.texts(speaker.sentence("x"))
        assert said == [f"得数 = {one} × 2 = {2 * one}" for one in places]


@pytest.mark.parametrize("name", ["yuncheng-14fyp-full", str(ALL_PARTS)])
def test_counties_said_together_read_as_each_alone(name: str) -> None:
    """Missing and idle figures, other branches and rungs: whoever goes another way than its neighbours parts from them."""
    scheme = load_scheme(name)
    counties = [one.name for one in scheme.region.counties] if scheme.region else [f"县{place}" for place in range(13)]
    done = assess(scheme, random_city(scheme, counties, 7, missing=0.03), scheme.spec.period.end)
    for indicator in scheme.indicators:
        alone = [reason(done, indicator, done.speaker(county)) for county in counties]
        assert reasons(done, indicator) == alone
