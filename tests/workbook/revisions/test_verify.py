"""A result with revisions is archived, read back, verified and checked against its files."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.commands import kaohe
from tests.workbook.revisions.test_apply import APPEALS, SCHEME, applied, city
from workbook.archive import read_result

__all__ = ["city"]
pytestmark = pytest.mark.usefixtures("writes_once")
FILES = ("市.xlsx", "决定/复查.yaml", "决定/数据修订.csv")


@pytest.fixture
def result(city: Path, tmp_path: Path) -> Path:
    done = kaohe(
        tmp_path, "score", city.name, "--decisions", "决定", "--as-of", "2026-06-30", "--no-robustness", "-o", "r.xlsx"
    )
    assert done.returncode == 0, done.stderr
    return tmp_path / "r.xlsx"


def test_the_record_is_archived(city: Path, result: Path) -> None:
    stored = read_result(result)
    assert stored.inputs.revisions == applied(city, "2026-06-30").record(SCHEME, 2025)
    assert stored.options["数据截至（--as-of）"] == "2026-06-30"


def test_it_passes_and_its_files_are_read_again(result: Path, tmp_path: Path) -> None:
    arguments = [part for name in FILES for part in ("--data", name)]
    done = kaohe(tmp_path, "verify", "r.xlsx", *arguments)
    assert done.returncode == 0, done.stdout
    lacking = kaohe(tmp_path, "verify", "r.xlsx", "--data", "市.xlsx")
    assert (lacking.returncode, "没有给出 复查.yaml、数据修订.csv" in lacking.stdout) == (1, True)
    (tmp_path / "决定" / "复查.yaml").write_text(APPEALS.replace("3.35", "3.30"), encoding="utf-8")
    changed = kaohe(tmp_path, "verify", "r.xlsx", *arguments)
    assert changed.returncode == 1
    assert "数据文件里是 3.3，存档里是 3.35" in changed.stdout


def test_a_changed_cell_of_the_record_is_named(result: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(result)
    cell = next(cell for row in book["修订记录"].iter_rows() for cell in row if cell.value == 3.35)
    cell.value = 3.36
    book["自评差异"]["E7"].value = 100
    book.save(tmp_path / "changed.xlsx")
    done = kaohe(tmp_path, "verify", "changed.xlsx")
    assert done.returncode == 1
    assert f"修订记录!{cell.coordinate}：现在是 3.36，应当是 3.35" in done.stdout
    assert "自评差异!E7" in done.stdout
