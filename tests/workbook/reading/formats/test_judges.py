"""The shipped workbooks, saved in many ways: every grid says what openpyxl says of the original, and calamine of the variant.

LibreOffice shows the same figures of the original and of a workbook written from our grid of it.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from scoring import load_scheme
from tests.support.judges import Seen, as_seen, by_openpyxl, calamine_differences, differences
from tests.support.libreoffice import SOFFICE, convert
from tests.support.variants import BY_HAND, by_hand, by_xlsxwriter, write
from tests.support.variants import by_openpyxl as saved_by_openpyxl
from workbook.reading.grid import Grid
from workbook.reading.opening import book_of
from workbook.reading.raw import ErrorValue, Uncalculated
from workbook.template.county_writer import county_template_bytes
from workbook.template.writer import template_bytes
from workbook.verifying.shown import meaning

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def special() -> bytes:
    """One sheet of all that the shipped ones have not."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("甲 表")

        def look(code: str) -> Any:
            return book.add_format({"num_format": code})

        for row, (code, value) in enumerate(
            [("0.00%", 0.0342), ('0.00"万吨"', 3.5), ("#,##0", 2130500), ("@", "140802"), ("0.0E+00", 1e-7)]
        ):
            sheet.write(row, 0, value, look(code))
        for row, (code, number) in enumerate(
            [("yyyy-mm-dd", 45000), ("yyyy-mm-dd h:mm", 45000.5), ("h:mm", 0.25), ("[h]:mm", 1.5)]
        ):
            sheet.write_number(row, 1, number, look(code))
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C2", "=1+1", look("0.00"), 2)
        sheet.write_formula("C3", '="甲"&"乙"', None, "甲乙")
        sheet.write_formula("C4", '=""&""', None, "")
        sheet.write_boolean("C5", True)
        sheet.write_formula("C6", "=1=1", None, True)
        sheet.write_rich_string("D1", "平", book.add_format({"bold": True}), "粗")
        sheet.write_string("D2", " 前后 ")
        sheet.write_string("D3", "两\n行")
        sheet.merge_range("E1:F3", 7)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("H:J", None, None, {"hidden": True})
        sheet.write("H9", 1)
        sheet.write("AA20", 0.1 + 0.2)
        book.add_worksheet("藏").hide()
        book.add_worksheet("空")
    return buffer.getvalue()


@pytest.fixture(scope="session", name="originals")
def made_originals() -> dict[str, bytes]:
    return originals()


def originals() -> dict[str, bytes]:
    """The shipped workbooks and templates, and the special one."""
    scheme = load_scheme("yuncheng-14fyp")
    return {
        **{path.stem: path.read_bytes() for path in sorted(EXAMPLES.glob("**/*.xlsx"))},
        "city": template_bytes(scheme, 2025),
        "county": county_template_bytes(scheme, 2025, "夏县"),
        "special": special(),
    }


NAMES = [*sorted(path.stem for path in EXAMPLES.glob("**/*.xlsx")), "city", "county", "special"]
OF_A_COUNTY = {path.stem for path in EXAMPLES.glob("*/县*/*.xlsx")}
KINDS = [name for name in NAMES if name not in OF_A_COUNTY or name == min(OF_A_COUNTY)]
"""A file of each kind: one county's of the set for all; ``python -m tests.bench.bench_judges`` takes every file, every way."""
WAYS = [
    (name, way)
    for number, name in enumerate(KINDS)
    for place, way in enumerate(BY_HAND)
    if name == "special" or (number + place) % 4 == 0
]
"""Every way of the special one, two of each other kind."""
SAVED = [*KINDS[::3], "county", "special"]
"""Those that other programs write anew."""
SHOWN_BY_CALC = [KINDS[0], KINDS[-4], "county", "special"]
"""Those that LibreOffice saves and shows."""


class Judged(dict[str, Any]):
    """What openpyxl says of each, when it is asked for."""

    def __init__(self, originals: dict[str, bytes]) -> None:
        self.originals = originals

    def __missing__(self, name: str) -> Any:
        return self.setdefault(name, by_openpyxl(self.originals[name]))


@pytest.fixture(scope="session")
def judged(originals: dict[str, bytes]) -> Judged:
    return Judged(originals)


def grids(data: bytes) -> dict[str, Grid]:
    book = book_of("a.xlsx", data)
    return {sheet: book.grid(sheet) for sheet in book.sheets}


def compared(ours: Mapping[str, Grid], judge: Mapping[str, Any], *, results: bool = True) -> list[str]:
    assert list(ours) == list(judge)
    return [
        f"{sheet} {one}"
        for sheet, grid in ours.items()
        for one in differences(as_seen(grid), judge[sheet], results=results)
    ]


@pytest.mark.parametrize("name", KINDS)
def test_the_original(name: str, originals: dict[str, bytes], judged: Judged) -> None:
    as_it_is(originals[name], judged[name])


def as_it_is(original: bytes, judge: Mapping[str, Any]) -> None:
    """AssertionError where the grids of a file are not what the judges say."""
    ours = grids(original)
    assert compared(ours, judge) == []
    assert calamine_differences(original, ours) == []


@pytest.mark.parametrize(("name", "way"), WAYS)
def test_written_in_another_way(name: str, way: str, originals: dict[str, bytes], judged: Judged) -> None:
    in_another_way(way, originals[name], judged[name])


