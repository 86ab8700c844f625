"""The arithmetic of formulas in words, with the figures of a county, or of some that go the same way, as operands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scoring.formula.columns import State
from scoring.formula.nodes import (
    Arithmetic,
    Down,
    Exact,
    Extreme,
    Floor,
    FromList,
    If,
    Label,
    Ln,
    Node,
    Number,
    Order,
    Over,
    Param,
    Rank,
    Ref,
    Round,
    Step,
    Weighted,
    WeightOf,
)  # fmt: skip
from scoring.formula.numbers import Floats
from scoring.formula.printed import PLAIN, Figure, figure, figures
from scoring.formula.quoted import Positions, Quoted
from scoring.formula.together import Together


class Working(Together):
    """Says formulas of a filled ledger, by the positions of the counties."""

    def __init__(self, quoted: Quoted, positions: int | Positions) -> None:
        super().__init__(positions)
        self.quoted, self.columns, self.frame = quoted, quoted.columns, quoted.frame
        self._most = PLAIN  # places of operands in the sentence being said
        self._least: dict[str, int] = {}

    def stands(self, name: str) -> int:
        """The state of a cell."""
        states = self.frame.states[name]
        return State.OK if states is None else int(self.alike(states[self.positions]))

    def at(self, name: str) -> Floats:
        """A column's figures."""
        return self.frame.values[name][self.positions]

    def _holds(self, test: Node) -> bool:
        return bool(self.alike(self.quoted.number(test, self.positions).astype(bool)))

    def _stands(self, name: str) -> bool:
        return self.stands(name) == State.OK

    def printed(self, node: Node) -> Figure:
        """See ``printed.Printer``."""
        figures = [_YES_NO[text] if text in _YES_NO else float(text) for text in self.texts(self._say(node, []))]
        return np.asarray(figures) if len(figures) > 1 else figures[0]

    def branch(self, node: If) -> Node:
        """See ``printed.Printer``."""
        return node.then if self._holds(node.test) else node.other

    def present(self, cells: tuple[Ref, ...]) -> list[int]:
        """See ``printed.Printer``."""
        return [place for place, cell in enumerate(cells) if self._stands(cell.column)]

    def _figure(self, name: str) -> str:
        return self.mark(self.quoted.figures(name, self._places(name), self.positions))

    def _places(self, name: str) -> int:
        return max(self._most, self._least.get(name, 0))

    def working(self, node: Node) -> tuple[str, str]:
        """The arithmetic with its operands, and the labels of branches and rungs taken."""
        labels: list[str] = []
        text = self._say(node, labels)
        return text, "，".join(self.distinct(labels))

    def _say(self, node: Node, labels: list[str]) -> str:
        return _READINGS[type(node)](self, node, labels)

    def ref(self, node: Ref, labels: list[str]) -> str:
        return self._figure(node.column)

    def arithmetic(self, node: Arithmetic, labels: list[str]) -> str:
        parts = []
        for side, right in ((node.left, False), (node.right, True)):
            text = self._say(side, labels)
            inner = self._bare(side)
            if isinstance(inner, Arithmetic):
                low, high = _RANKS[inner.operator], _RANKS[node.operator]
                if low < high or (low == high and right and node.operator in "-/^"):
                    text = f"（{text}）"
            elif self.begins(text, "-"):
                text = f"（{text}）"
            parts.append(text)
        return f"{parts[0]} {_SIGNS[node.operator]} {parts[1]}"

    def _bare(self, node: Node) -> Node:
        """What is in fact said of a term: a rounding says its term, a branch the one taken."""
        if isinstance(node, Round):
            return self._bare(node.term)
        if isinstance(node, If):
            return self._bare(self.branch(node))
        return node

    def weighted(self, node: Weighted, labels: list[str]) -> str:
        wording = [
            f"{self._figure(cell.column)} × {self._say(weight, labels)}"
            for cell, weight in zip(node.cells, node.weights, strict=True)
            if self._stands(cell.column)
        ]
        return f"（{' + '.join(wording)}）"

    def extreme(self, node: Extreme, labels: list[str]) -> str:
        wording = [self._say(term, labels) for term in node.terms]
        worked = [index for index, term in enumerate(node.terms) if not isinstance(term, (Number, Param))]
        if len(worked) == 1:
            bound = next(index for index in range(len(wording)) if index not in worked)
            main, pick = wording[worked[0]], min if node.which == "min" else max
            rows = zip(*(self.quoted.number(term, self.positions).tolist() for term in node.terms), strict=True)
            if self.alike([pick(row) == row[worked[0]] for row in rows]):
                return main
            word = "最多计" if node.which == "min" else "最少计"
            labels.append(f"{main}，{word} {wording[bound]}")
            return wording[bound]
        word = "取小" if node.which == "min" else "取大"
        return f"（{'、'.join(wording)} {word}）"

    def floor(self, node: Floor, labels: list[str]) -> str:
        wording = self._say(node.term, labels)
        if node.places == 0:
            return f"{'进一' if node.up else ''}取整（{wording}）"
        return f"{wording}（只进不舍）" if node.up else f"{wording}（只舍不进）"

    def if_(self, node: If, labels: list[str]) -> str:
        taken = self._holds(node.test)
        label, branch = (node.then_label, node.then) if taken else (node.other_label, node.other)
        if label:
            labels.append(label)
        return self._say(branch, labels)

    def lookup(self, node: Step | Exact, labels: list[str]) -> str:
        table = self.frame.tables[node.table]
        row = self.alike(self.quoted.rung(node, self.positions))
        labels.append([*table.labels, table.otherwise_label][row])
        answer = [*table.answers, table.otherwise][row]
        return figure(float(answer), most=self._most)

    def over(self, node: Over, labels: list[str]) -> str:
        wording = [self._figure(ref.column) for ref in node.cells if self._stands(ref.column)]
        if node.which == "count":
            return str(len(wording))
        if not wording:
            return "0"
        if node.which == "sum":
            return " + ".join(wording) if len(wording) < 2 else f"（{' + '.join(wording)}）"
        return (
            wording[0] if len(wording) == 1 else f"（{'、'.join(wording)} 中最{'小' if node.which == 'min' else '大'}）"
        )

    def plain(self, node: Node, labels: list[str]) -> str:
        return self.mark(figures(self.quoted.number(node, self.positions), most=self._most))


_YES_NO = {"是": 1.0, "否": 0.0}
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "^": "^"}

_READINGS: dict[type[Node], Callable[[Working, Any, list[str]], str]] = {
    Number: lambda working, node, labels: figure(node.value),
    Param: lambda working, node, labels: figure(working.frame.parameter(node.id), most=working._most),
    Ref: Working.ref,
    Arithmetic: Working.arithmetic,
    Extreme: Working.extreme,
    Round: lambda working, node, labels: working._say(node.term, labels),
    Floor: Working.floor,
    Ln: lambda working, node, labels: f"ln（{working._say(node.term, labels)}）",
    If: Working.if_,
    Step: Working.lookup,
    Exact: Working.lookup,
    Over: Working.over,
    WeightOf: Working.plain,
    Weighted: Working.weighted,
    FromList: Working.plain,
    Down: Working.plain,
    Rank: Working.plain,
    Order: Working.plain,
    Label: Working.plain,
}
