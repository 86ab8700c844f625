"""Assessments set side by side: a revision, two years, a county against its peers, the plan's years against its schedule."""

from scoring.comparison.changes import FigureChange, GateChange, RuleChange
from scoring.comparison.compare import Comparison, compare
from scoring.comparison.parts import TotalParts, parts_of
from scoring.comparison.peers import Peers, against_peers
from scoring.comparison.trend import TrendPoint, trend
from scoring.comparison.words import why

__all__ = [
    "Comparison",
    "FigureChange",
    "GateChange",
    "Peers",
    "RuleChange",
    "TotalParts",
    "TrendPoint",
    "against_peers",
    "compare",
    "parts_of",
    "trend",
    "why",
]
