"""Cell by cell: content, formula, stored result, number format, colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.verifying import normal
from workbook.verifying.content import CellContent, ErrorText, TextRun, Value
from workbook.verifying.difference import Discrepancy, short, shown
from workbook.verifying.shown import same_shown

Cells = Mapping[str, CellContent]


def compare_cells(sheet: str, expected: Cells, actual: Cells) -> Iterator[Discrepancy]:
    """Every difference of a sheet's cells, in the order of the sheet that should stand, then what was added."""
    for address, cell in expected.items():
        found = actual.get(address)
        if found != cell:
            yield from _cell(sheet, address, cell, found)
    if len(actual) != len(expected) or actual.keys() != expected.keys():
        for address, cell in actual.items():
            if address not in expected:
                stands = f"={short(cell.formula)}" if cell.formula is not None else shown(cell.value)
                message = f"应当是空格，现在是{'公式 ' if cell.formula is not None else ' '}{stands}"
                yield Discrepancy("added", sheet, address, message, stands, "")


def _cell(sheet: str, address: str, cell: CellContent, found: CellContent | None) -> Iterator[Discrepancy]:
    if found is None:
        if cell.formula is None or cell.value is not None:
            should = f"={cell.formula}" if cell.formula is not None else shown(cell.value)
            yield Discrepancy("removed", sheet, address, f"内容被清空，应当是 {short(should)}", "", should)
        elif cell.formula is not None:
            yield Discrepancy(
                "removed", sheet, address, f"公式被清空，应当是 ={short(cell.formula)}", "", f"={cell.formula}"
            )
        return
    if cell.formula is None and found.formula is None:
        if not _same_constant(cell.value, found.value):
            yield _changed("value", sheet, address, ("现在是", shown(found.value)), ("应当是", shown(cell.value)))
    elif cell.formula is None:
        yield _changed(
            "formula", sheet, address, ("现在是公式", f"={short(found.formula or '')}"), ("应当是", shown(cell.value))
        )
    elif found.formula is None:
        yield _changed(
            "formula", sheet, address, ("公式被换成", shown(found.value)), ("应当是", f"={short(cell.formula)}")
        )
    elif cell.formula != found.formula and normal.formula(cell.formula) != normal.formula(found.formula):
        yield _changed(
            "formula", sheet, address, ("公式现在是", f"={short(found.formula)}"), ("应当是", f"={short(cell.formula)}")
        )
    elif found.value is not None and not same_result(cell.value, found.value):
        yield _changed(
            "result", sheet, address, ("公式的结果现在是", shown(found.value)), ("重算是", shown(cell.value))
        )
    if cell.style != found.style or cell.runs != found.runs:
        yield from _style(sheet, address, cell, found)


def _changed(kind: str, sheet: str, address: str, stands: tuple[str, str], should: tuple[str, str]) -> Discrepancy:
    """``stands`` and ``should``: words, then what they speak of."""
    words = f"{' '.join(stands)}，{' '.join(should)}"
    return Discrepancy(kind, sheet, address, words, stands[1], should[1])  # type: ignore[arg-type]


def _style(sheet: str, address: str, cell: CellContent, found: CellContent) -> Iterator[Discrepancy]:
    style, stands = cell.style, found.style
    value = cell.value if cell.value is not None else found.value
    if style.number_format != stands.number_format and not _shown_alike(
        style.number_format, stands.number_format, value
    ):
        message = f"数字格式改成了 {stands.number_format}，应当是 {style.number_format}：显示的可能不是真实的数"
        yield Discrepancy("number_format", sheet, address, message, stands.number_format, style.number_format)
    if (style.font, style.fill) != (stands.font, stands.fill):
        now, should = (f"字色 {one.font}、底色 {one.fill or '无'}" for one in (stands, style))
        yield Discrepancy("colour", sheet, address, f"颜色改成了{now}，应当是{should}", now, should)
    if abs(style.size - stands.size) > _SAME_SIZE:
        message = f"字号改成了 {stands.size:g}，应当是 {style.size:g}"
        yield Discrepancy("size", sheet, address, message, f"{stands.size:g}", f"{style.size:g}")
    if (style.marks, style.face) != (stands.marks, stands.face):
        now, should = ("、".join(word for word in (one.marks, one.face) if word) or "平常" for one in (stands, style))
        yield Discrepancy("text_look", sheet, address, f"字样改成了 {now}，应当是 {should}", now, should)
    if style.set != stands.set:
        now, should = (one.set or "平常" for one in (stands, style))
        yield Discrepancy("set", sheet, address, f"排法改成了 {now}，应当是 {should}", now, should)
    if cell.runs != found.runs:
        now, should = ("；".join(map(_run, one.runs)) or "整格一样" for one in (found, cell))
        message = f"格里有几种字样：现在是 {short(now)}，应当是 {short(should)}"
        yield Discrepancy("text_look", sheet, address, message, now, should)


_SAME_SIZE = 0.25


def _run(run: TextRun) -> str:
    words = (run.font, f"{run.size:g} 磅" if run.size is not None else "", run.marks, run.face)
    return f"“{run.text.strip()}”{' '.join(word for word in words if word)}"


def _shown_alike(code: str, other: str, value: Value) -> bool:
    if value is None or isinstance(value, ErrorText):
        return same_shown(code, other, None)
    return same_shown(code, other, str(value) if isinstance(value, (str, bool)) else value)


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
