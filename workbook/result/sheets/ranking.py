"""排名: the page that is circulated. It sorts itself when a figure or a parameter is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from scoring.formula.columns import GROUP, MISSING_TEXT, PENDING_TEXT
from scoring.rounding import round_half_up
from scoring.rules.base import number as points_text
from scoring.scheme.models import Grade
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles, fixed
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.effects import REMOVED
from workbook.layout.inputs import ResultInputs
from workbook.layout.marks import either, literal, write_as_written, write_title
from workbook.layout.plan import DATA, FIRST_ROW, NAME_ROW, POINTS, SUMMARY, Plan
from workbook.layout.values import cell_texts, figure_texts
from workbook.reading.stage import STAGES
from workbook.result.sheets.provenance import resting, state_of
from workbook.result.sheets.states import FIRST as STATES_FIRST
from workbook.result.sheets.states import SHEET as STATES

SHEET = "排名"
STATE = "!state"  # whether a county's result is 待定 or 暂定: no column of the ledger
BEHIND = "!behind"  # how many points fewer than the county before it has: no column either
_OTHER_GRADE = "等次不同"
MOST_SENTENCES = 12
"""Sentences under the ranking of what adjustments and gates did; 得分表 has them all."""
_WAITS, _UNSETTLED = "待定：", "有的数没有定"
_STATES_ROW, HEAD_ROW, TOP = 2, 3, 4
MOST_LINKED = 1000  # counties beyond which cells are not linked: a sheet holds 65,530 links
MOST_WIDE = 6  # dimensions up to which their columns are wide
# Dark on light, told apart by lightness as well as hue (Okabe–Ito hues, lightened).
GRADE_FILLS = ("#BFDDF2", "#CDE9DD", "#FBE7B2", "#F3C7A5", "#D9D9D9")


class RankingSheet:
    """Counties by rank with grade, points, reasons; then the places for opinion, signature and date."""

    def __init__(self, plan: Plan, styles: Styles, inputs: ResultInputs) -> None:
        self.plan, self.styles, self.stage, self.provenance = plan, styles, inputs.stage, inputs.provenance
        self.assessment = plan.assessment
        self.spec = plan.assessment.scheme.spec
        self._items = [one for one in plan.sheets[DATA].columns if one != GROUP]
        self._names = {one.id: one.name for one in self.spec.dimensions}
        self.columns = self._columns()
        self.places = {column: place for place, (column, *_) in enumerate(self.columns, 1)}

    def _columns(self) -> list[tuple[str, str, float, str]]:
        """(ledger column, head, width, number format)"""
        points = fixed(self.spec.rounding.points)
        chosen = [("rank", "名次", 5.0, "0"), ("", "县（市、区）", 8.5, ""), ("grade", "等次", 8.5, "")]
        chosen.append(("total", "总分", 7.5, points))
        chosen.append((BEHIND, "比上一名少", 7.0, points))
        if self.provenance:
            chosen.append((STATE, "状态", 5.5, ""))
        width = 8.8 if len(self.spec.dimensions) <= MOST_WIDE else 7.0
        for dimension in self.spec.dimensions:
            chosen.append((dimension.id, f"{dimension.name}\n（{points_text(dimension.points)}分）", width, points))
        if "bonus" in self.plan.ledger.columns:
            chosen.append(("bonus", "加分", 5.5, points))
        if "deduction" in self.plan.ledger.columns:
            chosen.append(("deduction", "扣分", 5.5, points))
        chosen.append(("adjustment", "核定调整", 6.5, points))
        if self.assessment.scheme.peer_groups:
            chosen.append(("group_rank", "同类名次", 5.5, "0"))
        if "gate_reasons" in self.plan.ledger.columns:
            chosen.append(("gate_reasons", "等次约束、待定事由", 22.0, ""))
        return chosen

    def write(self, sheet: Any) -> None:
        """Write the ranking."""
        styles, last = self.styles, len(self.columns)
        size = len(self.assessment.counties)
        sheet.set_column(0, 0, 0.1)
        for place, (_, _, width, _) in enumerate(self.columns, 1):
            sheet.set_column(place, place, width)
        sheet.merge_range(0, 1, 0, last, f"{self.spec.title}", styles.title())
        sheet.set_row(0, 30)
        sheet.merge_range(1, 1, 1, last, f"{self.assessment.year}年度考核结果排名", styles.title())
        sheet.set_row(1, 26)
        self._states_line(sheet, last)
        for place, (column, head, _, _) in enumerate(self.columns, 1):
            full = self.plan.parameters.get(f"{column}.full")
            if full is None:
                sheet.write(HEAD_ROW, place, head, styles.head())
            else:
                name = literal(self._names[column] + "\n（")
                sheet.write_formula(HEAD_ROW, place, f"={name}&{POINTS}!{full}&{literal('分）')}", styles.head(), head)
        sheet.set_row(HEAD_ROW, 40 if len(self.spec.dimensions) <= MOST_WIDE else 66)
        order = self._order = self.assessment.ranked
        named = [column for column, *_ in self.columns if column not in ("", STATE, BEHIND)]
        self.texts = {column: cell_texts(self.assessment, column) for column in named}
        self._lacking = self._missing()
        self.texts[""] = list(self.assessment.counties)
        self.texts[STATE] = [state_of(self.assessment, self.provenance, one) for one in self.assessment.counties]
        linked = size < MOST_LINKED
        for line in range(size):
            self._line(sheet, line, order[line], linked)
        self._colours(sheet, size)
        self._foot(sheet, TOP + size + 1, last)
        sheet.freeze_panes(TOP, 3)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)

    def _states_line(self, sheet: Any, last: int) -> None:
        boxes = "结果状态：" + "    ".join(("☑ " if one == self.stage else "☐ ") + one for one in STAGES)
        tried = "结果状态：" + "    ".join(f"☐ {one}" for one in STAGES) + "（试算，不是结果）"
        half = max(2, (last - 1) * 3 // 5)
        red = self.styles.get(bold=True, font_color="#B42318", font_size=9)
        right = self.styles.get(align="right")
        sheet.merge_range(_STATES_ROW, 1, _STATES_ROW, half, "", red)
        write_title(sheet, self.plan, red, "", cell=(_STATES_ROW, 1))
        sheet.merge_range(_STATES_ROW, half + 1, _STATES_ROW, last, "", right)
        sheet.write_formula(_STATES_ROW, half + 1, either(self.plan, boxes, tried), right, boxes)
        sheet.set_row(_STATES_ROW, 18)

    def _summary(self, column: str) -> str:
        if column == STATE:
            return f"{STATES}!$B${STATES_FIRST + 1}:$B${STATES_FIRST + len(self.assessment.counties)}"
        letter = "B" if column == "" else xl_col_to_name(self.plan.places[SUMMARY, column])
        return f"{SUMMARY}!${letter}${FIRST_ROW + 1}:${letter}${self.plan.last_row + 1}"

    def _line(self, sheet: Any, line: int, county: int, linked: bool) -> None:
        row, styles = TOP + line, self.styles
        hidden = styles.get(font_color="#FFFFFF", font_size=6)
        match = f"=MATCH({line + 1},{self._summary('order')},0)"
        sheet.write_formula(row, 0, match, hidden, county + 1)
        key = xl_rowcol_to_cell(row, 0, col_abs=True)
        for place, (column, _, _, number) in enumerate(self.columns, 1):
            formula = "" if column == BEHIND else f"=INDEX({self._summary(column)},{key})"
            value = "" if column == BEHIND else self.texts[column][county]
            options: dict[str, Any] = {"num_format": number} if number else {}
            if column == "gate_reasons":
                fmt, formula, value = styles.wrapped(font_size=9), self._why(key), self._awaited(county) + str(value)
            elif column == BEHIND:
                formula, value = self._behind(row), self.behind(line)
                fmt = styles.cell(align="center", font_size=9, **options)
            else:
                fmt = styles.cell(align="center", bold=column in ("", "grade", "total", STATE), **options)
            if (
                linked
                and column in self.plan.home
                and (SUMMARY, column) in self.plan.places
                and column != "gate_reasons"
            ):
                home = self.plan.home[column]
                target = f"internal:'{home}'!{xl_rowcol_to_cell(3, self.plan.places[home, column])}"
                sheet.write_url(row, place, target, fmt, tip="看计算底稿")
            sheet.write_formula(row, place, formula, fmt, value)
        sheet.set_row(row, 22)

    def behind(self, line: int) -> float | str:
        """How many points fewer than the county on the line above; words where the grades differ, a dash for the first."""
        county, before = self._order[line], self._order[line - 1] if line else -1
        own = self.texts["total"][county]
        if not line or not isinstance(self.texts["rank"][county], float) or not isinstance(own, float):
            return "—"
        if self.spec.ranking.by == "grade_total" and self.texts["grade"][county] != self.texts["grade"][before]:
            return _OTHER_GRADE
        return float(round_half_up(float(self.texts["total"][before]) - own, self.spec.rounding.total))

    def _behind(self, row: int) -> str:
        """The same as a formula that follows."""
        if row == TOP:
            return "=" + literal("—")
        total, grade, rank = (xl_col_to_name(self.places[one]) for one in ("total", "grade", "rank"))
        fewer = f"ROUND({total}{row}-{total}{row + 1},{self.spec.rounding.total})"
        if self.spec.ranking.by == "grade_total":
            fewer = f'IF({grade}{row}={grade}{row + 1},{fewer},"{_OTHER_GRADE}")'
        return f'=IF(AND(ISNUMBER({rank}{row + 1}),ISNUMBER({total}{row + 1})),{fewer},"—")'

    def _why(self, key: str) -> str:
        """What a pending county waits for, as long as its total or grade is pending; then its gates."""
        total, grade, reasons = (f"INDEX({self._summary(one)},{key})" for one in ("total", "grade", "gate_reasons"))
        first, last = self._items[0], self._items[-1]
        left, right = (xl_col_to_name(self.plan.places[DATA, one], col_abs=True) for one in (first, last))
        own = f"INDEX({DATA}!{left}${FIRST_ROW + 1}:{right}${self.plan.last_row + 1},{key},0)"
        lacking = f'COUNTIF({own},"{MISSING_TEXT}")'
        name = f'INDEX({DATA}!{left}${NAME_ROW + 1}:{right}${NAME_ROW + 1},MATCH("{MISSING_TEXT}",{own},0))'
        more = f'IF({lacking}>1,"等 "&{lacking}&" 项","")'
        what = f'IF({lacking}=0,"{_UNSETTLED}","缺“"&{name}&"”"&{more})'
        waits = f'"{_WAITS}"&{what}&IF({reasons}="","","；")'
        return f'=IF(OR({total}="{PENDING_TEXT}",{grade}="{PENDING_TEXT}"),{waits},"")&{reasons}'

    def _missing(self) -> list[list[str]]:
        """The items that each county lacks, in the order of 数据."""
        found: list[list[str]] = [[] for _ in self.assessment.counties]
        for item in self._items:
            for place, text in enumerate(figure_texts(self.assessment, item)):
                if text == MISSING_TEXT:
                    found[place].append(item)
        return found

    def _awaited(self, county: int) -> str:
        """The same words as the formula's, before the gates."""
        if PENDING_TEXT not in (self.texts["total"][county], self.texts["grade"][county]):
            return ""
        lacking = self._lacking[county]
        more = f"等 {len(lacking)} 项" if len(lacking) > 1 else ""
        what = f"缺“{self.plan.ledger.columns[lacking[0]].name}”{more}" if lacking else _UNSETTLED
        return f"{_WAITS}{what}{'；' if self.texts['gate_reasons'][county] else ''}"

    def _colours(self, sheet: Any, size: int) -> None:
        place = [column for column, *_ in self.columns].index("grade") + 1
        first = xl_rowcol_to_cell(TOP, place, col_abs=True)
        paint_grades(sheet, self.styles, (TOP, place, TOP + size - 1, place), first, self.spec.grades)

    def _foot(self, sheet: Any, row: int, last: int) -> None:
        styles = self.styles
        beyond = [one for one in self.assessment.adjustments if one.beyond]
        notes = [
            *(f"{text}。" for text in resting(self.assessment, self.provenance)),
            *(
                f"{one.county}“{self.assessment.scheme.indicator(one.indicator).name}”的核定调整 {one.points:+g} 分超出指标满分：{one.beyond}。"
                for one in beyond
            ),
            "先按等次、再按总分排名。" if self.spec.ranking.by == "grade_total" else "按总分排名，不看等次。",
            "等次由总分（含加分和核定调整）所在分数段评定，再按等次约束降等；等次约束只改变等次，不改变分数。",
            "总分相同的，依次比较" + "、".join(self._tie_names()) + "，仍相同的并列（1、1、3）。" if self.spec.ranking.ties else "总分相同的并列（1、1、3）。",
            "有数据缺报或暂缺的县（市、区），总分、等次待定，列在最后，不参加排名。",
            f"{self.spec.standing}。{'；'.join(self.spec.caveats)}",
        ]  # fmt: skip
        effects = self._effects()
        sheet.headings |= {*range(row, row + len(notes) + len(effects) + 1 + 2)}  # notes and signatures on one page
        small = styles.get(font_size=9, text_wrap=True)
        for offset, note in enumerate(notes):
            sheet.merge_range(row + offset, 1, row + offset, last, note, small)
        row += len(notes)
        for offset, sentence in enumerate(effects):
            sheet.merge_range(row + offset, 1, row + offset, last, "", small)
            write_as_written(sheet, self.plan, row + offset, 1, sentence, small)
        row += len(effects) + 1
        half = last // 2
        for offset, (left, right) in enumerate(
            (
                ("考核组意见：", "市政府审定意见："),
                ("负责人（签字）：", "审定人（签字）："),
                ("        年    月    日", "        年    月    日"),
            )
        ):
            fmt = styles.get(border=0)
            sheet.merge_range(row + offset, 1, row + offset, half, left, fmt)
            sheet.merge_range(row + offset, half + 1, row + offset, last, right, fmt)
            sheet.set_row(row + offset, 24)

    def _effects(self) -> list[str]:
        """What adjustments and gates cost or gave, where grade or rank is another one."""
        sentences = self.plan.effects.telling()
        rest = [f"其余 {len(sentences) - MOST_SENTENCES} 条见“得分表”下方。"] if len(sentences) > MOST_SENTENCES else []
        return [*([REMOVED] if sentences else []), *sentences[:MOST_SENTENCES], *rest]

    def _tie_names(self) -> list[str]:
        names = {one.id: f"{one.name}得分" for one in self.spec.dimensions}
        names |= {one.id: f"{one.name}的完成率" for one in self.assessment.scheme.indicators}
        return [names[tie] for tie in self.spec.ranking.ties]


def paint_grades(
    sheet: Any, styles: Styles, area: tuple[int, int, int, int], first: str, grades: Sequence[Grade]
) -> None:
    """The colour of each grade where a cell of the area holds it. first: the cell at its top."""
    for number, grade in enumerate(grades):
        form = styles.book.add_format({"bg_color": grade_fill(grade, number)})
        sheet.conditional_format(*area, {"type": "formula", "criteria": f'={first}="{grade.name}"', "format": form})


def grade_fill(grade: Grade, number: int) -> str:
    """The colour of a grade: the scheme's own, or the house's."""
    return grade.colour or GRADE_FILLS[min(number, len(GRADE_FILLS) - 1)]


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.FRONT, 2, lambda making, sheet, _: RankingSheet(making.plan, making.styles, making.inputs).write(sheet),
        follows=True, opened=True, paper=Paper(rows=(_STATES_ROW, HEAD_ROW)),
        note=lambda making: f"名次、等次、得分和等次约束事由，可以直接打印{'；改动数据或参数后自动重排' if making.plan.live else ''}",
    ),
)  # fmt: skip
