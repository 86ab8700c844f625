"""A scheme in words: the scoring standard of every line, made from the rules and nothing else."""

from __future__ import annotations

from scoring.rules.base import number
from scoring.rules.consequence import Consequence
from scoring.rules.gates.base import Gate
from scoring.rules.judged_by import say_judged
from scoring.scheme.models import Indicator, SchemeSpec
from scoring.scheme.scheme import Scheme


def standard(scheme: Scheme, indicator: Indicator) -> str:
    """评分标准: value, target, completion, rule, bonus and waiver of an indicator, in sentences."""
    parts = [part.say() for part in (indicator.value, indicator.target, indicator.completion) if part is not None]
    text = indicator.rule.describe(indicator.points)
    parts.append(say_judged(text, indicator.value, indicator.completion, indicator.unit))
    parts.extend(part.say() for part in (*indicator.bonuses, indicator.waiver) if part is not None)
    if indicator.points_by_group:
        parts.append("；".join(_share(group, points) for group, points in sorted(indicator.points_by_group.items())))
    if indicator.exempt_years:
        parts.append(f"{'、'.join(map(str, indicator.exempt_years))}年度不考核")
    return scheme.fill("。".join(part.rstrip("。") for part in parts) + "。", indicator.unit)


def _share(group: int, points: float) -> str:
    return f"{{group:{group}}}{f'本项为 {number(points)} 分' if points else '不考核本项'}"


def gate_words(scheme: Scheme, gate: Gate) -> str:
    """A gate in a sentence."""
    return scheme.fill(gate.say()) + "。"


def deducted(scheme: Scheme) -> list[tuple[str, str, str, str, str]]:
    """What is taken off beside the lines: id of the owner of its figures, name, sentence, clause, what it is drawn from."""
    found = [
        (one.id, f"{one.name}：计0分", scheme.fill(one.forfeit.say()) + "。", one.forfeit.clause, "")
        for one in scheme.spec.dimensions
        if one.forfeit is not None
    ]
    for one in scheme.spec.deductions:
        drawn = one.drawn_from + ("【设计】" if one.design else "")
        found.append((one.id, f"扣分项：{one.name}", scheme.fill(one.say()) + "。", one.clause, drawn))
    return found


def consequence_words(one: Consequence) -> str:
    """A consequence in a sentence, with its clause: 「向市政府提交整改报告（一个月内；依据：五（二））【设计】参照…」"""
    within = f"{one.within}；" if one.within else ""
    drawn = f"参照：{one.drawn_from}" if one.drawn_from else ""
    return f"{one.text}（{within}依据：{one.clause}）" + (f"【设计】{drawn}" if one.design else drawn)


def bands(spec: SchemeSpec) -> list[tuple[str, str]]:
    """Grades with their bands: 「达到 80 分，不满 95 分」."""
    result = []
    above: float | None = None
    alone = sum(not grade.gate_only for grade in spec.grades) == 1
    for grade in spec.grades:
        if grade.gate_only:
            result.append((grade.name, "只由等次约束评定"))
            continue
        low = "" if grade.at_least is None or alone else f"达到 {number(grade.at_least)} 分"
        high = "" if above is None else f"不满 {number(above)} 分"
        result.append((grade.name, "，".join(part for part in (low, high) if part) or "全部"))
        above = grade.at_least
    return result
