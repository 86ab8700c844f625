"""The workbook of a scheme: every sheet with headings, choices, notes and live checks, all from the models."""

from __future__ import annotations

import io
from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.plain import Plain, plain_scheme
from scoring.scheme.scheme import Scheme
from workbook.drawing.guarding import paint_verdicts
from workbook.drawing.paper import Paper
from workbook.drawing.text_book import TextBook
from workbook.printable import printable
from workbook.reading.tables.uniform import GOOD
from workbook.saving import check_free, save_whole
from workbook.scheme_workbook.assembling import REST_HEADS
from workbook.scheme_workbook.choosing import column_rule, owner_rule, prompt
from workbook.scheme_workbook.columns import TableColumn
from workbook.scheme_workbook.drawing import BookDrawing
from workbook.scheme_workbook.kinds_page import write_kinds
from workbook.scheme_workbook.live import LAST_ROW
from workbook.scheme_workbook.names import names_in
from workbook.scheme_workbook.placing import place
from workbook.scheme_workbook.reading import read_scheme_bytes
from workbook.scheme_workbook.shapes import Keyed, Scalar, Several
from workbook.scheme_workbook.tables import CHECK, FIRST_ROW, NUMBER, REMARK, REST, WHOLE, SchemeTable, tables
from workbook.scheme_workbook.whole_sheet import write_whole

_OFTEN, _SELDOM = "#1F4E9E", "#B8C0CA"
"""Colours of the tabs of sheets that are used, and of those that stay blank for most."""
_ALWAYS = ("类别", "指标", "档次", "数据项", "等次", "等次约束")
_SPARE = 25
"""Blank rows under the entries that look like them."""
_WIDE = {"定义": 34, "考核内容": 24, "参数": 26, "内容": 34, "名称": 26, "名目": 18, "数据项": 28, "目标参数": 22, "设计": 24, "条件参数": 28, "证明材料": 24, "编号": 18, "责任单位": 16, "依据": 14, "指标": 24, "分项": 16, "计分规则参数": 24, "取值参数": 22, "分项名称": 18, "参照": 18, "类别": 16, "等次或约束": 22, "加分参数": 22, "免考参数": 22, "清单取数": 26, "只展示的数据项": 24, "完成率参数": 18, "选项": 22, "最低的一项": 18, "待定条件参数": 20, "备注说明": 26, "清单": 20, "同案标识": 22}  # fmt: skip
_NARROW = {
    NUMBER: 5,
    "分值": 8,
    "得分": 8,
    "界限": 8,
    "权重": 8,
    "单位": 9,
    "种类": 12,
    "至少": 8,
    CHECK: 20,
    REMARK: 16,
}


def write_scheme_book(scheme: Scheme, path: Path, *, force: bool = False) -> Path:
    """Write the workbook of a scheme; KaoheError where nothing may be written, or where it would not be read back alike."""
    check_free(path, force=force, suffix=".xlsx")
    data = scheme_book_bytes(scheme)
    save_whole(path, data, force=force)
    return path


def write_blank_book(path: Path, *, force: bool = False) -> Path:
    """Write an empty workbook to be filled in; KaoheError where nothing may be written."""
    check_free(path, force=force, suffix=".xlsx")
    save_whole(path, book_bytes(Plain({"id": "my-scheme", "version": "1"}, None)), force=force)
    return path


def scheme_book_bytes(scheme: Scheme) -> bytes:
    """The workbook of a scheme, read back and compared before it is given."""
    data = book_bytes(plain_scheme(scheme))
    again = read_scheme_bytes("方案.xlsx", data)
    if again.sha256 != scheme.sha256:
        raise KaoheError(f"方案 {scheme.id} 写成工作簿再读回来与原来不同，没有写出；请把方案文件发给程序的维护人")
    return data


def book_bytes(plain: Plain) -> bytes:
    """The workbook of plain data."""
    buffer = io.BytesIO()
    title = str(plain.scheme.get("title", ""))
    book = TextBook(buffer, printable(title))
    Writer(book, place(plain, names_in(plain.scheme, plain.region))).write(title)
    book.close()
    return buffer.getvalue()


