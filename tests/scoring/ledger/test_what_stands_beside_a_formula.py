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
from scoring.rules.line import units
from tests.support.one_line import one_line

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("all-parts", "more-forms", "new-forms", "gates-and-groups", "thirds")
SHIPPED = sorted(ROOT.glob("config/schemes/*/scheme.yaml"))
SHARE = {"kind": "ratio", "top": ["v"], "bottom": ["t"]}
SHARED = {"kind": "share_of_total", "total": 12, "by": "t"}
ALL_YEARS = {year: 20 * (year - 2020) for year in range(2021, 2026)}
ABOVE = {"kind": "item_above", "item": "t"}
BONUS = {"kind": "granted", "each": 1, "when": ABOVE}
NEVER_ROUNDED = [
    {"target": SHARED, "completion": {"kind": "ratio", "zero_target": "by_level", "rise": True}, "rule": {"kind": "proportional"}},
    {"target": SHARED, "completion": {"kind": "progress", "schedule": ALL_YEARS}, "rule": {"kind": "proportional"}},
    {
        "target": SHARED, "completion": {"kind": "over_run"},
        "rule": {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 0, "points": 10}]},
    },
    {"rule": {"kind": "change", "last": "t", "rise": 10}, "waiver": {"kind": "condition", "when": ABOVE}},
    {"target": {"kind": "range", "one": "v", "other": "t", "end": "lower"}, "rule": {"kind": "gap", "each": 1}},
    {"target": {"kind": "by_group", "figures": {1: 4}, "otherwise": 3}, "rule": {"kind": "gap", "each": 1}},
    {"rule": {"kind": "threshold", "limit": 1}, "bonus": [BONUS, BONUS, BONUS]},
    {"rule": {"kind": "accrual", "each": 1}, "bonus": BONUS},
]  # fmt: skip
"""Lines on a share that no scheme above leaves unrounded: what it is compared with is held beside its size."""
OURS = [load_scheme(ROOT / "tests" / "schemes" / f"{name}.yaml") for name in NAMES]
LINES = [one_line({"unit": "%", "value": SHARE, **line}, 10, ["v", "t"]) for line in NEVER_ROUNDED]
YEARS = [(scheme, year) for scheme in OURS for year in (scheme.spec.period.start, scheme.spec.period.end)]
YEARS += [(scheme, scheme.spec.period.end) for scheme in (*map(load_scheme, SHIPPED), *LINES)]


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
    "share3": {"%"}, "cap_share": {"%"}, "past_share": {"%"}, "met": {"%"}, "kept": {""},
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
        elif owner in ("grade", "total"):
            assert one.clause == "", one.id
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
    for dimension in ledger.scheme.spec.dimensions:
        assert ledger.columns[dimension.id].role == "dimension", dimension.id
    for name, line in (("met", 100), ("kept", 0)):
        assert name not in ledger.parameters or ledger.parameters[name].value == line
    for table in ledger.tables.values():
        assert bool(table.full) == (table.answer_unit == "得分率"), table.id
        if table.id.endswith(("rungs", "rows", "shares")):
            assert table.answer_unit == "得分率", table.id
            assert ledger.parameters[table.full].unit == "分", table.id
        if table.id.endswith(".weights"):
            assert table.answer_unit == "分", table.id


IN_THE_UNIT = ("value", "target", "pace", "target_raised", "target_issued", "value_low", "value_high", "total")


