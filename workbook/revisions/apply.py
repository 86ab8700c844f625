"""A submission as of a date: its late revisions and the decisions on appeals brought in, and what they did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from scoring.assessment import Adjustment, Assessment, assess
from scoring.checks.replaced import SLIPPED, slipped
from scoring.checks.run import checked_again
from scoring.corrections import trace
from scoring.errors import DataError, SchemeError
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from scoring.vintage_calibers import mixed_calibers, together
from scoring.vintages import KnownOfTable, Replayed, Vintage, replay, shown
from workbook.reading.merged.decided import bounded
from workbook.reading.merged.submission import Submission
from workbook.reading.roles import Adopted, Role
from workbook.reading.text import listed, near
from workbook.revisions.appeals import Appeals, load_appeals, registered
from workbook.revisions.record import RevisionRecord
from workbook.revisions.rulings import judge
from workbook.revisions.terms import Ruling, rulings


@dataclass(frozen=True)
class Revised:
    """submission: with the figures, adjustments and problems as of the date. base: its first vintages.

    vintages: the late figures that could be used, of whatever date. files: name → SHA-256 of each file of appeals that was
    read; appeals: their names, as they are printed.
    """

    submission: Submission
    base: pd.DataFrame
    replayed: Replayed
    rulings: tuple[Ruling, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    as_of: str = ""
    appeals: str = ""
    vintages: tuple[Vintage, ...] = ()

    @property
    def in_force(self) -> frozenset[tuple[str, str]]:
        """The (county, item) whose figure is a late revision's."""
        return frozenset(self.replayed.in_force)

    def sentences(self, county: str, items: Sequence[str], scheme: Scheme) -> list[str]:
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

    def record(self, scheme: Scheme, year: int) -> RevisionRecord:
        """What each decision did: the result with all of them beside the result without it."""

        def score(table: pd.DataFrame, adjustments: Sequence[Adjustment]) -> Assessment:
            return assess(scheme, table, year, adjustments=adjustments)

        def replayed(vintages: Sequence[Vintage]) -> pd.DataFrame:
            return replay(self.base, vintages, self.as_of, data_date=self.submission.data_date).table

        revisions, adjustments = self.replayed.revisions, self.submission.adjustments
        steps = trace(score, replayed, self.vintages, revisions, adjustments, self.decided)
        named = (one.file for one in self.submission.provenance.adopted if one.role == Role.DECISION)
        names = tuple(name for name in named if name not in self.files)
        date, later = self.submission.data_date, self.replayed.later
        return RevisionRecord(self.as_of, date, steps, later, self.rulings, names, self.appeals)


def apply_revisions(
    submission: Submission, scheme: Scheme, as_of: str = "", appeals_files: Sequence[Path] = ()
) -> Revised:
    """Bring in the revisions of the submission and those of decided appeals, as of a date (empty: all).

    appeals_files: among the decisions. A file that cannot be used is a problem of the submission, as all else; none of
    its rows counts, and the others are read.
    """
    registers, misplaced = _read(appeals_files, submission.year, scheme)
    appeals, twice = registered(registers)
    misplaced += twice
    judged = judge(appeals, submission.vintages, submission.adjustments, scheme, as_of, submission.year)
    usable, strangers = _known(judged.vintages, submission.table)
    names = {item.id: item.name for item in scheme.items.values()}
    replayed = replay(
        submission.table,
        usable,
        as_of,
        data_date=submission.data_date,
        known=KnownOfTable(
            names, submission.sources, {key: _WORDS[caliber] for key, caliber in submission.calibers.items()}
        ),
    )
    unused = judged.refused | judged.unwritten
    decided = {number: day for number, day in _decided(appeals).items() if number not in unused}
    out = [one for one in judged.adjustments if not (as_of and decided.get(one.appeal, "") > as_of)]
    adjustments, unbounded = bounded(out, scheme)
    problems = [
        *_superseded(submission.problems, replayed),
        *misplaced,
        *judged.problems,
        *strangers,
        *replayed.problems,
        *_far_off(replayed, scheme),
        *mixed_calibers(replayed, together(scheme), names),
        *unbounded,
        *_left_out(replayed, [one for one in judged.adjustments if one not in out], as_of),
    ]
    if replayed.in_force and submission.year is not None:  # checked again, on the figures in force
        beside = submission.elsewhere
        problems = checked_again(problems, scheme, submission.year, replayed.table, beside, replayed.sources)
    files = {one.name: one.sha256 for one in registers}
    own = tuple(Adopted(name, Role.DECISION, Role.OFFICE, submission.year, digest) for name, digest in files.items())
    before = submission.provenance
    after = replace(
        submission,
        table=replayed.table,
        sources=replayed.sources,
        declared={key: value for key, value in submission.declared.items() if key not in replayed.in_force},
        adjustments=adjustments,
        problems=problems,
        provenance=replace(
            before,
            adopted=(*before.adopted, *own),
            disputed={**before.disputed, **judged.disputed},
            provisional={key: why for key, why in before.provisional.items() if key not in replayed.in_force},
            outstanding=tuple(one for one in before.outstanding if (one.county, one.item) not in replayed.in_force),
        ),
    )
    ruled = rulings(appeals, scheme, as_of, judged.refused, judged.unwritten)
    return Revised(after, submission.table, replayed, ruled, decided, files, as_of, "、".join(files), tuple(usable))


