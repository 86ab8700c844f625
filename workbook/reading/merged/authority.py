"""What a file may say by its role: what it may not is an error that names the place, and is not used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from scoring.problems import Problem, Source
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.findings import of_file
from workbook.reading.labels import BUREAU_LABEL, GUIDE
from workbook.reading.merged.absence import ABSENCES, is_empty
from workbook.reading.merged.issued import of_last_year, undeclared
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.tables.adjustments import SHEET as ADJUSTMENTS
from workbook.reading.tables.cells import UNUSABLE
from workbook.reading.tables.certificates import SHEET as CERTIFICATES
from workbook.reading.tables.pending import SHEET as PENDING
from workbook.reading.tables.revisions import SHEET as REVISIONS
from workbook.reading.tables.values import Key, SheetValues
from workbook.reading.text import listed, short, squeezed
from workbook.reading.wording import TARGETS

CODE = "E_AUTHORITY"
_DECIDED = f"由考核办作出：移到“{Role.DECISION}”文件夹里的工作簿，或用 --decisions 指明；这里的删除"
_MAY: dict[Role, frozenset[str]] = {
    Role.COUNTY: frozenset(("county", "both")),
    Role.BUREAU: frozenset(("county", "both", "bureau")),
    Role.DECISION: frozenset(("decision",)),
}
"""Whose items (``ItemSpec.supplied``) a file of a role may give; the office's own may give all."""
_ROWS = {"E_ADJUSTMENT": ADJUSTMENTS, "E_VINTAGE": REVISIONS, "E_PENDING": PENDING}
"""The tables of decisions by the code of a row that cannot be read."""


def with_role(part: FileData, role: Role | None, scheme: Scheme) -> tuple[FileData | None, list[Problem]]:
    """The file with its role, and of it what it may say; None, and why, for a file that may say nothing where it is.

    role: by the folder; a file that stands in none of them is a county's, if it is of one county.
    """
    counties = _counties(part)
    if role is None and len(counties) != 1:
        return (None, [_loose(part, counties)]) if not is_empty(part) else (part, [])
    if role in (None, Role.COUNTY) and len(counties) > 1:
        message = f"在“{Role.COUNTY}”里，却有 {len(counties)} 个县（市、区）的数（{listed(counties, 3)}），全部没有采用"
        remedy = f"一县一本；部门的表移到“{Role.BUREAU}”文件夹"
        return None, [of_file(CODE, part.file, message, remedy)]
    if role in (Role.BUREAU, Role.DECISION) and (part.layout == "county" or part.declaration.county):
        whose = listed(counties) or part.declaration.county
        message = f"是“{whose}”填报的表，却放在“{role}”里，全部没有采用"
        return None, [of_file(CODE, part.file, message, f"移到“{Role.COUNTY}”文件夹", counties[0] if counties else "")]
    if role == Role.DECISION:
        wrong = undeclared(part, scheme)
        if wrong is not None:
            return None, [wrong]
    filled = not is_empty(part)
    part, problems = limited(part, role or Role.COUNTY, scheme)
    problems += of_last_year(part)
    return (None if is_empty(part) and filled and problems else part), problems


def _counties(part: FileData) -> list[str]:
    return list(part.counties) if part.layout == "county" else list(part.counties_with_data())


def _loose(part: FileData, counties: Sequence[str]) -> Problem:
    inside = PurePosixPath(part.file).parts
    where = f"文件夹“{inside[0]}”不是其中之一" if len(inside) > 1 else "它直接放在外面"
    if not counties:
        what, home = f"有“{ADJUSTMENTS}”或“{REVISIONS}”", Role.DECISION
    else:
        what, home = f"有 {len(counties)} 个县（市、区）的数", Role.BUREAU
    message = f"{what}，没有采用：报送文件夹里只认“{Role.COUNTY}”“{Role.BUREAU}”“{Role.DECISION}”三个文件夹，{where}"
    remedy = f"移到“{home}”文件夹；全市一本、由考核办自己填的，单独交给命令（kaohe score 文件名）"
    return of_file(CODE, part.file, message, remedy)


def limited(part: FileData, role: Role, scheme: Scheme) -> tuple[FileData, list[Problem]]:
    """What of a part its role allows; the rest is reported and taken out."""
    part.role = role
    if role == Role.OFFICE:
        return part, []
    return part, [
        *_figures(part, scheme), *_decisions(part), *_certificates(part, scheme), *_lists(part, scheme), *_others(part)
    ]  # fmt: skip


