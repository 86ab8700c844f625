"""What a county reported beside what was certified (自报、核定), and what it still has to report."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.assessment import Assessment
from scoring.formula.printed import figure
from scoring.improvement.steps import missing_items
from workbook.documents.text import chinese_date, clean
from workbook.reading.roles import SELF_REPORTED, Provenance, certificate_of
from workbook.reading.tables.cells import Declared
from workbook.report.county_parts import Feedback

_SAME = "一致"


def feedback(
    assessment: Assessment, county: str, provenance: Provenance, declared: Mapping[tuple[str, str], Declared]
) -> tuple[Feedback, ...]:
    """A county's own figures beside the certified ones, those that differ first, else in the scheme's order."""
    rows, place = [], assessment.place(county)
    for item, spec in assessment.scheme.items.items():
        if (county, item) not in provenance.claims:
            continue
        claim = provenance.claims[county, item].value
        used = assessment.filled.text(item, place)
        gap = ""
        if isinstance(claim, float) and isinstance(used, float):
            gap = _SAME if abs(claim - used) < 1e-9 else f"{used - claim:+.10g}"
        elif claim == used:
            gap = _SAME
        else:
            gap = "不一致"
        own = provenance.provisional.get((county, item)) == SELF_REPORTED
        certified = "未核定" if own else _shown(used, spec.unit)
        row = Feedback(
            clean(spec.name), "" if spec.unit == "是否" else spec.unit, _shown(claim, spec.unit), certified,
            "待核定" if own else gap, clean(_reason(county, item, provenance, declared, spec.bureau, own)),
        )  # fmt: skip
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: row.difference == _SAME))


def agrees(row: Feedback) -> bool:
    """Whether both figures are one."""
    return row.difference == _SAME


def lacking(
    assessment: Assessment, county: str, provenance: Provenance, declared: Mapping[tuple[str, str], Declared]
) -> tuple[str, ...]:
    """What is still due for a county, a sentence each: figures that are outstanding, that are 暂缺, that have no certificate."""
    found = [
        f"{assessment.scheme.items[one.item].name}：{one.why}，由{one.by}补齐"
        for one in provenance.outstanding
        if one.county == county and one.item in assessment.scheme.items
    ]
    outstanding = {one.item for one in provenance.outstanding if one.county == county}
    for (name, item), (word, why) in declared.items():
        if name == county and word == "暂缺" and item in assessment.scheme.items and item not in outstanding:
            found.append(f"{assessment.scheme.items[item].name}：暂缺{f'（{why}）' if why else ''}")
    for (name, item), why in provenance.provisional.items():
        if name == county and item not in outstanding:
            spec = assessment.scheme.items[item]
            papers = f"；证明材料：{'、'.join(spec.evidence)}" if spec.evidence else ""
            found.append(f"{spec.name}：{why}{papers}")
    return tuple(dict.fromkeys(clean(one) for one in found))


def disputed(assessment: Assessment, county: str, provenance: Provenance) -> tuple[str, ...]:
    """A county's figures about which there is a dispute, with what it is about."""
    items = assessment.scheme.items
    return tuple(
        clean(f"{items[item].name if item in items else item}：{why}")
        for (name, item), why in provenance.disputed.items()
        if name == county
    )


def awaited(assessment: Assessment, place: int) -> tuple[str, ...]:
    """The items for want of which a county's total or grade is pending."""
    values = assessment.filled.frame.values
    if (
        values["total"][place] == values["total"][place]
        and values["grade_ordinal"][place] == values["grade_ordinal"][place]
    ):
        return ()
    return tuple(map(clean, missing_items(assessment, place)))


def _shown(value: float | str, unit: str) -> str:
    if isinstance(value, str):
        return value or "没有报"
    if unit == "是否":
        return "是" if value == 1 else "否"
    return figure(value)


def _reason(
    county: str, item: str, provenance: Provenance, declared: Mapping[tuple[str, str], Declared], bureau: str, own: bool
) -> str:
    """On what the certified figure rests; never a file or a cell."""
    if own:
        return f"{bureau}还没有核定，初评暂用自报数"
    certificate = certificate_of(provenance.certified, county, item)
    certified = ""
    if certificate is not None:
        by = certificate.certifier or bureau
        papers = (certificate.document, chinese_date(certificate.date) if _iso(certificate.date) else certificate.date)
        beside = "，".join(part for part in (*papers, certificate.method) if part)
        certified = f"{by}核定{f'（{beside}）' if beside else ''}{'' if certificate.final else '，初步数'}"
    word, why = declared.get((county, item), ("", ""))
    reason = f"{word}：{why}" if why else ""
    return "；".join(part for part in (certified or f"{bureau}核定", reason) if part)


def _iso(date: str) -> bool:
    return len(date) == 10 and date[4] == date[7] == "-"