def in_another_way(way: str, original: bytes, judge: Mapping[str, Any]) -> None:
    """AssertionError where the grids of a file written so are not what the judges say."""
    data = by_hand(way, original)
    ours = grids(data)
    assert compared(ours, judge) == []
    assert calamine_differences(data, ours) in ([], None)


@pytest.mark.parametrize("name", SAVED)
def test_saved_by_openpyxl(name: str, originals: dict[str, bytes], judged: Judged) -> None:
    by_openpyxl_saved(originals[name], judged[name])


def by_openpyxl_saved(original: bytes, judge: Mapping[str, Any]) -> None:
    """It drops the results of formulas."""
    data = saved_by_openpyxl(original)
    ours = grids(data)
    assert compared(ours, judge, results=False) == []
    assert calamine_differences(data, ours) == []
    assert all(
        isinstance(grid.rows[row][column], Uncalculated)
        for grid in ours.values()
        for row, column in grid.formulas or ()
    )


@pytest.mark.parametrize("name", SAVED)
def test_written_anew_by_xlsxwriter(name: str, originals: dict[str, bytes], judged: Judged) -> None:
    by_xlsxwriter_anew(originals[name], judged[name])


def by_xlsxwriter_anew(original: bytes, judge: Mapping[str, Any]) -> None:
    """Cell by cell, from what openpyxl reads."""
    data = by_xlsxwriter(original)
    ours = grids(data)
    assert compared(ours, judge) == []
    assert calamine_differences(data, ours) == []


needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.slow
def test_saved_by_libreoffice(originals: dict[str, bytes], judged: Judged, tmp_path: Path) -> None:
    saved_by_libreoffice({name: originals[name] for name in SHOWN_BY_CALC}, judged, tmp_path)


def saved_by_libreoffice(originals: dict[str, bytes], judged: Judged, tmp_path: Path) -> None:
    """It computes formulas anew and writes some codes and heights its own way; those are left to the judges of its file."""
    files = [write(tmp_path / f"{name}.xlsx", data) for name, data in originals.items()]
    convert(files, tmp_path / "out", tmp_path / "profile")
    found = []
    for name in originals:
        data = (tmp_path / "out" / f"{name}.xlsx").read_bytes()
        saved = grids(data)
        assert compared(saved, by_openpyxl(data)) == []
        assert calamine_differences(data, saved) == []
        for sheet, grid in saved.items():
            judge = judged[name][sheet]
            ours = replace(as_seen(grid), formulas=judge.formulas)  # whose texts it writes its own way
            found += [
                f"{name} {sheet} {one}"
                for one in differences(in_one_writing(ours), in_one_writing(judge), results=False)
            ]
    assert found == []


def in_one_writing(seen: Seen) -> Seen:
    """Format codes without needless signs."""
    return replace(seen, formats={place: meaning(code) for place, code in seen.formats.items()})


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.slow
def test_what_libreoffice_shows(originals: dict[str, bytes], tmp_path: Path) -> None:
    shown_alike({name: originals[name] for name in SHOWN_BY_CALC}, tmp_path)


def shown_alike(originals: dict[str, bytes], tmp_path: Path) -> None:
    """The original, and a workbook written from our grids of it: both shown the same, cell by cell."""
    (tmp_path / "in").mkdir()
    (tmp_path / "again").mkdir()
    files, again, all_grids = [], [], {}
    for name, data in originals.items():
        ours = grids(data)
        files.append(write(tmp_path / "in" / f"{name}.xlsx", data))
        again.append(write(tmp_path / "again" / f"{name}.xlsx", from_grids(ours)))
        all_grids |= {f"{name}-{sheet}.csv": grid for sheet, grid in ours.items()}
    for given, out in ((files, "shown"), (again, "shown again")):
        convert(given, tmp_path / out, tmp_path / "profile", SHOWN)
    found = []
    for sheet, grid in all_grids.items():
        one, other = (shown(tmp_path / out / sheet) for out in ("shown", "shown again"))
        unsaid = {
            (row, column)
            for row, line in enumerate(grid.rows)
            for column, raw in enumerate(line)
            if isinstance(raw, Uncalculated)
        }
        found += [
            (sheet, place, one.get(place), other.get(place))
            for place in {*one, *other} - unsaid
            if one.get(place) != other.get(place)
        ]
    assert found == []


def shown(path: Path) -> dict[tuple[int, int], str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (row, column): text
            for row, line in enumerate(csv.reader(stream))
            for column, text in enumerate(line)
            if text
        }


def from_grids(sheets: Mapping[str, Grid]) -> bytes:
    """Values and number formats of grids as a workbook, no formula in it; an error is one again."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, grid in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(grid.rows):
                for column, raw in enumerate(line):
                    look = book.add_format({"num_format": grid.formats.get((row, column), "General")})
                    if isinstance(raw, ErrorValue):
                        sheet.write_formula(row, column, "=1/0", look, raw.text)
                    elif isinstance(raw, str):
                        sheet.write_string(row, column, raw, look)
                    elif isinstance(raw, (datetime.date, datetime.time, datetime.timedelta)):
                        sheet.write_datetime(row, column, raw, look)
                    elif raw is not None and not isinstance(raw, Uncalculated):
                        sheet.write(row, column, raw, look)
    return buffer.getvalue()
