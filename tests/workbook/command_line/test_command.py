"""The command, as a user calls it: exit status, messages, files."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.support.commands import DEMO, ERRORS, ROOT, kaohe, started
from tests.support.small_scheme import write_scheme
from workbook.steps import run as command_run
from workbook.template.content import TemplateContent


@pytest.mark.slow
def test_score_without_data_scores_the_demonstration_city(tmp_path: Path) -> None:
    done = started(tmp_path, "score")
    assert done.returncode == 0, done.stderr
    said = done.stdout.rstrip().split("\n")
    assert said[-8:-6] == ["结果工作簿：考核结果-yuncheng-14fyp-2025.xlsx", "接下来："]
    assert "永济市" in done.stdout
    assert "虚构" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["考核结果-yuncheng-14fyp-2025.xlsx"]


def test_default_name_is_new_each_time(tmp_path: Path) -> None:
    kaohe(tmp_path, "score", str(DEMO), "--no-robustness")
    done = kaohe(tmp_path, "score", str(DEMO), "--no-robustness")
    assert "考核结果-yuncheng-14fyp-2025-2.xlsx" in done.stdout
    assert len(list(tmp_path.iterdir())) == 2


def test_existing_output_needs_force(tmp_path: Path) -> None:
    target = tmp_path / "r.xlsx"
    target.write_bytes(b"old")
    done = kaohe(tmp_path, "score", str(DEMO), "-o", "r.xlsx")
    assert done.returncode == 2
    assert "没有覆盖" in done.stderr
    assert target.read_bytes() == b"old"
    assert kaohe(tmp_path, "score", str(DEMO), "-o", "r.xlsx", "--force", "--no-robustness").returncode == 0


def test_errors_give_status_1_and_are_all_listed(tmp_path: Path) -> None:
    before = ERRORS.read_bytes()
    done = kaohe(tmp_path, "score", str(ERRORS), "-o", "r.xlsx")
    assert done.returncode == 1
    for place in ("能耗强度!C6", "能耗强度!C8", "能耗强度!G9", "能耗强度!G10", "两高项目!B14", "公共机构!E16"):
        assert place in done.stderr
    assert (tmp_path / "r.xlsx").exists()
    assert ERRORS.read_bytes() == before


def test_check_writes_nothing(tmp_path: Path) -> None:
    assert kaohe(tmp_path, "check", str(DEMO)).returncode == 0
    assert started(tmp_path, "check", str(ERRORS)).returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["score", "no.xlsx"], "no.xlsx"),
        (["score", str(DEMO), "--scheme", "yuncheng-14fy"], "yuncheng-14fyp"),
        (["score", str(DEMO), "--year", "2030"], "不是 2030，没有计分"),
        (["score", str(DEMO), "--stage", "终审"], "初评"),
        (["explain", str(DEMO), "-c", "夏城县"], "夏城县"),
        (["score", str(DEMO), "-o", "r.xls"], "r.xls：只能写成 .xlsx"),
    ],
)
def test_unusable_call_gives_status_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = (started if arguments == ["score", "no.xlsx"] else kaohe)(tmp_path, *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_code_page_936_does_not_crash(tmp_path: Path) -> None:
    done = started(tmp_path, "score", str(DEMO), "-o", "r.xlsx", "--no-robustness", encoding="gbk")
    assert done.returncode == 0, done.stderr
    assert "永济市" in done.stdout


def test_template_then_check_names_every_blank(tmp_path: Path) -> None:
    assert kaohe(tmp_path, "template", "--year", "2025", "-o", "t.xlsx").returncode == 0
    done = kaohe(tmp_path, "check", "t.xlsx")
    assert done.returncode == 1
    assert "市统计局!C6" in done.stdout


def test_explain_and_schemes(tmp_path: Path) -> None:
    done = kaohe(tmp_path, "explain", str(DEMO), "-c", "稷山县", "-i", "intensity_annual")
    assert "2.80 ÷ 3.32 × 100 = 84.34%" in done.stdout
    listed = kaohe(tmp_path, "schemes").stdout
    for scheme in ("yuncheng-14fyp", "yuncheng-14fyp-strict", "national-2007-target"):
        assert scheme in listed
        assert kaohe(tmp_path, "scheme", "check", scheme).returncode == 0
    shown = kaohe(tmp_path, "scheme", "show", "yuncheng-14fyp").stdout
    assert "完成率达到100%得20分" in shown
    assert "参考方案" in shown


def test_scheme_as_a_workbook_and_its_cases(tmp_path: Path) -> None:
    assert kaohe(tmp_path, "scheme", "show", "national-2007", "-o", "p.xlsx").returncode == 0
    again = kaohe(tmp_path, "scheme", "show", "national-2007", "-o", "p.xlsx")
    assert again.returncode == 2
    done = kaohe(tmp_path, "scheme", "test", str(ROOT / "tests" / "cases" / "published-schemes.yaml"))
    assert done.returncode == 0, done.stdout
    assert "不符 0 个" in done.stdout


def test_an_item_that_nothing_uses_is_noted(tmp_path: Path) -> None:
    extra = "  - {id: idle, name: 闲置项, kind: count, unit: 起, definition: 起数, bureau: 局, clause: 一}\n"
    write_scheme(tmp_path, "dimensions:\n", extra + "dimensions:\n")
    done = kaohe(tmp_path, "scheme", "check", "small.yaml")
    assert done.returncode == 0
    assert "提示：数据项 idle（闲置项）没有用到" in done.stdout
    assert "events" not in done.stdout


def test_a_scheme_is_printed_for_a_pipe(tmp_path: Path) -> None:
    """No line of the table is wider than 120 columns of the terminal."""
    table = [line for line in kaohe(tmp_path, "scheme", "show", "co2-2019").stdout.splitlines() if line.startswith("│")]
    assert table
    assert max(sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) for line in table) <= 120


def test_targets_are_shared_out(tmp_path: Path) -> None:
    done = kaohe(tmp_path, "targets", "allocate", "10", "--by", "agencies_all", "--data", str(DEMO))
    assert done.returncode == 0, done.stderr
    assert "合计" in done.stdout
    wrong = kaohe(tmp_path, "targets", "allocate", "10", "--by", "voc_recognised", "--data", str(DEMO))
    assert wrong.returncode == 2
    assert "芮城县" in wrong.stderr


def test_shipped_examples_are_what_the_script_builds(tmp_path: Path) -> None:
    """The demonstration workbook is the script's, byte for byte."""
    from examples.build import ADJUSTMENTS, LABEL, demonstration, self_scores
    from examples.lists import demonstration_lists
    from scoring import load_scheme
    from workbook.template.writer import write_template

    scheme = load_scheme("yuncheng-14fyp")
    path = write_template(scheme, 2025, tmp_path / "demo.xlsx", TemplateContent(values=demonstration(), remark=LABEL, adjustments=ADJUSTMENTS, self_scores=self_scores(scheme), lists=demonstration_lists(scheme, demonstration())))  # fmt: skip
    assert path.read_bytes() == DEMO.read_bytes()


def test_without_the_set_the_demonstration_city_is_one_workbook(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As in the Windows bundle, whose names are ASCII; both score alike (tests/workbook/road/test_set.py)."""
    assert command_run.demonstration().name == "yuncheng-2025-set"
    monkeypatch.setattr(command_run, "examples_dir", lambda: tmp_path)
    assert command_run.demonstration() == tmp_path / "yuncheng-2025" / "yuncheng-2025.xlsx"