def _figures(part: FileData, scheme: Scheme) -> Iterator[Problem]:
    """Figures of items that others supply, one problem a sheet and supplier."""
    strange: dict[tuple[str, str], list[Key]] = {}
    for (county, name), value in part.figures.values.items():
        item = scheme.items.get(name)
        if item is None or value != value or value == UNUSABLE or _may(part, item):  # what is wrong is reported
            continue
        source = part.figures.sources.get((county, name), Source(part.file))
        strange.setdefault((source.sheet, _supplier(item)), []).append((county, name))
    for (_, supplier), keys in strange.items():
        places = [part.figures.sources.get(key, Source(part.file)) for key in keys]
        names = listed(dict.fromkeys(f"“{scheme.items[one].name}”" for _, one in keys), 5)
        cells = "、".join(f"{place.cell}（{_shown(part, key)}）" for place, key in zip(places, keys, strict=True))
        message = f"{names}{supplier}，{_whose(part)}的表不能填，没有采用：{cells}"
        county = keys[0][0] if len({county for county, _ in keys}) == 1 else ""
        name = keys[0][1] if len({one for _, one in keys}) == 1 else ""
        remedy = "删除这些数；有不同意见的，向填报的单位提出"
        if squeezed(places[0].sheet) == TARGETS:
            message, remedy = f"“{TARGETS}”写在{_whose(part)}报送的文件里，{len(keys)} 个数没有采用", _DECIDED
        yield Problem("error", CODE, county, name, message, places[0], "", remedy, tuple(places[1:]))
    dropped(part, {name for name, item in scheme.items.items() if not _may(part, item)})


def _shown(part: FileData, key: Key) -> str:
    value = part.figures.values[key]
    reason = part.figures.declared[key][1] if key in part.figures.declared else ""
    return f"{value:.15g}" if isinstance(value, float) else f"{value}：{short(reason)}" if reason else value


def _may(part: FileData, item: ItemSpec) -> bool:
    if part.role == Role.OFFICE:
        return True
    if part.role == Role.BUREAU and part.bureau and lead_bureau(item.bureau) != lead_bureau(part.bureau):
        return False
    return item.supplied in _MAY[part.role]


def _supplier(item: ItemSpec) -> str:
    if item.supplied == "decision":
        return f"由考核办在“{Role.DECISION}”里下达"
    return f"由{lead_bureau(item.bureau)}核定"


def _whose(part: FileData) -> str:
    if part.role == Role.DECISION:
        return f"“{Role.DECISION}”里"
    return f"{part.bureau or '部门'}" if part.role == Role.BUREAU else "县（市、区）"


def dropped(part: FileData, names: Collection[str]) -> None:
    """Take figures out of a part; a blank of theirs is nobody's fault any more."""
    part.figures = part.figures.without(names)
    part.problems = [one for one in part.problems if one.item not in names or one.code not in ABSENCES]
    part._counties_with_data = None


def without_unsigned(parts: Sequence[FileData], scheme: Scheme) -> tuple[list[FileData], list[Problem]]:
    """The files, without what those among the bureaus' that do not say whose they are give for a bureau whose own file,
    which says so, is there too; and what was left out."""
    signed = {lead_bureau(part.bureau): part.file for part in parts if part.role == Role.BUREAU and part.bureau}
    usable, problems = list[FileData](), list[Problem]()
    for part in parts:
        wrong = _unsigned(part, signed, scheme) if part.role == Role.BUREAU and not part.bureau else None
        if wrong is not None:
            problems.append(wrong)
        if wrong is None or not is_empty(part):
            usable.append(part)
    return usable, problems


def _unsigned(part: FileData, signed: Mapping[str, str], scheme: Scheme) -> Problem | None:
    """Take out of an unsigned file what a bureau with a file of its own would have to say, and report it."""
    bureaus = [scheme.items[item].bureau for (_, item), value in part.figures.values.items() if value == value]
    bureaus += [scheme.lists[name].bureau for name in part.lists]
    whose = [one for one in dict.fromkeys(map(lead_bureau, bureaus)) if one in signed]
    if not whose:
        return None
    dropped(part, {name for name, item in scheme.items.items() if lead_bureau(item.bureau) in whose})
    part.lists = {name: one for name, one in part.lists.items() if lead_bureau(scheme.lists[name].bureau) not in whose}
    names, files = listed(whose, 3), listed((signed[one] for one in whose), 3)
    message = f"没有写“{BUREAU_LABEL}”，里面有{names}的数，{names}自己的表是 {files}，分不清是谁报的，没有采用"
    remedy = f"是这个部门报的，在“{GUIDE}”里写明“{BUREAU_LABEL}”；不是的，移走"
    return of_file("E_UNSIGNED", part.file, message, remedy)


