"""What the roll-up needs of a city that was scored."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scoring.assessment import Assessment
from scoring.causes import lacking_items
from scoring.formula.columns import PENDING_TEXT
from scoring.formula.nodes import Rank
from scoring.losses import lines_of
from scoring.problems import Problem
from workbook.checking.outstanding import outstanding_texts
from workbook.cities.record import CountyLine, Lost, PlacedProblem, ProblemKind, Scored
from workbook.reading.text import listed
from workbook.result.sheets.provenance import PENDING, TENTATIVE, state_of, tentative_figures
from workbook.steps.run import Run

_NOTHING = 1e-9
_MOST_NAMED = 5


def summed(name: str, done: Run, notes: Sequence[str]) -> Scored:
    """The outcome of a city. notes: of the run, beside the problems of its data."""
    assessment, submission = done.assessment, done.submission
    spec = assessment.scheme.spec
    return Scored(
        name=name,
        scheme_id=spec.id,
        scheme_title=spec.title,
        scheme_version=spec.version,
        scheme_sha256=assessment.scheme.sha256,
        year=assessment.year,
        stage=submission.stage,
        remark=submission.remark,
        data_sha256=assessment.data_sha256,
        grades=tuple((one.name, one.colour or "") for one in spec.grades),
        places=spec.rounding.total,
        counties=tuple(_county(done, place) for place in range(len(assessment.counties))),
        losses=_losses(assessment),
        errors=tuple(_placed(assessment, one) for one in assessment.problems if one.severity == "error"),
        others=_kinds(assessment),
        debts=tuple(outstanding_texts(assessment, submission.provenance.outstanding)),
        told=tuple(notes),
    )


def _county(done: Run, place: int) -> CountyLine:
    assessment, name = done.assessment, done.assessment.counties[place]
    values = assessment.filled.frame.values
    total, rank, ordinal = (float(values[one][place]) for one in ("total", "rank", "grade_ordinal"))
    ranked, grade = not math.isnan(rank), str(assessment.filled.texts["grade"][place])
    state = PENDING if grade == PENDING_TEXT else state_of(assessment, done.submission.provenance, name)
    return CountyLine(
        name=name,
        grade=grade,
        ordinal=None if math.isnan(ordinal) else int(ordinal),
        total=None if math.isnan(total) else total,
        rank=int(rank) if ranked else None,
        keys=_keys(assessment, place) if ranked else (),
        state=state,
        why=_why(done, name, place, state),
    )


def _keys(assessment: Assessment, place: int) -> tuple[float, ...]:
    """What the ledger ranks by, in its order, turned so that less is better: of one scheme, alike in every city."""
    rank = assessment.compiled.columns["rank"].formula
    assert isinstance(rank, Rank)
    figures = [float(assessment.filled.frame.values[ref.column][place]) for ref in rank.keys]
    return tuple(-one if down else one for one, down in zip(figures, rank.descending, strict=True))


def _why(done: Run, name: str, place: int, state: str) -> str:
    """What a pending county waits for, which figures make it tentative, and its gates."""
    assessment, texts = done.assessment, done.assessment.filled.texts
    found = list[str]()
    if state == PENDING:
        speaker = assessment.speaker(name)
        lacking = dict.fromkeys([*lacking_items(speaker, "total"), *lacking_items(speaker, "grade_ordinal")])
        known = assessment.scheme.items
        names = [f"“{known[one].name}”" for one in lacking if one in known]
        found.append(f"缺{listed(names, _MOST_NAMED)}" if names else "有的数没有定")
    elif state == TENTATIVE:
        found.append(tentative_figures(assessment, done.submission.provenance, name))
    if "gate_reasons" in texts and texts["gate_reasons"][place]:
        found.append(str(texts["gate_reasons"][place]))
    return "；".join(found)


def _losses(assessment: Assessment) -> tuple[Lost, ...]:
    return tuple(
        Lost(
            id=line.id,
            name=line.name,
            clause=line.clause,
            full=line.full,
            counties=len(line.points),
            losers=sum(one > _NOTHING for one in line.lost.values()),
            lost=sum(line.lost.values()),
        )
        for line in lines_of(assessment)
    )


def _placed(assessment: Assessment, one: Problem) -> PlacedProblem:
    item = assessment.scheme.items[one.item].name if one.item in assessment.scheme.items else one.item
    place = one.source
    return PlacedProblem(
        severity=one.severity, code=one.code, county=one.county, item=item, message=one.message, remedy=one.remedy,
        file=place.file, sheet=place.sheet, cell=place.cell,
    )  # fmt: skip


def _kinds(assessment: Assessment) -> tuple[ProblemKind, ...]:
    """Warnings and notes by code, in the order of their first."""
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for one in assessment.problems:
        if one.severity != "error":
            kinds.setdefault((one.severity, one.code), []).append(one)
    found = sorted(kinds.items(), key=lambda one: one[0][0] != "warning")
    return tuple(ProblemKind(count=len(same), first=_placed(assessment, same[0])) for _, same in found)
