"""Whether what a cell shows is what it holds: units, scales, signs and blanks that only its number format writes."""

from __future__ import annotations

from decimal import Decimal

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.raw import as_text
from workbook.reading.tables import faults
from workbook.reading.tables.number_format import ShownCell, shown, shown_text
from workbook.reading.tables.unit_words import unit, unit_in
from workbook.reading.tables.units import OWN, relation, unit_fault
from workbook.reading.text import plain

_DASHES = frozenset("-–—－―")


def is_percent_item(item: ItemSpec) -> bool:
    """Whether an item's figures are percents."""
    return plain(item.unit) == "%"


def displayed(number: float, item: ItemSpec, code: str) -> tuple[float, str, Fault | None]:
    """A finite number in a cell of a number format: the figure in the item's unit, as a message shows it, the fault."""
    seen = shown(code, number)
    if seen is None:
        return number, as_text(number), None
    if seen.percents == 1 and not seen.words:
        value, text = number * 100, f"{number * 100:.10g}%"
        fault = None if seen.is_close(value) else faults.shown_otherwise(as_text(number), seen.text, item)
        return value, text, fault if is_percent_item(item) else faults.unexpected_percent(text, item)
    return number, as_text(number), _fault(number, seen, item)


def _fault(number: float, seen: ShownCell, item: ItemSpec) -> Fault | None:
    text = as_text(number)
    if seen.number is None:
        zero = number == 0 and seen.text in _DASHES  # the accountant's nought
        return None if zero else faults.shown_otherwise(text, seen.text, item)
    if not seen.words:
        return None if seen.is_close(number) else faults.shown_otherwise(text, seen.text, item)
    if seen.words == "%" and not is_percent_item(item):
        return faults.unexpected_percent(seen.text, item)
    shown_unit = seen.words if unit(seen.words) else unit_in(seen.words) or seen.words
    found = relation(shown_unit, item)
    if found.factor is None and unit(shown_unit) is None:
        return faults.shown_otherwise(text, seen.text, item)
    if found.certain and found.factor and shown_unit == seen.words:
        factor = Decimal(found.factor.numerator) / Decimal(found.factor.denominator)
        if seen.is_close(number, factor):
            return None  # 702900 shown as 70.29万
    if found == OWN:
        return faults.shown_otherwise(text, seen.text, item)
    figure = number if seen.is_close(number) else float(seen.number)
    fault = unit_fault(shown_unit, item, shown=seen.text, figure=figure)
    return fault and faults.by_format(fault, text, seen.text, item)


def text_fault(text: str, item: ItemSpec, code: str, figure: float | None) -> Fault | None:
    """What is wrong with how a format shows a text. figure: the number that the text is, if it is one."""
    seen = shown_text(code, text)
    if seen is None or (figure is None and seen.words):
        return None  # 暂缺（等核定）吨
    if seen.words and relation(seen.words, item) == OWN:
        return None
    fault = unit_fault(seen.words, item, shown=seen.text, figure=figure) if unit(seen.words) else None
    return faults.by_format(fault, text, seen.text, item) if fault else faults.shown_otherwise(text, seen.text, item)
