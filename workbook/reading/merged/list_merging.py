"""Evidence lists from many files: a county's rows of a list from one file only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from scoring.lists.counting import counted_from
from scoring.lists.rows import ListRows
from scoring.problems import Problem, Source
from scoring.scheme.list_models import ListSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import of_file
from workbook.reading.parts.file_data import FileData
from workbook.reading.stage import Stage
from workbook.reading.tables.spoiling import spoilt
from workbook.reading.text import listed, squeezed


def merged_lists(
    certifying: Sequence[FileData], claiming: Sequence[FileData], scheme: Scheme, stage: Stage
) -> tuple[Mapping[str, ListRows], list[Problem]]:
    """The lists as one, and what is wrong.

    Of a list that a certifier submitted, only its rows count; the counties' own count at 初评 where there is none, and
    where nobody certifies what is counted from it. A county whose rows stand in two files is counted once if they are the same; if not, what is counted from them
    is missing, as nobody can tell which rows are meant or whether they add up.
    """
    found: dict[str, ListRows] = {}
    problems: list[Problem] = []
    for name in scheme.lists:
        owned: dict[str, tuple[FileData, pd.DataFrame, list[Source]]] = {}
        own = all(item.supplied == "county" for item in counted_from(scheme, name))
        parts = [part for part in certifying if name in part.lists]
        if not parts and (stage == "初评" or own):
            parts = [part for part in claiming if name in part.lists]
        if len(parts) == 1 and _by_county(parts[0].lists[name]):
            found[name] = parts[0].lists[name]
            continue
        for part in parts:
            rows = part.lists[name]
            for county, mine in rows.frame.groupby("county", sort=False):
                sources = [rows.sources[place] for place in mine.index]
                if county not in owned:
                    owned[str(county)] = (part, mine, sources)
                elif _rows(owned[str(county)][1]) != _rows(mine):
                    first, other, there = owned[str(county)]
                    problems.append(_conflict(str(county), scheme.lists[name].sheet, there[0], sources[0]))
                    owned[str(county)] = (first, spoilt(other), there)
        if owned:
            frame = pd.concat([one for _, one, _ in owned.values()], ignore_index=True)
            found[name] = ListRows(frame, tuple(one for _, _, sources in owned.values() for one in sources))
    return found, problems


def _by_county(rows: ListRows) -> bool:
    """Whether the rows of each county stand together."""
    counties = rows.frame["county"].tolist()
    return len(set(counties)) == 1 + sum(1 for one, other in pairwise(counties) if one != other)


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


def claimed_cases(certifying: Sequence[FileData], claiming: Sequence[FileData], scheme: Scheme) -> list[Problem]:
    """What counties listed and certifiers did not, case by case, and the other way round."""
    found = []
    for name, spec in scheme.lists.items():
        if not all(any(name in part.lists for part in parts) for parts in (certifying, claiming)):
            continue
        certified, claimed = _cases(certifying, name, spec), _cases(claiming, name, spec)
        for county, own in claimed.items():
            theirs = certified.get(county, {})
            only, new = [one for one in own if one not in theirs], [one for one in theirs if one not in own]
            if not only and not new:
                continue
            texts = [f"未认定：{listed((own[one][0] for one in only), 5)}"] if only else []
            texts += [f"县里没有报：{listed((theirs[one][0] for one in new), 5)}"] if new else []
            file = own[only[0]][1] if only else next(iter(own.values()))[1]
            message = f"“{spec.sheet}”县里报 {len(own)} 件，部门核定 {len(theirs)} 件（{'；'.join(texts)}），按部门的计"
            found.append(of_file("W_LIST_CLAIM", file, message, "有异议的，县（市、区）向部门提出", county, spec.sheet))
    return found


def _cases(parts: Sequence[FileData], name: str, spec: ListSpec) -> dict[str, dict[str, tuple[str, str]]]:
    """By county and case: the case as written, and the file."""
    columns = [one for one in (spec.case.name, spec.case.code) if one is not None]
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for part in parts:
        rows = part.lists.get(name)
        for county, *texts in rows.frame[["county", *columns]].itertuples(index=False) if rows is not None else ():
            case = next((text for text in texts if isinstance(text, str) and text), "")
            found.setdefault(str(county), {}).setdefault(squeezed(case), (case, part.file))
    return found
