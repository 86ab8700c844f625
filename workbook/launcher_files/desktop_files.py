"""Launchers for Linux desktops: one .desktop file a verb, as the Desktop Entry Specification says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbook.launcher_files.verbs import VERBS, Verb

_RESERVED = re.compile(r"[^A-Za-z0-9_@+:,./-]")
_MIME = {
    "folder": "inode/directory;",
    "data": "inode/directory;application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;application/vnd.ms-excel;text/csv;",
    "result": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;",
}


def desktop_files(python: Path, packages: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of the five files. python: the program; packages: the folder that ``workbook`` is in."""
    yield from ((f"{verb.name}.desktop", _text(verb, python, packages).encode("utf-8")) for verb in VERBS)


def _text(verb: Verb, python: Path, packages: Path) -> str:
    words = [str(python), "-X", "utf8", "-m", "workbook.launchers", verb.id]
    entry = {
        "Type": "Application",
        "Version": "1.0",
        "Name": verb.name,
        "Comment": verb.about,
        "Exec": f"{' '.join(map(_argument, words))} %F",
        "Path": str(packages),
        "Terminal": "true",
        "Icon": "x-office-spreadsheet",
        "Categories": "Office;",
        "MimeType": _MIME[verb.takes],
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={_escaped(value)}\n" for key, value in entry.items())


def _argument(word: str) -> str:
    """As Exec wants it: quoted where a reserved character is in it, a % doubled."""
    word = word.replace("%", "%%")
    if not _RESERVED.search(word.replace("%", "")):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def _escaped(value: str) -> str:
    """As any value of the file is written: a backslash is two."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
