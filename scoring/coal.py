"""Standard coal: quantities of fuel to tons of coal equivalent, by dated factors that carry their source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field

from scoring.errors import DataError
from scoring.resources import config_dir
from scoring.rules.base import Model
from scoring.scheme.messages import read_model
from scoring.scheme.models import SchemeSource
from scoring.scheme.spelling import nearest

Caliber = Literal["equivalent", "primary"]
CALIBERS = {"equivalent": "当量值", "primary": "等价值"}


class Factor(Model):
    """One factor: kilograms of coal equivalent for one unit of a fuel, from a year on."""

    id: str
    name: str
    unit: str
    figure: float = Field(gt=0)
    since: int = Field(alias="from")
    until: int | None = None
    caliber: Caliber | None = None
    source: str
    memory: bool = False


class Factors(Model):
    """The whole table."""

    source: SchemeSource
    unit: str
    kilojoules_per_kgce: float
    fuels: tuple[Factor, ...]

    def factor(self, fuel: str, year: int, caliber: Caliber | None) -> Factor:
        """The factor of a fuel in a year; DataError names what there is."""
        known = [one for one in self.fuels if one.id == fuel]
        if not known:
            raise DataError(f"没有能源品种 {fuel}{nearest(fuel, sorted({one.id for one in self.fuels}))}")
        calibers = {one.caliber for one in known}
        if calibers != {None} and caliber is None:
            raise DataError(f"{known[0].name}有当量值、等价值两个口径，须指明一个（equivalent 当量值，primary 等价值）")
        fit = [
            one
            for one in known
            if one.caliber in (None, caliber) and one.since <= year and (one.until is None or year <= one.until)
        ]
        if not fit:
            which = f"（{CALIBERS[caliber]}）" if caliber is not None and known[0].caliber is not None else ""
            raise DataError(
                f"{known[0].name}{which}没有 {year} 年可用的折标系数；查当年公布的数，在 config/coefficients 里补上并写明来源"
            )
        return max(fit, key=lambda one: one.since)


@cache
def load_factors() -> Factors:
    """The factors of config/coefficients; SchemeError with file and line if the file is wrong."""
    name = "coefficients/standard-coal.yaml"
    return read_model(Factors, config_dir() / name, name)


def tce(amounts: Mapping[str, float], year: int, electricity: Caliber | None = None) -> float:
    """Tons of coal equivalent of fuels by id, each in its own unit (kilograms, cubic metres, kilowatt hours, MJ).

    electricity: the caliber, which must be said where electricity is among them: 全社会 totals use the primary
    value (等价值, published yearly), industrial enterprises the equivalent (当量值). Raises DataError for an
    unknown fuel, a negative amount, or a caliber left open.
    """
    factors = load_factors()
    total = 0.0
    for fuel, amount in amounts.items():
        if not amount >= 0:
            raise DataError(f"{fuel} 的数量 {amount} 不是不小于 0 的数")
        total += amount * factors.factor(fuel, year, electricity).figure
    return total / 1000


def same_caliber(calibers: Mapping[str, Caliber]) -> list[str]:
    """What mixes calibers among one county's figures: a sentence a pair of groups, empty where all agree."""
    groups: dict[str, list[str]] = {}
    for figure, caliber in calibers.items():
        groups.setdefault(caliber, []).append(figure)
    if len(groups) < 2:
        return []
    named = "；".join(f"{CALIBERS[caliber]}：{'、'.join(names)}" for caliber, names in sorted(groups.items()))
    return [f"同一个县的数用了两个电力折标口径（{named}）；统一成一个口径后再报"]
