"""Every rule kind and every edge case has a case that an assessor can read, or a reason why it has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from scoring import load_scheme
from scoring.cases import Example, load_cases
from scoring.rules.base import Part, kinds
from scoring.scheme.field_page import FAMILIES
from scoring.scheme.scheme import Scheme

CASES = Path(__file__).resolve().parents[1] / "cases"
EXAMPLES = [case for path in sorted(CASES.glob("*.yaml")) for case in load_cases(path)]
NAMES = [case.name for case in EXAMPLES]
NO_CASE = {
    "R38": "no rule of its own: a decision on an appeal brings a vintage (tests/workbook/revisions/test_apply.py)",
    "5-5": "a matter of the data sheet: tests/workbook/reading/test_calibers.py",
    "5-21": "a check of reported figures against each other, not a score: tests/scoring/checks/test_checks.py",
    "5-26": "the workbook shows both scores side by side: tests/workbook/reading/test_other_sheets.py",
    "5-27": "a county of its own is a line of the region file (config/regions)",
}


FORMS = {
    ("target", "own", "fallback"), ("bonus", "beyond_target", "step"), ("bonus", "beyond_target", "direction"),
    ("rule", "gap", "of"), ("rule", "gap", "unit"), ("rule", "gap", "begun"), ("rule", "gap", "whole"),
    ("completion", "difference", "direction"), ("condition", "completion", "below"), ("condition", "completion", "above"),
    ("measure", "bounded", "less"), ("measure", "bounded", "times"), ("measure", "bounded", "low"), ("measure", "bounded", "high"),
    ("gate", "veto", "during"), ("gate", "cap", "unless"), ("gate", "cap", "undecided"),
    ("scheme", "deduction", "item"), ("scheme", "deduction", "when"), ("scheme", "deduction", "cap"), ("scheme", "forfeit", "when"),
}  # fmt: skip
"""Forms that are fields of a kind rather than kinds of their own."""


def parts(model: Any) -> Iterator[Part]:
    """The parts that a line, a gate or a condition is made of."""
    if isinstance(model, Part):
        yield model
    inner = [getattr(model, name) for name in type(model).model_fields] if isinstance(model, BaseModel) else model
    for one in inner if isinstance(inner, (list, tuple)) else ():
        yield from parts(one)


@lru_cache
def scheme_of(name: str) -> Scheme:
    path = CASES / name
    return load_scheme(path if path.exists() else name)


def shown(case: Example) -> Iterator[tuple[str, str, str]]:
    """The kinds, and the fields written, of what the case's results name: lines, gates, deductions, forfeits."""
    results = {name for row in (case.output, *case.outputs.values()) for name in row}
    named = {name.partition(".")[0] for name in results}
    spec = scheme_of(case.scheme).spec
    owners: list[Any] = [one for one in scheme_of(case.scheme).indicators if one.id in named]
    owners += [one for one in spec.gates if one.id in named or "grade" in named]
    for deduction in spec.deductions:
        if deduction.id in named:
            yield from (("scheme", "deduction", name) for name in deduction.model_fields_set)
            owners.append(deduction.when)
    for dimension in spec.dimensions:
        if dimension.forfeit is not None and f"{dimension.id}.forfeit" in results:
            yield from (("scheme", "forfeit", name) for name in dimension.forfeit.model_fields_set)
            owners.append(dimension.forfeit.when)
    for one in parts(owners):
        yield one.family, one.kind, ""  # type: ignore[attr-defined]
        yield from ((one.family, one.kind, name) for name in one.model_fields_set)  # type: ignore[attr-defined]


def test_every_kind_and_every_form_has_a_case() -> None:
    """A case whose results name a line (gate, deduction, forfeit) that is made of it."""
    found = {one for case in EXAMPLES if not case.error for one in shown(case)}
    every = {(family.family, kind, "") for family, _, _ in FAMILIES for kind in kinds(family)}
    assert sorted((every | FORMS) - found) == []


def named() -> set[str]:
    """What the names refer to: R7, 5-12."""
    kinds = {one for name in NAMES for one in re.findall(r"R\d+", name)}
    edges = {f"5-{one}" for name in NAMES for one in re.findall(r"practice 5-(\d+)", name)}
    return kinds | edges


def test_every_rule_kind_has_a_case_or_a_reason() -> None:
    assert {f"R{number}" for number in range(1, 43)} - named() - set(NO_CASE) == set()


def test_every_edge_case_has_a_case_or_a_reason() -> None:
    assert {f"5-{number}" for number in range(1, 31)} - named() - set(NO_CASE) == set()


def test_a_reason_goes_once_there_is_a_case() -> None:
    assert named() & set(NO_CASE) == set()


def test_names_are_unique() -> None:
    assert len(NAMES) == len(set(NAMES))
