"""The one list of worksheet functions. Adapters, help sheet, VBA, add-in description and docs all come from it."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Literal

from workbook.functions import definitions
from workbook.functions.arguments import Argument, ArgumentKind

Result = Literal["number", "text", "table"]
DEMONSTRATION = "＜示范市＞"
"""In an example: the table of the demonstration city."""
DEMONSTRATION_BESIDE = (
    "＜示范市：核定调整＞",
    "＜示范市：两高项目清单＞",
    "＜示范市：重点减排工程清单＞",
    "＜示范市：车辆清单＞",
    "＜示范市：公共机构清单＞",
)
"""In an example: what stands beside it, by the sheets of the demonstration city."""


@dataclass(frozen=True)
class Function:
    """One function: its id never changes; call takes its arguments as ``arguments`` describes them."""

    id: str
    category: str
    summary: str
    arguments: tuple[Argument, ...]
    result: Result
    call: Callable[..., Any]
    example: tuple[Any, ...]
    source: str = ""
    elementwise: bool = False

    @property
    def excel_name(self) -> str:
        """KH_DECLINE: the name in Excel."""
        return f"KH_{self.id.upper()}"

    @property
    def dotted_name(self) -> str:
        """KH.DECLINE: the name where a host has namespaces."""
        return f"KH.{self.id.upper()}"

    @property
    def signature(self) -> str:
        """KH_SCORES(table, [scheme], [year], …)."""
        shown = (f"[{one.name}]" if one.optional else one.name for one in self.arguments)
        return f"{self.excel_name}({', '.join(shown)})"


_FOUND: dict[str, Function] = {}


def function(
    category: str,
    summary: str,
    *arguments: Argument,
    example: tuple[Any, ...],
    result: Result = "number",
    source: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a pure function under its own name. One whose arguments hold a NUMBER goes through blocks."""

    def register(call: Callable[..., Any]) -> Callable[..., Any]:
        name = call.__name__
        if name in _FOUND and _FOUND[name].call.__module__ != call.__module__:
            raise RuntimeError(f"函数 {name} 登记了两次")
        elementwise = any(one.kind is ArgumentKind.NUMBER for one in arguments)
        _FOUND[name] = Function(name, category, summary, arguments, result, call, example, source, elementwise)
        return call

    return register


@lru_cache(maxsize=1)
def functions() -> dict[str, Function]:
    """Every function by id, in the order of the definition files."""
    for module in sorted(one.name for one in pkgutil.iter_modules(definitions.__path__)):
        import_module(f"{definitions.__name__}.{module}")
    return dict(_FOUND)
