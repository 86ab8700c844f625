"""What sentences quote of a ledger: each question has an answer of its own."""

from __future__ import annotations

import numpy as np

from scoring.formula.columns import Column, Table
from scoring.formula.nodes import Ref, Step, smallest
from scoring.formula.numbers import Frame, fill
from scoring.formula.quoted import Quoted
from scoring.formula.words import Speaker


def test_the_figure_and_the_rung_of_a_table_are_two_answers() -> None:
    """v = 3 is on the second rung, worth 7, more than the most, 5: the figure is asked for first, then the rung."""
    table = Table("t", "档", (1.0, 2.0), (6.0, 7.0), 0.0, ("甲档", "乙档"), "未入档")
    formula = smallest(5, Step(Ref("v"), "t"))
    columns = {"v": Column("v", "数", "item"), "x": Column("x", "得数", "value", formula)}
    frame = Frame(1, {}, {"t": table}, values={"v": np.array([3.0])}, states={"v": None})
    fill(columns["x"], frame)
    speaker = Speaker(Quoted(columns, frame), 0)
    assert speaker.sentence("x") == "乙档，7，最多计 5，得数 5"
