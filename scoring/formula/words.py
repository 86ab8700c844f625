"""Third reading: a formula in words: the operands, the label of what was taken, never the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scoring.formula.columns import NOT_APPLICABLE_TEXT, YES_NO, Column, State
from scoring.formula.nodes import (
    Arithmetic,
    Down,
    Exact,
    Extreme,
    Floor,
    FromList,
    If,
    IsNotApplicable,
    IsNumber,
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
)
from scoring.formula.numbers import Floats
from scoring.formula.printed import MORE, PLAIN, Figure, by_calculator, figure, figures
from scoring.formula.quoted import Places, Quoted, all_printed
from scoring.formula.together import Together
from scoring.rounding import round_half_up


class Speaker(Together):
    """Says the columns of a filled ledger for a county, or for some together (by their positions)."""

    def __init__(self, quoted: Quoted, places: int | Places) -> None:
        super().__init__(places)
        self.columns, self.frame = quoted.columns, quoted.frame
        self.quoted = quoted
        self._most = PLAIN  # places of operands in the sentence being said
        self._least: dict[str, int] = {}
        self._worked: dict[tuple[str, int], tuple[str, str]] = {}

    def part(self, places: Places) -> Speaker:
        """See ``Together``."""
        part = Speaker(self.quoted, places)
        part._most, part._least = self._most, self._least
        return part

    def widen(self, names: list[str], places: int) -> None:
        """Print columns with so many places at least, as what is made of them needs these."""
        self._least.update(dict.fromkeys(names, places))
        self._worked.clear()

    def cell(self, name: str) -> str:
        """A column's figure with its unit, or how it stands."""
        column, stands = self.columns[name], self.stands(name)
        if stands != State.OK:
            return column.missing_text if stands == State.MISSING else NOT_APPLICABLE_TEXT
        return self._figure(name) + ("" if column.unit == YES_NO else column.unit)

    def used(self, name: str) -> set[str]:
        """Ids of the columns that a column's figure was in fact made of, itself included: branches taken only."""
        always = self.quoted.made_of(name)
        if always is not None:
            return set(always)
        found = {name}
        formula = self.columns[name].formula
        if formula is not None:
            for step in self.taken(formula):
                found |= self.used(step)
        return found

    def taken(self, node: Node) -> set[str]:
        """Ids of the columns that a formula's figure was made of: branches taken only."""
        if isinstance(node, Ref):
            return {node.column}
        if isinstance(node, (IsNumber, IsNotApplicable)):
            return set()
        if isinstance(node, If):
            return self.taken(node.test) | self.taken(self.branch(node))
        return set().union(*(self.taken(child) for child in node.children()))

    def stands(self, name: str) -> int:
        """The state of a cell."""
        states = self.frame.states[name]
        return State.OK if states is None else int(self.alike(states[self.places]))

    def at(self, name: str) -> Floats:
        """A column's figures."""
        return self.frame.values[name][self.places]

    def _holds(self, test: Node) -> bool:
        return bool(self.alike(self.quoted.number(test, self.places).astype(bool)))

    def _stands(self, name: str) -> bool:
        return self.stands(name) == State.OK

    def sentence(self, name: str) -> str:
        """「完成率 = 2.80 ÷ 3.31 × 100 = 84.59%」: a column's name, working, figure and remarks."""
        if len(self.places) == 1:
            return self._sentence(name)
        return self.mark(self.each(lambda part: part.texts(part._sentence(name))))

    def _sentence(self, name: str) -> str:
        column, stands = self.columns[name], self.stands(name)
        if column.formula is None or isinstance(column.formula, (Ref, Param)) or stands != State.OK:
            text = f"{column.name} {self.cell(name)}"
        elif self._stood_in(column):
            text = f"{column.name} {self.cell(name)}（不适用，按 {figure(column.on_na or 0.0)} 计）"
        else:
            text = self._agreeing(column, column.formula)
        if stands == State.OK:
            for test, remark in column.remarks:
                if self._holds(test):
                    text += f"（{remark}）"
        return text

    def _agreeing(self, column: Column, formula: Node) -> str:
        """The sentence with as many places of the operands as a calculator needs to come to the printed result."""
        for most in MORE:
            try:
                self._most = most
                working, label = self._working(column)
                got = by_calculator(formula, self)
            finally:
                self._most = PLAIN
            if column.places is not None:
                got = round_half_up(got, column.places)
            shown = self.texts(self._figure(column.id))
            again = all_printed(column, np.broadcast_to(got, len(shown)), self._places(column.id))
            if self.alike([one == other for one, other in zip(again, shown, strict=True)]):
                return self._joined(column, working, label)
        return self._joined(column, *self._working(column)) + "（按未舍入的数）"

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

    def _stood_in(self, column: Column) -> bool:
        """Whether the column's number stands for 不适用, so that there is no working to say."""
        if column.on_na is None or column.mode == "open":
            return False
        absent = [not self._stands(name) for name in column.reads]
        return all(absent) if column.mode == "skip" else any(absent)

    def _joined(self, column: Column, working: str, label: str) -> str:
        result = self.cell(column.id)
        if column.unit == YES_NO:
            return f"{column.name}：{result}"
        shown = f"{column.name} {result}" if self._same(working, column.id) else ""
        shown = shown or f"{column.name} = {working} = {result}"
        return f"{label}，{shown}" if label else shown

    def _figure(self, name: str) -> str:
        return self.mark(self.quoted.figures(name, self._places(name), self.places))

    def _places(self, name: str) -> int:
        return max(self._most, self._least.get(name, 0))

    def bare(self, name: str) -> bool:
        """Whether a column only passes a figure on: no working, no branch with a reason, no place among others."""
        column = self.columns[name]
        if isinstance(column.formula, Rank):
            return False
        if column.formula is None or isinstance(column.formula, (Ref, Param)):
            return True
        return bool(self.alike(self.each(lambda part: [part._passes_on(column)] * len(part.places))))

    def _passes_on(self, column: Column) -> bool:
        working, label = self._working(column)
        return not label and self._same(working, column.id)

    def _same(self, working: str, name: str) -> bool:
        pairs = zip(self.texts(working), self.texts(self._figure(name)), strict=True)
        return bool(self.alike([_same(*pair) for pair in pairs]))

    def working(self, node: Node) -> tuple[str, str]:
        """The arithmetic with its operands, and the labels of branches and rungs taken."""
        labels: list[str] = []
        text = self._say(node, labels)
        return text, "，".join(self.distinct(labels))

    def _working(self, column: Column) -> tuple[str, str]:
        """That of a column, said once: whether it is bare is asked before it is told."""
        key = column.id, self._most
        if key not in self._worked:
            assert column.formula is not None
            self._worked[key] = self.working(column.formula)
        return self._worked[key]

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
            elif self.alike([one.startswith("-") for one in self.texts(text)]):
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
        said = [
            f"{self._figure(cell.column)} × {self._say(weight, labels)}"
            for cell, weight in zip(node.cells, node.weights, strict=True)
            if self._stands(cell.column)
        ]
        return f"（{' + '.join(said)}）"

    def extreme(self, node: Extreme, labels: list[str]) -> str:
        said = [self._say(term, labels) for term in node.terms]
        worked = [index for index, term in enumerate(node.terms) if not isinstance(term, (Number, Param))]
        if len(worked) == 1:
            bound = next(index for index in range(len(said)) if index not in worked)
            main, pick = said[worked[0]], min if node.which == "min" else max
            rows = zip(*(self.quoted.number(term, self.places).tolist() for term in node.terms), strict=True)
            if self.alike([pick(row) == row[worked[0]] for row in rows]):
                return main
            word = "最多计" if node.which == "min" else "最少计"
            labels.append(f"{main}，{word} {said[bound]}")
            return said[bound]
        word = "取小" if node.which == "min" else "取大"
        return f"（{'、'.join(said)} {word}）"

    def floor(self, node: Floor, labels: list[str]) -> str:
        said = self._say(node.term, labels)
        if node.places == 0:
            return f"{'进一' if node.up else ''}取整（{said}）"
        return f"{said}（只进不舍）" if node.up else f"{said}（只舍不进）"

    def if_(self, node: If, labels: list[str]) -> str:
        taken = self._holds(node.test)
        label, branch = (node.then_label, node.then) if taken else (node.other_label, node.other)
        if label:
            labels.append(label)
        return self._say(branch, labels)

    def lookup(self, node: Step | Exact, labels: list[str]) -> str:
        table = self.frame.tables[node.table]
        row = self.alike(self.quoted.rung(node, self.places))
        labels.append([*table.labels, table.otherwise_label][row])
        answer = [*table.answers, table.otherwise][row]
        return figure(float(answer), most=self._most)

    def over(self, node: Over, labels: list[str]) -> str:
        said = [self._figure(ref.column) for ref in node.cells if self._stands(ref.column)]
        if node.which == "count":
            return str(len(said))
        if not said:
            return "0"
        if node.which == "sum":
            return " + ".join(said) if len(said) < 2 else f"（{' + '.join(said)}）"
        return said[0] if len(said) == 1 else f"（{'、'.join(said)} 中最{'小' if node.which == 'min' else '大'}）"

    def plain(self, node: Node, labels: list[str]) -> str:
        return self.mark(figures(self.quoted.number(node, self.places), most=self._most))


def _same(working: str, shown: str) -> bool:
    """Whether the working is only the figure itself, perhaps with other places."""
    try:
        return float(working) == float(shown)
    except ValueError:
        return working in ("", shown)


_YES_NO = {"是": 1.0, "否": 0.0}
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "^": "^"}

_READINGS: dict[type[Node], Callable[[Speaker, Any, list[str]], str]] = {
    Number: lambda speaker, node, labels: figure(node.value),
    Param: lambda speaker, node, labels: figure(speaker.frame.parameter(node.id), most=speaker._most),
    Ref: Speaker.ref,
    Arithmetic: Speaker.arithmetic,
    Extreme: Speaker.extreme,
    Round: lambda speaker, node, labels: speaker._say(node.term, labels),
    Floor: Speaker.floor,
    Ln: lambda speaker, node, labels: f"ln（{speaker._say(node.term, labels)}）",
    If: Speaker.if_,
    Step: Speaker.lookup,
    Exact: Speaker.lookup,
    Over: Speaker.over,
    WeightOf: Speaker.plain,
    Weighted: Speaker.weighted,
    FromList: Speaker.plain,
    Down: Speaker.plain,
    Rank: Speaker.plain,
    Order: Speaker.plain,
    Label: Speaker.plain,
}
