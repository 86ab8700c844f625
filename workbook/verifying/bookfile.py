"""A workbook file opened for looking: its head at once, its sheets one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from scoring.errors import DataError
from workbook.printable import printable
from workbook.reading.formats.refusal import Refusal
from workbook.reading.formats.xml import Element, Stream
from workbook.verifying import normal
from workbook.verifying.allowed import oddities
from workbook.verifying.charts import charts_of
from workbook.verifying.content import BookHead, SheetContent, SheetEntry
from workbook.verifying.parts import BookParts
from workbook.verifying.sheets import SheetReader, Text, rich_text
from workbook.verifying.styles import MAIN, NS, StyleTable

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class BookFile:
    """name: for messages. Raises DataError where the file is no whole workbook."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        with self._readable():
            self.parts = BookParts(data)
            self._book = self._root(self.parts.workbook, "workbook")
            self._styles = StyleTable(*(self._optional(kind) for kind in ("styles", "theme")))
            self._odd = Counter(self.parts.odd)
            self._strings = self._shared_strings()
            self.head = self._head()

    def sheet(self, name: str, like: SheetContent | None = None) -> SheetContent:
        """A sheet's cells and what hides or marks them. like: a sheet whose equal cells are shared, to save memory."""
        entry = next(one for one in self.head.sheets if one.name == name)
        with self._readable(f"工作表“{name}”"):
            relations = self.parts.related(entry.part)
            reader = SheetReader(
                entry.part, self._strings, self._styles, lambda rid: relations[rid].target if rid in relations else ""
            )
            sheet = reader.read(self.parts.chunks(entry.part), like)
            for one in relations.values():
                if one.kind == "drawing":
                    found, odd = charts_of(self.parts, one.target)
                    sheet.charts += found
                    sheet.odd.update(odd)
        return sheet

    def _optional(self, kind: str) -> Element | None:
        part = self.parts.only(kind)
        return self.parts.root(part) if part else None

    def _root(self, part: str, name: str) -> Element:
        root = self.parts.root(part)
        if root.tag != f"{{{MAIN}}}{name}":
            raise Refusal("不是普通的 Excel 工作簿（*.xlsx）：请用 Excel 或 WPS 另存为“Excel 工作簿（*.xlsx）”")
        return root

    def _shared_strings(self) -> list[Text]:
        part = self.parts.only("strings")
        if not part:
            return []
        strings: list[Text] = []
        stream = Stream(part, self.parts.chunks(part), "si")
        for one in stream:
            if len(one) != 1 or one[0].tag != f"{NS}t":
                self._odd.update(oddities(part, one, "sst/si"))
            strings.append(rich_text(one, self._styles, part))
        stream.root_at_end()
        return strings

    def _head(self) -> BookHead:
        relations = self.parts.related(self.parts.workbook)
        sheets = []
        for one in self._book.iterfind(f"{NS}sheets/{NS}sheet"):
            relation = relations.get(one.get(_REL, ""))
            if relation is None or relation.kind != "worksheet":
                raise Refusal(f"找不到工作表“{one.get('name', '')[:40]}”的内容")
            sheets.append(SheetEntry(one.get("name", ""), one.get("state", "visible"), relation.target))
        if len({one.part for one in sheets}) < len(sheets) or len({one.name for one in sheets}) < len(sheets):
            raise Refusal("有两张工作表同名或用同一份内容，各程序读到的会不一样")
        names = {}
        for one in self._book.iterfind(f"{NS}definedNames/{NS}definedName"):
            local = one.get("localSheetId")
            owner = sheets[int(local)].name if local is not None and int(local) < len(sheets) else ""
            names[one.get("name", ""), owner] = normal.areas(one.text or "")
        return BookHead(tuple(sheets), names, self._odd)

    @contextmanager
    def _readable(self, where: str = "") -> Iterator[None]:
        try:
            yield
        except Refusal as refusal:
            raise DataError(f"{self.name}：{where}{printable(str(refusal))}") from refusal
        except (ValueError, KeyError, IndexError, RecursionError, OverflowError) as error:
            raise DataError(
                f"{self.name}：{where}内容已损坏或不完整，读不出来（{printable(str(error))[:80]}）"
            ) from error
