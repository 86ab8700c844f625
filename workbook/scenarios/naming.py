"""What counties are called in a 测算: by name while nobody has certified a figure, else 甲、乙、丙."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scoring.errors import KaoheError
from scoring.scenarios.labels import labels
from workbook.reading.merged.submission import Submission
from workbook.reading.roles import Role

WARNING = "测算，不作调整依据"
_SHORTEST = 2


def is_unverified(submission: Submission) -> bool:
    """Whether it is known that no figure was certified: all of 初评, from the counties' own files and the targets alone.

    Fails closed: a city's own workbook, a file of whose role nothing is known, a bureau's file, an approved adjustment or
    a revision makes it False.
    """
    return bool(
        submission.stage == "初评"
        and submission.provenance.adopted
        and all(one.role in (Role.COUNTY, Role.DECISION) for one in submission.provenance.adopted)
        and any(one.role == Role.COUNTY for one in submission.provenance.adopted)
        and not (submission.provenance.certified or submission.adjustments or submission.vintages)
    )


def shown_names(
    counties: Iterable[str], submissions: Sequence[Submission], *, by_name: bool
) -> tuple[Mapping[str, str], bool]:
    """What each county is called, and whether that hides who it is. by_name: the operator asked for names."""
    counties = list(counties)
    if by_name or all(is_unverified(one) for one in submissions):
        return {name: name for name in counties}, False
    return labels(counties, _secret(submissions[0])), True


def _secret(submission: Submission) -> str:
    """What only those know who have the files: nothing that is shown says it."""
    return hashlib.sha256("\n".join(sorted(submission.files.values())).encode()).hexdigest()


def refuse_names(texts: Iterable[str], counties: Iterable[str], *, shortened: bool = True) -> None:
    """KaoheError where a text that would be shown names a county that is to be hidden. shortened: names without 县、市、区, too."""
    counties = list(counties)
    wrong = [
        f"“{text}”里有 {county} 的名字" for text in texts for county in counties if names_one(text, county, shortened)
    ]
    if wrong:
        raise KaoheError(f"{'；'.join(wrong)}：已有核定数，测算里县（市、区）用代号；改名称和说明，或写 --names")


def names_one(text: str, county: str, shortened: bool = True) -> bool:
    """Whether a text names a county; shortened: also without its last sign."""
    return county in text or (shortened and len(county) > _SHORTEST and county[:-1] in text)


def texts_in(value: Any) -> Iterator[str]:
    """Every text in plain data, the names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield str(name)
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)
