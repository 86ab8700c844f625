"""What is varied, by how much, and what the labels mean: declared in YAML, never in code."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from scoring.resources import config_dir
from scoring.rules.base import Model, number
from scoring.scheme.messages import read_model

Levels = Literal["both", "dimension", "indicator"]
Distribution = Literal["uniform", "dirichlet", "none"]


class WeightSpread(Model):
    """How weights are drawn.

    ``uniform``: each figure is multiplied by 1 ± spread percent, then each level is brought back to its sum.
    ``dirichlet``: shares of a level around the official ones; a figure of average size has a relative
    standard deviation of ``spread`` percent. ``none``: the official weights.
    """

    distribution: Distribution = "uniform"
    spread: float = Field(default=25, gt=0, le=99)
    levels: Levels = "both"
    drawn_from: str = ""

    def say(self) -> str:
        """The choice in words."""
        if self.distribution == "none":
            return "权重不变动"
        which = {"both": "类别和类别内各指标的分值", "dimension": "各类别的分值", "indicator": "类别内各指标的分值"}
        size = number(self.spread)
        how = (
            f"在 ±{size}% 内均匀变动"
            if self.distribution == "uniform"
            else f"按狄利克雷分布变动（平均大小的分值相对标准差 {size}%）"
        )
        return f"{which[self.levels]}{how}，再按原合计折回"


class LabelRule(Model):
    """One label of a grade (等次稳固 / 等次较稳 / 等次临界). All that is stated must hold; figures left out ask for nothing.

    keeps: least probability, percent, that the grade (of a rank's label: the rank) is the official one.
    stress_keeps: the same under every error of the data that was tried.
    """

    name: str = Field(min_length=1)
    keeps: float | None = Field(default=None, ge=0, le=100)
    stress_keeps: float | None = Field(default=None, ge=0, le=100)


class RankLabelRule(LabelRule):
    """One label of a rank. gap_units: least gap to the next county's total in the same grade, in units of the printed total."""

    gap_units: float | None = Field(default=None, ge=0)


class Sizes(Model):
    """By how much a figure may move either way: percents in points, quantities in percent, counts in pieces."""

    percent: float = Field(default=0, ge=0)
    number: float = Field(default=0, ge=0, le=99)
    count: float = Field(default=0, ge=0)

    def say(self) -> str:
        """「百分率 ±0.1 个百分点，数量 ±1%」"""
        parts = (
            (self.percent, f"百分率 ±{number(self.percent)} 个百分点"),
            (self.number, f"数量 ±{number(self.number)}%"),
            (self.count, f"个数 ±{number(self.count)}"),
        )
        return "，".join(text for size, text in parts if size) or "不变动"


class RevisionSettings(Sizes):
    """A revision of the figures of one bureau, or of the items named."""

    bureau: str = ""
    items: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _named(self) -> RevisionSettings:
        if bool(self.bureau) == bool(self.items):
            raise ValueError("bureau（部门）和 items（数据项编号）写一个，不能都写或都不写")
        return self


Decimals = int | Literal["reported", "exact"]


class DecimalPlaces(Model):
    """To how many decimals, at least, figures of a kind are reported; half a unit of the last one is their error."""

    percent: Decimals = 2
    number: Decimals = "reported"
    count: Decimals = "exact"
    items: dict[str, Decimals] = Field(default_factory=dict)


class Stress(Model):
    """Errors of the data: rounding, and revisions by bureau."""

    draws: int = Field(default=1000, ge=10, le=1_000_000)
    decimals: DecimalPlaces = DecimalPlaces()
    each_bureau: Sizes | None = None
    revisions: tuple[RevisionSettings, ...] = ()


class FlipSettings(Model):
    """How fine the smallest changes are looked for."""

    weight_unit: float = Field(default=0.01, gt=0)


class Settings(Model):
    """Everything that a study of robustness assumes."""

    draws: int = Field(default=10_000, ge=10, le=10_000_000)
    seed: int = Field(default=20210101, ge=0)
    interval: float = Field(default=90, gt=0, lt=100)
    weights: WeightSpread = WeightSpread()
    grade_labels: tuple[LabelRule, ...] = Field(min_length=1)
    rank_labels: tuple[RankLabelRule, ...] = Field(min_length=1)
    stress: Stress = Stress()
    flips: FlipSettings = FlipSettings()

    @model_validator(mode="after")
    def _last_takes_all(self) -> Settings:
        for field, rules in (("grade_labels", self.grade_labels), ("rank_labels", self.rank_labels)):
            if any(value is not None for name, value in rules[-1] if name != "name"):
                raise ValueError(f"{field} 的最后一档不能再有条件，否则有的县没有档可归")
        return self


def load_settings(path: str | Path | None = None) -> Settings:
    """The settings of a YAML file; without one, those shipped. SchemeError lists every fault with its line."""
    file = Path(path) if path is not None else config_dir() / "robustness.yaml"
    return read_model(Settings, file, file.name)
