"""The chart on a county's sheet, drawn by matplotlib with a Chinese font; without such a font there is none."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np

from workbook.report.data import CountyScore, Means, ReportData

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


class Charts:
    """The counties' charts. A figure is laid out once, so that the texts of every county fit, and drawn a county at a time."""

    def __init__(self, data: ReportData) -> None:
        self.data = data
        self._figures: dict[bool, _Figure] = {}

    def of(self, place: int) -> bytes | None:
        """PNG: dimensions in percent of full points beside the averages; the total among all counties. None: no font, too many."""
        font = chinese_font()
        if font is None or len(self.data.blocks) > MOST_BLOCKS:
            return None
        import matplotlib

        with matplotlib.rc_context({"font.family": [font], "font.size": 7.5, "axes.unicode_minus": False, "text.parse_math": False, "hatch.linewidth": 0.6}):  # fmt: skip
            grouped = self.data.counties[place].group is not None
            if grouped not in self._figures:
                self._figures[grouped] = _Figure(self.data, grouped)
            return self._figures[grouped].drawn(self.data.counties[place])


class _Figure:
    """Bars and totals of counties that have a peer group, or of those that have none."""

    def __init__(self, data: ReportData, grouped: bool) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.data = data
        self.figure = Figure(figsize=(6.14, 1.65), dpi=200, layout="constrained")
        self.canvas: Any = FigureCanvasAgg(self.figure)
        left, right = self.figure.subplots(1, 2, width_ratios=[1.55, 1])
        self._dimensions(left, grouped)
        self._totals(right)
        self._lay_out(left, right, grouped)

    def _dimensions(self, axes: Any, grouped: bool) -> None:
        """Bars told apart by hatching; the printed points stand beside the county's own."""
        blocks, city = self.data.blocks, _rates(self.data, self.data.city)
        series = [("", OWN, ""), ("同组平均", PEERS, "////"), ("全市平均", CITY, "....")]
        series = series if grouped else [series[0], series[2]]
        deep = 0.8 / len(series)
        self.bars = []
        for number, (name, colour, hatch) in enumerate(series):
            heights = [row + (number - (len(series) - 1) / 2) * deep for row in range(len(blocks))]
            self.bars.append(axes.barh(
                heights, city, deep * 0.9, label=name or " ", color=colour, hatch=hatch, edgecolor="#333333", linewidth=0.5
            ))  # fmt: skip
            if number == 0:
                self.marks = [axes.text(0, height, "", va="center", fontsize=7) for height in heights]
        axes.set_yticks(range(len(blocks)), [block.name for block in blocks])
        axes.invert_yaxis()
        axes.set_xlim(0, 118)
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.set_title("各类别得分率（%），数字为本县得分", fontsize=8)
        self.legend = axes.legend(
            fontsize=6.5, loc="upper center", bbox_to_anchor=(0.45, -0.12), ncols=3, frameon=False
        )
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)

    def _totals(self, axes: Any) -> None:
        """Every county's total as a tick, one's own as a diamond; no other county is named."""
        city = self.data.city.total
        totals = sorted(row.total.number for row in self.data.counties if row.total.number is not None)
        axes.set_title("总分在全市的位置", fontsize=8)
        axes.set_yticks([])
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.set_ylim(-1, 1.2)
        if totals:
            axes.vlines(totals, -0.25, 0.25, color="#777777", linewidth=1)
        if city.number is not None:
            axes.vlines([city.number], -0.5, 0.5, color="#000000", linestyle="--", linewidth=1)
            axes.text(city.number, -0.8, f"全市平均 {city.text}", ha="center", fontsize=7)
        (self.marker,) = axes.plot(totals[:1] or [0], [0], marker="D", color=OWN, markersize=7)
        self.total = axes.text(0, 0.62, "", ha="center", fontsize=7.5, fontweight="bold")
        self.pending = axes.text(0.5, 0.85, "", ha="center", transform=axes.transAxes, fontsize=7.5)
        axes.margins(x=0.18)

    def _lay_out(self, left: Any, right: Any, grouped: bool) -> None:
        """Find room for what will stand there, every county's total among it; keep the picture of what stands still."""
        there = [one for one in self.data.counties if (one.group is not None) == grouped]
        self._put(max(there, key=lambda one: len(one.name)))
        totals = [
            right.text(
                one.total.number, 0.62, f"{one.name} {one.total.text}", ha="center", fontsize=7.5, fontweight="bold"
            )
            for one in there
            if one.total.number is not None
        ]
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        for text in totals:
            text.remove()
        # Hatching takes longest: the city's bars stand still, those of a group are drawn once a group.
        own, self.peers = self.bars[0], [bar for bars in self.bars[1:-1] for bar in bars]
        self.moving = [*own, left.spines["left"], *self.marks, self.legend, self.marker, self.total, self.pending]
        for artist in (*self.peers, *self.moving):
            artist.set_animated(True)
        self.canvas.draw()
        self.still = self.canvas.copy_from_bbox(self.figure.bbox)
        self._of_group: dict[int | None, Any] = {}

    def _put(self, one: CountyScore) -> None:
        """The county's own figures, and its peers'."""
        rates = _rates(self.data, one)
        shown = [rates, _rates(self.data, self.data.means_of(one))] if len(self.bars) == 3 else [rates]
        for bars, widths in zip(self.bars, shown, strict=False):
            for bar, width in zip(bars, widths, strict=True):
                bar.set_width(width)
        for text, rate, mark in zip(self.marks, rates, one.blocks, strict=True):
            text.set_x(rate + 1)
            text.set_text(mark.text)
        self.legend.get_texts()[0].set_text(one.name)
        number = one.total.number
        self.marker.set_visible(number is not None)
        self.marker.set_xdata([number or 0.0])
        self.total.set_x(number or 0.0)
        self.total.set_text("" if number is None else f"{one.name} {one.total.text}")
        self.pending.set_text(f"{one.name}：总分待定" if number is None else "")

    def drawn(self, one: CountyScore) -> bytes:
        """PNG of a county: its own over what stands still, in the order in which a whole drawing has them."""
        from PIL import Image

        self._put(one)
        if one.group not in self._of_group:
            self._of_group[one.group] = self._over(self.still, self.peers)
        self._over(self._of_group[one.group], self.moving)
        stream, dots = BytesIO(), (self.figure.dpi, self.figure.dpi)
        pixels = np.ascontiguousarray(np.asarray(self.canvas.buffer_rgba())[..., :3])  # nothing shines through
        Image.fromarray(pixels).save(stream, "PNG", dpi=dots, compress_level=3)
        return stream.getvalue()

    def _over(self, ground: Any, artists: list[Any]) -> Any:
        """What is there once more is drawn."""
        self.canvas.restore_region(ground)
        for artist in artists:
            artist.axes.draw_artist(artist)
        return self.canvas.copy_from_bbox(self.figure.bbox)


def _rates(data: ReportData, one: CountyScore | Means) -> list[float]:
    """Points in percent of full points, a figure a dimension."""
    return [
        0.0 if mark.number is None else mark.number / block.points * 100
        for mark, block in zip(one.blocks, data.blocks, strict=True)
    ]
