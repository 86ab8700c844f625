"""How formulas name a sheet."""

from __future__ import annotations

import re


def prefix(sheet: str) -> str:
    """A sheet's name as a formula writes it before a cell."""
    return f"{sheet}!" if re.fullmatch(r"[^\W\d]\w*", sheet) else "'" + sheet.replace("'", "''") + "'!"
