"""The add-in's interface, in UNO's IDL, and what the component and the function wizard read."""

from __future__ import annotations

from typing import Any

from workbook.functions.registry import functions


def interface() -> str:
    """The type library as text, which LibreOffice reads as it stands: rows of cells come back from every function."""
    lines = ["module org { module kaohe {", "interface XFunctions {"]
    for one in functions().values():
        arguments = ", ".join(f"[in] any {_camel(arg.name)}" for arg in one.arguments)
        lines.append(f"    sequence< sequence<any> > {one.id.upper()}({arguments});")
    return "\n".join([*lines, "};", "}; };", ""])


def _camel(name: str) -> str:
    """UNO allows no underscore in a name that begins with a small letter."""
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def descriptions() -> dict[str, Any]:
    """Names and help of every function, for the wizard."""
    return {
        one.id.upper(): {
            "id": one.id,
            "name": one.dotted_name,
            "summary": one.summary,
            "arguments": [
                {"name": arg.chinese + ("（可省略）" if arg.optional else ""), "help": f"{arg.name}：{arg.help}"}
                for arg in one.arguments
            ],
        }
        for one in functions().values()
    }
