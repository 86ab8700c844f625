"""Parts by their relationships (ECMA-376 part 2): whatever they are called, each once, and nothing hidden in them."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.errors import DataError
from tests.support.packages import (
    MAIN,
    OFFICE,
    RELATIONS,
    SHEET,
    STRICT,
    STRICT_OFFICE,
    Parts,
    grid,
    opened,
    packed,
    parts,
    relations,
    sheet,
    styles,
)
from workbook.reading.grid import Grid, Remark
from workbook.reading.opening import book_of, open_book

LINKS = "xl/_rels/workbook.xml.rels"
LOOK = styles(xfs='<xf numFmtId="10"/>')
DATA = '<row r="1"><c r="A1" s="1"><v>0.0342</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="e"><v>#REF!</v></c><c r="D1"><f>A2</f></c></row>'
AFTER = '<mergeCells><mergeCell ref="E1:F1"/></mergeCells>'


def plain() -> Parts:
    """A percent, a text, an error, a formula without result, merged cells, a hidden row."""
    rows = sheet(f'{DATA}<row r="2" hidden="1"><c><v>1</v></c></row>', after=AFTER)
    return parts(rows=rows, strings="<si><t>盐湖区</t></si>", look=LOOK)


def same(one: Grid, other: Grid) -> bool:
    """Whether two grids say the same."""
    return {**vars(one), "formats": dict(one.formats)} == {**vars(other), "formats": dict(other.formats)}


def renamed(*pairs: tuple[str, str]) -> Parts:
    """Parts of other names, with the relationships that follow them."""
    found = plain()
    for old, new in pairs:
        found = {new if name == old else name: part for name, part in found.items()}
    return found


def pointed(to: str, name: str) -> Parts:
    """The sheet's part under another name, and its relationship as it is written."""
    found = renamed((SHEET, name))
    found[LINKS] = found[LINKS].replace(b"worksheets/sheet1.xml", to.encode())
    return found


def each(edit: Callable[[bytes], bytes], *names: str) -> Parts:
    """Every part, or some, rewritten."""
    return {name: edit(part) if not names or name in names else part for name, part in plain().items()}


def prefixed(part: bytes) -> bytes:
    text = part.decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return text.encode() if text == part.decode() else re.sub(r"<(/?)(?=\w+[\s/>])", r"<\1x:", text).encode()


def strict(part: bytes) -> bytes:
    return part.replace(MAIN.encode(), STRICT.encode()).replace(OFFICE.encode(), STRICT_OFFICE.encode())


def elsewhere(folder: str) -> Parts:
    moved = {name.replace("xl/", folder): part for name, part in plain().items()}
    moved["_rels/.rels"] = relations(("rId1", "officeDocument", f"/{folder}workbook.xml"))
    return moved


def other_workbook() -> Parts:
    """A workbook that lies in the usual place, and another that the package names."""
    found = plain()
    found["xl/other.xml"], found["xl/_rels/other.xml.rels"] = found["xl/workbook.xml"], found[LINKS]
    found["xl/workbook.xml"] = found["xl/workbook.xml"].replace("甲".encode(), "乙".encode())
    found["_rels/.rels"] = relations(("rId1", "officeDocument", "xl/other.xml"))
    return found


