"""The live checks of the workbooks, recalculated by LibreOffice: green on good figures, naming a planted fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from examples.build import demonstration
from examples.lists import demonstration_lists
from scoring import load_scheme
from tests.support.cells import Book
from tests.support.libreoffice import convert, strip_cached_values
from tests.support.stored import stored
from tests.workbook.entry.filling import places
from workbook.reading.parts.figure_columns import LastYear
from workbook.reading.submissions import read_city_workbook
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes
from workbook.template.writer import template_bytes, write_template

SCHEME = load_scheme("yuncheng-14fyp")
Plant = Callable[[Any], Any]
"""Changes a book; a change of one cell returns it and what stood in it."""


def last_year(figures: pd.DataFrame) -> LastYear:
    """A little less than this year's; annual targets of 3.32% in every year (five of them make 15.53%); the fall
    since the base year is what makes this year's with this year's own."""
    found = {
        (str(county), f"{item}@2024"): float(cell) if item == "decline_target" else round(float(cell) * 0.95, 3)
        for item in figures.columns
        for county, cell in figures[item].items()
        if isinstance(cell, (int, float)) and cell == cell
    }
    found |= {(str(county), f"decline_target@{year}"): 3.32 for county in figures.index for year in range(2021, 2025)}
    for county, whole, annual in zip(
        figures.index, figures["decline_cumulative"], figures["decline_actual"], strict=True
    ):
        if all(isinstance(one, (int, float)) and one == one for one in (whole, annual)):
            found[str(county), "decline_cumulative@2024"] = round((1 - (1 - whole / 100) / (1 - annual / 100)) * 100, 2)
    return LastYear(2024, found)


def find(book: Any, sheet: str, county: str, item: str) -> Any:
    return next(
        cell for name, cell in places(book, county, {item}).items() if name == item and cell.parent.title == sheet
    )


def beside(sheet: Any, head: str, row: int) -> str:
    column = next(cell.column for line in sheet.iter_rows(max_row=5) for cell in line if cell.value == head)
    return str(sheet.cell(row, column).value or "")


def saved(book: Book, target: Path) -> Path:
    """The book in a file, without what its formulas gave before it was changed."""
    whole = target.with_suffix(".whole")
    whole.write_bytes(book.bytes())
    assert strip_cached_values(whole, target)
    whole.unlink()
    return target


def planted(path: Path, target: Path, edit: Plant) -> Path:
    book = Book(path.read_bytes())
    edit(book)
    return saved(book, target)


def recalculated(files: list[Path], work: Path) -> list[Book]:
    """LibreOffice's own results. Values only."""
    convert(files, work / "saved", work / "profile")
    return [Book((work / "saved" / path.name).read_bytes()) for path in files]


def set_item(sheet: str, county: str, item: str, value: Any) -> Plant:
    def edit(book: Any) -> tuple[Any, Any]:
        cell = find(book, sheet, county, item)
        before, cell.value = cell.value, value
        return cell, before

    return edit


FAULTS: dict[str, tuple[Plant, str, str, str]] = {
    "cumulative": (
        set_item("市统计局", "夏县", "decline_cumulative", 20.0),
        "市统计局",
        "夏县",
        "✗ 单位地区生产总值能耗累计下降率：与上年累计和本年下降率不符：按上年累计推算应下降 15.83%，与填报之差超出四舍五入的误差",
    ),
    "identity": (
        set_item("市统计局", "盐湖区", "energy_growth", 9.0),
        "市统计局",
        "盐湖区",
        "✗ 单位地区生产总值能耗年度下降率（实际）：与增速不符：按能源消费和经济增速推算应上升 2.06%，与填报之差超出四舍五入的误差",
    ),
    "compound": (
        set_item("市能源局", "夏县", "decline_target@2023", 3.0),
        "市能源局",
        "夏县",
        "✗ 单位地区生产总值能耗年度下降目标：各年度目标连乘只下降 15.25%，达不到五年目标",
    ),
    "unit": (
        set_item("市统计局", "夏县", "energy_use", 38.8),
        "市统计局",
        "夏县",
        "✗ 能源消费总量：上年是 368600.00，与本年相差约 10000 倍，像是单位或小数点错位，应为 388000",
    ),
    "count": (
        set_item("市机关事务管理局", "夏县", "agencies_all", 720),
        "市机关事务管理局",
        "夏县",
        "✗ 县级以上党政机关数：上年是 68.40，与本年相差约 10 倍，像是单位或小数点错位，应为 72",
    ),
    "scale": (
        set_item("市生态环境局", "绛县", "nox_recognised", 655_200),
        "市生态环境局",
        "绛县",
        "✗ 氮氧化物重点工程减排量（认定）：上年是 629.19，与本年相差约 1000 倍，像是单位或小数点错位，应为 655.2",
    ),
    "change": (
        set_item("市生态环境局", "夏县", "cod_assigned", 200),
        "市生态环境局",
        "夏县",
        "✗ 化学需氧量重点工程减排任务：上年是 118.75，变动超过 30%",
    ),
}


