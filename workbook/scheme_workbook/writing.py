"""The workbook of a scheme: every sheet with headings, choices, notes and live checks, all from the models."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from scoring.errors import KaoheError
from scoring.scheme.models import SchemeSpec
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from workbook.printable import printable
from workbook.result.paper import Paper, lay
from workbook.result.styles import BAND, Styles
from workbook.result.worksheet import ResultWorksheet
from workbook.saving import check_free, save_whole
from workbook.scheme_workbook.assembling import CONTENT_HEAD, ITEM_HEAD, REST_HEADS
from workbook.scheme_workbook.columns import Column
from workbook.scheme_workbook.figures import figure_text, fraction_of, is_exact
from workbook.scheme_workbook.kinds_page import write_kinds
from workbook.scheme_workbook.leaves import STEP
from workbook.scheme_workbook.live import CHECKED, LAST_ROW, Places, total_check
from workbook.scheme_workbook.names import names_in
from workbook.scheme_workbook.notes import column_note, field_note
from workbook.scheme_workbook.opening import read_scheme_bytes
from workbook.scheme_workbook.placing import Content, Placed, place
from workbook.scheme_workbook.plain import Plain, plain_scheme
from workbook.scheme_workbook.shapes import Record, Scalar, Several, Shape, fields, is_flat
from workbook.scheme_workbook.tables import CHECK, FIRST_ROW, NUMBER, REGION, REMARK, REST, WHOLE, Table, tables
from workbook.scheme_workbook.words import NO, YES, choice_word, family_of, field_word, kind_word, reference
from workbook.template.guarding import paint_verdicts

_FIXED = datetime.datetime(2000, 1, 1)
_SPARE = 25
"""Blank rows under the entries that look like them."""
_WIDE = {"定义": 34, "考核内容": 24, "参数": 26, "内容": 34, "名称": 26, "名目": 18, "数据项": 28, "目标参数": 22, "设计": 24, "条件参数": 28, "证明材料": 24, "编号": 18, "责任单位": 16, "依据": 14, "指标": 24, "分项": 16, "计分规则参数": 24, "取值参数": 22, "分项名称": 18, "参照": 18, "类别": 16, "等次或约束": 22, "加分参数": 22, "免考参数": 22, "清单取数": 26, "只展示的数据项": 24, "完成率参数": 18, "选项": 22, "最低的一项": 18, "待定条件参数": 20, "备注说明": 26}  # fmt: skip
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
_SHEET_OF = {
    "数据项": ("数据项", "名称"),
    "分组": ("分组", "名称"),
    "清单": ("清单", "名称"),
    "指标": ("指标", "考核内容"),
    "约束": ("等次约束", "名称"),
}
"""Where what a column names is listed."""
_OWNERS = {
    "类别": ("类别", "类别"),
    "指标": ("指标", "考核内容"),
    "清单": ("清单", "名称"),
    "分项": ("分项", "分项名称"),
}


def write_scheme_book(scheme: Scheme, path: Path, *, force: bool = False) -> Path:
    """Write the workbook of a scheme; KaoheError where nothing may be written, or where it would not be read back alike."""
    check_free(path, force=force)
    data = scheme_book_bytes(scheme)
    save_whole(path, data, force=force)
    return path


def write_blank_book(path: Path, *, force: bool = False) -> Path:
    """Write an empty workbook to be filled in; KaoheError where nothing may be written."""
    check_free(path, force=force)
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
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = str(plain.scheme.get("title", ""))
    book.set_properties({"title": printable(title), "author": "kaohe", "created": _FIXED})
    _Writer(book, place(plain, names_in(plain.scheme, plain.region))).write(title)
    book.close()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: Any, placed: Placed) -> None:
        self.book, self.placed, self.styles = book, placed, Styles(book)
        self.heads = {one.sheet: _heads(one) for one in tables()}
        self.at = Places(
            {sheet: {head: column for column, head in enumerate(heads)} for sheet, heads in self.heads.items()}
        )

    def write(self, title: str) -> None:
        """All sheets in order."""
        self._whole(title)
        for one in tables():
            self._table(one)
        self._rest()
        write_kinds(self._sheet("写法"), self.styles)

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name, worksheet_class=ResultWorksheet)
        sheet.hide_gridlines(2)
        return sheet

    def _top(self, sheet: Any, title: str, note: str, heads: Sequence[str], widths: Sequence[float]) -> None:
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, title, self.styles.sheet_title())
        sheet.write_string(1, 0, note, self.styles.note())
        for column, head in enumerate(heads):
            sheet.write_string(2, column, head, self.styles.head())
        sheet.freeze_panes(FIRST_ROW, 0)

    def _put(self, sheet: Any, row: int, column: int, content: Content | None, *, as_text: bool = True, **look: Any) -> None:  # fmt: skip
        """A content in a cell: figures exactly, texts as texts. as_text: how a blank takes what is typed."""
        text = self.styles.wrapped(num_format="@", valign="top", **look)
        number = self.styles.cell(valign="top", **look)
        if content is None:
            sheet.write_blank(row, column, None, text if as_text else number)
        elif isinstance(content, str):
            sheet.write_string(row, column, content, text)
        elif is_exact(content):
            sheet.write_number(row, column, content, number)
        elif fraction := fraction_of(content):
            sheet.write_formula(row, column, f"={fraction}", number, content)
        else:
            sheet.write_string(row, column, figure_text(content), text)

    def _whole(self, title: str) -> None:
        """方案: a row a field of the scheme and of its region; texts of a list have spare rows."""
        sheet = self._sheet(WHOLE)
        note = "考核方案工作簿：填“填写”一列和后面各表；命令见“写法”。格式、公式栏以外的字不要改。"
        self._top(sheet, title or "考核方案", note, (ITEM_HEAD, CONTENT_HEAD, "说明", CHECK), (24, 60, 50, 22))
        contents: dict[str, list[Content]] = {}
        for path, content in self.placed.whole:
            contents.setdefault(path, []).append(content)
        row, at = FIRST_ROW, dict[str, int]()
        for path, shape, said in _whole_fields():
            own = contents.pop(path, [])
            spare = 2 if _is_free(shape) else 0
            for content in [*own, *[None] * max(spare, 0 if own else 1)]:
                at.setdefault(path, row)
                band = {"bg_color": BAND}
                sheet.write_string(row, 0, path, self.styles.wrapped(valign="top", **band))
                self._put(sheet, row, 1, content)
                sheet.write_string(row, 2, said, self.styles.wrapped(valign="top", font_size=9, **band))
                sheet.write_blank(row, 3, None, self.styles.cell())
                self._choices(sheet, row, row, 1, shape, path, said)
                row += 1
        total = at[field_word(SchemeSpec, "points")]
        least = at[f"{field_word(SchemeSpec, 'total')}{STEP}类别"]
        formula = total_check(self.at, f"$B{total + 1}", f"$B{least + 1}")
        sheet.write_formula(total, 3, formula, self.styles.cell(), "✓" if self.placed.rows["类别"] else "")
        paint_verdicts(sheet, self.styles, (FIRST_ROW, 3, row, 3))
        lay(sheet, Paper(upright=True, rows=(0, 2)), WHOLE)

    def _table(self, of: Table) -> None:
        sheet, heads = self._sheet(of.sheet), self.heads[of.sheet]
        rows = self.placed.rows[of.sheet]
        self._top(sheet, of.sheet, of.about, heads, [_width(head) for head in heads])
        last = FIRST_ROW + len(rows) + _SPARE - 1
        for number, row in enumerate(range(FIRST_ROW, last + 1)):
            filled = rows[number] if number < len(rows) else None
            owners = dict(zip(of.owners, filled.owners, strict=True)) if filled else {}
            for column, head in enumerate(heads):
                if head == NUMBER:
                    self._put(sheet, row, column, number + 1 if filled else None, align="center")
                elif head == CHECK:
                    value = "✓" if filled else ""
                    sheet.write_formula(
                        row, column, self.at.check(of.sheet, row), self.styles.cell(valign="top"), value
                    )
                elif filled:
                    self._put(sheet, row, column, owners.get(head) or filled.cells.get(head))
                else:
                    self._put(sheet, row, column, None, as_text=not _is_figure(of.column(head)))
        for column, head in enumerate(heads):
            own = of.column(head)
            if own is not None:
                self._choices(sheet, FIRST_ROW, LAST_ROW - 1, column, own.shape, head, column_note(own), own)
            elif head in of.owners:
                self._list(
                    sheet, FIRST_ROW, LAST_ROW - 1, column, _OWNERS.get(head), head, "写上属于哪一个；空着的同上一行"
                )
        if CHECK in heads:
            place = heads.index(CHECK)
            paint_verdicts(sheet, self.styles, (FIRST_ROW, place, last, place))
        lay(sheet, Paper(rows=(0, 2), columns=_kept(of)), of.sheet)

    def _choices(
        self, sheet: Any, first: int, last: int, column: int, shape: Shape, head: str, note: str, own: Column | None = None
    ) -> None:  # fmt: skip
        """A drop-down where the field has a closed list, and the note that is shown when a cell is chosen."""
        words: list[str] = []
        if own is not None and own.role == "kind" and isinstance(own.shape, Record):
            words = [kind_word(family_of(own.shape), kind) for kind in own.shape.models]
        elif own is not None and own.role == "parameters":
            words = []
        elif isinstance(shape, Scalar) and shape.sort == "choice":
            words = [choice_word(one) for one in shape.choices if one]
        elif isinstance(shape, Scalar) and shape.sort == "yes_no":
            words = [YES, NO]
        elif own is not None and own.names and isinstance(shape, Scalar):
            self._list(sheet, first, last, column, _SHEET_OF.get(own.names), head, note)
            return
        rule: dict[str, Any] = {"validate": "list", "source": words} if words else {"validate": "any"}
        sheet.data_validation(first, column, last, column, rule | _prompt(head, note))

    def _list(
        self, sheet: Any, first: int, last: int, column: int, where: tuple[str, str] | None, head: str, note: str
    ) -> None:
        rule: dict[str, Any] = {"validate": "any"}
        if where is not None:
            rule = {"validate": "list", "source": f"={self.at.area(*where)}"}
        sheet.data_validation(first, column, last, column, rule | _prompt(head, note))

    def _rest(self) -> None:
        """部件: what has no cell elsewhere, a row a value."""
        sheet = self._sheet(REST)
        note = "别的表里放不下的内容：一行一个值。字段一级一级写，用“·”隔开，同类的第几个写数字"
        heads = (NUMBER, *REST_HEADS, REMARK)
        self._top(sheet, REST, note, heads, (6, 14, 30, 46, 40, 20))
        last = FIRST_ROW + len(self.placed.rest) + _SPARE - 1
        for number, row in enumerate(range(FIRST_ROW, last + 1)):
            held = self.placed.rest[number] if number < len(self.placed.rest) else None
            self._put(sheet, row, 0, number + 1 if held else None, align="center")
            for column, content in enumerate(held or (None,) * len(REST_HEADS), 1):
                self._put(sheet, row, column, content or None if isinstance(content, str) else content)
            self._put(sheet, row, len(heads) - 1, None)
        anchors = [WHOLE, *(one.sheet for one in tables() if one.is_anchor)]
        rule = {"validate": "list", "source": anchors} | _prompt("工作表", "这个值属于哪张表的哪一行")
        sheet.data_validation(FIRST_ROW, 1, LAST_ROW - 1, 1, rule)
        lay(sheet, Paper(rows=(0, 2)), REST)


def _heads(of: Table) -> tuple[str, ...]:
    """The headings of a sheet in order."""
    own = tuple(column.head for column in of.columns)
    return (NUMBER, *of.owners, *own, *((CHECK,) if of.sheet in CHECKED else ()), REMARK)


def _kept(of: Table) -> int:
    return len(of.owners) + 2


def _width(head: str) -> float:
    return _WIDE.get(head) or _NARROW.get(head) or max(10, 2 * len(head) + 2)


def _is_figure(column: Column | None) -> bool:
    return column is not None and column.role == "field" and column.shape in (Scalar("number"), Scalar("whole"))


def _is_free(shape: Shape) -> bool:
    return isinstance(shape, Several) and shape.of == Scalar("text")


def _prompt(head: str, note: str) -> dict[str, Any]:
    """What is shown when a cell is chosen; another entry is marked by the command, not kept out."""
    return {
        "input_title": head[:32], "input_message": note[:255], "ignore_blank": True, "error_type": "warning",
        "error_title": head[:32], "error_message": "不在可以选的里面；kaohe scheme check 会指出",
    }  # fmt: skip


def _whole_fields() -> list[tuple[str, Shape, str]]:
    """What the scheme and its region say of themselves: path in words, shape, what to write."""
    found: list[tuple[str, Shape, str]] = []

    def walk(model: type[Any], above: tuple[str, ...], without: set[str]) -> None:
        for name, shape in fields(model).items():
            path = (*above, field_word(model, name))
            if name in without:
                continue
            if is_flat(shape):
                free = _is_free(shape) and not reference(model, name)
                note = "一行一条，可以有几行" if free else field_note(model, name)
                found.append((STEP.join(path), shape if free or not _is_free(shape) else Scalar("text"), note))
            elif isinstance(shape, Record) and not shape.is_part:
                walk(shape.models[""], path, set())

    walk(SchemeSpec, (), {one.paths[0][0] for one in tables()})
    walk(Region, (REGION,), {one.paths[0][1] for one in tables() if one.paths[0][0] == REGION})
    return found
