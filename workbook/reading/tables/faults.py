"""What can be wrong with a cell, and what a person is told of it. Every text stands once."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.raw import ErrorValue, Raw, Uncalculated, as_text
from workbook.reading.text import plain, short

_GENERAL = "把单元格格式改成“常规”"
_WRITE = "改成数；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”"


def left_blank(item: ItemSpec) -> Fault:
    """A required cell without anything in it."""
    return Fault(
        "E_BLANK",
        f"“{item.name}”没有填",
        "补填；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”",
    )


def computed_blank(formula: str, item: ItemSpec) -> Fault:
    """A required cell whose formula gives an empty text: a blank, though it looks filled to who wrote it."""
    message = f"“{item.name}”没有填：公式 {short(formula, 40)} 的结果是空白"
    remedy = "补上公式引用的格，或直接填数；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”"
    return Fault("E_BLANK", message, remedy)


def declared(word: str, reason: str, item: ItemSpec) -> Fault | None:
    """What to report of a cell that declares itself; None if it gives the reason and needs no more."""
    missing = word == "暂缺"
    effect = "，该县总分、等次待定" if missing else ""
    if not reason:
        message = f"“{item.name}”填了“{word}”，没有写原因{effect}"
        return Fault("W_REASON", message, f"在同一格补上原因，如“{word}（……）”")
    if missing:
        return Fault("W_DECLARED", f"“{item.name}”暂缺（{short(reason, 60)}）{effect}", "数出来后补填")
    return None


def placeholder(text: str, item: ItemSpec) -> Fault:
    """A dash, 无, N/A …: it could be zero, not applicable or missing, and is never guessed."""
    blank = "；没有设定的，留空" if item.optional else ""
    return Fault(
        "E_PLACEHOLDER",
        f"“{item.name}”填的是“{text}”，看不出是零、不涉及还是没有数",
        f"是零的写 0；不涉及的写“不适用（原因）”；数还没有的写“暂缺（原因）”{blank}",
    )


def not_a_number(text: str, item: ItemSpec, surplus: str = "") -> Fault:
    """Text where a number is due. surplus: what need only be left out behind the number (the item's own unit, 左右)."""
    remedy = _WRITE
    if surplus:
        remedy = f"格内只写数，去掉“{short(surplus)}”；本项的单位是“{item.unit}”"
    elif re.fullmatch(r"[-+0-9,.\s]+", plain(text)) and re.search(r"\s", text):
        remedy = "去掉数中间的空格或换行；一格只写一个数"
    return Fault("E_TEXT", f"“{item.name}”应当是数，现在是文字“{short(text)}”", remedy)


def unknown_unit(text: str, item: ItemSpec, word: str) -> Fault:
    """A number with a word that may be a unit."""
    remedy = f"“{short(word)}”不是本项的单位；核对后按“{item.unit}”换算，格内只写数"
    return Fault("E_TEXT", f"“{item.name}”应当是数，现在是文字“{short(text)}”", remedy)


def unexpected_percent(text: str, item: ItemSpec) -> Fault:
    """A percentage where the item has another unit."""
    message = f"“{item.name}”的单位是“{item.unit}”，填的却是百分数“{short(text)}”"
    return Fault("E_PERCENT", message, "改成按本项单位填写的数，并把单元格格式改成“常规”")


def boolean(raw: bool, item: ItemSpec) -> Fault:
    """TRUE or FALSE where a number is due."""
    message = f"“{item.name}”应当是数，现在是逻辑值 {as_text(raw)}"
    return Fault("E_BOOLEAN", message, _WRITE)


def not_whole(item: ItemSpec, shown: str) -> Fault:
    """A broken number where things are counted."""
    return Fault("E_WHOLE", f"“{item.name}”应当是整数，填的是“{short(shown)}”", "核对后改成整数")


def not_yes_or_no(text: str, item: ItemSpec) -> Fault:
    """Anything but yes or no where one of them is due."""
    message = f"“{item.name}”应当填“是”或“否”，填的是“{short(text)}”"
    return Fault("E_YES_NO", message, "改成“是”或“否”；不涉及的写“不适用（原因）”，还不清楚的写“暂缺（原因）”")


def out_of_bounds(item: ItemSpec, shown: str, why: str) -> Fault:
    """A number that cannot be meant."""
    remedy = f"核对数和单位（本项单位是“{item.unit}”）后改正"
    return Fault("E_RANGE", f"“{item.name}”填的是“{short(shown)}”，{why}", remedy)


def no_figure(raw: Raw, item: ItemSpec) -> Fault:
    """A cell that holds neither text nor number: an error value, a formula without result, a date."""
    if isinstance(raw, ErrorValue):
        message = f"“{item.name}”是公式的错误值 {raw.text}"
        return Fault("E_EXCEL", message, "改正公式，或直接填数；不涉及的写“不适用（原因）”")
    if isinstance(raw, Uncalculated):
        message = f"“{item.name}”是公式 {short(raw.formula, 40)}，文件里没有它的计算结果"
        return Fault("E_FORMULA", message, "用 Excel 或 WPS 打开、保存一次后再交，或直接填数")
    if isinstance(raw, (datetime.date, datetime.time, datetime.timedelta)):
        message = f"“{item.name}”应当是数，现在是日期或时间（{as_text(raw)}）"
        return Fault("E_DATE", message, "把单元格格式改成“常规”，再重新填数")
    return Fault("E_TEXT", f"“{item.name}”读不懂：{short(as_text(raw))}", _WRITE)


def merged(area: str, item: ItemSpec) -> Fault:
    """A cell that is merged with others, so that one figure stands for several."""
    message = f"“{item.name}”所在的 {area} 合并成了一格，看不出各是多少"
    return Fault("E_MERGED", message, "取消合并，每格各填各的数")


def crossed_out(shown: str, item: ItemSpec) -> Fault:
    """A cell in which something is struck out. shown: with that between ~~."""
    message = f"“{item.name}”填的是“{short(shown)}”，~~ 之间的画了删除线，看不出还算不算"
    return Fault("E_STRUCK", message, "清空这一格，取消删除线，把作数的重新填一遍")


def raised(shown: str, item: ItemSpec) -> Fault:
    """A cell in which something is raised or lowered. shown: with that between ^."""
    message = f"“{item.name}”填的是“{short(shown)}”，^ 之间的是上标或下标，看不出是多少"
    return Fault("E_RICH", message, "清空这一格，不用上标、下标，把数重新填一遍")


def shown_otherwise(stored: str, shown: str, item: ItemSpec) -> Fault:
    """A cell whose number format shows another number than it holds, words that are no unit, or nothing."""
    seen = f"“{short(shown)}”" if shown else "空白"
    message = f"“{item.name}”存的是 {short(stored)}，单元格格式却让它显示成{seen}"
    return Fault("E_FORMAT", message, f"{_GENERAL}，核对后按本项单位“{item.unit}”填数")


def by_format(fault: Fault, stored: str, shown: str, item: ItemSpec) -> Fault:
    """A fault of a unit that only the number format writes."""
    message = f"“{item.name}”存的是 {short(stored)}，单元格格式让它显示成“{short(shown)}”，本项的单位是“{item.unit}”"
    return replace(fault, message=message, remedy=f"{fault.remedy}，并{_GENERAL}")
