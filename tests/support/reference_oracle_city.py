"""The second judge's city: dimensions, totals, gates with what follows, grades and ranks, in decimals (see reference_oracle.py).

Silent on the page, read so: a figure that only a gate uses leaves the grade 待定 when it is missing, and not the points; a pollutant's
task that is missed on tons not finally recognised leaves the grade 待定 whatever else holds, and a blank `reductions_final` means final
(its definition among the items).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tests.support.reference_oracle import (
    MISSING,
    NOT_APPLICABLE,
    PLAN_END,
    POLLUTANTS,
    Cell,
    D,
    Figures,
    Line,
    Scheme,
    State,
    rounded,
)
from tests.support.reference_oracle_default import default_dimensions
from tests.support.reference_oracle_full import full_dimensions

GRADES = ("超额完成", "完成", "基本完成", "未完成")
MET, BASIC, FAILED = 1, 2, 3  # places among the grades
GATE_ITEMS = ("two_high_new_unrectified", "major_incidents", "data_falsified")

DEFAULT = Scheme(default_dimensions())
STRICT = Scheme(default_dimensions(), strict=True)
FULL = Scheme(full_dimensions(), bonus_cap=D(0))
SCHEMES = {"yuncheng-14fyp": DEFAULT, "yuncheng-14fyp-strict": STRICT, "yuncheng-14fyp-full": FULL}


@dataclass(frozen=True)
class County:
    """What the judge says of one county; a grade or total of None is 待定, a rank of None is none.

    `other_totals` are those under the other ways of treating what is not applicable: full, zero, over_whole.
    `accountable` (建议问责), `talked_to` (约谈、限期整改) and `rectify` (整改 of any kind) are None where the grade is 待定.
    """

    lines: Mapping[str, Line]
    dimensions: Mapping[str, Cell]
    bonus: Decimal | None
    total: Decimal | None
    other_totals: Mapping[str, Decimal | None]
    gates: frozenset[str]
    grade: str | None
    accountable: bool | None
    talked_to: bool | None
    rectify: bool | None
    rank: int | None = None


def judge(scheme: Scheme, city: Mapping[str, Figures], year: int) -> dict[str, County]:
    """Every county of a city, ranked."""
    counties = {name: judge_county(scheme, figures, year) for name, figures in city.items()}
    keys = {name: _rank_key(county) for name, county in counties.items() if county.grade is not None}
    ranked = {}
    for name, county in counties.items():
        place = 1 + sum(other < keys[name] for other in keys.values()) if name in keys else None
        ranked[name] = County(**{**county.__dict__, "rank": place})
    return ranked


def _rank_key(county: County) -> tuple[Decimal, ...]:
    """By grade, total, block A's points, A1's completion; what is not applicable comes last."""
    assert county.grade is not None
    assert county.total is not None
    first = next(iter(county.dimensions.values()))
    return (
        D(GRADES.index(county.grade)),
        -county.total,
        _down(first),
        _down(county.lines["intensity_annual"].completion),
    )


def _down(cell: Cell) -> Decimal:
    return D("Infinity") if isinstance(cell, State) else -cell


def judge_county(scheme: Scheme, figures: Figures, year: int) -> County:
    """One county, not ranked."""
    lines: dict[str, Line] = {}
    dimensions: dict[str, Cell] = {}
    for name, content in scheme.dimensions:
        here = {line: rule(figures, year, full) for line, full, rule in content}
        dimensions[name] = dimension_points(list(here.values()))
        lines |= here
    whole = MISSING not in dimensions.values()
    bonus = min(scheme.bonus_cap, sum((line.bonus for line in lines.values()), D(0))) if whole else None
    total = None if bonus is None else total_points(scheme, dimensions) + bonus
    by_total = None if total is None else band(total)
    fired, worst, pending = gates(scheme, lines, figures, year)
    lacking = any(figures.get(item, MISSING) is MISSING for item in GATE_ITEMS)
    decided = by_total is not None and not pending and not lacking
    grade = max(by_total, worst) if by_total is not None and decided else None
    return County(
        lines=lines,
        dimensions=dimensions,
        bonus=bonus,
        total=total,
        other_totals=other_totals(scheme, lines, bonus),
        gates=frozenset(fired),
        grade=None if grade is None else GRADES[grade],
        accountable=accountable(lines, figures, year) if decided else None,
        talked_to=talked_to(lines, figures, year) if decided else None,
        rectify=(grade == FAILED or bool(missed(lines))) if decided else None,
    )


def dimension_points(lines: list[Line]) -> Cell:
    """The sum, or earned ÷ applicable × full where a line does not apply."""
    if any(line.points is MISSING for line in lines):
        return MISSING
    earned, applicable, full = _sums(lines)
    if applicable == 0:
        return NOT_APPLICABLE
    return rounded(earned / applicable * full)


def _sums(lines: list[Line]) -> tuple[Decimal, Decimal, Decimal]:
    """Points earned, full points of what applies, full points of all."""
    applies = [(line.points, line.full) for line in lines if isinstance(line.points, Decimal)]
    earned = sum((points for points, _ in applies), D(0))
    return earned, sum((full for _, full in applies), D(0)), sum((line.full for line in lines), D(0))


def total_points(scheme: Scheme, dimensions: Mapping[str, Cell]) -> Decimal:
    """The sum of the dimensions; one of which nothing applies is shared out over the others."""
    fulls = {name: sum((full for _, full, _ in content), D(0)) for name, content in scheme.dimensions}
    applies = {name: points for name, points in dimensions.items() if isinstance(points, Decimal)}
    earned, applicable = sum(applies.values(), D(0)), sum((fulls[name] for name in applies), D(0))
    return rounded(earned / applicable * sum(fulls.values())) if applicable else D(0)


def other_totals(scheme: Scheme, lines: Mapping[str, Line], bonus: Decimal | None) -> dict[str, Decimal | None]:
    """The total were a line that does not apply given full marks, zero, or taken out over the whole."""
    if bonus is None:
        return dict.fromkeys(("full", "zero", "over_whole"))
    earned, applicable, full = _sums(list(lines.values()))
    over = rounded(earned / applicable * full) if applicable else D(0)
    return {"full": earned + full - applicable + bonus, "zero": earned + bonus, "over_whole": over + bonus}


def band(total: Decimal) -> int:
    """The place of the grade by the printed total."""
    return next((place for place, least in enumerate((95, 80, 60)) if total >= least), FAILED)


def missed(lines: Mapping[str, Line]) -> set[str]:
    """The assigned targets of the plan that were missed."""
    return {name for name in ("intensity_annual", "intensity_cumulative", *POLLUTANTS) if lines[name].missed}


def gates(scheme: Scheme, lines: Mapping[str, Line], figures: Figures, year: int) -> tuple[set[str], int, bool]:
    """The gates that act (named as on the page), the best grade they leave, and whether one is still undecided."""
    gone, end = missed(lines), year == PLAN_END
    annual, five_years = "intensity_annual" in gone, "intensity_cumulative" in gone
    tons, final = bool(gone & set(POLLUTANTS)), figures.get("reductions_final") != 0
    at_end_or_strict = FAILED if end or scheme.strict else BASIC
    acting = {
        "A1 and A2 missed": (annual and five_years, FAILED),
        "A1 missed": (annual and not five_years, FAILED if scheme.strict else BASIC),
        "A2 missed": (five_years and (end or not annual), FAILED if end else BASIC),
        "pollutant missed": (tons and final, at_end_or_strict),
        "new violation": (_above_0(figures, "two_high_new_unrectified"), MET),
        "incident": (_above_0(figures, "major_incidents"), MET),
        "falsified": (_above_0(figures, "data_falsified"), FAILED),
    }
    fired = {name: best for name, (acts, best) in acting.items() if acts}
    return set(fired), max(fired.values(), default=0), tons and not final


def called_to_account(lines: Mapping[str, Line], year: int) -> set[str]:
    """The missed targets followed by 建议问责: both for intensity, or at plan end the five-year one and the pollutants' tasks."""
    gone, both = missed(lines), {"intensity_annual", "intensity_cumulative"}
    return (both if both <= gone else set()) | (gone - {"intensity_annual"} if year == PLAN_END else set())


def accountable(lines: Mapping[str, Line], figures: Figures, year: int) -> bool:
    """建议问责: for some missed target, or falsification."""
    return bool(called_to_account(lines, year)) or _above_0(figures, "data_falsified")


def talked_to(lines: Mapping[str, Line], figures: Figures, year: int) -> bool:
    """约谈、限期整改: for every other missed target, or falsification."""
    return bool(missed(lines) - called_to_account(lines, year)) or _above_0(figures, "data_falsified")


def _above_0(figures: Figures, item: str) -> bool:
    cell = figures.get(item, MISSING)
    return isinstance(cell, Decimal) and cell > 0
