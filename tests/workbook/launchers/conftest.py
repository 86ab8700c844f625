"""A file that was read before is not read again: what is tested here is what is done with it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _reads_once(reads_once: None) -> None:
    """tests/support/once.py."""
