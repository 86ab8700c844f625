"""Why a county has its points, in words: the working, the rung taken, the clause."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from scoring.causes import idle_reasons, lacking_items
from scoring.errors import DataError
from scoring.formula.columns import GROUP, Column, State
from scoring.formula.nodes import If
from scoring.formula.printed import MORE, figures
from scoring.formula.words import Speaker
from scoring.ledger.compile import Ledger
from scoring.ledger.fill import FilledLedger
from scoring.rounding import round_half_up
from scoring.rules.base import number, same
from scoring.rules.targets.own import ASSIGNED
from scoring.scheme.models import Dimension, Indicator
from scoring.scheme.scheme import Scheme

_SHOWN = ("item", "helper", "value", "target", "completion", "rate")
IDLE = {
    "within_dimension": "分值在本类别内折算",
    "over_whole": "分值在全部指标内折算",
    "full": "按满分计入",
    "zero": "按零分计入",
}
"""What becomes of the points of a line that does not apply, by the way the scheme treats it."""


class Explained(Protocol):
    """What words need of an assessment."""

    @property
    def scheme(self) -> Scheme: ...
    @property
    def year(self) -> int: ...
    @property
    def filled(self) -> FilledLedger: ...
    @property
    def compiled(self) -> Ledger: ...
    def place(self, county: str, /) -> int: ...
    def speaker(self, county: str, /) -> Speaker: ...
    def together(self) -> Speaker: ...


def explain(assessment: Explained, county: str, indicator_id: str | None = None) -> str:
    """The sentence for one indicator, or the county's total, grade and rank; DataError for unknown names."""
    speaker = assessment.speaker(county)
    if indicator_id is None:
        return _overall(assessment, county, speaker)
    try:
        indicator = assessment.scheme.indicator(indicator_id)
    except StopIteration:
        known = "、".join(one.id for one in assessment.scheme.indicators)
        raise DataError(f"方案里没有指标 {indicator_id}，现有：{known}") from None
    return f"{county}「{indicator.name}」：{reason(assessment, indicator, speaker)}（依据：{indicator.clause}）"


def reasons(assessment: Explained, indicator: Indicator) -> list[str]:
    """The same as ``reason``, of every county."""
    return assessment.together().each(lambda part: part.texts(reason(assessment, indicator, part)))


def reason(assessment: Explained, indicator: Indicator, speaker: Speaker) -> str:
    """The working and the points of an indicator, without county and clause."""
    columns = assessment.compiled.columns
    stands = speaker.stands(indicator.id)
    if stands == State.MISSING:
        wording = "，".join(_lacking(speaker, item) for item in lacking_items(speaker, indicator.id))
        return (
            f"{wording or without_figures(assessment, indicator, speaker)[0]}；有数据缺报，该指标不计分，总分、等次待定"
        )
    fate = IDLE[assessment.scheme.spec.not_applicable]
    if stands == State.NOT_APPLICABLE and assessment.year in indicator.exempt_years:
        return f"{assessment.year}年不考核该指标，{fate}"
    if stands == State.NOT_APPLICABLE:
        wording = "，".join(idle_reasons(speaker, indicator.id) or map(speaker.sentence, indicator.items()))
        return "；".join([wording, f"该指标不适用，{fate}", *_bonuses(assessment, indicator, speaker)])
    comes_out = _widen(assessment, indicator, speaker)
    used = speaker.used(indicator.id)
    items = [speaker.sentence(item) for item in indicator.items() if item in used]
    working = [
        speaker.sentence(column.id)
        for column in assessment.compiled.owned(indicator.id)
        if column.id in used and column.role in _SHOWN and not _idle(column, speaker)
    ]
    parts = ["，".join(items), *working]
    points = speaker.mark(figures(speaker.at(indicator.id), columns[indicator.id].places))
    full = speaker.mark([number(one) for one in _full_points(assessment, indicator, speaker)])
    unsure = "" if comes_out else "（按未舍入的数）"
    parts.append(f"得 {points} 分（满分 {full} 分）{unsure}")
    parts += _bonuses(assessment, indicator, speaker)
    if _forfeited(assessment, assessment.scheme.dimension_of(indicator.id), speaker):
        parts.append("所在大项计0分，该得分不计入")
    return "；".join(part for part in parts if part)


def _widen(assessment: Explained, indicator: Indicator, speaker: Speaker) -> bool:
    """Has the rate printed with the places from which a reader gets the points; False where no number of them is enough."""
    points = speaker.at(indicator.id)
    rates = [one.id for one in assessment.compiled.owned(indicator.id) if one.role == "rate"]
    places = assessment.compiled.columns[indicator.id].places or 0
    full = np.asarray(_full_points(assessment, indicator, speaker))
    for most in MORE:
        if speaker.alike(round_half_up(round_half_up(speaker.at(rates[-1]), most) * full, places) == points):
            speaker.widen(rates, most)
            return True
    return False


def _lacking(speaker: Speaker, item: str) -> str:
    """An item whose want leaves a line without points: one that may be blank is not said to be 不适用, it may be blank."""
    blank = speaker.stands(item) == State.NOT_APPLICABLE
    return f"{speaker.columns[item].name} 未填或不适用" if blank else speaker.sentence(item)


def full_points(assessment: Explained, indicator: Indicator, place: int) -> float:
    """The full points of a line for a county: its peer group's, where groups have their own."""
    own = assessment.filled.frame.values.get(f"{indicator.id}.weight")
    return indicator.points if own is None or own[place] != own[place] else float(own[place])


