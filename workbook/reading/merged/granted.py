"""Points that assessors granted, from many files: each once, and none that a county grants itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.assessment import Adjustment
from scoring.problems import Problem, Source
from workbook.reading.parts.part import Part
from workbook.reading.tables.adjustments import SHEET


def granted(parts: Sequence[Part], spoken: Sequence[Mapping[str, int]]) -> tuple[list[Adjustment], list[Problem]]:
    """The adjustments that count, and the problems of those that do not.

    spoken: the counties that each file has figures of. A file of a single county cannot adjust anybody's points;
    one of the assessors (of many counties, or of none) can. The same adjustment in several files counts once.
    """
    found: list[Adjustment] = []
    problems: list[Problem] = []
    seen: set[Adjustment] = set()
    for part, counts in zip(parts, spoken, strict=True):
        bare = [replace(one, source=Source()) for one in part.adjustments]
        if part.layout == "county" or (len(counts) == 1 and len(part.counties) > 1):
            problems += [_refused(one, next(iter([*counts, one.county]))) for one in part.adjustments]
            continue
        # Twice in one file it counts twice, and the reader has warned of it.
        found += [one for one, key in zip(part.adjustments, bare, strict=True) if key not in seen]
        seen.update(bare)
    return found, problems


def _refused(one: Adjustment, county: str) -> Problem:
    return Problem(
        "error",
        "E_ADJUSTMENT_OWN",
        one.county,
        one.indicator,
        f"“{SHEET}”写在“{county}”自己报送的文件里，没有采用",
        one.source,
        f"{one.points:g}",
        f"{SHEET}由考核组填写：确认后写进考核组自己的工作簿（可以只填“{SHEET}”一张表），和各县文件放在一起",
    )
