"""What the shipped templates share: styles, what every page carries, lists of texts, the signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.documents import paper

FULL = {
    "公文标题": paper.ParagraphStyle(paper.TITLE, 22, align="CENTER", pitch=34.0, after=14.0),
    "文号": paper.ParagraphStyle(paper.FANGSONG, 16, align="CENTER", pitch=paper.PITCH, after=10.0),
    "主送": paper.ParagraphStyle(paper.FANGSONG, 16, align="LEFT", pitch=paper.PITCH),
    "公文正文": paper.ParagraphStyle(paper.FANGSONG, 16, align="JUSTIFY", pitch=paper.PITCH, indent=32.0),
    "一级标题": paper.ParagraphStyle(paper.HEI, 16, align="LEFT", pitch=paper.PITCH, indent=32.0, keep=True),
    "落款": paper.ParagraphStyle(paper.FANGSONG, 16, align="RIGHT", pitch=paper.PITCH, keep=True),
    "表题": paper.ParagraphStyle(paper.HEI, 14, align="CENTER", pitch=24.0, before=8.0, keep=True),
    "表头": paper.ParagraphStyle(paper.HEI, 10.5, align="CENTER", pitch=16.0),
    "表文": paper.ParagraphStyle(paper.FANGSONG, 10.5, align="CENTER", pitch=16.0),
    "表句": paper.ParagraphStyle(paper.FANGSONG, 10.5, align="LEFT", pitch=16.0),
    "表注": paper.ParagraphStyle(paper.FANGSONG, 10.5, align="LEFT", pitch=16.0),
}
"""Styles of the papers in full size, as official documents have them."""
SMALL = {
    "公文标题": paper.ParagraphStyle(paper.TITLE, 18, align="CENTER", pitch=26.0, after=6.0),
    "栏目": paper.ParagraphStyle(paper.HEI, 12, align="LEFT", pitch=18.0, before=6.0, keep=True),
    "说明": paper.ParagraphStyle(paper.FANGSONG, 10.5, align="JUSTIFY", pitch=15.0),
    "表头": paper.ParagraphStyle(paper.HEI, 9, align="CENTER", pitch=13.0),
    "表文": paper.ParagraphStyle(paper.FANGSONG, 9, align="CENTER", pitch=13.0),
    "表句": paper.ParagraphStyle(paper.FANGSONG, 9, align="LEFT", pitch=13.0),
    "大数": paper.ParagraphStyle(paper.HEI, 14, align="CENTER", pitch=22.0),
    "图": paper.ParagraphStyle(paper.FANGSONG, 9, align="CENTER", before=4.0),
    "页注": paper.ParagraphStyle(paper.FANGSONG, 9, align="LEFT", pitch=12.0, before=4.0),
    "落款": paper.ParagraphStyle(paper.FANGSONG, 10.5, align="RIGHT", pitch=16.0),
}
"""Styles of the sheets that hold much."""


def styles(document: Any, looks: Mapping[str, paper.ParagraphStyle]) -> None:
    """Add the styles to a document."""
    for name, look in looks.items():
        paper.style(document, name, look)


def bands(document: Any, even: bool) -> None:
    """What every page carries: the stage and the remark above, the page number below."""
    section = document.sections[0]
    if even:
        document.settings.odd_and_even_pages_header_footer = True
    paper.style(document, "每页标注", paper.ParagraphStyle(paper.HEI, 10.5, align="CENTER", colour="9C1C12"))
    paper.style(document, "页码", paper.ParagraphStyle(paper.SONG, 14, align="RIGHT" if even else "CENTER"))
    for header in (section.header, *([section.even_page_header] if even else [])):
        header.is_linked_to_previous = False
        header.paragraphs[0].text, header.paragraphs[0].style = "{{ banner }}", "每页标注"
    for number, footer in enumerate((section.footer, *([section.even_page_footer] if even else []))):
        footer.is_linked_to_previous = False
        footer.paragraphs[0].style = "页码"
        if number:
            footer.paragraphs[0].alignment = 0  # left on even pages
        paper.page_number(footer.paragraphs[0])


def signed(document: Any) -> None:
    """Room for the seal, and the day."""
    document.add_paragraph("（印章）　　　　", "落款")
    document.add_paragraph("{{ date }}　　", "落款")


def listed(document: Any, name: str, title: str, head: str, look: str) -> None:
    """A heading and a paragraph a text, where there are any."""
    add = document.add_paragraph
    add(f"{{%p if {name} %}}")
    add(title, head)
    add(f"{{%p for text in {name} %}}")
    add("{{ text }}", look)
    add("{%p endfor %}")
    add("{%p endif %}")


def small(title: str) -> Any:
    """An empty document with the small styles."""
    from docx.shared import Mm

    document = paper.blank(title)
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)
    section.left_margin = section.right_margin = Mm(20)
    section.header_distance, section.footer_distance = Mm(13), Mm(10)
    bands(document, even=False)
    styles(document, SMALL)
    return document
