"""kaohe's core: schemes and tables in, an assessment out. Knows no file format, no Excel and no clock.

What it offers is imported when it is first asked for: a list of schemes needs no numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring import energy, rounding
    from scoring.assessment import Adjustment, Assessment, Evidence, assess
    from scoring.errors import DataError, KaoheError, SchemeError
    from scoring.problems import Problem, Source
    from scoring.scheme.catalogue import list_schemes
    from scoring.scheme.loader import load_scheme

__version__ = "0.1.0"

__all__ = [
    "Adjustment",
    "Assessment",
    "DataError",
    "Evidence",
    "KaoheError",
    "Problem",
    "SchemeError",
    "Source",
    "__version__",
    "assess",
    "energy",
    "list_schemes",
    "load_scheme",
    "rounding",
]

_HOMES = {
    "scoring.assessment": ("Adjustment", "Assessment", "Evidence", "assess"),
    "scoring.errors": ("DataError", "KaoheError", "SchemeError"),
    "scoring.problems": ("Problem", "Source"),
    "scoring.scheme.catalogue": ("list_schemes",),
    "scoring.scheme.loader": ("load_scheme",),
}


def __getattr__(name: str) -> object:
    """A public name, from the module where it stands (PEP 562)."""
    if name in ("energy", "rounding"):
        return import_module(f"scoring.{name}")
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'scoring' has no attribute {name!r}")
