"""Parts of what is shown of a county: losses, figures as reported and certified, last year's place."""

from __future__ import annotations

from typing import NamedTuple


class Loss(NamedTuple):
    """A line that lost points: its place, how many, target and actual where it has them, and why in words."""

    line: int
    lost: float
    text: str
    target: str
    actual: str
    why: str


class Feedback(NamedTuple):
    """A figure as the county reported it and as it was certified, with the difference and on what the second rests."""

    item: str
    unit: str
    reported: str
    certified: str
    difference: str
    reason: str


class Before(NamedTuple):
    """Where a county stood in the result that this one is compared with."""

    rank: str
    grade: str
    total: str
