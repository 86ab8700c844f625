"""The result on paper: no type under 8 points, no page of one row alone, no two tables cut by a page's edge."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import xlsxwriter

from examples.build import demonstration
from scoring import assess, load_scheme
from scoring.robustness import robustness
from tests.support.libreoffice import SOFFICE, convert
from tests.support.type_sizes import LEAST, small
from workbook.drawing.paper import Paper, across, down
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")


def printed(folder: Path, path: Path) -> Path:
    convert([path], folder / "pdf", folder / "profile", to="pdf")
    return folder / "pdf" / f"{path.stem}.pdf"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration city with every sheet but those of a set of files."""
    folder = tmp_path_factory.mktemp("paper")
    done = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025)
    last = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2024)
    path = write_result(
        done,
        folder / "结果.xlsx",
        ResultInputs(review=True, last=last, remark="2025年快报数"),
        robustness=robustness(done, draws=200),
    )
    return printed(folder, path)


@pytest.mark.slow
def test_no_type_is_under_8_points(pdf: Path) -> None:
    assert [(one.page, round(one.points, 1), one.text) for one in small(pdf)] == []


def test_small_type_is_found(tmp_path: Path) -> None:
    """A planted 7 points beside 9: the measure can fail."""
    with xlsxwriter.Workbook(tmp_path / "小.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "九点", book.add_format({"font_size": 9}))
        sheet.write(1, 0, "七点", book.add_format({"font_size": 7}))
    assert [one.text for one in small(printed(tmp_path, tmp_path / "小.xlsx"))] == ["七点"]


def test_a_label_that_begins_with_a_digit_is_whole_on_every_page(pdf: Path) -> None:
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    pages = ["".join(page.split()) for page in said.split("\f")[:-1]]
    assert len(pages) > 20
    assert [number for number, page in enumerate(pages, 1) if "2025年快报数" not in page] == []


def test_pages_of_a_sheet_are_as_planned(pdf: Path) -> None:
    """Each page bears its sheet's name, and 说明 is on at most five: no page that LibreOffice broke once more."""
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    feet = re.findall(r"(\S+)\s+第\s*\d+\s*页，共", said)
    assert feet.count("排名") == 2
    assert feet.count("排名图") == 2
    assert feet.count("得分表") == 2


def test_a_page_never_ends_in_a_block_that_fits_on_one() -> None:
    """Blocks of four columns of 20 units on A3 with two repeated: the breaks stand between blocks."""
    paper = Paper("A3", columns=2)
    blocks = [(first, first + 3) for first in range(2, 22, 4)]
    scale, starts = across(paper, [10.0, 10.0, *[20.0] * 20], blocks)
    assert scale == LEAST / 9
    assert starts
    assert all((start - 2) % 4 == 0 for start in starts)


@pytest.mark.parametrize("rows", range(20, 140, 7))
def test_a_last_page_has_three_rows_and_headings_stay_with_their_rows(rows: int) -> None:
    paper = Paper("A4", rows=(0, 0))
    headings = set(range(5, rows, 11))
    starts = down(paper, {}, rows - 1, 1.0, headings)
    assert rows > 40 or len(starts) < 2
    assert not starts or rows - starts[-1] >= 3
    assert not [start for start in starts[:-1] if start - 1 in headings or start - 2 in headings]
