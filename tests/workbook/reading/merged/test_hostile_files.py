"""Whatever goes wrong with one file of a folder is that file's error; the others are read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from scoring.errors import DataError
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import COUNTY, county_books
from tests.support.commands import DEMO
from workbook.reading import ahead, submissions
from workbook.reading.opening import Opened, open_book
from workbook.reading.submissions import read_submissions


class PanicException(BaseException):
    """As a library written in Rust raises it: no Exception."""


@pytest.fixture
def home(city: Scheme, figures: pd.DataFrame, tmp_path: Path) -> Path:
    """Two books of counties."""
    county_books(tmp_path, city, figures.loc[["夏县"]])
    shutil.move(tmp_path / COUNTY / "夏县.xlsx", tmp_path / "好.xlsx")
    shutil.copy(tmp_path / "好.xlsx", tmp_path / "坏.xlsx")
    with (tmp_path / "坏.xlsx").open("ab") as stream:
        stream.write(b"\0")  # other bytes, the same workbook
    return tmp_path


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, where: str) -> None:
    """The file 坏.xlsx fails at opening or at reading."""
    real = getattr(submissions, where)

    def fail(first: object, *rest: object, **more: object) -> object:
        if (first.name if isinstance(first, (Opened, Path)) else "") == "坏.xlsx":
            raise error
        return real(first, *rest, **more)

    for module in (submissions, ahead):
        monkeypatch.setattr(module, where, fail)


@pytest.mark.parametrize("where", ["open_book", "read_part"])
@pytest.mark.parametrize(
    "error",
    [
        RecursionError("x"),
        MemoryError(),
        ValueError("4300 digits"),
        KeyError("a"),
        PanicException("x"),
        OSError(5, "I/O"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_was_not_foreseen_is_that_files_error(
    home: Path, city: Scheme, monkeypatch: pytest.MonkeyPatch, error: BaseException, where: str
) -> None:
    """It is named with its type; alone the file is refused with the same words, and the cause is kept."""
    failing(monkeypatch, error, where)
    read = read_submissions([home], city, None, "").submission
    assert list(read.files) == ["好.xlsx"]
    found = [one for one in read.problems if one.code == "E_FILE"]
    assert [(one.code, one.source.file) for one in found] == [("E_FILE", "坏.xlsx")]
    assert found[0].message.startswith(f"读这个文件时出错（{type(error).__name__}），没有读。")
    with pytest.raises(DataError, match=rf"坏\.xlsx：读这个文件时出错（{type(error).__name__}）") as caught:
        read_submissions([home / "坏.xlsx"], city, None, "")
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)], ids=lambda one: type(one).__name__)
def test_an_interrupt_passes(home: Path, city: Scheme, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    failing(monkeypatch, error, "open_book")
    with pytest.raises(type(error)):
        read_submissions([home], city, None, "")


def test_a_scheme_that_one_file_names_and_nobody_has(home: Path, city: Scheme) -> None:
    """That file is left out, and the scheme of the next one decides; where it is the only one, its fault is told."""
    from tests.support.submissions import county_file

    def other(book: object) -> None:
        for row in book["填表说明"].iter_rows():  # type: ignore[index]
            for cell in row:
                if cell.value == city.id:
                    cell.value = "no-such-scheme"

    county_file(DEMO, home / "坏.xlsx", ["夏县"], other)
    county_file(DEMO, home / "好.xlsx", ["绛县"])
    read = read_submissions([home], None, None, city.id)
    found = [one for one in read.submission.problems if one.code == "E_FILE"]
    assert read.scheme.id == city.id
    assert [(one.code, one.source.file) for one in found] == [("E_FILE", "坏.xlsx")]
    assert "no-such-scheme" in found[0].message
    (home / "好.xlsx").unlink()
    with pytest.raises(Exception, match="no-such-scheme"):
        read_submissions([home], None, None, city.id)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_not_waited_for(home: Path, city: Scheme) -> None:
    os.mkfifo(home / "管.xlsx")
    found = read_submissions([home], city, None, "").submission.problems
    assert [one.message for one in found if one.source.file == "管.xlsx"] == ["不是普通文件，没有读"]
    with pytest.raises(DataError, match="不是普通文件"):
        open_book(home / "管.xlsx")
