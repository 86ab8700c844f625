"""What is written: .desktop files by their specification, .cmd files that no code page spoils; what was dropped, as paths."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scoring.errors import KaoheError
from tests.workbook.launchers.desktop import command, entry, make, started
from workbook.command.app import app
from workbook.launcher_files.cmd_files import bundled, chinese, cmd_text, spelt
from workbook.launcher_files.verbs import VERBS
from workbook.launchers.given import paths_in
from workbook.launchers.run import _ACTS

HOMES = {"LOCALAPPDATA": r"C:\Users\张三\AppData\Local", "USERPROFILE": r"C:\Users\张三"}


def test_every_verb_has_its_act_and_names_that_sort() -> None:
    assert [verb.number for verb in VERBS] == [1, 2, 3, 4, 5]
    assert _ACTS.keys() == {verb.id for verb in VERBS}
    assert all(verb.ascii_name.isascii() for verb in VERBS)


def test_five_files_that_the_validator_takes(tmp_path: Path) -> None:
    folder = make(tmp_path / "桌 面" / "考核")
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == [f"{verb.name}.desktop" for verb in VERBS]
    for file in files:
        assert file.stat().st_mode & 0o100
        assert entry(file)["Terminal"] == "true"
        assert entry(file)["Name"] == file.stem
    if shutil.which("desktop-file-validate"):
        done = subprocess.run(["desktop-file-validate", *map(str, files)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


def test_a_python_in_a_folder_of_any_name_is_started(tmp_path: Path) -> None:
    """Quoted as the specification says: blanks, quotes, per cent."""
    python = tmp_path / "我的 100% 'p' \"q\"" / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    from workbook.launcher_files.desktop_files import desktop_files

    for name, content in desktop_files(python, Path(__file__).parents[3]):
        (tmp_path / name).write_bytes(content)
    assert command(tmp_path / f"{VERBS[4].name}.desktop")[0] == str(python)
    assert "核对哪个结果工作簿" in started(tmp_path, 5, (), "").text


def test_dollar_and_backslash_are_escaped_twice(tmp_path: Path) -> None:
    """Once for the argument, once for the value (Desktop Entry Specification, "The Exec key")."""
    from workbook.launcher_files.desktop_files import desktop_files

    text = dict(desktop_files(Path("/a$b\\c/python"), tmp_path))[f"{VERBS[0].name}.desktop"].decode()
    assert r'Exec="/a\\$b\\\\c/python" -X utf8' in text


def test_files_that_are_there_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "3 计分.desktop").write_text("mine")
    found = CliRunner().invoke(app, ["launchers", str(tmp_path)])
    assert isinstance(found.exception, KaoheError)
    assert [path.name for path in tmp_path.iterdir()] == ["3 计分.desktop"]
    assert CliRunner().invoke(app, ["launchers", str(tmp_path), "--force"]).exit_code == 0
    assert len(list(tmp_path.iterdir())) == 5


def test_scripts_for_windows() -> None:
    """CRLF, ASCII, every path in quotes, nothing that writes outside, the arguments outside of any block."""
    for _, content in [*bundled(), *chinese(Path(r"C:\Users\张三\venv (1)\Scripts\python.exe"), HOMES)]:
        assert content.isascii()
        assert content.count(b"\r\n") == content.count(b"\n")
        text = content.decode("ascii")
        assert not re.search(r"\breg\b|setx|runas|HKLM|powershell|https?:|[()]\s*$", text, re.IGNORECASE | re.MULTILINE)
        assert re.search(r'^"%PYTHON%" -P -X utf8 -m workbook\.launchers \w+ %\*\r$', text, re.MULTILINE)
        assert text.count("pause") == 1
        assert re.search(r"^exit %ERRORLEVEL%\r$", text, re.MULTILINE)


def test_names_in_the_bundle_are_ascii_and_sort_as_the_work() -> None:
    assert [name for name, _ in bundled()] == [
        "1-template.cmd",
        "2-check.cmd",
        "3-score.cmd",
        "4-report.cmd",
        "5-verify.cmd",
    ]
    assert b"LOCALAPPDATA%\\kaohe\\python\\python.exe" in dict(bundled())["3-score.cmd"]


@pytest.mark.parametrize(
    ("python", "told"),
    [
        (r"C:\Users\张三\venv\Scripts\python.exe", r"%USERPROFILE%\venv\Scripts\python.exe"),
        (r"C:\Users\张三\AppData\Local\py\python.exe", r"%LOCALAPPDATA%\py\python.exe"),
        (r"D:\100%\python.exe", r"D:\100%%\python.exe"),
    ],
)  # fmt: skip
def test_a_python_of_this_machine_is_told_in_ascii(python: str, told: str) -> None:
    assert spelt(python, HOMES) == told
    assert told.encode() in cmd_text(VERBS[0], told)


def test_a_python_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(KaoheError, match="路径里有汉字"):
        spelt(r"D:\考核\python.exe", HOMES)


@pytest.mark.parametrize(
    "written",
    ["{0}", '"{0}"', "  {0}  ", "'{0}' ", "“{0}”", "file://{1}", "{2}", "file://{1}\r", "\ufeff\"{0}\""],
)  # fmt: skip
def test_one_path_however_it_was_written(written: str, tmp_path: Path) -> None:
    """As typed, as Explorer, as a shell, as a Linux desktop writes it."""
    import shlex
    from urllib.parse import quote

    there = tmp_path / "报 送（2025）'a'"
    there.mkdir()
    line = written.format(there, quote(str(there)), shlex.quote(str(there))).lstrip("\ufeff")
    assert paths_in(line) == [there]


def test_several_paths_and_none(tmp_path: Path) -> None:
    first, second = tmp_path / "甲 县.xlsx", tmp_path / "乙.xlsx"
    for path in (first, second):
        path.write_bytes(b"")
    assert paths_in(f'"{first}" {second}') == [first, second]
    assert paths_in(f"file://{first}".replace(" ", "%20") + f" file://{second}") == [first, second]
    assert paths_in(f'"{first}" 没有.xlsx')[0].exists() is False
    assert paths_in("  ") == paths_in('""') == []
    assert len(paths_in("长" * 5000)) == 1
