"""The sheets that calculate: the data as read, a working paper a dimension, the summary. All formulas live."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scoring.formula.columns import GROUP, MISSING_TEXT, NOT_APPLICABLE_TEXT, State
from scoring.formula.excel import ROW, template
from scoring.rules.base import number
from scoring.scheme.describe import standard
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.input_cells import Figures
from workbook.layout.list_places import ListPlaces
from workbook.layout.marks import LOCKED, follows, literal, lock, write_sentence, write_titles
from workbook.layout.plan import (
    DATA,
    FIRST_COLUMN,
    FIRST_ROW,
    FULL_ROW,
    NAME_ROW,
    POINTS,
    SUMMARY,
    Plan,
    SheetPlan,
)
from workbook.layout.values import NO_GROUP, cell_texts, county_codes

PAPER = Paper("A3", rows=(0, FULL_ROW), columns=FIRST_COLUMN)
_ROLE_FILL = {"item": "#FFFFFF", "points": "#E8F3EC", "bonus": "#E8F3EC", "dimension": "#DCE6F1", "total": "#DCE6F1"}


class CalcSheets:
    """Writes 数据, the working papers and 汇总 from a plan."""

    def __init__(self, plan: Plan, styles: Styles) -> None:
        self.plan, self.styles = plan, styles
        self.assessment = plan.assessment
        self.scheme = plan.assessment.scheme
        self.codes = county_codes(plan)
        self.lists = ListPlaces(plan)

    def title(self, name: str) -> tuple[str, str]:
        """A sheet's title, and the formula that says it where it quotes a parameter."""
        if name == DATA:
            return "数据（按报送或核定数读入）" + ("" if follows(self.plan) else f"  {LOCKED}"), ""
        if name == SUMMARY:
            return "汇总：类别得分、加分、调整、总分、等次约束、等次、名次", ""
        dimension = next(one for one in self.scheme.spec.dimensions if f"{one.sheet}底稿" == name)
        title = f"{dimension.name}  计算底稿（满分 "
        live = f"={literal(title)}&{POINTS}!{self.plan.parameters[f'{dimension.id}.full']}&{literal(' 分）')}"
        return f"{title}{number(dimension.points)} 分）", live

    def write(self, sheet: Any, name: str) -> None:
        """Fill one of the plan's sheets, from the top down: a long book is streamed and cannot go back."""
        styles, plan = self.styles, self.plan.sheets[name]
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 10)
        for column in plan.columns:
            text = self.plan.ledger.columns[column].is_text
            sheet.set_column(plan.at(column), plan.at(column), 22 if text and column not in ("grade", GROUP) else 11)
        groups = self._groups(plan)
        sheet.blocks += [(first, last) for _, first, last in groups]
        heading, live = self.title(name)
        titled = sheet.pages_begin(PAPER, FIRST_COLUMN)
        groups = [part for group in groups for part in _parts(group, titled)]
        write_titles(sheet, self.plan, styles.note(), titled)
        for column in titled:
            if live:
                sheet.write_formula(1, column, live, styles.sheet_title(), heading)
            else:
                sheet.write_string(1, column, heading, styles.sheet_title())
        sheet.set_row(1, 22)
        sheet.set_row(5, None, None, {"level": 1, "hidden": True})  # ids are for formulas and programs
        heads = {2: "指标", NAME_ROW: "列", 4: "单位", 5: "编号", FULL_ROW: "分值"}
        for row, head in heads.items():
            sheet.merge_range(row, 0, row, 1, head, styles.head())
            if row == 2:
                self._group_heads(sheet, groups)
            for column in plan.columns:
                self._head(sheet, plan, column, row)
        self._counties(sheet, plan)
        sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
        self._notes(sheet, plan)
        if plan.name == DATA and not follows(self.plan):
            lock(sheet)

    def _counties(self, sheet: Any, plan: SheetPlan) -> None:
        code, name = self.styles.cell(num_format="0", font_size=9, align="center"), self.styles.cell(indent=1)
        writers = [self._cells(sheet, plan, column) for column in plan.columns]
        for place, county in enumerate(self.assessment.counties):
            sheet.write_number(FIRST_ROW + place, 0, self.codes[place], code)
            sheet.write_string(FIRST_ROW + place, 1, county, name)
            for write in writers:
                write(FIRST_ROW + place)

    def _groups(self, plan: SheetPlan) -> list[tuple[str, int, int]]:
        """What stands above neighbouring columns: words, first and last column."""
        names = {one.id: one.name for one in self.scheme.indicators}
        names |= {one.id: one.name for one in self.scheme.spec.dimensions}
        groups: list[tuple[str, int, int]] = []
        for column in plan.columns:
            label, place = self._group(plan, column, names), plan.at(column)
            if groups and groups[-1][0] == label:
                groups[-1] = (label, groups[-1][1], place)
            else:
                groups.append((label, place, place))
        return groups

    def _group_heads(self, sheet: Any, groups: list[tuple[str, int, int]]) -> None:
        for label, first, last in groups:
            if first == last:
                sheet.write(2, first, label, self.styles.head(font_size=9))
            else:
                sheet.merge_range(2, first, 2, last, label, self.styles.head(font_size=9))
        sheet.set_row(2, 30)

    def _group(self, plan: SheetPlan, column_id: str, names: dict[str, str]) -> str:
        column = self.plan.ledger.columns[column_id]
        if plan.name == DATA:
            sheets = self.scheme.sheets()
            return next((sheet for sheet, items in sheets.items() if column_id in items), "")
        if plan.name == SUMMARY:
            if column_id in plan.copies:
                return "取自底稿"
            return {"gate": "等次约束（1 是，0 否）", "rank": "名次", "grade": "等次", "label": "等次"}.get(
                column.role, "总分"
            )
        if column.role in ("points", "bonus", "dimension"):
            return "得分汇总"
        if column_id in plan.copies:
            return next(names[one.id] for one in self.scheme.indicators if column_id in one.items())
        return "得分汇总" if column.owner in {d.id for d in self.scheme.spec.dimensions} else names[column.owner]

    def _head(self, sheet: Any, plan: SheetPlan, column_id: str, row: int) -> None:
        column = self.plan.ledger.columns[column_id]
        styles, place = self.styles, plan.at(column_id)
        if row == NAME_ROW:
            name = column.name
            if column.role == "points":
                name = self.scheme.indicator(column_id).name
            elif column.role == "bonus" and column.owner:
                name = f"加分：{self.scheme.indicator(column.owner).name}"
            sheet.write(NAME_ROW, place, name, styles.head(font_size=9))
        elif row == 4:
            sheet.write(4, place, column.unit, styles.head(font_size=9))
        elif row == 5:
            sheet.write(5, place, column_id, styles.head(font_size=6, font_color="#8A94A0"))
        elif row == FULL_ROW and column_id in plan.weights:
            cell = self.plan.parameters[plan.weights[column_id]]
            value = self.plan.ledger.parameters[plan.weights[column_id]].value
            sheet.write_formula(FULL_ROW, place, f"={POINTS}!{cell}", styles.head(num_format="General"), value)
        elif row == FULL_ROW:
            sheet.write_blank(FULL_ROW, place, None, styles.head())

    def _cells(self, sheet: Any, plan: SheetPlan, column_id: str) -> Callable[[int], None]:
        """What writes a column's cell in a row."""
        column = self.plan.ledger.columns[column_id]
        if column.formula is None and plan.name == DATA:
            return self._data(sheet, column_id, plan.at(column_id))
        return self._formulas(sheet, plan, column_id, plan.at(column_id))

    def _data(self, sheet: Any, column_id: str, place: int) -> Callable[[int], None]:
        column = self.plan.ledger.columns[column_id]
        frame = self.assessment.filled.frame
        states, values = frame.states[column_id], frame.values[column_id].tolist()
        number = self.styles.number(column)
        red = self.styles.cell(bg_color="#FBE3D6", align="center")
        grey = self.styles.cell(font_color="#8A94A0", align="center")
        missing = MISSING_TEXT if column_id != GROUP else NO_GROUP

        def write(row: int) -> None:
            state = State.OK if states is None else states[row - FIRST_ROW]
            if state == State.OK and self.lists.counts(column_id, row - FIRST_ROW):
                sheet.write_formula(row, place, self.lists.sum_formula(column_id, row), number, values[row - FIRST_ROW])
            elif state == State.OK:
                sheet.write_number(row, place, values[row - FIRST_ROW], number)
            elif state == State.MISSING:
                sheet.write_string(row, place, missing, red)
            else:
                sheet.write_string(row, place, NOT_APPLICABLE_TEXT, grey)

        return write

    def _formulas(self, sheet: Any, plan: SheetPlan, column_id: str, place: int) -> Callable[[int], None]:
        column = self.plan.ledger.columns[column_id]
        view = self.plan.view(plan.name)
        if column_id in plan.copies:
            source = view.source(column_id)
            text = f"={source}"
            if column.formula is None:
                na, missing = f'"{NOT_APPLICABLE_TEXT}"', f'"{MISSING_TEXT}"'
                text = f"=IF(ISNUMBER({source}),{source},IF({source}={na},{na},{missing}))"
        else:
            text = template(column, view)
        fill = _ROLE_FILL.get(column.role)
        fmt = self.styles.number(column, **({"bg_color": fill} if fill else {}))
        if column.is_text:
            fmt = self.styles.wrapped(font_size=9)
        pieces = text.split(ROW)
        cells = cell_texts(self.assessment, column_id)
        write_formula = sheet.write_formula

        def write(row: int) -> None:
            write_formula(row, place, str(row + 1).join(pieces), fmt, cells[row - FIRST_ROW])

        return write

    def _notes(self, sheet: Any, plan: SheetPlan) -> None:
        row = self.plan.last_row + 2
        dimension = next((d for d in self.scheme.spec.dimensions if f"{d.sheet}底稿" == plan.name), None)
        if dimension is None:
            if plan.name == DATA:
                free = (
                    "改动这里的数，各底稿、汇总和排名随之重算；报送表的原数不变。缺报一律写“缺报”，不涉及的写“不适用”。"
                )
                sheet.write(row, FIRST_COLUMN, free if follows(self.plan) else f"{LOCKED}。", self.styles.note())
            return
        last, form = sheet.page_ends(PAPER), self.styles.note(text_wrap=True)
        for place, indicator in enumerate(dimension.indicators):
            text = f"{indicator.name}（{number(indicator.points)} 分，依据：{indicator.clause}）：{standard(self.scheme, indicator)}"
            sheet.merge_range(row + place, FIRST_COLUMN, row + place, last, "", form)
            write_sentence(sheet, self.plan, (row + place, FIRST_COLUMN), [indicator.id, "met"], text, form)


