"""逐项核对：符合一项得一项的分，不适用的项不计入（R10）。"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from scoring.formula.nodes import Compare, If, Node, Number, Over, Param, Ref, Weighted, WeightOf
from scoring.rules.base import Model, number, same, total
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line
from scoring.rules.points.base import Rule


class Entry(Model):
    """One entry: a yes/no item, or several figures of which the lowest must reach ``at_least``."""

    item: str = ""
    lowest_of: tuple[str, ...] = ()
    at_least: float | None = None
    name: str = ""
    points: SomePoints

    @model_validator(mode="after")
    def _one_form(self) -> Entry:
        if bool(self.item) == bool(self.lowest_of):
            raise ValueError("每一项写 item（是否项）或 lowest_of（一组数），两者取一")
        if self.lowest_of and (self.at_least is None or not self.name):
            raise ValueError("写了 lowest_of 的项，还要写 at_least（至少达到多少）和 name（名称）")
        return self

    def idle(self) -> str:
        if self.item and (self.name or self.at_least is not None):
            return "name、at_least 只用于 lowest_of；写 item 的项用数据项的名称，去掉"
        return ""


class Checklist(Rule):
    """Sum of the points of entries fulfilled, over the points of entries applicable."""

    makes_up: ClassVar[str] = "entries"
    kind: Literal["checklist"] = "checklist"
    entries: tuple[Entry, ...] = Field(min_length=1)

    def items(self) -> tuple[str, ...]:
        return tuple(item for entry in self.entries for item in ((entry.item,) if entry.item else entry.lowest_of))

    def build(self, line: Line, chain: Chain) -> Ref:
        cells = _cells(line, self.entries)
        weights = tuple(
            line.param(f"weight{place}", f"第{place}项分值", entry.points, "分")
            for place, entry in enumerate(self.entries, 1)
        )
        share = Weighted(cells, weights) / WeightOf(cells, weights)
        return line.column("rate", "得分率", "rate", share, mode="skip", shown=4)

    def check(self, points: float) -> list[str]:
        whole = total(entry.points for entry in self.entries)
        if not same(whole, points):
            return [f"各项共 {number(whole)} 分，与该指标的 {number(points)} 分不符"]
        return []

    def describe(self, points: float) -> str:
        parts = []
        for entry in self.entries:
            if entry.item:
                parts.append(f"{{{entry.item}}}，{number(entry.points)}分")
            else:
                names = "、".join(f"{{{item}}}" for item in entry.lowest_of)
                parts.append(f"{entry.name}（{names}均不低于{number(entry.at_least or 0)}），{number(entry.points)}分")
        return "；".join(parts) + "。不适用的项不计入，其余各项折算到满分"


def _cells(line: Line, entries: tuple[Entry, ...]) -> tuple[Ref, ...]:
    """One cell an entry, side by side; yes/no items stand for themselves unless a neighbour is computed."""
    if all(entry.item for entry in entries):
        return tuple(line.item(entry.item) for entry in entries)
    floors = {place: _lowest(line, place, entry) for place, entry in enumerate(entries, 1) if not entry.item}
    cells = []
    for place, entry in enumerate(entries, 1):
        if entry.item:
            met: Node = line.item(entry.item)
            name = line.dictionary[entry.item].name
        else:
            lowest, floor = floors[place]
            met, name = If(Compare(">=", lowest, floor), Number(1), Number(0)), entry.name
        cells.append(line.column(f"met{place}", name, "helper", met, unit="是否", places=0))
    return tuple(cells)


def _lowest(line: Line, place: int, entry: Entry) -> tuple[Ref, Param]:
    cells = tuple(line.item(item) for item in entry.lowest_of)
    lowest = line.column(f"lowest{place}", f"{entry.name}：最低值", "helper", Over("min", cells), mode="skip")
    assert entry.at_least is not None
    return lowest, line.param(f"floor{place}", f"{entry.name}：下限", entry.at_least)
