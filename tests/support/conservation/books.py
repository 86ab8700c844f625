"""The workbooks that are tried: the demonstration city, a city workbook a layout, a county workbook a scheme."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from scoring import list_schemes, load_scheme
from scoring.assessment import Adjustment
from scoring.lists.rows import ListRows, list_rows
from scoring.scheme.list_models import ListSpec
from scoring.scheme.scheme import Scheme
from tests.support.conservation.addresses import Content
from tests.support.conservation.cases import Tried
from tests.support.conservation.package import Package, Sheet
from tests.support.conservation.seen import DEFAULT, see
from tests.workbook.entry.filling import random_figures
from workbook.reading.parts.figure_columns import LastYear
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes
from workbook.template.writer import SheetsBy, template_bytes

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "yuncheng-2025" / "yuncheng-2025.xlsx"
OPEN_COUNTIES = ["甲县", "乙县", "丙县"]
Make = Callable[[Path], Tried]


def names_of(scheme: Scheme) -> list[str]:
    """The counties of a scheme; made-up ones where it has no region."""
    return [one.name for one in scheme.region.counties] if scheme.region is not None else OPEN_COUNTIES


def filled_lists(scheme: Scheme, counties: Sequence[str], seed: int, most: int = 5) -> dict[str, ListRows]:
    """So many sound rows of every list and county, each a case of its own."""
    draw = random.Random(seed)
    return {
        name: list_rows(spec, [_case(spec, county, number, draw) for county in counties for number in range(most)])
        for name, spec in scheme.lists.items()
    }


def _case(spec: ListSpec, county: str, number: int, draw: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {"county": county}
    for column in spec.columns:
        if column.id in (spec.case.code, spec.case.name):
            row[column.id] = f"{county}试{column.name}{number:02d}"
        elif column.kind == "choice":
            row[column.id] = draw.choice(column.choices)
        elif column.kind == "yes_no":
            row[column.id] = draw.choice(("是", "否"))
        elif column.kind == "amount":
            row[column.id] = round(draw.uniform(20, 90), 1)
        else:
            row[column.id] = (
                f"{column.name}{draw.randrange(100, 999)}" if draw.random() < 0.8 or column.required else None
            )
    for limit in spec.not_above:
        row[limit.column] = row[limit.limit]
    for need in spec.needs:
        row[need.column] = row[need.column] or "试写的理由"
    return row


def _figures(scheme: Scheme, counties: list[str], lists: Mapping[str, ListRows], seed: int) -> pd.DataFrame:
    """Random figures; of those that lists count, half as counted and half blank."""
    table = random_figures(scheme, counties, seed)
    counted = [one.id for one in scheme.items.values() if one.counted is not None and lists]
    table[counted] = None
    return table


def _with_counts(table: pd.DataFrame, read: pd.DataFrame, seed: int) -> pd.DataFrame:
    draw, made = random.Random(seed), table.copy()
    for item in made.columns[made.isna().all()]:
        cells = [read.at[one, item] if draw.random() < 0.5 else None for one in made.index]
        made[item] = pd.Series(
            [one if isinstance(one, float | int) else None for one in cells], made.index, dtype=object
        )
    return made


def example(home: Path) -> Tried:
    """The shipped data workbook."""
    return Tried("示范市", "city", Package(EXAMPLE.read_bytes()), home / EXAMPLE.name).read()


def _tried(name: str, kind: str, home: Path, write: Callable[[pd.DataFrame], bytes], table: pd.DataFrame, seed: int,
           finish: Callable[[Package], None]) -> Tried:  # fmt: skip
    """Write, read what the lists count, write again with it."""
    path = home / f"{name}.xlsx"
    if table.isna().all().any():
        path.write_bytes(write(table))
        first = see(path)
        assert first.data, (name, first)
        read = pd.Series({key: _number(text) for key, text in first.data["table"].items()}).unstack()
        table = _with_counts(table, read, seed)
    package = Package(write(table))
    finish(package)
    return Tried(name, kind, Package(package.bytes()), path).read()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def county_book(which: str, seed: int) -> Make:
    """A county workbook of a scheme: figures, declarations, last year's figures, lists and self scores."""

    def make(home: Path) -> Tried:
        scheme = load_scheme(which)
        county, year = names_of(scheme)[seed % len(names_of(scheme))], scheme.spec.period.end
        lists = filled_lists(scheme, [county], seed)
        before = random_figures(scheme, [county], seed + 1)
        last = LastYear(year - 1, {(county, f"{item}@{year - 1}"): float(before.at[county, item]) for item in before
                                   if isinstance(before.at[county, item], float | int)})  # fmt: skip

        def write(table: pd.DataFrame) -> bytes:
            return county_template_bytes(scheme, year, county, TemplateContent(values=table, lists=lists, last=last))

        table = _figures(scheme, [county], lists, seed)
        return _tried(
            f"{county}-{which}", "county", home, write, table, seed, lambda package: _own_scores(package, scheme)
        )

    return make


