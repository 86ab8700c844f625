"""自报与核定: which counties' results are not final, and for every figure what the county reported and what was certified."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from scoring.assessment import Assessment
from scoring.explain import full_points
from scoring.formula.columns import State
from scoring.problems import Source
from workbook.printable import printable
from workbook.reading.roles import PRELIMINARY, SELF_REPORTED, Provenance
from workbook.result.declared import Group, ResultSheet
from workbook.result.layout import Plan
from workbook.result.marks import write_title
from workbook.result.paper import Paper
from workbook.result.styles import Styles

SHEET = "自报与核定"
TENTATIVE, FINAL = "暂定", "—"
_HEADS = (
    ("县（市、区）", 9.0), ("数据项", 26.0), ("自报", 10.0), ("采用", 10.0), ("自报−采用", 9.0), ("状态", 9.0), ("认定单位", 13.0),
    ("文号", 14.0), ("日期", 10.0), ("方式", 8.0), ("自报出处", 22.0), ("采用的出处", 25.0),
)  # fmt: skip
_COUNTY_HEADS = ("县（市、区）", "状态", "未定的数据项", "涉及的分值", "有异议的数据项")
FIRST = 5
"""The row of the first county in the table of counties, from 0."""

Key = tuple[str, str]


def open_items(provenance: Provenance, county: str) -> set[str]:
    """A county's items whose figures are not final."""
    return {item for (name, item) in provenance.provisional if name == county}


def points_on(assessment: Assessment, county: str, items: Collection[str]) -> float:
    """The full points of the indicators of a county that read any of the items, each indicator once."""
    place = assessment.counties.index(county)
    lines = [one for one in assessment.scheme.indicators if set(one.items()) & set(items)]
    return float(sum(full_points(assessment, one, place) for one in lines))


def is_tentative(provenance: Provenance, county: str) -> bool:
    """Whether a county's total and grade are 暂定."""
    return bool(open_items(provenance, county)) or any(name == county for name, _ in provenance.disputed)


def resting(assessment: Assessment, provenance: Provenance) -> list[str]:
    """Sentences: for how many points, of all counties, figures are not certified, not final, typed or disputed."""
    kinds: list[tuple[str, set[Key]]] = [
        (f"{SELF_REPORTED}、未核定的", {key for key, why in provenance.provisional.items() if why == SELF_REPORTED}),
        (f"核定为{PRELIMINARY}数的", {key for key, why in provenance.provisional.items() if why == PRELIMINARY}),
        ("由纸面转录的", {key for key, one in provenance.certified.items() if one.transcribed}),
        ("有异议的", set(provenance.disputed)),
    ]
    found = []
    for said, keys in kinds:
        counties = [county for county in assessment.counties if any(name == county for name, _ in keys)]
        if not counties:
            continue
        points = sum(points_on(assessment, one, {item for name, item in keys if name == one}) for one in counties)
        found.append(
            f"{said}数 {len(keys)} 个，涉及 {len(counties)} 个县（市、区）共 {points:g} 分（读到这些数的指标的满分，一个指标只算一次）"
        )
    return found


def places_of(assessment: Assessment, county: str, items: Collection[str], provenance: Provenance) -> str:
    """Where figures stood in the files that were read: 能耗强度!C7、D7; of many files, which and whose."""
    by_sheet: dict[tuple[str, str], list[str]] = {}
    for item in items:
        source = assessment.sources.get((county, item))
        if source is not None:
            place = f"{source.sheet}!" if source.sheet else ""
            file = source.file if provenance or not source.sheet else ""  # a text file has no sheets
            by_sheet.setdefault((file, place), []).append(source.cell)
    return "；".join(
        f"{printable(provenance.cite(Source(file)))}{'：' if file else ''}{place}{'、'.join(cells)}"
        for (file, place), cells in by_sheet.items()
    )