def _read(paths: Sequence[Path], year: int | None, scheme: Scheme) -> tuple[list[Appeals], list[Problem]]:
    """The files of appeals that can be used, and what is wrong with the others, by file and line."""
    found, problems = list[Appeals](), list[Problem]()
    count = Counter(path.name for path in paths)
    for path in paths:
        name = path.name if count[path.name] == 1 else "/".join(path.parts[-2:])
        try:
            usable, wrong = _of_this_assessment(load_appeals(path, name), year, scheme)
        except (SchemeError, DataError) as error:
            problems += [_unusable(name, one) for one in getattr(error, "messages", [str(error)])]
            continue
        problems += wrong
        found += [usable] if usable is not None else []
    return found, problems


_AT = re.compile(r":(\d+)[ ：]*(.*)", re.DOTALL)
_FIELDS = {
    "year：": "考核年度（year）：",
    "scheme：": "方案编号（scheme）：",
    "appeals：": "复查申请的列表（appeals）：",
}


def _unusable(name: str, fault: str) -> Problem:
    """A fault of a file of appeals, by its line."""
    at = _AT.match(fault.removeprefix(name))
    line, text = (f"第 {at[1]} 行", at[2]) if at else ("", fault.removeprefix(f"{name}：").removeprefix(name))
    for key, named in _FIELDS.items():
        text = named + text.removeprefix(key) if text.startswith(key) else text
    message = f"{text.rstrip('。')}；里面的复查决定没有采用"
    remedy = "改正后再读；写法见 docs/revisions.md"
    return Problem("error", "E_APPEAL_FILE", "", "", " ".join(message.split()), Source(name, "", line), "", remedy)


def _of_this_assessment(appeals: Appeals, year: int | None, scheme: Scheme) -> tuple[Appeals | None, list[Problem]]:
    """The appeals, if they are of this year and scheme; else none, and why."""
    content, wrong = appeals.content, ""
    if year is not None and content.year != year:
        wrong = f"写的考核年度是 {content.year}，现在考核 {year} 年度"
        code, remedy = "E_DECISION_YEAR", "换成本年度的复查文件"
    elif content.scheme != scheme.id:
        wrong, code = f"写的方案是 {content.scheme}，现在用的是 {scheme.id}", "E_DECISION_SCHEME"
        remedy = "换成这个方案的复查文件；方案写错的，改正 scheme"
    if not wrong:
        return appeals, []
    return None, [Problem("error", code, "", "", f"{wrong}，里面的复查决定没有采用", Source(appeals.name), "", remedy)]


def _far_off(replayed: Replayed, scheme: Scheme) -> list[Problem]:
    """Revisions that look like a slip beside the figure that they replace."""
    found = []
    for one in replayed.revisions:
        old, new = one.old.value, one.new.value
        how = "" if isinstance(old, str) or isinstance(new, str) else slipped(old, new)
        if not how:
            continue
        name = scheme.items[one.new.item].name
        message = f"“{name}”修订为 {new:.15g}，原来是 {old:.15g}，{how}，照修订用了"
        remedy = "核对修订数和单位；无误的不用改"
        found.append(Problem("warning", SLIPPED, one.new.county, one.new.item, message, one.new.source, "", remedy))
    return found


_WORDS = {"equivalent": "当量值", "primary": "等价值"}


def _decided(appeals: Appeals | None) -> dict[str, str]:
    return {} if appeals is None else {one.id: one.decided or "" for one in appeals.content.appeals}


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
        message = f"数据表里没有“{one.county}”" if one.county not in counties else f"数据表里没有数据项 {one.item}"
        found.append(
            Problem("error", "E_VINTAGE", one.county, one.item, f"{message}，这一行没有采用", one.source, "", hint)
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
        message = f"{one.message}（已由 {newest.date} 的版本代替：{newest.source}）"
        result.append(replace(one, severity="note", message=message, remedy=""))
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
