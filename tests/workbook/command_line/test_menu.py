"""Excel's menu: what ``kaohe check`` and ``kaohe score`` do, on the workbook in front."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from scoring.errors import KaoheError
from scoring.problems import Problem, Source
from scoring.resources import examples_dir
from workbook.command.scoring_run import score_files
from workbook.functions.menu import batch
from workbook.steps import console
from workbook.steps.run import RunOptions, run
from workbook.steps.score_set import NothingTaken, ScoreOptions

CITY = examples_dir() / "yuncheng-2025" / "yuncheng-2025.xlsx"
ERRORS = examples_dir() / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return Path(shutil.copy(CITY, tmp_path / "市.xlsx"))


def test_the_menu_writes_the_result_that_the_command_writes(city: Path, tmp_path: Path) -> None:
    """To the byte: the same sheets, 对比, 提升, 结果运用, 稳健性 and 名次分布 among them."""
    said, path = batch("score", str(city))
    score_files([city], ScoreOptions(), tmp_path / "command.xlsx")
    assert Path(path) == city.with_name("市-考核结果-2025.xlsx")
    assert said.startswith("结果工作簿：市-考核结果-2025.xlsx\n")
    assert Path(path).read_bytes() == (tmp_path / "command.xlsx").read_bytes()
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert {"对比", "提升", "结果运用", "稳健性", "名次分布"} <= set(names)


def test_a_second_result_takes_another_name_and_the_data_stay(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.steps.study.study_for_result", lambda *_: None)
    before = city.read_bytes()
    paths = [batch("score", str(city))[1] for _ in range(2)]
    assert [Path(one).name for one in paths] == ["市-考核结果-2025.xlsx", "市-考核结果-2025-2.xlsx"]
    assert city.read_bytes() == before


def test_the_check_names_the_command_s_problems(tmp_path: Path) -> None:
    path = Path(shutil.copy(ERRORS, tmp_path / "市.xlsx"))
    said, opened = batch("check", str(path))
    with console.Steps() as steps:
        problems = run([path], RunOptions(), steps).assessment.problems
    first, *lines = said.split("\n")
    assert opened == ""
    assert first == console.summary(problems)
    errors = [one for one in problems if one.severity == "error"]
    assert lines[0] == f"错误　{errors[0].source}　{errors[0].message}"
    assert lines[-1].startswith(f"……共 {len(problems)} 个")


@pytest.mark.parametrize(
    "address",
    [
        "https://contoso-my.sharepoint.com/personal/u/Documents/数据.xlsx",
        "http://server/dav/数据.xlsx",
        "https://d.docs.live.net/0123456789abcdef/数据.xlsx",
        "ftp://server/数据.xlsx",
    ],
)
@pytest.mark.parametrize("action", ["check", "score"])
def test_an_address_keeps_its_slashes_and_says_what_to_do(address: str, action: str) -> None:
    """What Excel gives as FullName of a workbook on OneDrive or SharePoint."""
    said, opened = batch(action, address)
    assert said.startswith(f"{address} 是网上的文件（OneDrive、SharePoint）")
    assert "“数据.xlsx”另存到本机的文件夹" in said
    assert opened == ""


@pytest.mark.parametrize("path", [r"C:\考核\没有.xlsx", r"\\server\share\没有.xlsx", "没有.xlsx"])
def test_a_path_is_no_address(path: str) -> None:
    assert batch("check", path)[0].startswith("找不到文件")


def test_what_the_command_refuses_the_menu_refuses_in_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "市.xlsx"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(KaoheError) as refused, console.Steps() as steps:
        run([path], RunOptions(), steps)
    assert batch("score", str(path)) == (str(refused.value), "")


@pytest.mark.parametrize("count", [2, 13])
def test_why_no_file_was_taken_is_in_the_message(city: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places, reasons and remedies of the errors, as many as a message box can hold; notes are left to the command."""
    errors = [
        Problem("error", "E", "", "", f"错 {n}", Source("市.xlsx", "表", f"A{n}"), remedy="改") for n in range(count)
    ]
    note = Problem("note", "N", "", "", "不是错", Source("市.xlsx"))

    def nothing(*_: object, **__: object) -> None:
        raise NothingTaken([note, *errors])

    monkeypatch.setattr("workbook.steps.score_set.score_set", nothing)
    first, *lines = batch("score", str(city))[0].split("\n")
    assert first == "没有一个文件可以采用，没有写结果工作簿："
    assert lines[:12] == [f"市.xlsx：表!A{n}：错 {n}。改" for n in range(min(count, 12))]
    assert lines[12:] == ([] if count < 13 else ["……共 13 个，kaohe check 列出每一个"])


def test_nothing_escapes(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("workbook.steps.score_set.score_set", broken)
    said, opened = batch("score", str(city))
    assert "是程序的错误（ZeroDivisionError" in said
    assert opened == ""


def test_a_folder_that_cannot_be_written_is_said(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("workbook.steps.score_set.score_set", full)
    assert "另存到自己能写的文件夹" in batch("score", str(city))[0]


def test_a_server_without_a_console_answers(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pythonw has neither standard output nor standard error."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    (city.parent / "复查.yaml.txt").write_text("x", encoding="utf-8")
    said, _ = batch("check", str(city))
    assert "文件名像“复查.yaml”" in said
