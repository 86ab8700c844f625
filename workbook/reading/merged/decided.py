"""Decisions of many files: each counts once, within the assessment's calendar, with the document that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.assessment import Adjustment
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.parts.part import Part
from workbook.reading.roles import Role
from workbook.reading.tables.adjustments import SHEET as ADJUSTMENTS
from workbook.reading.tables.dates import outside
from workbook.reading.tables.revisions import UNWRITTEN
from workbook.reading.text import plain, short

_LATE = "核对日期；确实逾期受理的，在“逾期受理”一列写明由谁批准"


def adjustments(parts: Sequence[Part], year: int | None, scheme: Scheme) -> tuple[list[Adjustment], list[Problem]]:
    """The points granted or taken away that count, and the problems of those that do not.

    The same decision in two places counts once if it is identical; if not, neither counts.
    """
    problems: list[Problem] = []
    usable = [
        one for part in parts for one in part.adjustments if not _unfit(one, part.role == Role.DECISION, year, problems)
    ]
    found: list[Adjustment] = []
    for one in usable:
        first = next((other for other in found if _bare(other) == _bare(one)), None)
        if first is None:
            found.append(one)
        else:
            message = f"“{ADJUSTMENTS}”里这一笔与 {first.source} 完全相同，只计一次"
            problems.append(
                _told("W_ADJUSTMENT", one, message, "重复登记的，删除一处；确是两件事的，写各自的文号和理由", first)
            )
    for one in list(found):
        for other in found[found.index(one) + 1 :]:
            if (one.county, one.indicator) != (other.county, other.indicator):
                continue
            if one.document and plain(one.document) == plain(other.document) and one.appeal == other.appeal:
                message = f"同一个文号（{short(one.document)}）对同一指标有两笔不同的加减分：另一笔在 {one.source}，两笔都没有采用"
                problems.append(_told("E_ADJUSTMENT_TWICE", other, message, "只留决定的那一笔，另一笔删除或改正", one))
            elif one.points == other.points:
                message = f"与 {one.source} 的县、指标、分数都相同，两笔都计入了"
                problems.append(_told("W_ADJUSTMENT", other, message, "是同一件事的，删除一处", one))
    refused = {one.source for one in problems if one.code == "E_ADJUSTMENT_TWICE"}
    refused |= {place for one in problems if one.code == "E_ADJUSTMENT_TWICE" for place in one.also}
    return [one for one in found if one.source not in refused], problems


def _unfit(one: Adjustment, documented: bool, year: int | None, problems: list[Problem]) -> bool:
    """Whether an adjustment cannot count, which is then told. documented: whether it must say its document and date."""
    lacking = [name for name, said in (("文号", one.document), ("日期", one.date)) if not said]
    if lacking and documented:
        message = f"没有写{'、'.join(lacking)}，这一行没有采用"
        problems.append(_told("E_ADJUSTMENT", one, message, "写明批准这一笔的文件和日期"))
        return True
    wrong = "" if one.late or not one.date else outside(one.date, year)
    if wrong:
        problems.append(_told("E_DECISION_DATE", one, f"{wrong}，这一行没有采用", _LATE))
    return bool(wrong)


def _bare(one: Adjustment) -> Adjustment:
    return replace(one, source=Source())


def _told(code: str, one: Adjustment, message: str, remedy: str, other: Adjustment | None = None) -> Problem:
    severity = "error" if code.startswith("E") else "warning"
    also = (other.source,) if other is not None else ()
    return Problem(severity, code, one.county, one.indicator, message, one.source, f"{one.points:g}", remedy, also)  # type: ignore[arg-type]


def revisions(
    vintages: Iterable[Vintage], year: int | None
) -> tuple[tuple[Vintage, ...], dict[tuple[str, str], str], list[Problem]]:
    """The late revisions that count; the figures with an objection, and its place; and what is told of both.

    A correction without a document (by telephone, 待补文) changes nothing, but its figure is marked.
    """
    found, disputed, problems = list[Vintage](), dict[tuple[str, str], str](), list[Problem]()
    for one in vintages:
        wrong = "" if one.late else outside(one.date, year)
        if wrong:
            message = f"版本{wrong}，这一行没有采用"
            problems.append(
                Problem("error", "E_DECISION_DATE", one.county, one.item, message, one.source, one.date, _LATE)
            )
        elif UNWRITTEN.search(plain(one.document)):
            message = f"更正还没有文件（“{short(one.document)}”），没有采用，这个数标为有异议"
            remedy = "补到文件后写上文号"
            problems.append(
                Problem("warning", "W_DISPUTED", one.county, one.item, message, one.source, one.document, remedy)
            )
            disputed[one.county, one.item] = str(one.source)
        else:
            found.append(one)
    return tuple(found), disputed, problems
