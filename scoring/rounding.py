"""Rounding as results are published: half-up; GB/T 8170's half-even beside it. Float noise is dropped first."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any, overload

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
GUARD = 6  # places below the last one at which noise is dropped
_EXACT = 2.0**52
_EXACT_BITS = int(np.float64(_EXACT).view(np.uint64))


@overload
def round_half_up(x: float, places: int) -> float: ...
@overload
def round_half_up(x: npt.ArrayLike, places: int) -> Any: ...
def round_half_up(x: Any, places: int) -> Any:
    """Round half away from zero, exactly as a spreadsheet's ROUND(ROUND(x, places+6), places).

    x: scalar or array; returns a float or a float64 array of the same shape. NaN and infinities stay.
    places: 0 to 10. Published results round so: Guangdong's (16.42−16)/16 = 2.625% was printed as 2.63
    (公告2010年第25号).
    """
    return _rounded(x, places, even=False)


@overload
def round_half_even(x: float, places: int) -> float: ...
@overload
def round_half_even(x: npt.ArrayLike, places: int) -> Any: ...
def round_half_even(x: Any, places: int) -> Any:
    """Round half to even (GB/T 8170 四舍六入五成双) after the same guard; shapes as in round_half_up."""
    return _rounded(x, places, even=True)


@overload
def has_places(x: float, places: int) -> bool: ...
@overload
def has_places(x: Floats, places: int) -> npt.NDArray[np.bool_]: ...
def has_places(x: Any, places: int) -> Any:
    """Whether figures have no more than so many decimal places; NaN has none of them. Shapes as in round_half_up."""
    if isinstance(x, float):
        return math.isfinite(x) and round_half_up(x, places) == to_15_digits(x)
    return np.isfinite(x) & (round_half_up(x, places) == to_15_digits(x))


def _rounded(x: Any, places: int, even: bool) -> Any:
    if not 0 <= places <= 10:
        raise ValueError(f"小数位数应当是 0 到 10 的整数，现在是 {places}")
    if type(x) is float and not even and abs(x) * 10.0 ** (places + GUARD) < _EXACT:
        return _one(x, places)
    values = np.asarray(x, dtype=np.float64)
    if places == 0 and values.size > 1 and _whole(values):
        return values + 0.0
    result = _by_integers(np.atleast_1d(values), places, even)
    return float(result[0]) if values.ndim == 0 else result


def _whole(values: Floats) -> bool:
    """Whether there is nothing to round: flags, grades, ranks."""
    with np.errstate(invalid="ignore"):
        small = values.min() > -_EXACT / 10.0**GUARD and values.max() < _EXACT / 10.0**GUARD
        return bool(small and (np.rint(values) == values).all())


def _one(value: float, places: int) -> float:
    """The same arithmetic for one figure, half-up, without the cost of an array."""
    guarded = math.floor(abs(value) * 10.0 ** (places + GUARD) + 0.5)
    whole = (guarded + 10**GUARD // 2) // 10**GUARD
    return math.copysign(whole / 10.0**places, value) + 0.0


def _by_integers(values: Floats, places: int, even: bool) -> Floats:
    """Guarded rounding in whole numbers below 2⁵², so that the result is the double nearest the decimal."""
    with np.errstate(over="ignore"):  # beyond 2⁵² anyway
        size = values * 10.0 ** (places + GUARD)
    # Nothing negative, too large or NaN: no sign to take off and put back. One look, since the bits of doubles from 0 up
    # are in the order of the doubles, and below those of NaN and of all with a sign.
    plain = simple = bool(size.view(np.uint64).max(initial=0) < _EXACT_BITS)
    if not plain:
        np.abs(size, out=size)
        simple = bool(size.max(initial=0.0) < _EXACT)  # False where there is a NaN
    if not simple:
        fits = size < _EXACT
        size = np.where(fits, size, 0.0)
    step = 10.0**GUARD
    if even:
        size += 0.5
        guarded = np.floor(size, out=size)
        whole = np.floor(guarded / step)
        left = guarded - whole * step
        whole += (2 * left > step) | ((2 * left == step) & (whole % 2 == 1))
    else:
        # A tie here goes to the even one, not up: that decides nothing, as 499999.5 of a step goes to 500000 both ways.
        guarded = np.rint(size, out=size)
        # Exact: below 2⁵² a quotient just under a whole number does not round up to it.
        guarded += step / 2
        guarded /= step
        whole = np.floor(guarded, out=guarded)
    whole /= 10.0**places
    result: Floats = whole
    if not plain:
        np.copysign(result, values, out=result)
        result += 0.0
    if not simple:
        large = ~fits & np.isfinite(values)
        if large.any():  # full points of every county are one figure: each is worked out once
            each, which = np.unique(values[large], return_inverse=True)
            result[large] = np.asarray([_by_decimal(one, places, even) for one in each.tolist()])[which]
        result = np.where(np.isfinite(values), result, values)
    return result


def _by_decimal(value: float, places: int, even: bool) -> float:
    """The same for figures too large for whole numbers: on their 15 significant digits."""
    rule = ROUND_HALF_EVEN if even else ROUND_HALF_UP
    digits = Decimal(f"{value:.15g}")
    return float(digits.quantize(Decimal(1).scaleb(-places), rounding=rule)) if digits.adjusted() < 18 else value


def decimals(figure: float) -> int:
    """How many decimals a figure has, six at most; none where only a power of ten can write it."""
    text = f"{figure:.15g}"
    return 0 if "e" in text else min(GUARD, len(text.partition(".")[2]))


def to_15_digits(x: Any) -> Any:
    """Figures as a spreadsheet keeps them: the double nearest the 15-significant-digit decimal.

    x: scalar or array; float or float64 array out. Figures with at most six decimals below 10⁹ are so
    already and cost two passes.
    """
    if isinstance(x, float):  # one figure, as a reader of cells has it
        return float(f"{x:.15g}")
    values = np.asarray(x, dtype=np.float64)
    flat = np.atleast_1d(values)
    with np.errstate(invalid="ignore"):
        scaled = flat * 1e6
        np.rint(scaled, out=scaled)
        scaled /= 1e6
        canonical = scaled == flat
        if flat.size and not np.abs(flat).max() < 1e9:
            canonical &= np.abs(flat) < 1e9
    if not canonical.all():
        rest = np.nonzero(~canonical & np.isfinite(flat))
        flat = flat.copy()
        flat[rest] = _canonical(flat[rest])
    return float(flat[0]) if values.ndim == 0 else flat


def _canonical(values: Floats) -> Floats:
    power = 14 - np.floor(np.log10(np.abs(values)))
    plain = (power >= 0) & (power <= 22)
    scale = 10.0 ** np.where(plain, power, 0)
    scaled = values * scale
    result: Floats = np.rint(scaled) / scale
    # The product is rounded itself, by up to 1/16: near a half only the decimal digits can tell.
    doubtful = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) <= 0.0625
    for place in np.flatnonzero(~plain | doubtful):
        result[place] = float(f"{values[place]:.15g}")
    return result
