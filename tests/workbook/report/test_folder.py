"""The report folder: whole or not at all, nothing overwritten unasked, names that lead nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import KaoheError
from workbook.report import write
from workbook.report.data import ReportData
from workbook.report.folder import safe_name
from workbook.report.write import copy_templates, write_report


def names(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


def test_folder_holds_what_was_asked_for(demo: ReportData, tmp_path: Path) -> None:
    target = tmp_path / "报告"
    target.mkdir()  # an empty folder may be used
    write_report(demo, target, counties=["夏县", "盐湖区"])
    assert names(target) == ["成绩单/140802-盐湖区.docx", "成绩单/140828-夏县.docx", "评审页.html", "通报.docx"]
    assert [one.name for one in tmp_path.iterdir()] == ["报告"]


def test_an_existing_folder_is_kept_unless_forced_and_never_with_strange_files(
    demo: ReportData, tmp_path: Path
) -> None:
    target = tmp_path / "r"
    write_report(demo, target, parts=("评审页",))
    before = (target / "评审页.html").read_bytes()
    with pytest.raises(KaoheError, match="没有覆盖"):
        write_report(demo, target, parts=("通报",))
    (target / "我的.docx").write_bytes(b"mine")
    with pytest.raises(KaoheError, match=r"我的\.docx"):
        write_report(demo, target, parts=("通报",), force=True)
    assert names(target) == ["我的.docx", "评审页.html"]
    assert (target / "评审页.html").read_bytes() == before
    (target / "我的.docx").unlink()
    write_report(demo, target, parts=("通报",), force=True)
    assert names(target) == ["通报.docx"]


@pytest.mark.parametrize("there", [False, True])
def test_a_failure_leaves_everything_as_it_was(
    demo: ReportData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    target = tmp_path / "r"
    if there:
        write_report(demo, target, parts=("评审页",))
    before = names(tmp_path)

    def fails(*_: object) -> list[str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "_sheets", fails)
    with pytest.raises(KaoheError, match="写不进去"):
        write_report(demo, target, force=True)
    assert names(tmp_path) == before
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_nasty_names_stay_in_the_folder(nasty: ReportData, tmp_path: Path) -> None:
    write_report(nasty, tmp_path / "r", parts=("成绩单",))
    written = names(tmp_path)
    assert len(written) == len(nasty.counties)
    assert all(one.startswith("r/成绩单/") and one.count("/") == 2 for one in written)


@pytest.mark.parametrize(
    ("text", "name"),
    [("盐湖区", "盐湖区"), ("../../x", "_.._x"), ("a/b:c", "a_b_c"), ("CON", "_CON"), ("", "_"), ("x" * 99, "x" * 60)],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_templates_are_copied_once(tmp_path: Path) -> None:
    copied = copy_templates(tmp_path / "模板")
    assert [one.name for one in copied] == ["通报模板.docx", "成绩单模板.docx"]
    copied[0].write_bytes(b"changed")
    with pytest.raises(KaoheError, match="没有覆盖"):
        copy_templates(tmp_path / "模板")
    assert copied[0].read_bytes() == b"changed"
