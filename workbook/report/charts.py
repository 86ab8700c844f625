"""The chart on a county's sheet, drawn by matplotlib with a Chinese font; without such a font there is none."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from workbook.report.data import ReportData

# Fonts with simplified Chinese, the first that is there is taken (matplotlib names a .ttc by its first face).
FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "SimHei",
    "PingFang SC", "Heiti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimSun",
)  # fmt: skip
NO_FONT = (
    "没有找到中文字体，成绩单没有插图，文字和表格齐全。要图的话：Debian、Ubuntu 装 fonts-noto-cjk；"
    "Windows 带有微软雅黑或黑体，一般不会缺"
)
MOST_BLOCKS = 8  # dimensions beyond which the bars are too thin; the table beside them has the figures
OWN, PEERS, CITY = "#0B5C8E", "#F2C48D", "#E4E7EB"


@lru_cache(maxsize=1)
def chinese_font() -> str | None:
    """The first font of the list that this machine has."""
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in there), None)


def county_chart(data: ReportData, place: int) -> bytes | None:
    """PNG: dimensions in percent of full points beside the averages; the total among all counties. None: no font, too many."""
    font = chinese_font()
    if font is None or len(data.blocks) > MOST_BLOCKS:
        return None
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"font.family": [font], "font.size": 7.5, "axes.unicode_minus": False, "text.parse_math": False, "hatch.linewidth": 0.6}):  # fmt: skip
        figure = Figure(figsize=(6.14, 1.65), dpi=200, layout="constrained")
        FigureCanvasAgg(figure)
        left, right = figure.subplots(1, 2, width_ratios=[1.55, 1])
        _dimensions(left, data, place)
        _totals(right, data, place)
        stream = BytesIO()
        figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()


def _dimensions(axes: Any, data: ReportData, place: int) -> None:
    """Bars told apart by hatching; the printed points stand beside the county's own."""
    one, means = data.counties[place], data.means_of(data.counties[place])
    series = [(one.name, one.blocks, OWN, "")]
    if one.group is not None:
        series.append(("同组平均", means.blocks, PEERS, "////"))
    series.append(("全市平均", data.city.blocks, CITY, "...."))
    deep = 0.8 / len(series)
    for number, (name, marks, colour, hatch) in enumerate(series):
        rates = [
            0.0 if mark.number is None else mark.number / block.points * 100
            for mark, block in zip(marks, data.blocks, strict=True)
        ]
        heights = [row + (number - (len(series) - 1) / 2) * deep for row in range(len(rates))]
        axes.barh(heights, rates, deep * 0.9, label=name, color=colour, hatch=hatch, edgecolor="#333333", linewidth=0.5)
        if number == 0:
            for height, rate, mark in zip(heights, rates, marks, strict=True):
                axes.text(rate + 1, height, mark.text, va="center", fontsize=7)
    axes.set_yticks(range(len(data.blocks)), [block.name for block in data.blocks])
    axes.invert_yaxis()
    axes.set_xlim(0, 118)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_title("各类别得分率（%），数字为本县得分", fontsize=8)
    axes.legend(fontsize=6.5, loc="upper center", bbox_to_anchor=(0.45, -0.12), ncols=3, frameon=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _totals(axes: Any, data: ReportData, place: int) -> None:
    """Every county's total as a tick, one's own as a diamond; no other county is named."""
    one = data.counties[place]
    totals = sorted(row.total.number for row in data.counties if row.total.number is not None)
    axes.set_title("总分在全市的位置", fontsize=8)
    axes.set_yticks([])
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set_ylim(-1, 1.2)
    if totals:
        axes.vlines(totals, -0.25, 0.25, color="#777777", linewidth=1)
    if data.city.total.number is not None:
        axes.vlines([data.city.total.number], -0.5, 0.5, color="#000000", linestyle="--", linewidth=1)
        axes.text(data.city.total.number, -0.8, f"全市平均 {data.city.total.text}", ha="center", fontsize=7)
    if one.total.number is not None:
        axes.plot([one.total.number], [0], marker="D", color=OWN, markersize=7)
        axes.text(one.total.number, 0.62, f"{one.name} {one.total.text}", ha="center", fontsize=7.5, fontweight="bold")
    else:
        axes.text(0.5, 0.85, f"{one.name}：总分待定", ha="center", transform=axes.transAxes, fontsize=7.5)
    axes.margins(x=0.18)
