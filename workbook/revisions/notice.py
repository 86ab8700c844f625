"""What a notice of change (更正通知) says: old and new figures, points, grade and rank, and the decision.

Both columns of figures are results with every other decision in them: before and after differ by this decision alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.assessment import Assessment
from scoring.corrections import CorrectionStep, Effect
from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from scoring.vintages import Cell
from workbook.documents.text import chinese_date
from workbook.revisions.record import RevisionRecord
from workbook.revisions.terms import Ruling

Table = tuple[tuple[str, ...], ...]  # the first row is the heading


@dataclass(frozen=True)
class NoticeSection:
    """A heading, sentences, and a table (without rows: none)."""

    head: str
    sentences: tuple[str, ...] = ()
    table: Table = ()


@dataclass(frozen=True)
class CorrectionNotice:
    """One notice. name: a file name without its ending."""

    name: str
    title: str
    to: str
    opening: str
    sections: tuple[NoticeSection, ...]
    remark: str = ""
    closing: str = "特此通知。"


@dataclass(frozen=True)
class Approval:
    """The document that approved a correction, and its day (ISO)."""

    document: str
    date: str


@dataclass(frozen=True)
class Only:
    """Which notices; "" for all. revision: by date or document."""

    appeal: str = ""
    county: str = ""
    revision: str = ""


EVERY = Only()


def notices(
    record: RevisionRecord,
    assessment: Assessment,
    remark: str = "",
    only: Only = EVERY,
    approval: Approval | None = None,
) -> list[CorrectionNotice]:
    """A notice for every corrected county of every decision, and one for every appeal whose result was upheld.

    approval: of the corrections that no appeal decided (an appeal's decision is its own approval); KaoheError where one is lacking,
    or where one would stand for several decisions.
    """
    appeal, county, revision = only.appeal, only.county, only.revision
    writer = _Writer(record, assessment.scheme, assessment.year, remark, approval)
    chosen = [
        (step, effect)
        for step in record.steps
        if appeal in ("", step.appeal) and revision in ("", step.date, step.document)
        for effect in step.effects
        if county in ("", effect.county) and (step.appeal or effect.points or _differs(step, effect.county))
    ]
    _approved([step for step, _ in chosen if not step.appeal], approval)
    named = [writer.changed(step, effect) for step, effect in chosen]
    named += [
        writer.upheld(one)
        for one in record.rulings
        if one.decision == "维持" and not revision and appeal in ("", one.number) and county in ("", one.county)
    ]
    return _apart(named)


def _approved(steps: Sequence[CorrectionStep], approval: Approval | None) -> None:
    """KaoheError unless each correction that no appeal decided has an approval of its own."""
    if not steps:
        return
    if approval is None:
        raise KaoheError(
            "更正要有批准的文号和日期，写在通知里：加 --document 文号 --date 日期；按复查决定更正的，用复查.yaml 里的文号和日期，不用写"
        )
    if len(steps) > 1:
        listed = "；".join(
            f"{one.effects[0].county} {one.date}{f'《{one.document}》' if one.document else ''}" for one in steps[:10]
        )
        raise KaoheError(
            f"有 {len(steps)} 笔更正，一个批准文号只能用于一笔：{listed}。用 --county（县）、--revision（版本日期或来源/文号）一次写一笔"
        )


def _apart(notices: Sequence[CorrectionNotice]) -> list[CorrectionNotice]:
    """The notices, no two of one name."""
    seen: dict[str, int] = {}
    found = []
    for one in notices:
        seen[one.name] = seen.get(one.name, 0) + 1
        found.append(one if seen[one.name] == 1 else replace(one, name=f"{one.name}-{seen[one.name]}"))
    return found


def _differs(step: CorrectionStep, county: str) -> bool:
    """Whether a figure of the county is another one; a vintage that only confirms it needs no notice."""
    return any(one.new.county == county and one.new.value != one.old.value for one in step.revisions)


@dataclass(frozen=True)
class _Writer:
    record: RevisionRecord
    scheme: Scheme
    year: int
    remark: str
    approval: Approval | None = None

    def changed(self, step: CorrectionStep, effect: Effect) -> CorrectionNotice:
        """The notice of one decision to one county."""
        county = effect.county
        ruling = self.record.ruling(step.appeal) if step.appeal else None
        if ruling is not None:
            opening = f"{_request(ruling)}经复查，{_decided(ruling)}现将更正情况通知如下。"
        else:
            documents = "、".join(
                dict.fromkeys(f"《{one.new.document}》" for one in step.revisions if one.new.document)
            )
            opening = f"{f'根据{documents}，' if documents else ''}{you(county)}{self.year}年度考核所用数据有修订（{chinese_date(step.date)}）。"
            if self.approval is not None:
                opening += f"经批准（{self.approval.document}，{chinese_date(self.approval.date)}），"
            opening += "现将更正情况通知如下。"
        sections = [section for section in (self._figures(step, county), self._adjusted(step, county)) if section.table]
        sections.append(self._result(step, effect))
        others = self._others(step, county)
        sections += [others] if others.table else []
        numerals = "一二三四五"
        numbered = tuple(
            NoticeSection(f"{numerals[place]}、{one.head}", one.sentences, one.table)
            for place, one in enumerate(sections)
        )
        name = _safe(f"更正通知-{step.appeal or step.date}-{county}")
        title = f"关于更正{county}{self.year}年度节能减排目标责任考核结果的通知"
        return CorrectionNotice(name, title, f"{county}人民政府：", opening, numbered, self.remark)

    def upheld(self, ruling: Ruling) -> CorrectionNotice:
        """The answer to an appeal that changes nothing."""
        decision = f"经复查，{_decided(ruling)}原考核结果不变。"
        title = f"关于{ruling.county}{self.year}年度节能减排目标责任考核复查申请的答复"
        name = _safe(f"复查答复-{ruling.number}-{ruling.county}")
        return CorrectionNotice(
            name, title, f"{ruling.county}人民政府：", f"{_request(ruling)}{decision}", (), self.remark, "特此答复。"
        )

    def _figures(self, step: CorrectionStep, county: str) -> NoticeSection:
        rows = [
            (
                self.scheme.items[one.new.item].name,
                self.scheme.items[one.new.item].unit,
                _shown(one.old.value),
                _shown(one.new.value),
                one.new.date,
                one.new.document,
            )
            for one in step.revisions
            if one.new.county == county
        ]
        return NoticeSection(
            "更正的数据", (), _table(("数据项", "单位", "原数", "更正后", "版本日期", "来源/文号"), rows)
        )

    def _adjusted(self, step: CorrectionStep, county: str) -> NoticeSection:
        rows = [
            (self.scheme.indicator(one.indicator).name, f"{one.points:+g}", one.reason, one.approver)
            for one in step.adjustments
            if one.county == county
        ]
        return NoticeSection("核定调整", (), _table(("指标", "加减分", "理由", "批准人"), rows))

    def _result(self, step: CorrectionStep, effect: Effect) -> NoticeSection:
        before, after = effect.before, effect.after
        rows = [
            (self.scheme.indicator(one.indicator).name, _points(one.before), _points(one.after))
            for one in effect.points
        ]
        rows += [
            ("总分", _points(before.total), _points(after.total)),
            ("等次", before.grade, after.grade),
            ("名次", _rank(before.rank), _rank(after.rank)),
        ]
        text = "" if effect.points else "更正后各项得分没有变化。"
        changed = [name for name, old, new in rows[-3:] if old != new]
        text += f"{'、'.join(changed)}有变化。" if changed else "总分、等次、名次没有变化。"
        sentences = (f"{text}更正前、更正后只差这一笔更正，其他各项决定都已计入。", *self._later(step))
        return NoticeSection("考核结果的变化", sentences, _table(("项目", "更正前", "更正后"), rows))

    def _later(self, step: CorrectionStep) -> tuple[str, ...]:
        """That decisions of a later day exist: what stands here may not be what an earlier notice said."""
        days = [one.date for one in self.record.steps if one.date > step.date]
        if not days:
            return ()
        when = "、".join(chinese_date(day) for day in dict.fromkeys(days))
        return (f"日期在这一笔之后的更正另有{len(days)}笔（{when}），也已计入。",)

    def _others(self, step: CorrectionStep, county: str) -> NoticeSection:
        moved = [one for one in (*step.effects, *step.others) if one.county != county and one.moved]
        rows = [
            (one.county, one.before.grade, one.after.grade, _rank(one.before.rank), _rank(one.after.rank))
            for one in moved
        ]
        heads = ("县（市、区）", "原等次", "新等次", "原名次", "新名次")
        return NoticeSection("其他县（市、区）等次、名次的相应变化", (), _table(heads, rows))


def you(county: str) -> str:
    """How a county is spoken to: 你县, 你市, 你区."""
    return f"你{county[-1]}" if county and county[-1] in "县市区旗" else "你地"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return (heads, *rows) if rows else ()


def _request(ruling: Ruling) -> str:
    return (
        f"{you(ruling.county)}于{chinese_date(ruling.filed)}就“{ruling.matter}”申请复查（复查编号：{ruling.number}）。"
    )


def _decided(ruling: Ruling) -> str:
    document = f"（{ruling.document}）" if ruling.document else ""
    date = f"于{chinese_date(ruling.decided)}" if ruling.decided else ""
    reason = f"理由：{ruling.reason.rstrip('。')}。" if ruling.reason else ""
    return f"{ruling.decider}{date}决定：{ruling.decision}{document}。{reason}"


def _shown(value: Cell) -> str:
    return f"{value:.15g}" if isinstance(value, float) else value or "（空）"


def _points(value: Cell) -> str:
    return f"{value:.2f}" if isinstance(value, float) else value


def _rank(value: Cell) -> str:
    return f"第{value:.0f}名" if isinstance(value, float) else value


def _safe(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f\s]+', "-", name).strip(".-")[:80]
