"""A second judge of the reference scheme: its page (version 2026.2) worked out anew in decimals, one county after another.

Written from the page of the reference scheme, the plan and the notes on published practice by somebody who had not read
`scoring/`; nothing of ours is imported. A county's figures are `{item: Decimal}` with `MISSING` (暂缺), `NOT_APPLICABLE` (不适用)
or `UNASSIGNED` (未下达) in place of a number, 1 and 0 for 是 and 否; an item that is not there is blank. Percentages are numbers.

Where the page is silent, the judge reads it so; the first five are in the project's docs (rule-language.md, scheme-fields.md,
scheme-files.md), the others are this judge's own:

- an exclusion that is not applicable takes nothing off, an addend that is not applicable adds nothing;
- of a missing and a not-applicable figure in one line the missing one decides;
- a dimension of which nothing applies is shared out over the other dimensions;
- a target of an energy total of 0 or less makes the line not applicable; what is not applicable fires no gate;
- the lines of the full scheme are those of its printed point table (see reference_oracle_full.py);
- "target ≤ 0: full points if actual ≥ target" goes before "a rise: 0 points": a county that may rise by 2% and rises by 1% has met;
- the same level test serves the five-year target; a met level counts as a completion of 100, a missed one as 0;
- half a point for replacement is one yes or no over all pollutants that apply;
- a unit beyond a share of 0 is beyond the share, so that the bonus stands though the line does not apply; a completion that is not applicable comes last among equals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import Enum


class State(Enum):
    """What stands in place of a number."""

    MISSING = "暂缺"
    NOT_APPLICABLE = "不适用"
    UNASSIGNED = "未下达"


MISSING, NOT_APPLICABLE, UNASSIGNED = State.MISSING, State.NOT_APPLICABLE, State.UNASSIGNED
Cell = Decimal | State
Figures = Mapping[str, Cell]

D = Decimal
PLAN_END = 2025
PROGRESS = {2021: D(20), 2022: D(40), 2023: D(60), 2024: D(80), 2025: D(100)}
BY_2024 = {2021: D(20), 2022: D(40), 2023: D(60), 2024: D(100), 2025: D(100)}
POLLUTANTS = ("cod", "nh3n", "nox", "voc")
NOTHING, HUNDRED = D(0), D(100)
NOISE = 6  # places beyond the printed ones at which noise is dropped before a figure is rounded


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Half-up, noise dropped first."""
    return clean(value, places).quantize(D(1).scaleb(-places), ROUND_HALF_UP)


