"""Where the evidence lists stand in the result workbook, and the formulas by which 数据 counts from them."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_col_to_name

from scoring.lists.counting import SUM_PLACES, counted_from
from scoring.lists.rows import ListRows
from scoring.scheme.list_models import ListSpec
from workbook.drawing.references import prefix
from workbook.layout.plan import FIRST_ROW, Plan

SPARE_ROWS = 30
CODE, COUNTY, CASE, BEFORE, LAST, FIRST = range(6)
"""Columns: the county's code, by which everything is summed; the county; the case; the place of the row before of the
same case, counted from the first row of the list; whether the row is the case's last."""
HEAD, IDS = FIRST_ROW - 2, FIRST_ROW - 1


def own_columns(spec: ListSpec) -> dict[str, int]:
    """The columns of a list that were read, not computed, by field."""
    return {"county": COUNTY, **{one.id: place for place, one in enumerate(spec.columns, FIRST)}}


class ListPlaces:
    """Places and formulas of the lists that an assessment was given."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.scheme = plan.assessment.scheme
        self.lists: Mapping[str, ListRows] = plan.assessment.lists
        self.by_sheet = {self.scheme.lists[name].sheet: name for name in self.lists}

    def counts(self, item: str, place: int) -> bool:
        """Whether a county's cell of an item on 数据 is summed from a list: counted, or a nil that agrees with none."""
        counted = self.scheme.items[item].counted if item in self.scheme.items else None
        if counted is None or counted.list not in self.lists:
            return False
        if (self.plan.assessment.counties[place], item) in self.plan.assessment.counted:
            return True
        return bool(self.plan.assessment.filled.frame.values[item][place] == 0)

    def sum_formula(self, item: str, row: int) -> str:
        """The formula of an item's cell on 数据 in a zero-based row."""
        counted = self.scheme.items[item].counted
        assert counted is not None
        spec, rows = self.scheme.lists[counted.list], self.lists[counted.list]
        names = [one.id for one in counted_from(self.scheme, counted.list)]
        share = letter(FIRST + len(spec.columns) + len(spec.derived) + names.index(item))
        last = FIRST_ROW + len(rows.frame) + SPARE_ROWS
        cells = [
            f"{prefix(spec.sheet)}${column}${FIRST_ROW + 1}:${column}${last}"
            for column in (share, letter(CODE), letter(LAST))
        ]
        if counted.once_per is not None:  # the last row of a case says what became of it
            return f"=COUNTIFS({cells[1]},$A{row + 1},{cells[2]},1,{cells[0]},1)"
        total = f"SUMIFS({cells[0]},{cells[1]},$A{row + 1})"
        return f"=ROUND({total},{SUM_PLACES})" if counted.sum is not None else f"={total}"


def letter(column: int) -> str:
    return str(xl_col_to_name(column))
