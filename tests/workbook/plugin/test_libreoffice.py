"""Every function in a real spreadsheet: LibreOffice recalculates, and each cell is the engine's."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from scoring.errors import KaoheError
from tests.support.calc_add_in import NO_UNO, CalcWithAddIn, has_uno
from tests.support.libreoffice import same
from workbook.functions.calls import call
from workbook.functions.com import sent
from workbook.functions.demonstration import demonstration, demonstration_table, sheet_of
from workbook.functions.registry import DEMONSTRATION, DEMONSTRATION_BESIDE, Function, functions
from workbook.plugin.libreoffice import build_oxt
from workbook.plugin.libreoffice.interface import descriptions, interface

pytestmark = pytest.mark.libreoffice
TABLE = demonstration_table()


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> CalcWithAddIn:
    if not has_uno():
        pytest.skip(NO_UNO)
    return CalcWithAddIn(tmp_path_factory.mktemp("calc"))


def written(value: Any, book: openpyxl.Workbook, cells: Iterator[int]) -> str:
    """An argument in a formula: a range of the demonstration city, a block on the sheet of arguments, or a literal."""
    rows = demonstration().get(value) if isinstance(value, str) else None
    if rows is not None:
        return f"{sheet_of(value)}!A1:{get_column_letter(len(rows[0]))}{len(rows)}"
    if value is None:
        return ""
    if isinstance(value, tuple):
        top = next(cells)
        for down, row in enumerate(value):
            for across, cell in enumerate(row, 1):
                book["arguments"].cell(top + down, across, cell)
        return f"arguments!A{top}:{get_column_letter(len(value[0]))}{top + len(value) - 1}"
    if isinstance(value, bool):
        return "TRUE()" if value else "FALSE()"
    return f'"{value}"' if isinstance(value, str) else repr(value)


CALLS: list[tuple[Function, tuple[Any, ...]]] = [(one, one.example) for one in functions().values()]
_F = functions()
CALLS += [
    (_F["progress"], (20.07, 20, "对数")),
    (_F["progress"], (12.6, 0)),
    (_F["intensity"], (((500.0,), (None,), ("x",), (0.0,)), ((400.0,), (400.0,), (400.0,), (0.0,)))),
    (_F["intensity"], ("12.5", 2)),
    (_F["decline"], (500, 400, 510)),
    (_F["points"], ("cod", 80, 100, None, 2025)),
    (_F["points"], ("cod", 80)),
    (_F["points"], ("cood", 80, 100)),
    (_F["points"], ("intensity_annual", ((3.32,), (2.99,), ("—",)), 3.32)),
    (_F["grade"], (-1,)),
    (_F["scores"], (DEMONSTRATION, "yuncheng-14fyp-strict", 2025, 2, None, None, None, *DEMONSTRATION_BESIDE)),
    (_F["scores"], (DEMONSTRATION, None, 2025, 2)),  # says what was left out
    (_F["scores"], (DEMONSTRATION, None, 2025, 0, False)),
    (_F["scores"], (DEMONSTRATION, None, 2025, 0, False, None, None, "无", "无")),
    (_F["scores"], (DEMONSTRATION, None, 2025, None, None, "稷山县", "total")),
    (_F["scores"], (DEMONSTRATION, None, 2025, None, None, "稷山县", "total", "无", "无")),
    (_F["scores"], (DEMONSTRATION, None, 2025, None, None, "芮城县", "total", "无", "无")),
    (_F["scores"], (DEMONSTRATION, None, 2025, None, None, "太原市", "total", "无", "无")),
    (_F["scores"], (DEMONSTRATION, None, 2031)),
    (_F["scores"], (DEMONSTRATION, "没有这个方案")),
    (_F["scores"], (3.5,)),
    (_F["explain"], (DEMONSTRATION, "太原市")),
    (_F["check"], (((None, "a"), (1.0, 2.0)),)),
    (_F["ranking"], (DEMONSTRATION, None, 2025, False)),
]  # fmt: skip


def book_of_calls(path: Path) -> dict[str, Any]:
    """A workbook with every call; the answer expected in each of its cells."""
    book = openpyxl.Workbook()
    book.active.title = "calls"
    book.create_sheet("arguments")
    for mark, cells in demonstration().items():
        sheet = book.create_sheet(sheet_of(mark))
        for row in cells:
            sheet.append(row)
    expected: dict[str, Any] = {}
    tops = iter(range(1, 10_000, 50))
    row = 1
    for function, given in CALLS:
        values = [demonstration().get(one, one) if isinstance(one, str) else one for one in given]
        answer = sent(call(function.id, values))
        rows = answer if isinstance(answer, list) else [[answer]]
        formula = f"={function.dotted_name}({','.join(written(one, book, tops) for one in given)})"
        last = f"{get_column_letter(len(rows[0]))}{row + len(rows) - 1}"
        single = len(rows) == len(rows[0]) == 1
        book["calls"].cell(row, 1).value = formula if single else ArrayFormula(f"A{row}:{last}", formula)
        for down, cells in enumerate(rows):
            for across, cell in enumerate(cells, 1):
                expected[f"{get_column_letter(across)}{row + down}"] = cell
        row += len(rows) + 1
    book.save(path)
    return expected


def differing(expected: dict[str, Any], book: Path) -> list[str]:
    """The cells that LibreOffice computed otherwise."""
    sheet = openpyxl.load_workbook(book, data_only=True)["calls"]
    return [
        f"{place}: {cell!r} != {sheet[place].value!r}"
        for place, cell in expected.items()
        if not (same(cell, sheet[place].value) or (str(cell).startswith("#") and cell == sheet[place].value))
    ]


@pytest.mark.slow
def test_every_function_computes_in_calc_what_the_engine_does(calc: CalcWithAddIn, tmp_path: Path) -> None:
    expected = book_of_calls(tmp_path / "calls.xlsx")
    assert {function.id for function, _ in CALLS} == set(functions())
    assert len(expected) > 900
    fresh = calc.recalculated(tmp_path / "calls.xlsx")
    assert differing(expected, fresh) == []
    place = next(place for place, cell in expected.items() if isinstance(cell, float))
    assert differing({**expected, place: expected[place] + 1e-6}, fresh) != []


def test_errors_are_true_errors_and_results_compose(calc: CalcWithAddIn, tmp_path: Path) -> None:
    """One reference to a blank cell reaches an add-in as 0 (LibreOffice's own doing); as a range it is a blank."""
    cells = {
        "=ISNA(KH.INTENSITY(Z9:Z9,1))": True,
        '=ISERROR(KH.INTENSITY("x",1))': True,
        "=KH.INTENSITY(3,2)+1": 2.5,
        '=INDEX(KH.SCORES(data!A1:BQ15,"",2025,0),2,1)': "盐湖区",
        "=ISNA(INDEX(KH.INTENSITY(Z8:Z9,1),1,1))": True,
        "=KH.INTENSITY(1/0,1)": "#DIV/0!",
        "=KH.INTENSITY(TRUE(),1)": 1.0,
    }
    book = openpyxl.Workbook()
    book.create_sheet("data")
    for row in TABLE:
        book["data"].append(row)
    for number, formula in enumerate(cells, 1):
        book.active.cell(number, 1).value = formula
    book.save(tmp_path / "errors.xlsx")
    sheet = openpyxl.load_workbook(calc.recalculated(tmp_path / "errors.xlsx"), data_only=True).active
    assert [sheet.cell(number, 1).value for number in range(1, len(cells) + 1)] == list(cells.values())


def test_the_extension_is_made_from_the_registry(tmp_path: Path) -> None:
    path = build_oxt(tmp_path)
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        said = json.loads(package.read("functions.json"))
        assert package.read("kaohe.idl").decode() == interface()
    assert said == descriptions()
    assert {one["id"] for one in said.values()} == set(functions())
    assert {
        "pythonpath/scoring/_data/config/schemes/yuncheng-14fyp/scheme.yaml",
        "pythonpath/workbook/functions/calls.py",
    } <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("pythonpath/tests")]
    first = path.read_bytes()
    assert build_oxt(tmp_path, force=True).read_bytes() == first
    with pytest.raises(KaoheError, match="已经存在，没有覆盖"):
        build_oxt(tmp_path)
