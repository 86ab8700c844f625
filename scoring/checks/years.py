"""Checks by arithmetic that figures must obey: growth rates, falls one upon the other, last year, the city's sum."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from scoring.checks.forms import CITY, all_of, annual_id, any_of, between, half_unit, power_of_ten, size
from scoring.checks.item_check import ItemCheck, ShownFigure
from scoring.formula.nodes import Down, Extreme, Node, Number, Ref, Round
from scoring.rules.base import number
from scoring.scheme.data_checks import CheckSpec, CitySum, Compound, Cumulative, Identity, UnitSlip, YearlyChange
from scoring.scheme.scheme import Scheme

_FALL = ("应下降 ", "应上升 ")
_ROUGH = "%，与填报之差超出四舍五入的误差"


def item_checks_of(check: CheckSpec, scheme: Scheme, year: int) -> Iterator[ItemCheck]:
    """The item checks of a check of this kind."""
    if isinstance(check, Identity):
        yield _identity(check)
    elif isinstance(check, Compound):
        yield _compound(check, scheme, year)
    elif isinstance(check, Cumulative):
        yield _cumulative(check, year)
    elif isinstance(check, CitySum):
        yield from (_city_sum(check, item) for item in check.items if item in scheme.items)
    elif isinstance(check, YearlyChange | UnitSlip):
        # What is settled for all years (a base year's figure, a five-year target) is compared as well: it must not move.
        for item in scheme.items.values():
            if item.kind in check.kinds:
                yield _change(check, item.id, year) if isinstance(check, YearlyChange) else _slip(check, item.id, year)


def _apart(stated: Node, low: Node, high: Node) -> Node:
    """Whether a figure as printed cannot lie between two others."""
    half = half_unit(stated)
    below, above = stated + half - low, stated - half - high
    return any_of(Round(below, 6).compare("<", 0), Round(above, 6).compare(">", 0))


def _identity(check: Identity) -> ItemCheck:
    """practice 5-21: a fall of 7.91 was written where the growth rates say 0.80. Each figure may be off by half a unit
    of its last place, and no more."""
    growth, output, decline = Ref(check.input_growth), Ref(check.output_growth), Ref(check.decline)
    lowest = (1 - (growth + half_unit(growth) + 100) / (output - half_unit(output) + 100)) * 100
    highest = (1 - (growth - half_unit(growth) + 100) / (output + half_unit(output) + 100)) * 100
    implied = ShownFigure(Round((1 - (growth + 100) / (output + 100)) * 100, 2), 2, _FALL)
    return ItemCheck(
        check, check.decline, (check.decline, check.input_growth, check.output_growth), _apart(decline, lowest, highest),
        ("与增速不符：按能源消费和经济增速推算", implied, _ROUGH),
        lead="与增速不符，按增速推算", brief=(implied, "%"),
    )  # fmt: skip


def _compound(check: Compound, scheme: Scheme, year: int) -> ItemCheck:
    names = [annual_id(check.annual, one, year) for one in plan_years(scheme)]
    left = reduce(lambda one, two: one * two, (1 - Ref(name) / 100 for name in names))
    reached = Round((1 - left) * 100, 6)
    # Targets are set, not measured: nothing in them is rounded but the yearly share of the whole.
    short = reached.compare("<", Round(Ref(check.whole) - check.tolerance, 6))
    change = ShownFigure(Round(reached, 2), 2, ("只下降 ", "反而上升 "))
    return ItemCheck(
        check, check.annual, (*names, check.whole), short, ("各年度目标连乘", change, "%，达不到五年目标"),
        lead="各年度连乘达不到五年目标", brief=(change, "%"), beside=(check.whole,),
    )  # fmt: skip


def _cumulative(check: Cumulative, year: int) -> ItemCheck:
    """practice 2.1: K = 1 − Π(1−k); a revised annual fall moves the fall since the base year as well."""
    before, annual, whole = Ref(f"{check.whole}@{year - 1}"), Ref(check.annual), Ref(check.whole)

    def made(sign: int) -> Node:
        parts = (1 - (one + half_unit(one) * sign) / 100 for one in (before, annual))
        return (1 - reduce(lambda one, two: one * two, parts)) * 100

    implied = ShownFigure(Round((1 - (1 - before / 100) * (1 - annual / 100)) * 100, 2), 2, _FALL)
    return ItemCheck(
        check, check.whole, (check.whole, check.annual, f"{check.whole}@{year - 1}"), _apart(whole, made(-1), made(1)),
        ("与上年累计和本年下降率不符：按上年累计推算", implied, _ROUGH),
        lead="与上年累计和本年下降率不符，按上年累计推算", brief=(implied, "%"), beside=(check.annual,),
    )  # fmt: skip


def plan_years(scheme: Scheme) -> range:
    """The years of the plan."""
    return range(scheme.spec.period.start, scheme.spec.period.end + 1)


def _slip(check: UnitSlip, item: str, year: int) -> ItemCheck:
    now, last = Ref(item), Ref(f"{item}@{year - 1}")
    low, high = Extreme("min", (now, last)), Extreme("max", (now, last))
    near, far = 1 - check.within / 100, 1 + check.within / 100
    bands = any_of(*(between(high, low * (factor * near), low * (factor * far)) for factor in check.factors))
    power = power_of_ten(now, last)
    becomes = ShownFigure(now / Number(10) ** power)
    return ItemCheck(
        check, item, (item, f"{item}@{year - 1}"),
        all_of(low.compare(">", 0), high.compare(">=", check.at_least), bands),
        ("上年是 ", ShownFigure(last, 2), "，与本年相差约 ", ShownFigure(Number(10) ** size(power), 0), " 倍，像是单位或小数点错位，应为 ", becomes),
        lead="与上年相比，像是单位或小数点错位，应为", brief=(ShownFigure(now), "→", becomes),
    )  # fmt: skip


def _change(check: YearlyChange, item: str, year: int) -> ItemCheck:
    now, last = Ref(item), Ref(f"{item}@{year - 1}")
    moved = (size(now - last) * 100).compare(">", size(last) * check.most)
    large = Extreme("max", (size(now), size(last))).compare(">=", check.at_least)
    return ItemCheck(
        check, item, (item, f"{item}@{year - 1}"), all_of(moved, large),
        ("上年是 ", ShownFigure(last, 2), f"，变动超过 {number(check.most)}%"),
        lead=f"比上年变动超过 {number(check.most)}%", brief=("上年 ", ShownFigure(last), "，本年 ", ShownFigure(now)),
    )  # fmt: skip


def _city_sum(check: CitySum, item: str) -> ItemCheck:
    total, city = Down("sum", Ref(item)), Ref(f"{item}@{CITY}")
    off = Round(size(total - city) * 100, 6).compare(">", Round(size(city) * check.tolerance, 6))
    words = ("各县合计 ", ShownFigure(total, 2), "，与全市数不符")
    return ItemCheck(check, item, (item, f"{item}@{CITY}"), off, words, whole=True)
