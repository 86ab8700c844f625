"""kaohe's core: schemes and tables in, an assessment out. Knows no file format, no Excel and no clock."""

from scoring import energy, rounding
from scoring.assessment import Adjustment, Assessment, assess
from scoring.errors import DataError, KaoheError, SchemeError
from scoring.problems import Problem, Source
from scoring.scheme.loader import list_schemes, load_scheme

__version__ = "0.1.0"

__all__ = [
    "Adjustment",
    "Assessment",
    "DataError",
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
