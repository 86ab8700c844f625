"""Files that are no workbook, are damaged, locked or absurdly large: one clear sentence, never a traceback."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from scoring.errors import DataError
from scoring.scheme.scheme import Scheme
from workbook.reading.opening import open_book
from workbook.reading.submissions import read_city_workbook

SAVE_AS = "请用 WPS 或 Excel 打开，点“文件—另存为”，文件类型选“Excel 工作簿（*.xlsx）”，再交这个新文件"
DAMAGED = "文件不完整或已损坏（可能没有传完），请重新传送，或用 Excel/WPS 打开后另存"


def refused(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_whole(path)
    return str(caught.value)


def read_whole(path: Path) -> None:
    book = open_book(path).book
    for sheet in book.sheets:  # each is read at its first asking
        book.grid(sheet)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("数据.et", b"", f"数据.et：是WPS 表格格式（.et），读不了。{SAVE_AS}"),
        ("数据.ods", b"PK", f"数据.ods：是OpenDocument 表格（.ods），读不了。{SAVE_AS}"),
        ("数据.xlsb", b"PK", f"数据.xlsb：是Excel 二进制工作簿（.xlsb），读不了。{SAVE_AS}"),
        ("~$数据.xlsx", b"x", "~$数据.xlsx：这是 Excel 打开文件时生成的临时文件，不是数据；请改交“数据.xlsx”"),
        ("数据.xlsx", b"", "数据.xlsx：是空文件（0 字节），请重新传送"),
        ("数据.xlsx", b"hello", f"数据.xlsx：不是 Excel 工作簿，或文件已损坏。{SAVE_AS}"),
        ("数据.xls", b"\xef\xbb\xbf\n<html><table>", f"数据.xls：内容其实是网页，不是工作簿。{SAVE_AS}"),
        ("数据.xls", b"<?xml version='1.0'?><Workbook/>", f"数据.xls：内容其实是网页，不是工作簿。{SAVE_AS}"),
        ("数据.xlsx", b"PK\x03\x04 cut short", f"数据.xlsx：{DAMAGED}"),
        (
            "数据.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "数据.xls：不是 Excel 工作簿，或内容已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再交",
        ),
        (
            "数据.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "数据.xlsx：加了打开密码，读不了。请用 Excel 或 WPS 去掉密码，另存后再交",
        ),
    ],
)
def test_no_workbook(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == message


def test_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "无.xlsx") == f"找不到文件 {tmp_path / '无.xlsx'}：请检查路径和文件名"
    assert refused(tmp_path) == f"{tmp_path.name}：这是文件夹，请指定其中的一个工作簿"


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("readme.txt", "包.xlsx：是压缩文件，不是 Excel 工作簿；如果里面有工作簿，请先解压"),
        ("content.xml", "包.xlsx：是 OpenDocument 表格，请另存为“Excel 工作簿（*.xlsx）”后再交"),
        ("xl/workbook.bin", "包.xlsx：是 Excel 二进制工作簿（.xlsb），请另存为“Excel 工作簿（*.xlsx）”后再交"),
    ],
)
def test_other_packages(tmp_path: Path, member: str, message: str) -> None:
    with zipfile.ZipFile(tmp_path / "包.xlsx", "w") as archive:
        archive.writestr(member, "x")
    assert refused(tmp_path / "包.xlsx") == message


def packed(path: Path, megabytes: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/media/bomb", "w") as stream:
            for _ in range(megabytes):
                stream.write(b"\0" * (1 << 20))
    return path


def test_zip_bombs(tmp_path: Path) -> None:
    told = refused(packed(tmp_path / "大.xlsx", 301))
    assert told == "大.xlsx：解开后有 301 MB（上限 300 MB），没有读。请新建工作簿，只复制有数据的区域"
    told = refused(packed(tmp_path / "密.xlsx", 30))
    assert told.startswith("密.xlsx：解开后是原来的 ")
    assert told.endswith(" 倍，不像正常的工作簿，没有读。请新建工作簿，只复制有数据的区域")


def test_one_stray_cell_far_away(tmp_path: Path) -> None:
    """The whole rectangle up to it would take more memory than there is."""
    path = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("甲").write("A1", 1)
        sheet = book.add_worksheet("乙 表")
        sheet.write("A1", 1)
        sheet.write("XFD1048576", 1)
    assert refused(path) == (
        "远.xlsx：工作表“乙 表”用到了 XFD1048576，范围过大，没有读。"
        "请按 Ctrl+End 找到多出来的格，删除数据区以外的整行、整列，保存后再交"
    )


def test_formats_far_away_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "格式.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("甲")
        sheet.write("A1", 1)
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    assert open_book(path).book.rows("甲")[0][0] == 1


def test_cells_without_an_address_are_bounded_too(tmp_path: Path, good_file: Path) -> None:
    """A cell may leave out its address; the row it stands in still counts."""
    path = tmp_path / "无址.xlsx"
    with zipfile.ZipFile(good_file) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content = content.replace(b"</sheetData>", b'<row r="1048576"><c><v>1</v></c></row></sheetData>')
            new.writestr(name, content)
    assert "工作表“能耗强度”用到了 F1048576" in refused(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_truncated(tmp_path: Path, good_file: Path, share: float) -> None:
    content = good_file.read_bytes()
    path = tmp_path / "半.xlsx"
    path.write_bytes(content[: int(len(content) * share)])
    assert refused(path) == f"半.xlsx：{DAMAGED}"


def test_damaged_anywhere_never_a_traceback(tmp_path: Path, good_file: Path, scheme: Scheme) -> None:
    """400 files with one to eight bytes changed: read, or refused with a DataError in Chinese."""
    content = bytearray(good_file.read_bytes())
    draw = random.Random(20251123)
    path = tmp_path / "坏.xlsx"
    told = []
    for _ in range(400):
        spoilt = bytearray(content)
        for _ in range(draw.randint(1, 8)):
            spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
        path.write_bytes(spoilt)
        try:
            read_city_workbook(path, scheme)
        except DataError as error:
            told.append(str(error))
    assert len(told) > 100
    assert all(one.startswith("坏.xlsx：") for one in told)


def rezipped(source: Path, target: Path, name: str, edit: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, edit(old.read(member)) if member == name else old.read(member))
    return target


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_well_packed_but_broken_inside(tmp_path: Path, good_file: Path, scheme: Scheme, part: str) -> None:
    path = rezipped(good_file, tmp_path / "里.xlsx", part, lambda content: content[: len(content) // 2])
    with pytest.raises(DataError, match=r"里.xlsx：内容已损坏或不完整，读不出来。"):
        read_city_workbook(path, scheme)


def test_the_file_is_not_touched_and_may_be_open_elsewhere(good_file: Path, scheme: Scheme) -> None:
    before = (good_file.read_bytes(), good_file.stat().st_mtime_ns)
    with good_file.open("rb"):
        (good_file.parent / f"~${good_file.name}").write_bytes(b"somebody")
        read_city_workbook(good_file, scheme)
    assert (good_file.read_bytes(), good_file.stat().st_mtime_ns) == before


def test_macro_workbooks_are_read(tmp_path: Path, good_file: Path, scheme: Scheme) -> None:
    path = tmp_path / "宏.xlsm"
    book = openpyxl.load_workbook(good_file)
    book.save(path)
    assert len(read_city_workbook(path, scheme).table) == 6
