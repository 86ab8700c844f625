"""One Chromium for all tests of the room; the demonstration city and its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from examples.build import demonstration
from scoring import Assessment, assess, load_scheme
from tests.support.browser import browser
from workbook.scenario_page.page import scenario_page
from workbook.scenario_page.payload import payload


@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browser(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture(scope="package")
def demo() -> Assessment:
    return assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025)


def text_of(result: Assessment, notes: tuple[str, ...] = ("示范数据",)) -> str:
    """A result's page, counties by name."""
    return scenario_page(result, payload(result, {one: one for one in result.counties}, hidden=False), notes)
