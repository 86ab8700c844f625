"""The tail of the ledger: dimensions, total, grade, gates, rank — in the order that design and law fix.

points → forfeit → dimension → sum → capped bonus → capped deductions → adjustments → rounding → grade bands → gates → rank.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.formula.columns import GROUP, PENDING_TEXT, Column, Parameter, Role, Table
from scoring.formula.draft import Draft, Finding
from scoring.formula.nodes import (
    Exact,
    If,
    IsNotApplicable,
    IsNumber,
    Label,
    Node,
    Not,
    Number,
    Order,
    Over,
    Param,
    Rank,
    Reasons,
    Ref,
    Step,
    WeightOf,
    largest,
    smallest,
)
from scoring.ledger.extras import lay_extras
from scoring.rules.base import number
from scoring.rules.line import Calendar, Item, Line
from scoring.scheme.models import Blend, Dimension, Grade, SchemeSpec

NO_RANK = "—"
SUM = "sum"
"""Suffix of what a dimension's lines earned, where the dimension may be forfeited."""
MODES = {
    "within_dimension": "本类别内折算",
    "over_whole": "全部指标内折算",
    "full": "不适用计满分",
    "zero": "不适用计零分",
}


def lay_tail(spec: SchemeSpec, draft: Draft, calendar: Calendar, dictionary: Mapping[str, Item]) -> None:
    """Lay every column after the indicators' points."""
    for dimension in spec.dimensions:
        _dimension(
            spec, draft, dimension, Line(draft, dimension.id, dimension.name, dimension.clause, calendar, dictionary)
        )
    extras = lay_extras(spec, draft, calendar, dictionary)
    _totals(spec, draft, extras, calendar)
    _grade(spec, draft, calendar, dictionary)
    _rank(spec, draft)


def _dimension(spec: SchemeSpec, draft: Draft, dimension: Dimension, line: Line) -> None:
    cells = tuple(Ref(one.id) for one in dimension.indicators)
    weights = tuple(
        Param(f"{one.id}.full") if one.points_by_group is None else Ref(f"{one.id}.weight")
        for one in dimension.indicators
    )
    key, places = dimension.id, spec.rounding.points

    def column(suffix: str, name: str, formula: Node, role: Role = "helper", **options: Any) -> Ref:
        own = f"{key}.{suffix}" if suffix else key
        options.setdefault("places", places)
        return draft.column(Column(own, name, role, formula, owner=key, unit="分", clause=dimension.clause, **options))

    full = draft.parameter(
        Parameter(f"{key}.full", f"{dimension.name}分值", dimension.points, "分", key, dimension.clause)
    )
    if dimension.forfeit is None:
        earned = column("earned", "实得分", Over("sum", cells), mode="skip")
    else:
        flag = dimension.forfeit.build(line)
        whole = column(SUM, "各指标得分合计", Over("sum", cells), mode="skip")
        earned = column("earned", "实得分", If(flag.compare("=", 1), Number(0), whole, "此大项计0分"))
    applicable = column(
        "applicable", "适用指标分值", WeightOf(cells, weights), mode="skip", places=_weight_places(dimension), on_na=0.0
    )
    none_left = applicable.compare("<=", 0)
    reweighted = earned / applicable * full
    if spec.not_applicable == "within_dimension":
        column("", f"{dimension.name}得分", reweighted, "dimension", na_when=none_left)
        return
    column("reweighted", "类别内折算得分", reweighted, na_when=none_left)
    points: Node = earned + full - applicable if spec.not_applicable == "full" else earned
    column("", f"{dimension.name}得分", points, "dimension")


def _weight_places(dimension: Dimension) -> int:
    """Places for sums of full points: more where some are fractions, so that a share of them is not moved."""
    points = [own for one in dimension.indicators for own in (one.points, *(one.points_by_group or {}).values())]
    return 4 if all(round(one, 4) == one for one in points) else 8


