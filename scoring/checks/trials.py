"""What each check asks of which figure, as a formula that holds where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from scoring.checks import fractions, levels, signs, tenfolds, years
from scoring.checks.trial import Trial
from scoring.scheme.data_checks import CheckSpec, Fraction, Scale, Sign, Tenfold
from scoring.scheme.scheme import Scheme

_OF: dict[type, Callable[[Any, Scheme, int], Iterator[Trial]]] = {
    Fraction: fractions.trials_of, Sign: signs.trials_of, Tenfold: tenfolds.trials_of, Scale: levels.trials_of
}  # fmt: skip
_LIVE = frozenset(("unit_slip", "identity", "cumulative", "compound", "change", "city_sum"))


def trials(scheme: Scheme, year: int) -> tuple[Trial, ...]:
    """Every check that a scheme's figures of a year can be put to, the more telling ones of an item first."""
    return _trials(scheme, scheme.checks, year)


def live_trials(scheme: Scheme, year: int) -> tuple[Trial, ...]:
    """Those whose formulas are short enough to stand in the workbook that is filled in, where they answer at once."""
    return tuple(one for one in trials(scheme, year) if one.check.kind in _LIVE)


@lru_cache(maxsize=64)
def _trials(scheme: Scheme, checks: tuple[CheckSpec, ...], year: int) -> tuple[Trial, ...]:
    return tuple(trial for check in checks for trial in _OF.get(type(check), years.trials_of)(check, scheme, year))
