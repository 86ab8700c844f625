"""Files are written whole or not at all; what a killed run leaves is taken away by the next, and nothing else."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoring.errors import KaoheError
from workbook import saving
from workbook.saving import MOST_AGE, save_whole, sweep, together, write_whole


def dead_process() -> int:
    """The number of a process that has ended."""
    return int(
        subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True).stdout
    )


def room(folder: Path, machine: str, process: int, age: float = 0.0) -> Path:
    """A working folder as a run leaves it."""
    path = folder / f".kaohe-{machine}-{process}-0123abcd"
    path.mkdir()
    (path / "r.xlsx").write_bytes(b"half")
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def test_only_left_overs_are_removed(tmp_path: Path) -> None:
    """Removed: of a process that is gone, here; of anybody, a day old. Kept: all else, whatever its name begins with."""
    here, away = saving._machine(), "ffffffff" if saving._machine() != "ffffffff" else "eeeeeeee"
    gone = [room(tmp_path, here, dead_process()), room(tmp_path, away, 7, MOST_AGE + 60)]
    parent = os.getppid()
    kept = [room(tmp_path, away, 8, MOST_AGE - 60), room(tmp_path, here, parent)]
    for name in (".kaohe-notes", ".kaohe-abc.xlsx", ".kaohe-0123abcd-12-0123abcd.txt"):
        (tmp_path / name).write_bytes(b"mine")
        kept.append(tmp_path / name)
    stranger = tmp_path / f".kaohe-{here}-{dead_process()}-fedcba98"  # a file of that name is not ours
    stranger.write_bytes(b"mine")
    link = tmp_path / f".kaohe-{here}-{dead_process()}-00000000"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious").write_bytes(b"mine")
    link.symlink_to(tmp_path / "elsewhere")
    sweep(tmp_path)
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in (*kept, stranger, link, tmp_path / "elsewhere" / "precious"))


def test_writing_sweeps_and_leaves_nothing(tmp_path: Path) -> None:
    room(tmp_path, saving._machine(), dead_process())
    save_whole(tmp_path / "a.txt", b"new", force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_fault_while_filling_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")

    def fill(path: Path) -> None:
        path.write_bytes(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(tmp_path / "a.txt", fill, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_name_taken_meanwhile_is_kept(tmp_path: Path) -> None:
    def fill(path: Path) -> None:
        path.write_bytes(b"ours")
        (tmp_path / "a.txt").write_bytes(b"theirs")

    with pytest.raises(KaoheError, match="已经存在，没有覆盖"):
        write_whole(tmp_path / "a.txt", fill, force=False)
    assert (tmp_path / "a.txt").read_bytes() == b"theirs"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    """A sample of the 200 of tests/bench/bench_kill.py."""
    code = (
        "from pathlib import Path; from tests.bench.bench_kill import kill_runs; "
        f"print(dict(kill_runs(Path({str(tmp_path)!r}), 6, seed=7, processes=False)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = ast.literal_eval(done.stdout.strip().splitlines()[-1])
    assert {name: count for name, count in seen.items() if count and name not in ("killed", "left")} == {}
    assert seen["killed"] >= 3


def test_of_files_written_together_none_stays_where_one_cannot_be_written(tmp_path: Path) -> None:
    """Files and folders that were there before stay."""
    there = tmp_path / "set" / "old.txt"
    there.parent.mkdir()
    there.write_bytes(b"old")
    wanted = [tmp_path / "set" / "a" / "b" / "1.txt", there, tmp_path / "set" / "2.txt"]

    def write(most: int) -> None:
        with together(wanted, (tmp_path / "set" / "empty",)):
            (tmp_path / "set" / "empty").mkdir()
            for path in wanted[:most]:
                save_whole(path, b"new", force=True)
            if most < len(wanted):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(2)
    assert sorted(path.name for path in (tmp_path / "set").rglob("*")) == ["old.txt"]
    write(3)
    assert wanted[0].read_bytes() == b"new"
