"""Random folders: every figure that is lacking is told, and no file is blamed for what another should have sent."""

from __future__ import annotations

import random

import pytest

from scoring.problems import Problem, Source
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import supplied
from workbook.reading.merged.merging import merge
from workbook.reading.parts.declaration import Declaration
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.tables.values import Key, SheetValues

COUNTIES = 5


def part_of(
    file: str,
    held: set[Key],
    blank: set[Key],
    sheets: dict[str, tuple[str, ...]],
    counties: list[str],
    role: Role = Role.BUREAU,
) -> FileData:
    """A file as the reader gives it: its figures, its blanks, and what it lacks if it stood alone."""
    values, problems = SheetValues(), []
    spoken = {county for county, _ in held}
    for key in sorted(held | {one for one in blank if one[0] in spoken}):
        values.values[key] = 1.5 if key in held else float("nan")
        sheet = next(name for name, items in sheets.items() if key[1] in items)
        values.sources[key] = Source(file, sheet, "C3")
    for sheet, items in sheets.items():
        own = {key for key in held | blank if key[1] in items}
        if not own:
            problems.append(Problem("error", "E_SHEET_MISSING", "", "", sheet, Source(file, sheet)))
            continue
        columns = {item for _, item in own}
        for item in items:
            if item not in columns:
                problems.append(Problem("error", "E_COLUMN_MISSING", "", item, item, Source(file, sheet)))
        for county in spoken:
            if not any(key[0] == county for key in own):
                problems.append(Problem("error", "E_COUNTY_MISSING", county, "", county, Source(file, sheet)))
    for county, item in sorted(blank):
        if county in spoken:
            problems.append(Problem("error", "E_BLANK", county, item, item, values.sources[county, item]))
    return FileData(
        file,
        file,
        Declaration(2025),
        tuple(counties),
        "city",
        values,
        problems=problems,
        sheets=tuple(sheets),
        role=role,
    )


def unsaid(missing: set[Key], problems: list[Problem], scheme: Scheme) -> set[Key]:
    """Missing figures that no error can mean."""
    errors = [one for one in problems if one.severity == "error"]
    bureaus = {item: bureau for bureau, items in scheme.bureau_sheets().items() for item in items}
    return {
        (county, item)
        for county, item in missing
        if not any(
            one.county in ("", county)
            and one.item in ("", item)
            and (one.code != "E_NOT_SENT" or _owes(bureaus[item], scheme.items[item], one.message))
            and (not one.source.sheet or one.source.sheet == bureaus[item])
            and (one.code != "E_COUNTY_MISSING" or county in one.message)
            for one in errors
        )
    }


def _owes(bureau: str, item: ItemSpec, message: str) -> bool:
    return message.startswith("目标没有下达") if item.supplied == "decision" else f"“{bureau}”" in message


def absent(held: list[set[Key]], scheme: Scheme, counties: list[str]) -> set[Key]:
    """Required figures that no file has."""
    there = set().union(*held)
    return {
        (county, item)
        for county in counties
        for item, spec in scheme.items.items()
        if not spec.optional and (county, item) not in there
    }


@pytest.mark.parametrize("seed", range(60))
def test_any_set(city: Scheme, seed: int) -> None:
    """Counties', bureaus' and decided files that share items and counties out at random, with holes in them."""
    assert city.region is not None
    draw, counties = random.Random(seed), [county.name for county in city.region.counties]
    parts, held = [], []
    for number in range(draw.randint(2, 7)):
        role = draw.choice((Role.COUNTY, Role.BUREAU, Role.BUREAU, Role.DECISION))
        kinds = {Role.COUNTY: ("both",), Role.BUREAU: ("both", "bureau"), Role.DECISION: ("decision",)}[role]
        sheets = supplied(city, *kinds)
        own_counties = draw.sample(counties, 1 if role == Role.COUNTY else draw.choice((1, 4, 13)))
        own_sheets = draw.sample(list(sheets), draw.choice((1, 1, 2, len(sheets))))
        keys = {(county, item) for county in own_counties for sheet in own_sheets for item in sheets[sheet]}
        keys -= {(county, item) for item in draw.sample(list(city.items), draw.randint(0, 5)) for county in counties}
        blank = set(draw.sample(sorted(keys), min(len(keys), draw.randint(0, 9))))
        if keys - blank:
            held.append(keys - blank)
            parts.append(part_of(f"{number}.xlsx", keys - blank, blank, sheets, counties, role))
    problems = merge(parts, city, 2025).problems
    assert unsaid(absent(held, city, counties), problems, city) == set()


@pytest.mark.parametrize("seed", range(40))
def test_bureaus_are_never_blamed_for_each_other(city: Scheme, seed: int) -> None:
    """Five bureaus, some of which send nothing or with holes: errors stand in files that have the hole, or in none."""
    assert city.region is not None
    draw, counties = random.Random(1000 + seed), [county.name for county in city.region.counties]
    sheets = supplied(city, "both", "bureau")
    silent = draw.sample(list(sheets), draw.randint(0, 2))
    parts, held, holes = [], [], {}
    whole = draw.random() < 0.5  # the others' sheets are there, blank
    for bureau, items in sheets.items():
        every = {(county, item) for county in counties for item in items}
        gone = {(county, item) for county in draw.sample(counties, draw.choice((0, 0, 1, 5))) for item in items}
        gone |= {(county, item) for item in draw.sample(items, draw.choice((0, 0, 1))) for county in counties}
        blank = set(draw.sample(sorted(every - gone), draw.choice((0, 0, 2))))
        others = (
            {(county, item) for county in counties for ids in sheets.values() for item in ids if item not in items}
            if whole
            else set()
        )
        if bureau not in silent:
            own = every - gone - blank
            held.append(own)
            holes[f"{bureau}.xlsx"] = gone | blank
            parts.append(part_of(f"{bureau}.xlsx", own, blank | others, sheets, counties))
    targets = {(county, item) for ids in supplied(city, "decision").values() for item in ids for county in counties}
    held.append(targets)
    parts.append(part_of("目标.xlsx", targets, set(), supplied(city, "decision"), counties, Role.DECISION))
    problems = merge(parts, city, 2025).problems
    errors = [one for one in problems if one.severity == "error"]
    assert {one.source.file for one in errors if one.source.file} <= {name for name, gone in holes.items() if gone}
    assert {one.code for one in errors if not one.source.file} <= (
        {"E_NOT_SENT", "E_ABSENT"} if silent else {"E_ABSENT"}
    )
    named = {one.message.split("”")[0].removeprefix("“") for one in errors if one.code == "E_NOT_SENT"}
    assert named == set(silent)
    assert unsaid(absent(held, city, counties), problems, city) == set()
