"""按比例: what a scenario did not change is scaled so that points add up again, in exact fractions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, get_args

from pydantic import BaseModel

from scoring.rules.base import kinds
from scoring.rules.fraction import LARGEST, exact, figure_text, is_points, written
from scoring.rules.points.base import Rule
from scoring.scheme.fields import model_at
from scoring.scheme.yaml_marks import MarkedDict, MarkedList

Fixed = Collection[tuple[int, Any]]
_SHARE = "share"  # of a blend, in percent: it is of the line's points, whatever they are
_LONGEST = 10**9


@dataclass(frozen=True)
class Share:
    """What was scaled within a whole. of: in words; before, after: the sum of those not changed; factor: after ÷ before."""

    of: str
    before: Fraction
    after: Fraction

    @property
    def factor(self) -> Fraction:
        """By what each of them was multiplied."""
        return self.after / self.before

    def say(self) -> str:
        """「其余类别共 52 分 → 55 分，各乘以 55/52」"""
        times = f"{self.factor.numerator}/{self.factor.denominator}"
        return f"{self.of}：没有改的共 {figure_text(self.before)} 分，折成 {figure_text(self.after)} 分，各乘以 {times}"


Before = Mapping[int, tuple[Any, Any]]
"""Elements with points as they were, by their id: the element, its points."""


def points_before(data: Any) -> Before:
    """What ``scale`` is to know of a scheme's data before a scenario changes it."""
    return {id(one): (one, one["points"]) for one in mappings(data) if "points" in one}


def scale(data: MarkedDict, fixed: Fixed, before: Before) -> tuple[tuple[Share, ...], list[str]]:
    """Scale in place; what was scaled, and why it cannot be. fixed: what the scenario set itself (see ``changed``).

    Dimensions make up the scheme's points (unless the total is the least of several), lines those of their dimension, and
    what a rule says in points (rungs, deductions, parts) goes with its line, so that rates stay. Bonuses stay.
    """
    scaling = _Scaling(fixed, before)
    blocks = _dicts(data.get("dimensions"))
    whole = _figure(data.get("points"))
    if data.get("total") is None and whole is not None:
        scaling.share("各类别", whole, [(one, "points") for one in blocks])
    for block in blocks:
        own = _figure(block.get("points"))
        lines = _dicts(block.get("indicators"))
        if own is None:
            continue
        name = f"类别“{block.get('name')}”的各指标"
        scaling.share(name, own, [(one, "points") for one in lines])
        scaling.groups(name, own, lines)
        for line in lines:
            scaling.inside(line, f"指标“{line.get('name')}”的各部分")
    return tuple(scaling.shares), scaling.faults


