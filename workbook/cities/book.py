"""The roll-up workbook: the same bytes for the same results, whichever way they were made."""

from __future__ import annotations

import io

from workbook.cities.declared import declared
from workbook.cities.rollup import RollUp
from workbook.drawing.headers import plain
from workbook.drawing.paper import lay_out
from workbook.drawing.styles import TEXT_FONT, Styles
from workbook.drawing.worksheet import ResultWorksheet


def roll_up_book(whole: RollUp) -> bytes:
    """The workbook as bytes."""
    from workbook.drawing.text_book import TextBook

    buffer, font = io.BytesIO(), {"font_name": TEXT_FONT, "font_size": 11}
    book = TextBook(buffer, f"{whole.name} 各市考核汇总", default_format_properties=font)
    styles = Styles(book)
    for one in declared():
        sheet = book.add_worksheet(one.name, worksheet_class=ResultWorksheet)
        sheet.set_tab_color(one.colour)
        one.draw(whole, sheet, styles)
        lay_out(sheet, one.paper(whole), one.name)
        sheet.set_header(f"&R&10 {plain(whole.remark[:100])}", {"scale_with_doc": False})
    book.close()
    return buffer.getvalue()
