"""自报与核定: for every figure what the county reported, what is used, and who certified it how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from scoring.assessment import Assessment
from scoring.explain import full_points
from scoring.formula.columns import State
from scoring.problems import Source
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.marks import write_title, write_top
from workbook.layout.plan import Plan
from workbook.printable import printable
from workbook.reading.roles import PRELIMINARY, SELF_REPORTED, Certificate, Claim, Key, Provenance, by_county
from workbook.reading.text import listed

SHEET = "自报与核定"
MISSING = "缺报"
PENDING, TENTATIVE, FINAL = "待定", "暂定", "—"
_HEADS = (
    ("县（市、区）", 7.5), ("数据项", 17.0), ("单位", 6.5), ("自报", 8.0), ("采用", 8.0), ("自报−采用", 7.5), ("状态", 6.5), ("提供单位", 9.0),
    ("认定单位", 9.0), ("转报单位", 7.0), ("文号", 10.0), ("日期", 9.5), ("方式", 6.0), ("转录：原件、录入人、复核人", 8.0), ("差异的原因", 10.0),
    ("有异议的出处", 8.0), ("自报出处", 11.5), ("采用的出处", 13.0),
)  # fmt: skip
_SPARSE = frozenset({"转报单位", "转录：原件、录入人、复核人", "差异的原因", "有异议的出处"})
"""Columns that are left out where no figure has anything there; the sources take their room."""
_TOP = 4
_CHANGED = (("县（市、区）", 0, 0), ("部门（认定单位）", 1, 1), ("改动的数", 2, 2), ("自报 → 采用", 3, 9))
"""Heads of the summary of what was changed, with the columns that each takes."""
_SIZE = 9.0  # of the print: on A3 in landscape no smaller than 8 pt


def points_on(assessment: Assessment, county: str, items: Collection[str]) -> float:
    """The full points of the indicators of a county that read any of the items, each indicator once."""
    if not items:
        return 0.0
    place = assessment.place(county)
    lines = [one for one in assessment.scheme.indicators if not set(items).isdisjoint(one.items())]
    return float(sum(full_points(assessment, one, place) for one in lines))


def is_tentative(provenance: Provenance, county: str) -> bool:
    """Whether figures of a county are not final, or disputed: its total and grade, if it has any, are 暂定."""
    return county in provenance.open_items or county in provenance.disputed_items


def state_of(assessment: Assessment, provenance: Provenance, county: str) -> str:
    """待定 for a county without a total, 暂定 for one whose total rests on figures that are not final, else 「—」."""
    states = assessment.filled.frame.states["total"]
    if states is not None and states[assessment.place(county)] == State.MISSING:
        return PENDING
    return TENTATIVE if is_tentative(provenance, county) else FINAL


def tentative_figures(assessment: Assessment, provenance: Provenance, county: str) -> str:
    """Which figures make a county 暂定, and why: 「“…”自报，未核定；“…”有异议」; blank if none does."""
    words = [(SELF_REPORTED, "自报，未核定"), (PRELIMINARY, "初步数")]
    found = []
    for why, ending in words:
        names = [name for item, name in _names(assessment) if provenance.provisional.get((county, item)) == why]
        found += [f"{listed(names, 5)}{ending}"] if names else []
    names = [name for item, name in _names(assessment) if (county, item) in provenance.disputed]
    return "；".join([*found, *([f"{listed(names, 5)}有异议"] if names else [])])


def _names(assessment: Assessment) -> list[tuple[str, str]]:
    return [(item, f"“{spec.name}”") for item, spec in assessment.scheme.items.items()]


def resting(assessment: Assessment, provenance: Provenance) -> list[str]:
    """Sentences: for how many points, of all counties, figures are not certified, not final, typed or disputed."""
    open_to = provenance.provisional
    kinds: list[tuple[str, Collection[Key]]] = [
        (f"{TENTATIVE}：{SELF_REPORTED}、未核定的数", [key for key, why in open_to.items() if why == SELF_REPORTED]),
        (f"{TENTATIVE}：认定为{PRELIMINARY}的数", [key for key, why in open_to.items() if why == PRELIMINARY]),
        ("转录：由盖章的纸面录入的数", [key for key, one in provenance.certified.items() if one.transcribed]),
        (f"有异议（{TENTATIVE}）：等待补文的数", list(provenance.disputed)),
    ]
    found = []
    for title, keys in kinds:
        own = by_county(keys)
        counties = [county for county in assessment.counties if county in own]
        if not counties:
            continue
        points = sum(points_on(assessment, one, own[one]) for one in counties)
        found.append(
            f"{title} {sum(len(own[one]) for one in counties)} 个，涉及 {len(counties)} 个县（市、区）共 {points:g} 分"
            "（读到这些数的指标的满分，一个指标只算一次）"
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
            cited = printable(provenance.cite(Source(file), (county, item)))
            by_sheet.setdefault((cited, place), []).append(source.cell)
    return "；".join(
        f"{cited}{'：' if cited else ''}{place}{'、'.join(cells)}" for (cited, place), cells in by_sheet.items()
    )


def write_provenance(sheet: Any, plan: Plan, styles: Styles, provenance: Provenance) -> None:
    """What was changed, by county and bureau; then a row a figure that was reported, certified or objected to, counties
    in the order of the calculating sheets."""
    assessment = plan.assessment
    lines = [_cells(assessment, key, provenance) for key in _keys(assessment, provenance)]
    left_out = {
        place for place, (head, _) in enumerate(_HEADS) if head in _SPARSE and not any(line[place] for line in lines)
    }
    more = sum(_HEADS[place][1] for place in left_out) / 2
    heads = [one for place, one in enumerate(_HEADS) if place not in left_out]
    sheet.columns(width + (more if head in ("自报出处", "采用的出处") else 0) for head, width in heads)
    note = "按写出时的数据生成。自报是县（市、区）报的，采用的是核定数；没有核定的，初评用自报数，得分和等次暂定。"
    write_top(sheet, plan, styles, SHEET, note)
    top = _summary(sheet, styles, lines)
    write_title(sheet, plan, styles.note(), "全部数", cell=(top - 1, 0))
    sheet.headings.add(top - 1)
    sheet.repeated = (top - 1, top)
    sheet.set_row(top, 30)
    sheet.heads(top, (head for head, _ in heads), styles.head())
    for row, line in enumerate(lines, top + 1):
        _figure(sheet, styles, row, [cell for place, cell in enumerate(line) if place not in left_out])
    sheet.autofilter(top, 0, top + max(1, len(lines)), len(heads) - 1)
    sheet.freeze_panes(top + 1, 2)


def _summary(sheet: Any, styles: Styles, lines: list[list[float | str]]) -> int:
    """The figures that certification changed, a row a county and bureau; the row for the heads of the list below."""
    changed: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        county, name, unit, own, used, gap = line[:6]
        if gap != "":
            supplier, certifier = str(line[7]), str(line[8])
            apart = supplier and certifier and supplier != certifier
            who = f"{supplier}（{certifier}认定）" if apart else supplier or certifier
            change = f"{name} {_plain(own)} → {_plain(used)}{f' {unit}' if unit else ''}"
            changed.setdefault((str(county), who), []).append(change)
    reported = sum(line[3] != "" for line in lines)
    by_bureau = Counter[str]()
    for (_, who), figures in changed.items():
        by_bureau[who] += len(figures)
    each = "、".join(
        f"{who} {number} 个" for who, number in sorted(by_bureau.items(), key=lambda one: (-one[1], one[0]))
    )
    counties = len({county for county, _ in changed})
    summary = f"自报 {reported} 个数，核定改动 {by_bureau.total()} 个"
    summary += f"，涉及 {counties} 个县（市、区）；按部门：{each}。逐项如下，全部数在下一个表。" if changed else "。"
    sheet.write_string(3, 0, summary, styles.get(font_size=_SIZE))
    if not changed:
        return _TOP + 1
    sheet.headings.add(_TOP)
    for head, first, last in _CHANGED:
        sheet.span(_TOP, first, last, head, styles.head())
    form = styles.wrapped(font_size=_SIZE, valign="top")
    row = _TOP
    for (county, who), figures in changed.items():
        row += 1
        for text, (_, first, last) in zip((county, who, "", "；".join(figures)), _CHANGED, strict=True):
            sheet.span(row, first, last, printable(text), form)
        sheet.write_number(row, 2, len(figures), styles.cell(font_size=_SIZE, valign="top", align="center"))
    return row + 3


def _plain(value: float | str) -> str:
    return f"{value:.12g}" if isinstance(value, float) else value


def _keys(assessment: Assessment, provenance: Provenance) -> list[Key]:
    known = {*provenance.claims, *provenance.certified, *provenance.provisional, *provenance.disputed}
    return [
        key for county in assessment.counties for item in assessment.scheme.items if (key := (county, item)) in known
    ]


def _cells(assessment: Assessment, key: Key, provenance: Provenance) -> list[float | str]:
    item = assessment.scheme.items[key[1]]
    claim, one = provenance.claims.get(key), provenance.certified.get(key)
    used, source = used_figure(assessment, key[0], item.id), assessment.sources.get(key)
    gap: float | str = ""
    if claim is not None and used not in ("", MISSING, claim.value):
        numbers = isinstance(used, float) and isinstance(claim.value, float) and item.kind != "yes_no"
        gap = round(float(claim.value) - float(used), 6) if numbers else "不一致"
    return [
        key[0],
        item.name,
        "" if item.kind == "yes_no" else item.unit,
        "" if claim is None else _shown(claim.value, item.kind == "yes_no"),
        _shown(used, item.kind == "yes_no"),
        gap,
        _state(key, provenance),
        "" if source is None else provenance.supplier(source),
        *(("", "", "", "", "", "") if one is None else _certified(one)),
        _why(gap, one, claim, provenance, key),
        provenance.disputed.get(key, ""),
        "" if claim is None else provenance.cite(claim.source),
        "" if source is None else provenance.cite(source, key),
    ]


def _certified(one: Certificate) -> tuple[str, ...]:
    typed = f"{one.scan}；录入：{one.typist}；复核：{one.checker}" if one.transcribed else ""
    method = "、".join(part for part in (one.method, "转录" if one.transcribed else "") if part)
    return one.certifier, one.forwarder, one.document, one.date, method, typed


def _why(gap: float | str, one: Certificate | None, claim: Claim | None, provenance: Provenance, key: Key) -> str:
    """The reason of a difference, as the bureau wrote it."""
    if gap == "" or claim is None:
        return ""
    if one is not None and one.reason:
        return one.reason
    return "" if provenance.provisional.get(key) == SELF_REPORTED else "认定说明没有写"


def _figure(sheet: Any, styles: Styles, row: int, cells: list[float | str]) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(row, column, printable(value), styles.wrapped(font_size=_SIZE, valign="top"))
        else:
            sheet.write_number(row, column, value, styles.cell(font_size=_SIZE, num_format="General", valign="top"))


def _shown(value: float | str, yes_no: bool) -> float | str:
    if yes_no and isinstance(value, (int, float)):
        return "是" if value else "否"
    return value if isinstance(value, str) else float(value)


def used_figure(assessment: Assessment, county: str, item: str) -> float | str:
    """The figure that is used, 不适用 or 缺报; blank for an item that the scheme does not take in."""
    if item not in assessment.intake.values:
        return ""
    place = assessment.place(county)
    states = assessment.intake.states[item]
    if states is not None and states[place]:
        return "不适用" if int(states[place]) == State.NOT_APPLICABLE else MISSING
    return float(assessment.intake.values[item][place])


def _state(key: Key, provenance: Provenance) -> str:
    words = [provenance.provisional[key]] if key in provenance.provisional else []
    certificate = provenance.certified.get(key)
    if certificate is not None and certificate.transcribed:
        words.append("转录")
    if key in provenance.disputed:
        words.append("有异议")
    if not words:
        words.append("最终" if certificate is not None else provenance.owing.get(key, "没有认定说明"))
    return "、".join(words)


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.STUDIES, 7, lambda making, sheet, _: write_provenance(sheet, making.plan, making.styles, making.inputs.provenance),
        when=lambda making: bool(making.inputs.provenance), paper=Paper("A3", columns=2),
        note="每个数谁报的、谁核定的，哪些县的结果是暂定，为什么",
    ),
)  # fmt: skip
