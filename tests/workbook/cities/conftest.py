"""A province that was scored once, one city after the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.provinces import QUICK, province
from workbook.command.cities_run import Workers, score_cities


@dataclass(frozen=True)
class Done:
    """The folder of the cities, the roll-up, the results, and the exit status."""

    folder: Path
    output: Path
    results: Path
    status: int


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """``kaohe cities 省 -o 全省.xlsx --scheme … --no-robustness --jobs 1``. Tests only read it."""
    room = tmp_path_factory.mktemp("province")
    folder, output = province(room / "省"), room / "全省.xlsx"
    status = score_cities(folder, output, None, QUICK, workers=Workers(1))
    return Done(folder, output, room / "全省-各市结果", status)
