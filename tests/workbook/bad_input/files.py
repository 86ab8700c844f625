"""Files that are no workbook, damaged, locked, absurd, or that carry what must not be run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

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
]  # fmt: skip
