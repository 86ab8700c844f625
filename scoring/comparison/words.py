"""Why a county's place changed, in a sentence; every figure in it comes from the two ledgers."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from scoring.comparison.changes import Cell, FigureChange
from scoring.comparison.compare import Comparison
from scoring.formula.printed import figure

_MOST = 4
"""How many movers a sentence names; the table has all."""


def why(comparison: Comparison, county: str) -> str:
    """What changed for a county, and what moved it. KeyError if it is not in both."""
    row = comparison.table.loc[county]
    parts = [_totals(comparison, county, row)]
    figures = [one for one in comparison.figures if one.county == county] if comparison.revision else []
    if figures:
        shown = "、".join(figure_words(one) for one in figures[:_MOST])
        rest = f"等 {len(figures)} 个数" if len(figures) > _MOST else ""
        parts.append(f"数据改动：{shown}{rest}")
    parts += _gates(comparison, county)
    if row["grade_last"] != row["grade_this"]:
        parts.append(f"等次 {row['grade_last']}→{row['grade_this']}")
    parts.append(_rank(comparison, county, row))
    return "；".join(part for part in parts if part) + "。"


def signed(points: float, places: int = 2) -> str:
    """「+1.03」「−0.50」「0.00」"""
    text = figure(abs(points), places)
    if float(text) == 0:
        return text
    return ("+" if points > 0 else "−") + text


def cell(value: Cell | None, unit: str = "") -> str:
    """A figure as a sentence prints it."""
    if value is None:
        return "没有"
    if isinstance(value, str):
        return value
    if unit == "是否":
        return "是" if value == 1 else "否"
    return f"{value:.15g}{unit}"


def figure_words(change: FigureChange) -> str:
    """「化学需氧量重点工程减排量（认定） 238.4吨→245吨」"""
    return f"{change.name} {cell(change.last, change.unit)}→{cell(change.this, change.unit)}"


def _totals(comparison: Comparison, county: str, row: Any) -> str:
    if math.isnan(row["change"]):
        stands = [
            f"{word} {'待定' if math.isnan(row[key]) else figure(row[key], 2)}"
            for word, key in (("原为", "total_last"), ("现为", "total_this"))
        ]
        return f"总分{stands[0]}，{stands[1]}，变动不能分解"
    movers = comparison.movers(county)
    if not movers:
        return f"总分 {figure(row['total_this'], 2)}，没有变化"
    by = "、".join(f"{comparison.name(name)} {signed(points)}" for name, points in movers[:_MOST])
    left = movers[_MOST:]
    if left:
        by += f"、其余 {len(left)} 项合计 {signed(sum(points for _, points in left))}"
    ends = f"总分 {figure(row['total_last'], 2)}→{figure(row['total_this'], 2)}（{signed(row['change'])}）"
    return f"{ends}：{by}"


def _gates(comparison: Comparison, county: str) -> list[str]:
    own = [one for one in comparison.gates if one.county == county]
    return [
        f"等次约束{word}：{'、'.join(named)}"
        for word, named in (
            ("新起作用", [one.name for one in own if one.began]),
            ("不再起作用", [one.name for one in own if not one.began]),
        )
        if named
    ]


def _rank(comparison: Comparison, county: str, row: Any) -> str:
    before, now = row["rank_last"], row["rank_this"]
    ranks = ["—" if pd.isna(value) else str(int(value)) for value in (before, now)]
    if ranks[0] == ranks[1]:
        return f"名次仍为第 {ranks[1]}" if ranks[1] != "—" else "不参加排名"
    text = f"名次 {ranks[0]}→{ranks[1]}"
    if "—" in ranks:
        return text
    passed, behind = comparison.passed(county)
    came, went = comparison.came_and_went(county)
    notes = [
        f"超过{'、'.join(passed)}" if passed else "",
        f"被{'、'.join(behind)}超过" if behind else "",
        f"{'、'.join(came)}上次未排名、本次在前" if came else "",
        f"{'、'.join(went)}上次在前、本次未排名" if went else "",
    ]
    noted = "，".join(note for note in notes if note)
    return f"{text}（{noted}）" if noted else text
