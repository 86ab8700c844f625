"""What the ending of a file's name says that the file is. A format that is added is added here."""

from __future__ import annotations

from pathlib import Path

OPENXML = (".xlsx", ".xlsm")
WORKBOOKS = (*OPENXML, ".xls")
READABLE = (*WORKBOOKS, ".csv")
"""Tables that are read, in the order in which messages name them."""
READABLE_WORDS = "、".join(READABLE)
APPEALS = (".yaml", ".yml")
PACKED = (".zip", ".rar", ".7z", ".gz", ".tar")
SHORTCUTS = (".lnk", ".url", ".webloc", ".desktop")
DOCUMENTS = (".doc", ".docx", ".wps", ".pdf", ".ofd", ".jpg", ".jpeg", ".png")
"""Letters and scans."""
OTHER_TABLES = {
    ".et": "WPS 表格格式（.et）",
    ".ett": "WPS 表格模板（.ett）",
    ".ods": "OpenDocument 表格（.ods）",
    ".fods": "OpenDocument 表格（.fods）",
    ".uos": "UOF 表格（.uos）",
    ".xlsb": "Excel 二进制工作簿（.xlsb）",
    ".xltx": "Excel 模板（.xltx）",
    ".xltm": "Excel 模板（.xltm）",
    ".xlt": "Excel 模板（.xlt）",
    ".numbers": "Numbers 表格（.numbers）",
    ".wps": "WPS 文字（.wps）",
}
"""Tables that are not read, and what messages call them: in a folder, too, they are refused and never passed over."""
NO_TABLES = {
    ".txt": "文本格式（.txt）",
    ".xlam": "Excel 加载项（.xlam）",
    ".doc": "Word 文档（.doc）",
    ".docx": "Word 文档（.docx）",
    ".pdf": "PDF（.pdf）",
    ".mht": "网页（.mht）",
    ".mhtml": "网页（.mhtml）",
    ".htm": "网页（.htm）",
    ".html": "网页（.html）",
}
"""What is refused only where it was named as data."""


def suffix_of(path: str | Path) -> str:
    """The ending, in small letters."""
    return Path(path).suffix.lower()
