"""What a scheme's text cannot show one field at a time: sums, rules, years, names and clauses, bonus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from scoring.rules.base import Model, number, same, total
from scoring.scheme.case import Case, Fault
from scoring.scheme.checks_conditions import block_condition_faults, gate_faults, line_condition_faults
from scoring.scheme.checks_consequences import consequence_faults
from scoring.scheme.checks_grades import grade_faults
from scoring.scheme.checks_names import id_faults, item_name_faults, reference_faults, sheet_faults, tie_faults
from scoring.scheme.checks_needs import need_faults
from scoring.scheme.items import item_faults
from scoring.scheme.list_models import ListSpec
from scoring.scheme.lists import counted_faults, list_faults
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.places import Loc, told
from scoring.scheme.spelling import listed, nearest
from scoring.scheme.yaml_marks import Mark


def check_scheme(
    spec: SchemeSpec, items: Mapping[str, ItemSpec], data: Any, root: Mark, lists: Mapping[str, ListSpec]
) -> list[str]:
    """Everything wrong with a scheme that is well-formed, each with file, line and field.

    items, lists: the shared dictionaries and the scheme's own. data: the marked text that ``spec`` came from.
    """
    case = Case(spec, items, data, root)
    faults = [
        *id_faults(case), *sheet_faults(case), *_own_items(case), *item_name_faults(case), *_sums(case),
        *_totals(case),
        *_idle(case.spec, ()), *_rules(case), *reference_faults(case), *_blanks(case), *_bonus(case), *grade_faults(case), *consequence_faults(case),
        *gate_faults(case), *block_condition_faults(case), *line_condition_faults(case), *tie_faults(case), *_years(case), *_lists(case, lists),
    ]  # fmt: skip
    faults += need_faults(case, [loc for loc, _ in faults])
    marked = sorted(((case.mark(loc), loc, text) for loc, text in faults), key=lambda row: (row[0].file, row[0].line))
    return [told(data, loc, root, text) for _, loc, text in marked]


def _own_items(case: Case) -> Iterator[Fault]:
    for place, item in enumerate(case.spec.items):
        for field, text in item_faults(item):
            yield ("items", place, field), text


def _lists(case: Case, lists: Mapping[str, ListSpec]) -> Iterator[Fault]:
    """The scheme's own lists, and how its own items are counted."""
    owners = {one.sheet: one.id for one in lists.values()}
    for place, spec in enumerate(case.spec.lists):
        for loc, text in list_faults(spec):
            yield ("lists", place, *loc), text
        if owners[spec.sheet] != spec.id:
            yield ("lists", place, "sheet"), f"表名 {spec.sheet} 与清单 {owners[spec.sheet]} 重复；换一个"
    for place, item in enumerate(case.spec.items):
        for loc, text in counted_faults(item, lists):
            yield ("items", place, *loc), text


def _sums(case: Case) -> Iterator[Fault]:
    spec = case.spec
    for place, dimension in enumerate(spec.dimensions):
        for group, points in dimension.points_of_lines().items():
            wrong = _sum(points, dimension.points)
            if wrong:
                whose, remedy = (f"第 {group} 组", "改 points_by_group") if group else ("", "改其中一处")
                text = f"{whose}各指标共 {wrong} 分，与类别的 {number(dimension.points)} 分不符；{remedy}"
                yield ("dimensions", place, "points"), text
    wrong = _sum([one.points for one in spec.dimensions], spec.points)
    if wrong and spec.total is None:
        yield ("points",), f"各类别共 {wrong} 分，与总分 {number(spec.points)} 分不符；改其中一处"


def _totals(case: Case) -> Iterator[Fault]:
    """What the total, the grade and the blend of years are made of."""
    spec, keys = case.spec, [one.id for one in case.spec.dimensions]
    if spec.graded_by not in ("total", *keys):
        yield ("graded_by",), f"没有类别 {spec.graded_by}{nearest(spec.graded_by, ['total', *keys])}"
    if spec.total is not None:
        for name in (*spec.total.dimensions, spec.total.otherwise):
            if name not in keys:
                yield case.place_of(("total",), name), f"没有类别 {name}{nearest(name, keys)}"
    for name in spec.blend.years if spec.blend else ():
        if name not in case.items:
            yield case.place_of(("blend",), name), f"没有数据项 {name}；在方案的 items 里写上"


