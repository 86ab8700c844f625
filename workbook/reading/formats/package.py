"""A package of parts that refer to each other by relationships, from ``_rels/.rels`` on."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from workbook.reading.formats.refusal import AS_XLSX, Refusal, doubtful
from workbook.reading.formats.xml import Chunks, Element, local, parsed
from workbook.reading.formats.zipped import PackageParts, normal

_HOME = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODD = "找不到工作簿的内容，可能是别的软件写的。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再交"
_OTHERS = {"document": "Word 文档", "presentation": "演示文稿"}


@dataclass(frozen=True)
class Relation:
    """kind: the last word of its type. part: in normal form; empty for one that points out of the package."""

    kind: str
    part: str


class Package:
    """Raises Refusal where the bytes are no whole package of a workbook."""

    def __init__(self, data: bytes) -> None:
        self.parts = PackageParts(data)
        self.workbook = self._workbook()

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part refers to, by id."""
        folder, name = posixpath.split(part)
        home = normal(f"{folder}/_rels/{name}.rels")
        if home not in self.parts:
            return {}
        found: dict[str, Relation] = {}
        for one in parsed(home, self.parts.chunks(home)):
            if one.tag != f"{{{_HOME}}}Relationship":
                raise doubtful(f"部件 {home} 里有放错地方的内容")
            key, kind, target = one.get("Id"), one.get("Type"), one.get("Target")
            if key is None or kind is None or target is None or key in found:
                raise doubtful(f"部件 {home} 里的关系 {(key or '')[:40]} 有两个或不完整，各程序读到的会不一样")
            inside = one.get("TargetMode", "Internal") == "Internal"
            found[key] = Relation(kind.rpartition("/")[2], normal(_absolute(folder, target)) if inside else "")
        return found

    def root(self, part: str) -> Element:
        """The root of a part."""
        return parsed(part, self.chunks(part))

    def chunks(self, part: str) -> Chunks:
        """The bytes of a part. Raises Refusal if it is not there."""
        if part not in self.parts:
            raise doubtful(f"找不到部件 {part or '（在文件外）'}")
        return self.parts.chunks(part)

    def _workbook(self) -> str:
        names = self.parts.names
        if "content.xml" in names:
            raise Refusal(f"是 OpenDocument 表格，{AS_XLSX}")
        if any(one.endswith(".iwa") for one in names):
            raise Refusal(f"是 Numbers 表格，{AS_XLSX}")
        roots = [one.part for one in self.relations("").values() if one.kind == "officeDocument"]
        if len(roots) > 1:
            raise doubtful("里面有两个工作簿，各程序读到的会不一样")
        if any(one.endswith("workbook.bin") for one in roots or names):
            raise Refusal(f"是 Excel 二进制工作簿（.xlsb），{AS_XLSX}")
        if roots and roots[0] in names:
            return roots[0]
        if "[content_types].xml" in names or any(
            one.startswith(("_rels/", "xl/")) or "workbook" in one for one in names
        ):
            raise Refusal(_ODD)
        raise Refusal("是压缩文件，不是 Excel 工作簿；如果里面有工作簿，请先解压")


def other_kind(root: Element) -> Refusal:
    """A package whose main part is not a workbook's."""
    if found := _OTHERS.get(local(root)):
        return Refusal(f"内容其实是{found}，不是 Excel 工作簿；请把数填进工作簿再交")
    return Refusal(_ODD)


def _absolute(folder: str, target: str) -> str:
    target = target.partition("#")[0].replace("\\", "/")
    return target if target.startswith("/") else f"{folder}/{target}"
