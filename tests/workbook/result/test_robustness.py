"""稳健性 in the result workbook and in the terminal: marked, plain text, the same bytes, and never a changed rank."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from examples.build import demonstration
from scoring import Assessment, assess, load_scheme
from scoring.robustness import Robustness, robustness
from tests.support.commands import DEMO, ERRORS, kaohe
from tests.support.results import scored
from workbook.result.sheets.ranks import SHEET as RANKS
from workbook.result.sheets.robustness import INTERNAL, SHEET
from workbook.result.write import write_result

SCHEME = load_scheme("yuncheng-14fyp")
STEADY = load_scheme(Path(__file__).resolve().parents[2] / "schemes" / "steady.yaml")


@pytest.fixture(scope="module")
def city() -> Assessment:
    return assess(SCHEME, demonstration(), 2025)


@pytest.fixture(scope="module")
def found(city: Assessment) -> Robustness:
    return robustness(city, draws=1000)


@pytest.fixture(scope="module")
def book(city: Assessment, found: Robustness, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = write_result(city, tmp_path_factory.mktemp("steady") / "r.xlsx", robustness=found)
    return openpyxl.load_workbook(path)


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_sheets_are_marked_and_say_what_was_done(book: Any, found: Robustness) -> None:
    for name in (SHEET, RANKS):
        sheet = book[name]
        assert f'"{INTERNAL}"' in sheet["A2"].value  # after the mark of a trial
        assert INTERNAL in sheet.oddFooter.center.text
        assert "±25%" in sheet["A3"].value
        assert "种子 20210101" in sheet["A3"].value
    texts = " ".join(str(cell) for row in rows(book[SHEET]) for cell in row if cell)
    for sentence in (*found.definitions, *found.notes):
        assert sentence in texts
    assert "芮城县" in texts


def test_figures_are_the_study_s(book: Any, found: Robustness) -> None:
    """Ranks, grades and totals are the official ones; probabilities and intervals those of the study."""
    table = rows(book[SHEET])
    heads = [str(head).replace("\n", "") for head in table[4]]
    for line, (county, row) in enumerate(found.table.iterrows(), 5):
        own = dict(zip(heads, table[line], strict=False))
        assert own["县（市、区）"] == county
        assert (own["名次"], own["等次"], own["总分"]) == (row["rank"], row["grade"], row["total"])
        assert own["等次保持概率（%）"] == pytest.approx(row["keeps_grade"], abs=0.1)
        low, high = row["rank_low"], row["rank_high"]
        assert own["名次90% 区间"] == (f"{low}" if low == high else f"{low}—{high}")
        assert own["等次稳妥程度"] == row["grade_label"]
        assert own["名次保持概率（%）"] == pytest.approx(row["keeps_rank"], abs=0.1)
        assert own["数据有误差时名次保持概率，最低（%）"] == pytest.approx(row["stress_keeps_rank"], abs=0.1)
        assert own["名次稳妥程度"] == row["rank_label"]
    heat = rows(book[RANKS])
    for line, (county, counts) in enumerate(found.rank_counts.iterrows(), 5):
        assert heat[line][0] == county
        assert heat[line][1 : len(counts) + 1] == pytest.approx((counts / 10).tolist())


def test_same_bytes_and_nothing_more_without_it(city: Assessment, found: Robustness, tmp_path: Path) -> None:
    one = write_result(city, tmp_path / "1.xlsx", robustness=found).read_bytes()
    two = write_result(city, tmp_path / "2.xlsx", robustness=robustness(city, draws=1000)).read_bytes()
    assert one == two
    plain = openpyxl.load_workbook(write_result(city, tmp_path / "3.xlsx"))
    assert SHEET not in plain.sheetnames
    assert "稳健性" not in str(rows(plain["说明"]))


def test_names_from_a_submission_stay_text(tmp_path: Path) -> None:
    """A county called =1+1 or http://… is neither formula nor link on the new sheets."""
    names = ["=1+1", "http://example.com", "@甲"]
    table = pd.DataFrame({"a": [90, 80, 60], "b": [50, 100, 70], "c": [80, 70, 95]}, index=names)
    result = assess(STEADY, table, 2025)
    path = write_result(result, tmp_path / "r.xlsx", robustness=robustness(result, draws=100))
    made = openpyxl.load_workbook(path)
    kinds = {
        str(cell.value): cell.data_type
        for name in (SHEET, RANKS)
        for row in made[name].iter_rows()
        for cell in row
        if cell.value in names
    }
    assert kinds == dict.fromkeys(names, "s")
    with zipfile.ZipFile(path) as parts:
        place = made.sheetnames.index(SHEET) + 1
        assert f"xl/worksheets/_rels/sheet{place}.xml.rels" not in parts.namelist()


