"""Zip files that are the same byte for byte from the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_TIME = (2025, 1, 1, 0, 0, 0)


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of the parts in their order, each at one fixed time."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return result.getvalue()
