"""A province that was scored once, one city after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.provinces import AS_SAID, QUICK, province, small_province
from workbook.command.cities_run import Workers, score_cities
from workbook.steps.score_set import ScoreOptions


@dataclass(frozen=True)
class Done:
    """The folder of the cities, the roll-up, the results, and the exit status."""

    folder: Path
    output: Path
    results: Path
    status: int


def scored_in(room: Path, make: Callable[[Path], Path], options: ScoreOptions) -> Done:
    """``kaohe cities 省 -o 全省.xlsx --jobs 1`` in a room, of the province that ``make`` puts there."""
    folder, output = make(room / "省"), room / "全省.xlsx"
    return Done(folder, output, room / "全省-各市结果", score_cities(folder, output, None, options, workers=Workers(1)))


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """With ``--scheme … --no-robustness``. Tests only read it."""
    return scored_in(tmp_path_factory.mktemp("province"), province, QUICK)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A small province, ``--no-robustness``: for what is run again. Tests only read it."""
    return scored_in(tmp_path_factory.mktemp("small"), small_province, AS_SAID)
