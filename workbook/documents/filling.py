"""Documents from templates (.docx): the shipped ones or the office's own, filled, the same bytes for the same input."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from scoring.errors import KaoheError
from workbook.documents.sandbox import PlainEnvironment, plain
from workbook.documents.text import unmarked

# Shipped name and the name that the office sees.
TEMPLATES = {
    "feedback.docx": "核定反馈单模板.docx",
    "submission.docx": "送审稿模板.docx",
    "circular.docx": "通报模板.docx",
    "county-sheet.docx": "成绩单模板.docx",
    "rectification.docx": "整改通知模板.docx",
    "uses.docx": "结果运用建议模板.docx",
}
CHART = "\ue000成绩单插图\ue001"
"""What stands for the picture while a template is filled: the template never holds the picture itself."""


def template_bytes(name: str, folder: Path | None = None) -> bytes:
    """A template: the office's own where the folder has it, else the shipped one."""
    if folder is not None:
        own = folder / TEMPLATES[name]
        if own.exists():
            return own.read_bytes()
    return (files("workbook.documents") / "templates" / name).read_bytes()


def template_names(folder: Path | None) -> tuple[str, ...]:
    """Which templates of a folder are used; KaoheError if it has none of them."""
    if folder is None:
        return ()
    if not folder.is_dir():
        raise KaoheError(f"没有文件夹 {folder}：--templates 要写放模板的文件夹；kaohe report --copy-templates 生成一份")
    found = tuple(own for own in TEMPLATES.values() if (folder / own).exists())
    if not found:
        raise KaoheError(f"{folder} 里没有模板：文件名应当是{'、'.join(TEMPLATES.values())}，至少有一个")
    return found


def fill(template: bytes, context: Mapping[str, Any], picture: bytes | None, name: str, title: str) -> bytes:
    """A template filled. Values are text, never markup; what a template asks for and we lack is an error, by name.

    picture: a PNG for ``{{ chart }}``. title: the document's own title. Marks of a scheme's own choices are taken off every
    text: they do not stand on paper. Raises KaoheError with the template's name, whatever is wrong with it.
    """
    shown = TEMPLATES[name]
    try:
        document = _template_class()(BytesIO(template))
        document.init_docx()
    except Exception as error:  # whatever it is, it is no document
        raise KaoheError(f"{shown} 打不开，不是 Word 文档（.docx）：用 Word 或 WPS 另存为 .docx 再试") from error
    values = _unmarked(plain({**context, "chart": CHART if picture else ""}))
    try:
        document.render(values, _environment(), autoescape=True)
        if picture:
            _put_picture(document.docx, picture)
        document.docx.core_properties.title = title
        for table in document.docx.tables:
            _even(table)
        return document_bytes(document)
    except Exception as error:  # a template of the office's own may fail in any way; it is told which and why
        raise KaoheError(_fault(shown, error)) from error


@lru_cache(maxsize=1)
def _environment() -> PlainEnvironment:
    return PlainEnvironment()


@lru_cache(maxsize=1)
def _template_class() -> Any:
    """docxtpl's, but the marks of a part are looked for once, not again for each county."""
    from docxtpl import DocxTemplate

    patched: dict[str, str] = {}

    class Template(DocxTemplate):  # type: ignore[misc]
        def patch_xml(self, src_xml: str) -> str:
            if src_xml not in patched:
                patched[src_xml] = super().patch_xml(src_xml)
            return patched[src_xml]

    return Template


def _fault(shown: str, error: Exception) -> str:
    import jinja2

    again = "改正，或用 kaohe report --copy-templates 重新取一份模板对照"
    if isinstance(error, jinja2.exceptions.SecurityError):
        return f"{shown} 用了不许用的写法（{error}）：模板里只能填内容、判断、重复；{again}"
    if isinstance(error, jinja2.UndefinedError):
        return f"{shown} 用了没有的内容（{error.message}）：{again}"
    if isinstance(error, jinja2.TemplateError):
        return f"{shown} 的标记写得不对（{error}）：检查 {{{{ }}}} 和 {{% %}} 是否成对；{again}"
    return f"{shown} 填不出来（{type(error).__name__}：{error}）：{again}"


def _unmarked(value: Any) -> Any:
    if isinstance(value, str):
        return unmarked(value)
    if isinstance(value, list):
        return [_unmarked(one) for one in value]
    if isinstance(value, dict):
        return {key: _unmarked(one) for key, one in value.items()}
    return value


def _put_picture(document: Any, picture: bytes) -> None:
    """The picture in every paragraph of the body that holds its mark alone."""
    from docx.shared import Mm

    for paragraph in document.paragraphs:
        if paragraph.text.strip() == CHART:
            for run in paragraph.runs:
                run.text = ""
            (paragraph.runs[0] if paragraph.runs else paragraph.add_run()).add_picture(BytesIO(picture), width=Mm(156))


def _even(table: Any) -> None:
    """A table that a loop gave other columns than its grid: the grid follows the cells and keeps the whole width."""
    from docx.oxml.ns import qn

    grid = table._tbl.tblGrid
    old = grid.findall(qn("w:gridCol"))
    rows = [row.findall(qn("w:tc")) for row in table._tbl.tr_lst]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return
    cells = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in rows[0]]
    given = [int(cell.get(qn("w:w"))) if cell is not None else 0 for cell in cells]
    if not all(given) or given == [int(column.get(qn("w:w"), "0")) for column in old]:
        return  # a table that the office has merged or left to Word is not touched
    section = table.part.document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) // 635  # twentieths of a point
    whole = min(sum(given), room)
    widths = [str(round(one * whole / sum(given))) for one in given]
    for column in old:
        grid.remove(column)
    for width in widths:
        grid.add_gridCol().set(qn("w:w"), width)
    for row in rows:
        for cell, width in zip(row, widths, strict=True):
            cell.tcPr.find(qn("w:tcW")).set(qn("w:w"), width)


def document_bytes(document: Any, mode: int = 0o644) -> bytes:
    """A document's bytes, the same at every making: the date of its parts does not move. mode: of the parts."""
    saved, stream = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, mode << 16
            new.writestr(fixed, old.read(entry.filename))
    return stream.getvalue()
