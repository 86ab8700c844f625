"""Tables of the review page: what was decided, who submitted what, which clause takes the points, which line parts the counties."""

from __future__ import annotations

from scoring.assessment import Assessment
from scoring.corrections import Effect
from scoring.formula.printed import figure
from scoring.losses import clauses_of, lines_of
from workbook.documents.text import clean
from workbook.layout.effects import Effects
from workbook.reading.roles import Provenance
from workbook.revisions.record import RevisionRecord

Rows = tuple[tuple[str, ...], ...]


def decisions(assessment: Assessment, record: RevisionRecord | None, effects: Effects) -> Rows:
    """A row a decision: day, county, what, by which document, and what the result would be without it."""
    found = []
    for step in record.steps if record is not None else ():
        ruling = record.ruling(step.appeal) if record is not None and step.appeal else None
        by = "，".join(filter(None, (ruling.decider, ruling.document))) if ruling is not None else step.document
        for effect in step.effects:
            items = "、".join(
                assessment.scheme.items[one.new.item].name for one in step.revisions if one.new.county == effect.county
            )
            kind = f"复查 {step.appeal}" if step.appeal else "数据修订"
            found.append((step.date, effect.county, f"{kind}：{items}" if items else kind, by, effect_words(effect)))
    for one, did in (pair for county in assessment.counties for pair in effects.adjusted(county)):
        if not one.appeal:
            name = assessment.scheme.indicator(one.indicator).name
            what = f"核定调整：{name} {one.points:+g} 分（{one.reason}）"
            by = "，".join(part for part in (one.approver, one.document) if part)
            found.append((one.date, one.county, what, by, did or f"{name} {one.points:+g} 分"))
    for ruling in record.rulings if record is not None else ():
        if ruling.decision in ("", "维持"):
            decision = ruling.decision or "未决定"
            found.append(
                (
                    ruling.decided or ruling.filed,
                    ruling.county,
                    f"复查 {ruling.number}：{ruling.matter}",
                    ruling.document,
                    decision,
                )
            )
    return tuple(tuple(clean(cell) for cell in row) for row in sorted(found))


def effect_words(effect: Effect) -> str:
    """「总分 94.10 → 95.10，等次 完成 → 超额完成，名次 第 8 名 → 第 6 名」, or that nothing changed."""

    def shown(value: float | str, form: str) -> str:
        return value if isinstance(value, str) else form.format(value)

    before, after = effect.before, effect.after
    pairs = (
        ("总分", shown(before.total, "{:.2f}"), shown(after.total, "{:.2f}")),
        ("等次", before.grade, after.grade),
        ("名次", shown(before.rank, "第 {:.0f} 名"), shown(after.rank, "第 {:.0f} 名")),
    )
    return "，".join(f"{name} {old} → {new}" for name, old, new in pairs if old != new) or "总分、等次、名次没有变化"


def supplied(provenance: Provenance) -> Rows:
    """A row a file: who submitted it, in what role, of which year, how many figures were used."""
    return tuple(
        (
            clean(one.who),
            str(one.role),
            clean(one.file),
            "" if one.year is None else str(one.year),
            str(one.figures),
            one.sha256[:12],
        )
        for one in provenance.adopted
    )


def spread(assessment: Assessment) -> Rows:
    """A row a line, the one first that parts the counties most: standard deviation, widest gap, points lost in all."""
    return tuple(
        (
            clean(one.name), f"{one.full:g}", figure(one.spread, 2), figure(one.gap, 2), figure(sum(one.lost.values()), 2),
            str(sum(points <= 1e-9 for points in one.lost.values())),
        )
        for one in lines_of(assessment)
        if one.points
    )  # fmt: skip


def clauses(assessment: Assessment) -> Rows:
    """A row a clause as the scheme cites it, the one first that takes most points from all counties."""
    return tuple(
        (clean(one.clause), "、".join(map(clean, one.lines)), figure(one.lost, 2), str(one.counties))
        for one in clauses_of(assessment)
    )