def _totals(spec: SchemeSpec, draft: Draft, extras: tuple[Ref, ...], calendar: Calendar) -> None:
    """The total, and beside it what it would be under the other ways of treating what is not applicable.

    A total that is the least of several dimensions has no others: their points do not add up.
    """
    keys = [dimension.id for dimension in spec.dimensions]
    full = draft.parameter(Parameter("points", "总分值", spec.points, "分"))
    pending: dict[str, Any] = {"unit": "分", "missing_text": PENDING_TEXT}

    def helper(column_id: str, name: str, formula: Node, **options: Any) -> Ref:
        return draft.column(Column(column_id, name, "helper", formula, **pending, **options))

    places = spec.rounding.points
    earned = helper("earned", "各类别实得分合计", _sum(keys, ".earned"), mode="skip", places=places)
    applicable = helper(
        "applicable",
        "适用指标分值合计",
        _sum(keys, ".applicable"),
        mode="skip",
        places=max(map(_weight_places, spec.dimensions)),
    )
    own = "" if spec.not_applicable == "within_dimension" else ".reweighted"
    cells = tuple(Ref(key + own) for key in keys)
    weights = tuple(Param(f"{key}.full") for key in keys)
    none_left = applicable.compare("<=", 0)
    bases: dict[str, tuple[Node, dict[str, Any]]] = {
        "within_dimension": (Over("sum", cells) / WeightOf(cells, weights) * full, {"mode": "skip"}),
        "over_whole": (earned / applicable * full, {"na_when": none_left}),
        "full": (earned + full - applicable, {}),
        "zero": (earned + Number(0), {}),
    }
    order = [spec.not_applicable, *(mode for mode in MODES if mode != spec.not_applicable)]
    for mode in order if spec.total is None else order[:1]:
        base, options = bases[mode]
        chosen = mode == spec.not_applicable
        total_id, tag = ("total", "") if chosen else (f"total_{mode}", f"（{MODES[mode]}）")
        part = helper(f"{total_id}.base", f"各类别合计{tag}", base, places=places, **options)
        total: Node = _smallest(spec, draft, calendar) if chosen and spec.total is not None else part
        for extra in extras:
            total = total + extra
        if spec.blend is not None and calendar.at_end:
            total = _blended(spec, spec.blend, draft, total, (total_id, tag))
        draft.column(Column(total_id, f"总分{tag}", "total", total, places=spec.rounding.total, **pending))


def _smallest(spec: SchemeSpec, draft: Draft, calendar: Calendar) -> Node:
    """The least of some dimensions for some groups, one dimension's points for the others."""
    assert spec.total is not None
    if not spec.total.acts(calendar.at_end):
        return Ref(spec.total.otherwise)
    least = smallest(*(Ref(key) for key in spec.total.dimensions))
    if not spec.total.groups:
        return least
    line = Line(draft, "total", "总分", "", calendar, {})
    rows = [(float(group), 1.0, f"{{group:{group}}}取低分") for group in sorted(spec.total.groups)]
    table = line.table("lower", "取低分的组", rows, (0.0, "其余各组"), match="exact")
    flag = draft.column(
        Column("total.takes_lower", "取各项最低分", "helper", Exact(Ref(GROUP), table), places=0, unit="是否")
    )
    low = draft.column(Column("total.least", "各项最低得分", "helper", least, places=spec.rounding.points, unit="分"))
    # Open: where one dimension alone counts, what the others lack is no matter.
    choice = If(flag.compare("=", 1), low, Ref(spec.total.otherwise), "取各项得分中最低的")
    chosen = If(IsNumber(flag), choice, flag)
    return draft.column(Column("total.chosen", "计入总分的得分", "helper", chosen, mode="open", unit="分"))


def _blended(spec: SchemeSpec, blend: Blend, draft: Draft, total: Node, named: tuple[str, str]) -> Node:
    """The years' blend at plan end. named: id of the total, and what its name is told apart by."""
    own = draft.column(
        Column(f"{named[0]}.year", f"本年度得分{named[1]}", "helper", total, places=spec.rounding.points, unit="分")
    )
    if "total.past" not in draft.columns:
        _past(blend, draft)
    past, share = Ref("total.past"), Param("total.past_share")
    return past * share / 100 + own * (100 - share) / 100


def _past(blend: Blend, draft: Draft) -> None:
    """The average of earlier years; without the score of one of them the total waits, and that is said."""
    mean = Over("sum", tuple(Ref(item) for item in blend.years)) / Number(len(blend.years))
    draft.column(Column("total.past", "以前年度平均", "helper", mean, unit="分", na_is_missing=True))
    draft.parameter(Parameter("total.past_share", "以前年度占比", blend.past, "%"))
    for item in blend.years:
        name = draft.columns[item].name
        message = f"没有“{name}”，期末总分算不出来，总分、等次待定"
        draft.findings.append(Finding("E_PAST", "error", item, IsNotApplicable(Ref(item)), message, "补报该年度的总分"))


def _sum(keys: list[str], suffix: str) -> Node:
    return Over("sum", tuple(Ref(key + suffix) for key in keys))