TOGETHER = (tuple(name for name in FAULTS if name != "unit"), ("unit",))
"""Faults that stand in one workbook: a cell of checks names one, and 夏县 has two on 市统计局."""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A city's workbook with its lists and nothing to be named; without lists, which the reader counts in place of typed
    figures, two with faults and a figure of the city's own: the sum of its counties but for 0.4%, then but for 0.6%."""
    folder, figures = tmp_path_factory.mktemp("faulty"), demonstration()
    figures["decline_target"] = 3.32
    figures["energy_growth"] = None
    figures.loc["盐湖区", "energy_growth"] = round(106.8 * (1 - 0.0342) - 100, 2)
    lists, last, books = demonstration_lists(SCHEME, figures), last_year(figures), [folder / "0.xlsx"]
    for found in (lists, {}):
        content = TemplateContent(values=figures, last=last, lists=found)
        book = Book(template_bytes(SCHEME, 2025, content, by="bureau"))
        if found:
            saved(book, books[0])
    total = float(sum(figures["energy_use"]))
    sums = (total * 1.004, (total - figures.loc["夏县", "energy_use"] + 38.8) * 1.006)
    for number, (names, whole) in enumerate(zip(TOGETHER, sums, strict=True), 1):
        edits = [*(FAULTS[name][0] for name in names), set_item("市统计局", "全市", "energy_use", whole)]
        before = [edit(book) for edit in edits]
        books.append(folder / f"{number}.xlsx")
        saved(book, books[-1])
        for cell, value in before:
            cell.value = value
    return books


@pytest.mark.slow
@pytest.mark.libreoffice
def test_city(faulty: list[Path], tmp_path: Path) -> None:
    """Each fault, and the sum over counties, is named where it is, all else stays green.

    −2.06%: 1 − 109 ÷ 106.8 (growth_actual 6.8 of 盐湖区). 15.25%: 1 − 0.9668^4 × 0.97.
    """
    fresh = recalculated(faulty, tmp_path)
    for saved in sorted((tmp_path / "saved").iterdir()):  # nothing is an error
        for sheet, cells in stored(saved).items():
            assert not [address for address, cell in cells.items() if str(cell.value).startswith("#")], sheet
    for names, book in zip(((), *TOGETHER), fresh, strict=True):
        expected = {(where, county): said for _, where, county, said in map(FAULTS.__getitem__, names)}
        for sheet in ("市统计局", "市能源局", "市发展改革委", "市生态环境局", "市机关事务管理局"):
            for row in range(6, 19):
                county = book[sheet].cell(row, 2).value
                assert beside(book[sheet], "核对", row) == expected.pop((sheet, county), "✓"), (sheet, county)
        assert expected == {}
    _, same, other = (find(book, "市统计局", "全市", "energy_use") for book in fresh)
    assert (same.parent.cell(20, same.column).value, other.parent.cell(20, other.column).value) == (
        "✓", f"✗ 各县合计 {other.value / 1.006:.2f}，与全市数不符",
    )  # fmt: skip


def test_the_reader_says_the_same(faulty: list[Path]) -> None:
    """One definition, two readings: what a live cell names is what the reader warns of."""
    for names, book in zip(((), *TOGETHER), faulty, strict=True):
        problems = read_city_workbook(book, SCHEME).problems
        told = {(one.county, one.item): one for one in problems if one.code == "W_CHECK"}
        for _, _, county, said in map(FAULTS.__getitem__, names):
            name, _, rest = said.removeprefix("✗ ").partition("：")
            item = next(one.id for one in SCHEME.items.values() if one.name == name)
            one = told.pop((county, item))
            assert one.severity == "warning"
            # What it was held against is said by the reader alone: "；按“…五年下降目标”每年约 3.31".
            said = re.escape(f"“{name}”{rest}") + "(；[^；]+)?（核对：[^（）]+(（与上年比）)?）"
            assert re.fullmatch(said, one.message)
            assert one.source.cell
        if names == ("unit",):
            assert "各县合计" in told.pop(("", "energy_use")).message
        assert told == {}