def _decisions(part: FileData) -> Iterator[Problem]:
    """Adjustments, revisions and approvals are the office's."""
    if part.role == Role.DECISION:
        return
    whose = _whose(part)
    said = [
        *((ADJUSTMENTS, one.county, one.indicator, one.source, f"{one.points:g}") for one in part.adjustments),
        *((REVISIONS, one.county, one.item, one.source, "") for one in part.vintages),
        *((PENDING, one.county, "", one.source, "") for one in part.pending),
    ]
    for sheet, county, item, source, value in said:
        message = f"“{sheet}”写在{whose}报送的文件里，没有采用"
        yield Problem("error", CODE, county, item, message, source, value, _DECIDED)
    for wrong in [one for one in part.problems if one.code in _ROWS]:  # to mend such a row would not make it count
        message = f"“{_ROWS[wrong.code]}”写在{whose}报送的文件里，没有采用"
        yield replace(wrong, code=CODE, message=message, remedy=_DECIDED)
    part.problems = [one for one in part.problems if one.code not in _ROWS]
    if part.data_date:
        message = f"“{REVISIONS}”的数据日期写在{whose}报送的文件里，没有采用"
        yield Problem("error", CODE, "", "", message, part.data_date_place, part.data_date, _DECIDED)
    part.adjustments, part.vintages, part.data_date, part.pending = [], (), "", ()


def _certificates(part: FileData, scheme: Scheme) -> Iterator[Problem]:
    """A bureau certifies the figures that it may give; nobody else certifies any."""
    for scope in list(part.certificates):
        item = scheme.items.get(scope[1])
        if part.role == Role.BUREAU and (item is None or _may(part, item)):
            continue
        if part.role == Role.BUREAU and item is not None:
            message = f"“{item.name}”{_supplier(item)}，{_whose(part)}不能认定，这一行没有采用"
            remedy = "由核定的单位写；这里的删除"
        else:
            message = f"“{CERTIFICATES}”写在{_whose(part)}的表里，没有采用"
            remedy = f"由部门写在“{Role.BUREAU}”文件夹里自己的表；这里的删除"
        place = part.certificate_rows.pop(scope).place
        del part.certificates[scope]
        yield Problem("error", CODE, *scope, message, place, "", remedy)


def _lists(part: FileData, scheme: Scheme) -> Iterator[Problem]:
    """A list is submitted by the bureau that keeps it, or by counties; a self score is no decision either."""
    if part.role == Role.DECISION and (part.lists or part.self_scores.values):
        sheets = [scheme.lists[name].sheet for name in part.lists] + (["自评分"] if part.self_scores.values else [])
        message = f"{listed(f'“{one}”' for one in sheets)}不是决定，没有采用"
        yield of_file(
            CODE, part.file, message, f"清单由部门或县（市、区）报送，移到“{Role.BUREAU}”或“{Role.COUNTY}”里的工作簿"
        )
        part.lists, part.self_scores = {}, SheetValues()
    if part.role != Role.BUREAU or not part.bureau:
        return
    for name in [one for one in part.lists if lead_bureau(scheme.lists[one].bureau) != lead_bureau(part.bureau)]:
        spec, rows = scheme.lists[name], part.lists.pop(name)
        message = (
            f"“{spec.sheet}”由{lead_bureau(spec.bureau)}核定，{part.bureau}的表不能填，{len(rows.frame)} 行没有采用"
        )
        yield Problem("error", CODE, "", "", message, rows.sources[0], "", "移到核定部门的表；这里的删除")
    part._counties_with_data = None


def _others(part: FileData) -> Iterator[Problem]:
    """Self scores of bureaus; the name of a bureau on a county's file; other counties' checks."""
    if part.role == Role.BUREAU and part.self_scores.values:
        sheet = next((one.sheet for one in part.self_scores.sources.values()), "")
        message, remedy = "部门的表里有“自评分”，没有采用", "自评分由县（市、区）填报；这里的删除"
        yield of_file("W_SELF_SCORES", part.file, message, remedy, "", sheet)
        part.self_scores = SheetValues()
    if part.role == Role.COUNTY and part.bureau:
        message = f"“{BUREAU_LABEL}”写的是“{short(part.bureau)}”，表在“{Role.COUNTY}”里，按县（市、区）的自报数处理"
        remedy = f"部门的表移到“{Role.BUREAU}”文件夹；县里的表删除“{BUREAU_LABEL}”"
        yield of_file("W_BUREAU_NAME", part.file, message, remedy)
    if part.role == Role.COUNTY:
        own = _counties(part)
        part.elsewhere = {key: value for key, value in part.elsewhere.items() if key[0] in own}


def labels(parts: Sequence[FileData]) -> tuple[str, list[Problem]]:
    """The label of the whole result, from the office's own files only; other labels are reported."""
    office = dict.fromkeys(
        one.declaration.remark for one in parts if one.role in (Role.OFFICE, Role.DECISION) and one.declaration.remark
    )
    label = "；".join(office)
    notes = [
        of_file(
            "W_LABEL",
            one.file,
            f"数据标注“{short(one.declaration.remark)}”没有采用：标注只取考核办自己的文件",
            f"要写在结果上的，写进“{Role.DECISION}”里的工作簿",
        )
        for one in parts
        if one.role not in (Role.OFFICE, Role.DECISION) and one.declaration.remark not in ("", *office)
    ]
    return label, notes