def _grade(spec: SchemeSpec, draft: Draft, calendar: Calendar, dictionary: Mapping[str, Item]) -> None:
    """Grade by the printed total, then the gates, then the label; ordinals inside, 1 best."""
    names = tuple(grade.name for grade in spec.grades)
    banded = [grade for grade in spec.grades if not grade.gate_only]
    last = banded[-1]
    keyed = banded[:-1] if len(banded) > 1 else banded
    bands = sorted((grade.at_least or 0.0, float(names.index(grade.name) + 1), _band(grade)) for grade in keyed)
    line = Line(draft, "grade", "等次", "", calendar, dictionary)
    table = line.table(
        "bands", "等次分数线", bands, (float(names.index(last.name) + 1), last.name), unit="分", answer_unit="等次序号"
    )
    pending: dict[str, Any] = {"missing_text": PENDING_TEXT, "places": 0, "labels": "grade.names"}
    # Graded by something else, the total is read as well: a county without one has no grade and no rank.
    waits = Not(IsNumber(Ref("total"))) if spec.graded_by != "total" else None
    graded = Step(Ref(spec.graded_by), table)
    base = draft.column(Column("grade_by_total", "按总分的等次", "grade", graded, missing_when=waits, **pending))
    bounds: list[Node] = []
    raises: list[Node] = []
    falls: list[Node] = []
    flags: list[Ref] = []
    reasons: list[Param] = []
    for gate in spec.gates:
        if not gate.acts(calendar.at_end):
            continue
        own = Line(draft, gate.id, gate.name, gate.clause, calendar, dictionary)
        flag = gate.build(own)
        bounds += [bound for bound in (gate.bound(own, flag, names),) if bound is not None]
        shift = gate.shift(own, flag)
        if shift is not None:
            (raises if gate.lifts() else falls).append(shift)
        flags.append(flag)
        reasons.append(own.param("reason", f"{gate.name}：说明", gate.reason()))
    ordinal: Node = base
    for shift in raises:
        ordinal = ordinal + shift
    if raises:
        ordinal = largest(1, ordinal)
    ordinal = largest(ordinal, *bounds)  # after the raises: none of them lifts a veto or a cap
    for shift in falls:
        ordinal = ordinal + shift
    if falls:
        ordinal = largest(1, smallest(len(names), ordinal))
    draft.column(Column("grade_ordinal", "等次序号", "grade", ordinal, **pending))
    draft.table(
        Table(
            "grade.names",
            "等次名称",
            tuple(float(place) for place in range(1, len(names) + 1)),
            names,
            PENDING_TEXT,
            names,
            PENDING_TEXT,
            match="exact",
            owner="grade",
        )
    )
    if flags:
        draft.column(Column("gate_reasons", "等次约束事由", "label", Reasons(tuple(flags), tuple(reasons))))
    draft.column(
        Column("grade", "等次", "label", Label(Ref("grade_ordinal"), "grade.names"), missing_text=PENDING_TEXT)
    )


def _band(grade: Grade) -> str:
    return f"达到 {number(grade.at_least)} 分" if grade.at_least is not None else grade.name


def _rank(spec: SchemeSpec, draft: Draft) -> None:
    """Ranks 1, 1, 3 over all and within the peer group; counties without a total have none."""
    keys: list[Ref] = [Ref("grade_ordinal"), Ref("total")] if spec.ranking.by == "grade_total" else [Ref("total")]
    down = [False, True] if spec.ranking.by == "grade_total" else [True]
    for place, tie in enumerate(spec.ranking.ties, 1):
        source = Ref(tie if tie in {one.id for one in spec.dimensions} else f"{tie}.completion")
        rising = draft.columns[source.column].passes[0] == ">="  # the smaller over-run is the better
        keys.append(
            draft.column(
                Column(
                    f"tie{place}",
                    f"同分判定{place}：{draft.columns[source.column].name}",
                    "helper",
                    If(IsNumber(source), source, Number(-9999 if rising else 9999)),
                    mode="open",
                )
            )
        )
        down.append(rising)
    for column_id, name, group in (("rank", "名次", None), ("group_rank", "组内名次", Ref(GROUP))):
        formula = Rank(tuple(keys), tuple(down), group)
        draft.column(Column(column_id, name, "rank", formula, places=0, missing_text=NO_RANK))
    draft.column(Column("order", "排列序号", "rank", Order(Ref("rank")), places=0))
