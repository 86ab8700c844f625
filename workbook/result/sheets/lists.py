"""The evidence lists in the result workbook: a sheet a list, what each row adds to which item, all of it live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from scoring.lists.counting import counted_from
from scoring.lists.derive import derived_column, row_shares, row_states
from scoring.lists.identity import NAMELESS, case_numbers
from scoring.lists.rows import PENDING, UNUSABLE
from scoring.scheme.list_models import Counted, Derived, ListColumn, ListSpec, Where
from scoring.scheme.lists import NO, YES
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.input_cells import Rows
from workbook.layout.list_places import (
    BEFORE,
    CASE,
    CODE,
    COUNTY,
    FIRST,
    HEAD,
    IDS,
    LAST,
    SPARE_ROWS,
    ListPlaces,
    letter,
    own_columns,
)
from workbook.layout.marks import LOCKED, lock, write_title
from workbook.layout.plan import DATA, FIRST_ROW, Plan
from workbook.layout.values import county_codes


class _Sheet:
    def __init__(self, owner: ListPlaces, sheet: Any, name: str, styles: Styles, codes: Mapping[str, int]) -> None:
        self.plan, self.scheme, self.sheet, self.styles, self.codes = owner.plan, owner.scheme, sheet, styles, codes
        self.spec: ListSpec = owner.scheme.lists[name]
        self.items = counted_from(owner.scheme, name)
        self.frame = owner.lists[name].frame
        # As a formula sees it: what is declared to come or could not be read is neither 是 nor an amount.
        self.seen = self.frame.where(~self.frame.isin([PENDING, UNUSABLE]), None)
        names = [one.id for one in (*self.spec.columns,)] + [one.id for one in self.spec.derived]
        self.letters = {one: letter(FIRST + place) for place, one in enumerate(names)}
        self.rows = len(self.frame) + SPARE_ROWS

    def write(self) -> None:
        self._head()
        self._names()
        cases = _numbered(case_numbers(self.spec, self.frame))
        code = self.styles.cell(num_format="0", font_size=9)
        for offset, number in enumerate(cases.tolist()):
            self.sheet.write_number(FIRST_ROW + offset, CASE, number, code)
        before = self._chain(cases)
        for place, column in enumerate(self.spec.columns, FIRST):
            self._column(place, column)
        start = FIRST + len(self.spec.columns)
        for place, derived in enumerate(self.spec.derived, start):
            self._formulas(place, self._derived(derived), np.nan_to_num(derived_column(derived, self.seen)))
        start += len(self.spec.derived)
        for place, item in enumerate(self.items, start):
            assert item.counted is not None
            if item.counted.once_per is not None:
                states = _carried(row_states(self.spec, item.counted, self.seen), before)
                self._formulas(place, self._state(item.counted, letter(place)), states)
                continue
            values = np.nan_to_num(row_shares(self.spec, item.counted, self.seen, cases))
            self._formulas(place, self._share(item.counted), values)

    def _head(self) -> None:
        sheet, styles = self.sheet, self.styles
        write_title(sheet, self.plan, styles.note())
        sheet.write(1, 0, f"{self.spec.name}（{self.spec.bureau}；依据：{self.spec.clause}）", styles.sheet_title())
        note = f"{LOCKED}：清单要改的，改报送的清单后重新计分。一行一项，同一项目写同一个序号。右边浅蓝各列是每一行计入各数据项的数；“同一项至此”：1 符合，2 有一行不符合（整项不计），以末行为准。"
        sheet.write(2, 0, note, styles.note())
        heads = [
            ("行政区划代码", ""),
            ("县（市、区）", "county"),
            ("同一项序号", ""),
            ("同一项上一行", ""),
            ("同一项末行", ""),
        ]
        heads += [(f"{one.name}（{one.unit}）" if one.unit else one.name, one.id) for one in self.spec.columns]
        heads += [(one.name, one.id) for one in self.spec.derived]
        heads += [
            (f"{'同一项至此' if one.counted and one.counted.once_per else '计入'}：{one.name}", one.id)
            for one in self.items
        ]
        sheet.set_column(0, len(heads) - 1, 10)
        sheet.set_column(CASE, LAST, 7)
        for place, column in enumerate(self.spec.columns, FIRST):
            sheet.set_column(
                place, place, 24 if column.id == self.spec.case.name else 18 if column.kind == "text" else 10
            )
        for place, (name, key) in enumerate(heads):
            sheet.write_string(HEAD, place, name, styles.head(font_size=9))
            sheet.write_string(IDS, place, key, styles.head(font_size=6, font_color="#8A94A0"))
        sheet.freeze_panes(FIRST_ROW, COUNTY + 1)
        sheet.set_row(IDS, None, None, {"level": 1, "hidden": True})  # ids are for formulas and programs
        lock(sheet)
        sheet.print_area(0, 0, FIRST_ROW + len(self.frame) - 1, len(heads) - 1)

    def _names(self) -> None:
        last = self.plan.last_row + 1
        counties, codes = (f"{DATA}!${one}${FIRST_ROW + 1}:${one}${last}" for one in "BA")
        code, name = self.styles.cell(num_format="0", font_size=9), self.styles.cell(bg_color="#FFF9E0")
        for offset in range(self.rows):
            row = FIRST_ROW + offset
            cell = f"B{row + 1}"
            county = str(self.frame["county"][offset]) if offset < len(self.frame) else ""
            shown = self.codes.get(county, "县名不对") if county else ""
            found = f'IFERROR(INDEX({codes},MATCH({cell},{counties},0)),"县名不对")'
            self.sheet.write_formula(row, CODE, f'=IF({cell}="","",{found})', code, shown)
            if county:
                self.sheet.write_string(row, COUNTY, county, name)
            else:
                self.sheet.write_blank(row, COUNTY, None, name)
                self.sheet.write_blank(row, CASE, None, name)
        self._validate(COUNTY, f"={counties}")

    def _column(self, place: int, column: ListColumn) -> None:
        side = "left" if column.kind == "text" else "center"
        text = self.styles.wrapped(bg_color="#FFF9E0", font_size=9, align=side)
        number = self.styles.cell(bg_color="#FFF9E0", align="right")
        cells = [*self.frame[column.id].tolist(), *([None] * SPARE_ROWS)]
        for row, cell in enumerate(cells, FIRST_ROW):
            if cell is None or pd.isna(cell):
                self.sheet.write_blank(row, place, None, text)
            elif isinstance(cell, float):
                self.sheet.write_number(row, place, cell, number)
            else:
                self.sheet.write_string(row, place, str(cell), text)
        choices = [YES, NO] if column.kind == "yes_no" else list(column.choices)
        if choices:
            self._validate(place, choices)

    def _validate(self, place: int, source: str | list[str]) -> None:
        last = FIRST_ROW + self.rows - 1
        self.sheet.data_validation(FIRST_ROW, place, last, place, {"validate": "list", "source": source})

    def _formulas(self, place: int, template: str, values: Any) -> None:
        style = self.styles.cell(bg_color="#E8F0FA", align="right", num_format='[=0]"–";General')
        cached = [*np.asarray(values, np.float64).tolist(), *([0.0] * SPARE_ROWS)]
        for row, value in enumerate(cached, FIRST_ROW):
            text = template.replace("{row}", str(row + 1)).replace("{above}", str(row))
            self.sheet.write_formula(row, place, text, style, value)

    def _derived(self, one: Derived) -> str:
        if one.less:
            first, second = (f"{self.letters[name]}{{row}}" for name in one.less)
            return f"=IF(COUNT({first},{second})=2,IF({first}<{second},1,0),0)"
        if one.among:
            return f"=IF({self._condition({**one.among})},1,0)"
        tests = [f'({self.letters[name]}{{row}}="{YES}")' for name in one.any_of or one.number_of]
        total = "+".join(tests)
        return f"={total}" if one.number_of else f"=IF({total}>0,1,0)"

    def _share(self, counted: Counted) -> str:
        test = self._condition(counted.where, "ISNUMBER($A{row})")
        return f"=IF({test},{1 if counted.sum is None else f'N({self.letters[counted.sum]}{{row}})'},0)"

    def _state(self, counted: Counted, own: str) -> str:
        """What is known of the row's case down to this row: 2 a row fails, 1 one fits, 0 none does."""
        test = self._condition(counted.where, "ISNUMBER($A{row})")
        every = self._condition(counted.every)
        here = f"IF({test},{f'IF({every},1,2)' if every else 1},0)"
        before = f"{letter(BEFORE)}{{row}}"
        return f'=MAX({here},IF({before}="",0,INDEX(${own}${FIRST_ROW + 1}:${own}${FIRST_ROW + self.rows},{before})))'

    def _chain(self, cases: np.ndarray) -> list[int | None]:
        """Write, for each row, the row before of the same case and whether it is the last; in spare rows as formulas.

        A row of its own is its case's last. A spare row that is given a case's number goes on with it: what looks for
        it looks only at the spare rows, so that the whole recalculates in proportion to its rows.
        """
        before: list[int | None] = []
        latest: dict[int, int] = {}
        for offset, number in enumerate(cases.tolist()):
            before.append(latest.get(number))
            latest[number] = offset
        lasts = set(latest.values())
        first, spare, end = FIRST_ROW + 1, FIRST_ROW + len(cases) + 1, FIRST_ROW + self.rows
        style, case = self.styles.cell(num_format="0", font_size=9), letter(CASE)
        for offset, earlier in enumerate(before):
            row = FIRST_ROW + offset
            if earlier is None:
                self.sheet.write_blank(row, BEFORE, None, style)
            else:
                self.sheet.write_number(row, BEFORE, earlier + 1, style)
            if offset in lasts:
                goes_on = f"COUNTIF(${case}${spare}:${case}${end},{case}{row + 1})"
                self.sheet.write_formula(row, LAST, f"=IF({goes_on}=0,1,0)", style, 1)
            else:
                self.sheet.write_number(row, LAST, 0, style)
        for row in range(FIRST_ROW + len(cases), FIRST_ROW + self.rows):
            here, above = f"{case}{row + 1}", f"${case}${first}:{case}{row}"
            # The last row above of the same case: the largest place of those that are equal.
            latest_above = f"LOOKUP(2,1/({above}={here}),ROW({above}))-{FIRST_ROW}"
            self.sheet.write_formula(row, BEFORE, f'=IF({here}="","",IFERROR({latest_above},""))', style, "")
            goes_on = f"COUNTIF({case}{row + 2}:${case}${end + 1},{here})"
            last = f'=IF($B{row + 1}="",0,IF({here}="",1,IF({goes_on}=0,1,0)))'
            self.sheet.write_formula(row, LAST, last, style, 0)
        return before

    def _condition(self, where: Where, first: str = "") -> str:
        parts = [first] if first else []
        for name, expected in where.items():
            cell = f"{self.letters[name]}{{row}}"
            values = (expected,) if isinstance(expected, str) else expected
            if self.spec.derivation(name) is not None:
                tests = [f"{cell}={int(value == YES)}" for value in values]
            else:
                tests = [f'{cell}="{value}"' for value in values]
            parts.append(tests[0] if len(tests) == 1 else f"OR({','.join(tests)})")
        return "".join(parts) if len(parts) < 2 else f"AND({','.join(parts)})"


