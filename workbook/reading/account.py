"""What became of the filled cells of a file."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Account:
    """Filled cells, and how many of them were used as figures, headings and remarks; unread: by nobody."""

    filled: int = 0
    figures: int = 0
    headings: int = 0
    remarks: int = 0
    unread: int = 0

    def __add__(self, other: Account) -> Account:
        """Both together."""
        return Account(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        """「有内容的格 120 个：数据 80，表头 30，说明 10，没有用到 0」"""
        parts = zip(("数据", "表头", "说明", "没有用到"), astuple(self)[1:], strict=True)
        return f"有内容的格 {self.filled} 个：" + "，".join(f"{name} {count}" for name, count in parts)
