"""Charts: what they draw from which cells, as facts that every program that saves them keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workbook.reading.formats.refusal import Refusal
from workbook.reading.formats.xml import Element
from workbook.verifying import normal
from workbook.verifying.allowed import Oddity, odd, short_name
from workbook.verifying.content import ChartContent
from workbook.verifying.parts import BookParts
from workbook.verifying.shown import meaning
from workbook.verifying.styles import is_true

_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_KINDS = frozenset({"barChart", "lineChart", "scatterChart", "areaChart", "pieChart", "doughnutChart"})
_AXES = frozenset({"catAx", "valAx", "dateAx", "serAx"})
_DEEP = frozenset({"c:printSettings", "c:lang", "c:clrMapOvr", "c:style"})
"""Elements that show nothing by themselves, with all that is in them."""

_KNOWN = frozenset(
    "c:chartSpace c:date1904 c:roundedCorners c:chart c:title c:tx c:rich c:strRef c:f c:strCache c:numRef c:numCache c:formatCode c:ptCount c:pt c:v "
    "c:layout c:overlay c:spPr c:txPr c:autoTitleDeleted c:plotArea c:barChart c:lineChart c:scatterChart c:areaChart c:pieChart c:doughnutChart "
    "c:barDir c:grouping c:scatterStyle c:varyColors c:ser c:idx c:order c:invertIfNegative c:cat c:val c:xVal c:yVal c:smooth c:marker c:symbol c:size "
    "c:dLbls c:dLbl c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize c:showLeaderLines c:separator c:dLblPos c:leaderLines "
    "c:delete c:gapWidth c:overlap c:axId c:catAx c:valAx c:dateAx c:scaling c:orientation c:min c:max c:logBase c:axPos c:majorGridlines c:minorGridlines "
    "c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:crossAx c:crosses c:crossesAt c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:noMultiLvlLbl c:crossBetween "
    "c:majorUnit c:minorUnit c:legend c:legendPos c:legendEntry c:plotVisOnly c:dispBlanksAs c:dPt c:bubble3D c:hiLowLines c:firstSliceAng c:holeSize "
    "a:bodyPr a:lstStyle a:p a:pPr a:defRPr a:r a:rPr a:t a:endParaRPr a:solidFill a:srgbClr a:schemeClr a:noFill a:ln a:prstDash a:round a:miter a:bevel "
    "a:latin a:ea a:cs a:effectLst a:headEnd a:tailEnd a:lumMod a:lumOff a:spAutoFit a:noAutofit a:normAutofit".split()
)
_EXTENSIONS = frozenset(
    "c15:showLeaderLines c15:leaderLines c16:uniqueId c16r3:dataDisplayOptions16 c15:layout c14:invertSolidFillFmt c15:showDataLabelsRange "
    "c14:style c:style c:ext".split()
)
_USUAL = {"dispBlanksAs": "gap", "autoTitleDeleted": "0", "plotVisOnly": "1"}


def charts_of(parts: BookParts, drawing: str) -> tuple[tuple[ChartContent, ...], list[Oddity]]:
    """The charts of a drawing part; what else is drawn has been named with the part."""
    relations, charts, oddities = parts.related(drawing), [], []
    for anchor in parts.root(drawing):
        for one in anchor.iter(f"{_C}chart"):
            relation = relations.get(one.get(_REL, ""))
            if relation is None or relation.kind != "chart":
                raise Refusal(f"找不到部件 {drawing} 里的图表")
            root = parts.root(relation.target)
            oddities += list(_oddities(relation.target, root))
            cached: list[tuple[str, int, str]] = []
            facts = tuple(_facts(root, cached))
            charts.append(ChartContent(_place(anchor), facts, tuple(cached)))
    return tuple(charts), oddities


def _place(anchor: Element) -> tuple[int, int, int, int]:
    cells = [anchor.findtext(f"{_X}{corner}/{_X}{way}", "") for corner in ("from", "to") for way in ("col", "row")]
    if not all(re.fullmatch(r"\d{1,7}", one.strip()) for one in cells):
        raise Refusal("图表没有写占哪些格")
    first, second, third, fourth = (int(one) for one in cells)
    return first, second, third, fourth


def _oddities(part: str, element: Element) -> Iterator[Oddity]:
    name = short_name(element.tag)
    if name in _KNOWN:
        for child in element:
            yield from _oddities(part, child)
    elif name in ("c:extLst", "mc:AlternateContent"):
        inside = {short_name(one.tag) for one in element.iter() if len(one) == 0}
        if not inside <= _EXTENSIONS:
            yield odd(f"图表 {part}", element, "不认得的内容")
    elif name not in _DEEP:
        yield odd(f"图表 {part}", element, "不认得的内容")


def _facts(root: Element, cached: list[tuple[str, int, str]]) -> Iterator[str]:
    chart = root.find(f"{_C}chart")
    if chart is None or sum(1 for _ in root.iter(f"{_C}plotArea")) != 1:
        raise Refusal("图表不完整，或有两份内容")
    yield f"图表底色 {_fill(root, 'ffffff')}"
    yield from _title(chart, "标题", cached)
    for name, usual in _USUAL.items():
        if (value := _val(chart, name, usual)) != usual and name != "autoTitleDeleted":
            yield f"{name} {value}"
    plot = chart.find(f"{_C}plotArea")
    if plot is None:
        raise Refusal("图表不完整")
    yield f"绘图区底色 {_fill(plot, 'ffffff')}"
    axes = {_val(one, "axId"): one for one in plot if _local(one) in _AXES}
    for one in plot:
        kind = _local(one)
        if kind in _KINDS:
            yield from _drawn(one, kind, axes, cached)
        elif kind in _AXES:
            yield from _axis(one, kind, cached)
        elif short_name(one.tag) not in ("c:layout", "c:spPr", "c:extLst"):
            yield f"不认得的图 {kind}"
    legend = chart.find(f"{_C}legend")
    yield f"图例 {'没有' if legend is None else '有'}"
    for entry in () if legend is None else legend.iterfind(f"{_C}legendEntry"):
        yield f"图例第 {_val(entry, 'idx')} 项 {'不显示' if _on(entry, 'delete') else '改了样子'}"
    if legend is not None:
        yield f"图例文字 {_text_style(legend.find(f'{_C}txPr'), 10)}"


def _drawn(group: Element, kind: str, axes: dict[str, Element], cached: list[tuple[str, int, str]]) -> Iterator[str]:
    words = [kind, _val(group, "barDir", "col") if kind == "barChart" else ""]
    words += [_val(group, "grouping", "standard")] if kind in ("barChart", "lineChart", "areaChart") else []
    home = " ".join(word for word in words if word)
    if _val(group, "grouping") in ("stacked", "percentStacked"):
        yield f"{home} 重叠 {_val(group, 'overlap', '0')}"
    for place, one in enumerate(sorted(group.iterfind(f"{_C}ser"), key=lambda one: int(_val(one, "order", "0")))):
        start = f"{home} 系列 {place + 1}"
        yield f"{start} 名称 {_named(one.find(f'{_C}tx'), cached)}"
        for way in ("cat", "val", "xVal", "yVal"):
            if (source := one.find(f"{_C}{way}")) is not None:
                yield f"{start} {'横' if way in ('cat', 'xVal') else '值'} {_source(source, cached)}"
        if kind in ("barChart", "areaChart"):
            yield f"{start} 颜色 {_fill(one, 'auto')}"
        else:
            line = one.find(f"{_C}spPr/{_A}ln")
            hidden = line is not None and line.find(f"{_A}noFill") is not None
            yield f"{start} 线 {'没有' if hidden else '有'}"
            mark = one.find(f"{_C}marker")
            if hidden and mark is not None:  # its marks are all that shows
                yield f"{start} 标记 {_val(mark, 'symbol', 'auto')} {_fill(mark, 'auto')}"
        names = Counter(short_name(part.tag) for part in one)
        yield from (f"{start} 有两份 {name}" for name, count in names.items() if count > 1 and name != "c:dPt")
        for point in one.iterfind(f"{_C}dPt"):
            yield f"{start} 第 {_val(point, 'idx')} 点颜色 {_fill(point, 'auto')}"
        yield from _labels(one, start, cached)


def _labels(series: Element, start: str, cached: list[tuple[str, int, str]]) -> Iterator[str]:
    home = series.find(f"{_C}dLbls")
    if home is None:
        return
    # Names and keys beside the figures are not compared: a program that leaves them out makes another one show them.
    shows = [name for name in ("showVal", "showPercent") if _on(home, name)]
    if shows and not _on(home, "delete"):
        code = home.find(f"{_C}numFmt")
        format_ = "" if code is None else meaning(code.get("formatCode", ""))
        yield f"{start} 标签 {' '.join(shows)} {format_} {_text_style(home.find(f'{_C}txPr'), 10)}"
    for one in home.iterfind(f"{_C}dLbl"):
        text = one.find(f"{_C}tx")
        own = [
            name for name in ("showVal", "showCatName", "showSerName", "showPercent", "showLegendKey") if _on(one, name)
        ]
        label = "不显示" if _on(one, "delete") else _named(text, cached) if text is not None else " ".join(own)
        if label != " ".join(shows):
            yield f"{start} 第 {_val(one, 'idx')} 点标签 {label}"


def _axis(axis: Element, kind: str, cached: list[tuple[str, int, str]]) -> Iterator[str]:
    start = "数轴" if kind == "valAx" else "类别轴"
    if _on(axis, "delete"):
        yield f"{start} 不显示"
        return
    scaling = axis.find(f"{_C}scaling")
    for name, usual in (("orientation", "minMax"), ("min", ""), ("max", ""), ("logBase", "")):
        written = usual if scaling is None else _val(scaling, name, usual)
        if written != usual:
            yield f"{start} {name} {_number(written)}"
    yield from _title(axis, f"{start}标题", cached)
    code = axis.find(f"{_C}numFmt")
    if code is not None and not is_true(code.get("sourceLinked")) and code.get("formatCode") != "General":
        yield f"{start} 格式 {meaning(code.get('formatCode', ''))}"
    if _val(axis, "tickLblPos", "nextTo") == "none":
        yield f"{start} 没有刻度文字"
    if (every := _val(axis, "tickLblSkip", "1")) != "1":
        yield f"{start} 每 {every} 个写一个名称"
    yield f"{start} 文字 {_text_style(axis.find(f'{_C}txPr'), 10)}"


def _title(home: Element, start: str, cached: list[tuple[str, int, str]]) -> Iterator[str]:
    title = home.find(f"{_C}title")
    if title is not None:
        yield f"{start} {_named(title.find(f'{_C}tx'), cached)}"
        rich = title.find(f"{_C}tx/{_C}rich")
        if rich is not None:
            yield f"{start}文字 {_text_style(rich, 14)}"


def _named(text: Element | None, cached: list[tuple[str, int, str]]) -> str:
    """A text that is written out; of one that comes from a cell the cell."""
    if text is None:
        return ""
    if len(text) != 1:
        return "写了两份的文字"
    if (rich := text.find(f"{_C}rich")) is not None:
        return "".join(one.text or "" for one in rich.iter(f"{_A}t"))
    if (plain := text.findtext(f"{_C}v")) is not None:
        return str(plain)
    area = text.findtext(f"{_C}strRef/{_C}f", "")
    cached_text = text.findtext(f"{_C}strRef/{_C}strCache/{_C}pt/{_C}v", "")
    if area == f'"{cached_text}"':  # how LibreOffice writes a text that comes from no cell
        return str(cached_text)
    return _source(text, cached)


def _source(source: Element, cached: list[tuple[str, int, str]]) -> str:
    """The area that figures or names come from; what is kept of it goes to ``cached``."""
    area = next((one.text or "" for one in source.iter(f"{_C}f")), "")
    for point in source.iter(f"{_C}pt"):
        cached.append((normal.formula(area), int(point.get("idx", "")), point.findtext(f"{_C}v", "")))
    if not area and source.find(f".//{_C}pt") is not None:
        return "写死的值 " + "、".join(one.findtext(f"{_C}v", "") for one in source.iter(f"{_C}pt"))
    return normal.formula(area)


def _fill(home: Element, usual: str) -> str:
    shape = home.find(f"{_C}spPr")
    if shape is None:
        return usual
    for one in shape:
        if one.tag == f"{_A}noFill":
            return "ffffff" if usual == "ffffff" else "没有"
        if one.tag == f"{_A}solidFill":
            return _colour(one)
        if one.tag not in (f"{_A}ln", f"{_A}effectLst", f"{_A}round"):
            return _local(one)
    return usual


def _colour(fill: Element) -> str:
    if len(fill) != 1:
        return "?"
    own = fill[0]
    return " ".join([own.get("val", "").lower(), *(f"{_local(one)}={one.get('val')}" for one in own)])


def _text_style(home: Element | None, usual: float) -> str:
    """Sizes and colours of all stretches of a text."""
    found: set[str] = set()
    for one in () if home is None else home.iter(f"{_A}defRPr", f"{_A}rPr"):
        fill = one.find(f"{_A}solidFill")
        size = float(one.get("sz", usual * 100)) / 100
        colour = "000000" if fill is None else _colour(fill)
        marks = [word for word, none in (("strike", "noStrike"), ("baseline", "0")) if one.get(word, none) != none]
        found.add(" ".join([f"{size:g}", colour, *marks, *(["没有字"] if one.find(f"{_A}noFill") is not None else [])]))
    return "、".join(sorted(found)) or f"{usual:g} 000000"


def _val(home: Element, name: str, otherwise: str = "") -> str:
    element = home.find(f"{_C}{name}")
    return otherwise if element is None else str(element.get("val", otherwise))


def _on(home: Element, name: str) -> bool:
    element = home.find(f"{_C}{name}")
    return element is not None and element.get("val", "1") in ("1", "true")


def _number(text: str) -> str:
    return f"{float(text):.12g}" if normal.NUMBER.fullmatch(text) else text


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
