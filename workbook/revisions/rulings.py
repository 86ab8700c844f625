"""Whether appeals, decisions and corrected figures fit each other; what does not is a problem and is not used."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scoring.assessment import Adjustment
from scoring.problems import Problem, Severity, Source
from scoring.scheme.scheme import Scheme
from scoring.scheme.spelling import near as spelt
from scoring.vintages import Vintage
from workbook.reading.merged.decided import late, objection
from workbook.reading.papers import DocumentCell, allowed, is_none, last_years_number, paper
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.counties import Counties, Unknown
from workbook.reading.tables.rows import DOCUMENT
from workbook.reading.text import short
from workbook.revisions.appeals import CORRECTING, Appeal, Appeals, Correction
from workbook.revisions.terms import deadline, limit_of

_HOLIDAY = "最后一日是节假日的顺延，由考核组认定"


@dataclass
class RuledRevisions:
    """What may be used, and what is wrong. disputed: figures whose correction has no document yet, and its place.

    refused: numbers of the appeals that are not used; unwritten: of those whose decision has no document yet.
    """

    vintages: list[Vintage] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    disputed: dict[tuple[str, str], str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    unwritten: set[str] = field(default_factory=set)


def judge(
    appeals: Appeals | None,
    vintages: Sequence[Vintage],
    adjustments: Sequence[Adjustment],
    scheme: Scheme,
    as_of: str = "",
    year: int | None = None,
) -> RuledRevisions:
    """Compare corrected figures and adjustments with the decisions that they name, and the decisions against both.

    as_of: appeals filed after this date had not been made yet, and nothing is said of them. year: what is decided outside
    its calendar is not used, unless the appeal says why (late_reason).
    """
    judged, counties = RuledRevisions(), Counties(scheme.region)
    usable = _UsableAppeals(appeals, year, judged)
    known = None if appeals is None else usable.known
    every = [] if appeals is None else _corrections(appeals, scheme, counties, judged)
    corrections = [one for one in every if one.appeal not in usable.refused]
    for vintage in (*vintages, *corrections):
        if vintage.appeal in usable.unwritten or paper(vintage.document) == DocumentCell.UNWRITTEN:
            judged.problems.append(objection(vintage))
            judged.disputed[vintage.key] = str(vintage.source)
        elif vintage.appeal in usable.refused:
            usable.refuse_row(vintage)
        elif not vintage.appeal or _fits(vintage, known, judged):
            judged.vintages.append(vintage)
    for one in adjustments:
        if one.appeal in usable.unwritten or one.appeal in usable.refused:
            usable.refuse_row(one)
        elif not one.appeal or _fits(one, known, judged):
            judged.adjustments.append(one)
    carried = {one.appeal for one in (*vintages, *corrections)} | {one.appeal for one in adjustments}
    for appeal in usable.examined:
        assert appeals is not None
        if as_of and appeal.filed > as_of:
            continue
        _examine(appeal, appeals, scheme, counties, appeal.id in carried or bool(appeal.corrections), judged)
    return judged


class _UsableAppeals:
    """Which appeals may carry a correction: those of the calendar, with a decision that its document holds.

    known: those, and the ones not decided yet; refused: those that are not used, which is reported; unwritten: those whose
    decision has no document yet. examined: appeals to be compared with what they carry.
    """

    def __init__(self, appeals: Appeals | None, year: int | None, judged: RuledRevisions) -> None:
        self.judged = judged
        self.known: dict[str, Appeal] = {}
        self.refused, self.unwritten = judged.refused, judged.unwritten
        self.examined: list[Appeal] = []
        for one in () if appeals is None else appeals.content.appeals:
            assert appeals is not None
            number, source = one.id, appeals.source(one.id)
            wrong = _uncalendared(one, one.published or appeals.content.published, year)
            empty = _empty(one)
            if wrong:
                self._refuse(one, "E_DECISION_DATE", wrong, _CHECK, source)
            elif empty:
                self._refuse(one, "E_APPEAL", empty, "写明事由、作出决定的机关、文件名称和文号", source)
            else:
                self.examined.append(one)
                if one.decision is not None and not (one.decider and one.document):
                    self.refused.add(number)  # reported by _examine
                elif one.decision is not None and paper(one.document) != DocumentCell.WRITTEN:
                    self.unwritten.add(number)
                    message = f"复查 {number}：决定还没有文件（“{short(one.document)}”），没有采用"
                    judged.problems.append(
                        Problem(
                            "warning", "W_DISPUTED", one.county, "", message, source, remedy=f"补到文件后{DOCUMENT}"
                        )
                    )
                else:
                    self.known[number] = one

    def _refuse(self, one: Appeal, code: str, why: str, remedy: str, source: Source) -> None:
        self.refused.add(one.id)
        message = f"复查 {one.id}：{why}，这件复查没有采用"
        self.judged.problems.append(Problem("error", code, one.county, "", message, source, remedy=remedy))

    def refuse_row(self, one: Vintage | Adjustment) -> None:
        """Report a correction elsewhere of an appeal that is not used."""
        message = f"复查 {one.appeal} 没有采用（原因另列）；这笔更正没有采用"
        grave: Severity = "error" if one.appeal in self.refused else "warning"
        code = "E_APPEAL" if one.appeal in self.refused else "W_DISPUTED"
        self.judged.problems.append(_of_row(grave, code, one, message, "改正复查.yaml 里的这一件"))


def _of_row(severity: Severity, code: str, one: Vintage | Adjustment, message: str, remedy: str) -> Problem:
    item = one.item if isinstance(one, Vintage) else one.indicator
    return Problem(severity, code, one.county, item, message, one.source, remedy=remedy)


_CHECK = "核对日期和文号；确实逾期受理的，在 late_reason 里写明由谁批准"
_NAMED = {"matter": "事由（matter）", "decider": "决定机关（decider）", "document": "文号（document）"}


def _uncalendared(one: Appeal, published: str | None, year: int | None) -> str:
    """Why an appeal's dates and documents, or its corrections', do not lie in the assessment's calendar; blank if they do, or if it says
    who allowed others."""
    dates = [published, one.filed, one.decided, *(correction.date for correction in one.corrections)]
    papers = [one.document, *(correction.document for correction in one.corrections)]
    dated = [(date, "") for date in dates if date] + [("", document) for document in papers if document]
    dated += [(one.decided or "", one.document)]
    dated += [(two.date or one.decided or "", two.document or one.document) for two in one.corrections]
    found = (late(date, one.late_reason, year, "late_reason", document) for date, document in dated)
    return next(filter(None, found), "")


def _empty(one: Appeal) -> str:
    """Which of an appeal's texts only fills its place."""
    texts = [(name, getattr(one, field)) for field, name in _NAMED.items()]
    texts += [("更正的文号（document）", correction.document) for correction in one.corrections]
    return "、".join(f"{name}写的是“{short(text)}”，等于没有写" for name, text in texts if text and is_none(text))


