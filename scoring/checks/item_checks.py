"""What each check asks of which figure, as a formula that holds where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from scoring.checks import fractions, levels, signs, tenfolds, years
from scoring.checks.item_check import ItemCheck
from scoring.scheme.data_checks import CheckSpec, Fraction, Scale, Sign, Tenfold
from scoring.scheme.scheme import Scheme

_OF: dict[type, Callable[[Any, Scheme, int], Iterator[ItemCheck]]] = {
    Fraction: fractions.item_checks_of, Sign: signs.item_checks_of, Tenfold: tenfolds.item_checks_of, Scale: levels.item_checks_of
}  # fmt: skip
_LIVE = frozenset(("unit_slip", "identity", "cumulative", "compound", "change", "city_sum"))


def item_checks(scheme: Scheme, year: int) -> tuple[ItemCheck, ...]:
    """Every check that a scheme's figures of a year can be put to, the more telling ones of an item first."""
    return _trials(scheme, scheme.checks, year)


def live_item_checks(scheme: Scheme, year: int) -> tuple[ItemCheck, ...]:
    """Those whose formulas are short enough to stand in the workbook that is filled in, where they answer at once."""
    return tuple(one for one in item_checks(scheme, year) if one.check.kind in _LIVE)


@lru_cache(maxsize=64)
def _trials(scheme: Scheme, checks: tuple[CheckSpec, ...], year: int) -> tuple[ItemCheck, ...]:
    return tuple(
        item_check for check in checks for item_check in _OF.get(type(check), years.item_checks_of)(check, scheme, year)
    )
