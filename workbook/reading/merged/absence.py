"""What is lacking once all files are read, told once, to whoever owes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scoring.problems import Problem
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.findings import of_file
from workbook.reading.grid import is_text_table
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.tables.values import Key
from workbook.reading.text import listed, near, squeezed

ABSENCES = frozenset(("E_BLANK", "E_COUNTY_MISSING", "E_SHEET_MISSING", "E_COLUMN_MISSING", "E_ROW_MISSING"))
"""Problems of a file that are none where another file has the figures."""
_MOST_NAMED = 3  # more counties that a sheet lacks are one problem


def is_empty(part: FileData) -> bool:
    """Whether a file has no figure, no list row, no decision."""
    return not (part.counties_with_data() or part.adjustments or part.vintages or part.pending or part.certificates)


def debtor(item: ItemSpec) -> str:
    """Who owes a figure of an item: the bureau that certifies it, 考核办 for what is decided; "" for the county."""
    if item.supplied == "county":
        return ""
    return Role.OFFICE if item.supplied == "decision" else lead_bureau(item.bureau)


class Duties:
    """Which file should have a figure: a county's its own, a bureau's those of the bureaus whose items it has.

    parts: those that are used. missing: the figures that nobody gave, nor are counted from lists.
    """

    def __init__(self, parts: Sequence[FileData], scheme: Scheme, missing: Collection[Key]) -> None:
        self.parts, self.scheme, self.missing = parts, scheme, missing
        self.homes = {**scheme.sheets(), **scheme.bureau_sheets()}
        self.bureaus = [_bureaus(part, scheme) for part in parts]
        self.counties = [set(part.counties if part.layout == "county" else part.counties_with_data()) for part in parts]

    def bears(self, number: int, key: Key) -> bool:
        """Whether a file is to have a figure of this county and item."""
        part, item = self.parts[number], self.scheme.items[key[1]]
        if part.role == Role.COUNTY:
            return key[0] in self.counties[number] and item.supplied in ("county", "both")
        if part.role == Role.DECISION:
            return item.supplied == "decision" and bool(part.figures.values)
        return debtor(item) in self.bureaus[number]

    def answering(self, key: Key) -> int | None:
        """The file of a bureau or of decisions that should have had a figure; None where it may be any of several."""
        bearers = [n for n, part in enumerate(self.parts) if part.role != Role.COUNTY and self.bears(n, key)]
        having = [n for n in bearers if any(item == key[1] for _, item in self.parts[n].figures.values)] or bearers
        speaking = [n for n in having if key[0] in self.counties[n]]
        return having[0] if len(having) == 1 else next(iter(speaking), None)

    def sheet_of(self, number: int, item: str) -> str:
        """Where a file has an item, or should."""
        part = self.parts[number]
        place = next((source for (_, name), source in part.figures.sources.items() if name == item), None)
        if place is not None:
            return place.sheet
        return next((sheet for sheet, items in self.homes.items() if item in items and sheet in part.sheets), "")


def _bureaus(part: FileData, scheme: Scheme) -> set[str]:
    """The bureau that a file says it is of, or those whose items it has."""
    if part.bureau:
        return {lead_bureau(part.bureau)}
    items = {item for (_, item), value in part.figures.values.items() if value == value}
    items |= {item for name in part.lists for item in scheme.items if _counted_from(scheme.items[item], name)}
    return {debtor(scheme.items[item]) for item in items if item in scheme.items}


def _counted_from(item: ItemSpec, name: str) -> bool:
    return item.counted is not None and item.counted.list == name


def absences(
    parts: Sequence[FileData],
    counties: Sequence[str],
    scheme: Scheme,
    missing: Collection[Key],
    left_out: Collection[str],
    alone: bool,
) -> list[Problem]:
    """The problems of the files, without those that other files make up for, and what no file has.

    left_out: counties of whose files it was already reported why they are not used. alone: a county's or a bureau's own book,
    which answers for itself only: what others owe is a note.
    """
    duties = Duties(parts, scheme, missing)
    found: list[Problem] = []
    covered = {  # that a figure could not be read was reported where it stands
        (one.county, one.item)
        for part in parts
        for one in part.problems
        if one.severity == "error" and one.code not in ABSENCES
    }
    for number, part in enumerate(parts):
        covered |= _unreadable(part, number, duties, counties)
        if is_empty(part):
            found += why_nothing(part, scheme)
        else:
            found += [one for one in part.problems if _stands(one, number, duties, counties, covered)]
    rest = [key for key in _keys(counties, scheme) if key in missing and key not in covered and key[0] not in left_out]
    found += _without_rows(rest, duties, covered)
    whole = counties if not alone else parts[0].counties
    found += _not_sent([key for key in rest if key not in covered], duties, whole, alone)
    silent = _without_books(duties, counties, left_out)
    for one in found:  # a county that a misspelt name was likely meant for is not reported twice
        if one.code == "E_COUNTY_UNKNOWN":
            silent = [county for county in silent if county not in near(one.value, silent, 1, 0.5)]
    if not alone:
        found += [_absent(county, [item for name, item in missing if name == county]) for county in silent]
    return found


def _without_books(duties: Duties, counties: Sequence[str], left_out: Collection[str]) -> list[str]:
    """Counties that sent no book, where any did; where none did, those whose own figures, which nobody else owes, are missing."""
    books = {
        county
        for part, own in zip(duties.parts, duties.counties, strict=True)
        if part.role == Role.COUNTY
        for county in own
    }
    items = duties.scheme.items
    waits = counties if books else {county for county, item in duties.missing if not debtor(items[item])}
    return [county for county in counties if county in waits and county not in books and county not in left_out]


def _keys(counties: Sequence[str], scheme: Scheme) -> Iterator[Key]:
    return ((county, item) for county in counties for item in scheme.items)


def why_nothing(part: FileData, scheme: Scheme) -> Iterator[Problem]:
    """Why a file says nothing: what is wrong with it, or else that it is no data table, or is empty."""
    others = [one for one in part.problems if one.code not in ABSENCES]
    if any(one.severity == "error" and one.code != "E_YEAR" for one in others):
        yield from others
        return
    county = part.counties[0] if part.layout == "county" and part.counties else ""
    lacking = [one for one in part.problems if one.code in ABSENCES and one.code != "E_BLANK"]
    known = {squeezed(name) for layout in (scheme.sheets(), scheme.bureau_sheets()) for name in layout}
    there = [name for name in part.sheets if not is_text_table(name)]
    if lacking and there and not known & set(map(squeezed, there)):
        named = listed((f"“{name}”" for name in there), 5)
        fault = (
            "E_NO_SHEET",
            f"里面没有方案里的任何一张数据工作表（有的是{named}），没有读到数",
            "核对是不是数据表；工作表名要与空表一致",
        )
    elif lacking and part.layout == "county" and not part.figures.values:
        more = f"（这样的共 {len(lacking)} 处）" if len(lacking) > 1 else ""
        fault = ("E_NOTHING", f"没有读到一个数：{lacking[0].message}{more}", lacking[0].remedy)
    elif part.account is not None and part.account.unread:
        count = part.account.unread
        fault = ("E_NOTHING", f"没有读到一个数，有 {count} 格内容没有用到", "核对数是不是填在表头下面、各县的行里")
    else:
        fault = ("E_EMPTY", "是空表，一个数也没有填", "填好后再交；不该交的文件请移走")
    code, message, remedy = fault
    # Of a file that is about something else it says nothing that every cell of it was not read.
    yield from (one for one in others if code != "E_NO_SHEET" or one.code != "W_UNREAD")
    yield of_file(code, part.file, message, remedy, county)


def _unreadable(part: FileData, number: int, duties: Duties, counties: Sequence[str]) -> set[Key]:
    """Figures of a file whose column, or whole sheet, could not be read, which was reported."""
    items: set[str] = set()
    have = {item for _, item in part.figures.values}
    for one in part.problems:
        if one.severity != "error" or one.county or one.code in ABSENCES or one.code.startswith("E_COUNTY_"):
            continue
        whole = duties.homes.get(one.source.sheet, ())
        items |= {one.item} if one.item else {item for item in whole if item not in have}
    known = [item for item in items if item in duties.scheme.items]
    if not part.figures.values:  # nothing says which bureau's it is but the sheet
        return {(county, item) for item in known for county in counties}
    return {(county, item) for item in known for county in counties if duties.bears(number, (county, item))}


def _stands(one: Problem, number: int, duties: Duties, counties: Sequence[str], covered: set[Key]) -> bool:
    """Whether a problem of a file is its own to answer for; what it lacks is then covered."""
    if one.code not in ABSENCES or (one.code == "E_BLANK" and not one.item):
        return True
    known = duties.scheme.items
    items = [one.item] if one.item else duties.homes.get(one.source.sheet, tuple(known))
    whose = [one.county] if one.county else counties
    own = {
        key
        for key in ((county, item) for county in whose for item in items if item in known)
        if key in duties.missing and duties.bears(number, key)
    }
    if duties.parts[number].role != Role.COUNTY:
        own = {key for key in own if duties.answering(key) in (number, None)}
    covered |= own
    return bool(own)


def _without_rows(rest: Sequence[Key], duties: Duties, covered: set[Key]) -> Iterator[Problem]:
    """Counties of which a file that should have them has no figure."""
    lacking: dict[tuple[int, str], dict[str, list[str]]] = {}
    for key in rest:
        number = duties.answering(key)
        if number is not None and is_empty(duties.parts[number]):
            covered.add(key)  # an empty book was reported
        elif number is not None:
            sheet = duties.sheet_of(number, key[1])
            lacking.setdefault((number, sheet), {}).setdefault(key[0], []).append(key[1])
            covered.add(key)
    for (number, sheet), counties in lacking.items():
        part = duties.parts[number]
        rows = [one for one in part.problems if one.source.sheet == sheet and one.severity == "error"]
        for one in rows:  # a row that could not be read was reported
            counties.pop(one.county, None) if one.code in ("E_CODE", "E_COUNTY_TWICE") else None
        if not counties or sum(one.code in ("E_COUNTY_UNKNOWN", "E_COUNTY_BLANK") for one in rows) >= len(counties):
            continue
        groups = [[name] for name in counties] if len(counties) <= _MOST_NAMED else [list(counties)]
        for names in groups:
            items = [item for item in duties.scheme.items if any(item in counties[name] for name in names)]
            yield _no_row(part.file, sheet, names, items, duties.scheme)


def _no_row(file: str, sheet: str, counties: Sequence[str], items: Sequence[str], scheme: Scheme) -> Problem:
    named = listed((scheme.items[item].name for item in items), 3)
    where = f"工作表“{sheet}”" if sheet else "表里"
    message = f"{where}没有“{listed(counties)}”的数，{len(items)} 项（{named}）按缺报处理"
    remedy = f"补上“{listed(counties)}”的行；没有数的格写“暂缺（原因）”或“不适用（原因）”"
    return of_file("E_COUNTY_MISSING", file, message, remedy, counties[0] if len(counties) == 1 else "", sheet)


def _not_sent(rest: Sequence[Key], duties: Duties, every: Collection[str], alone: bool) -> Iterator[Problem]:
    """Figures that no file has, by who should have handed them in."""
    outstanding: dict[str, dict[str, set[str]]] = {}
    for county, item in rest:
        who = debtor(duties.scheme.items[item])
        if who:  # a county's own book that is there was told what it lacks
            outstanding.setdefault(who, {}).setdefault(item, set()).add(county)
    for who, items in outstanding.items():
        counties = [county for county in every if any(county in lacking for lacking in items.values())]
        whose = f"“{listed(counties, 5)}”的 " if len(counties) < len(every) else ""
        names = listed((duties.scheme.items[item].name for item in items), 3)
        some = any(
            who in own for part, own in zip(duties.parts, duties.bureaus, strict=True) if part.role != Role.COUNTY
        )
        county = counties[0] if len(counties) == 1 else ""
        if alone:
            message = f"{len(items)} 项（{names}）由{who}{'下达' if who == Role.OFFICE else '核定'}，这本表里没有，在报齐之前得分待定"
            yield of_file("N_OWED", "", message, "", county)
            continue
        lacking = f"{whose}{len(items)} 项（{names}）没有一个文件里有，各县按缺报处理"
        if who == Role.OFFICE:
            message, remedy = (
                f"目标没有下达：{lacking}",
                f"写进“{Role.DECISION}”里的“目标下达”；没有下达的写“未下达（原因）”",
            )
        else:
            message = f"“{who}”没有报{'全' if some else '送'}：{lacking}"
            remedy = f"向{who}催报；已经报送的，核对文件是否在“{Role.BUREAU}”文件夹里、工作表名和编号是否与空表一致"
        yield of_file("E_NOT_SENT", "", message, remedy, county)


def _absent(county: str, lacking: Sequence[str]) -> Problem:
    """A county whose book is not there: an error if anything is missing for it."""
    remedy = f"催报；已经报送的，核对文件是否在“{Role.COUNTY}”文件夹里、里面的县（市、区）名称是否写对"
    if not lacking:
        message = f"“{county}”没有报送自己的表：各项都有核定数，自报数和自评分空缺"
        return of_file("W_ABSENT", "", message, remedy, county)
    return of_file("E_ABSENT", "", f"“{county}”没有报送：它的 {len(lacking)} 项按缺报处理", remedy, county)
