"""The three readings agree: LibreOffice, and IronCalc, recalculate every formula cell to the engine's value.

Cached values are stripped first. LibreOffice takes three seconds a workbook, IronCalc a fifth of one: in every test run
IronCalc recalculates a city of every scheme and LibreOffice those that use every kind of part and every form, lists and some
odd cases. KAOHE_CITIES=200 makes both recalculate all, and as many random cities.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ironcalc
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from examples.build import demonstration, sichuan
from examples.lists import demonstration_lists
from scoring import Adjustment, Assessment, Evidence, assess, list_schemes, load_scheme
from scoring.robustness import robustness
from tests.support.cities import random_city
from tests.support.libreoffice import differences, recalculate, strip_cached_values
from tests.support.odd_cases import odd_cases
from tests.support.one_line import one_line, tried
from tests.support.random_lists import random_lists
from tests.support.second_engine import recalculated_differences
from tests.support.stored import stored
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result

CITIES = int(os.environ.get("KAOHE_CITIES", "0"))
SCHEMES = ("yuncheng-14fyp", "yuncheng-14fyp-strict")
ROOT = Path(__file__).resolve().parents[3]
YEARS = (2025, 2023, 2021, 2024, 2022)


def cities(count: int) -> list[Assessment]:
    """Random cities of 13 counties: every second one without missing figures, years in turn."""
    found = []
    for seed in range(count):
        scheme = load_scheme(SCHEMES[seed % 2])
        assert scheme.region is not None
        names = [county.name for county in scheme.region.counties]
        table = random_city(scheme, names, seed, missing=0.0 if seed % 2 else 0.006)
        change = Adjustment(names[seed % 13], scheme.indicators[seed % 23].id, -0.5 - seed / 100, "复核", "考核组")
        found.append(assess(scheme, table, YEARS[seed % 5], adjustments=[change] if seed % 3 else []))
    return found


def parts(count: int, first: int = 0, step: int = 1) -> list[Assessment]:
    """Random cities under schemes that use every kind of part, deductions and forfeits, years in turn.

    step: of the counties every how many-th; all have the same formulas.
    """
    found = []
    for name in ("all-parts", "new-forms", "more-forms"):
        scheme = load_scheme(ROOT / "tests" / "schemes" / f"{name}.yaml")
        assert scheme.region is not None
        names = [county.name for county in scheme.region.counties][::step]
        found += [
            assess(scheme, random_city(scheme, names, 1000 + seed, missing=0.004 * (seed % 2)), YEARS[seed % 5])
            for seed in range(first, count)
        ]
    return found


def shipped(step: int = 1) -> list[Assessment]:
    """A random city under every shipped scheme, in its first or last year. step: as of ``parts``."""
    found = []
    for number, entry in enumerate(list_schemes()):
        scheme = load_scheme(entry.id)
        names = [one.name for one in scheme.region.counties][::step] if scheme.region else list("甲乙丙丁戊己庚辛")
        year = scheme.spec.period.end if number % 2 or scheme.spec.blend else scheme.spec.period.start
        found.append(assess(scheme, random_city(scheme, names, 2000 + number, missing=0), year))
    return found


def from_lists(count: int, first: int = 0, step: int = 1) -> list[Assessment]:
    """Random cities whose items are counted from random evidence lists, under every scheme that has some. step: as of ``parts``."""
    found = []
    for seed in range(first, count):
        scheme = load_scheme(("yuncheng-14fyp", "carbon-2026", "yuncheng-14fyp-full")[seed % 3])
        assert scheme.region is not None
        names = [county.name for county in scheme.region.counties][::step]
        table = random_city(scheme, names, 3000 + seed, missing=0.0)
        lists = random_lists(scheme, names, seed)
        found.append(assess(scheme, table, scheme.spec.period.end, evidence=Evidence(lists=lists)))
        assert len(found[-1].counted) > 20
    return found


def examples() -> list[Assessment]:
    """The demonstration city, with its evidence lists, and Sichuan."""
    scheme, figures = load_scheme("yuncheng-14fyp"), demonstration()
    return [
        assess(scheme, figures, 2025, evidence=Evidence(lists=demonstration_lists(scheme, figures))),
        assess(load_scheme("national-2007-target"), sichuan(), 2016),
    ]


def written(results: Iterable[Assessment], folder: Path) -> list[Path]:
    """The workbook of each."""
    return [write_result(one, folder / f"{number}-{one.scheme.id}.xlsx") for number, one in enumerate(results)]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """For both engines: the demonstration city with lists and every sheet, the schemes of all kinds of parts, odd cases."""
    folder, whole = tmp_path_factory.mktemp("both"), examples()[0]
    last = assess(whole.scheme, demonstration(), 2024)
    path = write_result(whole, folder / "whole.xlsx", ResultInputs(last=last), robustness=robustness(whole, draws=20))
    return [path, *written([*parts(1, step=2), *odd_cases(folder)[::4]], folder)]


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A random city of every shipped scheme, of the schemes of all parts with figures missing, with lists; the odd cases."""
    count, folder = max(3, CITIES // 4), tmp_path_factory.mktemp("more")
    results = [
        *examples()[1:],
        *shipped(2),
        *parts(count - 1, 1, step=2),
        *from_lists(count, step=2),
        *cities(max(2, CITIES)),
    ]
    return written([*results, *odd_cases(folder)], folder)


@pytest.fixture(scope="module")
def whole(both: list[Path]) -> Path:
    """The demonstration city's result."""
    return both[0]


@pytest.mark.slow
@pytest.mark.libreoffice
def test_libreoffice_recalculates_to_the_engines_values(
    both: list[Path], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Every formula cell of every sheet: numbers to 1e-9, texts exactly, no error value."""
    sources = [*both, *(request.getfixturevalue("more") if CITIES else ())]
    compared, used = 0, set()
    for source, fresh in zip(sources, recalculate(sources, tmp_path / "work"), strict=True):
        count, found = differences(source, fresh)
        assert not found, f"{source.name}: {len(found)} of {count}\n" + "\n".join(found[:20])
        compared += count
        used |= functions_of(source)
    print(f"{compared} formula cells of {len(sources)} workbooks agree")
    assert compared > 15_000
    assert "AGGREGATE" in used


def functions_of(source: Path) -> set[str]:
    """The functions that a workbook uses."""
    formulas = (one.formula for cells in stored(source).values() for one in cells.values() if one.formula is not None)
    return {name for one in formulas for name in re.findall(r"([A-Z]+)\(", re.sub(r'"[^"]*"', "", one))}


@pytest.mark.slow
def test_a_second_engine_recalculates_to_the_engines_values(both: list[Path], more: list[Path], tmp_path: Path) -> None:
    """IronCalc, written in another language by other people. It has no AGGREGATE; those cells are not judged."""
    compared = kept = 0
    for source in (*both, *more):
        count, left, found = recalculated_differences(source, tmp_path / source.name)
        assert not found, f"{source.stem}: {len(found)} of {count}\n" + "\n".join(found[:20])
        compared, kept = compared + count, kept + left
    print(f"{compared} formula cells agree, {kept} not judged")
    assert compared > 50_000
    assert kept < 100


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result with a few formulas."""
    line = {
        "value": {"kind": "reported", "item": "v"}, "target": {"kind": "constant", "figure": 3}, "completion": {"kind": "ratio"},
        "rule": {"kind": "ladder", "direction": "at_least", "rungs": [{"at": 70, "points": 10}]},
    }  # fmt: skip
    return write_result(
        tried(one_line(line, 10, ["v"]), v=[1.0, 2.0, 3.0]), tmp_path_factory.mktemp("small") / "r.xlsx"
    )


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e7])
@pytest.mark.parametrize(
    "completion",
    [
        {"kind": "ratio"},
        {"kind": "ratio", "zero_target": "by_level"},
        {"kind": "over_run"},
        {"kind": "progress", "method": "linear", "schedule": {2025: 80}},
    ],
    ids=lambda one: one["kind"] + one.get("zero_target", ""),
)
def test_a_second_engine_agrees_on_shares_of_any_size(completion: dict[str, Any], scale: float, tmp_path: Path) -> None:
    """A city total shared by figures from 2e-9 to 1e9, one of them 0 and one below: targets are not rounded."""
    line = {
        "value": {"kind": "reported", "item": "v"},
        "target": {"kind": "share_of_total", "total": 100 * scale, "by": "w"},
        "completion": completion,
        "rule": {"kind": "ladder", "direction": "at_least", "rungs": [{"at": 70.55, "points": 10}]},
    }
    digits = [(0, 0), (1, 2), (-29, -29), (12, 44_157), (5_000, 99_999), (227, 1_111)]
    v, w = ([float(f"{one * scale / 1000:.12g}") for one in column] for column in zip(*digits, strict=True))
    source = write_result(tried(one_line(line, 10, ["v", "w"]), v=v, w=w), tmp_path / "result.xlsx")
    compared, _, found = recalculated_differences(source, tmp_path / "bare.xlsx")
    assert compared > 50
    assert not found, found[:20]


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e7])
@pytest.mark.parametrize(
    "rule", [{"kind": "threshold", "limit": 50}, {"kind": "change", "last": "w", "rise": 10, "flat": 5}]
)
def test_a_second_engine_agrees_on_shares_that_were_never_rounded(
    rule: dict[str, Any], scale: float, tmp_path: Path
) -> None:
    """v of v + w: at the limit, by noise beside it, 0 of 0."""
    line = {"value": {"kind": "ratio", "top": ["v"], "bottom": ["v", "w"]}, "rule": rule}
    v, w = ([float(f"{one * scale:.12g}") for one in column] for column in ((0.3, 0.1, 0, 3), (0.3, 0.2, 0, 1)))
    source = write_result(tried(one_line(line, 10, ["v", "w"]), v=v, w=w), tmp_path / "result.xlsx")
    compared, _, found = recalculated_differences(source, tmp_path / "bare.xlsx")
    assert compared > 50
    assert not found, found[:20]


