"""Workbooks in .xlsx and .xlsm, by lxml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook.reading.formats.cell_part import Common
from workbook.reading.formats.package import Package, Relation, other_kind
from workbook.reading.formats.refusal import doubtful, named
from workbook.reading.formats.sheet_frame import is_yes
from workbook.reading.formats.sheet_part import read_sheet
from workbook.reading.formats.strings import Strings
from workbook.reading.formats.styles import CellFormats
from workbook.reading.formats.xml import MAINS, Element, local, namespace
from workbook.reading.grid import Grid, Remark
from workbook.reading.raw import Raw

_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_LEFT_OUT = ("chartsheet", "dialogsheet")
_MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")


@dataclass(frozen=True)
class _Sheet:
    part: str
    hidden: bool


class XlsxBook:
    """A workbook of the Office Open XML family. Raises DataError if it is none or is damaged."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._grids: dict[str, Grid] = {}
        self._sheets: dict[str, _Sheet] = {}
        self._has_macros = False
        with named(name):
            self._package = Package(data)
            self._relations = self._package.relations(self._package.workbook)
            root = self._package.root(self._package.workbook)
            if namespace(root) not in MAINS or local(root) != "workbook":
                raise other_kind(root)
            self._from_1904 = any(is_yes(one.get("date1904")) for one in root if local(one) == "workbookPr")
            for one in _listed(root):
                self._note(one)

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._sheets)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        names = self._package.parts.names
        links = any("/externallinks/" in f"/{one}" and one.endswith(".xml") for one in names)
        macros = self._has_macros or any(one.endswith("vbaproject.bin") or "/macrosheets/" in one for one in names)
        return (*([Remark.LINKS] if links else []), *([Remark.MACROS] if macros else []))

    def grid(self, sheet: str) -> Grid:
        if sheet not in self._grids:
            one = self._sheets[sheet]
            with named(self._name):
                self._grids[sheet] = read_sheet(
                    sheet, one.part, self._package.chunks(one.part), self._common, one.hidden
                )
        return self._grids[sheet]

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        return self.grid(sheet).rows

    @cached_property
    def _common(self) -> Common:
        strings, styles = self._only("sharedStrings"), self._only("styles")
        return Common(
            Strings(strings, self._package.chunks(strings)) if strings else Strings(),
            CellFormats(styles, self._package.chunks(styles)) if styles else CellFormats(),
            self._from_1904,
        )

    def _only(self, kind: str) -> str:
        found = [one.part for one in self._relations.values() if one.kind == kind]
        if len(found) > 1:
            raise doubtful(f"里面有两份“{kind}”，各程序读到的会不一样")
        return found[0] if found else ""

    def _note(self, sheet: Element) -> None:
        """Keep a worksheet that the workbook lists; leave out sheets of other kinds."""
        name, ids = sheet.get("name", ""), [sheet.attrib[one] for one in _RELATION_IDS if one in sheet.attrib]
        if ids == [""]:  # a module of Excel 95
            self._has_macros = True
            return
        relation = self._relations.get(ids[0]) if len(ids) == 1 else None
        if relation is None:
            raise doubtful(f"找不到工作表“{name[:40]}”的内容")
        if relation.kind in _MACRO_SHEETS:
            self._has_macros = True
        elif relation.kind not in _LEFT_OUT:
            self._keep(name, relation, sheet.get("state", "visible") != "visible")

    def _keep(self, name: str, relation: Relation, hidden: bool) -> None:
        if relation.kind != "worksheet" or relation.part not in self._package.parts:
            raise doubtful(f"找不到工作表“{name[:40]}”的内容")
        if name.casefold() in {one.casefold() for one in self._sheets}:
            raise doubtful(f"有两张工作表都叫“{name[:40]}”")
        if relation.part in {one.part for one in self._sheets.values()}:
            raise doubtful(f"工作表“{name[:40]}”与另一张用的是同一份内容")
        self._sheets[name] = _Sheet(relation.part, hidden)


def _listed(root: Element) -> list[Element]:
    homes = [one for one in root.iter() if local(one) == "sheets"]
    if len(homes) != 1 or homes[0].getparent() is not root:
        raise doubtful("工作簿里没有工作表的名单，或者有两份")
    strangers = [one for one in homes[0] if one.tag != f"{{{namespace(root)}}}sheet"]
    if strangers:
        raise doubtful(f"工作表的名单里有放错地方的内容（{local(strangers[0])[:40]}）")
    return list(homes[0])
