"""每发生一起扣若干分，扣完为止（R6）；几种情形可以各扣各的分。"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from scoring.formula.nodes import Node, Over, Ref, largest, smallest
from scoring.rules.base import Model, number
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule

EACH = "每起"


class Event(Model):
    """Events of one sort: the item that counts them, and what each takes off."""

    item: str
    each: SomePoints
    word: str = EACH


class PerEvent(Rule):
    """max(0, full − each × count) over full. ``events``: several sorts, each with its own deduction, instead of a value
    and ``each``; a sort that is not applicable takes nothing off."""

    kind: Literal["per_event"] = "per_event"
    each: SomePoints | None = None
    word: str = EACH
    events: tuple[Event, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> PerEvent:
        if (self.each is None) == (not self.events):
            raise ValueError("写 each（每起扣几分），或写 events（几种情形各扣几分），两者取一")
        return self

    def idle(self) -> str:
        return (
            "写了 events 的，每种情形的 word 写在 events 里；去掉外面的 word"
            if self.events and self.word != EACH
            else ""
        )

    def items(self) -> tuple[str, ...]:
        return tuple(event.item for event in self.events)

    def build(self, line: Line, chain: Chain) -> Ref:
        share = smallest(1, largest(0, (line.full - self._deducted(line, chain)) / line.full))
        return line.column("rate", "得分率", "rate", share, shown=4)

    def _deducted(self, line: Line, chain: Chain) -> Node:
        if self.each is not None:
            each = line.param("each", f"{self.word}扣分", self.each, "分")
            return need(chain.value, line, "取值") * each
        cells = []
        for place, event in enumerate(self.events, 1):
            name = line.dictionary[event.item].name
            each = line.param(f"each{place}", f"{name}：{event.word}扣分", event.each, "分")
            cells.append(line.column(f"off{place}", f"{name}扣分", "helper", line.item(event.item) * each, unit="分"))
        return line.column("off", "扣分合计", "helper", Over("sum", tuple(cells)), mode="skip", unit="分")

    def describe(self, points: float) -> str:
        if self.each is not None:
            return f"从{number(points)}分起，{self.word}扣{number(self.each)}分，扣完为止"
        events = "，".join(f"“{{{one.item}}}”{one.word}扣{number(one.each)}分" for one in self.events)
        return f"从{number(points)}分起，{events}，扣完为止"
