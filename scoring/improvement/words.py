"""What it would take, in sentences."""

from __future__ import annotations

from scoring.comparison.words import cell
from scoring.formula.printed import figure
from scoring.improvement.steps import ChangedFigure, Goal, Hold, ImprovementStep

_FREE = "没有一项数据单独改动就能达到"


def change_words(change: ChangedFigure) -> str:
    """「核定下降率 2.8%→3.32%（总分 +3.00，第 6 名，超额完成）」"""
    unit = change.item.unit
    ends = f"{cell(change.before, unit)}→{cell(change.after, unit)}"
    rank = f"，第 {change.rank} 名" if change.rank is not None else ""
    worth = "不变" if abs(change.worth) < 1e-9 else f"{'+' if change.worth > 0 else '−'}{figure(abs(change.worth), 2)}"
    return f"{change.item.name} {ends}（总分 {worth}{rank}，{change.grade}）"


def goal_words(goal: Goal, kind: str) -> str:
    """One goal; kind: 等次 or 名次."""
    aim = f"“{goal.aim}”" if kind == "等次" else f"第 {goal.aim} 名或更前"
    if not goal.changes:
        return f"{kind}到{aim}：{_FREE}"
    return f"{kind}到{aim}：" + "；或 ".join(change_words(one) for one in goal.changes)


def hold_words(hold: Hold) -> str:
    """What holds the grade down, and what lifts it."""
    lifted = "；或 ".join(change_words(one) for one in hold.changes) or "没有一项数据单独改动就能解除"
    return f"等次约束“{hold.name}”（{hold.says}；依据：{hold.clause}）。解除：{lifted}"


def step_words(step: ImprovementStep) -> list[str]:
    """The county's lines, the first saying where it stands."""
    if step.total is None or step.rank is None:
        lacking = "、".join(step.pending) or "有关数据"
        stands = "总分、等次待定" if step.total is None else f"总分 {figure(step.total, 2)}，等次待定"
        return [f"{step.county}：{stands}，先补报：{lacking}"]
    lines = [f"{step.county}：总分 {figure(step.total, 2)}，{step.grade}，第 {step.rank} 名"]
    if step.grade_goal is not None and not step.points_help:
        lines.append("等次受约束，只加分不能改变等次，须先解除约束")
    lines += [hold_words(one) for one in step.holds]
    lines += [goal_words(step.grade_goal, "等次")] if step.grade_goal is not None else ["等次已是最好"]
    lines += [goal_words(step.rank_goal, "名次")] if step.rank_goal is not None else ["名次已是第 1"]
    if step.valuable:
        lines.append("单项最能增分的：" + "；".join(change_words(one) for one in step.valuable))
    return lines