def _own_scores(package: Package, scheme: Scheme) -> None:
    """Give every second indicator a self score, and a word of explanation."""
    sheet = package.sheet("自评分")
    heads = {one.value: place for place in sheet.filled() if (one := sheet.content(place)) is not None}
    ids, own, words = (heads[label][1] for label in ("编号", "自评分", "自评说明"))
    for place in [one for one in sheet.filled() if one[1] == ids and one[0] > heads["编号"][0]][::2]:
        text = sheet.content(place)
        assert text is not None
        sheet.put((place[0], own), Content(round(scheme.indicator(str(text.value)).points / 2, 2)))
        sheet.put((place[0], words), Content("自评依据见材料"))


def city_book(which: str, by: SheetsBy, seed: int) -> Make:
    """A city workbook of a scheme: figures, lists, adjustments, revisions with their date, self scores."""

    def make(home: Path) -> Tried:
        scheme = load_scheme(which)
        counties, year = names_of(scheme), scheme.spec.period.end
        lists = filled_lists(scheme, counties, seed, 3)
        draw = random.Random(seed)
        decided = [(draw.choice(counties), draw.choice(scheme.indicators)) for _ in range(3)]
        adjusted = [
            Adjustment(
                county, one.id, max(-one.points, 0.5 - number), f"核查情况{number}", f"第{number + 1}次会议",
                document=f"试核〔{year + 1}〕{number + 11}号", date=f"{year + 1}-03-{number + 11}",
            )
            for number, (county, one) in enumerate(decided)
        ]  # fmt: skip
        own = pd.DataFrame(
            {one.id: one.points / 2 for one in scheme.indicators}, index=pd.Index(counties[1:3], dtype=object)
        )

        def write(table: pd.DataFrame) -> bytes:
            return template_bytes(
                scheme, year, TemplateContent(values=table, lists=lists, adjustments=adjusted, self_scores=own), by=by
            )

        table = _figures(scheme, counties, lists, seed)
        return _tried(f"{which}-{by}", f"city by {by}", home, write, table, seed,
                      lambda package: _revisions(package.sheet("数据修订"), scheme, counties, year))  # fmt: skip

    return make


def _revisions(sheet: Sheet, scheme: Scheme, counties: Sequence[str], year: int) -> None:
    """The date of the figures and three revisions."""
    heads = {one.value: place for place in sheet.filled() if (one := sheet.content(place)) is not None}
    date, first = heads["数据日期"], heads["数据项编号"][0] + 1
    sheet.put((date[0], date[1] + 1), Content(f"{year + 1}-01-31"))
    items = [one for one in scheme.items.values() if one.kind in ("number", "percent")][:3]
    for number, item in enumerate(items):
        row = (
            counties[number % len(counties)],
            item.id,
            1.5 + number,
            f"{year + 1}-0{number + 3}-15",
            "",
            f"试核〔{year + 1}〕{number + 1}号",
            "普查修订",
        )
        for column, value in enumerate(row):
            if value != "":
                sheet.put((first + number, column), Content(value))


def every_book() -> dict[str, Make]:
    """All of them by name, each made when it is wanted."""
    books: dict[str, Make] = {"示范市": example}
    for seed, entry in enumerate(list_schemes()):
        books[f"county {entry.id}"] = county_book(entry.id, seed)
    for which, by in ((DEFAULT, "bureau"), ("carbon-2026", "dimension"), ("yuncheng-14fyp-full", "bureau"), ("water-2016", "dimension"),
                      ("national-2007", "dimension"), ("air-2013", "bureau")):  # fmt: skip
        books[f"city {which} {by}"] = city_book(which, by, 50 + len(books))  # type: ignore[arg-type]
    return books
