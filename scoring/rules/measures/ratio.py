"""取值 = 分子 ÷ 分母 × 100；分母为零时该项不适用。"""

from __future__ import annotations

from functools import reduce
from typing import Literal

from scoring.formula.nodes import Node, Ref
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure


class Ratio(Measure):
    """A share in percent. ``*_less`` items (approved exclusions) are taken out before dividing."""

    kind: Literal["ratio"] = "ratio"
    top: tuple[str, ...]
    bottom: tuple[str, ...]
    top_less: tuple[str, ...] = ()
    bottom_less: tuple[str, ...] = ()

    def items(self) -> tuple[str, ...]:
        return (*self.top, *self.top_less, *self.bottom, *self.bottom_less)

    def build(self, line: Line, unit: str) -> Ref:
        top = _side(line, "top", "分子", self.top, self.top_less)
        bottom = _side(line, "bottom", "分母", self.bottom, self.bottom_less)
        return line.column(
            "value", "取值", "value", top / bottom * 100, unit=unit, na_when=bottom.compare("<=", 0)
        )

    def say(self) -> str:
        return f"取值 = {_words(self.top, self.top_less)} ÷ {_words(self.bottom, self.bottom_less)} × 100；分母为零的不适用"


def _side(line: Line, suffix: str, name: str, plus: tuple[str, ...], less: tuple[str, ...]) -> Ref:
    refs = [line.item(item) for item in plus]
    if len(refs) == 1 and not less:
        return refs[0]
    total: Node = reduce(lambda left, right: left + right, refs[1:], refs[0])  # type: ignore[arg-type,return-value]
    total = reduce(lambda left, item: left - line.item(item), less, total)
    return line.column(suffix, name, "helper", total, places=4)


def _words(plus: tuple[str, ...], less: tuple[str, ...]) -> str:
    text = " + ".join(f"“{{{item}}}”" for item in plus)
    text += "".join(f" − “{{{item}}}”" for item in less)
    return f"（{text}）" if len(plus) + len(less) > 1 else text
