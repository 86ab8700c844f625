"""Text from files as a person may be shown it: nothing in it steers a terminal, turns the writing direction, or hides."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SHAPELESS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and marks that show nothing
_ANY_SHAPELESS = re.compile(f"[{_SHAPELESS}]")
UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202d\u2060-\u206f"
    f"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff{_SHAPELESS}]"
)
"""A sign that nobody sees and that changes nothing of what is seen: controls that are no blanks, marks of the writing
direction, joiners, soft hyphens, variation selectors, tags. U+202E is none: it shows 24.3 as 3.42."""


def printable(text: str, keep: str = "") -> str:
    """The text with every control, format, unassigned or shapeless sign written out (ESC → [U+001B]). keep: but these."""
    if text.isprintable() and not _ANY_SHAPELESS.search(text):
        return text
    return "".join(sign if sign in keep or not _unsafe(sign) else f"[U+{ord(sign):04X}]" for sign in text)


def _unsafe(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSAFE or sign in _SHAPELESS
