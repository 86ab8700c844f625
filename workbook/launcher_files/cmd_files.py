"""Launchers for Windows: one .cmd a verb, pure ASCII inside, so that no code page can spoil it.

The Chinese is Python's. What Explorer drops comes as the script's arguments and is passed on as it came.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath

from scoring.errors import KaoheError
from workbook.launcher_files.verbs import VERBS, Verb

INSTALLED = r"%LOCALAPPDATA%\kaohe\python\python.exe"
_HOMES = ("LOCALAPPDATA", "APPDATA", "USERPROFILE")
# No parentheses around the call: a path may hold one. The last line is "exit", without /b: what cmd.exe took for a second
# command, after an & in a dropped name, is not run. -P: no library comes from the folder that was dropped from. chcp is for what cmd.exe itself prints after Ctrl-C.
_TEXT = r"""@echo off
rem {name}: takes a folder or a file dropped on it, or asks for it.
setlocal DisableDelayedExpansion
title kaohe {name}
chcp 65001 >nul
set "PYTHON=%~dp0python\python.exe"
if not exist "%PYTHON%" set "PYTHON={python}"
if not exist "%PYTHON%" goto lost
"%PYTHON%" -P -X utf8 -m workbook.launchers {id} %*
exit %ERRORLEVEL%
:lost
echo Python of kaohe was not found: "%PYTHON%"
echo Unpack the whole zip and run install.cmd in it, then try again.
pause
exit 2
"""


def cmd_text(verb: Verb, python: str = INSTALLED) -> bytes:
    """The script of a verb. python: the program that runs it where no Python stands beside the script."""
    text = _TEXT.format(name=verb.ascii_name, id=verb.id, python=python)
    return text.replace("\n", "\r\n").encode("ascii")


def bundled() -> Iterator[tuple[str, bytes]]:
    """Name and content of the scripts that the bundle carries beside install.cmd; names are ASCII."""
    yield from ((f"{verb.ascii_name}.cmd", cmd_text(verb)) for verb in VERBS)


def chinese(python: Path, environment: Mapping[str, str] = os.environ) -> Iterator[tuple[str, bytes]]:
    """Name and content of the scripts around a Python of this machine. KaoheError where cmd.exe could not be told its path."""
    interpreter = spelt(str(python), environment)
    yield from ((f"{verb.name}.cmd", cmd_text(verb, interpreter)) for verb in VERBS)


def spelt(python: str, environment: Mapping[str, str]) -> str:
    """A path for a script: below the user's own folders by their variables, whose values may be Chinese."""
    path = PureWindowsPath(python)
    for name in _HOMES:
        home = environment.get(name)
        if home and path.is_relative_to(home):
            return rf"%{name}%\{_plain(str(path.relative_to(home)), python)}"
    return _plain(python, python)


def _plain(text: str, python: str) -> str:
    if not text.isascii():
        raise KaoheError(
            f"Python 在 {python}，路径里有汉字，.cmd 里写不了：请把虚拟环境建在没有汉字的文件夹里，如 C:\\kaohe"
        )
    return text.replace("%", "%%")
