"""What is lacking once all files are read, told once, to whoever should have handed it in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.findings import of_file
from workbook.reading.grid import UNNAMED
from workbook.reading.merged.coverage import ABSENCES, Coverage
from workbook.reading.parts.part import Part
from workbook.reading.tables.across import Key, SheetValues
from workbook.reading.text import listed, near, squeezed

_MOST_NAMED = 3  # more counties that a sheet lacks are one problem


def says_nothing(part: Part) -> bool:
    """Whether a file has no figure, no list row, no decision."""
    return not (part.spoken_of() or part.adjustments or part.vintages)


def absences(
    parts: Sequence[Part],
    figures: SheetValues,
    counties: Sequence[str],
    scheme: Scheme,
    counted: Collection[Key],
    left_out: Collection[str],
) -> list[Problem]:
    """The problems of the files, without those that other files make up for, and what no file has.

    figures: what the files say together; counted: figures that are counted from lists. left_out: counties of whose
    files it was already told why they are not used.
    """
    cover = Coverage(parts, figures, scheme, counted)
    found: list[Problem] = []
    covered: set[Key] = {  # that a figure could not be read was told where it stands
        (one.county, one.item)
        for part in parts
        for one in part.problems
        if one.severity == "error" and one.code not in ABSENCES
    }
    for number, part in enumerate(parts):
        if says_nothing(part):
            found += why_nothing(part, scheme)
        else:
            found += [one for one in part.problems if _stands(one, number, cover, covered)]
    rest = [
        key
        for county in counties
        if county in cover.speakers
        for key in ((county, item) for item in scheme.items)
        if key not in covered and cover.missing(key)
    ]
    found += _without_rows(rest, cover)
    found += _not_sent(rest, cover)
    if cover.speakers:
        known = _known(parts, cover, left_out)
        absent = [county for county in counties if county not in known]
        for one in found:  # a county that a misspelt name was likely meant for is not told twice
            if one.code == "E_COUNTY_UNKNOWN":
                absent = [county for county in absent if county not in near(one.value, absent, 1, 0.5)]
        found += [_absent(county, len(parts)) for county in absent]
    return found


def why_nothing(part: Part, scheme: Scheme) -> Iterator[Problem]:
    """Why a file says nothing: what is wrong with it, or else that it is no data table, or is empty."""
    others = [one for one in part.problems if one.code not in ABSENCES]
    if any(one.severity == "error" and one.code != "E_YEAR" for one in others):
        yield from others
        return
    county = part.counties[0] if part.layout == "county" and part.counties else ""
    lacking = [one for one in part.problems if one.code in ABSENCES and one.code != "E_BLANK"]
    known = {squeezed(name) for layout in (scheme.sheets(), scheme.bureau_sheets()) for name in layout}
    there = [name for name in part.sheets if name != UNNAMED]
    if lacking and there and not known & set(map(squeezed, there)):
        named = listed((f"“{name}”" for name in there), 5)
        said = (
            "E_NO_SHEET",
            f"里面没有方案里的任何一张数据工作表（有的是{named}），没有读到数",
            "核对是不是数据表；工作表名要与空表一致",
        )
    elif lacking and part.layout == "county" and not part.figures.values:
        more = f"（这样的共 {len(lacking)} 处）" if len(lacking) > 1 else ""
        said = ("E_NOTHING", f"没有读到一个数：{lacking[0].message}{more}", lacking[0].remedy)
    elif part.account is not None and part.account.unread:
        count = part.account.unread
        said = ("E_NOTHING", f"没有读到一个数，有 {count} 格内容没有用到", "核对数是不是填在表头下面、各县的行里")
    else:
        said = ("E_EMPTY", "是空表，一个数也没有填", "填好后再交；不该交的文件请移走")
    code, message, remedy = said
    # Of a file that is about something else it says nothing that every cell of it was not read.
    yield from (one for one in others if code != "E_NO_SHEET" or one.code != "W_UNREAD")
    yield of_file(code, part.file, message, remedy, county)


def _stands(one: Problem, number: int, cover: Coverage, covered: set[Key]) -> bool:
    """Whether a problem of a file is its own to answer for; what it lacks is then covered."""
    if one.code not in ABSENCES or (one.code == "E_BLANK" and not one.item):
        return True
    items = [one.item] if one.item else cover.homes.get(one.source.sheet, tuple(cover.scheme.items))
    counties = [one.county] if one.county else list(cover.spoken[number])
    own = {
        key
        for key in ((county, item) for county in counties for item in items)
        if key[0] in cover.spoken[number] and cover.missing(key) and cover.answers(key) == number
    }
    covered |= own
    return bool(own)


def _without_rows(rest: Sequence[Key], cover: Coverage) -> Iterator[Problem]:
    """Counties of which a file has no figure on a sheet that has all others'."""
    lacking: dict[tuple[int, str], dict[str, list[str]]] = {}
    for county, item in rest:
        number = cover.answers((county, item))
        if number is not None and item not in cover.told[number]:
            sheet = _sheet_of(number, item, cover)
            lacking.setdefault((number, sheet), {}).setdefault(county, []).append(item)
    for (number, sheet), counties in lacking.items():
        part = cover.parts[number]
        rows = [one for one in part.problems if one.source.sheet == sheet and one.severity == "error"]
        for one in rows:  # a row that could not be read was told
            counties.pop(one.county, None) if one.code in ("E_CODE", "E_COUNTY_TWICE") else None
        if not counties or sum(one.code in ("E_COUNTY_UNKNOWN", "E_COUNTY_BLANK") for one in rows) >= len(counties):
            continue
        groups = [[name] for name in counties] if len(counties) <= _MOST_NAMED else [list(counties)]
        for names in groups:
            yield _no_row(part.file, sheet, names, counties[names[0]], cover)


