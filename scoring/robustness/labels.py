"""The plain labels of a county's grade and rank, and the words in which their definitions are printed beside them."""

from __future__ import annotations

from scoring.robustness.settings import LabelRule, RankLabelRule, Settings
from scoring.rules.base import number

NEUTRAL = "标签只说明名次和等次对权重假定和数据误差是否敏感，不说明工作好坏，也不改变名次和等次"


def grade_label(rules: tuple[LabelRule, ...], keeps: float, stressed: float | None) -> str:
    """The first label whose conditions all hold.

    keeps: probability of the grade, percent. stressed: the lowest under an error of the data, None where none was tried.
    """
    return next(rule.name for rule in rules if _fulfilled(rule, keeps, stressed))


def rank_label(
    rules: tuple[RankLabelRule, ...], keeps: float, stressed: float | None, gap: float | None, unit: float
) -> str:
    """The same by the probabilities of the rank. gap: the total over that of the next county in the same grade, None
    where there is none. unit: one unit of the printed total."""
    return next(rule.name for rule in rules if _fulfilled(rule, keeps, stressed) and _apart(rule, gap, unit))


def _fulfilled(rule: LabelRule, keeps: float, stressed: float | None) -> bool:
    if rule.keeps is not None and keeps < rule.keeps:
        return False
    return rule.stress_keeps is None or stressed is None or stressed >= rule.stress_keeps


def _apart(rule: RankLabelRule, gap: float | None, unit: float) -> bool:
    return rule.gap_units is None or gap is None or gap >= rule.gap_units * unit - 1e-9


def definitions(settings: Settings, unit: float) -> tuple[str, ...]:
    """What each label means, one sentence a label: those of the grade, then those of the rank."""
    grades = [_clause(rule, "等次") for rule in settings.grade_labels]
    ranks = []
    for rule in settings.rank_labels:
        gap = rule.gap_units
        apart = [] if gap is None else [f"总分比同等次的后一名多 {number(gap * unit)} 分以上（含本数）"]
        ranks.append(_clause(rule, "名次", apart))
    return (*grades, *ranks)


def _clause(rule: LabelRule, what: str, more: list[str] | None = None) -> str:
    parts = [] if rule.keeps is None else [f"{what}保持概率不低于 {number(rule.keeps)}%"]
    parts += [] if rule.stress_keeps is None else [f"数据有误差时{what}保持概率不低于 {number(rule.stress_keeps)}%"]
    parts += more or []
    return f"{rule.name}：{'，'.join(parts) if parts else '不符合以上各档的'}"