def _carried(states: np.ndarray, before: list[int | None]) -> np.ndarray:
    """The states with those of the rows before of the same case."""
    found = states.copy()
    for place, earlier in enumerate(before):
        if earlier is not None:
            found[place] = max(found[place], found[earlier])
    return found


def _numbered(cases: np.ndarray) -> np.ndarray:
    """Case numbers with a number of its own for each row without a name."""
    found = cases.copy()
    nameless = found == NAMELESS
    found[nameless] = max(found.max(initial=0), 0) + 1 + np.arange(nameless.sum())
    return found


def _draw(making: Making, sheet: Any, name: str) -> None:
    plan, lists = making.plan, ListPlaces(making.plan)
    codes = dict(zip(plan.assessment.counties, county_codes(plan), strict=True))
    _Sheet(lists, sheet, lists.by_sheet[name], making.styles, codes).write()


def _names(plan: Plan) -> list[str]:
    return list(ListPlaces(plan).by_sheet)


def _rows(plan: Plan) -> Iterator[Rows]:
    """The rows of every list."""
    lists = ListPlaces(plan)
    for sheet, name in lists.by_sheet.items():
        columns = own_columns(plan.assessment.scheme.lists[name])
        yield Rows(
            sheet,
            name,
            IDS,
            FIRST_ROW,
            columns,
            {key: key for key in columns},
            len(lists.lists[name].frame),
            SPARE_ROWS,
        )


DECLARED = (
    ResultSheet(
        _names, SheetGroup.DATA, 2, _draw, in_memory=True, inputs=_rows, paper=Paper("A3", rows=(0, HEAD), columns=CASE + 1),
        note="报送的清单，一行一项，和每一行计入各数据项的数；锁定，改清单须重新计分",
    ),
)  # fmt: skip
