"""What a result remembers of its revisions: every vintage, every decision, and what each did to points and places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from scoring.corrections import CorrectionStep
from scoring.vintages import Revision, Vintage
from workbook.revisions.terms import Ruling


@dataclass(frozen=True)
class RevisionRecord:
    """steps: by date. later: vintages dated after ``as_of``, not used. as_of, data_date: ISO, or empty.

    files, appeals: names of the files of revisions and of appeals that were read beside the data.
    """

    as_of: str = ""
    data_date: str = ""
    steps: tuple[CorrectionStep, ...] = ()
    later: tuple[Vintage, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    files: tuple[str, ...] = ()
    appeals: str = ""

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """All revisions, by date."""
        return tuple(one for step in self.steps for one in step.revisions)

    def ruling(self, number: str) -> Ruling | None:
        """An appeal by number."""
        return next((one for one in self.rulings if one.number == number), None)

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.as_of or self.steps or self.later or self.rulings or self.files or self.appeals)


def record_to_plain(record: RevisionRecord) -> dict[str, Any]:
    """The record as JSON can hold it."""
    plain: dict[str, Any] = _adapter().dump_python(record, mode="json")
    return plain


def record_from_plain(plain: Any) -> RevisionRecord:
    """The record again, equal to the one that was dumped. Raises pydantic's ValidationError for anything else."""
    found: RevisionRecord = _adapter().validate_python(plain)
    return found


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(RevisionRecord)
