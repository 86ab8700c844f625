"""Files that are no workbook, damaged, locked, absurd, or that carry what must not be run; and folders of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.support.submissions import county_file
from tests.workbook.bad_input.kinds import Kind, Make

SAVE_AS = "请用 WPS 或 Excel 打开，点“文件—另存为”，文件类型选“Excel 工作簿（*.xlsx）”，再交这个新文件"
DAMAGED = "文件不完整或已损坏（可能没有传完），请重新传送，或用 Excel/WPS 打开后另存"
INSIDE = "内容已损坏或不完整，读不出来。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交"
LESS = "请新建工作簿，只复制有数据的区域"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def holding(name: str, content: bytes) -> Make:
    """A file of these bytes."""

    def make(good: Path, folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def packed(name: str, parts: dict[str, bytes], lock: bool = False) -> Make:
    """A package of these parts. lock: say that they are encrypted."""

    def make(good: Path, folder: Path) -> Path:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        data = bytearray(buffer.getvalue())
        if lock:  # bit 0 of the flags, in the local header and in the directory
            data[6] |= 1
            data[data.rindex(b"PK\x01\x02") + 8] |= 1
        (folder / name).write_bytes(data)
        return folder / name

    return make


def changed(name: str, part: str, edit: Callable[[bytes], bytes], more: dict[str, bytes] | None = None) -> Make:
    """The good workbook with a part changed, and parts more."""

    def make(good: Path, folder: Path) -> Path:
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as new:
            for member in old.namelist():
                content = old.read(member)
                new.writestr(member, edit(content) if member == part else content)
            for member, content in (more or {}).items():
                new.writestr(member, content)
        return folder / name

    return make


def same(content: bytes) -> bytes:
    """No change."""
    return content


def cut(good: Path, folder: Path) -> Path:
    (folder / "半.xlsx").write_bytes(good.read_bytes()[:-2000])
    return folder / "半.xlsx"


def stray_cell(content: bytes) -> bytes:
    return content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def laughs(content: bytes) -> bytes:
    """A billion laughs: entities that grow tenfold nine times."""
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = f'<!DOCTYPE x [<!ENTITY a0 "ha">{"".join(lines)}]>'.encode()
    first, rest = content.split(b"?>", 1)
    return first + b"?>" + head + rest.replace(b"<sheetData>", b"<sheetData><!-- &a9; -->", 1)


def path_itself(name: str) -> Make:
    return lambda good, folder: folder / name


def counties(*given: tuple[str, list[str]], extra: Callable[[Path, Path], None] | None = None) -> Make:
    """A folder of county files, by name."""

    def make(good: Path, folder: Path) -> Path:
        home = folder / "报送"
        for name, own in given:
            county_file(good, home / name, own)
        if extra is not None:
            extra(good, home)
        return home

    return make


ALL = ["盐湖区", "新绛县", "绛县", "夏县", "永济市", "河津市"]


def beside(name: str, content: bytes) -> Callable[[Path, Path], None]:
    return lambda good, home: (home / name).write_bytes(content) and None  # type: ignore[func-returns-value]


def disagreeing(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["能耗强度"]["C9"] = 4.52

    county_file(good, home / "夏县-改.xlsx", ["夏县"], edit)


def declared_otherwise(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["能耗强度"]["C9"] = "暂缺（等核定）"

    county_file(good, home / "夏县-改.xlsx", ["夏县"], edit)


def again(good: Path, home: Path) -> None:
    county_file(good, home / "夏县-再报.xlsx", ["夏县"])


def copied(good: Path, home: Path) -> None:
    (home / "全市（复件）.xlsx").write_bytes((home / "全市.xlsx").read_bytes())


def empty_form(good: Path, home: Path) -> None:
    county_file(good, home / "空表.xlsx", [])


def unrelated(good: Path, home: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title, book.active["A1"] = "通讯录", "张三"  # type: ignore[union-attr, index]
    book.save(home / "通讯录.xlsx")


def last_year(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["填表说明"]["C3"] = 2024

    county_file(good, home / "去年.xlsx", ["夏县"], edit)


def own_result(good: Path, home: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("排名", "数值", "计分标准"):
        book.create_sheet(name)
    book.save(home / "考核结果.xlsx")


def own_points(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for column, value in zip("ABCDE", ("夏县", "intensity", 3, "本县自评优秀", "本县"), strict=True):
            book["核定调整"][f"{column}4"] = value

    county_file(good, home / "夏县.xlsx", ["夏县"], edit)


CITY = ("全市.xlsx", ALL)

KINDS = [
    Kind("WPS format", "数据.et", "", "数据.et", f"数据.et：是WPS 表格格式（.et），读不了。{SAVE_AS}", make=holding("数据.et", b"x")),
    Kind("OpenDocument", "数据.ods", "", "数据.ods", f"数据.ods：是OpenDocument 表格（.ods），读不了。{SAVE_AS}",
         make=holding("数据.ods", b"PK")),
    Kind("binary workbook", "数据.xlsb", "", "数据.xlsb", f"数据.xlsb：是Excel 二进制工作簿（.xlsb），读不了。{SAVE_AS}",
         make=holding("数据.xlsb", b"PK")),
    Kind("Excel's lock file", "~$数据.xlsx", "", "~$数据.xlsx",
         "~$数据.xlsx：这是 Excel 打开文件时生成的临时文件，不是数据；请改交“数据.xlsx”", make=holding("~$数据.xlsx", b"x")),
    Kind("empty file", "0 bytes", "", "数据.xlsx", "数据.xlsx：是空文件（0 字节），请重新传送", make=holding("数据.xlsx", b"")),
    Kind("text under the name of a workbook", "hello", "", "数据.xlsx", f"数据.xlsx：不是 Excel 工作簿，或文件已损坏。{SAVE_AS}",
         make=holding("数据.xlsx", b"hello")),
    Kind("web page under the name of a workbook", "<html>", "", "数据.xls", f"数据.xls：内容其实是网页，不是工作簿。{SAVE_AS}",
         make=holding("数据.xls", b"\xef\xbb\xbf\n<html><table>")),
    Kind("XML spreadsheet of 2003", "<?xml …", "", "数据.xls", f"数据.xls：内容其实是网页，不是工作簿。{SAVE_AS}",
         make=holding("数据.xls", b"<?xml version='1.0'?><Workbook/>")),
    Kind("file cut short", "the last 2,000 bytes missing", "", "半.xlsx", f"半.xlsx：{DAMAGED}", make=cut),
    Kind("header of a workbook and nothing more", "PK…", "", "数据.xlsx", f"数据.xlsx：{DAMAGED}",
         make=holding("数据.xlsx", b"PK\x03\x04 cut short")),
    Kind("well packed, broken inside", "half a sheet", "", "里.xlsx", f"里.xlsx：{INSIDE}",
         make=changed("里.xlsx", "xl/worksheets/sheet2.xml", lambda content: content[: len(content) // 2])),
    Kind("old workbook, damaged", ".xls of zeros", "", "数据.xls",
         "数据.xls：不是 Excel 工作簿，或内容已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再交", make=holding("数据.xls", OLE)),
    Kind("password to open", "encrypted package", "", "数据.xlsx", "数据.xlsx：加了打开密码，读不了。请用 Excel 或 WPS 去掉密码，另存后再交",
         make=holding("数据.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"))),
    Kind("zip with a password", "encrypted parts", "", "包.xlsx", "包.xlsx：压缩包加了密码，读不了。请去掉密码，另存后再交",
         make=packed("包.xlsx", {"xl/workbook.xml": b"<x/>"}, lock=True)),
    Kind("zip that is no workbook", "readme.txt inside", "", "包.xlsx", "包.xlsx：是压缩文件，不是 Excel 工作簿；如果里面有工作簿，请先解压",
         make=packed("包.xlsx", {"readme.txt": b"x"})),
    Kind("OpenDocument under the name of a workbook", "content.xml", "", "包.xlsx",
         "包.xlsx：是 OpenDocument 表格，请另存为“Excel 工作簿（*.xlsx）”后再交", make=packed("包.xlsx", {"content.xml": b"x"})),
    Kind("binary workbook under the name of a workbook", "xl/workbook.bin", "", "包.xlsx",
         "包.xlsx：是 Excel 二进制工作簿（.xlsb），请另存为“Excel 工作簿（*.xlsx）”后再交", make=packed("包.xlsx", {"xl/workbook.bin": b"x"})),
    Kind("zip bomb", "310 MB of zeros", "", "大.xlsx", f"大.xlsx：解开后有 310 MB（上限 300 MB），没有读。{LESS}",
         make=packed("大.xlsx", {"xl/workbook.xml": b"<x/>", "xl/media/a": bytes(310 << 20)})),
    Kind("zip bomb in one part, others ordinary", "30 MB of zeros", "", "密.xlsx",
         f"密.xlsx：解开后是原来的 1028 倍，不像正常的工作簿，没有读。{LESS}",
         make=packed("密.xlsx", {"xl/workbook.xml": b"<x/>", "xl/media/a": bytes(30 << 20)})),
    Kind("ten thousand parts", "10,001 empty parts", "", "碎.xlsx", "碎.xlsx：里面有 10001 个部件，不像正常的工作簿，没有读",
         make=packed("碎.xlsx", {f"a{n}": b"" for n in range(10_001)})),
    Kind("one stray cell far away", "XFD1048576", "", "远.xlsx",
         "远.xlsx：工作表“能耗强度”用到了 XFD1048576，范围过大，没有读。请按 Ctrl+End 找到多出来的格，删除数据区以外的整行、整列，保存后再交",
         make=changed("远.xlsx", "xl/worksheets/sheet2.xml", stray_cell)),
    Kind("entities that grow (billion laughs)", "<!DOCTYPE", "", "笑.xlsx",
         "笑.xlsx：部件 xl/worksheets/sheet2.xml 里有实体声明（DOCTYPE），Excel 和 WPS 都不会这样写，没有读。"
         "请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交", make=changed("笑.xlsx", "xl/worksheets/sheet2.xml", laughs)),
    Kind("text in no known encoding", "bytes FF 80", "", "数据.csv",
         "数据.csv：不是 UTF-8 或 GB18030 的文本，读不出来。请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再交",
         make=holding("数据.csv", b"\xff\x80\xff")),
    Kind("quotation marks without a pair", 'a,"b', "", "数据.csv",
         "数据.csv：引号不配对或格子过长，读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 后再交", make=holding("数据.csv", b'a,"b\nc')),
    Kind("path that is not there", "无.xlsx", "", "无.xlsx", "找不到文件 {folder}/无.xlsx：请检查路径和文件名", make=path_itself("无.xlsx")),
    Kind("links to other files", "xl/externalLinks", "W_LINKS", "链.xlsx", "工作簿里有指向其他文件的链接，读的是保存时的数，没有打开那些文件",
         make=changed("链.xlsx", "", same, {"xl/externalLinks/externalLink1.xml": b"<x/>"})),
    Kind("macros", "xl/vbaProject.bin", "W_MACROS", "宏.xlsm", "工作簿带有宏，没有运行，只读了格里的数",
         make=changed("宏.xlsm", "", same, {"xl/vbaProject.bin": b"x"})),
    Kind("county that nobody sent", "no 夏县", "E_ABSENT", "", "“夏县”没有报送：1 个文件里都没有它的数，全部按缺报处理",
         make=counties(("五县.xlsx", [one for one in ALL if one != "夏县"]))),
    Kind("two files disagree on a figure", "15.5 and 4.52", "E_CONFLICT", "能耗强度!C9",
         "“单位GDP能耗实际降低率”两个文件不一致：全市.xlsx：能耗强度!C9 是 15.5，夏县-改.xlsx：能耗强度!C9 是 4.52，分不清用哪一个，按缺报处理",
         make=counties(CITY, extra=disagreeing), others=("N_TWICE",)),
    Kind("two files disagree, one declares", "15.5 and 暂缺", "E_CONFLICT", "能耗强度!C9",
         "“单位GDP能耗实际降低率”两个文件不一致：全市.xlsx：能耗强度!C9 是 15.5，夏县-改.xlsx：能耗强度!C9 是 暂缺（等核定），"
         "分不清用哪一个，按缺报处理", make=counties(CITY, extra=declared_otherwise), others=("N_TWICE", "W_DECLARED")),
    Kind("county sent twice, the same", "夏县-再报.xlsx", "N_TWICE", "夏县-再报.xlsx",
         "“夏县”在 2 个文件里都有数：全市.xlsx、夏县-再报.xlsx；一致的只用一次，不一致的另行列出", make=counties(CITY, extra=again)),
    Kind("the same file twice", "全市（复件）.xlsx", "N_SAME", "全市（复件）.xlsx", "与“全市.xlsx”内容完全相同，只用一次",
         make=counties(CITY, extra=copied)),
    Kind("blank form", "空表.xlsx", "E_EMPTY", "空表.xlsx", "是空表，一个数也没有填", make=counties(CITY, extra=empty_form)),
    Kind("workbook about something else", "通讯录.xlsx", "E_NO_SHEET", "通讯录.xlsx", "里面没有方案里的任何一张数据工作表，没有读到数",
         make=counties(CITY, extra=unrelated)),
    Kind("file of another year", "2024", "E_OTHER_YEAR", "去年.xlsx", "写的考核年度是 2024，现在考核 2025 年度，这个文件没有采用",
         make=counties(CITY, extra=last_year)),
    Kind("unreadable file among others", "坏.xlsx", "E_FILE", "坏.xlsx", f"不是 Excel 工作簿，或文件已损坏。{SAVE_AS}",
         make=counties(CITY, extra=beside("坏.xlsx", b"hello"))),
    Kind("archive among the files", "夏县.zip", "W_PACKED", "夏县.zip", "是压缩包，没有读", make=counties(CITY, extra=beside("夏县.zip", b"x"))),
    Kind("document among the files", "说明.docx", "N_SKIPPED", "说明.docx", "不是表格文件，没有读",
         make=counties(CITY, extra=beside("说明.docx", b"x"))),
    Kind("lock file among the files", "~$全市.xlsx", "N_SKIPPED", "~$全市.xlsx", "是 Excel 打开文件时生成的临时文件，没有读",
         make=counties(CITY, extra=beside("~$全市.xlsx", b"x"))),
    Kind("hidden file among the files", ".全市.xlsx", "N_SKIPPED", ".全市.xlsx", "是隐藏文件或系统文件，没有读",
         make=counties(CITY, extra=beside(".全市.xlsx", b"x"))),
    Kind("result workbook among the files", "考核结果.xlsx", "N_SKIPPED", "考核结果.xlsx", "是本程序写出的结果或问题清单，不是报送表，没有读",
         make=counties(CITY, extra=own_result)),
    Kind("county that grants itself points", "核定调整 in its own file", "E_ADJUSTMENT_OWN", "核定调整!C4",
         "“核定调整”写在“夏县”自己报送的文件里，没有采用",
         make=counties(("五县.xlsx", [one for one in ALL if one != "夏县"]), extra=own_points)),
]  # fmt: skip
