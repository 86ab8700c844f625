"""What follows for whom: counties by consequence, from the grades and gates of an assessment."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.assessment import Assessment
from scoring.rules.consequence import Consequence


@dataclass(frozen=True)
class ResultUse:
    """A consequence and the counties it falls on, each with what it follows from: 等次“未完成”, or a gate's name.

    ``cause`` names every grade and gate that has the consequence, also those that no county has.
    """

    consequence: Consequence
    cause: tuple[str, ...]
    counties: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The counties, each once, whatever it follows from."""
        return tuple(dict.fromkeys(county for county, _ in self.counties))


def result_use(assessment: Assessment) -> tuple[ResultUse, ...]:
    """Every consequence of the scheme in its order, with the counties it falls on; those that fall on none are kept.

    The same text by the same clause under several grades is one consequence. Counties whose grade is pending are under
    none: see ``pending_counties``.
    """
    spec, filled = assessment.scheme.spec, assessment.filled
    grades = [str(one) for one in filled.texts["grade"]]
    pending = pending_counties(assessment)
    found: dict[Consequence, tuple[list[str], list[tuple[str, str]]]] = {}

    def add(one: Consequence, cause: str, counties: list[str]) -> None:
        causes, hit = found.setdefault(one, ([], []))
        causes.append(cause)
        hit += [(county, cause) for county in counties]

    for grade in spec.grades:
        own = [county for county, name in zip(assessment.counties, grades, strict=True) if name == grade.name]
        for one in grade.consequences:
            add(one, f"等次“{grade.name}”", own)
    for gate in spec.gates:
        if gate.id in filled.frame.values:
            acts = zip(assessment.counties, filled.frame.values[gate.id].tolist(), strict=True)
            own = [county for county, act in acts if act == 1 and county not in pending]
            for one in gate.consequences:
                add(one, gate.name, own)
    return tuple(
        ResultUse(one, tuple(causes), tuple(sorted(hit, key=lambda row: assessment.place(row[0]))))
        for one, (causes, hit) in found.items()
    )


def pending_counties(assessment: Assessment) -> tuple[str, ...]:
    """Counties whose grade is pending, so that nothing follows yet."""
    missing = assessment.compiled.columns["grade"].missing_text
    return tuple(
        county
        for county, grade in zip(assessment.counties, assessment.filled.texts["grade"], strict=True)
        if grade == missing
    )
