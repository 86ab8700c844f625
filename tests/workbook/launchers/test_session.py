"""Where a launcher writes: beside what was given, never among the submissions of a set."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.commands import DEMO
from tests.support.results import scored
from workbook.command.verifying import _json
from workbook.launchers.deciding import verify
from workbook.launchers.preparing import ask_stage, template
from workbook.launchers.session import Session
from workbook.steps.set_folder import set_of
from workbook.verifying.difference import Discrepancy
from workbook.verifying.verify import Verification


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A set in a folder that is itself called 部门, and a city's workbook beside it."""
    folder = tmp_path / "部门"
    for name in ("报送/县（市、区）/甲", "报送/部门/原件", "报送/决定"):
        (folder / name).mkdir(parents=True)
    for name in ("报送/县（市、区）/稷山县.xlsx", "报送/县（市、区）/甲/乙.xlsx", "报送/部门/原件/1.pdf", "全市.xlsx"):
        (folder / name).write_bytes(b"")
    return folder


@pytest.mark.parametrize(
    ("given", "home"),
    [
        ("报送", ""),
        ("全市.xlsx", ""),
        ("报送/县（市、区）", ""),
        ("报送/县（市、区）/稷山县.xlsx", ""),
        ("报送/县（市、区）/甲/乙.xlsx", ""),
        ("报送/部门/原件/1.pdf", ""),
    ],
)
def test_results_stand_beside_the_set(office: Path, given: str, home: str) -> None:
    assert Session(paths=(office / given,)).home() == office / home


@pytest.mark.parametrize(
    ("given", "made"),
    [("", "报送-2025"), ("报送", "报送-2025"), ("报送/决定", "报送-2025"), ("其他", "其他/报送-2025")],
)
def test_empty_books_do_not_go_into_a_set(office: Path, given: str, made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (office / "其他").mkdir()
    answers = iter(["1\n", "2025\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(answers))
    if given:  # what the command writes is written once; here it is where
        monkeypatch.setattr(Session, "kaohe", lambda self, *words: office.joinpath(words[-1]).mkdir(parents=True) or 0)
    done = template(Session(paths=(office / given,)))
    assert (done.status, done.opens) == (0, (office / made,))


def test_a_result_keeps_its_stage_and_data_are_asked_for_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scored(tmp_path / "审定.xlsx", "--stage", "审定")
    monkeypatch.setattr("sys.stdin.readline", lambda: "2\n")
    assert ask_stage(Session(paths=(tmp_path / "审定.xlsx",))) == "审定"
    assert "这个结果是按“审定”计的" in capsys.readouterr().out
    assert ask_stage(Session(paths=(DEMO,))) == "送审"


@pytest.mark.parametrize(
    ("folders", "file", "found"),
    [
        (("部门",), "部门/全市.xlsx", False),  # one folder of that name is nobody's set
        (("部门", "决定"), "部门/统计局.xlsx", True),
        (("县(市、区)",), "县(市、区)/稷山县.xlsx", True),  # half-width brackets
        (("各县",), "各县/稷山县.xlsx", False),
    ],
)
def test_a_set_is_known_by_its_folders(tmp_path: Path, folders: tuple[str, ...], file: str, found: bool) -> None:
    for one in folders:
        (tmp_path / one).mkdir()
    (tmp_path / file).write_bytes(b"")
    assert set_of(tmp_path / file) == (tmp_path if found else None)


def test_a_signed_result_is_told_with_what_was_filled_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stored: Any = SimpleNamespace(name="结果.xlsx", sha256="0")
    signed = Discrepancy("value", "排名", "B20", "已填写：负责人（签字）：张三")
    text = _json(Verification(stored, "内容一致", (), (signed,), (), 9), None, (), True)
    monkeypatch.setattr(Session, "kaohe_output", lambda self, *words: (0, text))
    assert verify(Session(paths=(Path("结果.xlsx"),))).verdict == ("内容一致", "bold white on green")
    assert "排名!B20：已填写：负责人（签字）：张三" in capsys.readouterr().out
