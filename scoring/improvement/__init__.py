"""What it would take: for each county the nearest better grade and rank, and the least single changes that reach it."""

from scoring.improvement.steps import Change, Goal, Hold, Step, what_it_takes
from scoring.improvement.words import change_words, step_words

__all__ = ["Change", "Goal", "Hold", "Step", "change_words", "step_words", "what_it_takes"]
