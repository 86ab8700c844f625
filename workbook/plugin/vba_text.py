"""VBA text: lines of at most 1,000 characters, ASCII only, as a VBA project keeps one byte a character."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 1000


def lines(parts: Iterable[str]) -> str:
    """The lines of a module, with Windows line ends. ValueError for what a VBA module cannot hold."""
    text_lines = list(parts)
    for number, line in enumerate(text_lines, 1):
        if not line.isascii():
            raise ValueError(f"VBA 第 {number} 行有非 ASCII 字符：{line}")
        if len(line) > _LONGEST:
            raise ValueError(f"VBA 第 {number} 行超过 {_LONGEST} 个字符")
    return "\r\n".join(text_lines) + "\r\n"
