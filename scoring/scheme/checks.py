"""What a scheme's text cannot show one field at a time: sums, names, bands, years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from scoring.rules.base import Part, number
from scoring.scheme.merge import mark_of
from scoring.scheme.messages import field_path, nearest
from scoring.scheme.models import Dimension, Grade, Indicator, ItemSpec, SchemeSpec
from scoring.scheme.yaml_marks import Mark

Fault = tuple[tuple[Any, ...], str]


def check_scheme(spec: SchemeSpec, items: Mapping[str, ItemSpec], data: Any, root: Mark) -> list[str]:
    """Everything wrong with a scheme that is well-formed, each with file, line and field."""
    faults = [
        *_sums(spec), *_totals(spec), *_ids(spec, items), *_items(spec, items), *_rules(spec), *_grades(spec),
        *_gates(spec), *_ties(spec), *_years(spec), *_clauses(spec), *_bonus(spec),
    ]  # fmt: skip
    return [f"{mark_of(data, loc, root)} {field_path(data, loc)}：{text}" for loc, text in faults]


def _lines(spec: SchemeSpec) -> Iterator[tuple[tuple[Any, ...], Dimension, Indicator]]:
    for place, dimension in enumerate(spec.dimensions):
        for position, indicator in enumerate(dimension.indicators):
            yield ("dimensions", place, "indicators", position), dimension, indicator


def _sums(spec: SchemeSpec) -> Iterator[Fault]:
    for place, dimension in enumerate(spec.dimensions):
        total = sum(one.points for one in dimension.indicators)
        if abs(total - dimension.points) > 1e-9:
            parts = " + ".join(number(one.points) for one in dimension.indicators)
            yield (
                ("dimensions", place, "points"),
                f"各指标共 {parts} = {number(total)} 分，与类别的 {number(dimension.points)} 分不符；改其中一处",
            )
        groups = {group for one in dimension.indicators for group in one.points_by_group or {}}
        for group in sorted(groups):
            total = sum(one.weight(group) for one in dimension.indicators)
            if abs(total - dimension.points) > 1e-9:
                yield (
                    ("dimensions", place, "points"),
                    f"第 {group} 组各指标共 {number(total)} 分，与类别的 {number(dimension.points)} 分不符；改 points_by_group",
                )
    total = sum(one.points for one in spec.dimensions)
    if spec.total is None and abs(total - spec.points) > 1e-9:
        parts = " + ".join(number(one.points) for one in spec.dimensions)
        yield ("points",), f"各类别共 {parts} = {number(total)} 分，与总分 {number(spec.points)} 分不符；改其中一处"


def _totals(spec: SchemeSpec) -> Iterator[Fault]:
    keys = [one.id for one in spec.dimensions]
    if spec.graded_by != "total" and spec.graded_by not in keys:
        yield ("graded_by",), f"没有类别 {spec.graded_by}{nearest(spec.graded_by, ['total', *keys])}"
    if spec.total is not None:
        for name in (*spec.total.dimensions, spec.total.otherwise):
            if name not in keys:
                yield ("total",), f"没有类别 {name}{nearest(name, keys)}"


def _ids(spec: SchemeSpec, items: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    places: list[tuple[tuple[Any, ...], str, str]] = [
        (("dimensions", place), one.id, "类别") for place, one in enumerate(spec.dimensions)
    ]
    places += [(loc, one.id, "指标") for loc, _, one in _lines(spec)]
    places += [(("gates", place), one.id, "等次约束") for place, one in enumerate(spec.gates)]
    for loc, name, kind in places:
        if name in seen:
            yield (*loc, "id"), f"编号 {name} 已经用作{seen[name]}；换一个"
        elif name in items:
            yield (*loc, "id"), f"编号 {name} 已经是数据项；换一个"
        elif name in RESERVED:
            yield (*loc, "id"), f"编号 {name} 由程序使用；换一个"
        seen[name] = kind
    sheets: dict[str, str] = {}
    for place, dimension in enumerate(spec.dimensions):
        if dimension.sheet in sheets:
            yield (
                ("dimensions", place, "sheet"),
                f"表名 {dimension.sheet} 与类别 {sheets[dimension.sheet]} 重复；换一个",
            )
        sheets[dimension.sheet] = dimension.id


RESERVED = frozenset(
    {"total", "bonus", "adjustment", "earned", "applicable", "grade", "rank", "group_rank", "order", "met", "points"}
)


def _items(spec: SchemeSpec, items: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    known = list(items)
    for loc, _, indicator in _lines(spec):
        for field in ("value", "target", "completion", "rule", "bonus", "waiver"):
            part = getattr(indicator, field)
            for item in part.items() if isinstance(part, Part) else ():
                if item not in items:
                    yield (*loc, field), f"没有数据项 {item}{nearest(item, known) if known else ''}"[:300]
    for place, dimension in enumerate(spec.dimensions):
        for position, item in enumerate(dimension.shown):
            if item not in items:
                yield ("dimensions", place, "shown", position), f"没有数据项 {item}"
    for item in spec.blend.years if spec.blend else ():
        if item not in items:
            yield ("blend", "years"), f"没有数据项 {item}"
    for place, gate in enumerate(spec.gates):
        for item in gate.items():
            if item not in items:
                yield ("gates", place, "when"), f"没有数据项 {item}{nearest(item, known) if known else ''}"[:300]


def _rules(spec: SchemeSpec) -> Iterator[Fault]:
    for loc, _, indicator in _lines(spec):
        for text in indicator.rule.check(indicator.points):
            yield (*loc, "rule"), text
        if indicator.completion is not None and (indicator.value is None or indicator.target is None):
            yield (*loc, "completion"), "规定了完成率，却没有取值（value）或目标（target）；补上"


def _grades(spec: SchemeSpec) -> Iterator[Fault]:
    names: set[str] = set()
    above: Grade | None = None
    for place, grade in enumerate(spec.grades):
        loc = ("grades", place)
        if grade.name in names:
            yield (*loc, "name"), f"等次“{grade.name}”写了两次；留一个"
        names.add(grade.name)
        if grade.gate_only:
            continue
        if above is not None:
            yield from _band(loc, above, grade)
        above = grade
    if (
        above is not None
        and above.at_least is not None
        and len(names) > 1
        and not any(g.gate_only for g in spec.grades)
    ):
        place = spec.grades.index(above)
        yield (
            ("grades", place, "at_least"),
            f"最末等次“{above.name}”下面还有 {number(above.at_least)} 分以下没有等次；末等次不写 at_least",
        )


def _band(loc: tuple[Any, ...], above: Grade, grade: Grade) -> Iterator[Fault]:
    if above.at_least is None:
        yield (*loc, "name"), f"“{above.name}”没有下限，后面的“{grade.name}”永远评不到；写上 at_least"
        return
    if grade.at_least is not None and grade.at_least >= above.at_least:
        yield (
            (*loc, "at_least"),
            f"“{grade.name}”的下限 {number(grade.at_least)} 不低于上一等次“{above.name}”的 {number(above.at_least)}；等次从好到差排列",
        )
    if grade.up_to is not None and grade.up_to > above.at_least:
        yield (
            (*loc, "up_to"),
            f"“{grade.name}”到 {number(grade.up_to)}，“{above.name}”从 {number(above.at_least)} 起，两档重叠；把 up_to 改为 {number(above.at_least)}（不含）",
        )
    if grade.up_to is not None and grade.up_to < above.at_least:
        yield (
            (*loc, "up_to"),
            f"“{grade.name}”到 {number(grade.up_to)}，“{above.name}”从 {number(above.at_least)} 起，中间有空档；把 up_to 改为 {number(above.at_least)}（不含）",
        )


def _gates(spec: SchemeSpec) -> Iterator[Fault]:
    grades = [grade.name for grade in spec.grades]
    indicators = {one.id: one for _, _, one in _lines(spec)}
    for place, gate in enumerate(spec.gates):
        loc = ("gates", place)
        for name in gate.grades():
            if name not in grades:
                field = next((key for key in type(gate).model_fields if getattr(gate, key) == name), "kind")
                yield (*loc, field), f"没有等次“{name}”{nearest(name, grades)}"
        scored = [*indicators, *(one.id for one in spec.dimensions)]
        for name in gate.when.indicators():
            if name not in scored:
                yield (*loc, "when"), f"没有指标或类别 {name}{nearest(name, scored)}"
        for name in gate.when.completions():
            if name not in indicators:
                yield (*loc, "when"), f"没有指标 {name}{nearest(name, list(indicators))}"
            elif indicators[name].completion is None:
                yield (*loc, "when"), f"指标 {name} 没有规定完成率，判断不了是否完成；给它写上 completion"


def _ties(spec: SchemeSpec) -> Iterator[Fault]:
    indicators = {one.id: one for _, _, one in _lines(spec)}
    names = [*(one.id for one in spec.dimensions), *indicators]
    for place, tie in enumerate(spec.ranking.ties):
        if tie not in names:
            yield ("ranking", "ties", place), f"没有类别或指标 {tie}{nearest(tie, names)}"
        elif tie in indicators and indicators[tie].completion is None:
            yield ("ranking", "ties", place), f"指标 {tie} 没有规定完成率，不能用来判定同分"


def _years(spec: SchemeSpec) -> Iterator[Fault]:
    period = spec.period
    if not period.base < period.start <= period.end:
        yield ("period",), f"年份应当是 基期 < 起始年 ≤ 结束年，现在是 {period.base}、{period.start}、{period.end}"
    for loc, _, indicator in _lines(spec):
        yield from _schedules(indicator, loc, range(period.start, period.end + 1))


def _schedules(model: BaseModel, loc: tuple[Any, ...], years: range) -> Iterator[Fault]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _schedules(value, (*loc, name), years)
        elif name in ("schedule", "years") and isinstance(value, dict):
            lacking = [str(year) for year in years if year not in value]
            if lacking:
                yield (*loc, name), f"进度表缺 {'、'.join(lacking)} 年；补上每一年的数"


def _clauses(spec: SchemeSpec) -> Iterator[Fault]:
    for place, gate in enumerate(spec.gates):
        if not gate.clause.strip():
            yield ("gates", place, "clause"), "没有写依据；写上条款"
    for loc, _, indicator in _lines(spec):
        if not indicator.clause.strip():
            yield (*loc, "clause"), "没有写依据；写上条款"


def _bonus(spec: SchemeSpec) -> Iterator[Fault]:
    if spec.bonus_cap == 0:
        for loc, _, indicator in _lines(spec):
            if indicator.bonus is not None:
                yield (*loc, "bonus"), "有加分，方案却没有规定加分合计上限 bonus_cap；写上"
