"""Optional tools: tests that need LibreOffice are skipped, with the reason, where there is none."""

from __future__ import annotations

import pytest

from tests.support.libreoffice import SOFFICE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SOFFICE is None:
        skip = pytest.mark.skip(reason="LibreOffice is not installed (README says how to get it)")
        for item in items:
            if item.get_closest_marker("libreoffice"):
                item.add_marker(skip)
