"""A submission as of a date: its late revisions and the decisions on appeals brought in, and what they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from scoring.assessment import Adjustment, Assessment, assess
from scoring.checks.run import checked_again
from scoring.corrections import trace
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from scoring.vintage_calibers import mixed_calibers, together
from scoring.vintages import Replayed, Vintage, replay, shown
from workbook.reading.merged.submission import Submission
from workbook.reading.tables.counties import Counties
from workbook.reading.text import listed, near
from workbook.revisions.appeals import Appeals, load_appeals
from workbook.revisions.files import Wanted, read_revision_file
from workbook.revisions.record import Record
from workbook.revisions.rulings import Ruling, judge, rulings


@dataclass(frozen=True)
class Revised:
    """submission: with the figures, adjustments and problems as of the date. base: its first vintages.

    files: name → SHA-256 of the files of revisions and appeals that were read.
    """

    submission: Submission
    base: pd.DataFrame
    replayed: Replayed
    rulings: tuple[Ruling, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    as_of: str = ""
    appeals: str = ""

    @property
    def in_force(self) -> frozenset[tuple[str, str]]:
        """The (county, item) whose figure is a late revision's."""
        return frozenset(self.replayed.in_force)

    def told(self, county: str, items: Sequence[str], scheme: Scheme) -> list[str]:
        """A sentence for each of a county's figures that was revised: from what to what, when, by which document."""
        found = []
        for one in self.replayed.revisions:
            if one.new.county == county and one.new.item in items and one.in_force:
                by = "，".join(
                    part for part in (one.new.document, one.new.appeal and f"复查编号 {one.new.appeal}") if part
                )
                change = f"{shown(one.old.value)} → {shown(one.new.value)}"
                found.append(f"“{scheme.items[one.new.item].name}”有修订：{change}（版本日期 {one.new.date}，{by}）")
        return found

    def record(self, scheme: Scheme, year: int) -> Record:
        """What the revisions did, step by step."""

        def score(table: pd.DataFrame, adjustments: Sequence[Adjustment]) -> Assessment:
            return assess(scheme, table, year, adjustments=adjustments)

        steps = trace(score, self.base, self.replayed.revisions, self.submission.adjustments, self.decided)
        names = tuple(name for name in self.files if name != self.appeals)
        date, later = self.submission.data_date, self.replayed.later
        return Record(self.as_of, date, steps, later, self.rulings, names, self.appeals)


def apply_revisions(submission: Submission, scheme: Scheme, wanted: Wanted, folder: Path | None) -> Revised:
    """Bring in the revisions of the workbook, of files beside it, and of decided appeals, as of the date wanted.

    folder: where files that are not named are looked for; None looks nowhere.
    Raises DataError or SchemeError for a file that cannot be used at all; all else is a problem of the submission.
    """
    paths, appeals_path = wanted.found(folder)
    read = [read_revision_file(path, scheme) for path in paths]
    appeals = load_appeals(appeals_path) if appeals_path is not None else None
    vintages = [*submission.vintages, *(one for file in read for one in file.vintages)]
    judged = judge(appeals, vintages, submission.adjustments, scheme, Counties(scheme.region), wanted.as_of)
    usable, strangers = _known(judged.vintages, submission.table)
    names = {item.id: item.name for item in scheme.items.values()}
    replayed = replay(
        submission.table,
        usable,
        wanted.as_of,
        data_date=submission.data_date,
        names=names,
        sources=submission.sources,
        calibers={key: _WORDS[caliber] for key, caliber in submission.calibers.items()},
    )
    decided = _decided(appeals)
    adjustments = [one for one in judged.adjustments if not _later(decided.get(one.appeal, ""), wanted.as_of)]
    problems = [
        *_superseded([*submission.problems, *(one for file in read for one in file.problems)], replayed),
        *wanted.passed_over(folder),
        *judged.problems,
        *strangers,
        *replayed.problems,
        *mixed_calibers(replayed, together(scheme), names),
        *_left_out(replayed, [one for one in judged.adjustments if one not in adjustments], wanted.as_of),
    ]
    if replayed.in_force and submission.year is not None:  # checked again, on the figures in force
        beside = submission.elsewhere
        problems = checked_again(problems, scheme, submission.year, replayed.table, beside, replayed.sources)
    files = {file.name: file.sha256 for file in read} | ({appeals.name: appeals.sha256} if appeals is not None else {})
    after = replace(
        submission,
        table=replayed.table,
        sources=replayed.sources,
        declared={key: value for key, value in submission.declared.items() if key not in replayed.in_force},
        adjustments=adjustments,
        problems=problems,
    )
    said = rulings(appeals, scheme, wanted.as_of)
    name = appeals.name if appeals is not None else ""
    return Revised(after, submission.table, replayed, said, decided, files, wanted.as_of, name)


_WORDS = {"equivalent": "当量值", "primary": "等价值"}


def _decided(appeals: Appeals | None) -> dict[str, str]:
    return {} if appeals is None else {one.id: one.decided or "" for one in appeals.content.appeals}


def _later(date: str, as_of: str) -> bool:
    return bool(as_of) and date > as_of


def _known(vintages: Sequence[Vintage], table: pd.DataFrame) -> tuple[list[Vintage], list[Problem]]:
    """Vintages of figures that the table has; the others are reported."""
    counties, items = [str(name) for name in table.index], {str(name) for name in table.columns}
    usable, found = [], []
    for one in vintages:
        if one.county in counties and one.item in items:
            usable.append(one)
            continue
        close = near(one.county, counties)
        hint = f"是不是“{close[0]}”？" if close else "先在数据表里补上它"
        said = f"数据表里没有“{one.county}”" if one.county not in counties else f"数据表里没有数据项 {one.item}"
        found.append(
            Problem("error", "E_VINTAGE", one.county, one.item, f"{said}，这一行没有采用", one.source, "", hint)
        )
    return usable, found


def _superseded(problems: Sequence[Problem], replayed: Replayed) -> list[Problem]:
    """The reader's problems; what was wrong with a figure that a later vintage replaced is a note of the past."""
    revised = replayed.in_force
    counties = {county for county, _ in revised}
    replaced = {(one.old.key, one.old.source) for one in replayed.revisions}
    result = []
    for one in problems:
        if one.code == "E_CALIBER_MIXED" and one.county in counties:
            continue  # judged again, on the figures in force
        key = (one.county, one.item)
        if (key, one.source) not in replaced or one.code == "E_VINTAGE":  # a row that was refused replaced nothing
            result.append(one)
            continue
        newest = revised[key].new
        said = f"{one.message}（已由 {newest.date} 的版本代替：{newest.source}）"
        result.append(replace(one, severity="note", message=said, remedy=""))
    return result


def _left_out(replayed: Replayed, adjustments: Sequence[Adjustment], as_of: str) -> list[Problem]:
    """One note of all that is dated after the date asked for."""
    if not replayed.later and not adjustments:
        return []
    places = listed(
        [*(f"{one.source}（{one.date}）" for one in replayed.later), *(str(one.source) for one in adjustments)]
    )
    count = len(replayed.later) + len(adjustments)
    message = f"有 {count} 笔修订或复查更正晚于 {as_of}，没有采用：{places}"
    first = replayed.later[0].source if replayed.later else adjustments[0].source
    return [Problem("note", "N_VINTAGE_LATER", "", "", message, first, "", "要采用的，把 --as-of 改晚或去掉")]
