"""Words of many counties at once: said as for one for as long as they go the same way, with a mark where figures differ.

A sentence asks the ledger questions: how a cell stands, which branch and rung are taken, how many places are enough. Counties
that answer alike share one template; where they do not, they part, and each part is said for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, Self

import numpy as np
import numpy.typing as npt

_MARK = "\0"
"""Around the number of a figure in a template: no text of a scheme holds it (``yaml_marks`` refuses it, a workbook cannot)."""


class Parted(Exception):
    """Counties do not go the same way. answers: of each, what it would do."""

    def __init__(self, answers: npt.NDArray[Any]) -> None:
        super().__init__()
        self.answers = answers


class Together:
    """Some counties, by their positions, and the figures that are marked in what is said of them."""

    def __init__(self, positions: int | npt.NDArray[np.intp]) -> None:
        self.positions = np.atleast_1d(np.asarray(positions, np.intp))
        self._columns: list[tuple[str, ...]] = []
        self._marks: dict[tuple[str, ...], str] = {}

    def part(self, positions: npt.NDArray[np.intp]) -> Self:
        """The same for some of the counties."""
        raise NotImplementedError

    def alike(self, answers: Sequence[Any] | npt.NDArray[Any]) -> Any:
        """The one answer of all; where there is none, they part."""
        if len(answers) > 1:
            per_county = np.asarray(answers)
            if (per_county != per_county[0]).any():
                raise Parted(per_county)
        return answers[0]

    def mark(self, texts: Sequence[str]) -> str:
        """What is said of each: itself where it is the same, else a mark that stands for it."""
        if len(texts) == 1:
            return texts[0]
        each = tuple(texts)
        if each.count(each[0]) == len(each):
            return each[0]
        if each not in self._marks:
            self._marks[each] = f"{_MARK}{len(self._columns)}{_MARK}"
            self._columns.append(each)
        return self._marks[each]

    def texts(self, wording: str) -> list[str]:
        """A template as it reads for each."""
        pieces = wording.split(_MARK)
        if len(pieces) == 1:
            return [wording] * len(self.positions)
        columns = [self._columns[int(one)] if place % 2 else repeat(one) for place, one in enumerate(pieces)]
        return list(map("".join, zip(*columns, strict=False)))

    def begins(self, wording: str, sign: str) -> bool:
        """Whether what is said begins with a sign."""
        if not wording.startswith(_MARK):
            return wording.startswith(sign)
        column = self._columns[int(wording.split(_MARK, 2)[1])]
        return bool(self.alike([one.startswith(sign) for one in column]))

    def distinct(self, texts: Iterable[str]) -> list[str]:
        """The texts, each once."""
        wording = list(dict.fromkeys(texts))
        if len(wording) > 1 and any(_MARK in one for one in wording):
            rows = zip(*map(self.texts, wording), strict=True)
            kept = [tuple(sorted({row.index(one) for one in row})) for row in rows]
            ways = list(dict.fromkeys(kept))
            way = self.alike([ways.index(one) for one in kept])
            wording = [wording[place] for place in ways[way]]
        return wording

    def each(self, answer: Callable[[Self], Sequence[Any]]) -> list[Any]:
        """What some of them that go the same way answer, put together for all."""
        found: list[Any] = [None] * len(self.positions)
        waiting = [np.arange(len(self.positions))] if found else []
        while waiting:
            which = waiting.pop()
            try:
                answers = answer(self.part(self.positions[which]))
            except Parted as parted:
                waiting += [which[parted.answers == one] for one in np.unique(parted.answers)]
                continue
            for place, one in zip(which.tolist(), answers, strict=True):
                found[place] = one
        return found
