"""What archives of before said otherwise, one step a change: the only place that knows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbook.reading.merged.submission import stage_called

LAYOUT = 2
"""The layout of the sheets. It goes up when they are laid out anew, so that a workbook of before is not compared cell by cell."""

About = dict[str, Any]


def _stage(about: About) -> About:
    """Format 1 called the stage standing; the oldest results, from before layouts were numbered, named none."""
    named = about.get("stage", about.get("standing", "" if "layout" in about else "初评"))
    return {**about, "stage": stage_called(named)}


_UPGRADES: tuple[Callable[[About], About], ...] = (
    _stage,
    lambda about: {"review": False, **about},  # before there were sheets for a review
    lambda about: {"layout": 1, **about},  # before layouts were numbered
)


def upgraded(about: Mapping[str, Any]) -> About:
    """The archive's first part as it would be written today."""
    found = dict(about)
    for upgrade in _UPGRADES:
        found = upgrade(found)
    return found
