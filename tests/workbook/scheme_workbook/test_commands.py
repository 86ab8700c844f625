"""kaohe scheme new, export, import, annex, compare, check --marked; and --scheme with a workbook, in one process."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from scoring import KaoheError, SchemeError, load_scheme
from tests.support.typist import Typist
from workbook.command.app import app

TRIAL = Path(__file__).resolve().parents[2] / "schemes" / "trial"


def kaohe(*arguments: str | Path, status: int = 0) -> str:
    """What a command prints; what it raises is raised (the program's own main prints it)."""
    done = CliRunner().invoke(app, [str(one) for one in arguments], env={"COLUMNS": "200"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


def test_a_scheme_goes_out_comes_in_and_is_used_from_its_workbook(tmp_path: Path) -> None:
    book, folder = tmp_path / "方案.xlsx", tmp_path / "方案"
    digest = load_scheme(TRIAL).sha256
    assert "方案工作簿已写好" in kaohe("scheme", "export", TRIAL, "-o", book)
    assert digest in kaohe("scheme", "check", book)
    assert "年度能耗强度下降" in kaohe("scheme", "show", book)
    assert "共 3 个" in kaohe("scheme", "import", book, "-o", folder)
    assert load_scheme(folder).sha256 == digest
    assert "空表已写好" in kaohe("template", "--scheme", book, "-y", "2024", "-o", tmp_path / "数据.xlsx")
    kaohe(
        "score", tmp_path / "数据.xlsx", "--scheme", book, "-o", tmp_path / "结果.xlsx", status=1
    )  # nothing filled in
    assert (tmp_path / "结果.xlsx").exists()
    assert "附件已写好" in kaohe("scheme", "annex", book, "-o", tmp_path / "附件.docx")
    assert "两个方案没有不同" in kaohe("scheme", "compare", book, folder)


def test_new_from_a_scheme_is_changed_and_compared(tmp_path: Path) -> None:
    book = tmp_path / "新方案.xlsx"
    kaohe("scheme", "new", "--from", TRIAL, "-o", book)
    one = Typist(book)
    one.whole({"编号": "linjiang-2024", "加分上限": 4})
    one.save()
    said = kaohe("scheme", "compare", TRIAL, book, "-o", tmp_path / "对照.xlsx")
    assert "共 2 处不同" in said
    assert "加分上限" in said
    assert (tmp_path / "对照.xlsx").exists()


def test_a_scheme_workbook_among_the_data_is_known_and_not_read(tmp_path: Path) -> None:
    kaohe("scheme", "export", TRIAL, "-o", tmp_path / "方案.xlsx")
    kaohe("template", "--scheme", tmp_path / "方案.xlsx", "-y", "2024", "-o", tmp_path / "数据.xlsx")
    said = kaohe("check", tmp_path, "--scheme", tmp_path / "方案.xlsx", status=1)
    assert "方案.xlsx 是本程序写出的方案工作簿，不是报送表，没有读" in said


def test_nothing_is_written_over_unasked_or_from_a_faulty_workbook(tmp_path: Path) -> None:
    book = tmp_path / "空.xlsx"
    kaohe("scheme", "new", "-o", book)
    before = book.read_bytes()
    with pytest.raises(Exception, match="已经存在，没有覆盖"):
        kaohe("scheme", "new", "-o", book)
    with pytest.raises(SchemeError, match="没有写“总分”；补上"):
        kaohe("scheme", "import", book, "-o", tmp_path / "方案", "--marked", tmp_path / "副本.xlsx")
    assert book.read_bytes() == before
    assert not (tmp_path / "方案").exists()
    assert (tmp_path / "副本.xlsx").exists()
    for what, name in (("export", "方案.docx"), ("annex", "附件.xlsx")):
        with pytest.raises(KaoheError, match="只能写成"):
            kaohe("scheme", what, TRIAL, "-o", tmp_path / name)
    (tmp_path / "满").mkdir()
    (tmp_path / "满" / "x.txt").write_text("x")
    kaohe("scheme", "export", TRIAL, "-o", tmp_path / "好.xlsx")
    with pytest.raises(Exception, match="里已经有文件，没有覆盖"):
        kaohe("scheme", "import", tmp_path / "好.xlsx", "-o", tmp_path / "满")


@pytest.mark.slow
def test_the_annex_numbers_every_category_and_has_no_mark_of_our_own(tmp_path: Path) -> None:
    """Twelve categories; 【设计】 is for the workbook and the page, not for a paper."""
    path = tmp_path / "附件.docx"
    kaohe("scheme", "annex", "yuncheng-14fyp-full", "-o", path)
    document = docx.Document(str(path))
    cells = ["".join(one.itertext()) for one in document.tables[0]._tbl.iter_tcs()]
    bands = [one for one in cells if "分）" in one and "、" in one[:3]]
    assert [band.partition("、")[0] for band in bands[8:12]] == ["九", "十", "十一", "十二"]
    text = [*(one.text for one in document.paragraphs), *cells]
    assert not any("【设计】" in one for one in text)


def test_a_region_that_no_file_can_be_called_is_told(tmp_path: Path) -> None:
    book = tmp_path / "方案.xlsx"
    kaohe("scheme", "export", TRIAL, "-o", book)
    one = Typist(book)
    rows = {cell.value: cell.row for cell in one.book["方案"]["A"]}
    for label in ("地区编号", "地区·编号"):
        if label in rows:
            one.book["方案"].cell(rows[label], 2).value = "a/b"
    one.save()
    with pytest.raises(KaoheError, match="地区编号 a/b 不能作文件名"):
        kaohe("scheme", "import", book, "-o", tmp_path / "方案")
    assert not (tmp_path / "方案").exists()
