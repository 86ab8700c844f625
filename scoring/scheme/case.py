"""A scheme under examination: its models, and the text that they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.rules.bonuses.base import Bonus
from scoring.rules.deduction import Deduction
from scoring.rules.gates.base import Gate
from scoring.scheme.models import Dimension, Indicator, ItemSpec, SchemeSpec
from scoring.scheme.places import Loc, find_word, mark_of
from scoring.scheme.yaml_marks import Mark

Fault = tuple[Loc, str]
Named = Dimension | Indicator | Deduction | Gate


def bonuses(loc: Loc, line: Indicator) -> Iterator[tuple[Loc, Bonus]]:
    """The bonuses of a line with their places: one, or a list."""
    for place, bonus in enumerate(line.bonuses):
        yield (*loc, "bonus", place) if isinstance(line.bonus, tuple) else (*loc, "bonus"), bonus


@dataclass(frozen=True)
class Case:
    """items: the shared dictionary and the scheme's own. data: the marked text of ``spec``; root: its file."""

    spec: SchemeSpec
    items: Mapping[str, ItemSpec]
    data: Any
    root: Mark

    def indicators(self) -> Iterator[tuple[Loc, Dimension, Indicator]]:
        """Every indicator with its place and its dimension."""
        for place, dimension in enumerate(self.spec.dimensions):
            for position, indicator in enumerate(dimension.indicators):
                yield ("dimensions", place, "indicators", position), dimension, indicator

    def named(self) -> Iterator[tuple[Loc, Named, str]]:
        """Everything that has an id of its own, with its place and what it is called."""
        yield from ((("dimensions", place), one, "类别") for place, one in enumerate(self.spec.dimensions))
        yield from ((loc, one, "指标") for loc, _, one in self.indicators())
        yield from ((("deductions", place), one, "扣分项") for place, one in enumerate(self.spec.deductions))
        yield from ((("gates", place), one, "等次约束") for place, one in enumerate(self.spec.gates))

    def mark(self, loc: Loc) -> Mark:
        """File and line of a place."""
        return mark_of(self.data, loc, self.root)

    def place_of(self, loc: Loc, word: str) -> Loc:
        """Where at or below a place a word was written."""
        return find_word(self.data, loc, word)

    def line(self, loc: Loc, beside: Loc) -> str:
        """「第 8 行」, with the file where it is another one than that of ``beside``."""
        mark = self.mark(loc)
        return f"第 {mark.line} 行" if mark.file == self.mark(beside).file else str(mark)
