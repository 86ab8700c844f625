"""One check of one item: a formula and words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scoring.formula.nodes import Down, Node, Number, Ref
from scoring.scheme.data_checks import CheckSpec


@dataclass(frozen=True)
class ShownFigure:
    """A figure within words: to ``places``, or with the decimals that it has (six at most).

    signs: the words for a fall and for a rise; the figure is then shown without its sign.
    """

    term: Node
    places: int | None = None
    signs: tuple[str, str] | None = None


def as_it_stands(term: Node) -> ShownFigure:
    """A figure as it stands, what is computed to two places."""
    return ShownFigure(term, None if isinstance(term, Ref | Number) else 2)


Words = tuple[str | ShownFigure, ...]


@dataclass(frozen=True)
class ItemCheck:
    """One check of one item.

    reads: the columns that must all be numbers; ``energy_use@2024`` is another year's figure, ``energy_use@city`` the
    city's own, ``energy_use@median`` that of the counties. fault holds where the figure is doubtful, and ``words`` say
    so; ``because`` adds what it was compared with, where there is room. lead and brief: the same for a whole column, said
    once, and the part of it that is each county's own. beside: items that the same fault would show on as well. unless: columns with which another item check asks the same, and better.
    whole: asked once of the city, over all counties, not of each.
    """

    check: CheckSpec
    item: str
    reads: tuple[str, ...]
    fault: Node
    words: Words
    because: Words = ()
    lead: str = ""
    brief: Words = ()
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    whole: bool = False

    @cached_property
    def downs(self) -> frozenset[str]:
        """The columns that are summed up over the counties."""
        return frozenset(node.term.column for node in self.fault.walk() if isinstance(node, Down))
