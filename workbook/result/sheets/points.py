"""计分标准: the point table with clauses, and below it every parameter and table that the formulas read."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scoring.formula.columns import Parameter, Table
from scoring.scheme.describe import bands, deducted, gate_words, standard
from scoring.scheme.models import Dimension
from workbook.drawing.paper import Paper
from workbook.drawing.styles import BAND, Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.input_cells import parameters_of
from workbook.layout.marks import LOCKED, literal, lock, shown, write_sentence, write_title
from workbook.layout.plan import POINTS, Plan
from workbook.layout.point_places import ANSWER, HEAD, KEY, VALUE, cell

HEADS = (
    ("序号", 5), ("考核类别", 11), ("考核内容", 18), ("编号", 16), ("分值", 7),
    ("评分标准", 45), ("依据", 12), ("责任单位", 11), ("需提供的证明材料", 20), ("来源与设计说明", 21),
)  # fmt: skip
_STANDARD_COLUMN = 5


class PointTable:
    """Writes the sheet, every line where ``PointPlaces`` has it."""

    def __init__(self, plan: Plan, styles: Styles) -> None:
        self.plan, self.styles = plan, styles
        self.scheme = plan.assessment.scheme
        self.ledger = plan.ledger
        self.rows, self.loose = plan.standard.rows, plan.standard.loose

    def write(self, sheet: Any) -> None:
        """Write the sheet."""
        styles = self.styles
        sheet.columns(width for _, width in HEADS)
        write_title(sheet, self.plan, styles.sheet_title(), f"{self.scheme.title}  计分标准")
        sheet.write(1, 0, f"{self.scheme.spec.standing}：{self.scheme.spec.summary}", styles.note())
        note = "浅黄色的分值、参数可以改动试算，各底稿、汇总和排名随之重算。"
        sheet.write(2, 0, note if self.plan.live else f"{LOCKED}：本工作簿只写数值，没有公式。", styles.note())
        if not self.plan.live:
            lock(sheet)
        sheet.heads(HEAD, (head for head, _ in HEADS), styles.head())
        number = 0
        for dimension in self.scheme.spec.dimensions:
            self._dimension(sheet, dimension)
            for indicator in dimension.indicators:
                number += 1
                self._indicator(sheet, number, dimension, indicator)
        total = self.rows["points"]
        parts = "+".join(self.plan.parameters[f"{one.id}.full"] for one in self.scheme.spec.dimensions)
        sheet.write(total, 2, "合计", styles.head())
        whole = styles.head(num_format="General")
        if self.scheme.spec.total is None:
            sheet.write_formula(total, VALUE, f"={parts}", whole, self.scheme.spec.points)
            should = self.scheme.spec.points
            sum_cell = cell(total, VALUE)
            note = literal(f"分值合计应为 {should:g}")
            red = styles.get(bold=True, font_color="#B42318")
            sheet.write_formula(total, 5, f'=IF(ABS({sum_cell}-{should!r})>1E-9,{note},"")', red, "")
        else:  # the total is one of the dimensions' points, not their sum
            sheet.write_number(total, VALUE, self.scheme.spec.points, whole)
        self._grades(sheet)
        self._parameters(sheet)
        for table in self.ledger.tables.values():
            self._table(sheet, table)
        sheet.freeze_panes(HEAD + 1, 3)

    def _dimension(self, sheet: Any, dimension: Dimension) -> None:
        row, band = self.rows[dimension.id], self.styles.wrapped(font_size=9, bold=True, bg_color=BAND)
        for column in range(len(HEADS)):
            sheet.write_blank(row, column, None, band)
        sheet.write(row, 1, dimension.name, band)
        sheet.write(row, 3, dimension.id, band)
        sheet.write(row, 6, dimension.clause, band)
        first, last = row + 1, row + len(dimension.indicators)
        area = f"{xl_rowcol_to_cell(first, VALUE)}:{xl_rowcol_to_cell(last, VALUE)}"
        sheet.write_formula(row, VALUE, f"=ROUND(SUM({area}),10)", band, dimension.points)

    def _indicator(self, sheet: Any, number: int, dimension: Dimension, indicator: Any) -> None:
        row, text = self.rows[indicator.id], self.styles.wrapped(font_size=9, valign="top")
        drawn = [f"参照：{indicator.drawn_from}"] if indicator.drawn_from else []
        drawn += [f"【设计】{indicator.design}"] if indicator.design else []
        values = (
            number, dimension.name, indicator.name, indicator.id, indicator.points,
            standard(self.scheme, indicator), indicator.clause, indicator.bureau,
            "；".join(indicator.evidence), "\n".join(drawn),
        )  # fmt: skip
        for column, value in enumerate(values):
            fmt = (
                self.styles.cell(font_size=9, align="center", bg_color="#FFF9E0", valign="top")
                if column == VALUE
                else text
            )
            if column == _STANDARD_COLUMN:
                write_sentence(sheet, self.plan, (row, column), [indicator.id, "met"], value, fmt)
            else:
                sheet.write(row, column, value, fmt)

    def _grades(self, sheet: Any) -> None:
        styles = self.styles
        self._wide_head(sheet, self.rows["grades"], "等次", "总分（含加分）或条件")
        for number, (name, words) in enumerate(bands(self.scheme.spec)):
            row = self.rows[f"grade:{number}"]
            sheet.write(row, 1, name, styles.wrapped(font_size=9))
            sheet.merge_range(row, 2, row, 5, "", styles.wrapped(font_size=9))
            write_sentence(sheet, self.plan, (row, 2), ["grade"], words, styles.wrapped(font_size=9))
        row = self.rows["gates"]
        self._wide_head(sheet, row, "等次约束", "只改变等次，不改变分数；加分不能解除")
        sheet.write(row, 6, "依据", styles.head())
        sheet.merge_range(row, 7, row, 8, "参照", styles.head())
        lines = [
            (f"gate:{one.id}", one.id, one.name, gate_words(self.scheme, one), one.clause, one.drawn_from + ("【设计】" if one.design else ""))
            for one in self.scheme.spec.gates
        ]  # fmt: skip
        lines += [(f"deducted:{number}", *one) for number, one in enumerate(deducted(self.scheme))]
        for key, owner, name, text, clause, drawn in lines:
            row, form = self.rows[key], styles.wrapped(font_size=9)
            sheet.write(row, 1, name, form)
            sheet.merge_range(row, 2, row, 5, "", form)
            write_sentence(sheet, self.plan, (row, 2), [owner, "met"], text, form)
            sheet.write(row, 6, clause, form)
            sheet.merge_range(row, 7, row, 8, drawn, form)

    def _wide_head(self, sheet: Any, row: int, name: str, text: str) -> None:
        sheet.headings.add(row)
        sheet.write(row, 1, name, self.styles.head())
        sheet.merge_range(row, 2, row, 5, text, self.styles.head())

    def _parameters(self, sheet: Any) -> None:
        row, styles = self.rows["parameters"], self.styles
        sheet.headings |= {row, row + 1}
        sheet.write(row, 1, "参数（公式引用的数）", styles.get(bold=True, font_name="黑体"))
        for column, head in ((1, "所属"), (2, "名称"), (3, "编号"), (4, "数值"), (5, "单位"), (6, "依据")):
            sheet.write(row + 1, column, head, styles.head())
        for name in self.loose:
            parameter = self.ledger.parameters[name]
            self._parameter(sheet, self.rows[name], parameter)

    def _parameter(self, sheet: Any, row: int, parameter: Parameter) -> None:
        styles = self.styles
        for column, value in (
            (1, self._owner(parameter.owner)), (2, parameter.name), (3, parameter.id), (6, parameter.clause),
        ):  # fmt: skip
            sheet.write_string(row, column, value, styles.wrapped(font_size=9))
        if isinstance(parameter.value, str):
            sheet.merge_range(row, 4, row, 5, parameter.value, styles.wrapped(font_size=9, bg_color="#FFF9E0"))
        else:
            sheet.write_string(row, 5, parameter.unit, styles.wrapped(font_size=9))
            sheet.write_number(row, 4, parameter.value, styles.cell(font_size=9, align="center", bg_color="#FFF9E0"))

    def _owner(self, owner: str) -> str:
        for indicator in self.scheme.indicators:
            if indicator.id == owner:
                return indicator.name
        names = {one.id: one.name for one in self.scheme.spec.dimensions}
        names |= {one.id: one.name for one in self.scheme.spec.deductions}
        names |= {one.id: one.name for one in self.scheme.spec.gates}
        return names.get(owner, "全方案")

    def _table(self, sheet: Any, table: Table) -> None:
        row, styles = self.rows[table.id], self.styles
        sheet.headings |= {row, row + 1}
        yellow = styles.cell(font_size=9, align="center", bg_color="#FFF9E0")
        sheet.write(row, 1, table.name, styles.get(bold=True, font_name="黑体"))
        sheet.write(row, 3, table.id, styles.note())
        key = {"at_least": "达到", "at_most": "不高于", "exact": "等于"}[table.match]
        for column, head in ((2, "档次"), (3, f"{key}（{table.unit or '序号'}）"), (4, table.answer_unit or "结果")):
            sheet.write(row + 1, column, head, styles.head())
        full = self.plan.parameters.get(table.full)
        if full is not None:
            sheet.write(row + 1, 5, "折合分值", styles.head(align="left"))
        for offset, (at, answer, label) in enumerate(
            zip(table.keys, table.answers, table.labels, strict=True), row + 2
        ):
            key_cell = cell(offset, KEY)
            tried = (
                f'=IF(ISNUMBER({key_cell}),IF(ABS({key_cell}-{at!r})>1E-9,"（已试改）",{literal(label)}),"（已试改）")'
            )
            sheet.write_formula(offset, 2, tried, styles.cell(font_size=9), shown(label))
            sheet.write(offset, 3, at, yellow)
            self._answer(sheet, offset, answer, full, table)
        last = row + 2 + len(table.keys)
        sheet.write(last, 2, table.otherwise_label, styles.cell(font_size=9))
        sheet.write(last, 3, "其余", styles.cell(font_size=9))
        self._answer(sheet, last, table.otherwise, full, table)

    def _answer(self, sheet: Any, row: int, answer: float | str, full: str | None, table: Table) -> None:
        sheet.write(row, 4, answer, self.styles.cell(font_size=9, align="center", bg_color="#FFF9E0"))
        if full is not None and not isinstance(answer, str):
            points = float(self.ledger.parameters[table.full].value) * answer
            sheet.write_formula(
                row,
                5,
                f"=ROUND({xl_rowcol_to_cell(row, ANSWER)}*{full},4)",
                self.styles.cell(font_size=9, align="left", num_format="0.00##"),
                round(points, 4),
            )


def _draw(making: Making, sheet: Any, _: str) -> None:
    PointTable(making.plan, making.styles).write(sheet)


def _note_text(making: Making) -> str:
    return f"评分标准、依据和全部参数{'；浅黄色的数可以改动试算' if making.plan.live else ''}"


DECLARED = (
    ResultSheet(
        POINTS, SheetGroup.FRONT, 9, _draw, note=_note_text, inputs=parameters_of, follows=True,
        paper=Paper("A3", rows=(0, HEAD), columns=3),
    ),
)  # fmt: skip