def test_what_is_judged_is_in_the_unit_of_its_line(ledger: Ledger) -> None:
    """Values, targets and bounds, with the steps on the way, bear the unit that the scheme writes for the line: no other
    and none left out. A ratio is in percent whatever the line says, a rank in nothing."""
    written = {"", "分", "%", "个百分点", "是否", "年", "等次序号", "得分率"}
    written |= {item.unit for item in ledger.scheme.items.values()}
    for indicator in ledger.scheme.indicators:
        own = indicator.unit if indicator.value is None else indicator.value.unit(indicator.unit)
        written |= {own, units(own), *(inner.unit for inner in indicator.rule.inner())}
        for suffix in IN_THE_UNIT:
            for laid in (
                ledger.columns.get(f"{indicator.id}.{suffix}"),
                ledger.parameters.get(f"{indicator.id}.{suffix}"),
            ):
                assert laid is None or laid.unit == own, laid.id
        rungs = ledger.tables.get(f"{indicator.id}.rungs")
        judged = ledger.columns.get(f"{indicator.id}.completion") or ledger.columns.get(f"{indicator.id}.value")
        assert rungs is None or judged is None or rungs.unit == judged.unit, indicator.id
        targets = ledger.tables.get(f"{indicator.id}.targets")
        assert targets is None or targets.answer_unit == own, indicator.id
    for item in ledger.scheme.items.values():
        column = ledger.columns[item.id]
        assert (column.unit, column.optional, column.owner) == (item.unit, item.optional, ""), item.id
    for one in (*ledger.columns.values(), *ledger.parameters.values()):
        assert one.unit in written, one.id


def test_what_is_numbered_is_numbered_from_one(ledger: Ledger) -> None:
    """第1项分值, way1, tie1: as the scheme's own list has them, so that a sheet's first is the list's first."""
    found: dict[str, set[int]] = {}
    for name in (*ledger.columns, *ledger.parameters):
        for stem, place in re.findall(r"(.*?(?:rate|off|each|weight|share|held|way|tie))(\d+)(?=_|$)", name):
            found.setdefault(stem, set()).add(int(place))
    for stem, places in found.items():
        assert places == set(range(1, len(places) + 1)), stem


def test_a_choice_is_said_in_words_or_not_at_all(ledger: Ledger) -> None:
    """What the working says of a branch is Chinese, or nothing."""
    for column in ledger.columns.values():
        for node in column.formula.walk() if column.formula is not None else ():
            if isinstance(node, If):
                assert all(
                    re.search("[\u4e00-\u9fff]", said) or not said for said in (node.then_label, node.other_label)
                )
        assert all(said for _, said in column.remarks)


def test_grades_are_named_by_their_places(ledger: Ledger) -> None:
    """1 is the first grade of the scheme; both columns of ordinals are read by that table."""
    names, table = tuple(grade.name for grade in ledger.scheme.spec.grades), ledger.tables["grade.names"]
    assert (table.keys, table.answers, table.labels) == (tuple(range(1, len(names) + 1)), names, names)
    assert (table.match, table.owner, table.otherwise) == ("exact", "grade", "待定")
    assert {ledger.columns[name].labels for name in ("grade_by_total", "grade_ordinal")} == {table.id}
    bands = ledger.tables["grade.bands"]
    assert (bands.unit, bands.answer_unit, bands.match) == ("分", "等次序号", "at_least")
    assert len(bands.keys) == max(1, sum(not grade.gate_only for grade in ledger.scheme.spec.grades) - 1)


def answers(node: Node) -> Iterator[float | None]:
    """What a choice can come to; None for anything but a plain figure."""
    if isinstance(node, If):
        yield from (*answers(node.then), *answers(node.other))
    else:
        yield node.value if isinstance(node, Number) else None


def test_a_column_of_yes_and_no_is_printed_as_such(ledger: Ledger) -> None:
    """A choice between 1 and 0 that is neither a rate nor a completion is 是否, so that a sheet prints 是 and 否."""
    flags = [one for one in ledger.columns.values() if one.role in ("gate", "helper") and is_flag(one)]
    assert flags or not any(gate.id in ledger.columns for gate in ledger.scheme.spec.gates)
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
        if column.id.endswith(".weight"):
            fine = all(round(points, 2) == points for points in ledger.tables[f"{column.owner}.weights"].answers)
            assert column.shown == (2 if fine else 4), column.id
        if bare(column.id) in SHOWN:
            assert column.shown == SHOWN[bare(column.id)], column.id
        if bare(column.id) in ("progress", "incentive_completion") and column.role == "helper":
            assert column.unit == "%", column.id
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
        assert re.search("[\u4e00-\u9fff]", finding.message)
        assert re.search("[\u4e00-\u9fff]", finding.remedy)
