"""Names, dates and signatures typed into the places that the program prints for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from workbook.verifying.content import SheetContent
from workbook.verifying.difference import Discrepancy

_DATE = re.compile(r"[\d\s./-]*年[\d\s./-]*月[\d\s./-]*日?\s*")


def split(
    found: Iterable[Discrepancy], sheet: str, actual: SheetContent, places: Mapping[str, str]
) -> Iterator[tuple[bool, Discrepancy]]:
    """Each difference, with whether it is only a place of a sheet that was filled in. places: address → printed text."""
    for one in found:
        label = places.get(one.cell)
        cell = actual.cells.get(one.cell)
        text = cell.value if cell is not None and one.kind == "value" else None
        if label is not None and isinstance(text, str) and is_filled(label, text):
            message = f"已填写：{' '.join(text.split())}"
            yield True, Discrepancy("value", sheet, one.cell, message, text, label)
        else:
            yield False, one


def is_filled(label: str, text: str) -> bool:
    """Whether a text is the printed label with something after it, or a date on the line for one."""
    if not label.strip().strip("年月日 　"):
        return _DATE.fullmatch(text.strip()) is not None
    return "".join(text.split()).startswith("".join(label.split()))


_LABEL = re.compile(r".*(?:（签字）|意见)：|\s*年\s+月\s+日")


def places(sheet: str, expected: SheetContent) -> Mapping[str, str]:
    """The places of a sheet where something may be filled in: address → what is printed there."""
    if sheet != "排名":
        return {}
    texts = {address: one.value for address, one in expected.cells.items() if isinstance(one.value, str)}
    return {address: text for address, text in texts.items() if _LABEL.fullmatch(text)}
