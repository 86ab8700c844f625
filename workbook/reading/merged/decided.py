"""Decisions of many files: each counts once, within the assessment's calendar, with the document that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from scoring.assessment import Adjustment
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.papers import (
    LATE,
    DocumentCell,
    allowed,
    last_years_number,
    of_other_years,
    out_of_step,
    outside,
    paper,
    same_paper,
)
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.stage import Stage
from workbook.reading.tables.adjustments import BEYOND, largest
from workbook.reading.tables.adjustments import SHEET as ADJUSTMENTS
from workbook.reading.tables.rows import DOCUMENT
from workbook.reading.tables.values import Key
from workbook.reading.text import letters, listed, short

DISPUTED = "W_DISPUTED"
"""The code of a row that changes nothing because its document is still to be written."""

_UNUSED = "这一行没有采用"
_CHECK = f"核对日期和文号；确实逾期受理的，在“{LATE}”一列写明由谁批准"
_PAPER = f"补到文件后{DOCUMENT}"


def late(date: str, permission: str, year: int | None, column: str = LATE, document: str = "") -> str:
    """Why a date, or the document, does not count: outside the calendar, or not of one document, and nobody who allowed it is
    named (in ``column``)."""
    wrong = ""
    if not allowed(permission):
        wrong = (outside(date, year) if date else "") or of_other_years(document, year) or out_of_step(document, date)
    return f"{wrong}，“{column}”写的“{short(permission)}”不是批准" if wrong and permission else wrong


def old_number(document: str, date: str, place: Source, county: str = "", item: str = "") -> list[Problem]:
    """A warning where a document bears last year's number; nothing else."""
    old = last_years_number(document, date)
    remedy = "核对日期和文号：年初印发、编上年文号的文件确有，无误的保留"
    return [Problem("warning", "W_DECISION_DATE", county, item, f"{old}，照用了", place, date, remedy)] if old else []


def adjustments(parts: Sequence[FileData], year: int | None, stage: Stage) -> tuple[list[Adjustment], list[Problem]]:
    """The points granted or taken away that count, and the problems of those that do not.

    The same decision in two places counts once if it is identical; if not, neither counts. A row without document or
    date is reported in the office's own workbook, and refused among the decisions, and everywhere at 审定.
    """
    problems: list[Problem] = []
    usable = [
        one
        for part in parts
        for one in part.adjustments
        if not _unfit(one, part.role == Role.DECISION, stage, year, problems)
    ]
    found: dict[tuple[object, ...], Adjustment] = {}
    for one in usable:
        first = found.setdefault(_contents(one), one)
        if first is not one:
            message = f"“{ADJUSTMENTS}”里这一笔与 {first.source} 完全相同，只计一次"
            remedy = "重复登记的，删除一处；确是两件事的，写各自的文号和理由"
            problems.append(_problem("W_ADJUSTMENT", one, message, remedy, first))
    counted = list(found.values())
    problems += [
        problem
        for one in counted
        for problem in old_number(one.document, one.date, one.source, one.county, one.indicator)
    ]
    refused: set[Source] = set()
    for same in _alike(counted, lambda one: (one.county, one.indicator, same_paper(one.document))):
        if same[0].document:
            message = f"同一个文号（{short(same[0].document)}）对同一指标有 {len(same)} 笔不同的加减分：另有 {_places(same[:-1])}，都没有采用"
            problems.append(
                _problem("E_ADJUSTMENT_TWICE", same[-1], message, "只留决定的那一笔，其余删除或改正", *same[:-1])
            )
            refused |= {one.source for one in same}
    counted = [one for one in counted if one.source not in refused]
    for same in _alike(counted, lambda one: (one.county, one.indicator, one.points)):
        message = f"与 {_places(same[:-1])} 的县、指标、分数都相同，{len(same)} 笔都计入了"
        problems.append(_problem("W_ADJUSTMENT", same[-1], message, "是同一件事的，只留一处", *same[:-1]))
    return counted, problems


