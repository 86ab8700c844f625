"""Whether a unit that somebody wrote is an item's own, a multiple of it, or another one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.tables.unit_table import MASS, SUBSTANCES
from workbook.reading.tables.unit_words import named, spelt, unit
from workbook.reading.text import short

_OF_A_MASS = {MASS, *SUBSTANCES.values()}
_LARGEST = 1e30  # a larger figure is not converted


@dataclass(frozen=True)
class UnitRelation:
    """How a written unit stands to an item's. factor: what one of it is in the item's unit, None if that is not known.

    sure: False where the factor holds only if that was meant (吨 for 吨标准煤, 个 for 家).
    """

    factor: Fraction | None
    certain: bool = True


OWN = UnitRelation(Fraction(1))


def relation(written: str, item: ItemSpec) -> UnitRelation:
    """How a written unit stands to the item's own."""
    if spelt(written) == spelt(item.unit):
        return OWN
    other, own = unit(written), unit(item.unit)
    if other is None or own is None or not own.dimension:
        return UnitRelation(None)
    if not other.dimension:  # 70.29万 is 万 of what is counted: of 吨, where the item's unit is 万吨 as well
        return UnitRelation(other.size / own.times if own.many else None)
    alike = {other.dimension, own.dimension} <= _OF_A_MASS and MASS in (other.dimension, own.dimension)
    if other.dimension != own.dimension and not alike:
        return UnitRelation(None)
    return UnitRelation(other.size / own.size, other.dimension == own.dimension and other.word == own.word)


def unit_fault(
    written: str, item: ItemSpec, *, shown: str = "", figure: float | None = None, where: str = ""
) -> Fault | None:
    """What is wrong with a unit that is written at an item; None for a blank and for the item's own.

    where: what says it (表头). shown, figure: the cell as it stands (70.29万吨) and its number, where the unit stands
    in a cell: the remedy then says what the figure becomes.
    """
    if written == item.unit:  # the usual one, at once
        return None
    found = relation(written, item)
    if not spelt(written) or found == OWN:
        return None
    written_unit, own, factor = short(named(written)), item.unit, found.factor
    if not shown:
        message = f"“{item.name}”应当按“{own}”填报，{where}写的单位是“{written_unit}”"
        return Fault("E_UNIT", message, _of_a_column(written_unit, own, factor, f"{where}的" if where else ""))
    message = f"“{item.name}”填的是“{short(shown)}”，单位是“{written_unit}”，本项的单位是“{own}”"
    if factor is None or figure is None or not abs(figure) < _LARGEST:
        return Fault("E_UNIT", message, f"核对单位，换算成“{own}”后只写数")
    value = decimal(Fraction(str(figure)) * factor)
    if factor == 1:
        return Fault("E_UNIT", message, f"按“{own}”数的，只写 {value}；不是的，换算成“{own}”后只写数")
    meant = "" if found.certain else f"说的是“{own}”的，"
    return Fault("E_UNIT", message, f"{meant}“{short(shown)}”是 {value} {own}，换算后写 {value}")


def _of_a_column(written: str, own: str, factor: Fraction | None, whose: str) -> str:
    if factor is None or factor == 1:
        return f"核对这些数是按什么单位填的：按“{own}”的，把{whose}单位改回“{own}”；不是的，先换算成“{own}”"
    each = f"1 {written} = {decimal(factor)} {own}" if factor >= 1 else f"1 {own} = {decimal(1 / factor)} {written}"
    return f"把数换算成“{own}”（{each}），再把{whose}单位改回“{own}”"


def decimal(value: Fraction) -> str:
    """A number as a person writes it: 15 significant digits, no exponent."""
    return format(Decimal(f"{float(value):.15g}"), "f")
