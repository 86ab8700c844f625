"""kaohe存档: all that the result was made from, very hidden (``workbook/archive``)."""

from __future__ import annotations

from typing import Any

from workbook.archive.sheet import SHEET, write_archive
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.result.sheet_list import inputs_of


def _draw(making: Making, sheet: Any, _: str) -> None:
    write_archive(sheet, making.plan.assessment, making.inputs, inputs_of(making.plan))


DECLARED = (ResultSheet(SHEET, SheetGroup.HIDDEN, 3, _draw),)
