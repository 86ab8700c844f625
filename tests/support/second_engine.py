"""A second spreadsheet engine, IronCalc: recalculates a workbook without its cached values.

It has no AGGREGATE; such cells keep the written value, so that everything that hangs on them is still judged.
"""

from __future__ import annotations

import re
from pathlib import Path

import ironcalc
import openpyxl
from openpyxl.cell.cell import Cell

from tests.support.libreoffice import same, strip_cached_values

LACKING = re.compile(r"\bAGGREGATE\(")


def recalculated_differences(written: Path, bare: Path) -> tuple[int, int, list[str]]:
    """How many formula cells were compared, how many kept their written value, and every one that comes out otherwise.

    bare: where the copy without cached values goes. Numbers agree to 1e-9 (relative above 1), texts exactly.
    """
    assert strip_cached_values(written, bare) > 0
    formulas = openpyxl.load_workbook(written)
    cached = openpyxl.load_workbook(written, data_only=True)
    model = ironcalc.load_from_xlsx(str(bare), "en", "UTC", "en")
    cells: list[tuple[int, Cell]] = []
    kept = 0
    for place, sheet in enumerate(formulas.worksheets):
        for cell in (one for row in sheet.iter_rows() for one in row if one.data_type == "f"):
            if not LACKING.search(str(cell.value)):
                cells.append((place, cell))
                continue
            value = cached[sheet.title][cell.coordinate].value
            model.set_user_input(place, cell.row, cell.column, repr(value) if isinstance(value, float) else str(value))
            kept += 1
    model.evaluate()
    found = []
    for place, cell in cells:
        expected = cached.worksheets[place][cell.coordinate].value
        actual = model.get_cell_value(place, cell.row, cell.column)
        if not same(expected, actual):
            found.append(f"{cached.sheetnames[place]}!{cell.coordinate}: {expected!r} != {actual!r}  {cell.value}")
    return len(cells), kept, found