def test_the_command_prints_the_study(tmp_path: Path) -> None:
    done = kaohe(tmp_path, "robustness", str(DEMO), "--draws", "200", "--seed", "5", "--full")
    assert done.returncode == 0, done.stderr
    for text in (
        "稳健性（内部参考）",
        "等次稳固：等次保持概率不低于 95%",
        "等次临界：不符合以上各档的",
        "名次稳固：名次保持概率不低于 95%",
        "名次临界：不符合以上各档的",
        "200 次抽样",
        "种子 5；",
        "标准误不超过 3.5 个百分点",
    ):
        assert text in done.stdout
    assert done.stdout == kaohe(tmp_path, "robustness", str(DEMO), "--draws", "200", "--seed", "5", "--full").stdout
    assert list(tmp_path.iterdir()) == []


def test_errors_in_the_data_give_status_1_and_wrong_options_2(tmp_path: Path) -> None:
    done = kaohe(tmp_path, "robustness", str(ERRORS), "--draws", "50")
    assert done.returncode == 1
    assert "待定的县没有参加分析" in done.stderr
    kaohe(tmp_path, "template", "--year", "2025", "-o", "blank.xlsx")
    done = kaohe(tmp_path, "robustness", "blank.xlsx", "--draws", "50")
    assert done.returncode == 1
    assert "没有一个县（市、区）有名次（总分都是待定）：先补齐缺报的数据" in done.stderr
    done = kaohe(tmp_path, "robustness", str(DEMO), "--spread", "300")
    assert done.returncode == 2
    assert "weights.spread：不能大于 99，现在是 300.0；改正" in done.stderr


def test_score_writes_it_unless_told_not_to(tmp_path: Path) -> None:
    kaohe(tmp_path, "score", str(DEMO), "-o", "with.xlsx")
    scored(tmp_path / "without.xlsx")
    assert SHEET in openpyxl.load_workbook(tmp_path / "with.xlsx", read_only=True).sheetnames
    assert SHEET not in openpyxl.load_workbook(tmp_path / "without.xlsx", read_only=True).sheetnames


def test_every_indicator_left_out_stands_on_the_second_sheet(
    found: Robustness, tmp_path: Path, city: Assessment
) -> None:
    """The worst rank and the number of grades that change, county by county, are those of the first sheet."""
    path = write_result(city, tmp_path / "r.xlsx", robustness=found)
    rows = list(openpyxl.load_workbook(path)[RANKS].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == "去掉的指标")
    counties = [cell for cell in rows[start][1:] if cell]
    block = rows[start + 1 : start + 1 + len(SCHEME.indicators)]
    assert [row[0] for row in block] == [one.name for one in SCHEME.indicators]
    assert counties == list(found.table.index)
    for column, county in enumerate(counties, 1):
        cells = [str(row[column]).split(" ") for row in block]
        assert max(int(cell[0]) for cell in cells) == found.table.loc[county, "drop_one_worst_rank"]
        assert sum(len(cell) > 1 for cell in cells) == found.table.loc[county, "drop_one_grades"]
