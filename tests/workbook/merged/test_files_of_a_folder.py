"""Which files of a folder are read: links are not, and a name much like a file of decisions is never passed over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from scoring.errors import DataError
from scoring.scheme.scheme import Scheme
from tests.workbook.merged.conftest import Told
from tests.workbook.test_command import DEMO, kaohe
from workbook.command.check_run import check_files
from workbook.reading.merged.decision_files import is_decision, misnamed
from workbook.reading.submissions import read_submissions
from workbook.revisions.files import Wanted

REVISIONS = "县（市、区）,数据项编号,数值,版本日期,来源/文号\n夏县,decline_actual,2.5,2026-06-30,文号1\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "报送").mkdir()
    shutil.copy(DEMO, tmp_path / "报送" / "全市.xlsx")
    return tmp_path / "报送"


def test_links_are_named_and_not_followed(home: Path, told: Told, tmp_path: Path) -> None:
    """To a file, to nothing, to itself, to a folder above: one error each; nothing behind them is read or copied."""
    (tmp_path / "外.csv").write_text("县（市、区）,decline_actual\n夏县,9\n", encoding="utf-8")
    (tmp_path / "外").mkdir()
    shutil.copy(DEMO, tmp_path / "外" / "别.xlsx")
    for name, target in (("a.csv", tmp_path / "外.csv"), ("b.xlsx", "无"), ("c.xlsx", "c.xlsx"), ("d", tmp_path / "外"),
                         ("e", ".."), ("数据修订.csv", tmp_path / "外.csv")):  # fmt: skip
        os.symlink(target, home / name)
    found = told(home)
    assert {(one.source.file, one.code) for one in found} == {
        (name, "E_LINK") for name in ("a.csv", "b.xlsx", "c.xlsx", "d", "e", "数据修订.csv")
    }
    assert Wanted().found(home) == ((), None)
    check_files([home], None, None, marked=tmp_path / "退回")
    assert [path.name for path in (tmp_path / "退回").rglob("*") if path.is_file()] == ["全市-标注.xlsx"]
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
    assert (found["锁"].code, found["锁"].message) == ("E_FILE", "文件夹打不开（Permission denied），里面的文件没有读")
    assert found[".隐"].code == "N_SKIPPED"


LIKE = (
    "数据修订（6月）.xlsx", "数据修订2.xlsx", "数据修订.xlsm", "数据修订.xls", "数据修订 - 副本.csv", "数据修订_终稿.xlsx", "2026数据修订.csv",
    "数据修订.csv.txt", "数据修订.et", "修订数据.xlsx", "数据更正.xlsx", "复查.yaml.txt", "复查（1）.yml", "复查-夏县.yaml", "复查.txt", "复查.xlsx",
    "复查", "复核.yaml", "核定调整.csv", "核定调整（2）.csv",
)  # fmt: skip


@pytest.mark.parametrize("name", LIKE)
def test_a_name_much_like_a_file_of_decisions_is_told(home: Path, told: Told, name: str) -> None:
    """In a folder, and beside a single workbook; never read as a county's data, nor passed over."""
    (home / name).write_text(REVISIONS, encoding="utf-8")
    for given in (home, home / "全市.xlsx"):
        found = told(given)
        assert [(one.source.file, one.code) for one in found] == [(name, "E_DECISION_NAME")]
        assert "改名为" in found[0].remedy or "存成 Excel 工作簿" in found[0].remedy


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
    assert (found.severity, found.code) == ("warning", "W_DECISION_NAME")


def test_case_of_letters_is_no_other_name(home: Path) -> None:
    (home / "数据修订.CSV").write_text(REVISIONS, encoding="utf-8")
    assert is_decision("数据修订.CSV")
    assert Wanted().found(home)[0] == (home / "数据修订.CSV",)


def test_files_of_decisions_elsewhere_are_told(home: Path, told: Told) -> None:
    """In a subfolder they are not looked for; in the folder they are no submission."""
    (home / "甲").mkdir()
    for name in ("数据修订.csv", "复查.yaml"):
        (home / "甲" / name).write_text("x", encoding="utf-8")
        (home / name).write_text(REVISIONS, encoding="utf-8")
    found = told(home)
    assert {(one.source.file, one.code) for one in found} == {
        ("甲/数据修订.csv", "W_DECISION_PLACE"), ("甲/复查.yaml", "W_DECISION_PLACE")
    }  # fmt: skip


def test_a_file_that_an_option_names_is_no_submission(home: Path, tmp_path: Path) -> None:
    """Whatever it is called: it is used, and nothing tells that it was not."""
    (home / "数据修订（6月）.csv").write_text(REVISIONS, encoding="utf-8")
    for given in ("报送", "报送/全市.xlsx"):
        done = kaohe(
            tmp_path, "check", given, "--revisions", "报送/数据修订（6月）.csv", "--json", "问题.json", "--force"
        )
        assert "同时读了 数据修订（6月）.csv" in done.stderr
        assert "E_DECISION_NAME" not in (tmp_path / "问题.json").read_text(encoding="ascii")
        assert done.returncode == 0, done.stderr


def test_revisions_given_among_the_data_are_used_once(home: Path, tmp_path: Path) -> None:
    """As a shell hands over 报送/*: read beside the data, and not as data as well."""
    (home / "数据修订.csv").write_text(REVISIONS, encoding="utf-8")
    done = kaohe(tmp_path, "check", "报送/全市.xlsx", "报送/数据修订.csv", "--json", "问题.json")
    assert "同时读了 数据修订.csv" in done.stderr
    assert "数据修订.csv" not in (tmp_path / "问题.json").read_text(encoding="ascii")


def test_what_others_took_the_place_of_is_told(home: Path) -> None:
    """Two files of appeals: the second is not used, which is told."""
    for name in ("复查.yaml", "复查.yml", "数据修订.csv"):
        (home / name).write_text("appeals: []\n", encoding="utf-8")
    assert [one.source.file for one in Wanted().passed_over(home)] == ["复查.yml"]
    other = Wanted(files=(home / "别.csv",), appeals=home / "复查.yml")
    assert [one.source.file for one in other.passed_over(home)] == ["数据修订.csv", "复查.yaml"]