def _sum(parts: list[float], whole: float) -> str:
    """「15 + 5 = 20」 where the parts do not make up the whole, else nothing."""
    made = total(parts)
    if same(made, whole):
        return ""
    added = " + ".join(number(one) for one in parts)
    return f"{added} = {number(made)}" if len(parts) > 1 else number(made)


def _rules(case: Case) -> Iterator[Fault]:
    for loc, _, indicator in case.indicators():
        for text in indicator.rule.check(indicator.points):
            remedy = "" if "；" in text else "；改计分规则，或改指标的分值"
            yield (*loc, "rule"), text + remedy
        if indicator.completion is not None:
            parts = (("取值（value）", indicator.value), ("目标（target）", indicator.target))
            lacking = "、".join(name for name, part in parts if part is None)
            if lacking:
                yield (*loc, "completion"), f"规定了完成率，却没有{lacking}；补上"


def _idle(model: BaseModel, loc: Loc) -> Iterator[Fault]:
    """What is written in a part, however deep, and read by nothing."""
    for place, one in _inside(model):
        fault = one.idle() if isinstance(one, Model) else ""
        if fault:
            yield (*loc, *place), fault
        yield from _idle(one, (*loc, *place))


def _inside(model: BaseModel) -> Iterator[tuple[Loc, BaseModel]]:
    """The models directly inside a model, with their places."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for place, one in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(one, BaseModel):
                yield ((name, place) if isinstance(value, tuple) else (name,)), one


def _blanks(case: Case) -> Iterator[Fault]:
    """Names and clauses of nothing but spaces; those of a data item are looked at with the item."""
    for loc, one, _ in case.named():
        if not one.name.strip():
            yield (*loc, "name"), "没有写名称；写上"
        if not one.clause.strip():
            yield (*loc, "clause"), "没有写依据；写上条款"
    for place, grade in enumerate(case.spec.grades):
        if not grade.name.strip():
            yield ("grades", place, "name"), "没有写等次的名称；写上"


def _bonus(case: Case) -> Iterator[Fault]:
    if case.spec.deductions and case.spec.deduction_cap <= 0:
        yield ("deductions",), "有扣分项，方案却没有规定扣分合计上限；在方案里写上 deduction_cap，大于 0"
    if not case.spec.deductions and case.spec.deduction_cap > 0:
        yield ("deduction_cap",), "规定了扣分合计上限，却没有扣分项（deductions）；去掉，或写上扣分项"
    if case.spec.bonus_cap > 0:
        return
    for loc, _, indicator in case.indicators():
        if indicator.bonuses:
            yield (*loc, "bonus"), "有加分，方案却没有规定加分合计上限；在方案里写上 bonus_cap，大于 0"


def _years(case: Case) -> Iterator[Fault]:
    period = case.spec.period
    if not period.base < period.start <= period.end:
        written = f"{period.base}、{period.start}、{period.end}"
        yield ("period",), f"年份应当是 基期（base）< 起始年（start）≤ 结束年（end），现在是 {written}；改正"
        return
    years = range(period.start, period.end + 1)
    for loc, _, indicator in case.indicators():
        yield from _schedules(indicator, loc, years)
    for place, gate in enumerate(case.spec.gates):
        yield from _schedules(gate, ("gates", place), years)


def _schedules(model: BaseModel, loc: Loc, years: range) -> Iterator[Fault]:
    """Every map by year in a part, and in the parts inside it, must cover the period."""
    for place, one in _inside(model):
        yield from _schedules(one, (*loc, *place), years)
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in ("schedule", "years") and isinstance(value, dict):
            lacking = [year for year in years if year not in value]
            if lacking:
                yield (*loc, name), f"按年度的数缺 {listed(lacking)} 年；补上每一年的数"
