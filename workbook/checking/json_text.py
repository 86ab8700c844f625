"""The problems as JSON, for other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.drawing.problem_sheet import SEVERITIES
from workbook.reading.account import Account


def problems_json(
    problems: Sequence[Problem],
    files: Mapping[str, str],
    scheme: Scheme,
    year: int,
    accounts: Mapping[str, Account] | None = None,
) -> str:
    """Scheme, year, files with their hashes, counts, and every problem with its place, what is wrong and what to do.

    accounts: what became of the filled cells of every file, by file and together.
    """
    counts = {kind: sum(one.severity == kind for one in problems) for kind in SEVERITIES}
    content = {
        "scheme": scheme.id,
        "year": year,
        "files": dict(files),
        "counts": counts,
        "account": asdict(sum((accounts or {}).values(), Account())),
        "accounts": {name: asdict(one) for name, one in (accounts or {}).items()},
        "problems": [_problem(one) for one in problems],
    }
    return json_text(content)


def json_text(content: Mapping[str, Any]) -> str:
    """An object as JSON in ASCII, without <, > and &, so that it stands anywhere: in a console, a page, another program's text.

    A figure that is not there (NaN) is null.
    """
    text = json.dumps(_plain(content), ensure_ascii=True, indent=1, allow_nan=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text + "\n"


def _plain(value: Any) -> Any:
    """Numbers, texts, lists and objects as JSON has them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    if value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value


def _problem(one: Problem) -> dict[str, Any]:
    return {**asdict(one), "source": one.source._asdict(), "also": [place._asdict() for place in one.also]}