def write_provenance(sheet: Any, plan: Plan, styles: Styles, provenance: Provenance) -> None:
    """The table of counties in the order of the calculating sheets, then a row a figure that was reported or certified."""
    assessment = plan.assessment
    for column, (_, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
    write_title(sheet, plan, styles.note(), follows=False)
    sheet.write_string(1, 0, SHEET, styles.sheet_title())
    sheet.set_row(1, 22)
    said = "按写出时的数据生成。自报是县（市、区）报的，采用的是核定数；没有核定的，初评用自报数，得分和等次暂定。"
    sheet.write_string(2, 0, said, styles.note())
    for column, head in enumerate(_COUNTY_HEADS):
        sheet.write_string(FIRST - 1, column, head, styles.head())
    for row, county in enumerate(assessment.counties, FIRST):
        items = open_items(provenance, county)
        sheet.write_string(row, 0, county, styles.cell())
        state = TENTATIVE if is_tentative(provenance, county) else FINAL
        sheet.write_string(row, 1, state, styles.cell(align="center", bold=True))
        sheet.write_number(row, 2, len(items), styles.cell())
        sheet.write_number(row, 3, points_on(assessment, county, items), styles.cell())
        sheet.write_number(row, 4, sum(name == county for name, _ in provenance.disputed), styles.cell())
    row = FIRST + len(assessment.counties) + 1
    for column, (head, _) in enumerate(_HEADS):
        sheet.write_string(row, column, head, styles.head())
    for key in _keys(assessment, provenance):
        row += 1
        _figure(sheet, styles, row, key, assessment, provenance)


def _keys(assessment: Assessment, provenance: Provenance) -> list[Key]:
    told = {*provenance.claims, *provenance.certified, *provenance.provisional, *provenance.disputed}
    return [
        key for county in assessment.counties for item in assessment.scheme.items if (key := (county, item)) in told
    ]


def _figure(sheet: Any, styles: Styles, row: int, key: Key, assessment: Assessment, provenance: Provenance) -> None:
    county, item = key
    claim, certificate = provenance.claims.get(key), provenance.certified.get(key)
    used = _used(assessment, county, item)
    source = assessment.sources.get(key)
    gap = used is not None and claim is not None and isinstance(used, float) and isinstance(claim.value, float)
    cells: tuple[float | str, ...] = (
        county,
        assessment.scheme.items[item].name,
        "" if claim is None else _cell(claim.value),
        "" if used is None else used,
        round(claim.value - used, 6) if gap else "",  # type: ignore[union-attr, operator]
        _state(key, provenance),
        "" if certificate is None else certificate.certifier,
        "" if certificate is None else certificate.document,
        "" if certificate is None else certificate.date,
        "" if certificate is None else _method(certificate.method, certificate.transcribed),
        "" if claim is None else printable(provenance.cite(claim.source)),
        "" if source is None else printable(provenance.cite(source)),
    )
    for column, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(row, column, printable(value), styles.wrapped(font_size=9))
        else:
            sheet.write_number(row, column, value, styles.cell(font_size=9, num_format="General"))


def _cell(value: float | str) -> float | str:
    return value if isinstance(value, str) else float(value)


def _used(assessment: Assessment, county: str, item: str) -> float | str | None:
    if item not in assessment.intake.values:
        return None
    place = assessment.counties.index(county)
    states = assessment.intake.states[item]
    if states is not None and states[place]:
        return "不适用" if int(states[place]) == State.NOT_APPLICABLE else "缺报"
    return float(assessment.intake.values[item][place])


def _state(key: Key, provenance: Provenance) -> str:
    words = [provenance.provisional[key]] if key in provenance.provisional else []
    certificate = provenance.certified.get(key)
    if certificate is not None and certificate.transcribed:
        words.append("转录")
    if key in provenance.disputed:
        words.append("有异议")
    return "、".join(words) or ("最终" if certificate is not None else "核定")


def _method(method: str, transcribed: bool) -> str:
    return "、".join(part for part in (method, "转录" if transcribed else "") if part)


DECLARED = (
    ResultSheet(
        SHEET, Group.STUDIES, 6, lambda making, sheet, _: write_provenance(sheet, making.plan, making.styles, making.inputs.provenance),
        when=lambda making: bool(making.inputs.provenance), paper=Paper("A3", rows=(0, 2), columns=2),
        told="每个数谁报的、谁核定的，哪些县的结果是暂定，为什么",
    ),
)  # fmt: skip
