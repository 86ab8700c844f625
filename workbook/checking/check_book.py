"""The workbook of a check: every problem, and every file with its hash, counties and problems."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.drawing.problem_sheet import SEVERITIES, write_problem_sheet
from workbook.drawing.styles import Styles
from workbook.printable import printable

PROBLEMS, FILES = "问题清单", "文件清单"


def check_book(
    problems: Sequence[Problem], files: Mapping[str, str], scheme: Scheme, year: int, remark: str = ""
) -> bytes:
    """The workbook as bytes. files: SHA-256 of what was read, by name; files that could not be read have none."""
    from workbook.drawing.text_book import TextBook

    buffer = io.BytesIO()
    book = TextBook(buffer, f"{year}年度考核数据检查")
    styles = Styles(book)
    banner = "　　".join(filter(None, (f"{scheme.title}（{scheme.id}）", f"{year}年度", remark)))
    write_problem_sheet(book.add_worksheet(PROBLEMS), problems, banner, scheme.items, styles)
    sheet = book.add_worksheet(FILES)
    heads = (("文件", 46), *((f"{name}（个）", 11) for name in SEVERITIES.values()), ("SHA-256", 68))
    sheet.write_string(0, 0, f"读到的文件：{len(files)} 个", styles.sheet_title())
    for place, (head, width) in enumerate(heads):
        sheet.write_string(1, place, head, styles.head())
        sheet.set_column(place, place, width)
    for row, name in enumerate(_names(problems, files), 2):
        own = [one for one in problems if name in (one.source.file, *(place.file for place in one.also))]
        sheet.write_string(row, 0, printable(name), styles.wrapped(valign="top"))
        for place, severity in enumerate(SEVERITIES, 1):
            sheet.write_number(row, place, sum(one.severity == severity for one in own), styles.cell())
        digest = files.get(name, "没有读")
        sheet.write_string(row, len(heads) - 1, digest, styles.wrapped(valign="top", font_size=9))
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _names(problems: Sequence[Problem], files: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys([*files, *(one.source.file for one in problems if one.source.file)]))