def clean(value: Decimal, places: int = 2) -> Decimal:
    """Without what lies more than six places beyond the printed ones."""
    return value.quantize(D(1).scaleb(-places - NOISE), ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """One line of one county: points, completion in percent, bonus; `assigned` is whether somebody set its target."""

    full: Decimal
    points: Cell
    completion: Cell = NOT_APPLICABLE
    bonus: Decimal = D(0)
    assigned: bool = True

    @property
    def missed(self) -> bool:
        """An assigned target of which the printed completion is below 100."""
        return self.assigned and isinstance(self.completion, Decimal) and self.completion < 100


Rule = Callable[[Figures, int, Decimal], Line]
"""Figures, year and full points to a line."""


@dataclass(frozen=True)
class Scheme:
    """Dimensions in order, each a name with its lines (id, full points, rule); and what differs in the gates."""

    dimensions: Sequence[tuple[str, Sequence[tuple[str, Decimal, Rule]]]]
    strict: bool = False
    bonus_cap: Decimal = D(4)


def together(figures: Figures, *items: str) -> State | None:
    """What the worst of the items has in place of a number; None where all are numbers."""
    cells = [figures.get(item, MISSING) for item in items]
    if any(cell is MISSING for cell in cells):
        return MISSING
    return NOT_APPLICABLE if any(isinstance(cell, State) for cell in cells) else None


def number(figures: Figures, item: str) -> Decimal:
    """The item's figure; what is not applicable counts as none."""
    cell = figures[item]
    return D(0) if isinstance(cell, State) else cell


def summed(figures: Figures, items: Sequence[str]) -> Cell:
    """The sum of the items: missing if one is, not applicable if all are."""
    states = [together(figures, item) for item in items]
    if MISSING in states:
        return MISSING
    if all(state is NOT_APPLICABLE for state in states):
        return NOT_APPLICABLE
    return sum((number(figures, item) for item in items), D(0))


def by_rungs(completion: Decimal, full: Decimal) -> Decimal:
    """完成目标得满分，完成90%得九成……完成50%得五成，50%以下不得分."""
    tenth = min(10, int(completion // 10))
    return D(0) if tenth < 5 else rounded(full * tenth / 10)


def in_proportion(completion: Decimal, full: Decimal) -> Decimal:
    """The completion's share of the points, at most all of them."""
    return rounded(full * max(D(0), min(D(1), completion / 100)))


def share(
    top: Sequence[str],
    bottom: Sequence[str],
    target: Decimal | Mapping[int, Decimal] = HUNDRED,
    less: tuple[str, str] | None = None,
) -> Rule:
    """A share in percent against a target, in proportion; `less` is taken from top and bottom."""

    def line(figures: Figures, year: int, full: Decimal) -> Line:
        above, below = summed(figures, top), summed(figures, bottom)
        taken = [together(figures, item) for item in less or ()]
        if MISSING in (above, below, *taken):
            return Line(full, MISSING, MISSING)
        if isinstance(above, State) or isinstance(below, State):
            return Line(full, NOT_APPLICABLE)
        if less:
            above, below = above - number(figures, less[0]), below - number(figures, less[1])
        if below == 0:
            return Line(full, NOT_APPLICABLE)
        goal = target[year] if isinstance(target, Mapping) else target
        completion = rounded(above / below * 100 / goal * 100)
        return Line(full, in_proportion(completion, full), completion)

    return line


def assigned_share(done: str, task: str, beyond: Decimal = NOTHING, cap: Decimal = NOTHING) -> Rule:
    """Done ÷ assigned, in proportion; a task of 0 is not applicable. `beyond` points for each unit over the task."""

    def line(figures: Figures, year: int, full: Decimal) -> Line:
        if state := together(figures, done, task):
            return Line(full, state, state)
        did, asked = number(figures, done), number(figures, task)
        bonus = min(cap, max(D(0), did - asked).to_integral_value(ROUND_FLOOR) * beyond)
        if asked <= 0:
            return Line(full, NOT_APPLICABLE, bonus=bonus)
        completion = rounded(did / asked * 100)
        return Line(full, in_proportion(completion, full), completion, bonus)

    return line


def each(item: str, points: Decimal) -> Rule:
    """Points for each, up to full."""

    def line(figures: Figures, year: int, full: Decimal) -> Line:
        if state := together(figures, item):
            return Line(full, state)
        return Line(full, rounded(min(full, points * number(figures, item))))

    return line


def less_each(item: str, points: Decimal, from_year: int = 2021) -> Rule:
    """Points off for each, down to 0; not assessed before `from_year`."""

    def line(figures: Figures, year: int, full: Decimal) -> Line:
        if year < from_year:
            return Line(full, NOT_APPLICABLE)
        if state := together(figures, item):
            return Line(full, state)
        return Line(full, rounded(max(D(0), full - points * number(figures, item))))

    return line


def twice_replaced(figures: Figures) -> Cell:
    """是 where every pollutant that applies was replaced at least 2.00 times."""
    cells = [figures.get(f"replacement_{one}", MISSING) for one in POLLUTANTS]
    if MISSING in cells:
        return MISSING
    times = [cell for cell in cells if isinstance(cell, Decimal)]
    return D(all(one >= 2 for one in times)) if times else NOT_APPLICABLE


def listed(entries: Sequence[tuple[str, Decimal]], replacement: Decimal = NOTHING) -> Rule:
    """Yes/no items with their points: earned ÷ applicable × full."""

    def line(figures: Figures, year: int, full: Decimal) -> Line:
        answers = [(figures.get(item, MISSING), points) for item, points in entries]
        if replacement:
            answers.append((twice_replaced(figures), replacement))
        if any(cell is MISSING for cell, _ in answers):
            return Line(full, MISSING)
        applicable = [(cell, points) for cell, points in answers if isinstance(cell, Decimal)]
        if not applicable:
            return Line(full, NOT_APPLICABLE)
        earned = sum((points for cell, points in applicable if cell == 1), D(0))
        return Line(full, rounded(earned / sum(points for _, points in applicable) * full))

    return line
