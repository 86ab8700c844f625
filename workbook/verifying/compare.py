"""A whole sheet, and the workbook around the sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from workbook.verifying.allowed import Oddity
from workbook.verifying.cells import compare_cells, same_result
from workbook.verifying.content import BookHead, ChartContent, Rule, SheetContent, Value
from workbook.verifying.difference import Discrepancy, short
from workbook.verifying.sizes import compare_sizes

_OWN_NAMES = {"_xlnm._FilterDatabase"}
"""Names that programs keep for themselves."""

_WIDEST_MARGIN = 3.0  # inches
_USUAL_PAPER = ("", "1", "8", "9")
"""What programs write for a sheet that says no paper: their own, Letter, A3, A4."""

Values = Callable[[str], Sequence[Value]]
"""The values that should stand in an area such as 排名!$C$5:$C$17."""


def compare_sheets(name: str, expected: SheetContent, actual: SheetContent, values: Values) -> Iterator[Discrepancy]:
    """Every difference between a sheet as it should be and as it is."""
    yield from compare_cells(name, expected.cells, actual.cells)
    yield from compare_sizes(name, expected, actual)
    for area in sorted(actual.merged - expected.merged):
        yield Discrepancy("merge", name, area, "这些格被合并了", area, "")
    for area in sorted(expected.merged - actual.merged):
        yield Discrepancy("merge", name, area, "这些格应当是合并的", "", area)
    yield from _links(name, expected, actual)
    yield from _rules(name, "rule", "条件格式", expected.rules, actual.rules)
    yield from _rules(name, "validation", "数据有效性", expected.validations, actual.validations)
    yield from _page(name, expected, actual)
    if actual.pane and actual.pane != expected.pane:
        message = f"冻结的窗格是 {actual.pane}，应当是 {expected.pane or '没有'}：有的行列可能看不到"
        yield Discrepancy("pane", name, "", message, actual.pane, expected.pane)
    yield from _charts(name, expected.charts, actual.charts, values)
    yield from odd_ones(name, expected.odd, actual.odd)


def odd_ones(name: str, expected: Counter[Oddity], actual: Counter[Oddity]) -> Iterator[Discrepancy]:
    """What is not on the list of what may stand in a workbook."""
    for odd in actual - expected:
        yield Discrepancy("book", name, "", odd.message, short(odd.content), "")


def _links(name: str, expected: SheetContent, actual: SheetContent) -> Iterator[Discrepancy]:
    for address, (target, tip) in actual.links.items():
        should, stated = expected.links.get(address, ("", ""))
        if target != should:
            message = f"链接指向 {target}，应当{f'指向 {should}' if should else '没有链接'}"
            yield Discrepancy("link", name, address, message, target, should)
        elif tip and tip != stated:
            yield Discrepancy("link", name, address, f"链接的提示改成了“{short(tip)}”", tip, stated)


def _rules(name: str, kind: str, what: str, expected: Sequence[Rule], actual: Sequence[Rule]) -> Iterator[Discrepancy]:
    should, stands = Counter(expected), Counter(actual)
    for one, more in ((stands - should, True), (should - stands, False)):
        for rule in one:
            words = "，".join(part for part in rule[1:] if part)
            message = f"{'多了' if more else '少了'}{what}：{words}"
            yield Discrepancy(kind, name, rule[0], message, words if more else "", "" if more else words)  # type: ignore[arg-type]
    if kind == "rule" and should == stands and list(expected) != list(actual):
        for area in sorted({rule[0] for rule in expected}):
            if [one for one in expected if one[0] == area] != [one for one in actual if one[0] == area]:
                yield Discrepancy("rule", name, area, "条件格式的先后改了")


def _page(name: str, expected: SheetContent, actual: SheetContent) -> Iterator[Discrepancy]:
    for what in sorted(expected.page.keys() | actual.page.keys()):
        should, stands = expected.page.get(what, ""), actual.page.get(what, "")
        if should == stands or (what == "纸张" and not should and stands in _USUAL_PAPER):
            continue
        kind = "header" if what.endswith(("页眉", "页脚")) else "page"
        yield Discrepancy(kind, name, "", f"{what}现在是“{short(stands)}”，应当是“{short(should)}”", stands, should)  # type: ignore[arg-type]
    if actual.margins > max(_WIDEST_MARGIN, expected.margins):
        message = f"页边距有 {actual.margins:g} 英寸，印出来可能看不清"
        yield Discrepancy("page", name, "", message, f"{actual.margins:g}", f"{expected.margins:g}")


def _charts(
    name: str, expected: Sequence[ChartContent], actual: Sequence[ChartContent], values: Values
) -> Iterator[Discrepancy]:
    if len(expected) != len(actual):
        message = f"有 {len(actual)} 个图表，应当有 {len(expected)} 个"
        yield Discrepancy("chart", name, "", message, str(len(actual)), str(len(expected)))
        return
    for should, stands in zip(expected, actual, strict=True):
        more, less = Counter(stands.facts) - Counter(should.facts), Counter(should.facts) - Counter(stands.facts)
        for one in more:
            yield Discrepancy("chart", name, "", f"图表里多了：{short(one)}", one, "")
        for one in less:
            yield Discrepancy("chart", name, "", f"图表里少了：{short(one)}", "", one)
        left, top, right, bottom = (now - then for now, then in zip(stands.place, should.place, strict=True))
        if left < 0 or top < 0 or right > 2 or bottom > 3 or right < -2 or bottom < -3 or left > 2 or top > 3:
            yield Discrepancy(
                "chart", name, "", "图表移动了或改了大小：可能遮住格子或看不清", str(stands.place), str(should.place)
            )
        own = set(should.cached)
        for area, place, text in stands.cached:
            if (area, place, text) not in own and not _cached_rightly(values(area), place, text):
                message = f"图表里存的值不是格里的：{area} 第 {place + 1} 个是 {short(text)}"
                yield Discrepancy("chart", name, "", message, text, "")


def _cached_rightly(values: Sequence[Value], place: int, text: str) -> bool:
    if not 0 <= place < len(values):
        return False
    value = values[place]
    if isinstance(value, float):
        try:
            return same_result(value, float(text))
        except ValueError:
            return False
    return (value or "") == text or (isinstance(value, str) and text in ("", "0"))  # a text has no length as a bar


def compare_heads(expected: BookHead, actual: BookHead, archive: str) -> Iterator[Discrepancy]:
    """Sheets, their order, names, what is foreign. Hidden in either way is hidden. archive: its sheet."""
    should, stands = [one.name for one in expected.sheets], [one.name for one in actual.sheets]
    for name in should:
        if name not in stands:
            yield Discrepancy("sheet", name, "", "这张工作表没有了（删去或改了名）", "", name)
    for name in stands:
        if name not in should:
            yield Discrepancy("sheet", name, "", "这张工作表是多出来的", name, "")
    if sorted(should) == sorted(stands) and should != stands:
        yield Discrepancy(
            "sheet", "", "", f"工作表的顺序变了，应当是：{'、'.join(should)}", "、".join(stands), "、".join(should)
        )
    states = {one.name: one.state for one in expected.sheets}
    for one in actual.sheets:
        should_be = states.get(one.name, one.state)
        if should_be != "visible" and one.state == "visible":
            what = "存档" if one.name == archive else "这张工作表"
            yield Discrepancy("hidden", one.name, "", f"{what}应当是隐藏的", "显示", "隐藏")
        elif should_be == "visible" and one.state != "visible":
            yield Discrepancy("hidden", one.name, "", "这张工作表被隐藏", "隐藏", "显示")
    yield from _names(expected, actual)
    yield from odd_ones("", expected.odd, actual.odd)


def _names(expected: BookHead, actual: BookHead) -> Iterator[Discrepancy]:
    """Defined names; those of a sheet that came or went follow from that."""
    there = {""} | {one.name for one in expected.sheets} & {one.name for one in actual.sheets}
    for key in sorted(expected.names.keys() | actual.names.keys()):
        (name, sheet), should, stands = key, expected.names.get(key, ""), actual.names.get(key, "")
        if should == stands or name in _OWN_NAMES or sheet not in there:
            continue
        if not stands:
            message = f"定义的名称 {name} 没有了，应当指向 {should}"
        else:
            message = f"定义的名称 {name} 指向 {stands}，应当{f'指向 {should}' if should else '没有这个名称'}"
        yield Discrepancy("name", sheet, "", message, stands, should)
