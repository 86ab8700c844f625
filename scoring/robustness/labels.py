"""The plain label of a county's place, and the words in which the definitions are printed beside it."""

from __future__ import annotations

from scoring.robustness.settings import LabelRule, Settings
from scoring.rules.base import number

NEUTRAL = "标签只说明名次和等次对权重假定和数据误差是否敏感，不说明工作好坏，也不改变名次和等次"


def label(
    rules: tuple[LabelRule, ...],
    keeps_grade: float,
    places: int,
    gap: float | None,
    unit: float,
    stressed: float | None = None,
) -> str:
    """The first label whose conditions all hold.

    keeps_grade: percent. places: between the ends of the interval of ranks. gap: the total over that of the
    next county in the same grade, None where there is none. unit: one unit of the printed total. stressed:
    lowest probability of the grade under an error of the data, None where none was tried.
    """
    return next(rule.name for rule in rules if _holds(rule, keeps_grade, places, gap, unit, stressed))


def _holds(
    rule: LabelRule, keeps_grade: float, places: int, gap: float | None, unit: float, stressed: float | None
) -> bool:
    if rule.keeps_grade is not None and keeps_grade < rule.keeps_grade:
        return False
    if rule.interval_places is not None and places > rule.interval_places:
        return False
    if rule.stress_keeps_grade is not None and stressed is not None and stressed < rule.stress_keeps_grade:
        return False
    return rule.gap_units is None or gap is None or gap >= rule.gap_units * unit - 1e-9


def definitions(settings: Settings, unit: float) -> tuple[str, ...]:
    """What each label means, one sentence a label."""
    found = []
    for rule in settings.labels:
        parts = []
        if rule.keeps_grade is not None:
            parts.append(f"等次保持概率不低于 {number(rule.keeps_grade)}%")
        if rule.interval_places is not None:
            parts.append(f"名次的 {number(settings.interval)}% 区间两端相差不超过 {rule.interval_places} 位")
        if rule.gap_units is not None:
            parts.append(f"总分比同等次的后一名多 {number(rule.gap_units * unit)} 分以上（含本数）")
        if rule.stress_keeps_grade is not None:
            parts.append(f"数据有误差时等次保持概率不低于 {number(rule.stress_keeps_grade)}%")
        found.append(f"{rule.name}：{'，'.join(parts) if parts else '不符合以上各档的'}")
    return tuple(found)
