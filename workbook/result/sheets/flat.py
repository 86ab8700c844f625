"""数值: the ledger as plain values, for other programs."""

from __future__ import annotations

from typing import Any

from workbook.drawing.styles import Styles
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.marks import either
from workbook.layout.plan import Plan
from workbook.layout.values import cell_texts, county_codes

SHEET = "数值"


def write_flat(sheet: Any, plan: Plan, styles: Styles) -> None:
    """One row a county, one column a ledger column, ids in row 1: values only, for other programs."""
    columns = list(plan.ledger.columns)
    ids = styles.get(font_size=9, text_wrap=True, valign="top")
    sheet.write_row(0, 0, ["county_code", "county", *columns], ids)
    # The values are those of the result: while anything is tried, the table has no first id and says why.
    sheet.write_formula(0, 0, either(plan, "county_code", "试算：与写出时有不同，本表不随之变动"), ids, "county_code")
    sheet.set_row(0, 36)
    codes = county_codes(plan)
    cells = [cell_texts(plan.assessment, column) for column in columns]
    for row, county in enumerate(plan.assessment.counties, 1):
        sheet.write_number(row, 0, codes[row - 1])
        sheet.write_string(row, 1, county)
        for place, values in enumerate(cells, 2):
            sheet.put(row, place, values[row - 1])
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 1, 11)
    sheet.hide()


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.DATA, 5, lambda making, sheet, _: write_flat(sheet, making.plan, making.styles),
        note="全部各列的数，供其他程序读取；隐藏的，右键任一张表的标签可以取消隐藏",
    ),
)  # fmt: skip