def _full_points(assessment: Explained, indicator: Indicator, speaker: Speaker) -> list[float]:
    """Those of all that are spoken of; one figure where it is the same."""
    each = [full_points(assessment, indicator, place) for place in speaker.positions.tolist()]
    return each if len(set(each)) > 1 else each[:1]


def _bonuses(assessment: Explained, indicator: Indicator, speaker: Speaker) -> list[str]:
    """The bonuses that a line earned, also where it does not apply, and those that it would have but for a target that was not issued."""
    owned = [one for one in assessment.compiled.owned(indicator.id) if one.role == "bonus"]
    assigned = f"{indicator.id}.{ASSIGNED}"
    return [
        speaker.sentence(one.id)
        for one in owned
        if speaker.alike((speaker.at(one.id) > 0) | _withheld(one, assigned, speaker))
    ]


def _withheld(bonus: Column, assigned: str, speaker: Speaker) -> Any:
    """Where there are steps for which the bonus would be given, and none is as no target was issued."""
    assert bonus.formula is not None
    choices = (node for node in bonus.formula.walk() if isinstance(node, If))
    steps = next((one.then for one in choices if one.test.references() == (assigned,)), None)
    if steps is None:
        return False
    return (speaker.at(assigned) == 0) & (speaker.quoted.number(steps, speaker.positions) > 0)


def without_figures(assessment: Explained, indicator: Indicator, speaker: Speaker) -> tuple[str, str]:
    """Why an indicator cannot be scored though no item it reads is lacking, and what to do."""
    grouped = any(GROUP in column.reads for column in assessment.compiled.owned(indicator.id))
    if grouped and speaker.stands(GROUP) != State.OK:
        return "该县（市、区）不在方案的地区里，没有分组", "改正县名，或在地区文件里写上它和它的分组"
    return "有数超出可以计算的范围", "核对数和单位后改正"


def _idle(column: Column, speaker: Speaker) -> bool:
    """Whether a column says nothing that its items did not: a figure passed on, a constant target of 100."""
    if column.quiet or speaker.stands(column.id) != State.OK:
        return True
    if column.id.endswith(".waived") and speaker.alike(speaker.at(column.id) == 0):
        return True
    return column.role in ("value", "target", "helper", "rate") and speaker.bare(column.id)


def _overall(assessment: Explained, county: str, speaker: Speaker) -> str:
    place = assessment.place(county)
    parts = []
    for dimension in assessment.scheme.spec.dimensions:
        stands = speaker.stands(dimension.id)
        shown = speaker.cell(dimension.id)
        note = ""
        applicable = float(assessment.filled.frame.values[f"{dimension.id}.applicable"][place])
        if stands == State.OK and applicable < dimension.points and not same(applicable, dimension.points):
            note = _note(assessment.scheme.spec.not_applicable, applicable, dimension.points - applicable)
            note = note.replace("{earned}", speaker.cell(f"{dimension.id}.earned"))
        if stands == State.OK and _forfeited(assessment, dimension, speaker):
            assert dimension.forfeit is not None
            wording = assessment.scheme.fill(dimension.forfeit.say())
            note += f"，各指标共得 {speaker.cell(f'{dimension.id}.sum')}；{wording}（依据：{dimension.forfeit.clause}）"
        parts.append(f"{dimension.name} {shown}（满分 {number(dimension.points)} 分{note}）")
    for extra in ("bonus", "deduction", "adjustment"):
        if extra in assessment.compiled.columns and assessment.filled.frame.values[extra][place] != 0:
            wording = f"{assessment.compiled.columns[extra].name} {speaker.cell(extra)}"
            parts.append(wording + (_taken_off(assessment, speaker) if extra == "deduction" else ""))
    grade = assessment.filled.text("grade", place)
    if speaker.stands("total") == State.NOT_APPLICABLE:
        return f"{county}：没有适用的指标，算不出总分，不评等次，不参加排名；{'；'.join(parts)}"
    if speaker.stands("total") != State.OK:
        return f"{county}：有数据缺报或暂缺，总分、等次待定，不参加排名；{'；'.join(parts)}"
    text = f"{county}：总分 {speaker.cell('total')}，等次为{grade}，第 {speaker.cell('rank')} 名；{'；'.join(parts)}"
    reasons = str(assessment.filled.text("gate_reasons", place)) if "gate_reasons" in assessment.filled.texts else ""
    if reasons:
        by_total = assessment.scheme.spec.grades[int(assessment.filled.frame.values["grade_by_total"][place]) - 1]
        text += f"。按总分为{by_total.name}；等次约束：{reasons}"
    return text


def _taken_off(assessment: Explained, speaker: Speaker) -> str:
    """What each deduction takes off, and the cap where it binds: 「（群众信访 3 起，0.50 × 3 = 1.50分；……）」"""
    spec = assessment.scheme.spec
    wording = [speaker.sentence(one.id) for one in spec.deductions if speaker.alike(speaker.at(one.id) > 0)]
    if speaker.alike(speaker.at("deducted") > spec.deduction_cap):
        wording.append(f"合计 {speaker.cell('deducted')}，最多扣 {number(spec.deduction_cap)} 分")
    return f"（{'；'.join(wording)}）"


def _forfeited(assessment: Explained, dimension: Dimension, speaker: Speaker) -> bool:
    if dimension.forfeit is None:
        return False
    return bool(speaker.alike(speaker.at(f"{dimension.id}.forfeit") == 1))


def _note(mode: str, applicable: float, idle: float) -> str:
    """What the points of a dimension hold where a line does not apply."""
    if mode == "within_dimension":
        return f"，其中适用指标 {applicable:g} 分，实得 {{earned}}，折算"
    return f"，其中不适用指标 {idle:g} 分，{IDLE[mode].removeprefix('分值')}"
