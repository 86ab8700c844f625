"""Evidence lists from many files: a county's rows of a list from one file only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from scoring.lists.rows import UNUSABLE, ListRows
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.reading.parts.part import Part


def merged_lists(parts: Sequence[Part], scheme: Scheme) -> tuple[Mapping[str, ListRows], list[Problem]]:
    """The lists as one, and what is wrong.

    A county whose rows stand in two files is counted once if they are the same; if not, what is counted from them
    is missing, as nobody can tell which rows are meant or whether they add up.
    """
    found: dict[str, ListRows] = {}
    problems: list[Problem] = []
    for name in scheme.lists:
        owned: dict[str, tuple[Part, pd.DataFrame, list[Source]]] = {}
        for part in parts:
            if name not in part.lists:
                continue
            rows = part.lists[name]
            for county, own in rows.frame.groupby("county", sort=False):
                sources = [rows.sources[place] for place in own.index]
                if county not in owned:
                    owned[str(county)] = (part, own, sources)
                elif _rows(owned[str(county)][1]) != _rows(own):
                    first, kept, there = owned[str(county)]
                    problems.append(_conflict(str(county), scheme.lists[name].sheet, there[0], sources[0]))
                    spoilt = kept.copy()
                    spoilt.loc[spoilt.index[0], [one for one in spoilt.columns if one != "county"]] = UNUSABLE
                    owned[str(county)] = (first, spoilt, there)
        if owned:
            frame = pd.concat([own for _, own, _ in owned.values()], ignore_index=True)
            found[name] = ListRows(frame, tuple(one for _, _, sources in owned.values() for one in sources))
    return found, problems


def _rows(frame: pd.DataFrame) -> list[Any]:
    return sorted(tuple(map(str, row)) for row in frame.itertuples(index=False))


def _conflict(county: str, sheet: str, first: Source, second: Source) -> Problem:
    return Problem(
        "error",
        "E_LIST_CONFLICT",
        county,
        "",
        f"“{county}”的“{sheet}”在两个文件里不一致：{first} 起，{second} 起，分不清用哪一个，由它计的各项按缺报处理",
        second,
        "",
        "两处的行合到一个文件里，或删除其中一个文件的",
        (first,),
    )
