"""An .xlsx file as a package of parts: whole, of a bearable size, and nothing in it that a reader must fear."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property
from xml.etree import ElementTree

from scoring.errors import DataError
from workbook.reading.formats.book import MOST_CELLS
from workbook.reading.formats.sheet_xml import SheetXml, is_plain, used_area
from workbook.reading.raw import address

MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
MOST_PARTS = 10_000
_SMALL = 20 * 1024 * 1024

_FAR = re.compile(rb'r="(?:[A-Z]{3}|[A-Z]{0,2}[0-9]{4})')
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_BUILT_IN_PERCENTS = {"9", "10"}
_DECLARATIONS = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le"))
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Package:
    """Checks the package and notes whether it has percent formats, error values, formulas, macros and links.

    Raises DataError if it is damaged, no workbook, or too large to be meant.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.has_errors = self.has_formulas = False
        self._data = data
        self._styles = b""
        self._kept: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.members = frozenset(archive.namelist())
                self._check_size(archive)
                self._check_kind(self.members)
                self._look(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise DataError(
                f"{name}：文件不完整或已损坏（可能没有传完），请重新传送，或用 Excel/WPS 打开后另存"
            ) from error
        except RuntimeError as error:  # what zipfile raises for a member that needs a password
            raise DataError(f"{name}：压缩包加了密码，读不了。请去掉密码，另存后再交") from error

    @property
    def has_macros(self) -> bool:
        """Whether VBA or Excel 4 macros travel in the file."""
        return any(one.endswith("vbaProject.bin") or "/macrosheets/" in one for one in self.members)

    @property
    def links(self) -> int:
        """How many other files the workbook draws on."""
        return sum(bool(re.fullmatch(r"xl/externalLinks/[^/]+\.xml", one)) for one in self.members)

    @cached_property
    def percents(self) -> frozenset[int]:
        """Numbers of the cell styles that show percent."""
        if b"%" not in self._styles and not any(b'"%b"' % code.encode() in self._styles for code in _BUILT_IN_PERCENTS):
            return frozenset()
        try:
            root = ElementTree.fromstring(self._styles)
        except ElementTree.ParseError as error:
            raise DataError(
                f"{self.name}：内容已损坏或不完整，读不出来。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交"
            ) from error
        codes = _BUILT_IN_PERCENTS | {
            one.get("numFmtId", "") for one in root.iter() if shows_percent(one.get("formatCode", ""))
        }
        styles = [xf.get("numFmtId") for part in root if part.tag.endswith("}cellXfs") for xf in part]
        return frozenset(number for number, code in enumerate(styles) if code in codes)

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """The part of every sheet, by sheet name; empty if the workbook does not say."""
        try:
            relations = ElementTree.fromstring(self._part("xl/_rels/workbook.xml.rels"))
            target = {one.get("Id"): f"xl/{one.get('Target', '')}".replace("xl//xl/", "xl/") for one in relations}
            sheets = [one for one in ElementTree.fromstring(self._part("xl/workbook.xml")).iter() if _is_sheet(one)]
            return {one.get("name", ""): target[one.get(_RELATION)] for one in sheets if one.get(_RELATION) in target}
        except (KeyError, ElementTree.ParseError):
            return {}

    def sheet(self, name: str) -> SheetXml:
        """What the part of a sheet says of its cells; nothing where the part cannot be told."""
        if name not in self._sheets:
            part = self.parts.get(name, "")
            self._sheets[name] = SheetXml(self._part(part) if part in self.members else b"")
        return self._sheets[name]

    @cached_property
    def _sheets(self) -> dict[str, SheetXml]:
        return {}

    def _part(self, name: str) -> bytes:
        if name in self._kept:
            return self._kept[name]
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            return archive.read(name)

    def _check_size(self, archive: zipfile.ZipFile) -> None:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS:
            raise DataError(f"{self.name}：里面有 {len(entries)} 个部件，不像正常的工作簿，没有读")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MOST_UNPACKED:
            raise DataError(
                f"{self.name}：解开后有 {unpacked >> 20} MB（上限 {MOST_UNPACKED >> 20} MB），没有读。"
                "请新建工作簿，只复制有数据的区域"
            )
        # One part may be a bomb though others, such as pictures, make the whole look ordinary.
        ratios = [entry.file_size // (entry.compress_size or 1) for entry in entries if entry.file_size > _SMALL]
        packed = sum(entry.compress_size for entry in entries) or 1
        worst = max([*ratios, unpacked // packed if unpacked > _SMALL else 0])
        if worst > MOST_RATIO:
            raise DataError(
                f"{self.name}：解开后是原来的 {worst} 倍，不像正常的工作簿，没有读。请新建工作簿，只复制有数据的区域"
            )
        self._keeps = unpacked <= _SMALL

    def _check_kind(self, members: frozenset[str]) -> None:
        if "xl/workbook.bin" in members:
            raise DataError(f"{self.name}：是 Excel 二进制工作簿（.xlsb），请另存为“Excel 工作簿（*.xlsx）”后再交")
        if "content.xml" in members:
            raise DataError(f"{self.name}：是 OpenDocument 表格，请另存为“Excel 工作簿（*.xlsx）”后再交")
        if "xl/workbook.xml" not in members:
            raise DataError(f"{self.name}：是压缩文件，不是 Excel 工作簿；如果里面有工作簿，请先解压")

    def _look(self, archive: zipfile.ZipFile) -> None:
        for entry in archive.infolist():
            content = _unpacked(self._data, entry, archive)
            if not entry.filename.endswith((".xml", ".rels", ".vml")):
                continue
            if any(word in content[:4096] for word in _DECLARATIONS):
                raise DataError(
                    f"{self.name}：部件 {entry.filename} 里有实体声明（DOCTYPE），Excel 和 WPS 都不会这样写，没有读。"
                    "请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交"
                )
            if b"sheetData" in content:
                self._check_area(archive, entry.filename, content)
                # Too often costs a second look at a blank cell; too seldom would lose an error.
                self.has_errors = self.has_errors or b'"e"' in content or b"'e'" in content
                self.has_formulas = self.has_formulas or b"<f" in content or b":f" in content
            elif entry.filename == "xl/styles.xml":
                self._styles = content
            elif not entry.filename.startswith(("xl/workbook.xml", "xl/_rels/")):
                continue
            if self._keeps:
                self._kept[entry.filename] = content

    def _check_area(self, archive: zipfile.ZipFile, part: str, content: bytes) -> None:
        # calamine lays out the whole rectangle at once: one cell in XFD1048576 would end the process.
        if is_plain(content) and not _FAR.search(content):  # within ZZ999
            return
        row, column = used_area(content)
        if row * column > MOST_CELLS:
            sheet = next((name for name, home in self.parts.items() if home == part), part)
            raise DataError(
                f"{self.name}：工作表“{sheet}”用到了 {address(row - 1, column - 1)}，范围过大，没有读。"
                "请按 Ctrl+End 找到多出来的格，删除数据区以外的整行、整列，保存后再交"
            )


def _unpacked(data: bytes, entry: zipfile.ZipInfo, archive: zipfile.ZipFile) -> bytes:
    """A part, checked against its checksum; never more than the directory says. ZipFile.read takes three times as long."""
    if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return archive.read(entry)
    head = entry.header_offset
    if data[head : head + 4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(entry.filename)
    start = head + 30 + int.from_bytes(data[head + 26 : head + 28], "little")
    start += int.from_bytes(data[head + 28 : head + 30], "little")
    content = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-15).decompress(content, entry.file_size + 1)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise zipfile.BadZipFile(entry.filename)
    return content


def shows_percent(code: str) -> bool:
    """Whether a number format code shows percent (a % that is neither quoted nor escaped)."""
    return "%" in code and "%" in _NOT_SHOWN.sub("", code)


def _is_sheet(element: ElementTree.Element) -> bool:
    return element.tag.endswith("}sheet")
