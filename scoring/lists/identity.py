"""Which rows of an evidence list speak of the same case: by a real code, or by the name within a county.

The order of the rows plays no part: all that is asked is which codes and names stand together somewhere in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pandas as pd

from scoring.lists.placeholders import is_placeholder
from scoring.lists.rows import UNKNOWN
from scoring.scheme.list_models import ListSpec

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
NAMELESS = -1
"""The case of a row that has neither code nor name: each such row is a case of its own."""


def case_numbers(spec: ListSpec, frame: pd.DataFrame) -> np.ndarray:
    """A number a row, from 1 in reading order, the same for the rows of one case of a county.

    Rows with a real code are the code's. A row without one is the case of the one code that its name goes with in the
    county; of a case that is named so, where no row of that name has a code. Where the name goes with several codes
    nobody can tell: the row is NAMELESS, and ``ambiguous`` names it.
    """
    counties = frame["county"].tolist()
    codes, names = naming(spec.case.code, frame), naming(spec.case.name, frame)
    of_name = _codes_of_names(counties, codes, names)
    numbers = np.full(len(frame), NAMELESS)
    known: dict[tuple[str, str, str], int] = {}
    for place, (county, code, name) in enumerate(zip(counties, codes, names, strict=True)):
        if not code and name:
            candidates = of_name[county, name]
            if len(candidates) > 1:
                continue
            code = next(iter(candidates), "")
        if code or name:
            key = (county, "code", code) if code else (county, "name", name)
            numbers[place] = known.setdefault(key, len(known) + 1)
    return numbers


def ambiguous(spec: ListSpec, frame: pd.DataFrame) -> Iterator[tuple[int, list[int]]]:
    """Rows without a code whose name goes with several codes of the county, each with the first rows of those codes."""
    counties = frame["county"].tolist()
    codes, names = naming(spec.case.code, frame), naming(spec.case.name, frame)
    of_name = _codes_of_names(counties, codes, names)
    of_code: dict[tuple[str, str], int] = {}
    for place in reversed(range(len(codes))):
        of_code[counties[place], codes[place]] = place
    for place, (county, code, name) in enumerate(zip(counties, codes, names, strict=True)):
        if not code and name and len(of_name[county, name]) > 1:
            yield place, sorted(of_code[county, one] for one in of_name[county, name])


def _codes_of_names(counties: list[str], codes: list[str], names: list[str]) -> dict[tuple[str, str], set[str]]:
    """The codes that each name stands with in a county."""
    found: dict[tuple[str, str], set[str]] = {}
    for county, code, name in zip(counties, codes, names, strict=True):
        if name:
            own = found.setdefault((county, name), set())
            if code:
                own.add(code)
    return found


def naming(column: str | None, frame: pd.DataFrame) -> list[str]:
    """A naming column; blanks, placeholders (无, 办理中) and what could not be read as empty texts. Width, case, blanks and
    kinds of dashes do not tell cases apart; every other sign does (1.2期 is not 12期)."""
    if column is None:
        return [""] * len(frame)
    return [
        _spelt(one) if isinstance(one, str) else "" if one is None or one != one else _spelt(f"{one:.15g}")
        for one in frame[column].tolist()
    ]


@lru_cache(maxsize=100_000)
def _spelt(text: str) -> str:
    if text in UNKNOWN or is_placeholder(text):
        return ""
    return _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", text).split())).upper()
