"""A result is held against what its input cells were when it was written: each change is named, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from scoring import Adjustment, Evidence, assess, load_scheme
from scoring.errors import DataError
from scoring.problems import Source
from scoring.scheme.catalogue import shipped
from scoring.scheme.scheme import Scheme
from tests.support.cells import Book, edited
from tests.support.cities import random_city
from workbook.archive.checked import check_result, read_checked
from workbook.archive.typed import typed_part
from workbook.layout.input_cells import Cells
from workbook.layout.inputs import ResultInputs
from workbook.reading.submissions import read_city_workbook
from workbook.result.write import write_result

GRANTED = Adjustment("夏县", "management", -1.5, "核查 发现\n问题", "组长", Source("决定.xlsx", "核定调整", "E5"), "",
                     "考〔2026〕1号", "2026-03-01")  # fmt: skip


@pytest.fixture(scope="module")
def small(scheme: Scheme, good_values: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result of six counties, seven items and one adjustment: 数据 from row 8, 核定调整 row 8."""
    result = assess(scheme, good_values, 2025, adjustments=[GRANTED])
    return write_result(result, tmp_path_factory.mktemp("held") / "结果.xlsx")


def changed(path: Path, folder: Path, edit: Callable[[Any], object]) -> Path:
    (folder / "改.xlsx").write_bytes(edited(path.read_bytes(), edit))
    return folder / "改.xlsx"


def places(path: Path) -> set[str]:
    return {f"{one.sheet}!{one.cell}" for one in check_result(path).changes}


@pytest.mark.parametrize("values_only", [False, True])
def test_what_was_written_has_no_change(
    scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path, values_only: bool
) -> None:
    """With and without formulas, as written and saved again by openpyxl, which drops the results of formulas."""
    result = assess(scheme, good_values, 2025, adjustments=[GRANTED])
    path = write_result(result, tmp_path / "r.xlsx", ResultInputs(values_only=values_only))
    assert check_result(path).changes == ()
    openpyxl.load_workbook(path).save(tmp_path / "改.xlsx")
    assert check_result(tmp_path / "改.xlsx").changes == ()
    assert read_checked(path).assessment.data_sha256 == result.data_sha256


def test_the_demonstration_city_with_its_lists_has_no_change(tmp_path: Path) -> None:
    scheme = load_scheme("yuncheng-14fyp")
    data = read_city_workbook("examples/yuncheng-2025/yuncheng-2025.xlsx", scheme)
    result = assess(scheme, data.table, 2025, evidence=Evidence(sources=data.sources, lists=data.lists))
    path = write_result(result, tmp_path / "r.xlsx")
    assert result.lists
    assert check_result(path).changes == ()

    def edit(book: Any) -> None:
        for spec in (result.scheme.lists[name] for name in result.lists):
            book[spec.sheet]["B8"] = "夏县（改）"
            book[spec.sheet].cell(8 + len(result.lists[spec.id].frame), 2).value = "夏县"

    lists = {result.scheme.lists[name].sheet: len(rows.frame) for name, rows in result.lists.items()}
    found = places(changed(path, tmp_path, edit))
    assert found == {f"{sheet}!B{row}" for sheet, count in lists.items() for row in (8, 8 + count)}


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_scheme_s_result_has_no_change(name: str, tmp_path: Path) -> None:
    """Random figures with gaps; every weight and parameter of the scheme is held."""
    scheme = load_scheme(name)
    table = random_city(scheme, ["甲县", "乙县", "丙县", "丁县"], seed=7, missing=0.1)
    result = assess(scheme, table, scheme.spec.period.end)
    path = write_result(result, tmp_path / "r.xlsx")
    assert check_result(path).changes == ()
    book = Book(path.read_bytes())
    for row in book["计分标准"].iter_rows(min_row=5, min_col=4, max_col=5):
        for cell in row:
            if isinstance(cell.value, int | float) and not cell.formula:
                cell.value += 1
    (tmp_path / "改.xlsx").write_bytes(book.bytes())
    input_cells = next(one for one in check_result(path).stored.input_cells or () if isinstance(one, Cells))
    numbers = {
        (one.row, one.column) for one in input_cells.cells if not one.formula and isinstance(one.value, float | int)
    }
    found = {f"{get_column_letter(column + 1)}{row + 1}" for row, column in numbers}
    assert {one.cell for one in check_result(tmp_path / "改.xlsx").changes if one.sheet == "计分标准"} == found
    assert len(found) >= len(result.compiled.parameters) - len(scheme.spec.dimensions) - 40


