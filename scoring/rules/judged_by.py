"""What a rule judges, in words: the completion and its unit, or the value and the line's."""

from __future__ import annotations

from scoring.rules.completions.base import Completion
from scoring.rules.line import units
from scoring.rules.measures.base import Measure


def say_judged(text: str, value: Measure | None, completion: Completion | None, unit: str) -> str:
    """A rule's words with ``{judged}`` and its unit ``{per}``, and with the line's ``{unit}`` and ``{units}``."""
    if completion is not None:
        text = text.replace("{judged}", completion.word).replace("{per}", completion.unit(unit))
        text = text.replace("{pers}", units(completion.unit(unit)))
    elif value is not None:
        text = text.replace("{judged}", "取值").replace("{per}", value.unit(unit))
    return text
