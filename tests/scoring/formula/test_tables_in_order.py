"""A table whose rows are out of order, or of which two are the same, is refused: a search in it would find any of them."""

from __future__ import annotations

from typing import Literal

import pytest

from scoring.errors import FormulaError
from scoring.formula.columns import Parameter, Table
from scoring.formula.draft import Draft

Match = Literal["at_least", "at_most", "exact"]


def add(keys: tuple[float, ...], match: Match) -> None:
    table = Table("t", "档", keys, (0.0,) * len(keys), 0.0, ("",) * len(keys), "", match=match)
    assert Draft().table(table) == "t"


@pytest.mark.parametrize(
    ("match", "keys"),
    [
        ("at_least", (1, 2, 3)), ("exact", (1, 2, 3)), ("at_most", (3, 2, 1)),
        ("at_least", (1,)), ("exact", (1,)), ("at_most", (1,)), ("at_most", ()),
    ],
)  # fmt: skip
def test_in_order(match: Match, keys: tuple[float, ...]) -> None:
    add(keys, match)


@pytest.mark.parametrize(
    ("match", "keys"),
    [
        ("at_least", (3, 2, 1)), ("exact", (3, 2, 1)), ("at_most", (1, 2, 3)),
        ("at_least", (2, 1, 3)), ("at_least", (1, 3, 2)), ("at_most", (2, 3, 1)), ("at_most", (3, 1, 2)),
        ("at_least", (1, 1)), ("exact", (1, 1, 2)), ("at_most", (2, 2)), ("at_most", (3, 1, 1)),
    ],
)  # fmt: skip
def test_out_of_order(match: Match, keys: tuple[float, ...]) -> None:
    with pytest.raises(FormulaError, match="表 t 的档次没有按顺序排列"):
        add(keys, match)


def test_names_are_given_once() -> None:
    draft = Draft()
    table = Table("t", "档", (1.0,), (0.0,), 0.0, ("",), "")
    draft.table(table)
    draft.parameter(Parameter("t", "参数", 1.0))
    with pytest.raises(FormulaError, match="表 t 定义了两次"):
        draft.table(table)
    with pytest.raises(FormulaError, match="参数 t 定义了两次"):
        draft.parameter(Parameter("t", "参数", 1.0))