def _no_row(file: str, sheet: str, counties: Sequence[str], items: Sequence[str], cover: Coverage) -> Problem:
    named = listed((cover.scheme.items[item].name for item in items), 3)
    where = f"工作表“{sheet}”" if sheet else "表里"
    message = f"{where}没有“{listed(counties)}”的数，{len(items)} 项（{named}）按缺报处理"
    remedy = f"补上“{listed(counties)}”的行；没有数的格写“暂缺（原因）”或“不适用（原因）”"
    return of_file("E_COUNTY_MISSING", file, message, remedy, counties[0] if len(counties) == 1 else "", sheet)


def _sheet_of(number: int, item: str, cover: Coverage) -> str:
    """Where a file has an item, or should."""
    part = cover.parts[number]
    counties = cover.held[number].get(item)
    if counties:
        return part.figures.sources.get((next(iter(counties)), item), Source()).sheet
    return next((sheet for sheet, items in cover.homes.items() if item in items and sheet in part.sheets), "")


def _not_sent(rest: Sequence[Key], cover: Coverage) -> Iterator[Problem]:
    """Items that no file has, by the bureau that should have handed them in."""
    bureaus: dict[str, dict[str, set[str]]] = {}
    for county, item in rest:
        if cover.answers((county, item)) is None:
            own = bureaus.setdefault(lead_bureau(cover.scheme.items[item].bureau), {})
            own.setdefault(item, set()).add(county)
    for bureau, items in bureaus.items():
        some = any(item in held for held in cover.held for item in cover.scheme.bureau_sheets()[bureau])
        counties = [county for county in cover.speakers if any(county in lacking for lacking in items.values())]
        whose = f"“{listed(counties, 5)}”的 " if len(counties) < len(cover.speakers) else ""
        names = listed((cover.scheme.items[item].name for item in items), 3)
        lacking = f"{whose}{len(items)} 项（{names}）在 {len(cover.parts)} 个文件里都没有，各县按缺报处理"
        message = f"“{bureau}”没有报{'全' if some else '送'}：{lacking}"
        remedy = f"向{bureau}催报；已经报送的，核对文件是否在这个文件夹里、工作表名和编号是否与空表一致"
        yield of_file("E_NOT_SENT", "", message, remedy, counties[0] if len(counties) == 1 else "")


def _known(parts: Sequence[Part], cover: Coverage, left_out: Collection[str]) -> set[str]:
    """Counties that a file speaks of, is of, or was left out with."""
    return {*cover.speakers, *left_out, *(name for one in parts if one.layout == "county" for name in one.counties)}


def _absent(county: str, files: int) -> Problem:
    message = f"“{county}”没有报送：{files} 个文件里都没有它的数，全部按缺报处理"
    remedy = "催报；已经报送的，核对文件是否在这个文件夹里、里面的县（市、区）名称是否写对"
    return of_file("E_ABSENT", "", message, remedy, county)
