"""What archives of before said otherwise, one step a change: the only place that knows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scoring.robustness import load_settings
from workbook.reading.stage import stage_called

LAYOUT = 3
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


def upgraded_study(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a study of robustness as they would be written today: one label stood for grade and rank alike."""
    found = dict(settings)
    if "labels" in found:
        del found["labels"]
        today = load_settings()
        found |= {name: [one.model_dump() for one in getattr(today, name)] for name in ("grade_labels", "rank_labels")}
    return found


def upgraded(about: Mapping[str, Any]) -> About:
    """The archive's first part as it would be written today."""
    found = dict(about)
    for upgrade in _UPGRADES:
        found = upgrade(found)
    return found
