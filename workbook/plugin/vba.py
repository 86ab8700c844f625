"""The VBA modules of the plug-in: xlwings' own, our hand-written host, and a wrapper per function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.functions.registry import Function, functions
from workbook.plugin.vba_text import lines

WRAPPERS, HOST, VENDOR = "KaoheFunctions", "KaoheHost", "xlwings"


def modules() -> dict[str, str]:
    """Module name to source, in the order they are added."""
    return {VENDOR: _vendor(), HOST: _host(), WRAPPERS: wrappers(functions().values())}


def wrappers(every: Iterable[Function]) -> str:
    """The module with a worksheet function for each function of the registry."""
    return lines(_wrappers(every))


def _wrappers(every: Iterable[Function]) -> Iterator[str]:
    yield "' Made from the registry of functions; changes belong there."
    yield "Option Explicit"
    for one in every:
        shown = ", ".join(f"Optional {arg.name}" if arg.optional else arg.name for arg in one.arguments)
        passed = ", ".join(_passed(arg.name, arg.is_block, arg.optional) for arg in one.arguments)
        yield ""
        yield f"Public Function {one.excel_name}({shown}) As Variant"
        yield f'    {one.excel_name} = KaoheCall("{one.excel_name}", Array({passed}))'
        yield "End Function"


def _passed(name: str, is_block: bool, optional: bool) -> str:
    return f"KaoheClip({name})" if is_block and not optional else name


def _host() -> str:
    text = (Path(__file__).parent / "host.bas").read_text(encoding="ascii")
    return lines(text.splitlines())


def _vendor() -> str:
    """xlwings' stand-alone module, under its BSD licence (its notice stands at its head)."""
    import xlwings

    text = (Path(xlwings.__file__).parent / "xlwings.bas").read_text(encoding="ascii")
    return lines(line for line in text.splitlines() if not line.startswith("Attribute VB_"))
