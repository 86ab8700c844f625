"""The report folder: whole or not at all, nothing overwritten unasked, names that lead nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import KaoheError
from tests.workbook.report.conftest import approved
from workbook.documents.filling import TEMPLATES
from workbook.report.data import ReportData
from workbook.report.folder import LIST, safe_name
from workbook.report.issue import Issue
from workbook.report.papers import ReportRequest
from workbook.report.write import copy_templates, write_report

ISSUE = Issue("示范政函〔2026〕9号", "2026-07-10", "2026-04-10")


def names(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


def test_folder_holds_what_was_asked_for(demo: ReportData, tmp_path: Path) -> None:
    target = tmp_path / "报告"
    target.mkdir()  # an empty folder may be used
    write_report(demo, target, ReportRequest(counties=["夏县", "盐湖区"], issue=ISSUE))
    assert names(target) == [
        LIST, "核定反馈单/140802-盐湖区.docx", "核定反馈单/140828-夏县.docx", "评审页.html",
    ]  # fmt: skip
    final = tmp_path / "审定"
    write_report(approved(demo), final, ReportRequest(counties=["夏县"], issue=ISSUE))
    assert names(final) == [
        LIST, "成绩单/140828-夏县.docx", "结果运用建议/报市政府.docx", "结果运用建议/送组织部门.docx", "评审页.html", "通报.docx",
    ]  # fmt: skip
    assert {one.name for one in tmp_path.iterdir()} == {"报告", "审定"}


def test_force_replaces_only_what_this_program_wrote_and_left_as_it_was(demo: ReportData, tmp_path: Path) -> None:
    target, final = tmp_path / "r", approved(demo)
    write_report(final, target, ReportRequest(counties=["夏县"], issue=ISSUE))
    before = {name: (target / name).read_bytes() for name in names(target) if name != LIST}
    with pytest.raises(KaoheError, match="没有覆盖"):
        write_report(final, target, ReportRequest(parts=("通报",), issue=ISSUE))
    (target / "我的.docx").write_bytes(b"mine")
    (target / "通报.docx").write_bytes(b"edited")
    (target / "成绩单" / "140802-盐湖区.docx").write_bytes(b"mine, named like ours")
    notes = write_report(final, target, ReportRequest(parts=("通报",), issue=ISSUE), force=True)
    assert any("没有覆盖：通报.docx" in one for one in notes)
    assert (target / "通报.docx").read_bytes() == b"edited"
    notes = write_report(
        final, target, ReportRequest(parts=("成绩单",), counties=["夏县", "盐湖区"], issue=ISSUE), force=True
    )
    assert any("没有覆盖：成绩单/140802-盐湖区.docx" in one for one in notes)
    assert (target / "我的.docx").read_bytes() == b"mine"
    for name in set(before) - {"通报.docx"}:
        assert (target / name).read_bytes() == before[name]
    (target / "通报.docx").unlink()
    assert not any(
        "通报" in one for one in write_report(final, target, ReportRequest(parts=("通报",), issue=ISSUE), force=True)
    )
    assert (target / "通报.docx").read_bytes() == before["通报.docx"]


def test_a_paper_of_a_later_stage_is_refused_with_the_reason(demo: ReportData, tmp_path: Path) -> None:
    for part, message in (("通报", "通报在“审定”以后才有"), ("送审稿", "送审稿在“送审”以后才有")):
        with pytest.raises(KaoheError, match=message):
            write_report(demo, tmp_path / "r", ReportRequest(parts=(part,), issue=ISSUE))
    with pytest.raises(KaoheError, match="批准的文号和日期"):
        write_report(approved(demo), tmp_path / "r", ReportRequest(parts=("通报",)))
    with pytest.raises(KaoheError, match="什么时候以前答复"):
        write_report(demo, tmp_path / "r")
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("there", [False, True])
def test_a_failure_leaves_everything_as_it_was(
    demo: ReportData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    target = tmp_path / "r"
    if there:
        write_report(demo, target, ReportRequest(parts=("评审页",)))
    before = names(tmp_path)

    def fails(*_: object) -> list[str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(KaoheError, match="写不进去"):
        write_report(demo, target, ReportRequest(issue=ISSUE), force=True)
    monkeypatch.undo()
    assert names(tmp_path) == before
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_nasty_names_stay_in_the_folder(nasty: ReportData, tmp_path: Path) -> None:
    write_report(approved(nasty), tmp_path / "r", ReportRequest(parts=("成绩单",), issue=ISSUE))
    written = [one for one in names(tmp_path) if not one.endswith(LIST)]
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
    assert [one.name for one in copied] == list(TEMPLATES.values())
    copied[0].write_bytes(b"changed")
    with pytest.raises(KaoheError, match="没有覆盖"):
        copy_templates(tmp_path / "模板")
    assert copied[0].read_bytes() == b"changed"
