"""Why a cell has no figure: down from it through the columns that passed the state on, to where it came from."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.formula.columns import GROUP, Column, State
from scoring.formula.nodes import Arithmetic, Ref
from scoring.formula.words import Speaker


def lacking_items(speaker: Speaker, indicator: str) -> list[str]:
    """The items for want of which an indicator cannot be scored: missing ones, or ones not given where they are needed."""
    return [name for name in dict.fromkeys(_lacking(speaker, indicator)) if name != GROUP]


def idle_reasons(speaker: Speaker, indicator: str) -> list[str]:
    """What makes an indicator not applicable: items that are, and divisors that are 0, each as a sentence."""
    return speaker.distinct(_idle(speaker, indicator))


def _lacking(speaker: Speaker, name: str) -> Iterator[str]:
    column = speaker.columns[name]
    if column.formula is None:
        yield name
        return
    missing = _reads(speaker, column, State.MISSING)
    if not missing and column.na_is_missing:
        missing = _reads(speaker, column, State.NOT_APPLICABLE)
    for one in missing:
        yield from _lacking(speaker, one)


def _idle(speaker: Speaker, name: str) -> Iterator[str]:
    column = speaker.columns[name]
    if column.formula is None:
        yield speaker.sentence(name)
        return
    passed_on = _reads(speaker, column, State.NOT_APPLICABLE)
    for one in passed_on:
        yield from _idle(speaker, one)
    if passed_on or column.na_when is None:
        return
    divisors = {
        ref
        for node in column.formula.walk()
        if isinstance(node, Arithmetic) and node.operator == "/"
        for ref in node.right.references()
    }
    for one in column.na_when.references():
        if one in divisors and speaker.stands(one) == State.OK and not speaker.columns[one].quiet:
            zero = speaker.alike(speaker.at(one) == 0)
            yield f"{_told(speaker, one)}，分母{'为零' if zero else '小于零'}"


def _told(speaker: Speaker, name: str) -> str:
    """A divisor's sentence: that of the item where a column only passes it on."""
    formula = speaker.columns[name].formula
    return _told(speaker, formula.column) if isinstance(formula, Ref) else speaker.sentence(name)


def _reads(speaker: Speaker, column: Column, state: State) -> list[str]:
    """The columns of a state that a column reads: of an open one, those of the branch taken, if any is."""
    found = [name for name in column.reads if speaker.stands(name) == state]
    if column.mode != "open" or column.formula is None:
        return found
    taken = speaker.taken(column.formula)
    return [name for name in found if name in taken] or found
