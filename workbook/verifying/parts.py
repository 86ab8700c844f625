"""A workbook file as parts that refer to each other: which kinds of parts and relations may be there."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workbook.reading.formats.package import Package
from workbook.reading.formats.refusal import BROKEN, Refusal
from workbook.reading.formats.xml import Chunks, Element, parsed
from workbook.reading.formats.zipped import normal
from workbook.verifying.allowed import Oddity, oddities

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_CHARTS = "http://schemas.microsoft.com/office/2011/relationships/"
_TYPES = "[content_types].xml"
_LISTED = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class _Kind(NamedTuple):
    relation: str
    content: str
    owners: tuple[str, ...]
    """Kinds of parts that may refer to it; "" is the package."""


_KINDS = {
    "workbook": _Kind(f"{_OFFICE}officeDocument", f"{_SHEETS}sheet.main+xml", ("",)),
    "core": _Kind(f"{_PACKAGE}metadata/core-properties", "application/vnd.openxmlformats-package.core-properties+xml", ("",)),
    "app": _Kind(f"{_OFFICE}extended-properties", "application/vnd.openxmlformats-officedocument.extended-properties+xml", ("",)),
    "custom": _Kind(f"{_OFFICE}custom-properties", "application/vnd.openxmlformats-officedocument.custom-properties+xml", ("",)),
    "worksheet": _Kind(f"{_OFFICE}worksheet", f"{_SHEETS}worksheet+xml", ("workbook",)),
    "styles": _Kind(f"{_OFFICE}styles", f"{_SHEETS}styles+xml", ("workbook",)),
    "theme": _Kind(f"{_OFFICE}theme", "application/vnd.openxmlformats-officedocument.theme+xml", ("workbook",)),
    "strings": _Kind(f"{_OFFICE}sharedStrings", f"{_SHEETS}sharedStrings+xml", ("workbook",)),
    "calcChain": _Kind(f"{_OFFICE}calcChain", f"{_SHEETS}calcChain+xml", ("workbook",)),
    "printer": _Kind(f"{_OFFICE}printerSettings", f"{_SHEETS}printerSettings", ("worksheet",)),
    "drawing": _Kind(f"{_OFFICE}drawing", "application/vnd.openxmlformats-officedocument.drawing+xml", ("worksheet",)),
    "chart": _Kind(f"{_OFFICE}chart", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", ("drawing",)),
    "chartStyle": _Kind(f"{_CHARTS}chartStyle", "application/vnd.ms-office.chartstyle+xml", ("chart",)),
    "chartColours": _Kind(f"{_CHARTS}chartColorStyle", "application/vnd.ms-office.chartcolorstyle+xml", ("chart",)),
    "link": _Kind(f"{_OFFICE}hyperlink", "", ("worksheet",)),
}  # fmt: skip
_BY_RELATION = {kind.relation: name for name, kind in _KINDS.items()}
_READ = ("workbook", "styles", "drawing")
"""Kinds of parts compared with the table as a whole here; sheets, strings and charts where they are read."""

_WORDS = {
    "vbaProject": "里面有宏", "externalLink": "里面有到别的工作簿的链接", "connections": "里面有外部数据连接",
    "pivotTable": "里面有数据透视表", "pivotCacheDefinition": "里面有数据透视表", "oleObject": "里面嵌入了别的文件",
    "package": "里面嵌入了别的文件", "image": "里面有图片", "vmlDrawing": "里面有窗体控件、批注框或页眉图片",
    "control": "里面有控件", "ctrlProp": "里面有控件", "comments": "里面有批注", "threadedComment": "里面有批注",
    "person": "里面有批注的作者", "chartUserShapes": "图表里画了别的图形", "customXml": "里面有自定义 XML",
    "table": "里面有表格对象", "chartsheet": "里面有图表工作表", "externalLinkPath": "里面有到别的工作簿的链接",
}  # fmt: skip


@dataclass(frozen=True)
class PartRelation:
    """kind: as in the table here, or "" for one that is not in it. target: a part in normal form, or an address."""

    kind: str
    target: str
    outside: bool


class BookParts:
    """The parts of a workbook. odd: what has no business in a result. Raises Refusal where it is no whole package."""

    def __init__(self, data: bytes) -> None:
        _check_container(data)
        self._written = _names_as_written(data)
        self._package = Package(data)
        self.workbook = self._package.workbook
        self.names = self._package.parts.names
        self._relations: dict[str, Mapping[str, PartRelation]] = {}
        self._roots: dict[str, Element] = {}
        self._kinds: dict[str, str] = {}
        self.odd = tuple(self._oddities())

    def content(self, part: str) -> bytes:
        """All bytes of a part."""
        return b"".join(chunk for chunk, _ in self._package.chunks(part))

    def chunks(self, part: str) -> Chunks:
        """The bytes of a part in pieces. Refusal if there is none."""
        return self._package.chunks(part)

    def root(self, part: str) -> Element:
        """The root element of a part."""
        if part not in self._roots:
            self._roots[part] = self._package.root(part)
        return self._roots[part]

    def related(self, part: str) -> Mapping[str, PartRelation]:
        """What a part refers to, by id."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def only(self, kind: str) -> str:
        """The one part of a kind that the workbook refers to; "" if there is none."""
        found = [one.target for one in self.related(self.workbook).values() if one.kind == kind]
        if len(found) > 1:
            raise Refusal(f"里面有两份“{kind}”，各程序读到的会不一样")
        return found[0] if found else ""

    def _read_relations(self, part: str) -> Mapping[str, PartRelation]:
        self._package.relations(part)  # refuses what has two ids or is out of place
        folder, name = posixpath.split(part)
        home = normal(f"{folder}/_rels/{name}.rels")
        folder, name = posixpath.split(self._written.get(part, part))
        self._check_written(home, posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, PartRelation] = {}
        for one in parsed(home, self._package.parts.chunks(home)) if home in self.names else ():
            target, outside = one.get("Target", ""), one.get("TargetMode", "Internal") != "Internal"
            kind = _BY_RELATION.get(one.get("Type", ""), "")
            if not outside:
                exact = posixpath.normpath(posixpath.join("/", folder, target))[1:]
                target = normal(target if target.startswith("/") else f"{folder}/{target}")
                self._check_written(target, exact)
            found[one.get("Id", "")] = PartRelation(kind or f"?{one.get('Type', '')}", target, outside)
        return found

    def _check_written(self, part: str, exact: str) -> None:
        """Some programs tell A from a in the names of parts, some do not."""
        if self._written.get(part, exact) != exact:
            raise Refusal(f"部件 {self._written[part]} 的名称与指向它的 {exact} 写法不同，各程序读到的会不一样")

    def _oddities(self) -> Iterator[Oddity]:
        types = self._content_types()
        reached = {""}
        waiting = [""]
        while waiting:
            part = waiting.pop()
            home = normal("{}/_rels/{}.rels".format(*posixpath.split(part)))
            if home in self.names:
                reached.add(home)
            for one in self.related(part).values():
                yield from self._odd_relation(part, one, types)
                if one.outside or one.target in reached or one.kind.startswith("?"):
                    continue
                if one.target not in self.names:
                    raise Refusal(f"找不到部件 {one.target}。{BROKEN}")
                reached.add(one.target)
                self._kinds[one.target] = one.kind
                waiting.append(one.target)
        for part, kind in self._kinds.items():
            if kind in _READ:
                yield from oddities(part, self.root(part))
        for part in sorted(self.names - reached - {_TYPES}):
            message = next((words for sign, words in _WORDS.items() if sign.casefold() in part), "里面有多出来的部件")
            yield Oddity(f"{message}（{part}）", part)

    def _odd_relation(self, part: str, one: PartRelation, types: Mapping[str, str]) -> Iterator[Oddity]:
        owner = self._kinds.get(part, "")
        if one.kind.startswith("?"):
            message = _WORDS.get(one.kind.rpartition("/")[2], "有不认得的关系")
            yield Oddity(
                f"{message}（{part or '整个文件'} → {one.target[:60]}，类型 {one.kind[1:][:90]}）", f"{part} {one}"
            )
            return
        kind = _KINDS[one.kind]
        if owner not in kind.owners or one.outside != (one.kind == "link"):
            yield Oddity(f"有放错地方的关系（{part or '整个文件'} → {one.target[:60]}）", f"{part} {one}")
        elif not one.outside and types.get(one.target) != kind.content:
            content_type = types.get(one.target, "没有写")
            macro = "里面有宏" if "macroEnabled" in content_type else "部件的类型不对"
            yield Oddity(f"{macro}（{one.target}：{content_type[:90]}）", f"{one.target} {content_type}")
        if not one.outside and self._kinds.get(one.target, one.kind) != one.kind:
            yield Oddity(f"一个部件当作两种用（{one.target}）", f"{part} {one}")

    def _content_types(self) -> Mapping[str, str]:
        """Part → its type, as the list of types says."""
        if _TYPES not in self.names:
            raise Refusal(BROKEN)
        own: dict[str, str] = {}
        ends: dict[str, str] = {}
        for one in parsed(_TYPES, self._package.parts.chunks(_TYPES)):
            content_type = one.get("ContentType", "")
            if one.tag == f"{_LISTED}Override":
                key, listed = normal(one.get("PartName", "")), own
            elif one.tag == f"{_LISTED}Default":
                key, listed = one.get("Extension", "").casefold(), ends
            else:
                raise Refusal(BROKEN)
            if listed.setdefault(key, content_type) != content_type:
                raise Refusal(f"部件 {key} 的类型写了两种，各程序读到的会不一样")
        return {name: own.get(name) or ends.get(name.rpartition(".")[2], "") for name in self.names}


def _names_as_written(data: bytes) -> Mapping[str, str]:
    """Normal form → name in the package. Refusal for a name that a program may take for another one, or for none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    odd = [one for one in names if one.startswith(("/", "../")) or "\\" in one or posixpath.normpath(one) != one]
    if odd or "[Content_Types].xml" not in names:
        raise Refusal(f"部件的名称 {odd[0] if odd else '[Content_Types].xml'} 写法不对，各程序读到的会不一样")
    return {normal(one): one for one in names}


def _check_container(data: bytes) -> None:
    """A zip file from the first byte to the last: what stands before or behind it some program may take for it."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) != end + 22:
        raise Refusal(f"压缩包的末尾不完整，或后面接了别的内容。{BROKEN}")
    size, start = (int.from_bytes(data[end + place : end + place + 4], "little") for place in (12, 16))
    if 0xFFFFFFFF not in (size, start) and (start + size != end or not data.startswith(b"PK\x03\x04")):
        raise Refusal(f"压缩包的目录与内容对不上。{BROKEN}")
