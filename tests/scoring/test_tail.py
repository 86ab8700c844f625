"""From points to rank, by hand: the cap of all bonuses, the four ways of 不适用 as a scheme's own, ties."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Assessment, assess, load_scheme
from tests.support.small_scheme import write_scheme

NA = "不适用（没有）"


def scored(path: Path, *rows: dict[str, Any]) -> Assessment:
    """Counties under the small scheme: target met, no event, unless told."""
    figures = [{"fall": 10.0, "goal": 10.0, "events": 0} | row for row in rows]
    index = [f"县{number}" for number in range(len(rows))]
    return assess(load_scheme(path), pd.DataFrame(figures, index=index, dtype=object), 2022)


def test_all_bonuses_together_have_the_schemes_cap(tmp_path: Path) -> None:
    """130% of the target is three tens beyond, 3 points; the scheme allows 2: 15 + 5 + 2."""
    result = scored(write_scheme(tmp_path, "bonus_cap: 3", "bonus_cap: 2"), {"fall": 13.0})
    assert result.ledger["annual.bonus"].tolist() == [3]
    assert result.scores["total"].tolist() == [22]


@pytest.mark.parametrize(
    ("mode", "line", "dimension", "total"),
    [
        ("within_dimension", 12, 16, 16),  # 12/15 × 20
        ("over_whole", 12, 12, 16),
        ("full", 12, 17, 17),  # 12 + 5
        ("zero", 12, 12, 12),
    ],
)
def test_ways_of_not_applicable(tmp_path: Path, mode: str, line: float, dimension: float, total: float) -> None:
    """80% of the target earns 12 of 15; the other 5 points do not apply."""
    path = write_scheme(tmp_path, "bonus_cap: 3", f"bonus_cap: 3\nnot_applicable: {mode}")
    row = scored(path, {"fall": 8.0, "events": NA}).scores.iloc[0]
    assert [row["annual"], row["energy"], row["total"]] == [line, dimension, total]


def test_ties_go_to_the_better_dimension_then_to_the_higher_completion(tmp_path: Path) -> None:
    """Three totals of 20: 105% before 100% before 100% again (1, 2, 2); a bonus lifts the fourth above them."""
    rows = [{"fall": 10.0}, {"fall": 10.5}, {"fall": 10.0}, {"fall": 11.0}]
    result = scored(write_scheme(tmp_path), *rows)
    assert result.scores["total"].tolist() == [20, 20, 20, 21]
    assert result.scores["rank"].tolist() == [3, 2, 3, 1]


def test_equal_totals_of_other_dimensions(tmp_path: Path) -> None:
    """The dimension comes first: 20 without bonus stands above 18 + 2, whatever the completion."""
    rows = [{"fall": 12.0, "events": 1}, {"fall": 10.0}]  # 15 + 3 + 2 of bonus, and 15 + 5: both 20
    result = scored(write_scheme(tmp_path), *rows)
    assert result.scores["total"].tolist() == [20, 20]
    assert result.scores["rank"].tolist() == [2, 1]  # 18 and 20 in the dimension, before 120% and 100%
