"""How safe each rank and grade is: weights drawn, indicators left out, figures in error, smallest changes that flip."""

from scoring.robustness.settings import Settings, load_settings
from scoring.robustness.study import Robustness, robustness

__all__ = ["Robustness", "Settings", "load_settings", "robustness"]
