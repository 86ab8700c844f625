"""The review page's data: columns, not rows, and every sentence as its wording once with the figures apart.

3,000 counties × 60 lines make 180,000 sentences, which share a few hundred wordings.
"""

from __future__ import annotations

import json
import re
from typing import Any

from workbook.report.data import CountyScore, Means, ReportData, Safety

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


class Wordings:
    """Sentences taken apart: ``pieces`` holds each wording once, a sentence is [its place, "figures"]."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], int] = {}

    @property
    def pieces(self) -> list[list[str]]:
        """The wordings."""
        return [list(one) for one in self._places]

    def add(self, sentence: str) -> list[Any]:
        """A sentence as its wording's place and its figures, parted by spaces."""
        return [_place(self._places, tuple(_FIGURE.split(sentence))), " ".join(_FIGURE.findall(sentence))]


def _place(known: dict[Any, int], one: Any) -> int:
    """The place of what comes up again and again, kept once."""
    return known.setdefault(one, len(known))


def payload(data: ReportData) -> dict[str, Any]:
    """What the page reads, ready for JSON. Counties in the table's order; -1 stands for none."""
    heading, wordings, texts = data.heading, Wordings(), dict[str, int]()
    rows = data.counties
    return {
        "heading": {
            "city": heading.city,
            "year": heading.year,
            "scheme": heading.scheme,
            "schemeStanding": heading.scheme_standing,
            "stage": heading.stage,
            "remark": heading.remark,
            "points": heading.points,
        },
        "notes": list(data.ranking_notes),
        "caveats": list(heading.caveats),
        "provenance": [list(pair) for pair in heading.provenance],
        "problems": list(data.problems),
        "grades": [list(pair) for pair in zip(data.grades, data.bands, strict=True)],
        "groups": list(data.groups),
        "blocks": [{"name": one.name, "points": one.points, "clause": one.clause} for one in data.blocks],
        "lines": [
            {
                "name": one.name, "block": one.block, "points": one.points, "clause": one.clause, "bureau": one.bureau,
                "standard": one.standard,
            }
            for one in data.lines
        ],
        "extras": [name for name, _ in rows[0].extras] if rows else [],
        "order": list(data.order),
        "counties": [
            {
                "name": row.name, "code": row.code, "group": -1 if row.group is None else row.group,
                "gradePlace": -1 if row.grade_place is None else row.grade_place, "grade": row.grade,
                "rank": row.rank.text, "groupRank": row.group_rank.text, "total": row.total.text,
                "blocks": [one.text for one in row.blocks], "extras": [one.text for _, one in row.extras],
                "why": wordings.add(row.why),
                "gates": [wordings.add(one) for one in row.gates],
                "lines": [_line(row, place, wordings, texts) for place in range(len(data.lines))],
                "strong": list(row.strongest), "weak": list(row.weakest),
                **_optional(row),
            }
            for row in rows
        ],
        "city": _means(data.city),
        "groupMeans": [_means(one) for one in data.group_means],
        "uses": [[one.marked, "、".join(one.causes), "、".join(one.counties) or "无", one.clause] for one in data.uses],
        "decisions": [list(row) for row in data.decisions],
        "supplied": [list(row) for row in data.supplied],
        "spread": [list(row) for row in data.spread],
        "clauses": [list(row) for row in data.clauses],
        "design": list(heading.design),
        "lastYear": data.last_year,
        "safetyNotes": list(data.safety_notes),
        "changeNotes": list(data.change_notes),
        "wordings": wordings.pieces,
        "texts": list(texts),
    }  # fmt: skip


def _line(row: CountyScore, place: int, wordings: Wordings, texts: dict[str, int]) -> list[Any]:
    """[points, full, wording, figures, cells]; cells as "item sheet cell" numbers and address, parted by spaces."""
    line = row.lines[place]
    wording, figures = wordings.add(line.reason)
    cells = []
    for item, sheet, cell in line.cells:
        plain = cell.isalnum() and not cell.isdigit()
        cells.append(f"{_place(texts, item)} {_place(texts, sheet)} {cell if plain else _place(texts, cell)}")
    return [line.mark.text, line.full, wording, figures, ";".join(cells)]


def _means(means: Means) -> dict[str, Any]:
    return {
        "blocks": [one.text for one in means.blocks],
        "lines": [one.text for one in means.lines],
        "total": means.total.text,
    }


def _optional(row: CountyScore) -> dict[str, Any]:
    """Parts that most counties lack are left out."""
    found: dict[str, Any] = {
        "adjustments": list(row.adjustments),
        "problems": list(row.problems),
        "steps": [[one.goal, one.text, one.earns, one.leads_to] for one in row.steps],
        "follows": list(row.consequences),
        "change": row.change,
        "last": [row.last.rank, row.last.grade, row.last.total] if row.last else [],
        "safety": _safety(row.safety),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _safety(safety: Safety | None) -> dict[str, Any] | None:
    if safety is None:
        return None
    return {
        "grade": [safety.grade_label, safety.keeps_grade, safety.grade_share],
        "rank": [safety.rank_label, safety.keeps_rank, safety.rank_share],
        "median": safety.median, "low": safety.low, "high": safety.high, "best": safety.best, "worst": safety.worst,
        "sentence": safety.sentence, "counts": [list(pair) for pair in safety.counts],
    }  # fmt: skip


def as_json(value: object) -> str:
    """JSON that cannot end the script element it stands in, nor open a comment there."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
