"""A sheet (成绩单) per county: one page, so that sentences are chosen by the room there is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.formula.printed import figure
from workbook.report.data import CountyScore, Mark, ReportData, Step
from workbook.report.documents import fill, template_bytes

# The shipped template in points: what is left under the table's head, what things take; characters a line holds.
PAGE_ROOM, TABLE_ROW, CHART_ROOM = 572.0, 15.0, 130.0
LINE_ROOM, HEAD_ROOM, NOTE_ROOM, LINE_WIDTH = 13.0, 20.0, 36.0, 48.0


def county_sheet(data: ReportData, place: int, picture: bytes | None, templates: Path | None = None) -> bytes:
    """The sheet of the county at ``place``; ``picture`` is its chart (PNG), None where none can be drawn."""
    one = data.counties[place]
    title = f"{one.name}{data.heading.year}年度目标责任考核成绩单"
    return fill(
        template_bytes("county-sheet.docx", templates), sheet_fields(data, place, picture is not None), picture,
        "county-sheet.docx", title,
    )  # fmt: skip


def sheet_fields(data: ReportData, place: int, charted: bool = True) -> dict[str, Any]:
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
    texts = _chosen(data, one, len(blocks), charted)
    return {
        **heading.fields(),
        "county": one.name,
        "points": f"{heading.points:g}",
        "total": one.total.text,
        "grade": one.grade,
        "rank": one.rank.text,
        "ranked": sum(row.rank.number is not None for row in data.counties),
        "group_head": f"{data.groups[one.group]}内名次" if one.group is not None else "组内名次",
        "group_rank": one.group_rank.text if grouped else "—",
        "peers": "同组平均" if grouped else "全市平均",
        "blocks": blocks,
        **texts,
        "note": "得分说明由计分底账生成；全部指标的得分说明、依据和数据出处见考核组的计分表。平均只计有数的县（市、区）。改进方向是测算，不是改数的依据。"
        f"依据：{heading.scheme}（{heading.scheme_standing}）。",
    }


def _block(name: str, points: float, own: Mark, peers: Mark, city: Mark) -> dict[str, str]:
    rate = "—" if own.number is None else f"{figure(own.number / points * 100, 1)}%"
    return {
        "name": name, "points": f"{points:g}", "score": own.text, "rate": rate, "peers": peers.text, "city": city.text,
    }  # fmt: skip


def _lines(text: str) -> int:
    """How many lines a paragraph takes: letters and digits are a little over half as wide as characters."""
    return 1 + int(sum(1.0 if ord(character) > 0x2E7F else 0.56 for character in text) / LINE_WIDTH)


@dataclass
class _Room:
    """The height that is left, in points."""

    left: float

    def take(self, text: str, head: bool) -> bool:
        """Whether a paragraph (with its heading, if it is the first) still fits; if so it is taken."""
        needed = LINE_ROOM * _lines(text) + (HEAD_ROOM if head else 0)
        if needed > self.left:
            return False
        self.left -= needed
        return True


def _chosen(data: ReportData, one: CountyScore, rows: int, charted: bool) -> dict[str, list[str]]:
    """The paragraphs in order of weight as far as the page has room: a sentence too long gives way to its short form."""
    room = _Room(PAGE_ROOM - TABLE_ROW * rows - (CHART_ROOM if charted else 0) - NOTE_ROOM)
    found: dict[str, list[str]] = {
        name: [] for name in ("gates", "adjustments", "problems", "weakest", "steps", "strongest", "follows")
    }

    def add(name: str, *forms: str) -> None:
        for form in forms:
            if room.take(form, head=not found[name]):
                found[name].append(form)
                return

    def line(name: str, place: int, most: int) -> None:
        full, short = _forms(data, one, place)
        add(name, *((full, short) if _lines(full) <= most else (short,)))

    rest = "其余见考核组的计分表。"
    add("gates", "；".join(one.gates) + "。" if one.gates else "无。", f"{len(one.gates)} 条，{rest}")
    for step in one.steps[:1]:  # what would help comes before what was wrong with the data
        add("steps", _step(step))
    for text in one.adjustments[:2]:
        add("adjustments", text)
    for text in one.problems[:1]:
        add("problems", text, f"有 {len(one.problems)} 个问题，{rest}")
    if one.consequences:
        add("follows", "；".join(one.consequences) + "。", f"{len(one.consequences)} 条，{rest}")
    for number in range(4):
        for place in one.weakest[number : number + 1]:
            line("weakest", place, 6 if number else 12)
        for place in one.strongest[number : number + 1]:
            line("strongest", place, 4)
        for step in one.steps[number + 1 : number + 2]:
            add("steps", _step(step))
    if not one.weakest:
        add("weakest", "没有失分的指标。")
    if not one.strongest:
        add("strongest", "没有得分率高出平均的指标。")
    return found


def _forms(data: ReportData, one: CountyScore, place: int) -> tuple[str, str]:
    """A line with its sentence, and without."""
    line = one.lines[place]
    short = f"{data.lines[place].name}（{line.mark.text} / {figure(line.full)} 分）"
    return f"{short}：{line.reason}。", f"{short}，得分说明见考核组的计分表。"


def _step(step: Step) -> str:
    said = "，".join(part for part in (step.text, step.earns, step.leads_to) if part)
    return f"{step.goal}：{said}。"
