"""What is wrong with a file of scenarios: file and line, the near spelling, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import SchemeError
from scoring.scenarios import changed, read_scenarios
from scoring.scheme.loader import load_scheme


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "测算.yaml"
    path.write_text(text, encoding="utf-8")
    base, found = load_scheme("yuncheng-14fyp"), list[str]()
    try:
        for one in read_scenarios(path):
            try:
                changed(base, one)
            except SchemeError as error:
                found += error.messages
    except SchemeError as error:
        found += error.messages
    return found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("energy_intensiti.points: 45", "energy_intensiti.points：方案里没有 energy_intensiti；是不是 energy_intensity？"),
        ("energy_intensity.point: 45", "没有 point 这个字段；是不是 points？"),
        ("intensity_annual.rule.rung[1].at: 90", "没有 rung；是不是 rungs？"),
        ("intensity_annual.rule.rungs[9].at: 90", "只有 6 个，没有第 9 个（从 1 数起）"),
        ("intensity_annual.rule.kind[1]: 90", "kind 下面没有 1；路径写到 kind 为止"),
        ("intensity_annual[1]: 90", "intensity_annual[1]：dimensions"),
        ("energy_intensity.indicators.x.points: 3", "没有 x"),
        ("intensity_annual..points: 3", "路径写不通"),
        ("energy_intensity.id: x", "编号不能改；数据按编号认"),
        ("region: yuncheng", "测算不改 region"),
        ("intensity_annual.waiver: off", "本来就没有，不用写 off"),
        ("energy_intensity.points: 很多", "应当是数，现在是 很多"),
        ('energy_intensity.points: "45"', "去掉引号"),
        ("intensity_annual.rule: {kind: proportionel}", "没有 proportionel 这种 kind；是不是 proportional？"),
        ("energy_intensity.points: 45", "各类别共 45 + 22 + 20 + 10 = 97 分，与总分 100 分不符"),
        ("energy_intensity.points: 45", "各指标共 20 + 20 + 2 + 3 + 3 = 48 分，与类别的 45 分不符"),
        ("energy_intensity.points: 45", "写上 scale: true，没有改的按比例折算"),
        ("intensity_annual.rule.rungs[1].points: 19", "最高一档是"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_made_says_why_and_where(line: str, said: str, tmp_path: Path) -> None:
    found = faults(tmp_path, f"scenarios:\n  - name: 试\n    changes:\n      {line}\n")
    if line.startswith("intensity_annual[1]"):
        said = "不是列表，不能写 [1]"
    assert any(said in one for one in found), found
    assert all(one.startswith("测算.yaml:") for one in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "文件是空的"),
        ("- name: 试\n", "测算文件应当以 scenarios: 开头"),
        ("scenario: []\n", "没有 scenario 这个字段；是不是 scenarios？"),
        ("scenarios:\n  - changes: {points: 1}\n", "scenarios[1].name：缺少这个字段"),
        ("scenarios:\n  - name: 试\n    change: {points: 1}\n", "没有 change 这个字段；是不是 changes？"),
        ("scenarios:\n  - name: 试\n    scale: yes\n    changes: {points: 1}\n", "测算.yaml:3 scenarios.试.scale"),
        ("scenarios:\n  - name: 试\n    changes: {}\n", "changes"),
        ("scenarios:\n  - {name: 试, changes: {points: 1}}\n  - {name: 试, changes: {points: 2}}\n", "“试”写了两次"),
        ("scenarios:\n  - name: 试\n    changes: {points: 1, points: 2}\n", "同一处写了两次"),
    ],
)
def test_a_file_that_says_nothing_clear_is_refused(text: str, said: str, tmp_path: Path) -> None:
    assert any(said in one for one in faults(tmp_path, text)), faults(tmp_path, text)


def test_all_is_told_at_once_with_lines(tmp_path: Path) -> None:
    text = """scenarios:
  - name: 一
    changes:
      nothing.points: 1
      intensity_annual.target.kindd: x
      intensity_annual.rule: {kind: proportional}
      intensity_annual.rule.kind: ladder
  - name: 二
    changes:
      gates.nobody: off
"""
    found = faults(tmp_path, text)
    assert [one.partition("：")[0] for one in found] == [
        "测算.yaml:4 nothing.points",
        "测算.yaml:7 intensity_annual.rule.kind",
        "测算.yaml:10 gates.nobody",
    ]
    assert "与 intensity_annual.rule（第 6 行）改的是同一处" in found[1]


def test_off_takes_out_a_gate_and_nothing_else(tmp_path: Path) -> None:
    base = load_scheme("yuncheng-14fyp")
    gate = base.spec.gates[-1].id
    path = tmp_path / "测算.yaml"
    path.write_text(f"scenarios:\n  - name: 试\n    changes: {{{gate}: off}}\n", encoding="utf-8")
    scheme = changed(base, read_scenarios(path)[0]).scheme
    assert [one.id for one in scheme.spec.gates] == [one.id for one in base.spec.gates[:-1]]
    assert scheme.spec.dimensions == base.spec.dimensions
