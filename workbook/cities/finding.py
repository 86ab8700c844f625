"""Which entries of a folder are cities: every sub-folder, and every workbook that lies in it by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import KaoheError
from workbook.printable import printable
from workbook.reading.merged.decision_files import is_decision, misnamed
from workbook.reading.merged.folder import is_link
from workbook.reading.roles import role_of_folder
from workbook.reading.suffixes import APPEALS, DOCUMENTS, READABLE, READABLE_WORDS, suffix_of

RECORDS = ".kaohe-cities"
"""The folder of records beside the results; a folder that holds one holds results, and is no city."""
_GRANTED = "核定调整"  # in a city's own folder such a workbook is read as any other
_TEMPORARY = ("~$", ".")
_NOTES = (".txt", ".md", ".json")


@dataclass(frozen=True)
class City:
    """A submission set. name: of its folder, or of its workbook without the ending."""

    name: str
    path: Path


@dataclass(frozen=True)
class FoundCities:
    """refused: entries that may hold a city and cannot be read as one, with the reason; passed: that are evidently none."""

    cities: tuple[City, ...]
    refused: tuple[tuple[str, str], ...] = ()
    passed: tuple[tuple[str, str], ...] = ()


def find_cities(folder: Path, own: Iterable[Path] = ()) -> FoundCities:
    """The cities in a folder, by name. own: what this program writes there, which is no city.

    KaoheError where the folder is none, is the set of one city, holds no city, or two of one name.
    """
    if not folder.is_dir():
        raise KaoheError(f"{folder} 不是文件夹：写上全省的文件夹，里面每个市一个文件夹或一本工作簿")
    cities, refused, passed = list[City](), list[tuple[str, str]](), list[tuple[str, str]]()
    written = {path.resolve() for path in own}
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        name = printable(path.name)
        if is_link(path):
            refused.append((name, "是指向别处的链接，没有读：把文件夹或工作簿本身放进来"))
        elif path.name.startswith(_TEMPORARY) or path.name == "__MACOSX":
            continue
        elif path.resolve() in written or (path / RECORDS).is_dir():
            passed.append((name, "是本命令写的结果，不是市"))
        elif path.is_dir():
            _folder(path, name, folder, cities, passed)
        else:
            _file(path, name, cities, refused, passed)
    _apart(cities)
    if not cities and not refused:
        raise KaoheError(f"{folder} 里没有一个市：每个市一个文件夹或一本工作簿（{READABLE_WORDS}）")
    return FoundCities(tuple(cities), tuple(refused), tuple(passed))


def _folder(path: Path, name: str, folder: Path, cities: list[City], passed: list[tuple[str, str]]) -> None:
    if role_of_folder(path.name) is not None:
        raise KaoheError(
            f"{folder} 里有“{name}”文件夹，是一个市的报送文件夹，不是全省的：一个市用 kaohe score；"
            "全省的，每个市各放一个文件夹"
        )
    if (path / "scheme.yaml").is_file():
        passed.append((name, "是考核方案，不是市"))
    else:
        cities.append(City(path.name, path))


def _file(
    path: Path, name: str, cities: list[City], refused: list[tuple[str, str]], passed: list[tuple[str, str]]
) -> None:
    if _GRANTED in path.name or is_decision(path.name) or misnamed(path.name, path.name) is not None:
        refused.append((name, "像是决定（数据修订、核定调整、复查），不知道是哪个市的：移到那个市的“决定”文件夹"))
    elif suffix_of(path) in READABLE:
        cities.append(City(path.stem, path))
    elif suffix_of(path) in (*DOCUMENTS, *APPEALS, *_NOTES) or path.name.lower() in ("thumbs.db", "desktop.ini"):
        passed.append((name, "不是数据文件"))
    else:
        refused.append((name, "不是能读的数据文件：存成 .xlsx，压缩包先解压"))


def _apart(cities: Iterable[City]) -> None:
    """KaoheError where two cities would have one result, as names are compared on any disk."""
    first: dict[str, City] = {}
    for one in cities:
        other = first.setdefault(unicodedata.normalize("NFC", one.name).casefold(), one)
        if other is not one:
            raise KaoheError(
                f"“{printable(other.path.name)}”和“{printable(one.path.name)}”是同一个市名，结果会写进同一个文件：改一个名字，或合在一个文件夹里"
            )
