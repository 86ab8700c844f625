"""对比: every county against its peer group and the city, who leads and lags, and the plan's years against the schedule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from scoring.assessment import Assessment
from scoring.comparison import Peers, TrendPoint, against_peers, trend
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import write_top
from workbook.layout.plan import Plan

SHEET = "对比"
AS_OF = "按写出本表时的数据生成，改数试算后不随之变动"
_ABOVE, _BELOW = "#D6E8F5", "#F9DFC8"
MOST_COUNTIES = 60
"""Counties beyond which they have no column of their own."""
_NAMED = 5
"""How many leaders or laggards are named; more are counted."""


def write_comparison(sheet: Any, plan: Plan, styles: Styles, others: Sequence[Assessment] = ()) -> None:
    """others: assessments of other years of the plan, for the trend."""
    peers = against_peers(plan.assessment)
    write_top(sheet, plan, styles, f"对比：各县（市、区）与同类、全市（{AS_OF}）")
    row = _peers(sheet, peers, styles)
    row = _notes(sheet, row, styles)
    _trend(sheet, row + 1, plan, styles, trend([*others, plan.assessment]))
    sheet.freeze_panes(4, 1)


def _peers(sheet: Any, peers: Peers, styles: Styles) -> int:
    groups = _groups(peers)
    counties = [str(county) for county in peers.points.index]
    shown = counties if len(counties) <= MOST_COUNTIES else []
    heads = [
        "考核内容",
        "分值",
        "全市平均",
        "全市得分率",
        *(f"{name}\n得分率" for name in groups),
        *shown,
        "领先",
        "落后",
    ]
    first = 4 + len(groups)
    names = first + len(shown)
    sheet.write(2, 0, "得分率 = 得分 ÷ 该项分值，得分是计算得分，不含核定调整；县（市、区）各列为得分率", styles.note())
    sheet.heads(3, heads, styles.head(font_size=9))
    sheet.set_column(0, 0, 23)
    sheet.set_column(1, 1, 5)
    sheet.set_column(2, first - 1, 6.5)
    sheet.set_column(first, max(first, names - 1), 5.6)
    sheet.set_column(names, names, 16)
    sheet.set_column(names + 1, names + 1, 12)
    for row, line in enumerate(peers.lines, 4):
        bold: dict[str, Any] = {"bold": True, "bg_color": "#EDF2F8"} if line.is_dimension else {}
        text = styles.wrapped(font_size=9, **bold)
        rate = styles.cell(num_format="0.0%", align="right", font_size=9, **bold)
        sheet.write_string(row, 0, line.name + ("（小计）" if line.is_dimension else ""), text)
        sheet.write_number(row, 1, line.points, styles.cell(align="right", font_size=9, **bold))
        sheet.put(row, 2, line.city_points, styles.cell(num_format="0.00", align="right", font_size=9, **bold))
        sheet.put(row, 3, line.city_rate, rate)
        for place, members in enumerate(groups.values(), 4):
            sheet.put(row, place, float(peers.rates.loc[members, line.id].mean()), rate)
        best = _who(line.leaders, line.best_rate, len(counties))
        worst = _who(line.laggards, line.worst_rate, len(counties))
        sheet.write_string(row, names, best, text)
        sheet.write_string(row, names + 1, worst, text)
        for place, county in enumerate(shown, first):
            own = float(peers.rates.loc[county, line.id])  # type: ignore[arg-type]
            means = (float(peers.group_rates.loc[county, line.id]), line.city_rate)  # type: ignore[arg-type]
            fill = _fill(own, means)
            fmt = styles.cell(
                num_format="0%", align="right", font_size=9, **(bold | ({"bg_color": fill} if fill else {}))
            )
            sheet.put(row, place, own, fmt)
    return 4 + len(peers.lines)


def _groups(peers: Peers) -> dict[str, list[str]]:
    """Members of each named peer group, groups in the order of the table; none where there is only one."""
    members: dict[str, list[str]] = {}
    for county, group in peers.groups.items():
        if group:
            members.setdefault(str(group), []).append(str(county))
    return members if len(members) > 1 else {}


def _fill(own: float, means: tuple[float, float]) -> str:
    """A colour where the county is above, or below, both its group and the city."""
    if pd.isna(own):
        return ""
    if all(own > mean + 1e-9 for mean in means):
        return _ABOVE
    return _BELOW if all(own < mean - 1e-9 for mean in means) else ""


def _who(names: tuple[str, ...], rate: float, size: int) -> str:
    if not names:
        return "—"
    if len(names) == size and size > 1:
        return f"各县相同（{rate:.1%}）"
    listed = "、".join(names[:_NAMED]) + (f" 等 {len(names)} 个" if len(names) > _NAMED else "")
    return f"{listed}（{rate:.1%}）"


def _notes(sheet: Any, row: int, styles: Styles) -> int:
    for offset, (fill, text) in enumerate(
        (
            (_ABOVE, "高于同类和全市平均"),
            (_BELOW, "低于同类和全市平均"),
            ("", "平均不含缺报和不适用的县；没有得分的写“—”"),
        )
    ):
        sheet.write(row + offset, 0, text, styles.note(**({"bg_color": fill} if fill else {})))
    return row + 3


def _trend(sheet: Any, row: int, plan: Plan, styles: Styles, points: tuple[TrendPoint, ...]) -> None:
    """One row a county and cumulative line: due in each year, reached where known, ahead or behind, pace still needed."""
    if not points:
        return
    years = sorted({one.year for one in points})
    names = {one.id: one.name for one in plan.assessment.scheme.indicators}
    followed = "、".join(names[line] for line in dict.fromkeys(one.indicator for one in points))
    sheet.write(row, 0, f"各年进度：{followed}（应达、实际均为累计下降率，{AS_OF}）", styles.sheet_title())
    heads = ["县（市、区）", "目标%", *(f"{year}\n应达%" for year in years)]
    reached = [year for year in years if any(one.year == year and one.reached is not None for one in points)]
    heads += [head for year in reached for head in (f"{year}\n实际%", f"{year}\n超前（+）")]
    last = len(heads)
    sheet.heads(row + 1, (*heads, "以后每年还需%"), styles.head(font_size=9))
    sheet.set_row(row + 1, 28)
    number = styles.cell(num_format="0.00", align="right", font_size=9)
    for offset, (county, line) in enumerate(dict.fromkeys((one.county, one.indicator) for one in points)):
        here = row + 2 + offset
        own = {one.year: one for one in points if (one.county, one.indicator) == (county, line)}
        name = f"{county}　{names[line]}" if len({one.indicator for one in points}) > 1 else county
        sheet.write_string(here, 0, name, styles.wrapped(font_size=9))
        cells: list[float | None] = [next(iter(own.values())).target, *(own[year].due for year in years)]
        for year in reached:
            cells += [own[year].reached, own[year].ahead]
        for place, value in enumerate(cells, 1):
            behind = place > len(years) + 1 and (place - len(years)) % 2 == 1 and value is not None and value < -1e-9
            fmt = (
                styles.cell(num_format="+0.00;-0.00;0.00", align="right", font_size=9, bg_color=_BELOW)
                if behind
                else number
            )
            sheet.put(here, place, value, fmt)
        pace = own[reached[-1]].pace if reached else None
        sheet.put(here, last, pace, number)


def _same_plan(last: Assessment, this: Assessment) -> bool:
    """Whether they are two years of one plan, so that they make a trend."""
    return last.year != this.year and last.scheme.spec.period == this.scheme.spec.period


def _draw(making: Making, sheet: Any, _: str) -> None:
    last, this = making.inputs.last, making.plan.assessment
    write_comparison(sheet, making.plan, making.styles, [last] if last is not None and _same_plan(last, this) else [])


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.STUDIES, 3, _draw, when=lambda making: making.inputs.review, paper=Paper("A3", rows=(0, 3), columns=1),
        note="各县与同类和全市比，各年进度",
    ),
)  # fmt: skip
