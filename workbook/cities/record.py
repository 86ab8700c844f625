"""What is kept of a city that was scored: beside its result, to take up a run again, and to write the roll-up from.

The record names the input and the result by their hashes, and carries a hash of itself: one that was damaged, or does not fit
its result any more, is as good as none.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.scheme.canonical import sha256
from workbook.cities.finding import RECORDS
from workbook.saving import save_whole


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class CountyLine(_Model):
    """A county's outcome. ordinal: of the grade, 1 best. keys: what it is ranked by, ascending is better; none without a rank.

    state: 待定, 暂定 or 「—」; why: gates, and what is awaited.
    """

    name: str
    grade: str
    ordinal: int | None
    total: float | None
    rank: int | None
    keys: tuple[float, ...]
    state: str
    why: str


class Lost(_Model):
    """What a city's counties lost on an indicator. counties: those with points; losers: those that lack any of the full points."""

    id: str
    name: str
    clause: str
    full: float
    counties: int
    losers: int
    lost: float

    @property
    def each(self) -> float:
        """What a county lost on the average."""
        return self.lost / self.counties if self.counties else 0.0


class PlacedProblem(_Model):
    """A problem with its place."""

    severity: Literal["error", "warning", "note"]
    code: str
    county: str
    item: str
    message: str
    remedy: str
    file: str
    sheet: str
    cell: str


class ProblemKind(_Model):
    """Problems of one kind: how many, and the first of them."""

    count: int
    first: PlacedProblem


class Scored(_Model):
    """A city's outcome. grades: name and colour, best first. places: of a total. errors: each one; others: warnings and notes by kind.

    debts: outstanding figures, a sentence a debtor. told: the notes of the run beside the problems.
    """

    name: str
    scheme_id: str
    scheme_title: str
    scheme_version: str
    scheme_sha256: str
    year: int
    stage: str
    remark: str
    data_sha256: str
    grades: tuple[tuple[str, str], ...]
    places: int
    counties: tuple[CountyLine, ...]
    losses: tuple[Lost, ...]
    errors: tuple[PlacedProblem, ...]
    others: tuple[ProblemKind, ...]
    debts: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Problems by severity."""
        found = {"error": len(self.errors), "warning": 0, "note": 0}
        for one in self.others:
            found[one.first.severity] += one.count
        return found


class CityRecord(_Model):
    """input_sha256: of all that the result depends on. result_sha256: of the result's bytes. lasting: whether the hash of the
    input covers the scheme; where it does not, the city is scored again each time."""

    format: Literal[1] = 1
    input_sha256: str
    result_sha256: str
    lasting: bool
    city: Scored


def record_path(results: Path, name: str) -> Path:
    """Where a city's record stands."""
    return results / RECORDS / f"{name}.json"


def write_record(results: Path, record: CityRecord) -> None:
    """Write it, over the one of before."""
    content = record.model_dump(mode="json")
    text = json.dumps({"record": content, "sha256": _digest(content)}, ensure_ascii=False, sort_keys=True) + "\n"
    save_whole(record_path(results, record.city.name), text.encode(), force=True)


def read_record(results: Path, name: str) -> CityRecord | None:
    """A city's record; None where there is none, or it is damaged or of another format."""
    try:
        content = json.loads(record_path(results, name).read_text(encoding="utf-8"))
        if content["sha256"] != _digest(content["record"]):
            return None
        return CityRecord.model_validate_json(json.dumps(content["record"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ValidationError):
        return None


def _digest(content: object) -> str:
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True))
