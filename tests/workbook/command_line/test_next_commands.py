"""A run ends with commands that fit what it found, and that are understood when they are pasted."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from examples.build import HERE
from workbook.command.app import app
from workbook.command.next_commands import quoted

ROOT = Path(__file__).parents[3]


def ends(capsys: pytest.CaptureFixture[str], data: Path, folder: Path, *more: str) -> list[str]:
    app(
        ["score", str(data), "-o", str(folder / "r r.xlsx"), "--no-robustness", *more],
        prog_name="kaohe",
        standalone_mode=False,
    )
    lines = capsys.readouterr().out.split("\n")
    return [line.strip() for line in lines[lines.index("接下来：") + 1 :] if line]


def test_a_pending_county_is_to_be_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = ends(capsys, HERE / "yuncheng-2025" / "yuncheng-2025.xlsx", tmp_path)
    result = shlex.quote(str(tmp_path / "r r.xlsx"))
    assert found[:2] == ["芮城县待定，缺什么数：", f"kaohe explain {result} -c 芮城县"]
    assert len(found) == 6
    for line in found[1::2]:  # a whole line is what is pasted
        app([*shlex.split(line)[1:], "--help"], prog_name="kaohe", standalone_mode=False)


@pytest.mark.parametrize(("called", "begins"), [("python3 run.py", "python3 run.py explain"), ("", "")])
def test_commands_are_named_as_the_user_calls_them(
    called: str, begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who ran ``python3 run.py`` has no ``kaohe`` on the path; in a launcher's window nobody types commands."""
    monkeypatch.setenv("KAOHE_COMMAND", called)
    data = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx"
    if not called:
        app(["score", str(data), "-o", str(tmp_path / "r.xlsx"), "--no-robustness"], standalone_mode=False)
        assert "接下来" not in capsys.readouterr().out
        return
    assert ends(capsys, data, tmp_path)[1].startswith(begins)


def test_errors_come_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = HERE / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx"
    assert ends(capsys, data, tmp_path)[1].startswith(f"kaohe check {data} --marked 退回")


@pytest.mark.skipif(os.name == "nt", reason="bash")
def test_words_are_quoted_where_a_shell_needs_it() -> None:
    assert [quoted(word) for word in ("报送/甲.xlsx", "a b", "it's")] == ["报送/甲.xlsx", "'a b'", "'it'\"'\"'s'"]
    for word in ("~a", "a!b", "a{1,2}", "a[1]", "a\\b", "（甲）“乙”.xlsx"):
        assert subprocess.run(["bash", "-c", f"printf %s {quoted(word)}"], capture_output=True).stdout.decode() == word


@pytest.mark.parametrize(("typed", "place", "offered"), [("kaohe sc", 1, "score"), ("kaohe score --sta", 2, "--stage")])
def test_a_shell_is_told_what_may_follow(typed: str, place: int, offered: str) -> None:
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_KAOHE_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(place),
    }
    done = subprocess.run([sys.executable, "-m", "workbook.command.start"], capture_output=True, text=True, env=env)
    assert offered in done.stdout.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_a_shell_calls_the_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    app(["completion", shell], prog_name="kaohe", standalone_mode=False)
    assert "_KAOHE_COMPLETE" in capsys.readouterr().out
