"""The plain labels of a county's grade and rank, and the words in which their definitions are printed beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scoring.robustness.settings import LabelRule, RankLabelRule, Settings
from scoring.rules.base import number

NEUTRAL = "标签只说明名次和等次对权重假定和数据误差是否敏感，不说明工作好坏，也不改变名次和等次"


def label(rules: Sequence[LabelRule], keeps: float, stressed: float, gap: float = math.nan, unit: float = 0.0) -> str:
    """The first label whose conditions all hold.

    keeps: probability of the grade (of the rank), percent. stressed: the lowest under an error of the data, NaN where
    none was tried. Of a rank, gap: the total over that of the next county in the same grade, NaN where there is none;
    unit: one unit of the printed total.
    """

    def holds(rule: LabelRule) -> bool:
        least = None if not isinstance(rule, RankLabelRule) or rule.gap_units is None else rule.gap_units * unit - 1e-9
        asked = ((keeps, rule.keeps), (stressed, rule.stress_keeps), (gap, least))
        return not any(bound is not None and figure < bound for figure, bound in asked)

    return next(rule.name for rule in rules if holds(rule))


def definitions(settings: Settings, unit: float) -> tuple[str, ...]:
    """What each label means, one sentence a label: those of the grade, then those of the rank."""
    grades = (_clause(rule, "等次", unit) for rule in settings.grade_labels)
    return (*grades, *(_clause(rule, "名次", unit) for rule in settings.rank_labels))


def _clause(rule: LabelRule, what: str, unit: float) -> str:
    parts = [] if rule.keeps is None else [f"{what}保持概率不低于 {number(rule.keeps)}%"]
    parts += [] if rule.stress_keeps is None else [f"数据有误差时{what}保持概率不低于 {number(rule.stress_keeps)}%"]
    if isinstance(rule, RankLabelRule) and rule.gap_units is not None:
        parts.append(f"总分比同等次的后一名多 {number(rule.gap_units * unit)} 分以上（含本数）")
    return f"{rule.name}：{'，'.join(parts) if parts else '不符合以上各档的'}"
