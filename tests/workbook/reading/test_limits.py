"""Absurd files in a process that may use a gigabyte and half a minute: refused in words, or read."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.workbook.bad_input import files

resource = pytest.importorskip("resource")
ROOT = Path(__file__).resolve().parents[3]
MEMORY, SECONDS = 1 << 30, 30
ABSURD = {"大.xlsx", "密.xlsx", "碎.xlsx", "远.xlsx", "笑.xlsx"}
CODE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from pathlib import Path
from scoring.errors import DataError
from workbook.reading.opening import open_book
for path in sys.argv[1:]:
    try:
        book = open_book(Path(path)).book
        print("read", sum(len(book.rows(sheet)) for sheet in book.sheets))
    except DataError as error:
        print("refused", error)
"""


def opened(*paths: Path) -> list[str]:
    """What a bounded process says of each file."""
    code = CODE.format(memory=MEMORY, seconds=SECONDS)
    command = [sys.executable, "-c", code, *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_bombs(good_file: Path, tmp_path: Path) -> None:
    kinds = [kind for kind in files.KINDS if kind.place in ABSURD and kind.make is not None]
    said = opened(*(kind.make(good_file, tmp_path) for kind in kinds if kind.make is not None))
    assert said == [f"refused {kind.message}" for kind in kinds]
    assert len(said) == len(ABSURD)


def with_sheet(good: Path, target: Path, edit: bytes) -> Path:
    """The good workbook with more before the end of a sheet's data."""
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, content.replace(b"</sheetData>", edit + b"</sheetData>") if "sheet2" in name else content
            )
    return target


@pytest.mark.parametrize(
    "cell",
    [b"<c r='XFD1048576'><v>1</v></c>", b'<c\nr\n=\n"XFD1048576"><v>1</v></c>', b'<c s="1" r="XFD1048576"><v>1</v></c>',
     b'<c   r="XFD1048576" t="n"><v>1</v></c>'],
)  # fmt: skip
def test_a_far_cell_however_it_is_written(good_file: Path, tmp_path: Path, cell: bytes) -> None:
    """A way of writing the address that the check misses would take all memory, as the rectangle is laid out."""
    path = with_sheet(good_file, tmp_path / "远.xlsx", b'<row r="1048576">' + cell + b"</row>")
    assert opened(path)[0].startswith("refused 远.xlsx：")


def test_a_large_sheet_of_plain_cells_is_read(good_file: Path, tmp_path: Path) -> None:
    """A dimension that lies does no harm, nor 200,000 rows."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(100, 200_000))
    path = with_sheet(good_file, tmp_path / "长.xlsx", rows)
    assert opened(path)[0].startswith("read 2000")