def _parts(group: tuple[str, int, int], starts: list[int]) -> Iterator[tuple[str, int, int]]:
    """A heading for each page that a group stands on."""
    label, first, last = group
    cuts = [first, *(one for one in starts if first < one <= last)]
    for begin, after in zip(cuts, [*cuts[1:], last + 1], strict=True):
        yield label, begin, after - 1


def _draw(making: Making, sheet: Any, name: str) -> None:
    CalcSheets(making.plan, making.styles).write(sheet, name)


def _papers(plan: Plan) -> list[str]:
    return [sheet.name for sheet in plan.papers]


def _note_text(making: Making) -> str:
    if making.plan.live:
        return (
            "每一步都是公式：数据项、取值、目标、完成率、得分率、得分；Excel、WPS、LibreOffice 打开即可重算，不需要插件"
        )
    return (
        "每一步的数：数据项、取值、目标、完成率、得分率、得分。本工作簿只写数值，没有公式：改动一个数，别的数不会跟着变"
    )


def _figures(plan: Plan) -> Iterator[Figures]:
    """The cells of 数据; those that are summed from lists are no input."""
    lists = ListPlaces(plan)
    columns = {item: plan.places[DATA, item] for item in plan.sheets[DATA].columns}
    states, computed = plan.assessment.filled.frame.states, dict[str, list[int]]()
    for item in columns if plan.live and lists.by_sheet else ():
        marks = states[item]
        places = [
            place
            for place in range(len(plan.assessment.counties))
            if (marks is None or marks[place] == State.OK) and lists.counts(item, place)
        ]
        if places:
            computed[item] = places
    yield Figures(DATA, FIRST_ROW, FIRST_ROW - 2, columns, computed)


DECLARED = (
    ResultSheet(_papers, SheetGroup.PAPERS, 1, _draw, note=_note_text, follows=True, paper=PAPER),
    ResultSheet(SUMMARY, SheetGroup.PAPERS, 2, _draw, note="类别得分、加分、调整、总分、等次约束、等次、名次", follows=True, paper=PAPER),
    ResultSheet(DATA, SheetGroup.DATA, 1, _draw, note="各县各数据项的数，一列一项", inputs=_figures, follows=True, paper=PAPER),
)  # fmt: skip
