"""Cell by cell: content, formula, stored result, number format, colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.verifying import normal
from workbook.verifying.difference import Difference, short, shown
from workbook.verifying.looks import CellLook, ErrorText, Look, Value

Cells = Mapping[str, CellLook]


def compare_cells(sheet: str, expected: Cells, actual: Cells) -> Iterator[Difference]:
    """Every difference of a sheet's cells, in the order of the sheet that should stand, then what was added."""
    for address, cell in expected.items():
        found = actual.get(address)
        if found != cell:
            yield from _cell(sheet, address, cell, found)
    if len(actual) != len(expected) or actual.keys() != expected.keys():
        for address, cell in actual.items():
            if address not in expected:
                stands = f"={short(cell.formula)}" if cell.formula is not None else shown(cell.value)
                said = f"应当是空格，现在是{'公式 ' if cell.formula is not None else ' '}{stands}"
                yield Difference("added", sheet, address, said, stands, "")


def _cell(sheet: str, address: str, cell: CellLook, found: CellLook | None) -> Iterator[Difference]:
    if found is None:
        if cell.formula is None or cell.value is not None:
            should = f"={cell.formula}" if cell.formula is not None else shown(cell.value)
            yield Difference("removed", sheet, address, f"内容被清空，应当是 {short(should)}", "", should)
        elif cell.formula is not None:
            yield Difference(
                "removed", sheet, address, f"公式被清空，应当是 ={short(cell.formula)}", "", f"={cell.formula}"
            )
        return
    if cell.formula is None and found.formula is None:
        if not _same_constant(cell.value, found.value):
            yield _changed("value", sheet, address, "现在是", shown(found.value), "应当是", shown(cell.value))
    elif cell.formula is None:
        yield _changed(
            "formula", sheet, address, "现在是公式", f"={short(found.formula or '')}", "应当是", shown(cell.value)
        )
    elif found.formula is None:
        yield _changed("formula", sheet, address, "公式被换成", shown(found.value), "应当是", f"={short(cell.formula)}")
    elif cell.formula != found.formula and normal.formula(cell.formula) != normal.formula(found.formula):
        yield _changed(
            "formula", sheet, address, "公式现在是", f"={short(found.formula)}", "应当是", f"={short(cell.formula)}"
        )
    elif found.value is not None and not same_result(cell.value, found.value):
        yield _changed("result", sheet, address, "公式的结果现在是", shown(found.value), "重算是", shown(cell.value))
    if cell.look != found.look:
        yield from _look(sheet, address, cell.look, found.look)


def _changed(kind: str, sheet: str, address: str, now: str, stands: str, then: str, should: str) -> Difference:
    return Difference(kind, sheet, address, f"{now} {stands}，{then} {should}", stands, should)  # type: ignore[arg-type]


def _look(sheet: str, address: str, look: Look, found: Look) -> Iterator[Difference]:
    if look.number_format != found.number_format:
        said = f"数字格式改成了 {found.number_format}，应当是 {look.number_format}：显示的可能不是真实的数"
        yield Difference("number_format", sheet, address, said, found.number_format, look.number_format)
    if (look.font, look.fill) != (found.font, found.fill):
        stands, should = (f"字色 {one.font}、底色 {one.fill or '无'}" for one in (found, look))
        yield Difference("colour", sheet, address, f"颜色改成了{stands}，应当是{should}", stands, should)


def _same_constant(expected: Value, actual: Value) -> bool:
    """Numbers to 14 digits and a bit (LibreOffice writes 3/7 as 0.428571428571428); texts exactly."""
    if isinstance(expected, float) and isinstance(actual, float):
        return abs(expected - actual) <= 1e-14 * abs(expected)
    return type(expected) is type(actual) and expected == actual


def same_result(expected: Value, actual: Value) -> bool:
    """Numbers to 1e-9 (relative above 1), as two engines agree; an empty text is an empty result."""
    if isinstance(expected, float) and isinstance(actual, float):
        return abs(expected - actual) <= 1e-9 * max(1.0, abs(expected))
    if isinstance(actual, ErrorText):
        return isinstance(expected, ErrorText) and expected == actual
    return (expected if expected is not None else "") == actual and not isinstance(actual, float)
