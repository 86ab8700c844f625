"""Every kind of the catalogue of bad input: the exact message, its place and severity, and nothing else beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scoring.errors import DataError
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from tests.support.cells import edited
from tests.workbook.bad_input.city import Starts
from tests.workbook.bad_input.kinds import Kind
from tests.workbook.bad_input.page import every_kind, page
from tests.workbook.conftest import COUNTIES, with_cells
from workbook.reading.submissions import read_submissions

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.usefixtures("reads_once")
FIGURE_CELLS = {
    f"{sheet}!{column}{row}": (county, item)
    for row, county in enumerate(COUNTIES, 6)
    for sheet, columns in (
        ("能耗强度", {"C": "decline_actual", "D": "target_in_plan", "E": "decline_target", "F": "energy_use"}),
        ("两高项目", {"C": "two_high_violations", "D": "new_vehicles"}),
    )
    for column, item in columns.items()
}
"""Of the good workbook."""
KNOWN = ("永济市", "decline_target")  # what the good workbook has: a target declared missing


def handed_in(kind: Kind, good: Path, folder: Path) -> Path:
    """The path of the bad input."""
    if kind.make is not None:
        return kind.make(good, folder)

    def edit(book: Any) -> None:
        for place, value in (kind.cells or {}).items():
            sheet, address = place.split("!")
            book[sheet][address] = value
        if kind.edit is not None:
            kind.edit(book)

    (folder / "坏.xlsx").write_bytes(edited(good.read_bytes(), edit))
    return folder / "坏.xlsx"


def read(path: Path, scheme: Scheme, year: int | None = 2025) -> list[Problem]:
    """The problems that the good workbook has not."""
    problems = read_submissions([path], scheme, year, "").submission.problems
    return [one for one in problems if (one.county, one.item) != KNOWN]


@pytest.fixture(scope="session")
def starts(tmp_path_factory: pytest.TempPathFactory) -> Starts:
    return Starts(tmp_path_factory.mktemp("starts"))


@pytest.mark.parametrize("kind", [kind for _, kind in every_kind()], ids=[f"{n}" for n, _ in every_kind()])
def test_kind(kind: Kind, good_file: Path, scheme: Scheme, tmp_path: Path, starts: Starts) -> None:
    if kind.start:
        told_exactly(kind, starts.new(kind, tmp_path))
        return
    path = handed_in(kind, good_file, tmp_path)
    if not kind.code:
        with pytest.raises(DataError) as caught:
            read(path, scheme, kind.year)
        assert str(caught.value) == kind.message.replace("{folder}", str(tmp_path))
        return
    told_exactly(kind, read(path, scheme, kind.year))


def told_exactly(kind: Kind, problems: list[Problem]) -> None:
    """The kind's message at its place, with what to do; its others, and nothing else."""
    found = [one for one in problems if one.code == kind.code][:1]
    assert [(one.message, one.severity) for one in found] == [(kind.message, kind.severity)]
    source = found[0].source
    place = "!".join(filter(None, (source.sheet, source.cell))) or source.file
    assert place == kind.place
    assert found[0].remedy or found[0].severity == "note" or kind.code == "E_FILE"
    assert sorted(one.code for one in problems if one is not found[0]) == sorted(kind.others)
    if kind.cells and place in FIGURE_CELLS:  # of a figure the county and the item are told too
        assert (found[0].county, found[0].item) == FIGURE_CELLS[place]


def test_the_page_lists_the_same_kinds() -> None:
    assert (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8") == page()
    assert len(every_kind()) >= 60


# Codes that no file can cause, and what does.
ELSEWHERE = {
    "E_MISSING": "a table given to scoring.assess, or to a worksheet function: a reader of files says E_BLANK and where",
    "E_NO_ITEM": "the same: a reader of files says E_COLUMN_MISSING, E_ROW_MISSING or E_SHEET_MISSING",
    "W_UNKNOWN_ITEM": "the same: a reader of files says W_COLUMN",
    "W_PERCENT_FORMAT": "a worksheet function, which sees no number formats",
    **dict.fromkeys(
        ("E_SCHEME", "E_SCHEME_COLUMNS", "E_SCHEME_HEADS", "E_SCHEME_LOOK", "E_SCHEME_MERGED", "E_SCHEME_SHEET"),
        "a scheme as a workbook, which is no data: tests/workbook/scheme_workbook",
    ),
    "W_TENTATIVE": "the circular, which says beside a grade that it is provisional",
}
_CODE = re.compile(r'"([EW]_[A-Z]+(?:_[A-Z]+)*)"')


def test_every_code_stands_on_the_page() -> None:
    """A code that can be reported has a kind; one that nothing can cause is dead and goes."""
    sources = (path for home in ("scoring", "workbook") for path in (ROOT / home).rglob("*.py"))
    codes = {code for path in sources for code in _CODE.findall(path.read_text(encoding="utf-8"))}
    shown = {kind.code for _, kind in every_kind()}
    assert codes - shown == set(ELSEWHERE)


def test_kinds_are_told_apart() -> None:
    """No two lines of the page are the same input."""
    said = [(kind.what, kind.example) for _, kind in every_kind()]
    assert len(set(said)) == len(said)


def test_all_bad_cells_of_a_file_in_one_run(good_file: Path, scheme: Scheme, tmp_path: Path) -> None:
    """Twelve kinds in twelve cells of one workbook: each found, each with its own message."""
    kinds = {kind.place: kind for _, kind in every_kind() if kind.cells and "!" in kind.place}
    cells = {place: kind.cells[place] for place, kind in kinds.items() if kind.cells is not None}
    (tmp_path / "全.xlsx").write_bytes(with_cells(good_file.read_bytes(), cells))
    found = {f"{one.source.sheet}!{one.source.cell}": one.message for one in read(tmp_path / "全.xlsx", scheme)}
    assert len(kinds) >= 12
    assert found == {place: kind.message for place, kind in kinds.items()}
