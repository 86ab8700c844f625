"""A workbook file opened for looking: its head at once, its sheets one at a time."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

from scoring.errors import DataError
from workbook.verifying import normal
from workbook.verifying.looks import BookHead, SheetEntry, SheetLook
from workbook.verifying.sheets import SheetReader, plain_text
from workbook.verifying.styles import NS, StyleTable

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_FOREIGN = {
    "xl/vbaProject.bin": "里面有宏",
    "xl/externalLinks/": "里面有到别的工作簿的链接",
    "xl/connections.xml": "里面有外部数据连接",
    "xl/pivotTables/": "里面有数据透视表",
    "xl/embeddings/": "里面嵌入了别的文件",
}


class BookFile:
    """name: for messages. Raises DataError where the file is no whole workbook."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = set(self._zip.namelist())
            self._book = ElementTree.fromstring(self._zip.read("xl/workbook.xml"))
            self._relations = self._related("xl/workbook.xml")
            self._styles = StyleTable(self._read("xl/styles.xml"))
            self._strings = self._shared_strings()
            self.head = self._head()
        except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError) as error:
            raise DataError(f"{name}：内容已损坏或不完整，读不出来（{error}）") from error

    def sheet(self, name: str, like: SheetLook | None = None) -> SheetLook:
        """A sheet's cells and what hides or marks them. like: a sheet whose equal cells are shared, to save memory."""
        entry = next(one for one in self.head.sheets if one.name == name)
        relations = self._related(entry.part)
        try:
            read = SheetReader(self._strings, self._styles, lambda rid: relations.get(rid, ("", ""))[1])
            with self._zip.open(entry.part) as stream:
                sheet = read.read(stream, like)
        except (KeyError, ElementTree.ParseError, ValueError, IndexError, zipfile.BadZipFile) as error:
            raise DataError(f"{self.name}：工作表“{name}”读不出来（{error}）") from error
        for kind, part in relations.values():
            if kind.endswith("/drawing") and part in self._parts:
                anchors = ElementTree.fromstring(self._zip.read(part)).iter()
                sheet.pictures += sum(one.tag.rpartition("}")[2] in _DRAWN for one in anchors)
            elif kind.endswith("/comments") and part in self._parts:
                root = ElementTree.fromstring(self._zip.read(part))
                sheet.notes = frozenset(one.get("ref", "") for one in root.iter(f"{NS}comment"))
        return sheet

    def _read(self, part: str) -> bytes | None:
        return self._zip.read(part) if part in self._parts else None

    def _related(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Relation id → (kind, target part or address)."""
        folder, name = posixpath.split(part)
        content = self._read(f"{folder}/_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for one in ElementTree.fromstring(content) if content else ():
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
            found[one.get("Id", "")] = (one.get("Type", ""), target)
        return found

    def _shared_strings(self) -> list[str]:
        part = next((target for kind, target in self._relations.values() if kind.endswith("/sharedStrings")), "")
        content = self._read(part)
        if content is None:
            return []
        strings = []
        for _, element in ElementTree.iterparse(io.BytesIO(content)):
            if element.tag == f"{NS}si":
                strings.append(plain_text(element))
                element.clear()
        return strings

    def _head(self) -> BookHead:
        sheets = tuple(
            SheetEntry(one.get("name", ""), one.get("state", "visible"), self._relations[one.get(_REL, "")][1])
            for one in self._book.iterfind(f"{NS}sheets/{NS}sheet")
        )
        names = {}
        for one in self._book.iterfind(f"{NS}definedNames/{NS}definedName"):
            local = one.get("localSheetId")
            owner = sheets[int(local)].name if local is not None and int(local) < len(sheets) else ""
            names[one.get("name", ""), owner] = normal.areas(one.text or "")
        return BookHead(sheets, names, frozenset(self._oddities()))

    def _oddities(self) -> set[str]:
        found = {said for start, said in _FOREIGN.items() if any(part.startswith(start) for part in self._parts)}
        calc = self._book.find(f"{NS}calcPr")
        if calc is not None:
            if calc.get("calcMode") == "manual":
                found.add("计算方式改成了手动：改动的数不会重算")
            if calc.get("fullPrecision") in ("0", "false"):
                found.add("设成了“以显示精度为准”：数会按显示的位数改掉")
            if calc.get("iterate") in ("1", "true"):
                found.add("打开了迭代计算")
        return found
