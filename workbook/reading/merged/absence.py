"""What is lacking once all files are read: a county that nobody sent, and what a file lacks that no other makes up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.reading.parts.part import Part
from workbook.reading.tables.sheet import Key, SheetValues

_BY_SHEET = {"E_COUNTY_MISSING", "E_SHEET_MISSING"}


def absences(
    parts: Sequence[Part],
    spoken: Sequence[Mapping[str, int]],
    figures: SheetValues,
    counties: Sequence[str],
    scheme: Scheme,
) -> list[Problem]:
    """The problems of the files, without those that other files make up for, and counties that no file speaks of.

    spoken: the counties that each file has figures of. figures: what the files say together.
    """
    layouts = (scheme.sheets(), scheme.bureau_sheets())
    homes = {sheet: tuple(ids) for layout in reversed(layouts) for sheet, ids in layout.items()}
    fewest = min(map(len, layouts))
    found: list[Problem] = []
    for part, counts in zip(parts, spoken, strict=True):
        if not counts and not part.adjustments:
            found += _says_nothing(part, fewest)
            continue
        found += [one for one in part.problems if _stands(one, counts, figures, homes)]
    absent = [county for county in counties if not any(county in counts for counts in spoken)]
    return found + [
        Problem(
            "error",
            "E_ABSENT",
            county,
            "",
            f"“{county}”没有报送：{len(parts)} 个文件里都没有它的数，全部按缺报处理",
            remedy="催报；已经报送的，核对文件是否在这个文件夹里、里面的县（市、区）名称是否写对",
        )
        for county in absent
    ]


def _says_nothing(part: Part, sheets: int) -> Iterable[Problem]:
    """A file without a single figure: one error instead of one a blank, beside what else is wrong with it."""
    lacking = sum(one.code == "E_SHEET_MISSING" for one in part.problems)
    said = (
        ("E_NO_SHEET", "里面没有方案里的任何一张数据工作表，没有读到数", "核对是不是数据表；工作表名要与空表一致")
        if lacking >= sheets and not part.figures.values
        else ("E_EMPTY", "是空表，一个数也没有填", "填好后再交；不该交的文件请移走")
    )
    yield Problem("error", said[0], "", "", said[1], Source(part.file), "", said[2])
    yield from (
        one for one in part.problems if one.code not in {*_BY_SHEET, "E_COLUMN_MISSING", "E_ROW_MISSING", "E_BLANK"}
    )


def _stands(
    one: Problem,
    counts: Mapping[str, int],
    figures: SheetValues,
    homes: Mapping[str, Sequence[str]],
) -> bool:
    """Whether what a file lacks is lacking in all."""
    if one.code == "E_BLANK" and one.item:
        value = figures.values.get((one.county, one.item))
        return value != value and figures.sources[one.county, one.item] == one.source
    items: Sequence[str] = ()
    if one.code in _BY_SHEET:
        items = homes.get(one.source.sheet, tuple(item for ids in homes.values() for item in ids))
    elif one.code in ("E_COLUMN_MISSING", "E_ROW_MISSING"):
        items = (one.item,)
    else:
        return True
    concerned = [one.county] if one.county else list(counts)
    keys: list[Key] = [(county, item) for county in concerned if county in counts for item in items]
    return any(key not in figures.values for key in keys)
