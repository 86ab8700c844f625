"""What each check asks of which figure, as a formula that holds where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from scoring.formula.nodes import Down, Extreme, Logic, Node, Number, Ref, Round
from scoring.rules.base import number
from scoring.scheme.data_checks import Change, CheckSpec, CitySum, Compound, Cumulative, Identity, UnitSlip
from scoring.scheme.scheme import Scheme

CITY = "city"


@dataclass(frozen=True)
class Trial:
    """One check of one item.

    reads: the columns that must all be numbers; ``energy_use@2024`` is another year's figure, ``energy_use@city``
    the city's own. fault holds where the figure is doubtful; it is said as before + shows (to ``places``) + after.
    ``whole``: asked once of the city, over all counties, not of each county.
    """

    check: CheckSpec
    item: str
    reads: tuple[str, ...]
    fault: Node
    before: str
    shows: Node
    places: int
    after: str
    whole: bool = False


def trials(scheme: Scheme, year: int) -> tuple[Trial, ...]:
    """Every check that a scheme's figures of a year can be put to, the more telling ones of an item first."""
    return tuple(trial for check in scheme.checks for trial in _of(check, scheme, year))


def _of(check: CheckSpec, scheme: Scheme, year: int) -> Iterator[Trial]:
    if isinstance(check, Identity):
        yield _identity(check)
    elif isinstance(check, Compound):
        yield _compound(check, scheme, year)
    elif isinstance(check, Cumulative):
        yield _cumulative(check, year)
    elif isinstance(check, CitySum):
        yield from (_city_sum(check, item) for item in check.items if item in scheme.items)
    else:
        names = [item.id for item in scheme.items.values() if item.kind in check.kinds]
        # What is settled for all years (a base year's figure, a five-year target) is compared as well: it must not move.
        yield from (
            _change(check, name, year) if isinstance(check, Change) else _slip(check, name, year) for name in names
        )


def _identity(check: Identity) -> Trial:
    """practice 5-21: a fall of 7.91 was written where the growth rates say 0.80."""
    growth, output, decline = Ref(check.input_growth), Ref(check.output_growth), Ref(check.decline)
    implied = (Number(1) - (growth + 100) / (output + 100)) * 100
    off = Round(_size(implied - decline), 6).compare(">", Number(check.tolerance))
    reads = (check.decline, check.input_growth, check.output_growth)
    tail = f"，与填报相差超过 {number(check.tolerance)} 个百分点"
    return Trial(
        check,
        check.decline,
        reads,
        off,
        "与增速不符：按能源消费和经济增速推算应下降 ",
        Round(implied, 2),
        2,
        f"%{tail}",
    )


def _compound(check: Compound, scheme: Scheme, year: int) -> Trial:
    names = [annual_id(check.annual, one, year) for one in plan_years(scheme)]
    left = reduce(lambda one, two: one * two, (Number(1) - Ref(name) / 100 for name in names))
    reached = Round((Number(1) - left) * 100, 6)
    short = reached.compare("<", Round(Ref(check.whole) - Number(check.tolerance), 6))
    return Trial(
        check, check.annual, (*names, check.whole), short, "各年度目标连乘只下降 ", Round(reached, 2), 2, "%，达不到五年目标"
    )  # fmt: skip


def _cumulative(check: Cumulative, year: int) -> Trial:
    """practice 2.1: K = 1 − Π(1−k); a revised annual fall moves the fall since the base year as well."""
    before, annual, whole = Ref(f"{check.whole}@{year - 1}"), Ref(check.annual), Ref(check.whole)
    implied = (Number(1) - (Number(1) - before / 100) * (Number(1) - annual / 100)) * 100
    off = Round(_size(implied - whole), 6).compare(">", Number(check.tolerance))
    reads = (check.whole, check.annual, f"{check.whole}@{year - 1}")
    tail = f"%，与填报相差超过 {number(check.tolerance)} 个百分点"
    return Trial(
        check, check.whole, reads, off, "与上年累计和本年下降率不符：按上年累计推算应为 ", Round(implied, 2), 2, tail
    )


def plan_years(scheme: Scheme) -> range:
    """The years of the plan."""
    return range(scheme.spec.period.start, scheme.spec.period.end + 1)


def annual_id(item: str, of: int, year: int) -> str:
    """An item of a year, seen from the year assessed."""
    return item if of == year else f"{item}@{of}"


def _slip(check: UnitSlip, item: str, year: int) -> Trial:
    now, last = Ref(item), Ref(f"{item}@{year - 1}")
    low, high = Extreme("min", (now, last)), Extreme("max", (now, last))
    near, far = 1 - check.within / 100, 1 + check.within / 100
    bands = [
        Logic("and", (low.compare(">", Number(0)), high.compare(">=", low * (factor * near)), high.compare("<=", low * (factor * far))))
        for factor in check.factors
    ]  # fmt: skip
    *some, most = map(number, check.factors)
    said = f"{'、'.join(some)} 或 {most}" if some else most
    return Trial(
        check, item, (item, f"{item}@{year - 1}"), Logic("or", tuple(bands)), "上年是 ", last, 2,
        f"，与本年相差约 {said} 倍，疑似单位或小数点错位",
    )  # fmt: skip


def _change(check: Change, item: str, year: int) -> Trial:
    now, last = Ref(item), Ref(f"{item}@{year - 1}")
    moved = (_size(now - last) * 100).compare(">", _size(last) * check.most)
    large = Extreme("max", (_size(now), _size(last))).compare(">=", Number(check.at_least))
    return Trial(
        check, item, (item, f"{item}@{year - 1}"), Logic("and", (moved, large)), "上年是 ", last, 2,
        f"，变动超过 {number(check.most)}%",
    )  # fmt: skip


def _city_sum(check: CitySum, item: str) -> Trial:
    total, city = Down("sum", Ref(item)), Ref(f"{item}@{CITY}")
    off = Round(_size(total - city) * 100, 6).compare(">", Round(_size(city) * check.tolerance, 6))
    return Trial(check, item, (item, f"{item}@{CITY}"), off, "各县合计 ", total, 2, "，与全市数不符", whole=True)


def _size(term: Node) -> Node:
    return Extreme("max", (term, Number(0) - term))
