"""Optional tools: tests that need LibreOffice are skipped, with the reason, where there is none."""

from __future__ import annotations

import gc

import pytest

from tests.support.browser import CHROMIUM, DRIVER
from tests.support.libreoffice import SOFFICE, WRITER
from workbook.processes import SELDOM

gc.set_threshold(SELDOM)  # as the command does


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    slow = {item.nodeid.split("::")[0] for item in items if item.get_closest_marker("slow")}
    # The longest first, with all of their file, whose fixtures are made once: none is left alone at the end.
    items.sort(key=lambda item: item.nodeid.split("::")[0] not in slow)
    lacking = {
        "libreoffice": SOFFICE is None and "LibreOffice",
        "writer": not WRITER and "LibreOffice Writer",
        "browser": (CHROMIUM is None or DRIVER is None) and "Chromium with its driver",
    }
    for marker, name in lacking.items():
        skip = pytest.mark.skip(reason=f"{name} is not installed (README says how to get it)")
        for item in items if name else ():
            if item.get_closest_marker(marker):
                item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Thousands of tests that stay: not looked through again at every collection of garbage."""
    gc.collect()
    gc.freeze()
