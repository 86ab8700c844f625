"""One cell changed at a time: the verifier names that cell. All of them: ``python -m …single_cells``."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest

from tests.workbook.verifying.single_cells import Change, changes, contents, named
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.verifying.content import SheetContent
from workbook.verifying.verify import verify_result

pytestmark = pytest.mark.usefixtures("writes_once")

_SEED, _IN_FILE, _IN_MEMORY = 2025, 8, 292


@pytest.fixture(scope="module")
def sheets(result: Path) -> dict[str, SheetContent]:
    return contents(result)


@pytest.fixture(scope="module")
def sample(sheets: dict[str, SheetContent]) -> list[Change]:
    """300 changes drawn from all cells of all sheets, the archive included."""
    every = [one for name, sheet in sheets.items() for one in changes(name, sheet.cells)]
    assert len(every) > 100_000
    seen = [one for one in every if one.sheet != ARCHIVE or one.what not in ("number format", "font colour")]
    return random.Random(_SEED).sample(seen, _IN_FILE + _IN_MEMORY)


def test_in_memory_each_is_named(sheets: dict[str, SheetContent], sample: list[Change]) -> None:
    assert [one for one in sample[_IN_FILE:] if not named(one, sheets[one.sheet].cells)] == []


@pytest.mark.slow
def test_in_the_file_each_is_named(result: Path, sample: list[Change], tmp_path: Path) -> None:
    """Cells changed by openpyxl, the file saved and verified; a stored result cannot be written by openpyxl."""
    kinds = (
        "cleared",
        "number format",
        "value",
        "formula for value",
        "formula",
        "formula, one sign",
        "value for formula",
    )
    chosen = [one for one in sample if one.what in kinds and one.sheet != ARCHIVE][:_IN_FILE]
    book = openpyxl.load_workbook(result)
    assert len({(one.sheet, one.address) for one in chosen}) == _IN_FILE
    for one in chosen:
        cell = book[one.sheet][one.address]
        if one.cell is None:
            cell.value = None
        elif one.what == "number format":
            cell.number_format = one.cell.style.number_format
        else:
            cell.value = f"={one.cell.formula}" if one.cell.formula is not None else one.cell.value  # type: ignore[assignment]
    book.save(tmp_path / "改.xlsx")
    done = verify_result(tmp_path / "改.xlsx")
    assert {(each.sheet, each.cell) for each in done.differences} == {(one.sheet, one.address) for one in chosen}
