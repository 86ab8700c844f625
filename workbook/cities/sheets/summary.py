"""汇总: a row a city, how many counties of each grade, averages, who waits, problems; below it the cities that were not scored."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet, declared
from workbook.cities.drawing import TITLE_ROWS, Cell, SheetDrawing
from workbook.cities.record import CountyLine, Scored
from workbook.cities.rollup import CityGroup, RollUp, average
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles, fixed
from workbook.reading.text import listed
from workbook.result.sheets.provenance import PENDING, TENTATIVE

SHEET, _ALL = "汇总", "合计"
_MOST_NAMED = 20
_HEADS = 4
"""The row of the heads of the first table: after the title, the note, the count, and the title of the table."""
_BEFORE, _AFTER = ("城市", "县数"), ("平均总分", "最高", "最低", "待定", "暂定", "错误", "警告", "提示")
_WIDTHS_BEFORE, _WIDTH_GRADE, _WIDTHS_AFTER = (14.0, 5.0), 7.0, (7.5, 12.5, 12.5, 4.8, 4.8, 4.8, 4.8, 4.8)
_NOTE = (
    "各市分别计分，每市的依据是它自己的结果工作簿（见“运行”）。平均、最高、最低只算有总分的县；待定的县不参加排名。"
    "方案、年度相同的市才放在一起排名、合计；本市各县之间相比计分的指标，放在各市之间不可比。"
)


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    most = max((len(one.cities[0].grades) for one in whole.groups), default=1)
    widths = (*_WIDTHS_BEFORE, *[_WIDTH_GRADE] * most, *_WIDTHS_AFTER)
    drawing = SheetDrawing(sheet, styles)
    stages = "、".join(dict.fromkeys(one.stage for one in whole.cities))
    counties = sum(len(one.counties) for one in whole.cities)
    drawing.begin(
        f"{whole.name}  各市考核汇总（{stages or '没有结果'}）", "　".join(filter(None, (whole.remark, _NOTE))), widths
    )
    last = len(widths) - 1
    names = listed((name for name, _ in whole.failed), _MOST_NAMED)
    failed = f"；没有计分 {len(whole.failed)} 个市：{names}，原因见表末" if whole.failed else ""
    drawing.sentence(f"计分 {len(whole.cities)} 个市，{counties} 个县（市、区）{failed}。", last, bold=True)
    for group in whole.groups:
        _group(drawing, group)
    if whole.failed:
        drawing.skip()
        drawing.heading("没有计分的市")
        for name, why in whole.failed:
            drawing.sentence(f"{name}：{why}", last, font_color="#B42318")
    drawing.skip()
    drawing.heading("各张表")
    for one in declared():
        drawing.sentence(f"{one.name}：{one.note}", last)


def _group(drawing: SheetDrawing, group: CityGroup) -> None:
    grades = group.cities[0].grades
    drawing.heading(group.title)
    drawing.heads((*_BEFORE, *(name for name, _ in grades), *_AFTER))
    points = fixed(group.cities[0].places)
    formats = ("", "0", *["0"] * len(grades), points, "", "", *["0"] * 5)
    every: list[CountyLine] = []
    problems = [0, 0, 0]
    for city in group.cities:
        counts = list(city.counts.values())
        drawing.line(_row(city.name, city.counties, city, counts), formats)
        every += city.counties
        problems = [before + now for before, now in zip(problems, counts, strict=True)]
    drawing.line(_row(_ALL, tuple(every), group.cities[0], problems), formats, bold=True)


def _row(name: str, counties: tuple[CountyLine, ...], city: Scored, problems: list[int]) -> list[Cell]:
    there = [one for one in counties if one.total is not None]
    best = max(there, key=lambda one: one.total or 0.0, default=None)
    least = min(there, key=lambda one: one.total or 0.0, default=None)
    return [
        name,
        len(counties),
        *(sum(one.ordinal == place for one in counties) for place in range(1, len(city.grades) + 1)),
        average([one.total for one in there if one.total is not None]),
        _named(best, city.places, name == _ALL),
        _named(least, city.places, name == _ALL),
        sum(one.state == PENDING for one in counties),
        sum(one.state == TENTATIVE for one in counties),
        *problems,
    ]


def _named(one: CountyLine | None, places: int, bare: bool) -> str:
    """A county with its points; of all cities the points only, as its name alone does not say whose it is."""
    return "—" if one is None else f"{'' if bare else one.name} {one.total:.{places}f}".strip()


def _paper(whole: RollUp) -> Paper:
    """With the heads on every page, where there is one table."""
    return Paper(rows=(0, _HEADS) if len(whole.groups) == 1 else TITLE_ROWS)


DECLARED = RollUpSheet(SHEET, 1, _draw, _paper, "每市一行：各等次的县数、平均总分、待定和暂定的县数、问题数", "#0072B2")
