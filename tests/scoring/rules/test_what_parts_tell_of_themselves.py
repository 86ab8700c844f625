"""What a part says about its items, and the small arithmetic that all parts share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from scoring.errors import SchemeError
from scoring.formula.nodes import Number
from scoring.ledger.compile import compile_ledger
from scoring.rules.completions.ratio import RatioCompletion
from scoring.rules.deduction import Deduction
from scoring.rules.fraction import exact, figure_text, is_points, whole, written
from scoring.rules.gates.cap import Veto
from scoring.rules.line import schedule_words, units
from scoring.rules.measures.assessed_total import AssessedTotal
from scoring.rules.measures.bounded import Bounded
from scoring.rules.measures.rank import RankOf
from scoring.rules.measures.ratio import Ratio
from scoring.rules.measures.reported import Reported
from scoring.rules.measures.to_peers import ToPeers
from scoring.rules.points.accrual import Accrual
from scoring.rules.points.checklist import Entry
from scoring.rules.points.gap import Gap
from scoring.rules.points.matrix import Matrix
from scoring.rules.points.per_event import PerEvent
from scoring.rules.scale import places_for
from scoring.rules.targets.adjusted_total import AdjustedTotal
from scoring.rules.targets.own import Own
from scoring.rules.targets.schedule import Schedule
from tests.support.one_line import one_line, tried

VALUE = {"kind": "reported", "item": "v"}
OTHER = {"kind": "reported", "item": "t"}


def test_items_of_a_total() -> None:
    """In reading order; a county moves energy and renewables, the rest is approved or past; the two years are of one kind."""
    some = {"energy": "e", "renewables": "r", "renewables_base": "b", "feedstock": "f", "cap": {"of": "s", "share": 50}}
    total = AssessedTotal.model_validate(some)
    assert total.items() == ("e", "r", "b", "f", "s")
    assert total.levers() == ("e", "r")
    assert total.twins() == (("r", "b"),)
    assert total.shares() == (("r", "e"), ("b", "e"), ("f", "e"))
    plain = AssessedTotal.model_validate({"energy": "e", "listed_apart": "a"})
    assert (plain.items(), plain.levers(), plain.twins()) == (("e", "a"), ("e",), ())
    assert (plain.shares(), plain.figure()) == ((("a", "e"),), "e")
    target = AdjustedTotal.model_validate(
        {"item": "i", "agreed": "a", "approved": "y", "growth": "g", "planned_growth": "p"}
    )
    assert target.twins() == (("g", "p"), ("i", "a"))
    assert (target.items(), target.levers()) == (("i", "a", "y", "g", "p"), ())


def test_items_of_ratios_and_bounded_values() -> None:
    ratio = Ratio.model_validate({"top": ["a", "b"], "top_less": ["c"], "bottom": ["d"], "bottom_less": ["e"]})
    assert ratio.items() == ("a", "b", "c", "d", "e")
    assert ratio.levers() == ("a", "b")
    assert ratio.shares() == (("a", "d"), ("b", "d"))
    assert Ratio.model_validate({"top": ["a"], "bottom": ["b", "c"]}).shares() == ()  # which is the whole is not known
    bounded = Bounded.model_validate({"item": "a", "less": "b", "high": 1})
    assert (bounded.items(), bounded.levers(), bounded.twins()) == (("a", "b"), ("a",), (("a", "b"),))
    assert Bounded.model_validate({"item": "a", "high": 1}).twins() == ()
    own = Own.model_validate({"item": "t", "fallback": {"five_year_target": "p", "cumulative": "c", "annual": "y"}})
    assert own.items() == ("t", "p", "c", "y")


@pytest.mark.parametrize(
    ("figure", "places"), [(0, 6), (123, 6), (1, 6), (-0.5, 7), (0.05, 8), (0.001, 9), (1e-4, 10), (1e-9, 10)]
)
def test_places_that_tell_shares_apart(figure: float, places: int) -> None:
    """Six, and as many more as the figure has zeros behind the point, ten at most."""
    assert places_for(figure) == places


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (13.5, "13.5"), (15.0, "15"), (100 / 3, "100/3"), (0.000031, "0.000031"), (1.2e10, "12000000000"), (-0.5, "-0.5"),
        (float("inf"), "inf"), (1e-15, "1e-15"), (1e16, "1e+16"), (-2e15, "-2000000000000000"), (1 / 9998, "1/9998"), (1 / 10007, "0.00009993004897"),
    ],
)  # fmt: skip
def test_figures_as_they_are_printed(value: float, said: str) -> None:
    assert figure_text(value) == said


def test_fractions_and_whole_figures() -> None:
    """100/3 three times is 100; a denominator of 0 is no figure; 2.5 is not whole, −0.0 keeps its sign, 1e15 its kind."""
    assert exact(100 / 3) * 3 == 100
    assert exact(0.1) * 10 == 1
    assert exact(0.123456789012) == Fraction("0.123456789012")  # near a fraction, and none
    assert written(" 100 / 3 ") == (100, 3)
    assert written("1e2/3") is None
    assert Accrual.model_validate({"each": "10/4"}).each == 2.5
    assert Accrual.model_validate({"each": "1/9999"}).each == 1 / 9999
    assert Accrual.model_validate({"each": "3/1"}).each == 3
    for wrong in ("1/0", "0/3", "1/10000", "x", "-1/2", 0, -1):
        with pytest.raises(ValidationError):
            Accrual.model_validate({"each": wrong})
    assert is_points(Accrual.model_fields["each"].metadata)
    assert not is_points(Gap.model_fields["unit"].metadata)
    kept = [whole(one) for one in (2.0, 2.5, -3.0, 1e15, -0.0)]
    assert [repr(one) for one in kept] == ["2", "2.5", "-3", "1000000000000000.0", "-0.0"]


def test_words_shared_by_all_parts() -> None:
    assert [units("%"), units("吨"), units("")] == ["个百分点", "吨", ""]
    assert schedule_words({2023: 60, 2021: 20, 2022: 33.3}) == "2021—2023年依次为20/33.3/60%"


def test_items_of_a_gate() -> None:
    """Those of its condition, and of what it waits for."""
    told = {"id": "g", "name": "门", "clause": "一", "kind": "veto", "when": {"kind": "item_yes", "item": "y"}}
    assert Veto.model_validate(told).items() == ("y",)
    assert Veto.model_validate({**told, "undecided": {"kind": "item_yes", "item": "n"}}).items() == ("y", "n")


def test_units_of_values() -> None:
    """A share is in percent and a rank in nothing, whatever the line is in."""
    measures = (
        Ratio.model_validate({"top": ["a"], "bottom": ["b"]}),
        ToPeers(item="a"),
        RankOf(item="a"),
        Reported(item="a"),
    )
    assert [one.unit("吨") for one in measures] == ["%", "%", "", "吨"]


def test_what_a_deduction_says() -> None:
    off = {"id": "d", "name": "信访", "clause": "一", "each": 0.5, "item": "v"}
    assert Deduction.model_validate(off).say() == "“{v}”每起从总分中扣0.5分"
    assert Deduction.model_validate({**off, "cap": 2}).say() == "“{v}”每起从总分中扣0.5分，最多扣2分"


def test_words_that_nothing_reads_are_told() -> None:
    """An entry of a yes/no item has the item's name; a rise that counts 0 need not be labelled; sorts of events have words of
    their own."""
    for idle in ({"name": "甲"}, {"at_least": 1}):
        assert "去掉" in Entry.model_validate({"item": "v", "points": 1, **idle}).idle()
    assert Entry.model_validate({"item": "v", "points": 1}).idle() == ""
    for rise, zero in ((True, True), (True, False), (False, True)):
        assert bool(RatioCompletion(rise=rise, rise_is_zero=zero).idle()) == (rise and zero)
    events = [{"item": "v", "each": 1}]
    assert "去掉" in PerEvent.model_validate({"events": events, "word": "每次"}).idle()
    assert PerEvent.model_validate({"events": events}).idle() == ""
    assert PerEvent.model_validate({"each": 1, "word": "每次"}).idle() == ""


def test_a_year_that_a_schedule_does_not_name_has_no_target() -> None:
    target = Schedule(years={2021: 20})
    assert (target.about(2021), target.about(2022)) == ((Number(20),), ())


WAYS = [
    {"name": "甲", "rule": {"kind": "judged"}},
    {"name": "乙", "value": OTHER, "target": {"kind": "constant", "figure": 5}, "rule": {"kind": "gap", "each": 1}},
]


def test_ways_are_numbered_from_one_and_named() -> None:
    scheme = one_line(
        {"value": VALUE, "rule": {"kind": "alternatives", "take": "best_of", "ways": WAYS}}, 10, ["v", "t"]
    )
    columns = compile_ledger(scheme, 2025).columns
    assert columns["x.way1_rate"].name == "“甲”得分率"
    assert columns["x.way2_rate"].name == "“乙”得分率"
    assert columns["x.way2_value"].name == "取值"
    assert columns["x.rate"].name == "得分率"


def test_a_way_with_a_target_of_its_own_has_no_completion_of_the_lines() -> None:
    """The line's completion is held against the line's target; a way that names another is refused until it says its own."""
    way = {"name": "乙", "target": {"kind": "constant", "figure": 5}, "rule": {"kind": "proportional"}}
    line = {
        "value": VALUE, "target": {"kind": "constant", "figure": 10}, "completion": {"kind": "ratio"},
        "rule": {"kind": "alternatives", "take": "best_of", "ways": [{"name": "甲", "rule": {"kind": "proportional"}}, way]},
    }  # fmt: skip
    with pytest.raises(SchemeError, match="试验指标（乙）（x）没有规定完成率"):
        tried(one_line(line, 10, ["v"]), v=[4])
    alone = way | {"value": VALUE, "target": None, "completion": {"kind": "ratio"}}
    lacks = line | {"rule": {"kind": "alternatives", "take": "best_of", "ways": [alone, alone]}}
    with pytest.raises(SchemeError, match="试验指标（乙）（x）规定了完成率，却没有取值或目标"):
        tried(one_line(lacks, 10, ["v"]), v=[4])
    way["completion"] = {"kind": "ratio"}
    assert tried(one_line(line, 10, ["v"]), v=[4]).scores["x"].tolist() == [8]  # 4/5, not 4/10


@pytest.mark.parametrize(
    ("first", "second", "points", "said"),
    [(10, 5, 10, "年度、累计都完成"), (10, 4, 4, "只完成年度"), (9, 5, 7, "只完成累计"), (9, 4, 1, "都未完成")],
)
def test_a_matrix_names_the_cell_that_it_takes(first: float, second: float, points: float, said: str) -> None:
    rule = {
        "kind": "matrix", "first_name": "年度", "second_name": "累计", "value": OTHER, "target": {"kind": "constant", "figure": 5},
        "completion": {"kind": "ratio"}, "both": 10, "first_only": 4, "second_only": 7, "neither": 1,
    }  # fmt: skip
    line: dict[str, Any] = {
        "value": VALUE,
        "target": {"kind": "constant", "figure": 10},
        "completion": {"kind": "ratio"},
    }
    result = tried(one_line({**line, "rule": rule}, 10, ["v", "t"]), v=[first], t=[second])
    assert result.scores["x"].tolist() == [points]
    assert said in result.explain("县0", "x")


def test_the_best_cell_of_a_matrix_is_the_lines_points() -> None:
    """Whichever it is: four cells, one of them 10."""
    for best in ("both", "first_only", "second_only", "neither"):
        cells = dict.fromkeys(("both", "first_only", "second_only", "neither"), 5) | {best: 10}
        written = {"first_name": "甲", "second_name": "乙", "value": VALUE, "target": {"kind": "own", "item": "t"}}
        matrix = Matrix.model_validate({**written, "completion": {"kind": "ratio"}, **cells})
        assert matrix.check(10) == []
        assert matrix.check(5) == ["最高是 10 分，与该指标的 5 分不符"]


def test_the_average_is_that_of_all_where_no_group_is_asked_for() -> None:
    """50, 100 and 150 beside their average: counties of no region have no group, and need none."""
    line = {"value": {"kind": "to_peers", "item": "v"}, "rule": {"kind": "judged"}}
    assert tried(one_line(line, 10, ["v"]), v=[50, 100, 150]).ledger["x.value"].tolist() == [50, 100, 150]
