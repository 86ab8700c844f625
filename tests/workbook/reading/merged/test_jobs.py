"""Files of a set read by several processes: the same submission and the same problems, in the same order."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from pathlib import Path
from pickle import PicklingError

import pandas as pd
import pytest

from scoring import load_scheme
from scoring.resources import examples_dir
from workbook.command.app import app
from workbook.reading import ahead, submissions
from workbook.reading.ahead import Ahead, jobs_for
from workbook.reading.merged.folder import FoundFile
from workbook.reading.submissions import ReadOptions, SubmissionSet, read_submissions
from workbook.steps.stopping import status_of

SCHEME = "yuncheng-14fyp"


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration set with a damaged file, one handed in twice, a web page, and one that declares no scheme first of all."""
    home = tmp_path_factory.mktemp("jobs") / "报送"
    shutil.copytree(examples_dir() / "yuncheng-2025-set", home)
    counties = home / "县（市、区）"
    shutil.copy(counties / "夏县.xlsx", counties / "夏县（补）.xlsx")
    (counties / "稷山县.xlsx").write_bytes((counties / "稷山县.xlsx").read_bytes()[:5000])
    (counties / "A.csv").write_text("编号,值\n", encoding="utf-8")
    (home / "部门" / "网页.xlsx").write_text("<html></html>", encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def alone(faulty: Path) -> SubmissionSet:
    """What this process reads alone."""
    return read(faulty, 1)


def read(home: Path, jobs: int | None) -> SubmissionSet:
    return read_submissions([home], None, None, SCHEME, ReadOptions(jobs=jobs))


def same(one: SubmissionSet, other: SubmissionSet) -> None:
    left, right = vars(one.submission), vars(other.submission)
    for name, value in left.items():
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, right[name])
        elif name == "lists":
            assert list(value) == list(right[name])
            for kind, rows in value.items():
                pd.testing.assert_frame_equal(rows.frame, right[name][kind].frame)
                assert rows.sources == right[name][kind].sources
        else:
            assert repr(value) == repr(right[name]), name
    assert (one.scheme.id, one.year, one.paths, one.appeals) == (
        other.scheme.id,
        other.year,
        other.paths,
        other.appeals,
    )


@pytest.mark.slow
def test_all_files_read_elsewhere_say_the_same(
    faulty: Path, alone: SubmissionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    take = Ahead.take

    def noted(self: Ahead, one: FoundFile) -> object:
        found = take(self, one)
        taken.extend([one.name] if found is not None else [])
        return found

    monkeypatch.setattr(Future, "cancel", lambda self: False)  # this process waits, and reads nothing that another can
    monkeypatch.setattr(Ahead, "take", noted)
    same(read(faulty, 3), alone)
    assert len(taken) >= 17  # 19 files; those at fault, and the one that declares the scheme, are read here
    assert {one.code for one in alone.submission.problems} >= {"E_FILE", "N_SAME"}


def test_processes_that_die_change_nothing(faulty: Path, alone: SubmissionSet, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(Ahead):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]
            assert self._pool is not None
            for process in self._pool._processes.values():
                process.kill()

    monkeypatch.setattr(Future, "cancel", lambda self: False)
    monkeypatch.setattr(submissions, "Ahead", Killed)
    same(read(faulty, 2), alone)


def test_a_small_set_is_not_worth_a_process(faulty: Path) -> None:
    books = [FoundFile(path, path.name) for path in faulty.rglob("*.xlsx")]
    assert jobs_for(books) == 1
    assert jobs_for([]) == 1


def test_fewer_than_one_process_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(app, ["check", "--jobs", "0"]) == 2
    assert "--jobs 要至少 1，现在是 0" in capsys.readouterr().err


class PanicException(BaseException):
    """As a library in Rust raises it."""


def test_a_panic_is_left_to_the_process_that_tells_it(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be handed over: the file would be said to have a PicklingError."""

    def panics(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr(ahead, "open_book", panics)
    assert ahead._read(FoundFile(faulty / "部门" / "网页.xlsx", "网页.xlsx")) is None


def test_what_cannot_be_handed_over_is_read_here(
    faulty: Path, alone: SubmissionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unsendable(Ahead):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]
            for one in self._submitted_jobs:
                self._submitted_jobs[one] = Future()
                self._submitted_jobs[one].set_exception(PicklingError())

    monkeypatch.setattr(submissions, "Ahead", Unsendable)
    same(read(faulty, 2), alone)


def test_where_there_are_no_further_processes_all_is_read_here(
    faulty: Path, alone: SubmissionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def none(processes: int, **_: object) -> None:
        asked.append(processes)
        raise OSError(38, "Function not implemented")  # no semaphores: /dev/shm is not there

    monkeypatch.setattr(ahead, "ProcessPoolExecutor", none)
    same(read(faulty, 2), alone)
    Ahead([], load_scheme(SCHEME), 200)
    assert asked == [1, 61]  # Windows can wait for no more than 61
