"""Parts of a rule: one family a folder, one kind a file, found by themselves.

A part is a frozen pydantic model whose ``kind`` is the name written in YAML. It turns formulas into a
formula (``build``) and says itself in Chinese (``say``). A new file in a family's folder is all that a
new kind needs.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Union

from pydantic import BaseModel, ConfigDict, Field

from scoring.rules.fraction import exact, figure_text


class Model(BaseModel):
    """Base of everything read from YAML: frozen, and nothing unknown is let through."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def idle(self) -> str:
        """What is written in it and would be read by nothing, in Chinese; a scheme is refused for it. Schemes kept in
        results of before still open."""
        return ""


class Part(Model):
    """One kind of measure, target, completion, rule, bonus, waiver, gate or condition."""

    family: ClassVar[str] = ""
    kind: str

    def items(self) -> tuple[str, ...]:
        """Ids of the data items that the part reads, in reading order."""
        return ()

    def levers(self) -> tuple[str, ...]:
        """The items that a county moves by its own work; the rest are set for it (targets, totals, the base year)."""
        return self.items()

    def twins(self) -> tuple[tuple[str, str], ...]:
        """Pairs of its items that are of one kind and about one size, as two years' figures of the same thing."""
        return ()

    def say(self) -> str:
        """The part in words, as a point table prints it."""
        raise NotImplementedError


def load_kinds(package: str) -> None:
    """Import every module of a family's package, so that its kinds exist."""
    module = importlib.import_module(package)
    for found in pkgutil.iter_modules(module.__path__):
        importlib.import_module(f"{package}.{found.name}")


def kinds(family: type[Part]) -> dict[str, type[Part]]:
    """The kinds of a family by their names in YAML."""
    return {
        str(cls.model_fields["kind"].default): cls
        for cls in sorted(_subclasses(family), key=lambda cls: cls.__name__)
        if "kind" in cls.model_fields
        and cls.model_fields["kind"].default is not None
        and not cls.model_fields["kind"].is_required()
    }


def _subclasses(cls: type[Part]) -> list[type[Part]]:
    direct = cls.__subclasses__()
    return direct + [deeper for one in direct for deeper in _subclasses(one)]


def union(package: str, family: type[Part]) -> Any:
    """The pydantic type of a family: any of its kinds, told apart by ``kind``."""
    load_kinds(package)
    members = tuple(kinds(family).values())
    if len(members) == 1:
        return members[0]
    return Annotated[Union[members], Field(discriminator="kind")]  # noqa: UP007


def number(value: float | Fraction) -> str:
    """A figure of the scheme as a sentence prints it: 13.5, 15, 3.33, 100/3."""
    return figure_text(value)


def total(parts: Iterable[float]) -> Fraction:
    """The sum of what was written for some points or shares: three times 100/3 is 100."""
    return sum((exact(one) for one in parts), Fraction(0))


def same(one: float | Fraction, other: float | Fraction) -> bool:
    """Whether two figures of the scheme are printed alike: sums of points are held together as they are printed."""
    return f"{float(one):.10g}" == f"{float(other):.10g}"
