"""The energy lines of the second judge: the year's fall, the five-year fall, the assessed total (see reference_oracle.py)."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from tests.support.reference_oracle import (
    MISSING,
    NOT_APPLICABLE,
    PLAN_END,
    PROGRESS,
    UNASSIGNED,
    Cell,
    D,
    Figures,
    Line,
    Rule,
    State,
    by_rungs,
    clean,
    number,
    rounded,
    together,
)


def intensity_annual(bonus_cap: Decimal) -> Rule:
    """A1: the year's fall against the assigned target, or against the pace still needed where none was assigned."""

    def line(figures: Figures, year: int, full: Decimal) -> Line:
        assigned = figures.get("decline_target", MISSING) is not UNASSIGNED
        needed = ("decline_target",) if assigned else ("decline_cumulative", "five_year_target")
        if state := together(figures, "decline_actual", *needed):
            return Line(full, state, state, assigned=assigned)
        actual = number(figures, "decline_actual")
        target = number(figures, "decline_target") if assigned else pace_still_needed(figures, year)
        completion = rounded(actual / target * 100) if target > 0 else D(100 if actual >= target else 0)
        over = max(D(0), completion - 100) // 10 if assigned and target > 0 else D(0)
        return Line(full, by_rungs(completion, full), completion, min(bonus_cap, over), assigned)

    return line


def pace_still_needed(figures: Figures, year: int) -> Decimal:
    """1 − ((1−T)/(1−K))^(1/years left) in percent, up to 2 places; K is last year's end; 0 where the target is reached."""
    annual, now, goal = (
        number(figures, item) / 100 for item in ("decline_actual", "decline_cumulative", "five_year_target")
    )
    left = (1 - goal) * (1 - annual) / (1 - now)  # (1−T)/(1−K)
    if left >= 1:
        return D(0)
    return clean((1 - left ** (D(1) / (PLAN_END - year + 1))) * 100).quantize(D("0.01"), ROUND_CEILING)


def intensity_cumulative(figures: Figures, year: int, full: Decimal) -> Line:
    """A2: progress by logarithms over the year's share."""
    if state := together(figures, "decline_cumulative", "five_year_target"):
        return Line(full, state, state)
    fall, goal = number(figures, "decline_cumulative"), number(figures, "five_year_target")
    if goal <= 0:
        completion = D(100 if fall >= goal else 0)
    else:
        completion = rounded((1 - fall / 100).ln() / (1 - goal / 100).ln() * 100 / PROGRESS[year] * 100)
    return Line(full, by_rungs(completion, full), completion)


def energy_total(waiver: bool) -> Rule:
    """The assessed total against its target; waived where the incentive target's share of the year is reached."""

    def line(figures: Figures, year: int, full: Decimal) -> Line:
        waived = incentive_reached(figures, year) if waiver else False
        examined = against_target(figures, full)
        if waived is None:
            return Line(full, MISSING, examined.completion)
        return Line(full, full, examined.completion) if waived else examined

    return line


def incentive_reached(figures: Figures, year: int) -> bool | None:
    """Whether the fall reaches the incentive target's share of the year, by logarithms; None where that cannot be told."""
    goal, fall = figures.get("incentive_target"), figures.get("decline_cumulative", MISSING)
    if goal is MISSING or (isinstance(goal, Decimal) and fall is MISSING):
        return None
    if not isinstance(goal, Decimal) or not isinstance(fall, Decimal):
        return False
    return clean(fall) >= clean((1 - (1 - goal / 100) ** (PROGRESS[year] / 100)) * 100)


def against_target(figures: Figures, full: Decimal) -> Line:
    """The over-run in percent on the ladder 0, 10, 20."""
    total, target = assessed_total(figures), total_target(figures)
    if MISSING in (total, target):
        return Line(full, MISSING, MISSING)
    if isinstance(total, State) or isinstance(target, State) or target <= 0:
        return Line(full, NOT_APPLICABLE)
    over = rounded((total - target) / target * 100)
    earned = next((parts for limit, parts in ((0, "2"), (10, "1.33"), (20, "0.67")) if over <= limit), "0")
    return Line(full, D(earned), over)


def assessed_total(figures: Figures) -> Cell:
    """Energy use less the rise of renewable power, feedstock and what is listed apart."""
    off = ("renewable_power", "renewable_power_2020", "feedstock_energy", "listed_apart_energy")
    states = [together(figures, item) for item in ("energy_use", *off)]
    if MISSING in states:
        return MISSING
    if states[0]:
        return NOT_APPLICABLE
    rise = D(0) if states[1] or states[2] else number(figures, off[0]) - number(figures, off[1])
    return number(figures, "energy_use") - max(D(0), rise) - number(figures, off[2]) - number(figures, off[3])


def total_target(figures: Figures) -> Cell:
    """Agreed, else issued, raised with growth where that is approved."""
    agreed = figures.get("energy_total_target_agreed", NOT_APPLICABLE)
    if agreed is not NOT_APPLICABLE:
        return agreed
    if together(figures, "energy_total_target", "growth_adjustment_approved") is MISSING:
        return MISSING
    if together(figures, "energy_total_target"):
        return NOT_APPLICABLE
    target = number(figures, "energy_total_target")
    if number(figures, "growth_adjustment_approved") != 1:
        return target
    if together(figures, "growth_actual", "growth_planned"):
        return MISSING  # 批准调整的必填 (definition of the items): whether to raise cannot be told
    growth, planned = number(figures, "growth_actual"), number(figures, "growth_planned")
    return target * max(D(1), (100 + growth) / (100 + planned))
