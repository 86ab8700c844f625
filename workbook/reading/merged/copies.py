"""Files that say another county than they should: copies of another county's book, and names of another county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import of_file
from workbook.reading.parts.file_data import FileData
from workbook.reading.text import listed, squeezed

_FEWEST = 3  # equal figures that say something: 0, 1, 是 and 否 are equal by chance


def copied(parts: Sequence[FileData]) -> Iterator[Problem]:
    """Two files with all figures equal, of different counties."""
    seen: dict[frozenset[tuple[str, float | str]], list[tuple[str, FileData]]] = {}
    for part in parts:
        own: dict[str, dict[str, float | str]] = {}
        for (county, item), value in part.figures.values.items():
            if value == value:
                own.setdefault(county, {})[item] = value
        for county, figures in own.items():
            if sum(isinstance(value, float) and value not in (0, 1) for value in figures.values()) >= _FEWEST:
                seen.setdefault(frozenset(figures.items()), []).append((county, part))
    for same, owners in seen.items():
        first, one = owners[0]
        for county, part in owners[1:]:
            if county == first or part is one:
                continue
            message = (
                f"“{county}”的 {len(same)} 个数与“{one.file}”里“{first}”的完全相同，是不是把一个县的表改了县名就交了"
            )
            problem = of_file("W_COPIED", part.file, message, "核对两个县的数；确实完全相同的不用改", county)
            yield replace(problem, also=(Source(one.file),))


def named_otherwise(parts: Sequence[FileData], scheme: Scheme) -> Iterator[Problem]:
    """Files whose name, or whose folder's name, is another county's than their figures are of."""
    if scheme.region is None:
        return
    spellings = _spellings([county.name for county in scheme.region.counties])
    for part in parts:
        own = list(part.counties_with_data())
        for text in reversed(PurePosixPath(part.file).parts):
            named = _named(squeezed(text), spellings)
            if named:
                break
        else:
            continue
        if own and not named & set(own):
            names, really = listed(f"“{one}”" for one in sorted(named)), listed((f"“{one}”" for one in own), 3)
            message = f"文件名写的是{names}，里面是{really}的数，按里面写的读了"
            remedy = "核对是哪个县（市、区）的数，改正里面的县（市、区）名称或文件名"
            yield of_file("W_FILE_NAME", part.file, message, remedy, own[0] if len(own) == 1 else "")


def _spellings(names: Sequence[str]) -> dict[str, str]:
    """Every county by its name, and without its last sign where that leaves two or more and is nobody else's."""
    stems = Counter(name[:-1] for name in names)
    return {name[:-1]: name for name in names if len(name) > 2 and stems[name[:-1]] == 1} | {
        name: name for name in names
    }


def _named(text: str, spellings: Mapping[str, str]) -> set[str]:
    """The counties that a name holds, the longest spelling at each place: 新绛县 does not hold 绛县."""
    found, place, longest = set(), 0, max(map(len, spellings), default=0)
    while place < len(text):
        ends = range(place + longest, place, -1)
        spelt = next((text[place:end] for end in ends if text[place:end] in spellings), "")
        found |= {spellings[spelt]} if spelt else set()
        place += len(spelt) or 1
    return found
