"""Every rule kind and every edge case has a case that an assessor can read, or a reason why it has none."""

from __future__ import annotations

import re
from pathlib import Path

from scoring.cases import load_cases

CASES = Path(__file__).resolve().parents[1] / "cases"
NAMES = [case.name for path in sorted(CASES.glob("*.yaml")) for case in load_cases(path)]
NO_CASE = {
    "R38": "no rule of its own: the run with corrected figures, --standing says which (tests/workbook/test_command.py)",
    "5-5": "a matter of the data sheet: tests/workbook/test_calibers.py",
    "5-21": "a check of reported figures against each other, not a score: tests/scoring/checks/test_checks.py",
    "5-26": "the workbook shows both scores side by side: tests/workbook/test_other_sheets.py",
    "5-27": "a county of its own is a line of the region file (config/regions)",
    "5-28": "a revision is a new run today; figures with vintages are to come",
}


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
