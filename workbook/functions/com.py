"""What COM carries from a function to a cell."""

from __future__ import annotations

from typing import Any


def sent(answer: Any) -> Any:
    """An answer as COM carries it: plain floats, texts, blanks as empty texts."""
    if isinstance(answer, list):
        return [[sent(cell) for cell in row] for row in answer]
    if answer is None:
        return ""
    return str(answer) if isinstance(answer, str) else answer
