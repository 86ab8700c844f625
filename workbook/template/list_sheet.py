"""An evidence list (清单) as a sheet to be filled in: one row a case, lists to choose from, a live check a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from scoring.lists.rows import ListRows
from scoring.scheme.list_models import ListColumn, ListSpec, Where
from scoring.scheme.lists import NO, YES
from workbook.drawing.guarding import VERDICT, paint_verdicts, protect
from workbook.drawing.headers import headed, landscape, pages_across
from workbook.drawing.measure import LINE, lines, width
from workbook.reading.tables.list_cells import as_item
from workbook.reading.tables.uniform import BAD, GOOD
from workbook.reading.wording import list_note, marked
from workbook.template import data_sheet as data
from workbook.template.form import Form
from workbook.template.item_texts import write_note

_NUMBER, _COUNTY, _FIRST = range(3)
_DEEPEST = 5000  # rows that validation covers
_KINDS = {"text": "文字", "choice": "从列表选", "yes_no": "是 或 否", "amount": "数"}


def write_list_sheet(
    form: Form,
    spec: ListSpec,
    counties: Sequence[str],
    *,
    rows: ListRows | None = None,
    spare: int = 60,
    offered: str = "",
) -> Any:
    """Add the sheet. counties: the one of a county workbook, written into every row and locked; else none.

    offered: the cells of the counties to choose from, as a formula.
    """
    return _ListSheet(form, spec, counties, rows, spare, offered).write()


class _ListSheet:
    def __init__(
        self, form: Form, spec: ListSpec, counties: Sequence[str], rows: ListRows | None, spare: int, offered: str
    ) -> None:
        self.sheet = form.book.add_worksheet(spec.sheet)
        self.form, self.styles, self.spec, self.counties = form, form.styles, spec, counties
        self.frame = rows.frame if rows is not None else pd.DataFrame(columns=["county"])
        self.cells = {str(name): self.frame[name].tolist() for name in self.frame}
        self.offered = offered
        self.size = len(self.frame) + spare
        self.widths = [24.0 if column.id == spec.case.name else _width(column) for column in spec.columns]
        self.letters = {one.id: xl_col_to_name(place) for place, one in enumerate(spec.columns, _FIRST)}
        self.last = _FIRST + len(spec.columns)

    def write(self) -> Any:
        sheet, styles, spec = self.sheet, self.styles, self.spec
        sheet.columns((5.0, 11.0, *self.widths, 22.0))
        sheet.set_row(data.TITLE, 30)
        sheet.write_string(data.TITLE, 0, f"{self.form.title}：{spec.name}", styles.sheet_title())
        sheet.write_string(data.NOTE, 0, marked(self.form.remark, list_note(spec)), styles.note())
        self._heading()
        self._rows()
        for place, column in enumerate(spec.columns, _FIRST):
            self._validate(place, column)
        if self.offered:
            self._offer(_COUNTY, self.offered, "县（市、区）", "请从列表中选县（市、区）全称。")
        paint_verdicts(sheet, styles, (data.FIRST, self.last, data.FIRST + self.size - 1, self.last))
        sheet.freeze_panes(data.FIRST, _FIRST + 1)
        self._paper(f"{self.form.title}：{spec.name}")
        protect(sheet)
        return sheet

    def _heading(self) -> None:
        sheet, spec = self.sheet, self.spec
        head, small = self.styles.head(), self.styles.head(font_size=8, bold=False)
        sheet.merge_range(data.NAMES, _NUMBER, data.IDS, _NUMBER, "序号", head)
        for row, label in ((data.NAMES, "县（市、区）"), (data.UNITS, "单位"), (data.IDS, "编号")):
            sheet.write_string(row, _COUNTY, label, head)
        for place, column in enumerate(spec.columns, _FIRST):
            sheet.write_string(data.NAMES, place, column.name, head)
            sheet.write_string(data.UNITS, place, column.unit, head)
            sheet.write_string(data.IDS, place, column.id, small)
            write_note(sheet, (data.NAMES, place), _note(column), (300, 46))
        sheet.merge_range(data.NAMES, self.last, data.IDS, self.last, VERDICT, head)
        tallest = max(lines(one.name, room) for one, room in zip(spec.columns, self.widths, strict=True))
        sheet.set_row(data.NAMES, max(32.0, LINE * tallest + 6))
        sheet.set_row(
            data.IDS,
            12 * max(lines(one.id, room * 1.2) for one, room in zip(spec.columns, self.widths, strict=True)) + 6,
        )

    def _rows(self) -> None:
        number = self.styles.cell(align="center", font_size=9)
        named = self.styles.cell(align="center", locked=len(self.counties) == 1, bg_color=data.REQUIRED_FILL)
        check = self._check()
        for offset in range(self.size):
            row = data.FIRST + offset
            self.sheet.set_row(row, self._height(offset))
            self.sheet.write_number(row, _NUMBER, offset + 1, number)
            county = str(self.cells["county"][offset]) if offset < len(self.frame) else ""
            county = self.counties[0] if len(self.counties) == 1 else county
            if county:
                self.sheet.write_string(row, _COUNTY, county, named)
            else:
                self.sheet.write_blank(row, _COUNTY, None, named)
            text = check.replace("{row}", str(row + 1))
            self.sheet.write_formula(row, self.last, text, self.styles.wrapped(font_size=9, align="center"), "")
        for place, column in enumerate(self.spec.columns, _FIRST):
            self._column(place, column)

    def _height(self, offset: int) -> float:
        """A row is as high as its longest text needs."""
        if offset >= len(self.frame):
            return 21.0
        cells = [self.cells[column.id][offset] for column in self.spec.columns]
        texts = zip(cells, self.widths, strict=True)
        return max(21.0, LINE * max(lines(text, room * 1.1) for text, room in texts if isinstance(text, str)) + 6)

    def _column(self, place: int, column: ListColumn) -> None:
        fill = data.REQUIRED_FILL if column.required and not column.blank else data.OPTIONAL_FILL
        text = self.styles.wrapped(
            bg_color=fill, font_size=9, locked=False, align="center" if column.kind != "text" else "left"
        )
        amount = self.styles.cell(bg_color=fill, align="right", locked=False)
        cells = self.cells.get(column.id, [])
        for row in range(data.FIRST, data.FIRST + self.size):
            cell = cells[row - data.FIRST] if row - data.FIRST < len(cells) else None
            if cell is None or pd.isna(cell) or (column.blank and cell == column.blank):
                self.sheet.write_blank(row, place, None, amount if column.kind == "amount" else text)
            elif isinstance(cell, (int, float)):
                self.sheet.write_number(row, place, cell, amount)
            else:
                self.sheet.write_string(row, place, str(cell), text)

    def _validate(self, place: int, column: ListColumn) -> None:
        if column.kind in ("choice", "yes_no"):
            choices = list(column.choices) or [YES, NO]
            self._offer(place, choices, column.name, f"请从列表中选：{'、'.join(choices)}。")
        elif column.kind == "amount":
            cell = f"{xl_col_to_name(place)}{data.FIRST + 1}"
            low = "" if column.minimum is None else f",{cell}>={column.minimum:.15g}"
            high = "" if column.maximum is None else f",{cell}<={column.maximum:.15g}"
            formula = f'=IF(ISNUMBER({cell}),AND(TRUE{low}{high}),LEFT({cell},2)="暂缺")'
            message = f"请填数，单位：{column.unit}。还没有结果的写“暂缺（原因）”。"
            options = {
                "validate": "custom",
                "value": formula,
                "error_title": column.name[:32],
                "error_message": message,
            }
            self.sheet.data_validation(data.FIRST, place, data.FIRST + _DEEPEST, place, options)

    def _offer(self, place: int, choices: list[str] | str, title: str, message: str) -> None:
        options = {"validate": "list", "source": choices, "error_title": title[:32], "error_message": message[:255]}
        self.sheet.data_validation(data.FIRST, place, data.FIRST + _DEEPEST, place, options)

    def _check(self) -> str:
        """The formula of a row's check: what must be filled in is, and the amounts do not contradict each other."""
        first, last = (xl_col_to_name(one) for one in (_FIRST, self.last - 1))
        tests = [('B{row}=""', "没有写县（市、区）")]
        for column in self.spec.columns:
            if column.required and not column.blank:
                tests.append((f'{self.letters[column.id]}{{row}}=""', f"没有填“{column.name}”"))
        for limit in self.spec.not_above:
            high, low = (f"{self.letters[one]}{{row}}" for one in (limit.column, limit.limit))
            names = [_name(self.spec, one) for one in (limit.column, limit.limit)]
            tests.append((f"IF(COUNT({high},{low})=2,{high}>{low},FALSE)", f"“{names[0]}”大于“{names[1]}”"))
        for need in self.spec.needs:
            blank = f'{self.letters[need.column]}{{row}}=""'
            tests.append((f"AND({blank},{self._holds(need.when)})", f"要写“{_name(self.spec, need.column)}”"))
        text = f'"{GOOD}"'
        for test, fault in reversed(tests):
            text = f'IF({test},"{BAD} {fault}",{text})'
        return f'=IF(COUNTA({first}{{row}}:{last}{{row}})=0,"",{text})'

    def _holds(self, where: Where) -> str:
        parts = []
        for name, expected in where.items():
            values = (expected,) if isinstance(expected, str) else expected
            one = self.spec.derivation(name)
            if one is None:
                parts.append(_any(self.letters[name], values))
                continue
            if one.less:
                small, large = (f"{self.letters[column]}{{row}}" for column in one.less)
                test = f"IF(COUNT({small},{large})=2,{small}<{large},FALSE)"
            elif one.among:
                test = (
                    "AND("
                    + ",".join(_any(self.letters[column], accepted) for column, accepted in one.among.items())
                    + ")"
                )
            else:
                test = "OR(" + ",".join(_any(self.letters[column], (YES,)) for column in one.any_of) + ")"
            parts.append(test if YES in values else f"NOT({test})")
        return parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"

    def _paper(self, title: str) -> None:
        landscape(self.sheet, self.spec.sheet, self.form.remark)
        headed(self.sheet, title, self.form.remark)
        self.sheet.print_area(data.NAMES, 0, data.FIRST + self.size - 1, self.last)
        self.sheet.repeat_rows(data.NAMES, data.IDS)
        self.sheet.repeat_columns(_NUMBER, _FIRST)
        self.sheet.fit_to_pages(pages_across((5.0, 11.0, self.widths[0]), [*self.widths[1:], 22.0]), 0)


def _any(letter: str, values: Sequence[str]) -> str:
    tests = [f'{letter}{{row}}="{value}"' for value in values]
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def _name(spec: ListSpec, name: str) -> str:
    column = spec.column(name)
    return column.name if column is not None else name


def _width(column: ListColumn) -> float:
    widest = max([width(column.name) / 2 + 2, *(width(one) + 3 for one in column.choices)])
    if column.kind == "text":
        return float(min(max(widest, width(str(column.example or "")) * 0.7, 12), 26))
    return float(min(max(widest, 8), 16))


def _note(column: ListColumn) -> str:
    kind = _KINDS[column.kind]
    how = f"{kind}：{'、'.join(column.choices)}" if column.choices else kind
    blank = f"，留空即为“{column.blank}”" if column.blank else "" if column.required else "，可以留空"
    example = (
        ""
        if column.example is None
        else str(column.example if isinstance(column.example, str) else f"{column.example:.15g}")
    )
    facts = [("填法", how + blank), ("单位", as_item(column).unit), ("定义", column.definition), ("示例", example)]
    return "\n".join([f"{column.name}（{column.id}）", *(f"{label}：{text}" for label, text in facts if text)])
