"""kaohe存档: all that the result was made from, very hidden (``workbook/archive``)."""

from __future__ import annotations

from typing import Any

from workbook.archive.sheet import SHEET, write_archive
from workbook.result.declared import Group, Making, ResultSheet


def _draw(making: Making, sheet: Any, _: str) -> None:
    write_archive(sheet, making.plan.assessment, making.inputs)


DECLARED = (ResultSheet(SHEET, Group.HIDDEN, 3, _draw),)
