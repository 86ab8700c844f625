"""What a ledger is made of: columns, parameters and tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Literal

from scoring.formula.nodes import Node, skipped_cells

MISSING_TEXT = "缺报"
NOT_APPLICABLE_TEXT = "不适用"
NOT_ASSIGNED_TEXT = "未下达"
PENDING_TEXT = "待定"
GROUP = "county_group"  # the column of peer groups, by number
ADJUSTMENTS = "adjustments"  # the list of approved adjustments
YES_NO = "是否"  # the unit of a yes/no column: 1 是, 0 否


class State(IntEnum):
    """How a county's cell stands; the larger is the worse."""

    OK = 0
    NOT_APPLICABLE = 1
    MISSING = 2


STATE_NAMES = {State.OK: "ok", State.NOT_APPLICABLE: "not_applicable", State.MISSING: "missing"}

# strict: every reference must be a number, or the cell takes the worst state among them.
# skip:   cells not applicable are left out; the cell is missing if one is missing.
# open:   the formula itself says what happens (fallback, waiver); arithmetic only on guarded references.
Mode = Literal["strict", "skip", "open"]

Role = Literal[
    "item",
    "helper",
    "value",
    "target",
    "completion",
    "rate",
    "points",
    "bonus",
    "dimension",
    "total",
    "gate",
    "grade",
    "label",
    "rank",
]


@dataclass(frozen=True)
class Column:
    """One column of the ledger.

    ``places`` rounds the value (and makes it exact, fit for comparison); without it the value keeps its
    digits and is printed to ``shown`` places. ``na_when`` and ``missing_when`` are conditions that answer
    for the partial operations of the formula. ``on_na`` is the number that stands where the strict or
    skip mode would say 不适用; with ``na_is_missing`` it says 缺报 instead. ``remarks`` are words added when their condition holds. ``positive`` says that
    a figure of the column, where there is one, is above 0.
    """

    id: str
    name: str
    role: Role
    formula: Node | None = None
    owner: str = ""
    mode: Mode = "strict"
    places: int | None = None
    shown: int = 2
    unit: str = ""
    na_when: Node | None = None
    missing_when: Node | None = None
    on_na: float | None = None
    na_is_missing: bool = False
    missing_text: str = MISSING_TEXT
    remarks: tuple[tuple[Node, str], ...] = ()
    labels: str = ""
    clause: str = ""
    optional: bool = False
    positive: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the column holds words, not figures."""
        return self.role == "label"

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Ids of all columns read, by the formula and by its guards."""
        parts = [part for part in (self.formula, self.na_when, self.missing_when) if part is not None]
        return tuple(dict.fromkeys(ref for part in parts for ref in part.references()))

    @cached_property
    def skips(self) -> tuple[str, ...]:
        """Ids of the cells that a skip formula runs over."""
        return () if self.formula is None else tuple(ref.column for ref in skipped_cells(self.formula))


@dataclass(frozen=True)
class Parameter:
    """A figure (or text) of the scheme with a cell of its own."""

    id: str
    name: str
    value: float | str
    unit: str = ""
    owner: str = ""
    clause: str = ""
    design: bool = False


@dataclass(frozen=True)
class Table:
    """A band or look-up table.

    ``at_least``: row k answers for keys[k] <= x, keys ascending; below the first row, ``otherwise``.
    ``at_most``: row k answers for x <= keys[k], keys descending as a spreadsheet's MATCH(-1) wants them;
    above the largest key, ``otherwise``. ``exact``: x equals the key. ``labels`` say in words what
    each row means, ``otherwise_label`` what it means to be in none. ``full``: the parameter of the points that
    the answers are shares of, if they are.
    """

    id: str
    name: str
    keys: tuple[float, ...]
    answers: tuple[float | str, ...]
    otherwise: float | str
    labels: tuple[str, ...]
    otherwise_label: str
    match: Literal["at_least", "at_most", "exact"] = "at_least"
    owner: str = ""
    unit: str = ""
    answer_unit: str = ""
    clause: str = ""
    design: bool = False
    full: str = ""
