"""From an assessment to what is shown: a pure step, no file and no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

import scoring
from scoring.assessment import Assessment
from scoring.explain import explain, full_points, reasons
from scoring.problems import Problem, Source
from scoring.scheme.describe import bands, standard
from scoring.scheme.models import Indicator
from workbook.documents.text import clean
from workbook.drawing.problem_sheet import SEVERITIES
from workbook.layout.effects import Effects, effects_of
from workbook.layout.inputs import ResultInputs
from workbook.reading.roles import Provenance
from workbook.report.data import (
    Block,
    CountyScore,
    GradeUse,
    LineHead,
    LineScore,
    PageHeading,
    PrintedFigure,
    ReportData,
)
from workbook.report.losses import losses
from workbook.report.marks import mark
from workbook.report.means import city_means, group_means
from workbook.report.submitted import awaited, disputed, feedback, lacking
from workbook.report.supplements import NOTHING, Supplements, grade_uses
from workbook.report.tables import clauses, decisions, spread, supplied
from workbook.report.targets import target_tables
from workbook.result.sheets.provenance import TENTATIVE, is_tentative, resting, state_of, tentative_figures

MOST_NAMED = 3  # strongest and weakest lines that are picked out


def gather(
    assessment: Assessment, inputs: ResultInputs | None = None, supplements: Supplements = NOTHING
) -> ReportData:
    """All that the circular, the sheets and the page show.

    inputs: what the result was made from besides the assessment. supplements: what is known beyond both (robustness,
    comparison, what it would take); blocks without it are left out.
    """
    inputs = inputs or ResultInputs()
    road, spec = inputs.provenance, assessment.scheme.spec
    lines = tuple(_line_head(assessment, one) for one in assessment.scheme.indicators)
    groups = assessment.scheme.peer_groups
    city_wide = _CityWide(assessment, inputs, supplements, grade_uses(assessment), effects_of(assessment))
    problems: dict[str, list[Problem]] = {}
    for one in (*_tentative(assessment, road), *assessment.problems):
        problems.setdefault(one.county, []).append(one)
    rows = tuple(_county(city_wide, place, problems.get(name, ())) for place, name in enumerate(assessment.counties))
    means = group_means(rows, len(groups), spec.rounding.points)
    city = city_means(rows, spec.rounding.points)
    named = tuple(_picked(row, means[row.group] if row.group is not None else city) for row in rows)
    return ReportData(
        heading=_heading(assessment, inputs),
        grades=tuple(one.name for one in spec.grades),
        bands=tuple(text for _, text in bands(spec)),
        groups=groups,
        blocks=tuple(Block(one.id, one.name, one.points, one.clause) for one in spec.dimensions),
        lines=lines,
        counties=named,
        order=assessment.ranked,
        city=city,
        group_means=means,
        targets=target_tables(assessment),
        ranking_notes=_ranking_notes(assessment),
        problems=tuple(problem_text(one) for one in problems.get("", [])),
        uses=city_wide.uses,
        safety_notes=supplements.safety_notes,
        change_notes=supplements.change_notes,
        appeal_days=spec.appeals.days if spec.appeals is not None else 0,
        decisions=decisions(assessment, inputs.revisions, city_wide.effects),
        supplied=supplied(road),
        spread=spread(assessment),
        clauses=clauses(assessment),
        last_year=supplements.last_year,
    )


def _heading(assessment: Assessment, inputs: ResultInputs) -> PageHeading:
    spec, region, road = assessment.scheme.spec, assessment.scheme.region, inputs.provenance
    provenance = [
        ("方案", f"{spec.title}（{spec.id}，版本 {spec.version}，{spec.standing}）"),
        ("方案 SHA-256", assessment.scheme.sha256),
        ("数据 SHA-256", assessment.data_sha256),
        *((f"数据文件 {clean(name)}", f"SHA-256 {digest}") for name, digest in inputs.files.items()),
        *(("数据状态", sentence) for sentence in resting(assessment, road)),
        ("程序版本", f"kaohe {scoring.__version__}"),
    ]
    return PageHeading(
        city=region.name if region is not None else "",
        year=assessment.year,
        scheme=spec.title,
        scheme_standing=spec.standing,
        stage=inputs.stage,
        remark=clean(inputs.remark),
        points=spec.points,
        caveats=spec.caveats,
        design=spec.design,
        resting=tuple(resting(assessment, road)),
        provenance=tuple(provenance),
    )


def _tentative(assessment: Assessment, road: Provenance) -> list[Problem]:
    """A warning a county whose points and grade rest on figures that are not final, or disputed: which they are."""
    return [
        Problem("warning", "W_TENTATIVE", county, "", f"得分和等次暂定：{tentative_figures(assessment, road, county)}")
        for county in assessment.counties
        if state_of(assessment, road, county) == TENTATIVE
    ]


def _line_head(assessment: Assessment, one: Indicator) -> LineHead:
    scheme = assessment.scheme
    blocks = [block.id for block in scheme.spec.dimensions]
    block = blocks.index(scheme.dimension_of(one.id).id)
    names = tuple(scheme.items[item].name for item in one.items())
    return LineHead(one.id, one.name, block, one.points, one.clause, one.bureau, standard(scheme, one), names)


@dataclass(frozen=True)
class _CityWide:
    """What every county's part is made from. several: whether figures come from more than one file."""

    assessment: Assessment
    inputs: ResultInputs
    supplements: Supplements
    uses: tuple[GradeUse, ...]
    effects: Effects

    @cached_property
    def reasons(self) -> dict[str, list[str]]:
        """Why each indicator has its points, of all counties."""
        return {one.id: reasons(self.assessment, one) for one in self.assessment.scheme.indicators}

    @cached_property
    def several(self) -> bool:
        return len({source.file for source in self.assessment.sources.values()}) > 1


