"""What a sheet of the result says of itself; each file of ``workbook/result/sheets`` ends with its own (``DECLARED``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from scoring.robustness import Robustness
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.input_cells import InputCells
from workbook.layout.inputs import ResultInputs
from workbook.layout.plan import Plan


class SheetGroup(Enum):
    """Where sheets stand, from the left, with the colour of their tabs and what 说明 calls them."""

    FRONT = ("#0072B2", "先看这几张")
    STUDIES = ("#009E73", "比较和改进")
    PAPERS = ("#8A94A0", "计算过程")
    DATA = ("#E69F00", "数据和决定")
    INTERNAL = ("#CC79A7", "内部参考，不公布")
    HIDDEN = ("", "")

    @property
    def colour(self) -> str:
        """Of the tabs; empty for none."""
        return self.value[0]

    @property
    def title(self) -> str:
        """What the index on 说明 calls the group."""
        return self.value[1]


@dataclass(frozen=True)
class Making:
    """What sheets are made from. robustness: the study that the inputs ask for."""

    plan: Plan
    styles: Styles
    inputs: ResultInputs
    robustness: Robustness | None = None


def _always(_: Making) -> bool:
    return True


def _no_inputs(_: Plan) -> Iterator[InputCells]:
    return iter(())


def _nothing(_: Making) -> str:
    return ""


@dataclass(frozen=True)
class ResultSheet:
    """A sheet, or a family of sheets of one kind.

    name: its name, or a function that gives the names of a family. group, place: where its tab stands. draw: fills a worksheet
    (of the class in ``worksheet``), given its name. when: whether it is there. in_memory: whether it is not written from the top down,
    and stays in memory where the rest of the book is streamed. paper: how it is printed; None: drawn by itself, or hidden.
    note: what 说明 tells a reader of it. left_out: what 说明 says for what is lacking. inputs: its cells that
    a person may change. follows: whether its figures follow a trial; if not, its title and 说明 say so.
    """

    name: str | Callable[[Plan], Sequence[str]]
    group: SheetGroup
    place: int
    draw: Callable[[Making, Any, str], None]
    when: Callable[[Making], bool] = _always
    in_memory: bool = False
    paper: Paper | None = None
    note: str | Callable[[Making], str] = ""
    left_out: Callable[[Making], str] = _nothing
    inputs: Callable[[Plan], Iterator[InputCells]] = _no_inputs
    follows: bool = False
    opened: bool = field(default=False)

    def names(self, plan: Plan) -> list[str]:
        """Of its worksheets."""
        return [self.name] if isinstance(self.name, str) else list(self.name(plan))

    def note_for(self, making: Making) -> str:
        """The note on 说明."""
        return self.note if isinstance(self.note, str) else self.note(making)
