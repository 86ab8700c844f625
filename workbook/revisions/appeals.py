"""复查.yaml: appeals of counties, their evidence, the decisions, and the figures that a decision corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from scoring.errors import DataError, SchemeError
from scoring.problems import Problem, Severity, Source
from scoring.rules.base import Model
from scoring.scheme.messages import validate
from scoring.scheme.models import AppealLimit
from scoring.scheme.places import mark_of
from scoring.scheme.reading import Reader
from scoring.scheme.yaml_marks import Mark, MarkedDict
from workbook.reading.tables.dates import read_date

FILE = "复查.yaml"
Decision = Literal["维持", "更正", "部分更正"]
CORRECTING = ("更正", "部分更正")


def _date(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    return read_date(str(value))  # BadDate is a ValueError: its text is the message


Day = Annotated[str, BeforeValidator(_date)]
"""A date, kept as ISO text."""


class Correction(Model):
    """A corrected figure. date: the vintage's; without one, the day of the decision."""

    item: str
    value: float | str
    date: Day | None = None
    caliber: str = ""
    document: str = ""
    note: str = ""


class Appeal(Model):
    """One appeal (复查申请): who asked what and when, on what evidence; what was decided, by whom and when."""

    id: str = Field(min_length=1)
    county: str
    filed: Day
    matter: str = Field(min_length=1)
    evidence: tuple[str, ...] = ()
    published: Day | None = None
    late_reason: str = ""
    decision: Decision | None = None
    decided: Day | None = None
    decider: str = ""
    document: str = ""
    reason: str = ""
    corrections: tuple[Correction, ...] = ()


class AppealFile(Model):
    """The whole file, of one year's assessment under one scheme. published: the day from which appeals are counted,
    where an appeal has none of its own."""

    year: int
    scheme: str
    published: Day | None = None
    limit: AppealLimit | None = None
    appeals: tuple[Appeal, ...]


@dataclass(frozen=True)
class Appeals:
    """The appeals of a file, or of several. lines: of appeals and of their corrections, by number (and place) in the file.

    names, limits: the file of an appeal and its term, where files are several.
    """

    name: str
    sha256: str
    content: AppealFile
    lines: Mapping[tuple[str | int, ...], int]
    names: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, AppealLimit | None] = field(default_factory=dict)

    def source(self, appeal: str, correction: int | None = None) -> Source:
        """The file and line of an appeal, or of one of its corrections."""
        line = self.lines.get((appeal,) if correction is None else (appeal, correction), 1)
        return Source(self.names.get(appeal, self.name), "", f"第 {line} 行")


def registered(files: Sequence[Appeals]) -> tuple[Appeals | None, list[Problem]]:
    """The appeals of several files as one: one that two files hold alike counts once, one that they hold differently
    not at all, and an error names both."""
    if len(files) < 2:
        return (files[0] if files else None), []
    problems, known, refused = list[Problem](), dict[str, tuple[Appeals, Appeal]](), set[str]()
    for file in files:
        for one in file.content.appeals:
            severity: Severity
            whole = one.model_copy(update={"published": one.published or file.content.published})
            first, other = known.setdefault(one.id, (file, whole))
            if first is file:
                continue
            here, there = file.source(one.id), first.source(one.id)
            if (whole, file.content.limit) == (other, first.content.limit):
                message, remedy = f"复查 {one.id}：与 {there} 完全相同，只算一次", "多余的一处可以删除"
                code, severity = "N_APPEAL_TWICE", "note"
            else:
                message = f"复查 {one.id}：与 {there} 写的不一样，分不清用哪一个，都没有采用"
                code, severity, remedy = "E_APPEAL_TWICE", "error", "一件复查只登记一次"
                refused.add(one.id)
            problems.append(Problem(severity, code, one.county, "", message, here, "", remedy, (there,)))
    known = {number: pair for number, pair in known.items() if number not in refused}
    lines = {
        key: line
        for file in files
        for key, line in file.lines.items()
        if str(key[0]) in known and known[str(key[0])][0] is file
    }
    head = files[0]
    content = head.content.model_copy(
        update={"published": None, "limit": None, "appeals": tuple(one for _, one in known.values())}
    )
    names = {number: file.name for number, (file, _) in known.items()}
    limits = {number: file.content.limit for number, (file, _) in known.items()}
    return Appeals(head.name, head.sha256, content, lines, names, limits), problems


def load_appeals(path: str | Path, name: str = "") -> Appeals:
    """Read the file, which messages call ``name``; SchemeError lists everything wrong with it by file, line and field. DataError if it is not there."""
    path = Path(path)
    name = name or path.name
    if not path.is_file():
        raise DataError(f"找不到复查文件 {path}：请检查路径和文件名")
    data = Reader().read(path, name)
    if not isinstance(data, MarkedDict):
        raise SchemeError([f"{name}:1：复查文件应当有 appeals：（复查申请的列表）；写法见 docs/revisions.md"])
    content, faults = validate(AppealFile, data, Mark(name, 1))
    faults += _twice(data)
    if content is None or faults:
        raise SchemeError(faults)
    return Appeals(name, hashlib.sha256(path.read_bytes()).hexdigest(), content, _lines(data))


def _twice(data: MarkedDict) -> list[str]:
    """Appeals of one number: their decisions could not be told apart."""
    seen: dict[str, Mark] = {}
    faults = []
    listed = data.get("appeals")
    for one in listed if isinstance(listed, list) else ():
        number = one.get("id") if isinstance(one, MarkedDict) else None
        if not isinstance(number, str):
            continue
        mark = one.marks["id"]
        if number in seen:
            faults.append(
                f"{mark} appeals.{number}.id：复查编号 {number} 写了两次（先在第 {seen[number].line} 行）；一件一个编号"
            )
        seen.setdefault(number, mark)
    return faults


def _lines(data: MarkedDict) -> dict[tuple[str | int, ...], int]:
    root = Mark("", 1)
    found: dict[tuple[str | int, ...], int] = {}
    for place, one in enumerate(data["appeals"]):
        found[(one["id"],)] = mark_of(data, ("appeals", place), root).line
        for number in range(len(one.get("corrections") or ())):
            found[one["id"], number] = mark_of(data, ("appeals", place, "corrections", number), root).line
    return found
