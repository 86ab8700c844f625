"""What a copy by openpyxl does not carry over from a workbook: found in the package, to be said to the reader."""

from __future__ import annotations

import io
import re
import zipfile

_BY_NAME = (
    (r"xl/vbaProject\.bin|xl/macrosheets/", "宏"),
    (r"xl/cellimages\.xml", "WPS 嵌在格里的图片"),
    (r"xl/embeddings/|xl/oleObject", "嵌入的对象（如电子印章、文档）"),
    (r"xl/activeX/|xl/ctrlProps/", "按钮等控件"),
    (r"xl/threadedComments/", "批注里的讨论"),
    (r"xl/slicers/|xl/timelines/", "切片器"),
    (r"_xmlsignatures/", "数字签名（副本不再有签名）"),
    (r"xl/diagrams/", "SmartArt 图形"),
    (r"xl/connections\.xml|xl/queryTables/", "数据连接"),
)
_IN_SHEETS = (
    (rb"<x14:sparklineGroup\b", "迷你图"),
    (rb"<x14:conditionalFormatting\b", "Excel 2010 的条件格式（数据条等）"),
    (rb"<x14:dataValidation\b", "引用别的工作表的数据验证"),
    (rb"<(?:\w+:)?legacyDrawingHF\b", "页眉页脚里的图片"),
)
_PICTURE = re.compile(rb"<(?:\w+:)?pic>|<(?:\w+:)?pic ")
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >]")
_CHART = re.compile(rb"<(?:\w+:)?chart ")


def lost_parts(data: bytes) -> tuple[str, ...]:
    """What the package holds that the copy will not have, or not as it was; Chinese, in a fixed order."""
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for pattern, part in _BY_NAME:
            if any(re.match(pattern, name) for name in archive.namelist()):
                found[part] = None
        for name in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                content = archive.read(name)
                found |= dict.fromkeys(part for pattern, part in _IN_SHEETS if re.search(pattern, content))
            elif re.fullmatch(r"xl/drawings/[^/]+\.xml", name):
                content = archive.read(name)
                if _PICTURE.search(content):
                    found["图片（含印章图片）"] = None
                if _SHAPE.search(content):
                    found["形状、文本框（含画上去的印章）"] = None
                if _CHART.search(content):
                    found["图表的部分格式"] = None
    return tuple(found)
