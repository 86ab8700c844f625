"""Clause, unit and places of what a scheme compiles to: a result prints them beside every figure, and no number shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from scoring import load_scheme
from scoring.formula.columns import Column, Mode, Role
from scoring.formula.nodes import If, Node, Number
from scoring.ledger.compile import Ledger, compile_ledger

SCHEMES = Path(__file__).resolve().parents[2] / "schemes"
NAMES = ("all-parts", "more-forms", "new-forms", "gates-and-groups", "thirds")
YEARS = [
    (scheme, year)
    for scheme in (load_scheme(SCHEMES / f"{name}.yaml") for name in NAMES)
    for year in (scheme.spec.period.start, scheme.spec.period.end)
]


@pytest.fixture(params=YEARS, ids=lambda one: f"{one[0].id}-{one[1]}")
def ledger(request: pytest.FixtureRequest) -> Ledger:
    return compile_ledger(*request.param)


BRANCH = r"(?:also\d+_|way\d+_|part\d+_|second_|not_|bonus_when_|when_|waiver_|undecided_)*"

POINTS = {"分"}
UNITS: dict[str, set[str]] = {
    # what is given, taken off or capped in a point table is points
    "full": POINTS, "each": POINTS, "each1": POINTS, "each2": POINTS, "bonus_each": POINTS, "bonus_cap": POINTS, "cap": POINTS,
    "deduction_cap": POINTS, "both": POINTS, "first_only": POINTS, "second_only": POINTS, "neither": POINTS, "rise": POINTS,
    "flat": POINTS, "fall": POINTS, "weight1": POINTS, "weight2": POINTS, "weight3": POINTS, "points": POINTS,
    # what is a share of something is percent
    "low": {"%"}, "high": {"%"}, "equal": {"%"}, "due": {"%"}, "incentive_due": {"%"}, "share1": {"%"}, "share2": {"%"},
    "share3": {"%"}, "cap_share": {"%"}, "past_share": {"%"}, "met": {"%"},
    "plan_years": {"年"}, "years_left": {"年"}, "by": {""}, "at_most": {""}, "times": {""},
}  # fmt: skip
EARNED = (
    "", "earned", "sum", "applicable", "reweighted", "bonus", "weight", "off", "off1", "off2", "base", "year", "least", "chosen",
    "past",
)  # fmt: skip
"""Suffixes of the columns that hold points, beside those whose role says it."""

SHOWN = {"share_left": 6, "share_planned": 6, "growth_factor": 4}
"""Ratios of two years' figures are shown finer than figures, as they are multiplied on."""


def bare(name: str) -> str:
    """What is laid, without the branch in front: part2_rise is a rise."""
    return re.sub(f"^{BRANCH}", "", name.partition(".")[2] if "." in name else name)


def clauses(ledger: Ledger) -> dict[str, str]:
    """The clause of each owner as the scheme's file gives it."""
    spec = ledger.scheme.spec
    parts = (*ledger.scheme.indicators, *spec.dimensions, *spec.gates, *spec.deductions)
    return {one.id: one.clause for one in parts}


def test_all_that_a_line_lays_has_its_owner_and_its_clause(ledger: Ledger) -> None:
    """Columns, parameters and tables named after a line, a dimension, a gate or a deduction quote the clause written there."""
    written = clauses(ledger)
    seen = set()
    laid = [one for one in ledger.columns.values() if one.role != "item"]
    for one in (*laid, *ledger.parameters.values(), *ledger.tables.values()):
        owner = one.id.partition(".")[0]
        if owner in written:
            assert (one.owner, one.clause) == (owner, written[owner]), one.id
            seen.add(owner)
    assert seen >= {indicator.id for indicator in ledger.scheme.indicators}


