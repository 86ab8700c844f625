"""What a sheet of the roll-up says of itself; each file of ``workbook/cities/sheets`` ends with its own (``DECLARED``)."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbook.cities.rollup import RollUp
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles


@dataclass(frozen=True)
class RollUpSheet:
    """name, place: of its tab. draw: fills a worksheet (``workbook.drawing.worksheet``). note: what 汇总 says of it. colour: of the tab."""

    name: str
    place: int
    draw: Callable[[RollUp, Any, Styles], None]
    paper: Callable[[RollUp], Paper]
    note: str
    colour: str


@cache
def declared() -> tuple[RollUpSheet, ...]:
    """All declarations, as their tabs stand."""
    from workbook.cities import sheets

    names = sorted(one.name for one in pkgutil.iter_modules(sheets.__path__))
    found = [importlib.import_module(f"{sheets.__name__}.{name}").DECLARED for name in names]
    return tuple(sorted(found, key=lambda one: one.place))