def test_the_second_engine_finds_a_planted_wrong_formula(small: Path, tmp_path: Path) -> None:
    planted = _planted(small, tmp_path / "planted.xlsx")
    assert recalculated_differences(planted, tmp_path / "bare.xlsx")[2]


def _planted(source: Path, planted: Path) -> Path:
    """A copy of a result with one wrong formula in its first working paper."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(planted, "w") as new:
        names = re.findall(r'<sheet name="([^"]+)"', old.read("xl/workbook.xml").decode())
        paper = next(place for place, name in enumerate(names, 1) if name.endswith("底稿"))
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == f"xl/worksheets/sheet{paper}.xml":
                data, count = re.subn(rb"/([A-Z]+\d+)\*100", rb"/\1*101", data, count=1)
                assert count == 1
            new.writestr(entry, data)
    return planted


@pytest.mark.libreoffice
def test_the_comparison_fails_on_a_planted_wrong_value(small: Path, tmp_path: Path) -> None:
    """A formula changed in the file: the recalculated values are not the cached ones."""
    planted = _planted(small, tmp_path / "planted.xlsx")
    fresh = recalculate([planted], tmp_path / "work")[0]
    assert differences(planted, fresh)[1]


def test_a_changed_row_of_a_list_changes_the_count(whole: Path, tmp_path: Path) -> None:
    """A violation struck out of the list in the workbook: IronCalc counts one project less, and the points follow."""
    held = stored(whole)
    strip_cached_values(whole, tmp_path / "bare.xlsx")
    model = ironcalc.load_from_xlsx(str(tmp_path / "bare.xlsx"), "en", "UTC", "en")

    def cell(sheet: str, column: str, where: str = "盐湖区") -> tuple[int, int, int]:
        """The sheet's number, row and column of an item or line, for the county."""
        head = next(at for at, one in held[sheet].items() if one.value == column)
        rows = (int(at[1:]) for at, one in held[sheet].items() if re.fullmatch(r"B\d+", at) and one.value == where)
        row, place = coordinate_to_tuple(head)
        return list(held).index(sheet), next(one for one in rows if one > row), place

    count, points = cell("数据", "violating_projects"), cell("两高项目底稿", "two_high_violations")
    sheet, first, place = cell("两高项目清单", "no_energy_review")
    model.evaluate()
    assert (model.get_cell_value(*count), model.get_cell_value(*points)) == (1, 6)
    line = next(row for row in range(first, 99) if model.get_cell_value(sheet, row, place) == "是")
    assert model.get_cell_value(sheet, line, 2) == "盐湖区"
    model.set_user_input(sheet, line, place, "否")
    model.evaluate()
    assert (model.get_cell_value(*count), model.get_cell_value(*points)) == (0, 8)


def test_stripping_leaves_no_cached_value(small: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.xlsx"
    assert strip_cached_values(small, bare) > 50
    with zipfile.ZipFile(bare) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"</f><v>" not in book.read(name)
