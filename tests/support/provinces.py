"""A province by script, from the demonstration city: whole sets, single workbooks, and cities with something wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from examples.build import HERE
from scoring.scheme.loader import load_scheme
from workbook.cities.finding import find_cities
from workbook.cities.one_city import CityOutcome, Task
from workbook.cities.plan import CitiesPlan, plan_cities
from workbook.steps.score_set import ScoreOptions

SET = HERE / "yuncheng-2025-set"
ONE = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx"
ERRORS = HERE / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx"
SMALL = HERE / "sichuan-2016" / "sichuan-2016.xlsx"
SCHEME = "yuncheng-14fyp"
QUICK = ScoreOptions(scheme=SCHEME, robustness=False)
"""Without robustness, which is most of the time."""
AS_SAID = ScoreOptions(robustness=False)
"""The same, under the scheme that each workbook names."""


def province(folder: Path) -> Path:
    """甲市: a whole set. 乙市: one workbook. 丙市: a workbook with errors, most of its counties 待定. 丁市: nothing in it. 戊市: cut short."""
    folder.mkdir()
    shutil.copytree(SET, folder / "甲市")
    shutil.copy(ONE, folder / "乙市.xlsx")
    shutil.copy(ERRORS, folder / "丙市.xlsx")
    (folder / "丁市").mkdir()
    (folder / "戊市.xlsx").write_bytes(ONE.read_bytes()[:4000])
    return folder


def small_province(folder: Path) -> Path:
    """甲市: one workbook. 乙市: a small one. 丁市: nothing in it. 戊市: cut short."""
    folder.mkdir()
    shutil.copy(ONE, folder / "甲市.xlsx")
    shutil.copy(SMALL, folder / "乙市.xlsx")
    (folder / "丁市").mkdir()
    (folder / "戊市.xlsx").write_bytes(ONE.read_bytes()[:4000])
    return folder


def planned(folder: Path, results: Path, options: ScoreOptions = QUICK, *, force: bool = False) -> CitiesPlan:
    """What a run would do; the folder of results is made."""
    (results / ".kaohe-cities").mkdir(parents=True, exist_ok=True)
    digest = load_scheme(SCHEME).sha256 if options.scheme else None
    return plan_cities(
        find_cities(folder).cities, options, digest, results, force=force, progress=lambda done, total, name: None
    )


def dies_once(task: Task) -> CityOutcome:
    """Ends its process at 乙市 the first time it is asked, and at 丙市 each time; the others come back."""
    import os

    from workbook.hashing import sha256_of

    marker = Path(task.results) / "乙市.died"
    if task.name == "丙市" or (task.name == "乙市" and not marker.exists()):
        marker.touch()
        os._exit(9)
    return CityOutcome(task.name, failure=sha256_of(Path(task.data)) if Path(task.data).is_file() else "")
