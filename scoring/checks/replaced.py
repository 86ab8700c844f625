"""A figure compared with the one that it replaces: a decimal point, a unit or a sign astray."""

from __future__ import annotations

import math

from scoring.scheme.data_checks import CheckSpec, Fraction, Scale, Sign, Tenfold

SLIPPED = "W_VINTAGE_SCALE"
"""The code of a warning that says so."""

_WITHIN, _MOST = 1.25, 4


def slipped(old: float, new: float) -> str:
    """What a figure looks like beside the one that it replaces; blank for an ordinary change. Zero and NaN tell nothing.

    A changed sign is reported whatever the size: a fall became a rise. A power of ten is one within a quarter, up to 10,000.
    """
    if not (old and new and math.isfinite(old) and math.isfinite(new)):
        return ""
    if (old < 0) != (new < 0):
        return "正负号相反"
    power = round(math.log10(new / old))
    off = 10.0**power
    if not 1 <= abs(power) <= _MOST or not 1 / _WITHIN < new / old / off < _WITHIN:
        return ""
    return f"相差约 {10 ** abs(power)} 倍，像是单位或小数点错位"


def is_slip(check: CheckSpec) -> bool:
    """Whether a check asks the same of a figure, by what belongs to it."""
    return isinstance(check, (Fraction, Sign, Tenfold, Scale))
