"""测算: the same data under a changed scheme, beside the official one; never a result."""

from scoring.scenarios.changed import AppliedChange, Changed, changed
from scoring.scenarios.distance import Distance, distance, kendall, spearman
from scoring.scenarios.labels import labels
from scoring.scenarios.scaling import is_judged
from scoring.scenarios.side_by_side import ComparedResult, ComparedScheme, CountyMove, SideBySide, side_by_side
from scoring.scenarios.written import Scenario, SchemeChange, read_scenarios

__all__ = [
    "AppliedChange",
    "Changed",
    "ComparedResult",
    "ComparedScheme",
    "CountyMove",
    "Distance",
    "Scenario",
    "SchemeChange",
    "SideBySide",
    "changed",
    "distance",
    "is_judged",
    "kendall",
    "labels",
    "read_scenarios",
    "side_by_side",
    "spearman",
]  # fmt: skip
