"""Runs tests/cases/*.yaml: cases that an assessor can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError
from scoring.cases import Example, load_cases, run_case

FOLDER = Path(__file__).resolve().parents[1] / "cases"
TRIAL = FOLDER.parent / "schemes" / "trial" / "cases.yaml"
CASES = [(path, case) for path in [*sorted(FOLDER.glob("*.yaml")), TRIAL] for case in load_cases(path)]


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


def test_an_unknown_result_name_fails_its_case_alone() -> None:
    """The case is told with the names near it; the results beside it are still compared."""
    case = next(case for _, case in CASES if case.output and case.scheme == "yuncheng-14fyp")
    first = next(iter(case.output))
    wrong = run_case(case.model_copy(update={"output": {"totl": 1, "乱写": 1, first: -1}}))
    assert wrong[0].endswith("totl：结果里没有这个名称；是不是 total？")
    assert "乱写：结果里没有这个名称；可以写：" in wrong[1]
    assert len(wrong) == 3


def test_a_county_without_a_group_is_told_why_it_has_no_points() -> None:
    """某县 is in no region: a target by group leaves it without points."""
    folder = FOLDER.parent / "schemes"
    case = Example(
        name="一", scheme="all-parts.yaml", year=2025, source="无", input={"value_a": 90}, output={"group_line": 5}
    )
    assert (
        "（某县不在运城市的县里，没有分组，“分组目标”按分组计；用 counties 写地区里的县名）"
        in run_case(case, folder)[0]
    )
    named = case.model_copy(update={"input": {}, "counties": {"盐湖区": {"value_a": 60}}})
    assert run_case(named.model_copy(update={"output": {}, "outputs": {"盐湖区": {"group_line": 5}}}), folder) == []
    assert (
        "没有 永济县 的数据"
        in run_case(named.model_copy(update={"output": {}, "outputs": {"永济县": {"total": 5}}}), folder)[0]
    )
