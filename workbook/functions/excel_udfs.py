"""The registry as xlwings UDFs: the module that Excel's function server imports.

Every function is here under its Excel name. Ranges come in as rows (ndim=2), errors in cells as their text; what
goes out is a number, a text or rows of them, errors as the text that the VBA wrapper turns into true errors.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import xlwings as xw

from workbook.functions.calls import call
from workbook.functions.com import sent
from workbook.functions.registry import Function, functions


def _served(function: Function) -> Callable[..., Any]:
    def served(*values: Any) -> Any:
        return sent(call(function.id, values))

    parameters = [
        inspect.Parameter(
            one.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=None if one.optional else inspect.Parameter.empty,
        )
        for one in function.arguments
    ]
    served.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    served.__annotations__ = {}
    served.__name__ = served.__qualname__ = function.excel_name
    served.__doc__ = function.summary
    wrapped: Callable[..., Any] = xw.func(category=function.category, call_in_wizard=False)(served)
    for one in function.arguments:
        options: dict[str, Any] = {"ndim": 2} if one.is_block else {}
        wrapped = xw.arg(one.name, doc=one.help, err_to_str=True, **options)(wrapped)
    return wrapped


@xw.func
def kaohe_batch(action: Any, path: Any) -> Any:
    """Check or score a workbook, for the menu: what to say, and the workbook to open."""
    from workbook.functions.menu import batch

    return [list(batch(str(action), str(path)))]


for _function in functions().values():
    globals()[_function.excel_name] = _served(_function)
