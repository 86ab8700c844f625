"""What was dropped on a launcher or typed into its window, as paths; and whether it is what the verb takes."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scoring.errors import KaoheError
from workbook.launcher_files.verbs import Takes

_PIECES = re.compile(r'"([^"]*)"|(\S+)')


def paths_in(text: str) -> list[Path]:
    """The paths in a line: one as it stands, or several as a file manager or a terminal writes them.

    Quotes and blanks at the ends go; ``file://`` addresses of Linux desktops are decoded.
    """
    text = text.replace("\0", "").strip()
    plain = _unquoted(text)
    if plain.lower().startswith("file:"):
        return [_of_address(one) for one in re.findall(r"file:\S+", plain, re.IGNORECASE)]
    for one in (text, plain):
        if one and _is_there(one):
            return [_path(one)]
    several = [_path(piece) for piece in _pieces(text) if piece]
    return several if several and all(_is_there(str(one)) for one in several) else [_path(plain)] if plain else []


def _unquoted(text: str) -> str:
    """Without the quotes around the whole, of any kind."""
    pairs = [(a, b) for a, b in ('""', "''", "“”", "‘’") if len(text) > 1 and text[0] == a and text[-1] == b]
    return text[1:-1].strip() if pairs else text


def _is_there(text: str) -> bool:
    try:
        return _path(text).exists()
    except OSError:  # too long for a name
        return False


def _path(text: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(text)))


def _of_address(address: str) -> Path:
    path = unquote(urlsplit(address).path)
    return _path(path.lstrip("/") if re.match(r"/[A-Za-z]:", path) else path)


def _pieces(text: str) -> list[str]:
    """Windows puts a path with blanks into double quotes; terminals on Linux write it as a shell would read it."""
    if os.name != "nt":
        try:
            return shlex.split(text)
        except ValueError:  # a quote that does not end
            pass
    return [quoted or bare for quoted, bare in _PIECES.findall(text)]


def unfit(paths: list[Path], takes: Takes) -> str:
    """Why this is not what the verb takes, and what to give instead; empty where it is."""
    from workbook.reading.merged.own_books import is_result
    from workbook.reading.suffixes import READABLE, READABLE_WORDS

    lost = next((one for one in paths if not one.exists()), None)
    if lost is not None:
        return f"没有这个文件或文件夹：{lost}。请从文件管理器里拖到这个窗口，不用自己打"
    if takes != "data" and len(paths) > 1:
        return f"这里一次只要一个，给了 {len(paths)} 个"
    if takes == "folder":
        return "" if paths[0].is_dir() else f"“{paths[0].name}”是文件，这里要文件夹"
    wrong = [one for one in paths if one.is_file() and not one.name.lower().endswith(READABLE)]
    if takes == "data":
        return f"“{wrong[0].name}”不是数据文件：要{READABLE_WORDS}，或装着它们的文件夹" if wrong else ""
    if paths[0].is_dir():
        return f"“{paths[0].name}”是文件夹，这里要一个结果工作簿（“3 计分”写出的 .xlsx）"
    try:
        fits = not wrong and is_result(paths[0])
    except KaoheError as damaged:
        return f"{damaged}。请换一个"
    return "" if fits else f"“{paths[0].name}”不是“3 计分”写出的结果工作簿"
