"""Documents from templates (.docx): the shipped ones or the office's own, filled, the same bytes for the same input."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from scoring.errors import KaoheError

# Shipped name and the name that the office sees.
TEMPLATES = {"circular.docx": "通报模板.docx", "county-sheet.docx": "成绩单模板.docx"}


def template_bytes(name: str, folder: Path | None = None) -> bytes:
    """A template: the office's own where the folder has it, else the shipped one."""
    if folder is not None:
        if not folder.is_dir():
            raise KaoheError(
                f"没有文件夹 {folder}：--templates 要写放模板的文件夹；kaohe report --copy-templates 生成一份"
            )
        own = folder / TEMPLATES[name]
        if own.exists():
            return own.read_bytes()
    return (files("workbook.report") / "templates" / name).read_bytes()


def template_names(folder: Path | None) -> tuple[str, ...]:
    """Which templates of a folder are used; KaoheError if it has none of them."""
    if folder is None:
        return ()
    found = tuple(own for own in TEMPLATES.values() if (folder / own).exists())
    if not found:
        raise KaoheError(f"{folder} 里没有模板：文件名应当是{'、'.join(TEMPLATES.values())}，至少有一个")
    return found


def fill(template: bytes, context: Mapping[str, Any], picture: bytes | None, name: str, title: str) -> bytes:
    """A template filled. Values are text, never markup; what a template asks for and we lack is an error, by name.

    picture: a PNG for ``{{ chart }}``. title: the document's own title. Raises KaoheError with the template's name.
    """
    import jinja2
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage
    from jinja2.sandbox import SandboxedEnvironment

    shown = TEMPLATES[name]
    try:
        document = DocxTemplate(BytesIO(template))
        values = dict(context)
        values["chart"] = InlineImage(document, BytesIO(picture), width=Mm(156)) if picture else ""
        environment = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
        document.render(values, environment, autoescape=True)
        document.docx.core_properties.title = title
        for table in document.docx.tables:
            _even(table)
        stream = BytesIO()
        document.save(stream)
    except jinja2.UndefinedError as error:
        raise KaoheError(f"{shown} 用了没有的内容（{error.message}）：改正，或重新取一份模板对照") from error
    except jinja2.TemplateError as error:
        raise KaoheError(
            f"{shown} 的标记写得不对（{error}）：检查 {{{{ }}}} 和 {{% %}} 是否成对，或重新取一份模板"
        ) from error
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise KaoheError(f"{shown} 打不开，不是 Word 文档（.docx）：用 Word 或 WPS 另存为 .docx 再试") from error
    return fixed_zip(stream.getvalue())


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
    whole = min(sum(given), 8844)  # 156 mm in twentieths of a point
    widths = [str(round(one * whole / sum(given))) for one in given]
    for column in old:
        grid.remove(column)
    for width in widths:
        grid.add_gridCol().set(qn("w:w"), width)
    for row in rows:
        for cell, width in zip(row, widths, strict=True):
            cell.tcPr.find(qn("w:tcW")).set(qn("w:w"), width)


def fixed_zip(content: bytes) -> bytes:
    """A zip with the same entries and a date that does not move."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(fixed, old.read(entry.filename))
    return stream.getvalue()
