"""What ``kaohe check`` leaves behind: table, workbook, JSON, marked copies; and what it never touches."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from scoring.errors import KaoheError
from scoring.problems import Problem, Source
from tests.support.commands import DEMO, ERRORS
from tests.support.submissions import county_file
from workbook.checking.lost import lost_parts
from workbook.checking.marked import marked_copy
from workbook.command.check_run import CheckOutputs, check_files
from workbook.reading.submissions import read_submissions
from workbook.steps.console import problem_table
from workbook.steps.run import RunOptions


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A county with mistakes and one without, the first in a subfolder."""
    county_file(ERRORS, tmp_path / "报送" / "甲" / "闻喜县.xlsx", ["闻喜县"])
    county_file(DEMO, tmp_path / "报送" / "万荣县.xlsx", ["万荣县"], lambda book: book.remove(book["核定调整"]))
    return tmp_path / "报送"


def test_all_outputs(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in home.rglob("*.xlsx")}
    outputs = CheckOutputs(tmp_path / "c.xlsx", str(tmp_path / "c.json"), tmp_path / "退回")
    assert check_files([home], RunOptions(), outputs) == 1
    out, _ = capsys.readouterr()
    said = json.loads((tmp_path / "c.json").read_text(encoding="ascii"))
    assert set(said["files"]) == {"万荣县.xlsx", "甲/闻喜县.xlsx"}
    errors = [
        one for one in said["problems"] if one["source"]["file"] == "甲/闻喜县.xlsx" and one["severity"] == "error"
    ]
    assert errors
    listed = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert listed.sheetnames == ["问题清单", "文件清单"]
    assert listed["问题清单"].max_row == len(said["problems"]) + 3
    copy = openpyxl.load_workbook(tmp_path / "退回" / "甲" / "闻喜县-标注.xlsx")
    assert copy.sheetnames[0] == "问题"
    for one in errors:
        place = one["source"]
        if place["cell"]:
            cell = copy[place["sheet"]][place["cell"]]
            assert cell.fill.start_color.rgb == "00F3C7A5"
            assert one["message"] in cell.comment.text
            assert one["message"] in out
    assert "标注的副本" in out
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in before} == before
    with pytest.raises(KaoheError, match="已经存在，没有覆盖"):
        check_files([home], RunOptions(), CheckOutputs(marked=tmp_path / "退回"))
    assert check_files([home], RunOptions(), replace(outputs, force=True)) == 1


def test_json_alone_on_standard_output(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_files([home], RunOptions(), CheckOutputs(json="-"))
    assert json.loads(capsys.readouterr().out)["year"] == 2025


def test_copies_do_not_go_among_the_submissions(home: Path) -> None:
    with pytest.raises(KaoheError, match="在报送文件夹"):
        check_files([home], RunOptions(), CheckOutputs(marked=home / "退回"))


@pytest.mark.parametrize("target", ["", "县（市、区）", "退回/甲"])
@pytest.mark.parametrize("given", ["县（市、区）", "县（市、区）/万荣县.xlsx"])
def test_nor_where_one_folder_or_file_of_a_set_was_given(tmp_path: Path, given: str, target: str) -> None:
    (tmp_path / "报送" / "县（市、区）").mkdir(parents=True)
    county_file(DEMO, tmp_path / "报送" / "县（市、区）" / "万荣县.xlsx", ["万荣县"])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KaoheError, match=f"在报送文件夹 {tmp_path / '报送'} 里面"):
        check_files([tmp_path / "报送" / given], RunOptions(), CheckOutputs(marked=tmp_path / "报送" / target))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_corrected_copy_can_be_handed_in(home: Path, tmp_path: Path) -> None:
    """The marked copy reads as the submission does: the same figures, the same problems."""
    check_files([home], RunOptions(), CheckOutputs(marked=tmp_path / "退回"))
    copy = tmp_path / "退回" / "甲"
    first, again = (read_submissions([path], None, None, "").submission for path in (home / "甲", copy))
    assert first.table.equals(again.table)
    assert {(one.code, one.source.cell) for one in first.problems} == {
        (one.code, one.source.cell) for one in again.problems
    }


def test_the_table_on_a_console_in_code_page_936() -> None:
    """Every sign of the table, its lines too, is one that GBK has."""
    problems = [
        Problem(kind, "E", "夏县", "x", "“能源消费总量”没有填", Source(name, "能耗强度", "C8"), "", "补填")
        for kind in ("error", "warning", "note")
        for name in ("甲.xlsx", "乙.xlsx")
    ]  # type: ignore[misc]
    stream = io.TextIOWrapper(io.BytesIO(), encoding="gbk", errors="strict")
    screen = Console(file=stream, width=80, highlight=False)
    screen.print(problem_table(problems))  # type: ignore[arg-type]
    stream.flush()
    assert "没有填" in stream.buffer.getvalue().decode("gbk")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("xl/vbaProject.bin", b"x", "宏"),
        ("xl/embeddings/oleObject1.bin", b"x", "嵌入的对象（如电子印章、文档）"),
        ("xl/drawings/drawing9.xml", b"<x><xdr:pic></xdr:pic></x>", "图片（含印章图片）"),
        ("xl/drawings/drawing9.xml", b"<x><xdr:sp macro=''/></x>", "形状、文本框（含画上去的印章）"),
        ("xl/worksheets/sheet99.xml", b"<x><x14:sparklineGroup/></x>", "迷你图"),
        ("xl/cellimages.xml", b"<x/>", "WPS 嵌在格里的图片"),
        ("_xmlsignatures/sig1.xml", b"<x/>", "数字签名（副本不再有签名）"),
    ],
)
def test_what_a_copy_lacks_is_said(good_file: Path, part: str, content: bytes, said: str) -> None:
    buffer = io.BytesIO(good_file.read_bytes())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(part, content)
    assert said in lost_parts(buffer.getvalue())
    assert said not in lost_parts(good_file.read_bytes())
    copy = marked_copy("甲.xlsx", buffer.getvalue(), [])
    assert said in copy.lost
    sheet = openpyxl.load_workbook(io.BytesIO(copy.content))["问题"]
    assert any(said in str(sheet.cell(row, 1).value) for row in range(1, 6))
    assert copy.content == marked_copy("甲.xlsx", buffer.getvalue(), []).content
