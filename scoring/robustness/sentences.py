"""A study's findings in words, from its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.robustness.flips import Flip
from scoring.scheme.scheme import Scheme


def figure(value: float) -> str:
    """A figure as it was reported: 402.7, 15, 1250000."""
    return f"{value:.15g}"


def percent(value: float) -> str:
    """A probability: 49.1%; never 100.0% or 0.0% for what is not certain."""
    shown = f"{value:.1f}"
    if shown == "100.0" and value < 100:
        return "99.9%以上"
    if shown == "0.0" and value > 0:
        return "不到0.1%"
    return f"{value:.0f}%" if value in (0, 100) else f"{shown}%"


def figure_flip(scheme: Scheme, flip: Flip | None) -> str:
    """「化学需氧量认定减排量由 402.5 到 402.7 吨，即为超额完成、第 6 名」"""
    if flip is None:
        return ""
    item = scheme.items[flip.of]
    if item.kind == "yes_no":
        words = {0.0: "否", 1.0: "是"}
        change = f"由“{words[flip.before]}”变“{words[flip.after]}”"
    else:
        unit = item.unit if item.unit == "%" else f" {item.unit}"
        change = f"由 {figure(flip.before)} 到 {figure(flip.after)}{unit}"
    return f"{item.name}{change}，即为{_becomes(scheme, flip)}"


def weight_flip(scheme: Scheme, flip: Flip | None) -> str:
    """「公共机构能效」分值由 15 到 15.01 分（+0.01），即为超额完成、第 6 名"""
    if flip is None:
        return ""
    names = {one.id: one.name for one in scheme.spec.dimensions} | {one.id: one.name for one in scheme.indicators}
    by = round(flip.after - flip.before, 6)
    change = f"「{names[flip.of]}」分值由 {figure(flip.before)} 到 {figure(flip.after)} 分（{by:+.10g}）"
    return f"{change}，即为{_becomes(scheme, flip)}"


def _becomes(scheme: Scheme, flip: Flip) -> str:
    return f"{scheme.spec.grades[flip.grade - 1].name}、第 {flip.rank} 名"


def sentence(scheme: Scheme, row: Mapping[str, Any], interval: float) -> str:
    """A county's row in words."""
    low, high = row["rank_low"], row["rank_high"]
    span = f"第 {low} 名" if low == high else f"第 {low}—{high} 名"
    parts = [
        f"{interval:g}% 的情形在{span}，等次保持概率 {percent(row['keeps_grade'])}，名次保持概率 {percent(row['keeps_rank'])}"
    ]
    if row["next"]:
        gap = row["gap"]
        ahead = (
            f"总分多 {figure(gap)} 分" if gap > 0 else "总分相同" if gap == 0 else f"总分少 {figure(-gap)} 分而等次在前"
        )
        parts.append(f"比后一名{row['next']}{ahead}，{percent(row['stays_ahead'])} 的情形仍在其前")
    names = {one.id: one.name for one in scheme.indicators}
    if row["drop_one_indicator"]:
        parts.append(f"去掉「{names[row['drop_one_indicator']]}」，名次最低到第 {row['drop_one_worst_rank']} 名")
    if row["flip_grade"]:
        parts.append(f"改变等次的最小数据变动是{row['flip_grade']}")
    if row["flip_rank"] and row["flip_rank"] != row["flip_grade"]:
        parts.append(f"改变名次的最小数据变动是{row['flip_rank']}")
    stressed = [
        f"{what}保持概率最低 {percent(row[f'stress_keeps_{name}'])}（{row[f'stress_worst_{name}']}）"
        for name, what in (("grade", "等次"), ("rank", "名次"))
        if row[f"stress_worst_{name}"]
    ]
    if stressed:
        parts.append(f"数据有误差时{'，'.join(stressed)}")
    return "；".join(parts) + "。"
