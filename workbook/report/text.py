"""Text of others, fit for a document."""

from __future__ import annotations

import re

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """In one line: what neither XML nor a page may hold, and what breaks a line, is a space."""
    return _UNFIT.sub(" ", text)
