"""One cell of an evidence list: a text, one of the choices, yes or no, an amount; or what is wrong with it."""

from __future__ import annotations

import math
from functools import lru_cache

from scoring.lists.rows import PENDING, UNUSABLE
from scoring.scheme.list_models import ListColumn
from scoring.scheme.lists import NO, YES
from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.raw import ErrorValue, Raw, Uncalculated, as_text, is_blank, is_error
from workbook.reading.tables import faults
from workbook.reading.tables.appearance import PLAIN, Appearance, crossed_out
from workbook.reading.tables.cells import NOT_APPLICABLE, read_cell
from workbook.reading.tables.number_format import shown, shown_text
from workbook.reading.text import near, short, squeezed, tidy

Read = tuple[str | float | None, Fault | None]


@lru_cache(maxsize=500)
def as_item(column: ListColumn) -> ItemSpec:
    """A column as an item, for the readers of headings and cells."""
    return ItemSpec(
        id=column.id,
        name=column.name,
        kind="yes_no" if column.kind == "yes_no" else "number",
        unit=column.unit,
        definition=column.definition,
        bureau="",
        clause="",
        minimum=column.minimum if column.kind == "amount" else None,
        maximum=column.maximum,
        optional=not column.required or bool(column.blank),
    )


def read_list_cell(raw: Raw, column: ListColumn, appearance: Appearance = PLAIN) -> Read:
    """What a cell says, None for a blank that may be one, 暂缺 or 缺报; and what is wrong. Never raises or guesses."""
    item = as_item(column)
    if appearance.merged:
        return UNUSABLE, faults.merged(appearance.merged, item)
    if is_blank(raw):
        if column.blank:
            return column.blank, None
        return (UNUSABLE, _left_blank(column, appearance)) if column.required else (None, None)
    if column.kind in ("yes_no", "amount"):
        return _read_figure(raw, column, appearance)
    struck = crossed_out(raw, appearance)
    if struck:
        return UNUSABLE, faults.crossed_out(struck, item)
    text = tidy(as_text(raw))
    if isinstance(raw, (ErrorValue, Uncalculated)) or is_error(text):
        remedy = "改正公式，或直接填写；公式要用 Excel 或 WPS 保存一次才有结果"
        return UNUSABLE, Fault("E_FORMULA", f"“{column.name}”的公式没有结果：{short(text, 40)}", remedy)
    seen = _as_shown(raw, appearance)
    if seen == "":
        return UNUSABLE, faults.shown_otherwise(text, seen, item)
    text = seen or text  # 12 shown as 000012 is the code 000012
    return (text, None) if column.kind == "text" else _read_choice(text, column)


def _as_shown(raw: Raw, appearance: Appearance) -> str | None:
    """How a number format shows a text or a number otherwise than it is, if it does."""
    if isinstance(raw, str):
        seen = shown_text(appearance.number_format, raw)
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool) and math.isfinite(raw):
        seen = shown(appearance.number_format, raw)
    else:
        seen = None
    return None if seen is None else tidy(seen.text)


def _read_choice(text: str, column: ListColumn) -> Read:
    found = {squeezed(choice): choice for choice in column.choices}.get(squeezed(text))
    if found is not None:
        return found, None
    close = near(squeezed(text), column.choices)
    hint = f"是不是“{close[0]}”？" if close else ""
    message = f"“{column.name}”填的是“{short(text)}”，不在选项里"
    return UNUSABLE, Fault("E_CHOICE", message, f"{hint}从列表中选：{'、'.join(column.choices)}")


def _read_figure(raw: Raw, column: ListColumn, appearance: Appearance) -> Read:
    reading = read_cell(raw, as_item(column), appearance)
    if isinstance(reading.value, float):
        if math.isnan(reading.value):
            return None, reading.fault
        if column.kind == "yes_no":
            return YES if reading.value else NO, reading.fault
        return reading.value, reading.fault
    if reading.value == PENDING and column.kind == "amount":
        return PENDING, reading.fault
    if reading.value in (PENDING, NOT_APPLICABLE):
        remedy = "填“是”或“否”" if column.kind == "yes_no" else "填数；还没有结果的写“暂缺（原因）”；没有的填 0"
        message = f"“{column.name}”填的是“{short(as_text(raw))}”，清单的这一列不能这样填"
        return UNUSABLE, Fault("E_LIST_DECLARED", message, remedy)
    return UNUSABLE, reading.fault


def _left_blank(column: ListColumn, appearance: Appearance) -> Fault:
    formula = f"：公式 {short(appearance.formula, 40)} 的结果是空白" if appearance.formula else ""
    return Fault("E_BLANK", f"“{column.name}”没有填{formula}", f"补填“{column.name}”；不是一项的行请删除")