def bounded(adjustments: Sequence[Adjustment], scheme: Scheme) -> tuple[list[Adjustment], list[Problem]]:
    """The adjustments that count where the sum of a county's on one indicator is bounded by the indicator's points.

    Rows that say who allowed more (超出满分) count beyond the bound, and are reported; of the others none counts where
    their sum is beyond it, for nothing says which of them was meant.
    """
    points = {one.id: one for one in scheme.indicators}
    refused, problems = set[Source](), list[Problem]()
    for rows in _alike(adjustments, lambda one: (one.county, one.indicator)):
        indicator = points[rows[0].indicator]
        most, total = largest(indicator), sum(one.points for one in rows)
        others = [one for one in rows if not one.beyond]
        over = f"“{indicator.name}”一共 {most:g} 分，{{}} 笔加减分合计 {{:g}} 分超出满分"
        if abs(round(sum(one.points for one in others), 9)) > most:
            message = over.format(len(others), sum(one.points for one in others))
            message += f"（{_places(others)}），这 {len(others)} 笔都没有采用"
            problems.append(_problem("E_ADJUSTMENT", others[-1], message, f"{BEYOND}（每一笔都写）", *others[:-1]))
            refused |= {one.source for one in others}
        elif abs(round(total, 9)) > most and any(abs(one.points) <= most for one in rows if one.beyond):
            message = (
                f"{over.format(len(rows), total)}，依据：{listed(short(one.beyond) for one in rows if one.beyond)}"
            )
            problems.append(_problem("W_ADJUSTMENT_BEYOND", rows[-1], message, "核对是否确实批准", *rows[:-1]))
    return [one for one in adjustments if one.source not in refused], problems


def _unfit(one: Adjustment, decision: bool, stage: Stage, year: int | None, problems: list[Problem]) -> bool:
    """Whether an adjustment cannot count, which is then reported. decision: whether it stands among the decisions."""
    lacking = [name for name, text in (("文号", one.document), ("日期", one.date)) if not text]
    remedy = "写明批准这一笔的文件和日期"
    if lacking and (decision or stage == "审定"):
        problems.append(_problem("E_ADJUSTMENT", one, f"没有写{'、'.join(lacking)}，{_UNUSED}", remedy))
        return True
    if lacking:
        message = f"没有写{'、'.join(lacking)}，{stage}照用了，审定时不采用"
        problems.append(_problem("W_ADJUSTMENT_PAPER", one, message, remedy))
    if one.document and paper(one.document) != DocumentCell.WRITTEN:
        message = f"加减分还没有文件（“{short(one.document)}”），{_UNUSED}"
        problems.append(_problem(DISPUTED, one, message, _PAPER))
        return True
    wrong = late(one.date, one.late, year, document=one.document)
    if wrong:
        problems.append(_problem("E_DECISION_DATE", one, f"{wrong}，{_UNUSED}", _CHECK))
    return bool(wrong)


def _contents(one: Adjustment) -> tuple[object, ...]:
    """What an adjustment says, whatever signs and widths it is written in."""
    words = (letters(text) for text in (one.reason, one.approver, one.appeal, one.beyond, one.late))
    return one.county, one.indicator, one.points, one.date, same_paper(one.document), *words


def _alike(rows: Sequence[Adjustment], key: Callable[[Adjustment], Hashable]) -> list[list[Adjustment]]:
    """Two or more rows of one key, in their order."""
    groups: dict[Hashable, list[Adjustment]] = {}
    for one in rows:
        groups.setdefault(key(one), []).append(one)
    return [same for same in groups.values() if len(same) > 1]


def _places(rows: Sequence[Adjustment]) -> str:
    return "、".join(str(one.source) for one in rows)


def _problem(code: str, one: Adjustment, message: str, remedy: str, *others: Adjustment) -> Problem:
    severity = "error" if code.startswith("E") else "warning"
    also = tuple(other.source for other in others)
    return Problem(severity, code, one.county, one.indicator, message, one.source, f"{one.points:g}", remedy, also)  # type: ignore[arg-type]


