"""What commands found, as JSON for other programs: the fields stand in docs/json.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scoring.assessment import Assessment
from scoring.explain import full_points, reason
from scoring.scheme.models import Indicator
from workbook.checking.json_text import json_text

if TYPE_CHECKING:
    from scoring.comparison.compare import Comparison
    from scoring.improvement import ImprovementStep
    from scoring.improvement.steps import ChangedFigure, Goal
    from scoring.robustness import Robustness
    from workbook.revisions.record import RevisionRecord
    from workbook.steps.run import Run


def scored(done: Run, result: str = "") -> str:
    """``score``: every county's points, total, grade and rank, in the order of the ranking. result: the workbook written."""
    from workbook.result.sheets.provenance import state_of

    assessment = done.assessment
    counties = []
    for place in assessment.ranked:
        name = assessment.counties[place]
        gates = [one for one in assessment.scheme.spec.gates if _flag(assessment, one.id, place)]
        counties.append(
            {
                "county": name,
                **standing(assessment, place),
                "state": state_of(assessment, done.submission.provenance, name),
                "dimensions": {one.id: _cell(assessment, one.id, place) for one in assessment.scheme.spec.dimensions},
                "indicators": {one.id: _cell(assessment, one.id, place) for one in assessment.scheme.indicators},
                "gates": [{"id": one.id, "name": one.name, "clause": one.clause} for one in gates],
            }
        )
    return json_text({**about(done), "result": result, "counties": counties})


def explained(done: Run, shown: Mapping[str, Sequence[Indicator]]) -> str:
    """``explain``: by county the sentence of its total, and of each line points, full points and why."""
    assessment = done.assessment
    counties = []
    for name, lines in shown.items():
        speaker, place = assessment.speaker(name), assessment.place(name)
        entries = [
            {
                "id": one.id,
                "name": one.name,
                "clause": one.clause,
                "points": _cell(assessment, one.id, place),
                "full": full_points(assessment, one, place),
                "why": reason(assessment, one, speaker),
            }
            for one in lines
        ]
        counties.append(
            {"county": name, **standing(assessment, place), "why": assessment.explain(name), "indicators": entries}
        )
    return json_text({**about(done), "counties": counties})


def improved(assessment: Assessment, steps: Sequence[ImprovementStep]) -> str:
    """``improve``: by county the nearest better grade and rank and the single changes that reach them."""
    counties = [
        {
            "county": one.county,
            "total": one.total,
            "grade": one.grade,
            "rank": one.rank,
            "pending": one.pending,
            "grade_goal": _goal(one.grade_goal),
            "rank_goal": _goal(one.rank_goal),
            "gates": [
                {"id": hold.gate, "name": hold.name, "clause": hold.clause, "changes": _changes(hold.changes)}
                for hold in one.holds
            ],
            "valuable": _changes(one.valuable),
        }
        for one in steps
    ]
    return json_text({"scheme": assessment.scheme.id, "year": assessment.year, "counties": counties})


def compared(found: Comparison, names: tuple[str, str]) -> str:
    """``compare``: by county totals, grades and ranks of both, and the points of the lines that moved."""
    counties = [
        {
            "county": county,
            **{key: _number(row[key]) for key in ("total_last", "total_this", "change")},
            **{key: _place(row[key]) for key in ("rank_last", "rank_this")},
            "grade_last": row["grade_last"],
            "grade_this": row["grade_this"],
            "indicators": {
                line.id: _number(found.moved.at[county, line.id])
                for line in found.lines
                if line.id in found.moved.columns and _number(found.moved.at[county, line.id])
            },
        }
        for county, row in found.table.iterrows()
    ]
    sides = {
        key: {"file": name, "scheme": side.scheme.id, "year": side.year}
        for key, name, side in (("last", names[0], found.last), ("this", names[1], found.this))
    }
    return json_text({**sides, "only_last": found.only_last, "only_this": found.only_this, "counties": counties})


def studied(found: Robustness) -> str:
    """``robustness``: a county a row, the columns of the table, and how it was reckoned."""
    rows = [{"county": county, **row.to_dict()} for county, row in found.table.iterrows()]
    about = {"scheme": found.assessment.scheme.id, "year": found.assessment.year, "seed": found.seed}
    return json_text({**about, "basis": found.basis, "notes": found.notes, "counties": rows})


def revised(done: Run, record: RevisionRecord) -> str:
    """``revisions list``: every late figure beside the one before, and what each date did to whom."""
    figures = [
        {
            "county": one.new.county,
            "item": one.new.item,
            "before": one.old.value,
            "after": one.new.value,
            "date": one.new.date,
            "document": one.new.document,
            "appeal": one.new.appeal,
            "source": str(one.new.source),
        }
        for one in record.revisions
    ]
    effects = [
        {
            "county": effect.county,
            "date": step.date,
            "appeal": step.appeal,
            "before": vars(effect.before),
            "after": vars(effect.after),
            "points": [vars(one) for one in effect.points],
        }
        for step in record.steps
        for effect in (*step.effects, *step.others)
    ]
    return json_text({**about(done), "revisions": figures, "effects": effects})


def about(done: Run) -> dict[str, Any]:
    """Scheme, year, stage, hashes, how many problems."""
    problems = done.assessment.problems
    return {
        "scheme": done.scheme.id,
        "version": done.scheme.spec.version,
        "scheme_sha256": done.scheme.sha256,
        "year": done.assessment.year,
        "stage": done.submission.stage,
        "data_sha256": done.assessment.data_sha256,
        "problems": {kind: sum(one.severity == kind for one in problems) for kind in ("error", "warning", "note")},
    }


def standing(assessment: Assessment, place: int) -> dict[str, Any]:
    """A county's total, grade and rank; null for what is pending."""
    total, rank = _cell(assessment, "total", place), _cell(assessment, "rank", place)
    return {
        "total": total,
        "grade": assessment.filled.text("grade", place),
        "rank": None if rank is None else int(rank),
    }


def _cell(assessment: Assessment, column: str, place: int) -> float | None:
    value = assessment.filled.text(column, place)
    return value if isinstance(value, float) else None


def _flag(assessment: Assessment, gate: str, place: int) -> bool:
    return gate in assessment.compiled.columns and assessment.filled.text(gate, place) == 1.0


def _goal(goal: Goal | None) -> dict[str, Any] | None:
    return None if goal is None else {"aim": goal.aim, "changes": _changes(goal.changes)}


def _changes(changes: Sequence[ChangedFigure]) -> list[dict[str, Any]]:
    return [
        {
            "item": one.item.id,
            "name": one.item.name,
            "unit": one.item.unit,
            "before": one.before,
            "after": one.after,
            "worth": one.worth,
            "total": one.total,
            "grade": one.grade,
            "rank": one.rank,
        }
        for one in changes
    ]


def _number(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


def _place(value: Any) -> int | None:
    number = _number(value)
    return None if number is None else int(number)
