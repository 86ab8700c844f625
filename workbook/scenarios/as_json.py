"""A 测算 as JSON for other programs: the fields stand in docs/json.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from scoring.scenarios import ComparedResult
from workbook.checking.json_text import json_text
from workbook.scenarios.shown import ShownComparison, ShownTrial


def scenarios_json(what: ShownComparison) -> str:
    """The warning, the schemes, every county's result under each, who moves, distances."""
    return json_text(
        {
            "warning": what.notes[0],
            "notes": what.notes,
            "hidden": what.hidden,
            "year": what.year,
            "data_sha256": what.data_sha256,
            "trials": [_trial(one) for one in what.trials],
            "counties": [
                {
                    "county": row.label,
                    "indifferent": row.indifferent,
                    "standings": [_result(one) for one in row.results],
                }
                for row in what.rows
            ],
            "indifferent": what.indifferent,
            "unranked": what.unranked,
        }
    )


def _result(one: ComparedResult) -> dict[str, Any]:
    return {"total": one.total, "grade": one.grade, "rank": one.rank, "group_rank": one.group_rank}


def _trial(one: ShownTrial) -> dict[str, Any]:
    moves = [
        {
            "county": label,
            "places": move.places,
            "points": move.points,
            "before": _result(move.before),
            "after": _result(move.after),
            "by": [{"name": name, "points": points} for name, points in move.by],
        }
        for label, move in one.moves
    ]
    return {
        "name": one.name,
        "scheme": one.scheme,
        "title": one.title,
        "version": one.version,
        "scheme_sha256": one.sha256,
        "note": one.note,
        "changes": one.changes,
        "scaled": one.shares,
        "hints": one.hints,
        "distance": None if one.distance is None else asdict(one.distance),
        "moves": moves,
    }
