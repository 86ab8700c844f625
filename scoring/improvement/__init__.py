"""What it would take: for each county the nearest better grade and rank, and the least single changes that reach it."""

from scoring.improvement.steps import ChangedFigure, Goal, Hold, ImprovementStep, what_it_takes
from scoring.improvement.words import change_words, step_words

__all__ = ["ChangedFigure", "Goal", "Hold", "ImprovementStep", "change_words", "step_words", "what_it_takes"]
