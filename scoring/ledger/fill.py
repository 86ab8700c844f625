"""Fill a compiled ledger with figures: every column for all counties, and the texts at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from scoring.formula.columns import GROUP, NOT_APPLICABLE_TEXT, Column, State
from scoring.formula.nodes import JOIN, Label, Reasons
from scoring.formula.numbers import Floats, Frame, States, fill
from scoring.ledger.compile import Ledger

Texts = npt.NDArray[np.object_]


@dataclass
class FilledLedger:
    """A ledger with its numbers (``frame``) and its words (``texts``)."""

    ledger: Ledger
    frame: Frame
    texts: dict[str, Texts] = field(default_factory=dict)

    def text(self, column: str, place: int) -> float | str:
        """A cell as a workbook shows it: the number, the words, or how the cell stands."""
        if column in self.texts:
            return str(self.texts[column][place])
        states = self.frame.states[column]
        if states is None or states[place] == State.OK:
            return float(self.frame.values[column][place])
        missing = states[place] == State.MISSING
        return self.ledger.columns[column].missing_text if missing else NOT_APPLICABLE_TEXT


@np.errstate(all="ignore")
def fill_ledger(
    ledger: Ledger,
    values: Mapping[str, Floats],
    states: Mapping[str, States | None],
    groups: Floats,
    lists: Mapping[str, Mapping[str, Floats]] | None = None,
) -> FilledLedger:
    """Compute every column. values and states: one array an item; groups: a pool number a county (NaN: none)."""
    size = len(groups)
    parameters = {name: one.value for name, one in ledger.parameters.items()}
    frame = Frame(size, parameters, ledger.tables, lists or {})
    missing = np.isnan(groups)
    frame.values[GROUP] = groups
    frame.states[GROUP] = np.where(missing, np.int8(State.MISSING), np.int8(State.OK)) if missing.any() else None
    frame.values.update(values)
    frame.states.update(states)
    filled = FilledLedger(ledger, frame)
    for column in ledger.columns.values():
        if column.formula is None:
            continue
        if column.is_text:
            filled.texts[column.id] = _words(column, frame)
        else:
            fill(column, frame)
    return filled


def _words(column: Column, frame: Frame) -> Texts:
    """A text column: the label of an ordinal, or the joined labels of flags."""
    formula = column.formula
    if isinstance(formula, Label):
        table = frame.tables[formula.table]
        states = frame.states[formula.term.column]
        ordinals = frame.values[formula.term.column]
        names = [*table.answers, column.missing_text]
        found = np.where(np.isnan(ordinals), len(names), ordinals).astype(np.intp) - 1
        words = np.asarray(names, object)[found]
        if states is not None:
            words[states == State.NOT_APPLICABLE] = NOT_APPLICABLE_TEXT
        return words
    assert isinstance(formula, Reasons)
    words = np.full(frame.size, "", object)
    for flag, label in zip(formula.flags, formula.labels, strict=True):
        words = words + np.where(frame.values[flag.column] == 1, f"{JOIN}{frame.parameters[label.id]}", "")
    return np.asarray([word.removeprefix(JOIN) for word in words.tolist()], object)
