"""自评差异: where a county's self score and the verified score differ by more than a little, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from scoring.assessment import Assessment
from scoring.explain import reasons
from scoring.rounding import round_half_up
from scoring.scheme.models import Indicator
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import write_top
from workbook.layout.values import few_lines

SHEET = "自评差异"
THRESHOLD = 0.5  # points; the sheet says it
_HEADS = (
    ("序号", 5.0), ("县（市、区）", 9.0), ("考核内容", 26.0), ("分值", 7.0), ("自评分", 7.5), ("核定分", 7.5), ("自评−核定", 9.0),
    ("核定分的计算过程", 72.0), ("依据", 14.0),
)  # fmt: skip
_SUMS = ("序号", "县（市、区）", "已自评的指标数", "分值合计", "自评合计", "核定合计", "自评−核定")


@dataclass(frozen=True)
class SelfScoreDifference:
    """A self score beside the verified one; verified is text where there are no points (缺报, 不适用)."""

    county: str
    indicator: str
    own: float
    verified: float | str

    @property
    def gap(self) -> float | None:
        """Self score minus verified score, to the cent; None without points."""
        return float(round_half_up(self.own - self.verified, 2)) if isinstance(self.verified, float) else None


def self_differences(assessment: Assessment, self_scores: pd.DataFrame) -> list[SelfScoreDifference]:
    """Every self score with its verified score (computed points and approved adjustments), in the table's order."""
    known = [one.id for one in assessment.scheme.indicators]
    wanted = self_scores.reindex(index=assessment.counties, columns=known).to_numpy(dtype=float)
    found = []
    for place, county in enumerate(assessment.counties):
        for column, indicator in enumerate(assessment.scheme.indicators):
            own = float(wanted[place, column])
            if own != own:
                continue
            points = assessment.filled.text(indicator.id, place)
            key = (county, indicator.id)
            added = sum(one.points for one in assessment.adjustments if (one.county, one.indicator) == key)
            verified = float(round_half_up(points + added, 2)) if isinstance(points, float) else points
            found.append(SelfScoreDifference(county, indicator.id, own, verified))
    return found


def _draw(making: Making, sheet: Any, _: str) -> None:
    """The sum of each county, then each difference above the threshold with the sentence why, largest first."""
    assert making.inputs.self_scores is not None
    plan, styles, assessment = making.plan, making.styles, making.plan.assessment
    every = self_differences(assessment, making.inputs.self_scores)
    sheet.columns(width for _, width in _HEADS)
    sentence = f"列出自评分与核定分相差超过 {THRESHOLD:g} 分的指标；按写出本表时的数据生成，全部自评分见“计分表”。"
    write_top(sheet, plan, styles, SHEET, sentence)
    row = _sums(sheet, styles, 4, assessment, every)
    sheet.write_string(row, 0, "二、逐项差异", styles.get(font_name="黑体", font_size=11))
    row += 1
    sheet.heads(row, (head for head, _ in _HEADS), styles.head())
    large = [one for one in every if one.gap is None or abs(one.gap) > THRESHOLD]
    large.sort(key=lambda one: -abs(one.gap) if one.gap is not None else -1e9)
    whys = {name: reasons(assessment, assessment.scheme.indicator(name)) for name in {one.indicator for one in large}}
    for number, one in enumerate(large, 1):
        why = whys[one.indicator][assessment.place(one.county)]
        sheet.write_number(row + number, 0, number, styles.cell(valign="top", align="center"))
        text = "；".join([why, *_adjusted(assessment, one)])
        _line(sheet, styles, row + number, one, assessment.scheme.indicator(one.indicator), text)
    if not large:
        sheet.write_string(row + 1, 0, f"没有相差超过 {THRESHOLD:g} 分的", styles.note())
    sheet.freeze_panes(3, 2)


def _sums(sheet: Any, styles: Styles, row: int, assessment: Assessment, every: list[SelfScoreDifference]) -> int:
    sheet.write_string(
        row, 0, "一、各县合计（只计有自评分又有核定分的指标）", styles.get(font_name="黑体", font_size=11)
    )
    row += 1
    sheet.heads(row, _SUMS, styles.head())
    by_county: dict[str, list[SelfScoreDifference]] = {}
    for one in every:
        if one.gap is not None:
            by_county.setdefault(one.county, []).append(one)
    for number, (county, own) in enumerate(by_county.items(), 1):
        row += 1
        sums = [sum(one.own for one in own), sum(one.verified for one in own if isinstance(one.verified, float))]
        sheet.write_number(row, 0, number, styles.cell(align="center"))
        sheet.write_string(row, 1, county, styles.cell())
        sheet.write_number(row, 2, len(own), styles.cell())
        full = sum(assessment.scheme.indicator(one.indicator).points for one in own)
        sheet.write_number(row, 3, full, _points(styles, signed=False))
        for column, value in enumerate([*sums, sums[0] - sums[1]], 4):
            sheet.write_number(row, column, round_half_up(value, 2), _points(styles, signed=column == 6))
    return row + 2


def _line(sheet: Any, styles: Styles, row: int, one: SelfScoreDifference, indicator: Indicator, text: str) -> None:
    wrapped = styles.wrapped(font_size=9, valign="top")
    for column, word in ((1, one.county), (2, indicator.name), (7, text), (8, indicator.clause)):
        sheet.write_string(row, column, word, wrapped)
    for column, value in ((3, indicator.points), (4, one.own), (5, one.verified), (6, one.gap)):
        if isinstance(value, float):
            sheet.write_number(row, column, value, _points(styles, signed=column == 6))
        else:
            sheet.write_string(row, column, value or "—", styles.cell(valign="top", align="right"))


def _adjusted(assessment: Assessment, one: SelfScoreDifference) -> list[str]:
    return [
        f"核定调整 {extra.points:+g} 分：{extra.reason}"
        for extra in assessment.adjustments
        if (extra.county, extra.indicator) == (one.county, one.indicator)
    ]


def _points(styles: Styles, signed: bool) -> Any:
    return styles.cell(num_format="+0.00;-0.00;0.00" if signed else "0.00", align="right", valign="top")


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.STUDIES, 5, _draw, when=lambda making: few_lines(making.plan) and making.inputs.self_scores is not None, in_memory=True,
        paper=Paper("A3", rows=(0, 2)), note="自评分与核定分相差较大的指标和原因；各县合计",
    ),
)  # fmt: skip