@pytest.mark.slow
@pytest.mark.libreoffice
def test_county_and_its_lists(tmp_path: Path) -> None:
    """A county's workbook: green, then a unit slip beside the figure; a list's row green, then what it lacks."""
    figures = demonstration().loc[["夏县"]]
    lists = demonstration_lists(SCHEME, figures)
    good = tmp_path / "good.xlsx"
    good.write_bytes(
        county_template_bytes(
            SCHEME, 2025, "夏县", TemplateContent(values=figures, lists=lists, last=last_year(figures))
        )
    )

    def spoil(book: Any) -> None:
        find(book, "市统计局", "夏县", "energy_use").value = 38.8
        sheet = book["重点减排工程清单"]
        head = {cell.value: cell.column for cell in sheet[5]}
        sheet.cell(6, head["recognised"]).value = 9999
        sheet.cell(7, head["pollutant"]).value = None
        sheet.cell(8, head["recognised"]).value = 1
        sheet.cell(8, head["reason"]).value = None

    bad = planted(good, tmp_path / "bad.xlsx", spoil)
    first = planted(good, tmp_path / "first.xlsx", lambda book: None)
    before, after = recalculated([first, bad], tmp_path)
    row = find(before, "市统计局", "夏县", "energy_use").row
    assert beside(before["市统计局"], "核对", row) == "✓"
    assert (
        beside(after["市统计局"], "核对", row)
        == "✗ 上年是 368600.00，与本年相差约 10000 倍，像是单位或小数点错位，应为 388000"
    )
    rows = range(6, 9)
    assert [beside(before["重点减排工程清单"], "核对", one) for one in rows] == ["✓"] * 3
    assert [beside(after["重点减排工程清单"], "核对", one) for one in rows] == [
        "✗ “认定减排量”大于“申报减排量”", "✗ 没有填“污染物”", "✗ 要写“核减原因”",
    ]  # fmt: skip


def test_only_the_cells_to_be_filled_in_are_open(tmp_path: Path) -> None:
    """Every sheet is protected without a password; a figure, its status and its reason are open, all else is locked."""
    city = openpyxl.load_workbook(
        write_template(SCHEME, 2025, tmp_path / "a.xlsx", TemplateContent(last=last_year(demonstration())), by="bureau")
    )
    (tmp_path / "b.xlsx").write_bytes(county_template_bytes(SCHEME, 2025, "夏县"))
    county = openpyxl.load_workbook(tmp_path / "b.xlsx")
    for book in (city, county):
        for sheet in book:
            assert sheet.protection.sheet, sheet.title
            assert not sheet.protection.password, sheet.title
            assert all(cell.protection.locked for cell in sheet[1]), sheet.title
    sheet = city["市统计局"]
    heads = {cell.value: cell.column for cell in sheet[5]}
    assert not sheet.cell(6, heads["energy_use"]).protection.locked
    assert sheet.cell(6, heads["energy_use@2024"]).protection.locked
    assert [sheet.cell(6, column).protection.locked for column in (1, 2)] == [True, True]
    assert not sheet.cell(19, heads["energy_use"]).protection.locked  # the city's own figure
    assert sheet.cell(19, heads["decline_actual"]).protection.locked
    down = county["市统计局"]
    heads = {cell.value: cell.column for cell in down[3]}
    rows = {down.cell(row, heads["编号"]).value: row for row in range(4, down.max_row)}

    def open_heads(item: str) -> set[str]:
        return {name for name, column in heads.items() if not down.cell(rows[item], column).protection.locked}

    assert open_heads("energy_use") == {"本年填报数", "状态", "原因"}
    assert open_heads("decline_actual") == set()  # the bureau certifies it
    assert down.cell(rows["decline_actual"], heads["填法"]).value == "由市统计局核定，不由县填"
    scores = county["自评分"]
    heads = {cell.value: cell.column for cell in scores[3]}
    open_heads = {name for name, column in heads.items() if not scores.cell(4, column).protection.locked}
    assert open_heads == {"自评分", "自评说明", "核定分", "扣分原因"}
    rows = county["车辆清单"]
    assert [rows.cell(6, column).protection.locked for column in (1, 2, 3)] == [True, True, False]