class _Scaling:
    """One run over a scheme's data."""

    def __init__(self, fixed: Fixed, before: Before) -> None:
        self.fixed, self.before = fixed, before
        self.shares, self.faults = list[Share](), list[str]()

    def is_fixed(self, holder: Any, key: Any) -> bool:
        return (id(holder), key) in self.fixed or (id(holder), None) in self.fixed

    def share(self, of: str, whole: Fraction, places: Sequence[tuple[MarkedDict, Any]], told: bool = True) -> None:
        """Scale those of the points (each a key of a holder) that are not fixed, so that all make up the whole. told:
        whether it is a fault where the fixed ones leave nothing."""
        figures = [_figure(holder.get(key)) for holder, key in places]
        known = [one for one in figures if one is not None]
        if len(known) < len(figures):
            return  # a figure that is none is told by the models
        free = [
            (holder, key, figure)
            for (holder, key), figure in zip(places, known, strict=True)
            if not self.is_fixed(holder, key)
        ]
        before = sum((figure for *_, figure in free), Fraction(0))
        after = whole - (sum(known, Fraction(0)) - before)
        if not before or before == after:
            return
        if after <= 0:
            if told:
                spent = figure_text(whole - after)
                self.faults.append(
                    f"{of}：改了的共 {spent} 分，合计只有 {figure_text(whole)} 分，没有改的没有分可折；改小"
                )
            return
        for holder, key, figure in free:
            _put(holder, key, figure * after / before)
        self.shares.append(Share(of, before, after))

    def groups(self, of: str, whole: Fraction, lines: Sequence[MarkedDict]) -> None:
        """Points of single peer groups: each group's add up by themselves."""
        names = dict.fromkeys(group for line in lines for group in line.get("points_by_group") or ())
        for group in names:
            own = [line for line in lines if group in (line.get("points_by_group") or ())]
            rest = [_figure(line.get("points")) for line in lines if group not in (line.get("points_by_group") or ())]
            known = [one for one in rest if one is not None]
            if len(known) < len(rest):
                return
            places = [(line["points_by_group"], group) for line in own]
            self.share(f"{of}（分组 {group}）", whole - sum(known, Fraction(0)), places, told=False)

    def inside(self, element: MarkedDict, of: str) -> None:
        """The rule of a line or a part goes with its points."""
        _, was = self.before.get(id(element), (None, None))
        old, now = _figure(was), _figure(element.get("points"))
        if old and now is not None:
            self.rule(element.get("rule"), now / old, now, of)

    def rule(self, rule: Any, factor: Fraction, whole: Fraction, of: str) -> None:
        """What a rule says in points. whole: the points that it is a rule of."""
        kind = kinds(Rule).get(str(rule.get("kind"))) if isinstance(rule, MarkedDict) else None
        if kind is None or (id(rule), None) in self.fixed:
            return
        assert issubclass(kind, Rule)
        if kind.makes_up:
            elements = _dicts(rule.get(kind.makes_up))
            self.share(of, whole, [(one, "points") for one in elements])
            for one in elements:
                self.inside(one, f"{of}“{one.get('name')}”")
            return
        self._within(rule, kind, factor, whole, of)

    def _within(self, data: MarkedDict, model: type[BaseModel], factor: Fraction, whole: Fraction, of: str) -> None:
        for name, field in model.model_fields.items():
            value = data.get(name)
            if value is None or self.is_fixed(data, name):
                continue
            if is_points(field.metadata) or _is_optional_points(field.annotation):
                figure = _figure(value)
                if name != _SHARE and figure is not None and factor != 1:
                    _put(data, name, figure * factor)
            elif name == "rule":
                self.rule(value, factor, whole, of)
            else:
                inner = model_at(model, name)
                for one in _dicts(value if isinstance(value, list) else [value]):
                    if inner is not None and (id(one), None) not in self.fixed:
                        self._within(one, inner, factor, whole, of)


def is_judged(rule: Rule) -> bool:
    """Whether experts give points under it, or under a rule within: those are reported, and stay when the line's points change."""
    return rule.kind == "judged" or any(is_judged(one.rule) for one in rule.inner())


def _figure(value: Any) -> Fraction | None:
    """What was written for a figure; None for what is none."""
    parts = written(value) if isinstance(value, str) else None
    if parts is not None:
        return Fraction(*parts) if parts[1] else None
    return exact(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _put(holder: Any, key: Any, figure: Fraction) -> None:
    """A figure as a scheme may write it: decimals, a fraction, or (a denominator over 9999) the number nearest to it."""
    near = float(figure)
    if Fraction(repr(near)) == figure:
        holder[key] = int(near) if near.is_integer() else near
    elif figure.denominator <= LARGEST and figure.numerator < _LONGEST:
        holder[key] = f"{figure.numerator}/{figure.denominator}"
    else:
        holder[key] = near


def _dicts(value: Any) -> list[MarkedDict]:
    return [one for one in value if isinstance(one, MarkedDict)] if isinstance(value, MarkedList | list) else []


def mappings(value: Any) -> Iterator[MarkedDict]:
    """Every mapping in some data."""
    if isinstance(value, MarkedDict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from mappings(one)


def _is_optional_points(annotation: Any) -> bool:
    return any(is_points(getattr(one, "__metadata__", ())) for one in get_args(annotation))
