"""Which files of a folder are read: links are not, and a name much like a file of decisions is never passed over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from scoring.errors import DataError
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from tests.support.commands import DEMO
from tests.workbook.reading.merged.conftest import Told
from workbook.command.check_run import CheckOutputs, check_files
from workbook.reading.merged.decision_files import is_decision, misnamed
from workbook.reading.submissions import read_submissions
from workbook.reading.suffixes import OTHER_TABLES
from workbook.steps.run import RunOptions

pytestmark = pytest.mark.usefixtures("module_reads_once")

REVISIONS = "县（市、区）,数据项编号,数值,版本日期,来源/文号\n夏县,decline_actual,2.5,2026-06-30,文号1\n"


ROAD = ("E_LINK", "E_FILE", "E_DECISION_NAME", "E_DECISION_PLACE", "W_DECISION_NAME")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "报送").mkdir()
    shutil.copy(DEMO, tmp_path / "报送" / "全市.xlsx")
    return tmp_path / "报送"


def of_files(told: Told, *given: Path) -> list[Problem]:
    """What is told of files that are not read."""
    return [one for one in told(*given) if one.code in ROAD]


def test_links_are_named_and_not_followed(home: Path, told: Told, tmp_path: Path) -> None:
    """To a file, to nothing, to itself, to a folder above: one error each; nothing behind them is read or copied."""
    (tmp_path / "外.csv").write_text("县（市、区）,decline_actual\n夏县,9\n", encoding="utf-8")
    (tmp_path / "外").mkdir()
    shutil.copy(DEMO, tmp_path / "外" / "别.xlsx")
    for name, target in (("a.csv", tmp_path / "外.csv"), ("b.xlsx", "无"), ("c.xlsx", "c.xlsx"), ("d", tmp_path / "外"),
                         ("e", ".."), ("数据修订.csv", tmp_path / "外.csv")):  # fmt: skip
        os.symlink(target, home / name)
    found = of_files(told, home)
    assert {(one.source.file, one.code) for one in found} == {
        (name, "E_LINK") for name in ("a.csv", "b.xlsx", "c.xlsx", "d", "e", "数据修订.csv")
    }
    check_files([home], RunOptions(), CheckOutputs(marked=tmp_path / "退回"))
    assert {path.name for path in (tmp_path / "退回").rglob("*") if path.is_file()} <= {"全市-标注.xlsx"}
    several = told(home / "全市.xlsx", home / "a.csv")  # as a shell hands a folder over
    assert [(one.source.file, one.code) for one in several if one.source.file == "a.csv"] == [("a.csv", "E_LINK")]


def test_a_link_given_alone_is_the_users_own_word(home: Path, told: Told, tmp_path: Path) -> None:
    os.symlink(DEMO, tmp_path / "数据.xlsx")
    assert told(tmp_path / "数据.xlsx") == []
    os.symlink("自己.xlsx", tmp_path / "自己.xlsx")
    with pytest.raises(DataError, match=r"自己\.xlsx"):
        told(tmp_path / "自己.xlsx")


def test_a_folder_that_cannot_be_opened_and_hidden_ones(
    home: Path, city: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".隐").mkdir()
    real = os.scandir

    def closed(path: object) -> object:
        if str(path).endswith("锁"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)  # type: ignore[call-overload]

    (home / "锁").mkdir()
    monkeypatch.setattr(os, "scandir", closed)
    found = {one.source.file: one for one in read_submissions([home], city, None, "").submission.problems}
    assert (found["锁"].code, found["锁"].message) == ("E_FILE", "文件夹打不开（没有权限），里面的文件没有读")
    assert found[".隐"].code == "N_SKIPPED"


LIKE = (
    "数据修订（6月）.xlsx", "数据修订2.xlsx", "数据修订.xlsm", "数据修订.xls", "数据修订 - 副本.csv", "数据修订_终稿.xlsx", "2026数据修订.csv",
    "数据修订.csv.txt", "数据修订.et", "修订数据.xlsx", "数据更正.xlsx", "复查.yaml.txt", "复查（1）.yml", "复查-夏县.yaml", "复查.txt", "复查.xlsx",
    "复查", "复核.yaml",
)  # fmt: skip


@pytest.mark.parametrize("name", LIKE)
def test_a_name_much_like_a_file_of_decisions_is_told(home: Path, told: Told, name: str) -> None:
    """In a folder, and beside a single workbook; never read as a county's data, nor passed over."""
    (home / name).write_text(REVISIONS, encoding="utf-8")
    for given in (home, home / "全市.xlsx"):
        found = of_files(told, given)
        assert [(one.source.file, one.code) for one in found] == [(name, "E_DECISION_NAME")]
        assert "移到“决定”文件夹" in found[0].remedy


