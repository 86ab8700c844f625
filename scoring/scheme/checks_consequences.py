"""Consequences of grades and gates: each says something, by a clause, once."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rules.consequence import Consequence
from scoring.scheme.case import Case, Fault
from scoring.scheme.places import Loc


def consequence_faults(case: Case) -> Iterator[Fault]:
    """What is wrong with the consequences of a scheme that is well-formed."""
    for place, grade in enumerate(case.spec.grades):
        yield from _list(case, ("grades", place, "consequences"), f"等次“{grade.name}”", grade.consequences)
    for place, gate in enumerate(case.spec.gates):
        yield from _list(case, ("gates", place, "consequences"), f"等次约束“{gate.name}”", gate.consequences)


def _list(case: Case, loc: Loc, whose: str, consequences: tuple[Consequence, ...]) -> Iterator[Fault]:
    first: dict[str, Loc] = {}
    for place, one in enumerate(consequences):
        here: Loc = (*loc, place)
        if not one.text.strip():
            yield (*here, "text"), f"{whose}的结果运用没有写内容；写上"
        if not one.clause.strip():
            yield (
                (*here, "clause"),
                f"{whose}的结果运用没有写依据；写上条款，自拟的写明参照（drawn_from）并加 design: true",
            )
        text = one.text.strip()
        if text and text in first:
            line = case.line(first[text], (*here, "text"))
            yield (*here, "text"), f"{whose}的结果运用“{text}”写了两次（先在{line}）；留一个"
        first.setdefault(text, (*here, "text"))
