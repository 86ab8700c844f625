"""A full disk, a reader that went away, Ctrl-C at any moment: a sentence, the right status, nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BOOK = ROOT / "examples" / "yuncheng-2025" / "yuncheng-2025.xlsx"
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and /dev/full are not there on Windows")


def started(*words: str, folder: Path, **streams: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "workbook.command.start", *words]
    return subprocess.Popen(command, cwd=folder, env=ENV, text=True, encoding="utf-8", **streams)  # type: ignore[call-overload,no-any-return]


BEGUN = "import sys; from workbook.command.start import main; print('begun', file=sys.stderr, flush=True); main()"


@pytest.mark.parametrize("after", [0.0, 1.0, 2.5])
def test_ctrl_c_is_told_and_leaves_nothing(after: float, tmp_path: Path) -> None:
    """While libraries are imported, while files are read, while the result is written."""
    words = [sys.executable, "-c", BEGUN, "score", str(BOOK), "-o", "r.xlsx"]
    command = subprocess.Popen(
        words, cwd=tmp_path, env=ENV, text=True, encoding="utf-8", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert command.stderr is not None
    assert command.stderr.readline() == "begun\n"
    time.sleep(after)
    command.send_signal(signal.SIGINT)
    said = command.stderr.read()
    command.wait(60)
    assert "Traceback" not in said
    if (tmp_path / "r.xlsx").exists():  # done before the signal came, which may find Python on its way out
        assert [path.name for path in tmp_path.iterdir()] == ["r.xlsx"]
        return
    assert command.returncode in (130, -signal.SIGINT), said  # a shell says 130 of both
    assert "已停止（Ctrl-C）" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [("scheme", "fields"), ("--help",), ("score", "--help"), ("--version",)], ids=" ".join
)
def test_a_reader_that_goes_away_is_told(words: tuple[str, ...], tmp_path: Path) -> None:
    command = started(*words, folder=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.close()
    said = command.stderr.read()
    assert command.wait(60) == 141, said
    assert said == "输出的另一端已经关闭，后面的没有印出来。\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        command = started("schemes", folder=tmp_path, stdout=full, stderr=subprocess.PIPE)
        _, said = command.communicate(timeout=60)
    assert command.returncode == 2
    assert said == "磁盘满了，没有做完\n"


ERRORS = ROOT / "examples" / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx"
WRITING = [
    ("score", str(BOOK), "--no-robustness", "-o", "new/r.xlsx"),
    ("template", "--year", "2025", "-o", "t.xlsx"),
    ("template", "--year", "2025", "--set", "set"),
    ("template", "--year", "2025", "--per-county", "county"),
    ("template", "--year", "2025", "--per-bureau", "bureau"),
    ("check", str(ERRORS), "--marked", "marked"),
    ("check", str(ERRORS), "--xlsx", "new/p.xlsx"),
    ("scheme", "new", "-o", "s.xlsx"),
]


FULL = """
import os, resource, sys
import workbook.checking.marked, workbook.command.scoring_run, workbook.result.write, workbook.steps.run, workbook.template.writer
from workbook.command.start import main

for number, words in enumerate(eval(sys.argv[1])):
    room = f"{number}"
    os.mkdir(room)
    child = os.fork()
    if child == 0:
        os.chdir(room)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        os.dup2(1, 2)
        sys.argv = ["kaohe", *words]
        try:
            main()
        except SystemExit as left:
            sys.stdout.flush()
            os._exit(left.code)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(f"\\n=={number} {os.waitstatus_to_exitcode(status)}", flush=True)
"""


@pytest.mark.slow
def test_a_disk_that_refuses_in_the_middle_is_told_and_nothing_stays(tmp_path: Path) -> None:
    """No file may grow beyond 2 kB: XlsxWriter and lxml have errors of their own for it. Each command in a process forked
    from one that has everything imported."""
    run = [sys.executable, "-c", FULL, repr(WRITING)]
    done = subprocess.run(run, cwd=tmp_path, env=ENV, capture_output=True, text=True, encoding="utf-8", timeout=300)
    said = re.split(r"\n==(\d+) (-?\d+)\n", done.stdout)
    assert said.pop() == "", done.stderr
    assert len(said) == 3 * len(WRITING)
    for words, text, number, status in zip(WRITING, said[::3], said[1::3], said[2::3], strict=True):
        assert status == "2", (words, text)
        assert "写不进去（文件太大）" in text, words
        assert "Traceback" not in text, words
        assert list((tmp_path / number).iterdir()) == [], words


@pytest.mark.parametrize(
    ("redirected", "status"),
    [
        (">&-", 0),
        ("2>&-", 0),
        (">&- 2>&-", 0),
        ("2>/dev/full", 0),
        ("nofile.xlsx 2>/dev/full", 2),
        (">&- nofile.xlsx", 2),
    ],
)
def test_streams_that_are_closed_or_full_do_not_change_the_status(redirected: str, status: int, tmp_path: Path) -> None:
    what = "verify" if "nofile" in redirected else "schemes"
    line = f"{sys.executable} -m workbook.command.start {what} {redirected}"
    done = subprocess.run(line, shell=True, cwd=tmp_path, env=ENV, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_while_the_command_itself_is_imported(tmp_path: Path) -> None:
    """At the first import, whatever it is; before it only Python itself has begun."""
    begun = (
        "import sys\n"
        "from workbook.command.start import main\n"
        "class Stop:\n"
        "    def find_spec(self, *_):\n"
        "        raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", begun], cwd=tmp_path, env=ENV, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "已停止（Ctrl-C）：没有写完的不留下。\n")


SET = ROOT / "examples" / "yuncheng-2025-set"


@pytest.mark.parametrize("after", [0.9, 1.4])
def test_ctrl_c_goes_to_helping_processes_too_and_none_prints_a_traceback(after: float, tmp_path: Path) -> None:
    """As a terminal sends it: to the whole group, while the others are being started."""
    command = started(
        "check", str(SET), "--jobs", "3", folder=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    time.sleep(after)
    os.killpg(command.pid, signal.SIGINT)
    _, said = command.communicate(timeout=120)
    assert command.returncode in (0, 1, 130, -signal.SIGINT), (
        said
    )  # 1: it had come to the end, and the data have errors
    assert "Traceback" not in said


def test_helping_processes_end_with_a_command_that_is_killed(tmp_path: Path) -> None:
    """Nobody is left to tell them: they see it themselves. The group has a process for as long as one of them is there."""
    command = started(
        "check", str(SET), "--jobs", "3", folder=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    time.sleep(1.2)
    command.kill()
    command.wait()
    for _ in range(600):
        try:
            os.killpg(command.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(command.pid, signal.SIGKILL)
    pytest.fail("a helping process is still there a minute later")
