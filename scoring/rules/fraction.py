"""Points and shares written as fractions: three lines of 100/3 make 100, which no decimals do."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

LARGEST = 9999
"""The largest denominator that may be written."""
_WRITTEN = re.compile(r"\s*([0-9]{1,9})\s*/\s*([0-9]{1,9})\s*")
_DECIMAL_DIGITS = 11


def written(text: str) -> tuple[int, int] | None:
    """Numerator and denominator of 「100/3」 as they were written; None for any other text."""
    found = _WRITTEN.fullmatch(text)
    return None if found is None else (int(found[1]), int(found[2]))


def _figure(value: Any) -> Any:
    """The number nearest to a fraction; all else as it was, for pydantic to judge."""
    parts = written(value) if isinstance(value, str) else None
    return value if parts is None or not 0 < parts[1] <= LARGEST else parts[0] / parts[1]


_Text = Annotated[str, Field(pattern=r"^ *[0-9]{1,9} */ *[0-9]{1,9} *$")]
_AtLeast0 = Annotated[float, Field(ge=0)]
_Above0 = Annotated[float, Field(gt=0)]
Points = Annotated[_AtLeast0, BeforeValidator(_figure, json_schema_input_type=_AtLeast0 | _Text)]
"""Points, or a share: a number from 0, or a fraction as text. A scheme keeps the number nearest to it."""
SomePoints = Annotated[_Above0, BeforeValidator(_figure, json_schema_input_type=_Above0 | _Text)]
"""The same, above 0."""


def is_points(metadata: Sequence[Any]) -> bool:
    """Whether a field takes fractions, from its metadata."""
    return any(isinstance(one, BeforeValidator) and one.func is _figure for one in metadata)


def exact(value: float) -> Fraction:
    """What was written for a figure: its decimals, or the fraction (denominator up to 9999) that it is nearest to.

    Decimals of up to 11 digits lie further from any such fraction than two numbers that a double tells apart, so that
    neither is taken for the other.
    """
    text = repr(float(value))
    decimals = Fraction(text)
    if len(text.partition("e")[0].replace(".", "").lstrip("-0")) <= _DECIMAL_DIGITS:
        return decimals
    near = Fraction(value).limit_denominator(LARGEST)
    return near if float(near) == value else decimals


@lru_cache(maxsize=1 << 12, typed=True)
def figure_text(value: float | Fraction) -> str:
    """A figure as a sentence prints it: 13.5, 15, 3.33; 100/3 where no decimals end."""
    if not isinstance(value, Fraction):
        if not math.isfinite(value):
            return str(value)
        value = exact(value)
    if _ends(value.denominator) or value.denominator > LARGEST:
        return _decimal(float(value))
    return f"{value.numerator}/{value.denominator}"


def _decimal(value: float) -> str:
    """Ten digits, without the power of ten that no document prints: 0.000031, 12000000000."""
    text = f"{value:.10g}"
    return f"{Decimal(text):f}" if "e" in text and 1e-15 < abs(value) < 1e16 else text


def _ends(denominator: int) -> bool:
    """Whether the decimals of a fraction with the denominator end."""
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def whole(value: float) -> float | int:
    """A whole figure as a whole number."""
    return int(value) if float(value).is_integer() and abs(value) < 1e15 and str(float(value)) != "-0.0" else value
