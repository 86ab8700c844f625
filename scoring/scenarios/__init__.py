"""测算: the same data under a changed scheme, beside the official one; never a result."""

from scoring.scenarios.changed import AppliedChange, Changed, changed
from scoring.scenarios.distance import Distance, distance, kendall, spearman
from scoring.scenarios.labels import labels
from scoring.scenarios.scaling import is_judged
from scoring.scenarios.side_by_side import Move, SideBySide, Trial, TrialResult, side_by_side
from scoring.scenarios.written import Change, Scenario, read_scenarios

__all__ = [
    "AppliedChange", "Change", "Changed", "Distance", "Move", "Scenario", "SideBySide", "Trial", "TrialResult", "changed", "distance",
    "is_judged", "kendall", "labels", "read_scenarios", "side_by_side", "spearman",
]  # fmt: skip
