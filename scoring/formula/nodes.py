"""The closed list of operations that a score may be made of.

A formula is a tree of these nodes. It can be read four ways, so a new operation touches :mod:`numbers`, :mod:`excel`,
:mod:`words`, :mod:`data` and the evaluator in JavaScript; a new rule kind touches none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Comparator = Literal["=", "<>", "<", "<=", ">", ">="]
Operator = Literal["+", "-", "*", "/", "^"]


@dataclass(frozen=True)
class Node:
    """A formula. Arithmetic on nodes builds larger formulas; nothing is computed here."""

    def __add__(self, other: Operand) -> Node:
        return Arithmetic("+", self, lift(other))

    def __sub__(self, other: Operand) -> Node:
        return Arithmetic("-", self, lift(other))

    def __rsub__(self, other: Operand) -> Node:
        return Arithmetic("-", lift(other), self)

    def __mul__(self, other: Operand) -> Node:
        return Arithmetic("*", self, lift(other))

    def __truediv__(self, other: Operand) -> Node:
        return Arithmetic("/", self, lift(other))

    def __rtruediv__(self, other: Operand) -> Node:
        return Arithmetic("/", lift(other), self)

    def __pow__(self, other: Operand) -> Node:
        return Arithmetic("^", self, lift(other))

    def compare(self, comparator: Comparator, other: Operand) -> Node:
        """A condition; both sides must be exact (items, parameters, rounded columns)."""
        return Compare(comparator, self, lift(other))

    def children(self) -> Iterator[Node]:
        """The formulas directly inside this one."""
        for value in vars(self).values():  # the fields, in their order
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                yield from (part for part in value if isinstance(part, Node))

    def walk(self) -> Iterator[Node]:
        """This formula and every formula inside it."""
        ahead: list[Node] = [self]
        while ahead:
            yield (node := ahead.pop())
            ahead += reversed([*node.children()])

    def references(self) -> tuple[str, ...]:
        """Ids of the columns that the formula reads, each once, in reading order."""
        return tuple(dict.fromkeys(node.column for node in self.walk() if isinstance(node, Ref)))


Operand = Node | float


def lift(value: Operand) -> Node:
    """A plain number as a formula."""
    return value if isinstance(value, Node) else Number(float(value))


@dataclass(frozen=True)
class Number(Node):
    """A constant that belongs to the arithmetic itself (100 for percent), never a legal figure."""

    value: float


@dataclass(frozen=True)
class Param(Node):
    """A figure of the scheme; it has a cell of its own in the result workbook."""

    id: str


@dataclass(frozen=True)
class Ref(Node):
    """The cell of another column, in the same county's row."""

    column: str


@dataclass(frozen=True)
class Arithmetic(Node):
    """left op right. ``/`` and ``^`` are partial: their column must guard every reference they divide by."""

    operator: Operator
    left: Node
    right: Node


@dataclass(frozen=True)
class Extreme(Node):
    """The smallest or largest of several formulas."""

    which: Literal["min", "max"]
    terms: tuple[Node, ...]


@dataclass(frozen=True)
class Round(Node):
    """Half-up to ``places`` after float noise is dropped six places further down."""

    term: Node
    places: int


@dataclass(frozen=True)
class Floor(Node):
    """Cut to ``places`` (or raised, with ``up``) after float noise is dropped six places further down."""

    term: Node
    places: int = 0
    up: bool = False


@dataclass(frozen=True)
class Ln(Node):
    """Natural logarithm; partial, so its references must be guarded."""

    term: Node


@dataclass(frozen=True)
class Compare(Node):
    """A condition on two exact terms."""

    comparator: Comparator
    left: Node
    right: Node


@dataclass(frozen=True)
class Logic(Node):
    """All or any of several conditions."""

    which: Literal["and", "or"]
    terms: tuple[Node, ...]


@dataclass(frozen=True)
class Not(Node):
    """The opposite of a condition."""

    term: Node


@dataclass(frozen=True)
class If(Node):
    """One of two formulas. A label says in words why a branch was taken; the words never show the test."""

    test: Node
    then: Node
    other: Node
    then_label: str = ""
    other_label: str = ""


@dataclass(frozen=True)
class IsNumber(Node):
    """Whether a column has a figure for the county (neither missing nor not applicable)."""

    term: Ref


@dataclass(frozen=True)
class IsNotApplicable(Node):
    """Whether a column is declared not applicable for the county."""

    term: Ref


@dataclass(frozen=True)
class Step(Node):
    """The row of a band table that an exact term falls in; below the first row, the table's own answer."""

    term: Node
    table: str


@dataclass(frozen=True)
class Exact(Node):
    """The row of a table whose key equals an exact term; without such a row, the table's own answer."""

    term: Node
    table: str


@dataclass(frozen=True)
class Over(Node):
    """Sum, smallest or largest over a county's cells, skipping those not applicable."""

    which: Literal["sum", "min", "max", "count"]
    cells: tuple[Ref, ...]


@dataclass(frozen=True)
class WeightOf(Node):
    """Sum of the weights of those cells that are applicable; ``weights`` stands in the order of ``cells``."""

    cells: tuple[Ref, ...]
    weights: tuple[Node, ...]


@dataclass(frozen=True)
class Weighted(Node):
    """Sum of weight × cell over those cells that are applicable."""

    cells: tuple[Ref, ...]
    weights: tuple[Node, ...]


@dataclass(frozen=True)
class FromList(Node):
    """Rows of a list (清单) that belong to the county: their number, or the sum of a field."""

    list_id: str
    field: str = ""


@dataclass(frozen=True)
class Down(Node):
    """A figure over all counties, or over those of the county's group: skips what is no number."""

    which: Literal["sum", "average", "min", "max"]
    term: Ref
    group: Ref | None = None


@dataclass(frozen=True)
class Rank(Node):
    """Competition rank (1, 1, 3) by exact keys in order; ``descending`` keys rank the largest first."""

    keys: tuple[Ref, ...]
    descending: tuple[bool, ...]
    group: Ref | None = None


@dataclass(frozen=True)
class Order(Node):
    """Place in the printed list, each once: by rank, equals in given order, those without rank last."""

    term: Ref


@dataclass(frozen=True)
class Label(Node):
    """The text of a table's row: the last step, from an ordinal to its name."""

    term: Ref
    table: str


JOIN = "；"  # between reasons


@dataclass(frozen=True)
class Reasons(Node):
    """The labels of those flags that are 1, with ``JOIN`` between them; ``labels`` are text parameters."""

    flags: tuple[Ref, ...]
    labels: tuple[Param, ...]


def smallest(*terms: Operand) -> Node:
    """min(terms)"""
    return Extreme("min", tuple(lift(term) for term in terms))


def largest(*terms: Operand) -> Node:
    """max(terms)"""
    return Extreme("max", tuple(lift(term) for term in terms))


def both(*terms: Node) -> Node:
    """All conditions hold."""
    return terms[0] if len(terms) == 1 else Logic("and", terms)


def either(*terms: Node) -> Node:
    """Any condition holds."""
    return terms[0] if len(terms) == 1 else Logic("or", terms)


def skipped_cells(node: Node) -> tuple[Ref, ...]:
    """The cells that a skip formula runs over, each once."""
    found = (part.cells for part in node.walk() if isinstance(part, (Over, WeightOf, Weighted)))
    return tuple(dict.fromkeys(cell for cells in found for cell in cells))
