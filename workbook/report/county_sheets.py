"""成绩单: to one county, every line that lost points, worst first and why, what is due by when, all its lines, strong lines last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.formula.printed import figure
from workbook.report.county_parts import Loss
from workbook.report.data import CountyScore, PrintedFigure, ReportData
from workbook.report.papers import Made, PaperKind, PaperOptions, county_file
from workbook.report.rectification import MONTH, rectifying

LATER = "另行下达"


def county_sheet(data: ReportData, place: int, picture: bytes | None, options: PaperOptions) -> bytes:
    """The sheet of the county at ``place``; ``picture`` is its chart (PNG), None where none can be drawn."""
    title = f"{data.counties[place].name}{data.heading.year}年度节能减排目标责任考核成绩单"
    return PAPER.fill(sheet_fields(data, place, options), options, title, picture)


def sheet_fields(data: ReportData, place: int, options: PaperOptions) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    heading, one = data.heading, data.counties[place]
    means = data.means_of(one)
    grouped = one.group is not None
    blocks = [
        _block(block.name, block.points, one.blocks[number], means.blocks[number], data.city.blocks[number])
        for number, block in enumerate(data.blocks)
    ]
    blocks += [
        {"name": name, "points": "", "score": extra.text, "rate": "", "peers": "", "city": ""}
        for name, extra in one.extras
        if extra.number != 0
    ]
    blocks.append(_block("总分", heading.points, one.total, means.total, data.city.total))
    return {
        **heading.fields(),
        **options.issue.fields(),
        "county": one.name,
        "points": f"{heading.points:g}",
        "total": one.shown_total,
        "grade": one.shown_grade,
        "rank": one.rank.text,
        "ranked": sum(row.rank.number is not None for row in data.counties),
        "group_head": f"{data.groups[one.group]}内名次" if one.group is not None else "组内名次",
        "group_rank": one.group_rank.text if grouped else "—",
        "peers": "同组平均" if grouped else "全市平均",
        "blocks": blocks,
        "gates": [*one.gates, *([f"等次约束{one.gate_effect}。"] if one.gate_effect else [])],
        "adjustments": list(one.adjustments),
        "awaited": "、".join(one.awaited),
        "lost": figure(sum(loss.lost for loss in one.losses), 2),
        "losses": [_loss(data, loss) for loss in one.losses],
        "targets": [{"name": table.name, "target": LATER} for table in data.targets],
        "due": _due(data, one, options),
        "lines": [_line(data, one, number, means.lines[number]) for number in range(len(data.lines))],
        "strongest": [data.lines[number].name for number in one.strongest],
        "note": f"依据：{heading.scheme}。平均只计有数的县（市、区）。",
    }


def _block(name: str, points: float, own: PrintedFigure, peers: PrintedFigure, city: PrintedFigure) -> dict[str, str]:
    rate = "—" if own.number is None else f"{figure(own.number / points * 100, 1)}%"
    return {
        "name": name, "points": f"{points:g}", "score": own.text, "rate": rate, "peers": peers.text, "city": city.text,
    }  # fmt: skip


def _loss(data: ReportData, loss: Loss) -> dict[str, str]:
    head = data.lines[loss.line]
    return {
        "name": head.name,
        "lost": loss.text,
        "target": loss.target or "—",
        "actual": loss.actual or "—",
        "why": loss.why,
    }


def _line(data: ReportData, one: CountyScore, number: int, peers: PrintedFigure) -> dict[str, str]:
    head, line = data.lines[number], one.lines[number]
    rate = "—" if line.rate is None else f"{figure(line.rate, 1)}%"
    return {
        "block": data.blocks[head.block].name, "name": head.name, "full": figure(line.full), "score": line.mark.text, "rate": rate,
        "peers": peers.text if peers.number is None else f"{peers.text}%",
    }  # fmt: skip


def _due(data: ReportData, one: CountyScore, options: PaperOptions) -> list[str]:
    """What is due by when."""
    found = []
    until = options.issue.after(data.appeal_days)
    if until:
        found.append(f"对结果有异议的，{until}以前向{options.issue.office}申请复查，附证明材料。")
    use = rectifying(data, one)
    if use is not None:
        found.append(f"{use.text}：{options.issue.by(use.within or MONTH)}，按整改通知办理。")
    return found


def _make(data: ReportData, options: PaperOptions) -> Iterator[Made]:
    from workbook.report.charts import Charts

    charts = Charts(data)
    for place in options.places:
        yield county_file("成绩单", data, place), county_sheet(data, place, charts.of(place), options)


PAPER = PaperKind("成绩单", "审定", "county-sheet.docx", _make)