def _county(city_wide: _CityWide, place: int, problems: Sequence[Problem]) -> CountyScore:
    assessment, inputs, supplements = city_wide.assessment, city_wide.inputs, city_wide.supplements
    effects, road, declared = city_wide.effects, inputs.provenance, inputs.declared
    spec, filled = assessment.scheme.spec, assessment.filled
    grouped = bool(assessment.scheme.peer_groups)
    name = assessment.counties[place]
    region = assessment.scheme.region
    known = region.by_name.get(name) if region is not None else None
    group = filled.frame.values["county_group"][place]
    grade = mark(assessment, "grade_ordinal", place)
    lines = tuple(
        _line(assessment, city_wide.reasons[one.id][place], one, name, city_wide.several, road)
        for one in assessment.scheme.indicators
    )
    gate_effect = effects.gate(name)
    extras = [one for one in ("bonus", "deduction", "adjustment") if one in assessment.compiled.columns]
    return CountyScore(
        name=clean(name),
        code=known.code if known is not None else str(place + 1),
        group=int(group) - 1 if grouped and not np.isnan(group) else None,
        grade=str(filled.text("grade", place)),
        grade_place=int(grade.number) - 1 if grade.number is not None else None,
        rank=mark(assessment, "rank", place),
        group_rank=mark(assessment, "group_rank", place) if grouped else PrintedFigure(""),
        total=mark(assessment, "total", place),
        blocks=tuple(mark(assessment, one.id, place) for one in spec.dimensions),
        extras=tuple((assessment.compiled.columns[one].name, mark(assessment, one, place)) for one in extras),
        lines=lines,
        gates=_gates(assessment, place),
        why=clean(explain(assessment, name) + (f"，{gate_effect}" if gate_effect else "")),
        gate_effect=gate_effect,
        adjustments=tuple(
            clean(
                f"{_name(assessment, one.indicator)} {one.points:+g} 分：{one.reason}（批准：{one.approver}）"
                f"{f'；{effect}' if effect else ''}"
            )
            for one, effect in effects.adjusted(name)
        ),
        problems=tuple(problem_text(one) for one in problems),
        strongest=(),
        weakest=(),
        steps=supplements.steps.get(name, ()),
        safety=supplements.safety.get(name),
        change=supplements.changes.get(name, ""),
        consequences=tuple(
            f"{one.marked}（依据：{one.clause}）" for one in city_wide.uses if clean(name) in one.counties
        ),
        tentative=is_tentative(road, name),
        awaited=awaited(assessment, place),
        losses=losses(assessment, place, lines),
        feedback=feedback(assessment, name, road, declared),
        lacking=lacking(assessment, name, road, declared),
        disputed=disputed(assessment, name, road),
        last=supplements.last.get(name),
    )


def _name(assessment: Assessment, indicator: str) -> str:
    return assessment.scheme.indicator(indicator).name


def _gates(assessment: Assessment, place: int) -> tuple[str, ...]:
    """The gates that act on a county: what happened, and by which clause."""
    values = assessment.filled.frame.values
    return tuple(
        f"{gate.reason()}（依据：{gate.clause}）"
        for gate in assessment.scheme.spec.gates
        if gate.id in values and values[gate.id][place] == 1
    )


def _line(assessment: Assessment, why: str, one: Indicator, county: str, several: bool, road: Provenance) -> LineScore:
    place = assessment.place(county)
    full = full_points(assessment, one, place)
    points = mark(assessment, one.id, place)
    rate = None if points.number is None or full <= 0 else points.number / full * 100
    cells = []
    for item in one.items():
        source = assessment.sources.get((county, item))
        if source is not None and str(source):
            sheet = "：".join(
                part
                for part in (road.cite(Source(source.file), (county, item)) if several else "", source.sheet)
                if part
            )
            cells.append((assessment.scheme.items[item].name, clean(sheet), clean(source.cell)))
    return LineScore(points, full, rate, clean(why), tuple(cells))


def _picked(row: CountyScore, peers: Any) -> CountyScore:
    """The strongest lines (furthest above the peers' average rate) and the weakest (most points lost)."""
    from dataclasses import replace

    ahead = {
        place: line.rate - peers.lines[place].number
        for place, line in enumerate(row.lines)
        if line.rate is not None and peers.lines[place].number is not None
    }
    strong = [place for place in sorted(ahead, key=lambda one: (-ahead[one], one)) if ahead[place] > 0]
    weak = tuple(loss.line for loss in row.losses[:MOST_NAMED])
    return replace(row, strongest=tuple(strong[:MOST_NAMED]), weakest=weak)


def _ranking_notes(assessment: Assessment) -> tuple[str, ...]:
    spec = assessment.scheme.spec
    names = {one.id: f"{one.name}得分" for one in spec.dimensions}
    names |= {one.id: f"{one.name}的完成率" for one in assessment.scheme.indicators}
    by = "先按等次、再按总分排名" if spec.ranking.by == "grade_total" else "按总分排名"
    ties = "，总分相同的依次比较" + "、".join(names[tie] for tie in spec.ranking.ties) if spec.ranking.ties else ""
    return (
        f"{by}{ties}；仍相同的并列（1、1、3）。",
        "等次由总分所在分数段评定，再按等次约束降等；等次约束只改变等次，不改变分数。",
        "有数据缺报或暂缺的县（市、区），总分、等次待定，不参加排名。",
        "平均得分、平均得分率只计有数的县（市、区）。",
    )


def problem_text(one: Problem) -> str:
    """「警告 能耗强度!C8：…。核对…」"""
    return clean(f"{SEVERITIES[one.severity]} {one.full_text('。')}")