def _corrections(appeals: Appeals, scheme: Scheme, counties: Counties, judged: RuledRevisions) -> list[Vintage]:
    """The corrected figures that the file itself holds, as vintages."""
    found = []
    for appeal in appeals.content.appeals:
        county = counties.find(appeal.county)
        for place, one in enumerate(appeal.corrections):
            source = appeals.source(appeal.id, place)
            value = _figure(one, appeal, scheme, source, judged)
            date = one.date or appeal.decided
            if isinstance(county, Unknown) or value is None or date is None:
                continue  # an appeal without a day of decision is reported by _examine
            document = one.document or appeal.document
            found.append(Vintage(county, one.item, value, date, one.caliber, document, one.note, appeal.id, source))
    return found


def _figure(
    one: Correction, appeal: Appeal, scheme: Scheme, source: Source, judged: RuledRevisions
) -> float | str | None:
    if one.item not in scheme.items:
        message = f"复查 {appeal.id}：方案里没有数据项 {one.item}{spelt(one.item, scheme.items)}"
        judged.problems.append(
            Problem("error", "E_APPEAL", appeal.county, one.item, message, source, remedy="写数据表“编号”行里的编号")
        )
        return None
    reading = read_cell(one.value, scheme.items[one.item])
    if reading.fault is None or not reading.fault.code.startswith("E_"):
        return reading.value
    message = f"复查 {appeal.id}：{reading.fault.message}，没有采用"
    judged.problems.append(
        Problem("error", "E_APPEAL", appeal.county, one.item, message, source, remedy=reading.fault.remedy)
    )
    return None


