"""What stands round the rows in a sheet's part: columns that are not shown, merged areas; and nothing that has no place there."""

from __future__ import annotations

from workbook.reading.formats.areas import MOST_COLUMNS, area_of
from workbook.reading.formats.refusal import Refusal, doubtful
from workbook.reading.formats.xml import ALTERNATE, IGNORABLE, MAINS, Element, local, namespace
from workbook.reading.grid import Range

_CHILDREN = frozenset(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios"
    " autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting"
    " dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks"
    " customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture"
    " oleObjects controls webPublishItems tableParts extLst".split()
)
"""Of a worksheet, as ECMA-376 lists them (part 1, 18.3.1.99)."""

_READ = frozenset("sheetData row c cols col mergeCells mergeCell".split())


def is_zero(size: str | None) -> bool:
    """Whether a height or width is written and is nought."""
    return size is not None and not size.strip(" +-0.eE")


def is_yes(flag: str | None) -> bool:
    """Whether a flag is set; whatever is not a plain no counts as yes."""
    return flag not in (None, "0", "false")


class SheetFrame:
    """Raises Refusal, naming the sheet, where the part is no worksheet or holds what has no place in one."""

    def __init__(self, sheet: str, root: Element) -> None:
        self._sheet = sheet
        space = namespace(root)
        if space not in MAINS or local(root) != "worksheet":
            raise self._doubt("的内容不是工作表")
        ignorable = {root.nsmap.get(prefix) for prefix in root.get(IGNORABLE, "").split()}
        homes: dict[str, list[Element]] = {"sheetData": [], "cols": [], "mergeCells": []}
        for one in root:
            name = one.tag.removeprefix(f"{{{space}}}")
            if name in _CHILDREN:
                if name in homes:
                    homes[name].append(one)
            elif name == ALTERNATE:
                if any(local(inner) in _READ for inner in one.iter()):
                    raise self._doubt("的内容有两个版本，各程序读到的会不一样")
            elif namespace(one) == space or namespace(one) not in ignorable:
                raise self._doubt(f"里有放错地方的内容（{local(one)[:40]}）")
        data = homes["sheetData"]
        if len(data) != 1 or sum(1 for _ in data[0].iterchildren(f"{{{space}}}row")) != len(data[0]):
            raise self._doubt("的数据区有两份，或者里面有放错地方的内容")
        self._columns = [one for home in homes["cols"] for one in home]
        self.merged = [self._area(one) for home in homes["mergeCells"] for one in home]
        """Areas shown as one cell."""

    def hidden_columns(self, width: int) -> frozenset[int]:
        """The columns that are not shown, among the first ``width``."""
        marks = bytearray(MOST_COLUMNS)
        for one in self._columns:
            if is_yes(one.get("hidden")) or is_zero(one.get("width")):
                first, last = one.get("min", ""), one.get("max", "")
                if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()) or len(last) > 7:
                    raise self._doubt("里有一列隐藏的列说不清是哪一列")
                start, end = max(int(first[:8]) - 1, 0), min(int(last), MOST_COLUMNS)
                marks[start:end] = b"\1" * max(end - start, 0)
        return frozenset(column for column in range(min(width, MOST_COLUMNS)) if marks[column])

    def _area(self, element: Element) -> Range:
        area = area_of(element.get("ref", "")) if local(element) == "mergeCell" else None
        if area is None:
            raise self._doubt(f"里有一处合并说不清是哪些格（{element.get('ref', '')[:40]}）")
        return area

    def _doubt(self, what: str) -> Refusal:
        return doubtful(f"工作表“{self._sheet}”{what}")
