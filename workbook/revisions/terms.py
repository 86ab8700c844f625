"""Appeals as they stood on a date, and the last day for each."""

from __future__ import annotations

import datetime
from collections.abc import Set
from dataclasses import dataclass

from scoring.scheme.models import AppealLimit
from scoring.scheme.scheme import Scheme
from workbook.revisions.appeals import Appeal, Appeals


@dataclass(frozen=True)
class Ruling:
    """An appeal as it stood on a date. deadline: ISO, empty where no term is known; decision: empty while there is none."""

    number: str
    county: str
    matter: str
    evidence: tuple[str, ...]
    filed: str
    deadline: str = ""
    decision: str = ""
    decided: str = ""
    decider: str = ""
    document: str = ""
    reason: str = ""


def rulings(
    appeals: Appeals | None,
    scheme: Scheme,
    as_of: str,
    refused: Set[str] = frozenset(),
    unwritten: Set[str] = frozenset(),
) -> tuple[Ruling, ...]:
    """The appeals that had been filed by a date (empty: all), each with its decision if that had been made.

    refused: numbers of those that are not used, which are reported elsewhere. unwritten: of those whose decision has no
    document yet, and is none.
    """
    found = []
    for one in () if appeals is None else appeals.content.appeals:
        if one.id in refused or (as_of and one.filed > as_of):
            continue
        due = deadline(one, appeals, scheme)  # type: ignore[arg-type]
        base = (one.id, one.county, one.matter, one.evidence, one.filed, due)
        open_still = not one.decision or one.id in unwritten or (as_of and (one.decided or "") > as_of)
        decision = () if open_still else (one.decision or "", one.decided or "", one.decider, one.document, one.reason)
        found.append(Ruling(*base, *decision))
    return tuple(found)


def limit_of(appeal: Appeal, appeals: Appeals, scheme: Scheme) -> AppealLimit | None:
    """The term for an appeal: its file's own, else the scheme's."""
    return appeals.limits.get(appeal.id) or appeals.content.limit or scheme.spec.appeals


def deadline(appeal: Appeal, appeals: Appeals, scheme: Scheme) -> str:
    """The last day for an appeal; empty where the term or the day of publication is not known.

    The day of publication itself does not count (民法典 201: 开始的当日不计入).
    """
    limit, published = limit_of(appeal, appeals, scheme), appeal.published or appeals.content.published
    if limit is None or published is None:
        return ""
    return (datetime.date.fromisoformat(published) + datetime.timedelta(days=limit.days)).isoformat()