def _fits(one: Vintage | Adjustment, known: dict[str, Appeal] | None, judged: RuledRevisions) -> bool:
    """Whether a correction is carried by a decision; if not, why is reported. known: None where no file could be read."""
    number, date = one.appeal, one.date if isinstance(one, Vintage) else ""
    appeal = (known or {}).get(number)
    if appeal is None:
        where = "没有能用的复查文件，查不到" if known is None else "复查文件里没有"
        message, remedy = (
            f"{where}复查编号 {number}{spelt(number, known or ())}",
            "在复查.yaml 里登记这件复查和决定，或改正编号",
        )
    elif appeal.decision is None or appeal.decided is None:
        message, remedy = f"复查 {number} 还没有决定，不能先更正", "作出决定后在复查.yaml 里写上 decision 和 decided"
    elif appeal.decision not in CORRECTING:
        message, remedy = (
            f"复查 {number} 的决定是“{appeal.decision}”，却有更正",
            "核对决定；确实更正的，决定写更正或部分更正",
        )
    elif one.county != appeal.county:
        message, remedy = f"复查 {number} 是{appeal.county}申请的，更正的却是{one.county}", "核对县（市、区）和复查编号"
    elif date and date < appeal.decided:
        message = f"更正的版本日期 {date} 早于复查 {number} 的决定日期 {appeal.decided}"
        remedy = "写决定之日或以后的日期：决定之前这个数还没有更正"
    else:
        return True
    judged.problems.append(_of_row("error", "E_APPEAL", one, f"{message}；这笔更正没有采用", remedy))
    return False


def _examine(
    appeal: Appeal, appeals: Appeals, scheme: Scheme, counties: Counties, carried: bool, judged: RuledRevisions
) -> None:
    """What is wrong with an appeal by itself."""
    source = appeals.source(appeal.id)

    def report(severity: Severity, message: str, remedy: str, code: str = "E_APPEAL") -> None:
        judged.problems.append(
            Problem(severity, code, appeal.county, "", f"复查 {appeal.id}：{message}", source, remedy=remedy)
        )

    found = counties.find(appeal.county)
    if isinstance(found, Unknown) or found != appeal.county:
        likely = found.likely if isinstance(found, Unknown) else (found,)
        hint = f"是不是{'、'.join(f'“{name}”' for name in likely)}？" if likely else ""
        report("error", f"没有“{appeal.county}”这个县（市、区）", f"{hint}请写全称：{counties.all_named()}")
    if not appeal.evidence:
        report("warning", "没有列出证据", "在 evidence 里列出材料名称和文号", "W_APPEAL")
    if appeal.decision is None:
        if appeal.decided or carried:
            report("error", "没有写决定（decision）", "写维持、更正或部分更正")
        else:
            report("note", "尚未作出决定，结果里没有更正", "", "N_APPEAL")
    else:
        lacking = [name for name in ("decided", "decider", "document") if not getattr(appeal, name)]
        if lacking:
            report(
                "error", f"有决定“{appeal.decision}”，没有写 {'、'.join(lacking)}", "补上决定日期、作出决定的机关和文号"
            )
        if appeal.decision in CORRECTING and not carried:
            report(
                "error",
                f"决定是“{appeal.decision}”，没有更正后的数，也没有核定调整",
                "在 corrections 里写上更正后的数，或在“数据修订”“核定调整”里写上这个复查编号",
            )
        if appeal.decided and appeal.decided < appeal.filed:
            report("error", f"决定日期 {appeal.decided} 早于申请日期 {appeal.filed}", "核对两个日期")
        if old := last_years_number(appeal.document, appeal.decided or ""):
            report(
                "warning",
                f"决定的{old}，照用了",
                "核对决定日期和文号：年初印发、编上年文号的文件确有，无误的保留",
                "W_APPEAL",
            )
    published = appeal.published or appeals.content.published
    if published and appeal.filed < published:
        report("warning", f"申请日期 {appeal.filed} 早于结果公布日期 {published}", "核对两个日期", "W_APPEAL")
    _in_time(appeal, appeals, scheme, report)


def _in_time(appeal: Appeal, appeals: Appeals, scheme: Scheme, report: Callable[..., None]) -> None:
    due, limit = deadline(appeal, appeals, scheme), limit_of(appeal, appeals, scheme)
    if not due or limit is None or appeal.filed <= due:
        return
    days = (datetime.date.fromisoformat(appeal.filed) - datetime.date.fromisoformat(due)).days
    message = f"{appeal.filed} 申请，超过期限 {days} 天（公布后 {limit.days} 日，截止 {due}；依据：{limit.clause}）"
    if allowed(appeal.late_reason):
        report("note", f"{message}；仍受理的理由：{appeal.late_reason}", "", "N_APPEAL_LATE")
    else:
        report("warning", message, f"不受理，或在 late_reason 里写明受理的理由；{_HOLIDAY}", "W_APPEAL_LATE")
