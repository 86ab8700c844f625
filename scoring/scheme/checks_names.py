"""Names: each used once, and each reference means something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.rules.base import Part
from scoring.rules.conditions.item_yes import ItemYes
from scoring.rules.points.base import Rule
from scoring.rules.points.checklist import Checklist
from scoring.scheme.case import Case, Fault, bonuses
from scoring.scheme.places import Loc
from scoring.scheme.scheme import LOOSE_SHEET, NOT_IN_SHEETS, Scheme
from scoring.scheme.spelling import near, nearest

_RESERVED = re.compile(
    r"total|total_(within_dimension|over_whole|full|zero)|bonus|bonus_cap|deduction|deduction_cap|deducted|adjustment|adjustments|earned|applicable|points|met|kept|county_group"
    r"|grade|grade_by_total|grade_ordinal|gate_reasons|rank|group_rank|order|tie[0-9]+"
)
"""Ids that every ledger gives to its own columns and parameters."""

_PARTS = ("value", "target", "completion", "rule", "waiver")


def id_faults(case: Case) -> Iterator[Fault]:
    """Ids of dimensions, indicators, gates and own items: used once, and by nothing else."""
    seen: dict[str, tuple[Loc, str]] = {}
    for loc, one, kind in case.named():
        here, name = (*loc, "id"), one.id
        if name in seen:
            first, other = seen[name]
            yield here, f"编号 {name} 已经用作{other}（{case.line(first, here)}）；换一个"
        elif name in case.items:
            yield here, f"编号 {name} 已经是数据项的编号，{kind}不能再用；换一个"
        elif _RESERVED.fullmatch(name):
            yield here, f"编号 {name} 由程序使用；换一个"
        seen.setdefault(name, (here, kind))
    own: dict[str, Loc] = {}
    for place, item in enumerate(case.spec.items):
        here = ("items", place, "id")
        if item.id in own:
            yield here, f"数据项 {item.id} 写了两次（先在{case.line(own[item.id], here)}）；留一个"
        elif _RESERVED.fullmatch(item.id):
            yield here, f"编号 {item.id} 由程序使用；换一个"
        own.setdefault(item.id, here)


def sheet_faults(case: Case) -> Iterator[Fault]:
    """Names of data sheets: a name that a workbook takes, used once."""
    seen: dict[str, str] = {}
    for place, dimension in enumerate(case.spec.dimensions):
        loc, name = ("dimensions", place, "sheet"), dimension.sheet
        bad = sorted(set(NOT_IN_SHEETS) & set(name))
        if bad:
            yield loc, f"表名 {name} 里有工作表名不能用的 {' '.join(bad)}；换掉"
        if name == LOOSE_SHEET:
            yield loc, f"表名 {name} 由程序使用；换一个"
        elif name in seen:
            yield loc, f"表名 {name} 与类别 {seen[name]} 重复；换一个"
        seen.setdefault(name, dimension.id)


def reference_faults(case: Case) -> Iterator[Fault]:
    """Every item that a line, a gate or a sheet names is known, and a yes/no one where that is meant."""
    for loc, _, indicator in case.indicators():
        for field in _PARTS:
            part = getattr(indicator, field)
            if isinstance(part, Part):
                yield from _items(case, (*loc, field), part.items())
        for here, bonus in bonuses(loc, indicator):
            yield from _items(case, here, bonus.items())
        for checklist in _checklists(indicator.rule):
            yield from _yes_no(case, (*loc, "rule"), [entry.item for entry in checklist.entries])
    for place, deduction in enumerate(case.spec.deductions):
        yield from _items(case, ("deductions", place), deduction.items())
    for place, gate in enumerate(case.spec.gates):
        yield from _items(case, ("gates", place, "when"), gate.items())
        if isinstance(gate.when, ItemYes):
            yield from _yes_no(case, ("gates", place, "when"), [gate.when.item])
    for place, dimension in enumerate(case.spec.dimensions):
        yield from _items(case, ("dimensions", place, "shown"), dimension.shown)
        if dimension.forfeit is not None:
            yield from _items(case, ("dimensions", place, "forfeit"), dimension.forfeit.items())


def _checklists(rule: Rule) -> Iterator[Checklist]:
    """The checklists in a rule, also in its ways and parts."""
    if isinstance(rule, Checklist):
        yield rule
    for inner in rule.inner():
        yield from _checklists(inner.rule)


def _items(case: Case, loc: Loc, names: tuple[str, ...]) -> Iterator[Fault]:
    for name in dict.fromkeys(names):
        if name not in case.items:
            hint = near(name, case.items) or "；改用已有的数据项，或在方案的 items 里写上这一个"
            yield case.place_of(loc, name), f"没有数据项 {name}{hint}"


def _yes_no(case: Case, loc: Loc, names: list[str]) -> Iterator[Fault]:
    for name in names:
        if name in case.items and case.items[name].kind != "yes_no":
            text = f"数据项 {name}（{case.items[name].name}）不是是否项，这里只能用 kind: yes_no 的数据项；换一个"
            yield case.place_of(loc, name), text


def item_name_faults(case: Case) -> Iterator[Fault]:
    """Two items of one name on one data sheet cannot be told apart by those who fill it in."""
    own = {item.id: place for place, item in enumerate(case.spec.items)}
    for sheet, ids in Scheme(case.spec, case.items, None, "").sheets().items():
        seen: dict[str, str] = {}
        for item in ids:
            if item not in case.items:
                continue
            name = case.items[item].name.strip()
            if name in seen:
                loc = ("items", own[item], "name") if item in own else _first_use(case, item)
                yield loc, f"数据项 {item} 与 {seen[name]} 在同一张表“{sheet}”里，名称都是“{name}”；改其中一个的名称"
            seen.setdefault(name, item)


def _first_use(case: Case, item: str) -> Loc:
    for part in ("dimensions", "gates"):
        loc = case.place_of((part,), item)
        if loc != (part,):
            return loc
    return ("dimensions",)


def tie_faults(case: Case) -> Iterator[Fault]:
    """What equal totals are decided by: a dimension, or an indicator that has a completion."""
    indicators = {one.id: one for _, _, one in case.indicators()}
    names = [*(one.id for one in case.spec.dimensions), *indicators]
    for place, tie in enumerate(case.spec.ranking.ties):
        loc = ("ranking", "ties", place)
        if tie not in names:
            yield loc, f"没有类别或指标 {tie}{nearest(tie, names)}"
        elif tie in indicators and indicators[tie].completion is None:
            yield loc, f"指标 {tie} 没有规定完成率，不能用来判定同分；换一个，或给它写上 completion"