INPUTS = {
    "计分标准!E6": "“能耗强度年度目标”分值：写出时是 15",
    "计分标准!E9": "“违法违规项目”分值：写出时是 10",
    "数据!D8": "盐湖区“单位GDP能耗实际降低率”：写出时是 3.31",
    "数据!J13": "河津市“经认定弄虚作假”：写出时是 0",
    "核定调整!B8": "核定调整第 1 行的“县（市、区）”：写出时是 夏县",
    "核定调整!E8": "核定调整第 1 行的“加减分”：写出时是 -1.5",
    "核定调整!J8": "核定调整第 1 行的“文号”：写出时是 考〔2026〕1号",
}
NEW = {
    "number": (25, "现在是 25"),
    "formula": ("=15+10", "现在是 公式 =15+10"),
    "cleared": (None, "现在是 （空）"),
    "text": ("25分", "现在是 文字“25分”"),
}


@pytest.mark.parametrize("kind", NEW)
def test_each_input_is_named(small: Path, tmp_path: Path, kind: str) -> None:
    """Another number, a formula, nothing, a text; in every kind of input, all at once."""
    value, now = NEW[kind]

    def edit(book: Any) -> None:
        for place in INPUTS:
            sheet, cell = place.split("!")
            book[sheet][cell] = value

    path = changed(small, tmp_path, edit)
    said = {f"{one.sheet}!{one.cell}": str(one) for one in check_result(path).changes}
    assert said == {place: f"{place} {words}，{now}" for place, words in INPUTS.items()}
    with pytest.raises(DataError) as refused:
        read_checked(path)
    assert all(one in str(refused.value) for one in said.values())
    assert f"有 {len(INPUTS)} 处与写出时不同" in str(refused.value)


def test_a_formula_with_the_same_result_is_a_change(small: Path, tmp_path: Path) -> None:
    path = changed(small, tmp_path, lambda book: book["计分标准"].__setitem__("E6", "=15"))
    assert places(path) == {"计分标准!E6"}


@pytest.mark.parametrize(("cell", "value"), [("E5", 20), ("E10", 30)])
def test_a_subtotal_that_is_no_formula_any_more_is_a_change(
    small: Path, tmp_path: Path, cell: str, value: float
) -> None:
    """The subtotal of a dimension and the total: numbers in place of formulas."""
    path = changed(small, tmp_path, lambda book: book["计分标准"].__setitem__(cell, value))
    assert places(path) == {f"计分标准!{cell}"}


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda book: book["计分标准"].insert_rows(7), "计分标准!D7"),
        (lambda book: book["计分标准"].delete_rows(6), "计分标准!D6"),
        (lambda book: book["数据"].insert_rows(10), "数据!B10"),
        (lambda book: book["数据"].insert_cols(5), "数据!E6"),
        (lambda book: book["数据"].__setitem__("B9", "夏县"), "数据!B9"),
        (lambda book: book["核定调整"].insert_cols(3), "核定调整!C7"),
        (lambda book: book.remove(book["核定调整"]), "核定调整!"),
        (lambda book: setattr(book["数据"], "title", "数据2"), "数据!"),
    ],
)
def test_rows_columns_and_sheets_that_moved(
    small: Path, tmp_path: Path, edit: Callable[[Any], None], place: str
) -> None:
    """The first text that is not in its place is named; what is above it is still compared."""
    assert places(changed(small, tmp_path, edit)) == {place}


