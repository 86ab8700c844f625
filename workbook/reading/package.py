"""An .xlsx file as a package of parts: whole, of a bearable size, and what needs a second look in it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from scoring.errors import DataError
from workbook.reading.book import MOST_CELLS
from workbook.reading.raw import address

MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
_SMALL = 20 * 1024 * 1024

# A <c> element that holds something; one that only carries a format closes itself.
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_ANY_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*(?<!/)>")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="([0-9]{1,7})"')
_ERROR = re.compile(rb'\st="e"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_FORMULA_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f\b')
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_BUILT_IN_PERCENTS = {"9", "10"}


class Package:
    """Checks the package and notes whether it has percent formats, error values and formulas.

    Raises DataError if it is damaged, no workbook, or too large to be meant.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.has_percent_formats = self.has_errors = self.has_formulas = False
        self._formulas: dict[str, frozenset[bytes] | None] = {}  # by sheet; None: some cell does not say its address
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._check_size(archive)
                self._check_kind(set(archive.namelist()))
                self._look(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise DataError(
                f"{name}：文件不完整或已损坏（可能没有传完），请重新传送，或用 Excel/WPS 打开后另存"
            ) from error
        except RuntimeError as error:  # what zipfile raises for a member that needs a password
            raise DataError(f"{name}：压缩包加了密码，读不了。请去掉密码，另存后再交") from error

    def _check_size(self, archive: zipfile.ZipFile) -> None:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries) or 1
        if unpacked > MOST_UNPACKED:
            raise DataError(
                f"{self.name}：解开后有 {unpacked >> 20} MB（上限 {MOST_UNPACKED >> 20} MB），没有读。"
                "请新建工作簿，只复制有数据的区域"
            )
        if unpacked > _SMALL and unpacked / packed > MOST_RATIO:
            raise DataError(
                f"{self.name}：解开后是原来的 {unpacked // packed} 倍，不像正常的工作簿，没有读。"
                "请新建工作簿，只复制有数据的区域"
            )

    def _check_kind(self, members: set[str]) -> None:
        if "xl/workbook.bin" in members:
            raise DataError(f"{self.name}：是 Excel 二进制工作簿（.xlsb），请另存为“Excel 工作簿（*.xlsx）”后再交")
        if "content.xml" in members:
            raise DataError(f"{self.name}：是 OpenDocument 表格，请另存为“Excel 工作簿（*.xlsx）”后再交")
        if "xl/workbook.xml" not in members:
            raise DataError(f"{self.name}：是压缩文件，不是 Excel 工作簿；如果里面有工作簿，请先解压")

    def _look(self, archive: zipfile.ZipFile) -> None:
        for entry in archive.infolist():
            content = archive.read(entry)  # also checks the part against its checksum
            if b"sheetData" in content:
                self._check_area(archive, entry.filename, content)
                self.has_errors |= bool(_ERROR.search(content))
                self._note_formulas(archive, entry.filename, content)
            elif entry.filename == "xl/styles.xml":
                self.has_percent_formats = _uses_percent(content)

    def may_be_formula(self, sheet: str, cell: str) -> bool:
        """Whether a cell may hold a formula; False only where it surely does not."""
        cells = self._formulas.get(sheet, frozenset())
        return cells is None or cell.encode() in cells

    def _note_formulas(self, archive: zipfile.ZipFile, part: str, content: bytes) -> None:
        count = len(_FORMULA.findall(content))
        if not count:
            return
        self.has_formulas = True
        cells = _FORMULA_CELL.findall(content)
        self._formulas[_sheet_of(archive, part)] = frozenset(cells) if len(cells) == count else None

    def _check_area(self, archive: zipfile.ZipFile, part: str, content: bytes) -> None:
        # calamine lays out the whole rectangle at once: one cell in XFD1048576 would end the process.
        row, column = _used_area(content)
        if row * column > MOST_CELLS:
            sheet, last = _sheet_of(archive, part), address(row - 1, column - 1)
            raise DataError(
                f"{self.name}：工作表“{sheet}”用到了 {last}，范围过大，没有读。"
                "请按 Ctrl+End 找到多出来的格，删除数据区以外的整行、整列，保存后再交"
            )


def shows_percent(code: str) -> bool:
    """Whether a number format code shows percent (a % that is neither quoted nor escaped)."""
    return "%" in _NOT_SHOWN.sub("", code)


def _uses_percent(styles: bytes) -> bool:
    """Whether a cell style of the workbook shows percent. Named styles that no cell uses do not count."""
    try:
        root = ElementTree.fromstring(styles)
    except ElementTree.ParseError:
        return True  # the reader of number formats will say what is wrong
    percents = _BUILT_IN_PERCENTS | {
        one.get("numFmtId", "") for one in root.iter() if shows_percent(one.get("formatCode", ""))
    }
    used = {xf.get("numFmtId") for part in root if part.tag.endswith("}cellXfs") for xf in part}
    return bool(percents & used)


def _used_area(content: bytes) -> tuple[int, int]:
    """Rows and columns of the rectangle from A1 that holds every filled cell."""
    cells = _FILLED_CELL.findall(content)
    columns = max((_column(name) for name in {name for name, _ in cells}), default=0)
    rows = max((int(row) for _, row in cells), default=0)
    if len(cells) < len(_ANY_FILLED_CELL.findall(content)):
        # Cells may leave out their address; then they stand in the row that says its own, somewhere.
        rows = max(rows, max((int(row) for row in _ROW.findall(content)), default=0))
        columns = max(columns, 256)
    return rows, columns


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _sheet_of(archive: zipfile.ZipFile, part: str) -> str:
    """The name of the sheet that a part belongs to; the part's own name if that cannot be told."""
    try:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        ids = {one.get("Id") for one in relations if f"xl/{one.get('Target', '')}".replace("xl//xl/", "xl/") == part}
        for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            if element.tag.endswith("}sheet") and ids & set(element.attrib.values()):
                return element.get("name", part)
    except (KeyError, ElementTree.ParseError):
        pass
    return part
