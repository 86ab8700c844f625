"""A city worked by hand: three counties, three lines, one gate on points, one figure not applicable.

Weights: first class 60 (a 40, b 20), second class 40 (c 40). 优秀 from 80, 合格 from 60. Gate: first class below 50 → at
most 合格. Figures in percent of full points:

          a    b       c    first                     second  total   grade        rank
    甲    90   50      80   36 + 10 = 46              32      78      合格          2
    乙    80   100     70   32 + 20 = 52              28      80      优秀          1
    丙    60   不适用   95   24 ÷ 40 × 60 = 36         38      74      合格          3
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring import Assessment, assess, load_scheme
from scoring.robustness import load_settings, robustness
from scoring.robustness.figures import measured
from scoring.robustness.flips import Flip, smallest_changes
from scoring.robustness.labels import label
from scoring.robustness.leave_out import leave_out
from scoring.robustness.replay import Replay
from scoring.robustness.settings import DecimalPlaces
from scoring.robustness.weight_flips import smallest_weight_changes
from scoring.robustness.weights import WeightedTail, Weights

SCHEME = load_scheme(Path(__file__).resolve().parents[2] / "schemes" / "steady.yaml")
FIGURES = {"a": [90, 80, 60], "b": [50, 100, "不适用（试验）"], "c": [80, 70, 95]}


@pytest.fixture
def city() -> Assessment:
    return assess(SCHEME, pd.DataFrame(FIGURES, index=["甲", "乙", "丙"], dtype=object), 2025)


def test_official_result(city: Assessment) -> None:
    assert city.scores["total"].tolist() == [78, 80, 74]
    assert city.scores["grade"].tolist() == ["合格", "优秀", "合格"]
    assert city.scores["rank"].tolist() == [2, 1, 3]


def test_three_sets_of_weights(city: Assessment) -> None:
    """Set 2: 50 (25, 25) and 50. 甲 22.5 + 12.5 + 40 = 75; 乙 20 + 25 + 35 = 80, but 45 < 50: 合格; 丙 15 ÷ 25 × 50 + 47.5 =
    77.5. Ranks 乙 丙 甲. Set 3: 80 (64, 16) and 20. 甲 57.6 + 8 + 16 = 81.6 优秀; 乙 51.2 + 16 + 14 = 81.2 优秀; 丙 38.4 ÷ 64 × 80 +
    19 = 67. Ranks 甲 乙 丙.
    """
    tail = WeightedTail(Replay(city))
    sets = Weights(
        np.array([[60.0, 40], [50, 50], [80, 20]]), (np.array([[40.0, 20, 40], [25, 25, 50], [64, 16, 20]]),)
    )
    outcome = tail.run(sets)
    assert outcome.total.tolist() == [[78, 80, 74], [75, 80, 77.5], [81.6, 81.2, 67]]
    assert outcome.ordinal.tolist() == [[2, 1, 2], [2, 2, 2], [1, 1, 2]]
    assert tail.replay.ranks(outcome).tolist() == [[2, 1, 3], [3, 1, 2], [1, 2, 3]]


def test_each_line_left_out(city: Assessment) -> None:
    """Without a: 甲 10 ÷ 20 × 60 + 32 = 62; 乙 60 + 28 = 88; 丙 has no first class left, 38 ÷ 40 × 100 = 95, and no gate.
    Without b: 甲 54 + 32 = 86; 乙 48 + 28 = 76, gated; 丙 36 + 38 = 74. Without c: 甲 46 ÷ 60 × 100 = 76.67; 乙 86.67; 丙 60.
    """
    found = leave_out(WeightedTail(Replay(city)))
    assert found.ranks.tolist() == [[3, 2, 1], [1, 2, 3], [2, 1, 3]]
    assert found.grades.tolist() == [[2, 1, 1], [1, 2, 2], [2, 1, 2]]


def test_smallest_changes_of_figures(city: Assessment) -> None:
    """甲 is 优秀 when the first class reaches 50: a = 100 gives 40 + 10 (99 gives 49.6); that is 10 of 90. By b it takes 70, 20
    of 50. It then has 82, before 乙. To fall behind 丙 it would have to lose more than 4 points: a = 79, 11 of 90.
    乙 loses 优秀 with one unit of any: b = 99 gives 79.8 and is the least, 1 of 100. It is then 合格 still before 甲's 78. To
    fall behind: a = 74 gives 29.6 + 20 + 28 = 77.6, 6 of 80 (75 gives 78, tied, still first); c = 64 is 6 of 70; b = 89 11 of 100.
    丙 gains 甲's 78 with more than 4 points by a: 24 ÷ 40 × 60 grows 0.6 a point: 67 gives 78.2, 7 of 60; c cannot, 100 gives 76.
    """
    replay = Replay(city)
    found = smallest_changes(replay, measured(replay, load_settings().stress.decimals))
    assert found.grade[0] == Flip("a", 90, 100, 1, 1)
    assert found.rank[0] == Flip("a", 90, 100, 1, 1)
    assert found.grade[1] == Flip("b", 100, 99, 2, 1)
    assert found.rank[1] == Flip("a", 80, 74, 2, 2)
    assert found.rank[2] == Flip("a", 60, 67, 2, 2)


def test_smallest_changes_of_weights(city: Assessment) -> None:
    """乙 stands at 80.00 sharp. First class 59.98: a 39.98667 × 0.8 → 31.99, b 19.99333 → 19.99, second 40.02 × 0.7 → 28.01: 79.99,
    合格. At 59.99: 31.99 + 20.00 + 28.01 = 80.00. Moving a by 0.02 (52.00) is not enough, by 0.03 it is.
    甲's first class reaches 50 with a 49.99: 44.991 → 44.99, b 10.01 × 0.5 = 5.005 → 5.01. It passes 乙 with a 43.33: 39.00 + 8.34 + 32
    = 79.34 to 34.66 + 16.67 + 28 = 79.33, which is no longer 优秀; at 43.32: 38.99 + 8.34 = 79.33 to 34.66 + 16.68 = 79.34.
    """
    tail = WeightedTail(Replay(city))
    found = smallest_weight_changes(tail, 0.01)
    assert found.grade[1] == Flip("first", 60, 59.98, 2, 1)
    assert found.grade[0] == Flip("line_a", 40, 49.99, 1, 1)
    assert found.rank[0] == Flip("line_a", 40, 43.33, 2, 1)


def test_the_study_puts_it_together(city: Assessment) -> None:
    """Official figures are as they were; the next county, the gap, and what the labels mean stand beside them."""
    before = city.scores.copy()
    found = robustness(city, draws=400, seed=7)
    pd.testing.assert_frame_equal(city.scores, before)
    assert found.table.index.tolist() == ["乙", "甲", "丙"]
    assert found.table["rank"].tolist() == [1, 2, 3]
    assert found.table["next"].tolist() == ["甲", "丙", ""]
    assert found.table["gap"].tolist()[:2] == [2, 4]
    assert found.table.loc["甲", "drop_one_worst_rank"] == 3
    assert found.table.loc["甲", "drop_one_indicator"] == "line_a"
    assert found.table.loc["丙", "drop_one_indicator"] == ""
    assert found.table.loc["甲", "flip_grade"] == "甲项由 90 到 100%，即为优秀、第 1 名"
    assert found.rank_counts.to_numpy().sum(axis=1).tolist() == [400] * 3
    assert found.definitions == (
        "等次稳固：等次保持概率不低于 95%，数据有误差时等次保持概率不低于 80%",
        "等次较稳：等次保持概率不低于 80%，数据有误差时等次保持概率不低于 70%",
        "等次临界：不符合以上各档的",
        "名次稳固：名次保持概率不低于 95%，数据有误差时名次保持概率不低于 80%，总分比同等次的后一名多 0.01 分以上（含本数）",
        "名次较稳：名次保持概率不低于 80%，数据有误差时名次保持概率不低于 70%，总分比同等次的后一名多 0.01 分以上（含本数）",
        "名次临界：不符合以上各档的",
    )


def test_grade_and_rank_have_a_label_each(city: Assessment) -> None:
    """No error of the data is tried. 丙 (36 + 38 = 74, 合格) keeps its grade in every draw, as its dimension's 36 stays under
    the gate's 50 whatever the weights; its rank does not always hold. Labels follow from the shares in the table alone.
    """
    settings = load_settings()
    still = settings.stress.model_copy(
        update={"each_bureau": None, "decimals": DecimalPlaces(percent="exact", number="exact")}
    )
    found = robustness(city, draws=400, seed=7, settings=settings.model_copy(update={"stress": still}))
    assert found.stress.empty
    for county, row in found.table.iterrows():
        taken = found.rank_counts.loc[county, row["rank"]]
        assert row["keeps_rank"] == taken / 4
        for what, name in (("grade", "等次"), ("rank", "名次")):
            keeps = row[f"keeps_{what}"]
            assert row[f"{what}_label"] == name + ("稳固" if keeps >= 95 else "较稳" if keeps >= 80 else "临界")
    assert found.table.loc["丙", "grade_label"] == "等次稳固"


@pytest.mark.parametrize(
    ("keeps", "stressed", "gap", "grade", "rank"),
    [
        (100, 100, 0.0, "等次稳固", "名次临界"),  # a total tied with the next one's: the grade does not ask for it
        (100, 100, 0.01, "等次稳固", "名次稳固"),
        (95, 80, np.nan, "等次稳固", "名次稳固"),
        (100, 79.9, 5.0, "等次较稳", "名次较稳"),
        (94.9, np.nan, 5.0, "等次较稳", "名次较稳"),
        (100, 69.9, 5.0, "等次临界", "名次临界"),
        (79.9, 100, 5.0, "等次临界", "名次临界"),
    ],
)
def test_bounds_of_the_labels(keeps: float, stressed: float, gap: float, grade: str, rank: str) -> None:
    """config/robustness.yaml: 95 and 80 under weights, 80 and 70 under errors of the data, the bound included."""
    settings = load_settings()
    assert label(settings.grade_labels, keeps, stressed) == grade
    assert label(settings.rank_labels, keeps, stressed, gap, 0.01) == rank


@pytest.mark.parametrize("decimals", [1, 2, 3, 5])
def test_figures_finer_than_the_setting_keep_their_decimals(decimals: int) -> None:
    """The setting says 2. Of every smallest change one unit less, in the decimals of the figures, changes nothing."""
    draw = np.random.default_rng(decimals)
    figures = pd.DataFrame(
        draw.uniform(60, 95, (8, 3)).round(decimals), index=list("甲乙丙丁戊己庚辛"), columns=list("abc")
    )
    result = assess(SCHEME, figures, 2025)
    replay = Replay(result)
    found = smallest_changes(replay, measured(replay, DecimalPlaces(number=2)))
    unit, tried = 10.0 ** -max(2, decimals), 0
    for of, flips in (("grade", found.grade), ("rank", found.rank)):
        for county, flip in zip(replay.counties, flips, strict=True):
            if flip is None:
                continue
            tried += 1
            for after, changes in (
                (flip.after, True),
                (round(flip.after - np.copysign(unit, flip.after - flip.before), 10), False),
            ):
                moved = figures.copy()
                moved.loc[county, flip.of] = after
                again = assess(SCHEME, moved, 2025)
                assert (again.scores.at[county, of] != result.scores.at[county, of]) == changes, (county, flip, after)
    assert tried > 8
