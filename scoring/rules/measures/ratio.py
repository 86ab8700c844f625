"""取值 = 分子 ÷ 分母 × 100；分母为零时该项不适用。"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from pydantic import Field

from scoring.formula.nodes import IsNotApplicable, IsNumber, Node, Over, Ref, both
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure
from scoring.rules.scale import beside, size_across


class Ratio(Measure):
    """A share in percent. ``*_less`` items (approved exclusions) are taken out before dividing.

    Where a side is a sum, parts that are not applicable count as none; a side of which only exclusions are left is not
    applicable. ``places``: the share is rounded before it is
    judged (“保留一位小数”); left out, only the completion is.
    """

    kind: Literal["ratio"] = "ratio"
    top: tuple[str, ...] = Field(min_length=1)
    bottom: tuple[str, ...] = Field(min_length=1)
    top_less: tuple[str, ...] = ()
    bottom_less: tuple[str, ...] = ()
    places: int | None = Field(default=None, ge=0, le=6)

    def unit(self, unit: str) -> str:
        return "%"

    def items(self) -> tuple[str, ...]:
        return (*self.top, *self.top_less, *self.bottom, *self.bottom_less)

    def shares(self) -> tuple[tuple[str, str], ...]:
        return tuple((item, self.bottom[0]) for item in self.top) if len(self.bottom) == 1 else ()

    def levers(self) -> tuple[str, ...]:
        return self.top

    def build(self, line: Line, unit: str) -> Ref:
        top = _side(line, "top", "分子", self.top, self.top_less)
        bottom = _side(line, "bottom", "分母", self.bottom, self.bottom_less)
        # Single figures are compared as they stand; sums may carry noise, and are compared beside the largest figure.
        items = tuple(map(line.item, dict.fromkeys(self.items())))
        scaled = partial(beside, size=size_across(line, "ratio_size", items)) if {top, bottom} - {*items} else _plain
        self._watch(line, top, bottom, scaled)
        none = scaled(bottom).compare("<=", 0)
        return line.column(
            "value", "取值", "value", top / bottom * 100, unit=unit, na_when=none, places=self.places
        )  # fmt: skip

    def _watch(self, line: Line, top: Ref, bottom: Ref, scaled: Callable[[Node], Node]) -> None:
        """A part larger than its whole, or declared not applicable beside a whole, is worth a word."""
        names = line.name
        line.watch(
            "W_PART",
            self.top[0],
            scaled(top - bottom).compare(">", 0),
            f"“{names}”的分子 {{{top.column}}} 大于分母 {{{bottom.column}}}",
            "核对两个数；部分不能多于全部",
        )
        for side, part, less in ((top, "分子", self.top_less), (bottom, "分母", self.bottom_less)):
            if less:
                line.watch(
                    "W_PART",
                    less[0],
                    scaled(side).compare("<", 0),
                    f"“{names}”从{part}扣除的数大于{part}，扣后为 {{{side.column}}}",
                    "核对扣除的数；扣除的不能多于全部",
                )
        line.watch(
            "W_PART_NA",
            self.top[0],
            both(IsNotApplicable(top), IsNumber(bottom), scaled(bottom).compare(">", 0)),
            f"“{names}”的分母是 {{{bottom.column}}}，分子却申报不适用，该项因此不计分",
            "没有的应当填 0；确实不适用的，请核实理由",
        )

    def say(self) -> str:
        places = "" if self.places is None else f"，保留{self.places}位小数"
        several = len(self.top) > 1 or len(self.bottom) > 1
        none = "；相加的数中不适用的按 0 计" if several else ""
        return f"取值 = {_words(self.top, self.top_less)} ÷ {_words(self.bottom, self.bottom_less)} × 100{places}；分母为零的不适用{none}"


def _plain(term: Node) -> Node:
    return term


def _side(line: Line, suffix: str, name: str, plus: tuple[str, ...], less: tuple[str, ...]) -> Ref:
    refs = [line.item(item) for item in plus]
    if len(refs) == 1 and not less:
        return refs[0]
    total: Node = Over("sum", tuple(refs))
    if not less:
        return line.column(suffix, name, "helper", total, mode="skip")
    total = total - Over("sum", tuple(line.item(item) for item in less))
    none = both(*(IsNotApplicable(ref) for ref in refs))  # exclusions from nothing: 0 − 2 vehicles were never bought
    return line.column(suffix, name, "helper", total, mode="skip", na_when=none)


def _words(plus: tuple[str, ...], less: tuple[str, ...]) -> str:
    text = " + ".join(f"“{{{item}}}”" for item in plus)
    text += "".join(f" − “{{{item}}}”" for item in less)
    return f"（{text}）" if len(plus) + len(less) > 1 else text
