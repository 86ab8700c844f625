"""No green triangles: every text that looks like a number, on every sheet that is written, is declared to be a text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from typer.testing import CliRunner
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from examples.build import demonstration
from scoring import assess, load_scheme
from scoring.robustness import robustness
from tests.support.stored import stored
from workbook.command.app import app
from workbook.drawing.text_book import TextWorksheet, looks_like_number
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result

_EXAMPLE = "examples/yuncheng-2025/yuncheng-2025.xlsx"


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("140802", True), (" 12 ", True), ("-1.5", True), ("1,234", True), ("12%", True), ("1e5", True),
        ("", False), ("—", False), ("2026-06-30", False), ("12 家", False), ("缺报", False), (140802, False),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_takes_for_a_number(text: object, looks: bool) -> None:
    """What Excel turns into a number when it is typed, but dates."""
    assert looks_like_number(text) is looks


def _flagged(path: Path) -> list[str]:
    """Cells that a spreadsheet program would flag; and it is seen that there is something to flag at all."""
    found = []
    with zipfile.ZipFile(path) as package:
        for place, (sheet, cells) in enumerate(stored(path).items(), 1):
            name = f"xl/worksheets/sheet{place}.xml"
            quiet = set()
            for one in etree.fromstring(package.read(name)).iter("{*}ignoredError"):
                assert one.get("numberStoredAsText") == "1"
                for area in one.get("sqref").split():
                    left, top, right, bottom = (edge or 0 for edge in range_boundaries(area))
                    quiet |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            texts = {
                coordinate_to_tuple(at)
                for at, (formula, value) in cells.items()
                if formula is None and isinstance(value, str) and looks_like_number(value)
            }
            found += [f"{path.name} {sheet} {place}" for place in sorted(texts - quiet)]
            assert not quiet - texts, f"{sheet}: {sorted(quiet - texts)[:5]} are no such texts"
    return found


@pytest.mark.parametrize("values_only", [False, True])
def test_a_result_with_all_its_sheets(tmp_path: Path, values_only: bool) -> None:
    done = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025)
    path = write_result(done, tmp_path / "结果.xlsx", ResultInputs(review=True, last=done, values_only=values_only), robustness=robustness(done, draws=50))  # fmt: skip
    assert _flagged(path) == []


def test_templates_problems_and_schemes(tmp_path: Path) -> None:
    """A set (counties, bureaus, decisions), a city's workbook, a county's, the list of problems, a point table."""
    for words in (
        ["template", "--year", "2025", "--set", str(tmp_path / "set")],
        ["template", "--year", "2025", "-o", str(tmp_path / "city.xlsx"), "--last", _EXAMPLE],
        ["check", "examples/yuncheng-2025-errors/yuncheng-2025-errors.xlsx", "--xlsx", str(tmp_path / "problems.xlsx")],
        ["scheme", "show", "yuncheng-14fyp", "-o", str(tmp_path / "scheme.xlsx")],
    ):
        done = CliRunner().invoke(app, words)
        assert done.exit_code in (0, 1), done.output
    books = sorted(tmp_path.rglob("*.xlsx"))
    assert len(books) > 15
    assert [place for path in books for place in _flagged(path)] == []


def test_cells_are_the_bytes_of_xlsxwriter() -> None:
    """Cells of every kind, in a book of each worksheet, in memory and streamed."""
    values: list[Any] = [
        0.1 + 0.2,
        -0.0,
        1e300,
        3,
        float("1e-7"),
        "文",
        'a<b>&"c"\n',
        "",
        " 空 ",
        True,
        "#N/A",
        "#REF!",
    ]

    def sheet(kind: type[Worksheet], streamed: bool) -> bytes:
        target = io.BytesIO()
        book = Workbook(target, {"constant_memory": streamed, "in_memory": not streamed, "strings_to_formulas": False})
        page = book.add_worksheet("表", worksheet_class=kind)
        page.set_column(0, 3, 12)
        page.set_column(4, 5, 12, book.add_format({"bold": True}))
        page.set_row(7, 20, book.add_format({"italic": True}))
        for row, form in enumerate((book.add_format({"num_format": "0.00"}), book.add_format(), None)):
            for column, value in enumerate(values):
                page.write_formula(3 * row, column, f'=IF(A1<>"x&y",{column}>1,"<")', form, value)
                page.write(3 * row + 1, column + 700, value, form)
            page.write_blank(3 * row + 2, 2, None, form)
        book.close()
        return zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml")

    for streamed in (False, True):
        assert sheet(TextWorksheet, streamed) == sheet(Worksheet, streamed)
