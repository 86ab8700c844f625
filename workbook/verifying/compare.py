"""A whole sheet, and the workbook around the sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from workbook.verifying.cells import compare_cells
from workbook.verifying.difference import Difference
from workbook.verifying.looks import BookHead, SheetLook
from workbook.verifying.sheets import row_of

_OWN_NAMES = {"_xlnm._FilterDatabase"}
"""Names that programs keep for themselves."""


def compare_sheets(name: str, expected: SheetLook, actual: SheetLook) -> Iterator[Difference]:
    """Every difference between a sheet as it should be and as it is."""
    yield from compare_cells(name, expected.cells, actual.cells)
    yield from _hidden(name, expected, actual)
    for area in sorted(actual.merged - expected.merged):
        yield Difference("merge", name, area, "这些格被合并了", area, "")
    for area in sorted(expected.merged - actual.merged):
        yield Difference("merge", name, area, "这些格应当是合并的", "", area)
    yield from _links(name, expected, actual)
    yield from _rules(name, "rule", "条件格式", expected.rules, actual.rules)
    yield from _rules(name, "validation", "数据有效性", expected.validations, actual.validations)
    if expected.header != actual.header:
        said = f"页眉现在是“{actual.header}”，应当是“{expected.header}”"
        yield Difference("header", name, "", said, actual.header, expected.header)
    for address in sorted(actual.notes - expected.notes):
        yield Difference("note", name, address, "多了批注", "批注", "")
    if actual.pictures > expected.pictures:
        said = f"多了 {actual.pictures - expected.pictures} 个图片、图形或图表：可能遮住下面的数"
        yield Difference("picture", name, "", said, str(actual.pictures), str(expected.pictures))
    for odd in sorted(actual.oddities - expected.oddities):
        yield Difference("hidden", name, "", odd, odd, "")


def _hidden(name: str, expected: SheetLook, actual: SheetLook) -> Iterator[Difference]:
    used_rows = {row_of(address) for address in expected.cells}
    for row in sorted((actual.hidden_rows - expected.hidden_rows) & used_rows):
        yield Difference("hidden", name, f"{row}:{row}", f"第 {row} 行被隐藏", "隐藏", "显示")
    if not actual.hidden_columns:
        return
    used = {xl_cell_to_rowcol(address)[1] + 1 for address in expected.cells}
    allowed = {column for first, last in expected.hidden_columns for column in range(first, last + 1)}
    for first, last in actual.hidden_columns:
        for column in sorted(one for one in used - allowed if first <= one <= last):
            letter = xl_col_to_name(column - 1)
            yield Difference("hidden", name, f"{letter}:{letter}", f"{letter} 列被隐藏", "隐藏", "显示")


def _links(name: str, expected: SheetLook, actual: SheetLook) -> Iterator[Difference]:
    for address, target in actual.links.items():
        should = expected.links.get(address, "")
        if target != should:
            said = f"链接指向 {target}，应当{f'指向 {should}' if should else '没有链接'}"
            yield Difference("link", name, address, said, target, should)


def _rules(
    name: str, kind: str, what: str, expected: Sequence[tuple[str, ...]], actual: Sequence[tuple[str, ...]]
) -> Iterator[Difference]:
    should, stands = Counter(expected), Counter(actual)
    for one, more in ((stands - should, True), (should - stands, False)):
        for rule in one:
            words = "，".join(part for part in rule[1:] if part)
            said = f"{'多了' if more else '少了'}{what}：{words}"
            yield Difference(kind, name, rule[0], said, words if more else "", "" if more else words)  # type: ignore[arg-type]


def compare_heads(expected: BookHead, actual: BookHead, archive: str) -> Iterator[Difference]:
    """Sheets, their order, names, what is foreign. archive: the sheet that may be hidden either way."""
    should, stands = [one.name for one in expected.sheets], [one.name for one in actual.sheets]
    for name in should:
        if name not in stands:
            yield Difference("sheet", name, "", "这张工作表没有了（删去或改了名）", "", name)
    for name in stands:
        if name not in should:
            yield Difference("sheet", name, "", "这张工作表是多出来的", name, "")
    if sorted(should) == sorted(stands) and should != stands:
        yield Difference(
            "sheet", "", "", f"工作表的顺序变了，应当是：{'、'.join(should)}", "、".join(stands), "、".join(should)
        )
    states = {one.name: one.state for one in expected.sheets}
    for one in actual.sheets:
        if one.name != archive and states.get(one.name) == "visible" and one.state != "visible":
            yield Difference("hidden", one.name, "", "这张工作表被隐藏", "隐藏", "显示")
    yield from _names(expected, actual)
    for odd in sorted(actual.oddities - expected.oddities):
        yield Difference("book", "", "", odd, odd, "")


def _names(expected: BookHead, actual: BookHead) -> Iterator[Difference]:
    """Defined names; those of a sheet that came or went follow from that."""
    there = {""} | {one.name for one in expected.sheets} & {one.name for one in actual.sheets}
    for key in sorted(expected.names.keys() | actual.names.keys()):
        (name, sheet), should, stands = key, expected.names.get(key, ""), actual.names.get(key, "")
        if should == stands or name in _OWN_NAMES or sheet not in there:
            continue
        if not stands:
            said = f"定义的名称 {name} 没有了，应当指向 {should}"
        else:
            said = f"定义的名称 {name} 指向 {stands}，应当{f'指向 {should}' if should else '没有这个名称'}"
        yield Difference("name", sheet, "", said, stands, should)
