"""Evidence lists (清单) as data: their columns, what follows from a row, and how an item is counted from them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from scoring.rules.base import Model

Identifier = Field(pattern=r"^[a-z][a-z0-9_]*$")


class ListColumn(Model):
    """One column of a list. ``blank``: what a blank says, where it says something (否).

    An ``amount`` may be declared 暂缺; a county whose figure rests on it is then missing that figure.
    """

    id: str = Identifier
    name: str = Field(min_length=1)
    kind: Literal["text", "choice", "yes_no", "amount"]
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = True
    blank: Literal["", "否"] = ""
    definition: str = ""
    example: float | str | None = None
    minimum: float | None = 0
    maximum: float | None = None


class Derived(Model):
    """A column that follows from the row, by exactly one of four ways.

    ``any_of``: 是 where one of these yes/no columns is. ``number_of``: how many of them are. ``among``: 是
    where a choice column holds one of the values. ``less``: 是 where the first amount is less than the second.
    """

    id: str = Identifier
    name: str = Field(min_length=1)
    any_of: tuple[str, ...] = ()
    number_of: tuple[str, ...] = ()
    among: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    less: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Ids of the columns that it follows from."""
        return (*self.any_of, *self.number_of, *self.among, *self.less)


Where = Annotated[dict[str, str | tuple[str, ...]], AfterValidator(lambda where: dict(sorted(where.items())))]
"""Conditions on a row, all of which hold: a column or derived column and its value, or several values."""


class Needs(Model):
    """A column that must be filled in where a condition holds (the reason of an exemption, say)."""

    column: str
    when: Where


class NotAbove(Model):
    """An amount that may not be above another one of its row (recognised above claimed)."""

    column: str
    limit: str


class CaseNames(Model):
    """The columns that tell whether two rows speak of the same case (the same project, the same vehicle)."""

    code: str | None = None
    name: str | None = None


class Alone(Model):
    """A value that admits no other beside it among a case's rows that fit (依法关闭 among the outcomes of due rows)."""

    column: str
    value: str
    when: Where = Field(default_factory=dict)


class ListSpec(Model):
    """An evidence list (清单): one row a case, or several rows of one case.

    ``unique``: columns that no two rows of a county may share, each filled in (``case`` stands for the case that a row
    is of); ``correction``: an amount that is negative in a correcting row, which is no repetition. ``alone``: values
    that exclude others in a case.
    """

    id: str = Identifier
    name: str = Field(min_length=1)
    sheet: str = Field(min_length=1, max_length=20)
    bureau: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    definition: str = ""
    case: CaseNames
    columns: tuple[ListColumn, ...] = Field(min_length=1)
    derived: tuple[Derived, ...] = ()
    needs: tuple[Needs, ...] = ()
    not_above: tuple[NotAbove, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    correction: str | None = None
    alone: tuple[Alone, ...] = ()

    def column(self, name: str) -> ListColumn | None:
        """A column by id."""
        return next((one for one in self.columns if one.id == name), None)

    def derivation(self, name: str) -> Derived | None:
        """A derived column by id."""
        return next((one for one in self.derived if one.id == name), None)


class Counted(Model):
    """How an item is had from a list: the number of rows, or the sum of an amount.

    ``once_per: case`` counts a case once however many of its rows fit (a project with several violations); ``any`` names
    the columns of ``where``, one row that fits being enough; ``every`` are further conditions that must hold in all
    rows that fit, or the case does not count (rectified only if every due row is): no row makes a case better.
    """

    list: str
    sum: str | None = None
    where: Where = Field(default_factory=dict)
    any: tuple[str, ...] = ()
    every: Where = Field(default_factory=dict)
    once_per: Literal["case"] | None = None