SAME: dict[str, Callable[[], Parts]] = {
    "capitals": lambda: renamed((SHEET, "XL/Worksheets/SHEET1.xml"), ("xl/styles.xml", "xl/Styles.XML")),
    "capitals in the root": lambda: renamed(("_rels/.rels", "_RELS/.RELS"), ("xl/workbook.xml", "xl/Workbook.xml")),
    "capitals in relations": lambda: pointed("Worksheets/Sheet1.XML", SHEET),
    "backslashes": lambda: {name.replace("/", "\\"): part for name, part in plain().items()},
    "backslash in a target": lambda: pointed("worksheets\\sheet1.xml", SHEET),
    "dot": lambda: pointed("./worksheets/./sheet1.xml", SHEET),
    "dots": lambda: pointed("../xl/x/../worksheets/sheet1.xml", SHEET),
    "absolute": lambda: pointed("/xl/worksheets/sheet1.xml", SHEET),
    "slash in front": lambda: {f"/{name}": part for name, part in plain().items()},
    "percent in a target": lambda: pointed("worksheets/sheet%201.xml", "xl/worksheets/sheet 1.xml"),
    "percent in both": lambda: pointed("worksheets/%E8%A1%A8.xml", "xl/worksheets/%e8%a1%a8.xml"),
    "Chinese": lambda: pointed("worksheets/表.xml", "xl/worksheets/表.xml"),
    "other extension": lambda: pointed("worksheets/s.bin", "xl/worksheets/s.bin"),
    "no extension": lambda: pointed("worksheets/s", "xl/worksheets/s"),
    "outside xl": lambda: pointed("/sheets/a.xml", "sheets/a.xml"),
    "in the root": lambda: elsewhere(""),
    "in another folder": lambda: elsewhere("a/b/"),
    "another workbook": other_workbook,
    "prefixes": lambda: each(prefixed),
    "strict": lambda: each(strict),
    "single quotes": lambda: each(lambda part: part.replace(b'"', b"'")),
    "UTF-8 mark": lambda: each(lambda part: b"\xef\xbb\xbf" + part),
    "UTF-16": lambda: each(lambda part: part.decode().encode("utf-16")),
    "UTF-16 big-endian": lambda: each(lambda part: b"\xfe\xff" + part.decode().encode("utf-16-be")),
    "GB18030": lambda: each(lambda part: b'<?xml version="1.0" encoding="GB18030"?>' + part.decode().encode("gb18030")),
    "blanks": lambda: each(lambda part: part.replace(b"><", b">\n \t<").replace(b' r="', b'\n\tr = "'), SHEET, "xl/styles.xml"),
    "comments": lambda: each(lambda part: part.replace(b"><", b"><!-- <c r='A1'> --><?p q?><"), SHEET, "xl/workbook.xml", LINKS),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_workbook_otherwise_written(name: str) -> None:
    wanted = grid(plain())
    assert (dict(wanted.formats), wanted.hidden.rows, wanted.merged) == ({(0, 0): "0.00%"}, {1}, [(0, 4, 0, 5)])
    assert same(grid(SAME[name]()), wanted)


def more(**added: bytes) -> Parts:
    return {**plain(), **{name.replace("__", "/"): part for name, part in added.items()}}


def twice(name: str, again: str) -> bytes:
    """A part in the file twice, the second with another figure."""
    content = plain()
    buffer = io.BytesIO(packed(content))
    with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(again, content[name].replace(b"0.0342", b"0.0999"))
    return buffer.getvalue()


def edited(name: str, old: str, new: str) -> bytes:
    content = plain()
    assert old.encode() in content[name]
    return packed({**content, name: content[name].replace(old.encode(), new.encode())})


TWO_SHEETS = '<sheet name="乙" sheetId="2" r:id="rId1"/></sheets>'
DOUBTED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part twice": (lambda: twice(SHEET, SHEET), "有两份"),
    "a part twice by case": (lambda: twice(SHEET, "xl/worksheets/Sheet1.xml"), "有两份"),
    "a part twice by writing": (lambda: twice(SHEET, "xl/./worksheets/sheet%31.xml"), "有两份"),
    "an id twice": (lambda: edited(LINKS, "rId2", "rId1"), "关系 rId1 有两个"),
    "a relation without id": (lambda: edited(LINKS, ' Id="rId2"', ""), "不完整"),
    "a relation without target": (lambda: edited(LINKS, ' Target="styles.xml"', ""), "不完整"),
    "a stranger among relations": (lambda: edited(LINKS, "</Relationships>", "<x/></Relationships>"), "放错地方"),
    "two workbooks": (
        lambda: edited("_rels/.rels", "</Relationships>",
                       f'<Relationship Id="b" Type="{STRICT_OFFICE}/officeDocument" Target="xl/b.xml"/></Relationships>'),
        "有两个工作簿"),
    "two tables of texts": (
        lambda: edited(LINKS, "</Relationships>", f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="b.xml"/></Relationships>'),
        "有两份“sharedStrings”"),
    "a sheet that is not there": (lambda: edited(LINKS, "sheet1.xml", "sheet9.xml"), "找不到工作表“甲”的内容"),
    "a sheet outside the file": (lambda: edited(LINKS, 'sheet1.xml"', 'sheet1.xml" TargetMode="External"'), "找不到工作表“甲”的内容"),
    "a sheet without relation": (lambda: edited("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId8"'), "找不到工作表“甲”的内容"),
    "a sheet that names none": (lambda: edited("xl/workbook.xml", ' r:id="rId1"', ""), "找不到工作表“甲”的内容"),
    "no relations at all": (lambda: packed({name: part for name, part in plain().items() if name != LINKS}), "找不到工作表“甲”的内容"),
    "a sheet of unknown kind": (lambda: edited(LINKS, "/worksheet", "/worksheeet"), "找不到工作表“甲”的内容"),
    "two of a name": (lambda: edited("xl/workbook.xml", "</sheets>", TWO_SHEETS.replace("乙", "甲")), "有两张工作表都叫“甲”"),
    "two of a part": (lambda: edited("xl/workbook.xml", "</sheets>", TWO_SHEETS), "用的是同一份内容"),
    "two lists of sheets": (lambda: edited("xl/workbook.xml", "</sheets>", "</sheets><sheets/>"), "有两份"),
    "no list of sheets": (lambda: edited("xl/workbook.xml", "sheets>", "sheetz>"), "没有工作表的名单"),
    "a stranger in the list": (lambda: edited("xl/workbook.xml", "</sheets>", "<x/></sheets>"), "放错地方"),
    "styles that are not there": (lambda: edited(LINKS, "styles.xml", "s.xml"), "找不到部件 xl/s.xml"),
    "texts that are not there": (lambda: edited(LINKS, "sharedStrings.xml", "s.xml"), "找不到部件 xl/s.xml"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTED)
def test_what_two_programs_would_read_differently(name: str) -> None:
    make, what = DOUBTED[name]
    with pytest.raises(
        DataError, match=rf"^书\.xlsx：.*{what}.*没有读。请用 Excel 或 WPS 打开，核对后另存为新的 .xlsx 再交$"
    ):
        book_of("书.xlsx", make()).grid("甲")


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "9.99">]>'


@pytest.mark.parametrize(
    "part", [SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml", LINKS, "_rels/.rels", "[Content_Types].xml", "docProps/app.xml",
             "xl/drawings/vmlDrawing1.vml"]
)  # fmt: skip
@pytest.mark.parametrize(
    ("far", "code"),
    [(0, "utf-8"), (0, "utf-16"), (0, "utf-16-be"), (0, "utf-32"), (5000, "utf-8"), (5000, "utf-16"), (5000, "utf-16-be"), (5000, "utf-32"), (3_000_000, "utf-8")],
)  # fmt: skip
def test_a_doctype_anywhere(part: str, far: int, code: str) -> None:
    text = f"<!--{'x' * far}-->{DOCTYPE}" + plain().get(part, b"<x/>").decode()
    with pytest.raises(DataError) as caught:
        opened({**plain(), part: text.encode(code)})
    assert str(caught.value) == (
        f"书.xlsx：部件 {part} 里有实体声明（DOCTYPE），Excel 和 WPS 都不会这样写，没有读。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交"
    )


def test_a_doctype_in_a_part_of_no_xml_name() -> None:
    """Whatever it is called, a part that is read is held against it."""
    content = pointed("worksheets/s.bin", "xl/worksheets/s.bin")
    content["xl/worksheets/s.bin"] = DOCTYPE.encode() + content["xl/worksheets/s.bin"]
    with pytest.raises(DataError, match=r"书.xlsx：部件 xl/worksheets/s.bin 里有实体声明"):
        grid(content)


@pytest.mark.parametrize("code", ["cp037", "utf-7"])
def test_a_doctype_in_a_code_of_its_own(code: str) -> None:
    text = f'<?xml version="1.0" encoding="{code}"?>{DOCTYPE}' + plain()[SHEET].decode()
    with pytest.raises(DataError, match=r"书.xlsx：.*(DOCTYPE|损坏)"):
        grid({**plain(), SHEET: text.encode(code)})


@pytest.mark.parametrize(
    ("kind", "said", "macros"),
    [("worksheet", ("甲", "乙"), False), ("chartsheet", ("甲",), False), ("dialogsheet", ("甲",), False), ("xlMacrosheet", ("甲",), True),
     ("xlIntlMacrosheet", ("甲",), True)],
)  # fmt: skip
def test_sheets_of_other_kinds(kind: str, said: tuple[str, ...], macros: bool) -> None:
    content = plain()
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(
        b"</sheets>", TWO_SHEETS.replace("rId1", "rId7").encode() + b""
    )
    content[LINKS] = content[LINKS].replace(
        b"</Relationships>", f'<Relationship Id="rId7" Type="urn:any/{kind}" Target="b.xml"/></Relationships>'.encode()
    )
    content["xl/b.xml"] = content[SHEET]
    book = opened(content)
    assert book.sheets == said
    assert book.remarks == ((Remark.MACROS,) if macros else ())


def test_modules_of_excel_95() -> None:
    content = plain()
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/></sheets>'
    )
    book = opened(content)
    assert (book.sheets, book.remarks) == (("甲",), (Remark.MACROS,))


def test_what_else_travels_in_a_file() -> None:
    assert opened(more(xl__vbaProject=b"x")).remarks == ()
    assert opened({**plain(), "xl/vbaProject.bin": b"x"}).remarks == (Remark.MACROS,)
    assert opened({**plain(), "XL/VBAPROJECT.BIN": b"x"}).remarks == (Remark.MACROS,)
    assert opened({**plain(), "xl/externalLinks/externalLink1.xml": b"<x/>"}).remarks == (Remark.LINKS,)
    assert opened({**plain(), "xl/externalLinks/_rels/x.rels": b"<x/>"}).remarks == ()


SAVE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再交"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"[Content_Types].xml": b"<x/>"}, f"找不到工作簿的内容，可能是别的软件写的。{SAVE}"),
        ({"xl/workbook.xml": b"<x/>"}, f"找不到工作簿的内容，可能是别的软件写的。{SAVE}"),
        ({"a/readme.txt": b"x"}, "是压缩文件，不是 Excel 工作簿；如果里面有工作簿，请先解压"),
        ({"mimetype": b"x", "Content.xml": b"x"}, "是 OpenDocument 表格，请另存为“Excel 工作簿（*.xlsx）”后再交"),
        ({"_rels/.rels": relations(("a", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"x"},
         "是 Excel 二进制工作簿（.xlsb），请另存为“Excel 工作簿（*.xlsx）”后再交"),
        ({"Index/Document.iwa": b"x"}, "是 Numbers 表格，请另存为“Excel 工作簿（*.xlsx）”后再交"),
        ({"_rels/.rels": relations(("a", "officeDocument", "word/document.xml")), "word/document.xml": b"<document/>"},
         "内容其实是Word 文档，不是 Excel 工作簿；请把数填进工作簿再交"),
        ({"_rels/.rels": relations(("a", "officeDocument", "b.xml")), "b.xml": b"<workbook/>"},
         f"找不到工作簿的内容，可能是别的软件写的。{SAVE}"),
        ({"_rels/.rels": f'<Relationships xmlns="{RELATIONS}"/>'.encode(), "xl/worksheets/a.xml": b"<x/>"},
         f"找不到工作簿的内容，可能是别的软件写的。{SAVE}"),
    ],
)  # fmt: skip
def test_packages_that_are_no_workbook(content: Parts, message: str) -> None:
    with pytest.raises(DataError) as caught:
        opened(content)
    assert str(caught.value) == f"书.xlsx：{message}"


BROKEN = "书.xlsx：文件不完整或已损坏（可能没有传完），请重新传送，或用 Excel/WPS 打开后另存"


def test_a_file_whose_two_directories_disagree() -> None:
    """A part has its name and size in front of it and in the directory at the end; programs use the one or the other."""
    data = packed(plain())
    start = data.index(SHEET.encode())
    with pytest.raises(DataError, match=re.escape(BROKEN)):
        book_of("书.xlsx", data[:start] + SHEET.replace("1", "2").encode() + data[start + len(SHEET) :])
    directory = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    for place in (16, 20, 24, 42):  # checksum, packed and unpacked size, offset
        spoilt = bytearray(data)
        spoilt[directory + place] ^= 1
        with pytest.raises(DataError, match=re.escape(BROKEN)):
            book_of("书.xlsx", bytes(spoilt))


def test_methods_that_no_spreadsheet_program_uses() -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, part in plain().items():
                archive.writestr(name, part)
        with pytest.raises(DataError, match=re.escape(BROKEN)):
            book_of("书.xlsx", buffer.getvalue())


def test_names_in_messages_steer_no_terminal() -> None:
    with pytest.raises(DataError) as caught:
        opened({**plain(), "docProps/\x1b[31m.xml": DOCTYPE.encode()})
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("suffix", "what"), [(".numbers", "Numbers 表格"), (".wps", "WPS 文字"), (".xltm", "Excel 模板"), (".fods", "OpenDocument 表格"), (".PDF", "PDF")]
)  # fmt: skip
def test_other_formats_say_how_to_save(tmp_path: Path, suffix: str, what: str) -> None:
    with pytest.raises(
        DataError, match=f"是{what}（{suffix.lower()}），读不了。请用 WPS 或 Excel 打开，点“文件—另存为”"
    ):
        open_book(tmp_path / f"a{suffix}")
