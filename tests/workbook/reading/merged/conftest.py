"""The demonstration city's scheme and figures, and what is told beyond its own remarks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from scoring.problems import Problem
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from tests.support.commands import DEMO
from workbook.reading.submissions import read_city_workbook, read_submissions

Told = Callable[..., list[Problem]]


@pytest.fixture(scope="session")
def city() -> Scheme:
    """The reference scheme, whose items are five bureaus'."""
    return load_scheme("yuncheng-14fyp")


@pytest.fixture(scope="session")
def figures(city: Scheme) -> pd.DataFrame:
    """The demonstration city's figures."""
    return read_city_workbook(DEMO, city).table


@pytest.fixture
def told(city: Scheme) -> Told:
    """The problems of what is handed in, but for warnings that the demonstration city's figures give anywhere."""

    def read(*given: Path, year: int | None = None) -> list[Problem]:
        found = read_submissions(list(given), city, year, "").submission.problems
        return [one for one in found if one.severity == "error" or one.code in OWN]

    return read


OWN = {"W_ABSENT", "W_COPIED", "W_FILE_NAME", "W_DECISION_NAME", "W_PACKED", "N_SKIPPED", "N_SAME", "N_TWICE"}
