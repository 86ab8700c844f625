"""Text from files as a person may be shown it: nothing in it steers a terminal, turns the writing direction, or hides."""

from __future__ import annotations

import unicodedata

_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def printable(text: str, keep: str = "") -> str:
    """The text with every control, format or unassigned character written out (ESC → \\x1b). keep: but these."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign in keep or unicodedata.category(sign) not in _UNSAFE else _written_out(ord(sign)) for sign in text
    )


def _written_out(code: int) -> str:
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
