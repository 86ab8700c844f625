"""对比, 变动, 提升 and 结果运用 in the result workbook: the engine's figures, as text and numbers, nothing live."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.build import ADJUSTMENTS, demonstration
from scoring import Assessment, assess, load_scheme
from scoring.comparison import against_peers, compare, why
from scoring.consequences import result_use
from scoring.improvement import what_it_takes
from tests.support.cities import random_city
from tests.support.second_engine import recalculated_differences
from tests.support.stored import stored
from workbook.archive import read_result
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result

SCHEME = load_scheme("yuncheng-14fyp")
SHEETS = ("对比", "变动", "提升", "结果运用")


def demo(year: int = 2025, **changes: Any) -> Assessment:
    table = demonstration()
    for item, value in changes.items():
        table.loc["垣曲县", item] = value
    return assess(SCHEME, table, year, adjustments=ADJUSTMENTS)


def rows(book: Any, sheet: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_result(demo(), tmp_path_factory.mktemp("review") / "r.xlsx", ResultInputs(last=demo(quota_met=50)))


@pytest.fixture(scope="module")
def book(written: Path) -> Any:
    return openpyxl.load_workbook(written)


def test_the_sheets_are_there_when_asked_for(book: Any, tmp_path: Path) -> None:
    assert set(SHEETS) <= set(book.sheetnames)
    without = openpyxl.load_workbook(write_result(demo(), tmp_path / "without.xlsx"), read_only=True)
    assert not set(without.sheetnames) & set(SHEETS)
    path = write_result(demo(), tmp_path / "alone.xlsx", ResultInputs(review=True))
    alone = openpyxl.load_workbook(path, read_only=True)
    assert set(alone.sheetnames) & set(SHEETS) == {"对比", "提升", "结果运用"}


def test_each_says_that_it_is_as_of_writing_and_has_no_formula(book: Any) -> None:
    for name in SHEETS:
        assert "按写出本表时的数据生成，改数试算后不随之变动" in book[name]["A2"].value
        assert "本表不随之变动" in book[name]["A1"].value  # the title, while anything is tried
        assert not [cell for row in book[name].iter_rows(min_row=2) for cell in row if cell.data_type == "f"]


def test_rates_and_means_are_the_engines(book: Any) -> None:
    peers, found = against_peers(demo()), rows(book, "对比")
    head = found[3]
    for line, row in zip(peers.lines, found[4:], strict=False):
        assert row[0].removesuffix("（小计）") == line.name
        assert row[3] == pytest.approx(line.city_rate)
        for county in ("盐湖区", "河津市"):
            own = peers.rates.loc[county, line.id]
            assert row[head.index(county)] == ("—" if own != own else pytest.approx(own))
    assert found[4][head.index("落后")] == "闻喜县（0.0%）"


def test_the_parts_and_the_reasons_are_the_engines(book: Any) -> None:
    compared = compare(demo(quota_met=50), demo())
    found = {row[0]: row for row in rows(book, "变动")[4:17]}
    head = rows(book, "变动")[3]
    for county in compared.counties:
        assert found[county][head.index("说明")] == why(compared, county)
    place = head.index("变动")
    # 垣曲县's quota, 50 → 70 of 100: 1 × 20% = 0.20, all of it from the line's points.
    assert found["垣曲县"][place : place + 2] == (pytest.approx(0.2), pytest.approx(0.2))


def test_every_change_told_is_on_the_sheet(book: Any) -> None:
    found = rows(book, "提升")[5:]
    for step in what_it_takes(demo()):
        for goal in (step.grade_goal, step.rank_goal):
            for change in goal.changes if goal is not None else ():
                own = [row for row in found if row[0] == step.county and row[5] == change.item.name]
                assert any(row[9] == pytest.approx(change.total) and row[10] == change.grade for row in own), change
    assert [row[12] for row in found if row[0] == "芮城县"] == ["先补报：挥发性有机物重点工程减排量（认定）"]


def test_a_changed_figure_changes_all_four(book: Any, tmp_path: Path) -> None:
    other = openpyxl.load_workbook(
        write_result(
            demo(quota_met=100, decline_cumulative=10), tmp_path / "other.xlsx", ResultInputs(last=demo(quota_met=50))
        )
    )
    for name in SHEETS:
        assert rows(other, name) != rows(book, name), name
    said = {row[0]: row[2] for row in rows(other, "结果运用") if row[2] is not None}
    assert said["垣曲县"] == "未完成"


def test_consequences_are_the_engines(book: Any) -> None:
    found = rows(book, "结果运用")
    for use in result_use(demo()):
        row = next(row for row in found if row[1] == use.consequence.text)
        named = list(dict.fromkeys(county for county, _ in use.counties))
        assert row[4] == ("、".join(named) or "（无）")
        assert row[5:7] == (len(named), use.consequence.clause)


def test_recalculation_leaves_the_titles_as_they_are(written: Path, tmp_path: Path) -> None:
    """By IronCalc; LibreOffice recalculates these sheets in test_three_readings.py."""
    count, _, found = recalculated_differences(written, tmp_path / "bare.xlsx")
    assert count > 4000
    assert found == []
    cells = stored(written)
    for name in SHEETS:
        assert cells[name]["A1"].formula is not None
        assert str(cells[name]["A1"].value).startswith("运城市")


def test_names_are_never_formulas_or_links(tmp_path: Path) -> None:
    scheme = load_scheme("national-2007")
    names = ["=1+1", "+2", "@x", "http://example.org", "-3", "<b>"]
    result = assess(scheme, random_city(scheme, names, 5, missing=0), 2025)
    earlier = assess(scheme, random_city(scheme, names, 6, missing=0), 2024)
    made = openpyxl.load_workbook(write_result(result, tmp_path / "names.xlsx", ResultInputs(last=earlier)))
    for name in SHEETS:
        for row in made[name].iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type != "f", (name, cell.coordinate)
                assert cell.hyperlink is None


def test_the_archive_keeps_what_was_compared(written: Path) -> None:
    inputs = read_result(written).inputs
    assert inputs.review
    assert inputs.last is not None
    assert inputs.last.scores.equals(demo(quota_met=50).scores)
    assert inputs.last.data_sha256 == demo(quota_met=50).data_sha256