def test_points_are_in_points_and_shares_in_percent(ledger: Ledger) -> None:
    for one in ledger.parameters.values():
        assert one.unit in UNITS.get(bare(one.id), {one.unit}), one.id
    for column in ledger.columns.values():
        if column.role in ("points", "bonus", "dimension", "total"):
            assert column.unit == "分", column.id
        if column.role == "helper" and bare(column.id) in EARNED and "." in column.id and "_earned" not in column.id:
            points_of_a_line = bare(column.id) == "earned" and column.mode != "skip"  # of change and matrix: no sum
            assert column.unit == "分" or points_of_a_line, column.id
    for indicator in ledger.scheme.indicators:
        if indicator.completion is not None:
            assert ledger.columns[f"{indicator.id}.completion"].unit == indicator.completion.unit(indicator.unit)
        kinds = {name: ledger.columns.get(f"{indicator.id}.{name}") for name in ("value", "target", "pace")}
        assert len({one.unit for one in kinds.values() if one is not None}) <= 1, indicator.id
    for gate in ledger.scheme.spec.gates:
        if gate.when.kind == "score_below" and f"{gate.id}.limit" in ledger.parameters:
            assert ledger.parameters[f"{gate.id}.limit"].unit == "分", gate.id
    for table in ledger.tables.values():
        if table.id.endswith(("rungs", "rows", "shares")):
            assert table.answer_unit == "得分率", table.id
            assert ledger.parameters[table.full].unit == "分", table.id
        if table.id.endswith(".weights"):
            assert table.answer_unit == "分", table.id


def answers(node: Node) -> Iterator[float | None]:
    """What a choice can come to; None for anything but a plain figure."""
    if isinstance(node, If):
        yield from (*answers(node.then), *answers(node.other))
    else:
        yield node.value if isinstance(node, Number) else None


def test_a_column_of_yes_and_no_is_printed_as_such(ledger: Ledger) -> None:
    """A choice between 1 and 0 that is neither a rate nor a completion is 是否, so that a sheet prints 是 and 否."""
    flags = [one for one in ledger.columns.values() if one.role in ("gate", "helper") and is_flag(one)]
    assert flags or not ledger.scheme.spec.gates
    for flag in flags:
        assert flag.unit == "是否", flag.id
    for column in ledger.columns.values():
        if column.role == "helper" and re.fullmatch(
            r"met\d*|held\d*|bonus_held|forfeit|waits|takes_lower", bare(column.id)
        ):
            assert (column.unit, column.places) == ("是否", 0), column.id
    for gate in ledger.scheme.spec.gates:
        if gate.id in ledger.columns:
            assert (ledger.columns[gate.id].unit, ledger.columns[gate.id].places) == ("是否", 0), gate.id
            assert (
                ledger.columns[gate.id].missing_text == "待定"
            )  # a gate that cannot be judged leaves the grade pending


def is_flag(column: Column) -> bool:
    return isinstance(column.formula, If) and set(answers(column.formula)) == {0.0, 1.0}


def test_rates_are_shown_to_four_places_and_ranks_are_whole(ledger: Ledger) -> None:
    """A rate is never rounded and is printed as 0.8434; grades, ranks and flags are whole numbers."""
    for column in ledger.columns.values():
        rate = column.role == "rate" or re.fullmatch(r"rate\d+", bare(column.id))
        if rate:
            assert (column.places, column.shown) == (None, 4), column.id
        if column.role in ("grade", "rank", "gate"):
            assert column.places == 0, column.id
        if bare(column.id) in SHOWN:
            assert column.shown == SHOWN[bare(column.id)], column.id
        if bare(column.id) in ("progress", "incentive_completion", "pace"):
            assert column.unit == "%" or bare(column.id) == "pace", column.id
    assert {ledger.columns[name].missing_text for name in ("grade", "grade_ordinal", "grade_by_total", "total")} == {
        "待定"
    }
    assert {ledger.columns[name].missing_text for name in ("rank", "group_rank")} == {"—"}


def test_what_only_guards_a_comparison_is_left_unsaid(ledger: Ledger) -> None:
    """The size that a difference is held beside is no figure of the scheme: above 0, and in no sentence."""
    for column in ledger.columns.values():
        if column.name in ("数值的大小", "取值与界限中较大的"):
            assert column.quiet, column.id
            assert column.positive, column.id


def test_every_word_of_the_ledger_is_one_that_is_known(ledger: Ledger) -> None:
    """Mode, role and match come from closed lists that every reading branches on: a word outside them would be read as the
    branch that is left over. Ids are lower case, as results, workbooks and data files name them."""
    for column in ledger.columns.values():
        assert column.mode in get_args(Mode), column.id
        assert column.role in get_args(Role), column.id
        assert column.passes[0] in (">=", "<="), column.id
    for table in ledger.tables.values():
        assert table.match in ("at_least", "at_most", "exact"), table.id
    for name in (*ledger.columns, *ledger.parameters, *ledger.tables):
        assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", name), name
    for finding in ledger.findings:
        assert re.fullmatch("[EW]_[A-Z_]+", finding.code), finding.code
        assert (finding.code[0], finding.severity) in (("E", "error"), ("W", "warning"))
        assert finding.item in ledger.columns
        assert finding.remedy
