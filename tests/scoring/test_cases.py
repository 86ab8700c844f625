"""Runs tests/cases/*.yaml: cases that an assessor can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError
from scoring.cases import Example, load_cases, run_case

FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = [(path, case) for path in sorted(FOLDER.glob("*.yaml")) for case in load_cases(path)]


@pytest.mark.parametrize(("path", "case"), CASES, ids=[case.name for _, case in CASES])
def test_case(path: Path, case: Example) -> None:
    assert run_case(case, path.parent) == []


def test_a_wrong_expectation_is_told() -> None:
    case = next(case for _, case in CASES if case.output)
    wrong = case.model_copy(update={"output": {next(iter(case.output)): -1}})
    assert "应为 -1" in run_case(wrong)[0]


def test_a_broken_case_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("- name: 一\n  scheme: x\n  yaer: 2025\n  source: 无\n", encoding="utf-8")
    with pytest.raises(SchemeError) as caught:
        load_cases(path)
    assert any("cases.yaml:3" in text and "year" in text for text in caught.value.messages)
