"""Files of revisions and appeals in a folder or beside a single workbook: used, or named; never passed over in silence."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workbook.reading.door.trying import about, city, handed, is_empty, lines
from workbook.command.app import main

REVISION = ("夏县", "decline_actual", 2.5, "2026-06-30", None, "省厅核定函")


def revisions(folder: Path, name: str, row: tuple[Any, ...] = REVISION, sheet: str = "数据修订") -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = sheet
    page.append(["县（市、区）", "数据项编号", "数值", "版本日期", "口径", "来源/文号"])
    page.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    (folder / name).write_bytes(stream.getvalue())


NAMES = [
    "数据修订（6月）.xlsx",
    "数据修订2.xlsx",
    "数据修订.xlsm",
    "6月数据修订.xlsx",
    "数据修订 - 副本.xlsx",
    "修订.xlsx",
]


@pytest.mark.parametrize("name", NAMES)
def test_files_of_revisions_in_a_folder(name: str, tmp_path: Path) -> None:
    """Read as revisions without a word of nonsense, or named as not read; never 是空表, never used and denied at once."""
    folder = tmp_path / "报送"
    folder.mkdir()
    (folder / "全市.xlsx").write_bytes(city())
    revisions(folder, name)
    submission = handed(folder).submission
    said = about(submission.problems, name)
    assert not is_empty(submission.problems, name), lines(said)
    assert not [one for one in said if one.code in ("E_CALIBER", "W_COLUMN", "E_NO_SHEET", "E_HEADER")], lines(said)
    assert bool(submission.vintages) != bool([one for one in said if one.severity in ("error", "warning")]), lines(said)


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """``kaohe check 全市.xlsx`` in a folder that holds it: all that is printed."""
    (tmp_path / "全市.xlsx").write_bytes(city())

    def run() -> str:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["kaohe", "check", "全市.xlsx"])
        with pytest.raises(SystemExit):
            main()
        return "".join(capsys.readouterr())

    return run


BESIDE = [
    "复查.yaml.txt",
    "复查.YAML",
    "复查（第二批）.yaml",
    "复查表.yml",
    "数据修订（6月）.xlsx",
    "数据修订.xlsm",
    "数据修订2.csv",
    "数据修订.et",
]


@pytest.mark.parametrize("name", BESIDE)
def test_decisions_beside_a_single_workbook(name: str, tmp_path: Path, check: Callable[[], str]) -> None:
    """A file that is named much like a decision is used, or named in what is printed."""
    if name.endswith((".xlsx", ".xlsm")):
        revisions(tmp_path, name)
    elif name.endswith(".csv"):
        (tmp_path / name).write_text(
            "县（市、区）,数据项编号,数值,版本日期,来源/文号\n夏县,decline_actual,2.5,2026-06-30,文号\n", "utf-8"
        )
    else:
        (tmp_path / name).write_text("published: 2026-03-20\nappeals: []\n", "utf-8")
    said = "".join(check().replace("│", "").split())  # a table may break a long name
    assert "".join(name.split()) in said, said[-400:]


@pytest.mark.parametrize("name", ["说明.docx", "照片.jpg", "去年.xlsx", "复查意见.pdf"])
def test_other_files_beside_a_single_workbook_are_nobodys_business(
    name: str, tmp_path: Path, check: Callable[[], str]
) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert name not in check()
