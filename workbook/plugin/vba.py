"""The VBA module of the plug-in: the loader, what calls go through, and a wrapper per function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.functions.registry import Function, functions
from workbook.plugin.pinned import library
from workbook.plugin.serve import SERVE
from workbook.plugin.vba_text import lines

MODULE = "Kaohe"


def module() -> str:
    """The source. One module, so that all but the functions can be Private."""
    loader = _text("loader.bas").replace("{SERVE}", SERVE)
    for bits in (32, 64):
        loader = loader.replace(f"{{DLL{bits}}}", library(bits))
    return lines([*loader.splitlines(), "", *_text("host.bas").splitlines(), *wrappers(functions().values())])


def _text(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="ascii")


def wrappers(every: Iterable[Function]) -> Iterator[str]:
    """A worksheet function for each function of the registry; an argument left out stays so."""
    for one in every:
        shown = ", ".join(f"Optional {arg.name}" if arg.optional else arg.name for arg in one.arguments)
        passed = ", ".join(f"KaoheClip({arg.name})" if arg.is_block else arg.name for arg in one.arguments)
        yield ""
        yield f"Public Function {one.excel_name}({shown}) As Variant"
        yield f'    {one.excel_name} = KaoheCall("{one.excel_name}", Array({passed}))'
        yield "End Function"
