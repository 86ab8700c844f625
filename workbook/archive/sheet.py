"""The sheet that holds the archive: very hidden, plain text, one line of JSON a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scoring.assessment import Assessment
from workbook.archive.lines import digest, pieces
from workbook.archive.parts import INPUT, PARTS, dump_inputs
from workbook.layout.input_cells import InputCells
from workbook.layout.inputs import ResultInputs

SHEET = "kaohe存档"
TITLE, FORMAT = "kaohe 存档", "3"
"""The first cells; the format number goes up when an older program could not read the archive."""
READABLE = ("1", "2", FORMAT)
"""The formats that this program reads; 1 called the stage standing, and knew no roles; 2 kept no input cells."""

_SAID = "方案、数据、核定调整、自评分、问题和来源都在下面，kaohe verify 用它重算并核对整本结果；请勿改动"


def write_archive(sheet: Any, assessment: Assessment, inputs: ResultInputs, input_cells: Iterable[InputCells]) -> None:
    """Write every part and the input cells (``input_cells``); the second row holds the hash of what stands below it."""
    rows = [(part.name, text) for part in PARTS for text in part.dump(assessment, inputs)]
    rows += [(INPUT, text) for text in dump_inputs(input_cells)]
    sheet.write_row(0, 0, (TITLE, FORMAT, _SAID))
    sheet.write_row(1, 0, ("SHA-256", "", digest(rows)))
    place = 2
    for name, text in rows:
        for number, piece in enumerate(pieces(text), 1):
            sheet.write_string(place, 0, name)
            if number > 1:
                sheet.write_string(place, 1, str(number))
            sheet.write_string(place, 2, piece)
            place += 1
    sheet.set_column(0, 0, 16)
    sheet.set_column(2, 2, 120)
    sheet.very_hidden()
