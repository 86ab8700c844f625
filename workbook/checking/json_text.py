"""The problems as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.checking.problem_sheet import SEVERITIES
from workbook.reading.account import Account


def problems_json(
    problems: Sequence[Problem],
    files: Mapping[str, str],
    scheme: Scheme,
    year: int,
    accounts: Mapping[str, Account] | None = None,
) -> str:
    """Scheme, year, files with their hashes, counts, and every problem with its place, what is wrong and what to do.

    accounts: what became of the filled cells of every file, which are told by file and together.

    ASCII only, and without <, > and &, so that it stands anywhere: in a console, a page, another program's text.
    """
    counts = {kind: sum(one.severity == kind for one in problems) for kind in SEVERITIES}
    said = {
        "scheme": scheme.id,
        "year": year,
        "files": dict(files),
        "counts": counts,
        "account": asdict(sum((accounts or {}).values(), Account())),
        "accounts": {name: asdict(one) for name, one in (accounts or {}).items()},
        "problems": [_problem(one) for one in problems],
    }
    text = json.dumps(said, ensure_ascii=True, indent=1)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text + "\n"


def _problem(one: Problem) -> dict[str, Any]:
    return {**asdict(one), "source": one.source._asdict(), "also": [place._asdict() for place in one.also]}
