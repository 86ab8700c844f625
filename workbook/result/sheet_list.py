"""All sheets of a result, as they declare themselves.

``write`` walks the declarations and knows no sheet by name: a new sheet is a file of ``workbook/result/sheets``, and its test.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.input_cells import InputCells
from workbook.layout.plan import Plan


@cache
def declared() -> tuple[ResultSheet, ...]:
    """All declarations, as their tabs stand."""
    from workbook.result import sheets

    names = sorted(one.name for one in pkgutil.iter_modules(sheets.__path__))
    found = [
        one for name in names for one in getattr(importlib.import_module(f"{sheets.__name__}.{name}"), "DECLARED", ())
    ]
    groups = list(SheetGroup)
    return tuple(sorted(found, key=lambda one: (groups.index(one.group), one.place)))


def present(making: Making) -> list[tuple[ResultSheet, str]]:
    """The worksheets of a result, as their tabs stand."""
    return [(one, name) for one in declared() if one.when(making) for name in one.names(making.plan)]


def inputs_of(plan: Plan) -> Iterator[InputCells]:
    """All of a result's input cells, sheet by sheet."""
    for one in declared():
        yield from one.inputs(plan)