@pytest.mark.parametrize("name", ["核定调整.csv", "核定调整（2）.csv"])
def test_a_table_of_adjustments_outside_the_decisions_is_told(home: Path, told: Told, name: str) -> None:
    """Among the decisions a .csv of any name is read; here it only has to be moved."""
    (home / name).write_text(REVISIONS, encoding="utf-8")
    for given in (home, home / "全市.xlsx"):
        found = of_files(told, given)
        assert [(one.source.file, one.code) for one in found] == [(name, "E_DECISION_PLACE")]
        assert found[0].message == "像是核定调整表，不在“决定”文件夹里，没有读，里面的加减分没有采用"
        assert found[0].remedy == "移到“决定”文件夹，或用 --decisions 指明；不用的请移走"


@pytest.mark.parametrize(
    "name",
    [
        "夏县（复查后）.xlsx",
        "核定调整.xlsx",
        "市统计局数据修订说明.docx",
        "复查申请.pdf",
        "数据修订说明.txt",
        "夏县数据.xlsx",
        "复查通知.docx",
    ],
)
def test_names_that_mean_something_else(name: str) -> None:
    assert misnamed(name, name) is None


def test_a_document_of_that_name_is_a_warning() -> None:
    found = misnamed("数据修订.docx", "数据修订.docx")
    assert found is not None
    assert found.code == "W_DECISION_NAME"


@pytest.mark.parametrize("name", ["数据修订.csv", "数据修订.CSV", "复查.yaml", "复查.YML", "数据修订.xlsx"])
def test_decisions_outside_their_folder_decide_nothing(home: Path, told: Told, name: str) -> None:
    """In a county's folder, beside the folders, and beside a single workbook: an error with the place where it belongs."""
    assert is_decision(name)
    for where in (home, home / "县（市、区）" / "夏县", home / "县（市、区）" / "决定", home / "部门"):
        where.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(REVISIONS, encoding="utf-8")
    found = of_files(told, home)
    assert [one.code for one in found] == ["E_DECISION_PLACE"] * 4
    assert all("“决定”文件夹" in one.remedy and "--decisions" in one.remedy for one in found)
    assert [(one.code, one.source.file) for one in of_files(told, home / "全市.xlsx")] == [("E_DECISION_PLACE", name)]


@pytest.mark.parametrize(
    ("name", "told_of"),
    [
        ("说明.txt", []),
        ("README.md", []),
        ("县（市、区）/说明.txt", ["N_SKIPPED"]),
        ("说明.pdf", ["N_SKIPPED"]),
    ],
)
def test_a_guide_at_the_top_of_a_set_is_no_finding(home: Path, told: Told, name: str, told_of: list[str]) -> None:
    (home / name).parent.mkdir(exist_ok=True)
    (home / name).write_text("怎样放文件", encoding="utf-8")
    assert [one.code for one in told(home) if one.source.file == name] == told_of


@pytest.mark.parametrize("suffix", OTHER_TABLES)
def test_a_table_that_is_not_read_is_never_passed_over(home: Path, told: Told, suffix: str) -> None:
    """In a folder as alone: refused, with how to save it."""
    (home / f"夏县{suffix}").write_bytes(b"x")
    (found,) = [one for one in of_files(told, home) if one.code == "E_FILE"]
    assert OTHER_TABLES[suffix] in found.message
    assert "Excel 工作簿（*.xlsx）" in found.message
