"""Official paper (GB/T 9704-2012 as far as it is known): page, styles with East Asian fonts, tables, page number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# Widths of A4 paper and its margins in millimetres: 上37 下35 左28 右26, so that the text is 156 × 225.
PAGE, MARGINS = (210, 297), (37, 35, 28, 26)
PITCH = 28.0  # points between lines of the body
SONG, FANGSONG, HEI, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"


def blank(title: str) -> Any:
    """An empty document of that paper, without styles of ours."""
    import datetime

    from docx import Document
    from docx.shared import Mm

    document = Document()
    without_leftovers(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(MARGINS[0]), Mm(MARGINS[1])
    section.left_margin, section.right_margin = Mm(MARGINS[2]), Mm(MARGINS[3])
    section.header_distance, section.footer_distance = Mm(20), Mm(26)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.comments = title, "kaohe", "kaohe", ""
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)
    style(document, "Normal", ParagraphStyle(FANGSONG, 16))
    return document


def without_leftovers(document: Any) -> None:
    """What python-docx's own template brings along: styles of an older Word and a picture of another document, both of
    which would contradict what is written here, and a zoom without its percentage, which the format asks for."""
    from docx.oxml.ns import qn

    for part in (document.part, document.part.package):
        for key, one in list(part.rels.items()):
            if one.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del part.rels[key]
    zoom = document.settings.element.find(qn("w:zoom"))
    zoom.attrib.clear()
    zoom.set(qn("w:percent"), "100")


@dataclass(frozen=True)
class ParagraphStyle:
    """font: for Chinese and Latin letters; size, line pitch, first-line indent, room before and after in points; keep: with the next."""

    font: str
    size: float
    pitch: float | None = None
    align: str = ""
    indent: float = 0
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    keep: bool = False


def style(document: Any, name: str, look: ParagraphStyle) -> Any:
    """Give the document this style under a name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles = document.styles
    one = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        one.base_style = styles["Normal"]
        one.quick_style = True
    one.font.name, one.font.size, one.font.bold = look.font, Pt(look.size), look.bold
    fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), look.font)
    if look.colour:
        one.font.color.rgb = RGBColor.from_string(look.colour)
    form = one.paragraph_format
    form.space_before, form.space_after, form.first_line_indent = Pt(look.before), Pt(look.after), Pt(look.indent)
    form.keep_with_next = look.keep
    if look.pitch is not None:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.pitch)
    else:
        form.line_spacing = 1.0
    if look.align:
        form.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
    return one


def grid(
    document: Any, heads: list[str], cells: list[str], loop: str, widths: list[float], look: tuple[str, str]
) -> Any:
    """A ruled table whose middle row is repeated by a loop (docxtpl's ``tr``); widths in millimetres, look = styles."""
    rows = [heads, [f"{{%tr for {loop} %}}"], cells, ["{%tr endfor %}"]]
    table = ruled(document, len(heads), len(rows), widths)
    for number, texts in enumerate(rows):
        for place, text in enumerate(texts):
            put(table.cell(number, place), text, look[0] if number == 0 else look[1])
    repeat_head(table.rows[0])
    return table


def ruled(document: Any, columns: int, rows: int, widths: list[float]) -> Any:
    """A table with rules on all sides, fixed widths, rows that do not break."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=rows, cols=columns)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for cell in table.columns[place].cells:
            cell.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def put(cell: Any, text: str, look: str) -> None:
    """Text in a cell, in the middle of its height."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.paragraphs[0].text, cell.paragraphs[0].style = text, look
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def repeat_head(row: Any) -> None:
    """A head that comes again on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def page_number(paragraph: Any) -> None:
    """「— 1 —」, the number being a field."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("", "1"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText" if text.startswith(" ") else "w:t")
            part.text = text
        run._r.append(part)
    paragraph.add_run(" —")