def revisions(
    vintages: Iterable[Vintage], year: int | None
) -> tuple[tuple[Vintage, ...], dict[tuple[str, str], str], list[Problem]]:
    """The late revisions that count; the figures with an objection, and its place; and what is reported of both.

    A correction without a document (by telephone, 待补文) changes nothing, but its figure is marked.
    """
    found, disputed, problems = list[Vintage](), dict[tuple[str, str], str](), list[Problem]()
    for one in vintages:
        wrong = late(one.date, one.late, year, document=one.document)
        if wrong:
            message = f"{_of('版本', wrong)}，{_UNUSED}"
            problems.append(_refused((one.county, one.item), message, one.source, one.date))
        elif paper(one.document) != DocumentCell.WRITTEN:
            problems.append(objection(one))
            disputed[one.county, one.item] = str(one.source)
        else:
            problems += old_number(one.document, one.date, one.source, one.county, one.item)
            found.append(one)
    return tuple(found), disputed, problems


def _of(what: str, wrong: str) -> str:
    """版本日期, 认定日期; the number of a document is nobody's but its own."""
    return f"{what}{wrong}" if wrong.startswith("日期") else wrong


def objection(one: Vintage) -> Problem:
    """The warning of a corrected figure that has no document yet."""
    message = f"更正还没有文件（“{short(one.document)}”），没有采用，这个数标为有异议"
    return _waiting((one.county, one.item), message, one.source, one.document)


def _waiting(key: Key, message: str, source: Source, document: str) -> Problem:
    """A row whose document is still to be written."""
    return Problem("warning", DISPUTED, *key, message, source, document, _PAPER)


def _refused(key: Key, message: str, source: Source, date: str, remedy: str = _CHECK) -> Problem:
    """A row of a day, or with a document, that does not count."""
    return Problem("error", "E_DECISION_DATE", *key, message, source, date, remedy)


def approvals(parts: Sequence[FileData], year: int | None) -> tuple[frozenset[str], list[Problem]]:
    """The counties that were approved as 待定, by a document and on a day that count; and the problems of the others."""
    found, problems = set[str](), list[Problem]()
    for one in (one for part in parts for one in part.pending):
        wrong = late(one.date, one.late, year, document=one.document)
        if wrong:
            problems.append(_refused((one.county, ""), f"{wrong}，{_UNUSED}", one.source, one.date))
        elif paper(one.document) != DocumentCell.WRITTEN:
            message = f"待定还没有批准的文件（“{short(one.document)}”），{_UNUSED}"
            problems.append(_waiting((one.county, ""), message, one.source, one.document))
        else:
            problems += old_number(one.document, one.date, one.source, one.county)
            found.add(one.county)
    return frozenset(found), problems


def without_late_certificates(parts: Sequence[FileData], year: int | None) -> list[Problem]:
    """Take out of the parts the certificates of a day outside the calendar, and report each."""
    problems = []
    for part in parts:
        for scope, row in part.certificate_rows.items():
            one = part.certificates.get(scope)
            wrong = "" if one is None else late(one.date, row.late, year, document=one.document)
            if one is not None and wrong:
                del part.certificates[scope]
                message = f"{_of('认定', wrong)}，{_UNUSED}"
                problems.append(_refused(scope, message, row.place, one.date))
            elif one is not None:
                problems += old_number(one.document, one.date, row.place, *scope)
    return problems


def data_date(parts: Sequence[FileData], year: int | None) -> tuple[str, list[Problem]]:
    """The date of the figures, the latest that is said; one outside the calendar is an error, and as if not said."""
    found, problems = "", []
    for part in parts:
        wrong = outside(part.data_date, year) if part.data_date else ""
        if wrong:
            message = f"数据{wrong}，当作没有写"
            remedy = "写数据表里各数本身的日期；数据表不注明日期的，这一格留空"
            problems.append(_refused(("", ""), message, part.data_date_place, part.data_date, remedy))
        else:
            found = max(found, part.data_date)
    return found, problems
