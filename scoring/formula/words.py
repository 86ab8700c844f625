"""Third reading: a formula in words: the operands, the label of what was taken, never the test."""

from __future__ import annotations

import numpy as np

from scoring.formula.columns import NOT_APPLICABLE_TEXT, YES_NO, Column, State
from scoring.formula.nodes import If, IsNotApplicable, IsNumber, Node, Param, Rank, Ref
from scoring.formula.printed import MORE, PLAIN, by_calculator, figure
from scoring.formula.quoted import Positions, Quoted, all_printed
from scoring.formula.working import Working
from scoring.rounding import round_half_up


class Speaker(Working):
    """Says the columns of a filled ledger for a county, or for some together (by their positions)."""

    def __init__(self, quoted: Quoted, positions: int | Positions) -> None:
        super().__init__(quoted, positions)
        self._worked: dict[tuple[str, int], tuple[str, str]] = {}

    def part(self, positions: Positions) -> Speaker:
        """See ``Together``."""
        part = Speaker(self.quoted, positions)
        part._most, part._least = self._most, dict(self._least)  # what one part widens is its own
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

    def sentence(self, name: str) -> str:
        """「完成率 = 2.80 ÷ 3.31 × 100 = 84.59%」: a column's name, working, figure and remarks."""
        if len(self.positions) == 1:
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
            again = all_printed(column, np.full(len(shown), got), self._places(column.id))
            if self.alike([one == other for one, other in zip(again, shown, strict=True)]):
                return self._joined(column, working, label)
        return self._joined(column, *self._working(column)) + "（按未舍入的数）"

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

    def bare(self, name: str) -> bool:
        """Whether a column only passes a figure on: no working, no branch with a reason, no place among others."""
        column = self.columns[name]
        if isinstance(column.formula, Rank):
            return False
        if column.formula is None or isinstance(column.formula, (Ref, Param)):
            return True
        if len(self.positions) == 1:
            return self._passes_on(column)
        return bool(self.alike(self.each(lambda part: [part._passes_on(column)] * len(part.positions))))

    def _passes_on(self, column: Column) -> bool:
        working, label = self._working(column)
        return not label and self._same(working, column.id)

    def _same(self, working: str, name: str) -> bool:
        pairs = zip(self.texts(working), self.texts(self._figure(name)), strict=True)
        return bool(self.alike([_same(*pair) for pair in pairs]))

    def _working(self, column: Column) -> tuple[str, str]:
        """That of a column, said once: whether it is bare is asked before it is told."""
        key = column.id, self._most
        if key not in self._worked:
            assert column.formula is not None
            self._worked[key] = self.working(column.formula)
        return self._worked[key]


def _same(working: str, shown: str) -> bool:
    """Whether the working is only the figure itself, perhaps with other places."""
    try:
        return float(working) == float(shown)
    except ValueError:
        return working in ("", shown)
