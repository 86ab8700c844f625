"""No green triangles: every text that looks like a number, on every sheet that is written, is declared to be a text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.cell import range_boundaries
from typer.testing import CliRunner

from examples.build import demonstration
from scoring import assess, load_scheme
from scoring.robustness import robustness
from workbook.command.app import app
from workbook.drawing.text_book import looks_like_number
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
    book = openpyxl.load_workbook(path)
    found = []
    with zipfile.ZipFile(path) as package:
        names = [f"xl/worksheets/sheet{place}.xml" for place in range(1, len(book.sheetnames) + 1)]
        for sheet, name in zip(book.worksheets, names, strict=True):
            quiet = set()
            for one in etree.fromstring(package.read(name)).iter("{*}ignoredError"):
                assert one.get("numberStoredAsText") == "1"
                for area in one.get("sqref").split():
                    left, top, right, bottom = (edge or 0 for edge in range_boundaries(area))
                    quiet |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            texts = {
                (cell.row, cell.column)
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "s" and looks_like_number(cell.value)
            }
            found += [f"{path.name} {sheet.title} {place}" for place in sorted(texts - quiet)]
            assert not quiet - texts, f"{sheet.title}: {sorted(quiet - texts)[:5]} are no such texts"
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
