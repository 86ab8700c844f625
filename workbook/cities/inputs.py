"""What a city's result depends on, as one hash: its files, the scheme, the options, and the program."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scoring.errors import DataError, KaoheError, fault
from scoring.resources import config_dir
from scoring.scheme.canonical import sha256
from workbook.cities.finding import City
from workbook.hashing import sha256_of
from workbook.layout.inputs import versions
from workbook.printable import printable
from workbook.reading.merged.folder import MOST_FILES, is_link
from workbook.steps.score_set import ScoreOptions


def city_files(city: City) -> dict[str, str]:
    """SHA-256 of every file of a city, by its name relative to the city's folder; of a link, where it points.

    DataError for what cannot be read.
    """
    try:
        if not city.path.is_dir():
            return {printable(city.path.name): sha256_of(city.path)}
        return {name: _of(path) for name, path in _walk(city.path)}
    except OSError as error:
        name = printable(Path(error.filename or city.path).name)
        raise DataError(f"{name}：打不开（{fault(error)}）：检查权限，或移走") from error


def _walk(folder: Path) -> list[tuple[str, Path]]:
    def closed(error: OSError) -> None:
        raise error

    found = list[tuple[str, Path]]()
    for where, folders, files in os.walk(folder, onerror=closed):
        links = [name for name in folders if is_link(Path(where, name))]
        folders[:] = [name for name in folders if name not in links and not name.startswith(".")]
        for name in (*files, *links):
            path = Path(where, name)
            found.append((printable(path.relative_to(folder).as_posix()), path))
        if len(found) > MOST_FILES:
            raise DataError(f"{printable(folder.name)} 里的文件超过 {MOST_FILES} 个，不像报送文件夹：请检查是否指对")
    return sorted(found)


def _of(path: Path) -> str:
    return f"link {os.readlink(path)}" if is_link(path) else sha256_of(path)


def input_sha256(files: Mapping[str, str], options: ScoreOptions, scheme_sha256: str | None) -> str:
    """The hash of all that a result depends on. scheme_sha256: of the scheme that was asked for, if one was."""
    scoring = (options.year, options.stage, options.as_of, options.values_only, options.robustness)
    content = {"files": dict(files), "options": scoring, "scheme": scheme_sha256, "program": program_sha256()}
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True))


@cache
def program_sha256() -> str:
    """The hash of the program: its source, the packages that results depend on, and what it carries in config/."""
    config = config_dir()
    carried = {path.relative_to(config).as_posix(): sha256_of(path) for path in sorted(config.rglob("*.y*ml"))}
    return sha256(json.dumps([versions(), carried], sort_keys=True))


def check_program(expected: str) -> None:
    """KaoheError where this machine's program is not the one that the cities are to be scored by."""
    if program_sha256() != expected:
        raise KaoheError("这台工作机上的程序、方案库或软件包与发起计算的不同，没有计分：装成同一个版本")