def test_what_stands_above_an_inserted_row_is_still_compared(small: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["数据"].insert_rows(10)
        book["数据"]["D8"] = 1

    assert places(changed(small, tmp_path, edit)) == {"数据!D8", "数据!B10"}


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_what_was_changed_is_named(small: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Any figures, changed by more than the tolerance, are named; those by less are not."""
    cells = [f"{get_column_letter(column)}{row}" for row in range(8, 14) for column in range(4, 11)]
    chosen = data.draw(st.lists(st.sampled_from(cells), unique=True, min_size=1, max_size=6))
    apart = {cell: data.draw(st.sampled_from([2e-9, 1e-3, -5.0, 1e6, 1e-11, 0.0])) for cell in chosen}
    expected = set[str]()

    def edit(book: Any) -> None:
        for cell, by in apart.items():
            was = book["数据"][cell].value
            book["数据"][cell] = 7.5 if isinstance(was, str) else was + by
            if isinstance(was, str) or abs(by) > max(1e-9, 1e-14 * abs(was)):
                expected.add(f"数据!{cell}")

    assert places(changed(small, tmp_path, edit)) == expected


ROW = {"B": "永济市", "C": "management", "E": -1, "F": "台账不全", "G": "组长", "J": "考〔2026〕9号", "K": "2026-04-01"}


def typing(row: int, **other: object) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        for column, value in {**ROW, **other}.items():
            book["核定调整"][f"{column}{row}"] = value

    return edit


def test_a_complete_row_typed_below_is_a_decision(small: Path, scheme: Scheme, tmp_path: Path) -> None:
    """Wherever among the blank rows; other commands refuse it."""
    checked = check_result(changed(small, tmp_path, typing(12)))
    assert checked.typed == (11,)
    assert checked.others == ()
    (one,) = typed_part(checked, scheme).adjustments
    assert (one.county, one.indicator, one.points, one.document) == ("永济市", "management", -1.0, "考〔2026〕9号")
    assert str(one.source) == "改.xlsx：核定调整!E12"
    with pytest.raises(DataError, match="核定调整!B12"):
        read_checked(tmp_path / "改.xlsx")


def test_a_date_typed_as_a_date_is_read(small: Path, scheme: Scheme, tmp_path: Path) -> None:
    """As Excel makes one of what is typed."""
    checked = check_result(changed(small, tmp_path, typing(9, K=datetime.date(2026, 4, 1))))
    assert [one.date for one in typed_part(checked, scheme).adjustments] == ["2026-04-01"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"J": None}, "没有写文号"),
        ({"K": None}, "没有写日期"),
        ({"F": None}, "没有写理由"),
        ({"E": -9}, "一共 5 分，加减 -9 分超出满分"),
        ({"C": "没有"}, "方案里没有指标"),
        ({"B": "某县"}, "没有“某县”这个县"),
        ({"K": "2031-01-01"}, "2031"),
    ],
)
def test_an_incomplete_row_is_refused_with_its_cell(
    small: Path, scheme: Scheme, tmp_path: Path, other: dict[str, object], said: str
) -> None:
    """By the rules of the books of decisions."""
    checked = check_result(changed(small, tmp_path, typing(9, **other)))
    with pytest.raises(DataError, match=said) as refused:
        typed_part(checked, scheme)
    assert "改.xlsx：核定调整!" in str(refused.value)


def test_a_row_below_the_rows_that_are_read_is_no_decision(small: Path, scheme: Scheme, tmp_path: Path) -> None:
    """One adjustment and thirty spare rows: formulas read to row 38."""
    checked = check_result(changed(small, tmp_path, typing(39)))
    assert checked.typed == ()
    with pytest.raises(DataError, match="核定调整!B39 核定调整可填的行以下"):
        typed_part(checked, scheme)


def test_typed_rows_do_not_carry_other_changes(small: Path, scheme: Scheme, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        typing(9)(book)
        book["计分标准"]["E6"] = 16

    with pytest.raises(DataError, match="有 1 处与写出时不同"):
        typed_part(check_result(changed(small, tmp_path, edit)), scheme)


def test_a_result_of_before_is_read_and_says_that_it_was_not_compared(
    scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Format 2 kept no inputs; an archive of today without them is damaged."""
    monkeypatch.setattr("workbook.archive.sheet.dump_inputs", lambda _: iter(()))
    result = assess(scheme, good_values, 2025)
    with pytest.raises(DataError, match="没有输入格的原样"):
        read_checked(write_result(result, tmp_path / "3.xlsx"))
    monkeypatch.setattr("workbook.archive.sheet.FORMAT", "2")
    stored = read_checked(write_result(result, tmp_path / "2.xlsx"))
    assert stored.assessment.data_sha256 == result.data_sha256
    assert any("2.xlsx：以前的版本写的，没有记下写出时的原样" in one for one in stored.warnings())
