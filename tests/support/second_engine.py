"""A second spreadsheet engine, IronCalc: recalculates a workbook without its cached values.

It has no AGGREGATE; such cells keep the written value, so that everything that hangs on them is still judged.
"""

from __future__ import annotations

import re
from pathlib import Path

import ironcalc
from openpyxl.utils.cell import coordinate_to_tuple

from tests.support.libreoffice import same, strip_cached_values
from tests.support.stored import Stored, stored

LACKING = re.compile(r"\bAGGREGATE\(")


def recalculated_differences(written: Path, bare: Path) -> tuple[int, int, list[str]]:
    """How many formula cells were compared, how many kept their written value, and every one that comes out otherwise.

    bare: where the copy without cached values goes. Numbers agree to 1e-9 (relative above 1), texts exactly.
    """
    assert strip_cached_values(written, bare) > 0
    model = ironcalc.load_from_xlsx(str(bare), "en", "UTC", "en")
    cells: list[tuple[int, str, str, Stored]] = []
    kept = 0
    for place, (sheet, held) in enumerate(stored(written).items()):
        for address, cell in held.items():
            if cell.formula is None:
                continue
            if not LACKING.search(cell.formula):
                cells.append((place, sheet, address, cell))
                continue
            value = repr(cell.value) if isinstance(cell.value, float) else str(cell.value)
            model.set_user_input(place, *coordinate_to_tuple(address), value)
            kept += 1
    model.evaluate()
    found = []
    for place, sheet, address, (formula, expected) in cells:
        actual = model.get_cell_value(place, *coordinate_to_tuple(address))
        if not same(expected, actual):
            found.append(f"{sheet}!{address}: {expected!r} != {actual!r}  {formula}")
    return len(cells), kept, found
