"""The list of functions in the documents, made from the registry.

python -m workbook.plugin.manual docs/zh/函数一览.md
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbook.functions.registry import Function, functions

BEGIN, END = "<!-- 以下由程序生成 -->", "<!-- 以上由程序生成 -->"


def manual() -> str:
    """Every function by category: signature, meaning, arguments, source."""
    parts, category = [], ""
    for one in functions().values():
        if one.category != category:
            category = one.category
            parts.append(f"### {category}")
        parts.append(_entry(one))
    return "\n\n".join(parts)


def _entry(one: Function) -> str:
    lines = [f"**`{one.signature}`**　{one.summary}" + (f"（{one.source}）" if one.source else "")]
    if one.arguments:
        lines.append("")
    for arg in one.arguments:
        optional = "，可以省略" if arg.optional else ""
        lines.append(f"- `{arg.name}` {arg.chinese}（{arg.kind.value}{optional}）：{arg.help}")
    return "\n".join(lines)


def refreshed(text: str) -> str:
    """A document with the list between its marks made anew."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{manual()}\n\n{END}{tail}"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
