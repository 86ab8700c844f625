"""The macro workbook: a guide, the list of functions, a worked example each, what the VBA reads, and the VBA."""

from __future__ import annotations

import io
from typing import Any

from workbook.drawing.text_book import TextBook
from workbook.functions.calls import call
from workbook.functions.com import sent
from workbook.functions.demonstration import demonstration, example, sheet_of
from workbook.functions.registry import DEMONSTRATION, Function, functions
from workbook.plugin.guide import BUTTONS, GUIDE, MENU, MESSAGES, WAYS
from workbook.plugin.vba import MODULE, module
from workbook.plugin.vba_project import vba_project

DATA, LIST, HELP, PYTHON = "数据", "函数一览", "kaohe.help", "set:python"
INTERPRETER = r"%LOCALAPPDATA%\kaohe\python\pythonw.exe"
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}


def write_sheets(*, examples: bool, interpreter: str = INTERPRETER) -> bytes:
    """A macro workbook: the examples and their data only on request. interpreter: the pythonw.exe that serves."""

    stream = io.BytesIO()
    book = TextBook(stream, "kaohe 函数")
    styles = {
        "plain": book.add_format({**_FONT, "text_wrap": True}),
        "head": book.add_format({**_FONT, "bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True}),
        "title": book.add_format({**_FONT, "bold": True, "font_size": 14}),
        "cell": book.add_format({**_FONT, "border": 1}),
        "text": book.add_format({**_FONT, "border": 1, "text_wrap": True}),
        "input": book.add_format({**_FONT, "border": 1, "bg_color": "#FFF2CC"}),
        "code": book.add_format({**_FONT, "font_name": "Consolas"}),
    }
    if examples:
        _guide(book, styles)
        _list(book, styles)
        _data(book, styles)
        for one in functions().values():
            _example(book, styles, one)
    else:
        _guide(book, styles)
    _help(book, interpreter)
    names = [f"Sheet{number}" for number, _ in enumerate(book.worksheets(), 1)]
    for sheet, name in zip(book.worksheets(), names, strict=True):
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_vba_name(name)
    book.add_vba_project(io.BytesIO(vba_project(names, {MODULE: module()})), is_stream=True)
    book.close()
    return stream.getvalue()


def _guide(book: Any, styles: Any) -> None:
    sheet = book.add_worksheet("说明")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 96)
    sheet.write(0, 0, "kaohe 考核函数", styles["title"])
    for row, text in enumerate(GUIDE, 2):
        sheet.write(row, 0, text, styles["plain"])
    for place, (macro, caption) in enumerate(BUTTONS):
        sheet.insert_button(
            len(GUIDE) + 3 + 2 * place, 0, {"macro": macro, "caption": caption, "width": 220, "height": 28}
        )


def _list(book: Any, styles: Any) -> None:
    sheet = book.add_worksheet(LIST)
    sheet.freeze_panes(1, 1)
    for column, (head, width) in enumerate([("函数", 52), ("类别", 12), ("说明", 60), ("参数", 70), ("出处", 28)]):
        sheet.set_column(column, column, width)
        sheet.write(0, column, head, styles["head"])
    for row, one in enumerate(functions().values(), 1):
        arguments = "\n".join(f"{arg.name} {arg.chinese}：{arg.help}" for arg in one.arguments)
        for column, text in enumerate([one.signature, one.category, one.summary, arguments, one.source]):
            sheet.write(row, column, text, styles["plain"])
        sheet.set_row(row, 15 * max(1, len(one.arguments), -(-len(one.summary) // 30)))


def _data(book: Any, styles: Any) -> None:
    """The demonstration city: its table, its adjustments and its lists, a sheet each."""
    for mark, rows in demonstration().items():
        sheet = book.add_worksheet(sheet_of(mark))
        heads = 2 if mark == DEMONSTRATION else 1
        sheet.freeze_panes(heads, 1)
        sheet.set_column(0, 0, 14)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell, styles["head"] if row < heads else styles["cell"])


def data_address(mark: str = DEMONSTRATION) -> str:
    """Where a range of the demonstration city stands in the workbook."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    rows = demonstration()[mark]
    return f"{sheet_of(mark)}!$A$1:{xl_rowcol_to_cell(len(rows) - 1, len(rows[0]) - 1, True, True)}"


def _example(book: Any, styles: Any, one: Function) -> None:
    """A sheet that calls one function: its arguments in cells of their own, the call, what it gives."""
    sheet = book.add_worksheet(one.excel_name)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 9, 18)
    sheet.write(0, 0, one.signature, styles["title"])
    sheet.write(1, 0, one.summary)
    for column, head in enumerate(["参数", "值", "说明"]):
        sheet.write(2, column, head, styles["head"])
    row, passed = 3, []
    for place, argument in enumerate(one.arguments):
        sheet.write(row, 0, f"{argument.name} {argument.chinese}", styles["cell"])
        sheet.write(row, 2, argument.help + ("（可以省略）" if argument.optional else ""))
        value = one.example[place] if place < len(one.example) else None
        if isinstance(value, str) and value in demonstration():
            sheet.write(row, 1, f"见“{sheet_of(value)}”", styles["cell"])
            passed.append(data_address(value))
            row += 1
        elif value is not None:
            row, address = _input(sheet, styles, row, value)
            passed.append(address)
        else:
            sheet.write(row, 1, "", styles["input"])
            passed.append("")
            row += 1
    _result(sheet, styles, one, row + 1, f"={one.excel_name}({','.join(passed).rstrip(',')})")


def _input(sheet: Any, styles: Any, row: int, value: Any) -> tuple[int, str]:
    """Write an argument's cells; the next free row, and their address."""
    from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

    if not isinstance(value, tuple):
        sheet.write(row, 1, value, styles["input"])
        return row + 1, xl_rowcol_to_cell(row, 1)
    wide = len(value[0]) > 1
    top = row + 1 if wide else row
    for down, cells in enumerate(value):
        for across, cell in enumerate(cells):
            sheet.write(top + down, 1 + across, cell, styles["input"])
    return top + len(value), xl_range(top, 1, top + len(value) - 1, len(value[0]))


def _result(sheet: Any, styles: Any, one: Function, row: int, formula: str) -> None:
    """The call and what it gives, as a dynamic array formula: Excel 365 and 2021 let it spill and write no @ before
    it; older ones show it as an array formula over the same cells."""
    answer = sent(call(one.id, example(one)))
    sheet.write(row, 0, "公式", styles["head"])
    sheet.write_string(row, 1, formula, styles["code"])
    if not isinstance(answer, list):
        sheet.write(row + 1, 0, "结果", styles["head"])
        if one.result == "text":
            sheet.set_column(1, 1, 60)
            sheet.set_row(row + 1, 15 * (1 + len(answer) // 30))
        style = styles["text" if one.result == "text" else "cell"]
        sheet.write_dynamic_array_formula(row + 1, 1, row + 1, 1, formula, style, answer)
        return
    sheet.write(row + 1, 0, "结果", styles["head"])
    bottom, right = row + 2 + len(answer) - 1, len(answer[0]) - 1
    sheet.write_dynamic_array_formula(row + 2, 0, bottom, right, formula, styles["cell"], answer[0][0])
    for down, cells in enumerate(answer):
        for across, cell in enumerate(cells):
            if down or across:
                sheet.write(row + 2 + down, across, cell, styles["cell"])
    for down, text in enumerate(WAYS):
        sheet.write(bottom + 2 + down, 0, text)
    sheet.write_string(bottom + 2 + len(WAYS), 0, f"=INDEX({formula[1:]},2,1)", styles["code"])


def _help(book: Any, interpreter: str) -> None:
    """What the VBA reads: names, categories, descriptions, argument help; the menu; what it says; where Python is."""
    sheet = book.add_worksheet(HELP)
    sheet.write_row(0, 0, ["name", "category", "description", "arguments"])
    row = 1
    for one in functions().values():
        helps = [_short(f"{arg.chinese}：{arg.help}") for arg in one.arguments]
        sheet.write_row(row, 0, [one.excel_name, one.category, _short(one.summary), len(helps), *helps])
        row += 1
    for macro, caption in MENU:
        row += 1
        sheet.write_row(row, 0, [f"menu:{macro}", caption])
    for key, text in MESSAGES.items():
        row += 1
        sheet.write_row(row, 0, [f"say:{key}", text])
    sheet.write_row(row + 1, 0, [PYTHON, interpreter])
    sheet.very_hidden()


def _short(text: str) -> str:
    return text[:255]  # what Excel's function wizard holds