class Writer(BookDrawing):
    """Draws the sheets of one book."""

    def write(self, title: str) -> None:
        """All sheets in order."""
        write_whole(self, title)
        for one in tables():
            self._table(one)
        self._rest()
        write_kinds(self.sheet("写法"), self.styles)

    def _table(self, of: SchemeTable) -> None:
        sheet, heads = self.sheet(of.sheet), self.heads[of.sheet]
        rows = self.placed.rows[of.sheet]
        self.top(sheet, of.sheet, of.about, heads, [_width(head, of.column(head)) for head in heads])
        last = FIRST_ROW + len(rows) + _SPARE - 1
        for number, row in enumerate(range(FIRST_ROW, last + 1)):
            filled = rows[number] if number < len(rows) else None
            owners = dict(zip(of.owners, filled.owners, strict=True)) if filled else {}
            for column, head in enumerate(heads):
                if head == NUMBER:
                    self.put(sheet, row, column, number + 1 if filled else None, align="center")
                elif head == CHECK:
                    value = GOOD if filled else ""
                    sheet.write_formula(
                        row, column, self.at.check(of.sheet, row), self.styles.cell(valign="top"), value
                    )
                else:
                    content = (owners.get(head) or filled.cells.get(head)) if filled else None
                    figure = _is_figure(of.column(head))
                    self.put(sheet, row, column, content, as_text=not figure, align="center" if figure else "left")
        for column, head in enumerate(heads):
            own = of.column(head)
            if own is not None:
                sheet.data_validation(FIRST_ROW, column, LAST_ROW - 1, column, column_rule(own, self.at))
            elif head in of.owners:
                sheet.data_validation(FIRST_ROW, column, LAST_ROW - 1, column, owner_rule(head, self.at))
        if CHECK in heads:
            place = heads.index(CHECK)
            paint_verdicts(sheet, self.styles, (FIRST_ROW, place, last, place))
        frozen = len(of.owners) + 2
        sheet.freeze_panes(FIRST_ROW, frozen)
        sheet.set_tab_color(_OFTEN if rows or of.sheet in _ALWAYS else _SELDOM)
        self.lay_out(sheet, Paper(rows=(0, 2), columns=frozen), of.sheet, FIRST_ROW + len(rows))

    def _rest(self) -> None:
        """部件: what has no cell elsewhere, a row a value."""
        sheet = self.sheet(REST)
        note = "别的表里放不下的内容：一行一个值。字段一级一级写，用“·”隔开，同类的第几个写数字"
        heads = (NUMBER, *REST_HEADS, REMARK)
        self.top(sheet, REST, note, heads, (6, 14, 30, 46, 40, 20))
        last = FIRST_ROW + len(self.placed.rest) + _SPARE - 1
        for number, row in enumerate(range(FIRST_ROW, last + 1)):
            content_row = self.placed.rest[number] if number < len(self.placed.rest) else None
            self.put(sheet, row, 0, number + 1 if content_row else None, align="center")
            for column, content in enumerate(content_row or (None,) * len(REST_HEADS), 1):
                self.put(sheet, row, column, content or None if isinstance(content, str) else content)
            self.put(sheet, row, len(heads) - 1, None)
        anchors = [WHOLE, *(one.sheet for one in tables() if one.is_anchor)]
        rule = {"validate": "list", "source": anchors} | prompt("工作表", "这个值属于哪张表的哪一行")
        sheet.data_validation(FIRST_ROW, 1, LAST_ROW - 1, 1, rule)
        self.lay_out(sheet, Paper(rows=(0, 2)), REST, FIRST_ROW + len(self.placed.rest))


def _width(head: str, column: TableColumn | None) -> float:
    """Units of a column: of its heading, or more where it holds lists."""
    own = _WIDE.get(head) or _NARROW.get(head) or max(10, 2 * len(head) + 2)
    listed = column is not None and column.role == "field" and isinstance(column.shape, Several | Keyed)
    return max(own, 22) if listed else own


def _is_figure(column: TableColumn | None) -> bool:
    return column is not None and column.role == "field" and column.shape in (Scalar("number"), Scalar("whole"))
