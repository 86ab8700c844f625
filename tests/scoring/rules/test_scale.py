"""Rules that compare counties or divide keep the figures' own scale: the unit in which a figure is reported does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scoring.rules.base import kinds
from scoring.rules.bonuses.base import Bonus
from scoring.rules.completions.base import Completion
from scoring.rules.measures.base import Measure
from scoring.rules.points.base import Rule
from scoring.rules.targets.base import Target
from scoring.rules.waivers.base import Waiver
from scoring.scheme.models import SchemeSpec
from scoring.scheme.scheme import Scheme
from tests.support.one_line import one_line, tried
from tests.support.samples import sample

VALUE = {"value": {"kind": "reported", "item": "v"}}
TO_PEERS = {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 90, "points": 10}, {"at": 110, "points": 6}]}
PROGRESS = {"kind": "progress", "method": "linear", "schedule": dict.fromkeys(range(2021, 2026), 100)}
RATIO = {"completion": {"kind": "ratio"}, "rule": {"kind": "proportional"}}

# name: (indicator for a scale, items of the unit, whether v may be below 0)
LINES: dict[str, tuple[Any, tuple[str, ...], bool]] = {
    "min_max": (lambda s: {**VALUE, "rule": {"kind": "min_max", "low": 0}}, ("v",), True),
    "min_max falling": (
        lambda s: {**VALUE, "rule": {"kind": "min_max", "direction": "at_most", "equal": 50}}, ("v",), True,
    ),
    "to_peers": (lambda s: {"value": {"kind": "to_peers", "item": "v"}, "rule": TO_PEERS}, ("v",), False),
    "share_of_total": (
        lambda s: {**VALUE, "target": {"kind": "share_of_total", "total": 100 * s, "by": "w"}, **RATIO}, ("v", "w"), False,
    ),
    "ratio": (
        lambda s: {
            "value": {"kind": "ratio", "top": ["v"], "bottom": ["w", "u"], "bottom_less": ["v"]},
            "target": {"kind": "constant", "figure": 80}, **RATIO,
        },
        ("v", "w", "u"), False,
    ),
    "completion ratio": (lambda s: {**VALUE, "target": {"kind": "own", "item": "w"}, **RATIO}, ("v", "w"), False),
    "over_run": (
        lambda s: {
            **VALUE, "target": {"kind": "own", "item": "w"}, "completion": {"kind": "over_run"},
            "rule": {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 0, "points": 10}, {"at": 20, "points": 5}]},
        },
        ("v", "w"), False,
    ),
    "gap": (
        lambda s: {**VALUE, "target": {"kind": "own", "item": "w"}, "rule": {"kind": "gap", "each": 1, "unit": 2 * s}},
        ("v", "w"), False,
    ),
    "gap begun": (
        lambda s: {
            **VALUE, "target": {"kind": "own", "item": "w"},
            "rule": {"kind": "gap", "each": 1, "unit": 2 * s, "begun": True, "direction": "at_most"},
        },
        ("v", "w"), False,
    ),
    "gap of the over-run": (
        lambda s: {
            **VALUE, "target": {"kind": "own", "item": "w"}, "completion": {"kind": "over_run"},
            "rule": {"kind": "gap", "each": 0.1, "of": "completion", "direction": "at_most"},
        },
        ("v", "w"), False,
    ),
    "difference": (
        lambda s: {
            **VALUE, "target": {"kind": "own", "item": "w"}, "completion": {"kind": "difference", "places": 10},
            "rule": {"kind": "ladder", "rungs": [{"at": 5 * s, "points": 10}, {"at": 0, "points": 6}]},
        },
        ("v", "w"), True,
    ),
    "bounded": (
        lambda s: {
            "value": {"kind": "bounded", "item": "v", "less": "w", "times": 0.5 / s, "low": -5, "high": 5},
            "rule": {"kind": "slope", "knots": [{"at": -5, "points": 0}, {"at": 5, "points": 10}]},
        },
        ("v", "w"), True,
    ),
    "bonuses": (
        lambda s: {
            **VALUE, "target": {"kind": "own", "item": "w"}, **RATIO,
            "bonus": [
                {"kind": "full_steps", "step": 10, "each": 1, "cap": 5},
                {"kind": "beyond_target", "each": 1, "step": 5 * s, "cap": 3},
            ],
        },
        ("v", "w"), False,
    ),
    "matrix": (
        lambda s: {
            **VALUE, "target": {"kind": "own", "item": "w"}, "completion": {"kind": "ratio"},
            "rule": {
                "kind": "matrix", "first_name": "甲", "second_name": "乙", "value": {"kind": "reported", "item": "u"},
                "target": {"kind": "own", "item": "w"}, "completion": {"kind": "over_run"},
                "both": 10, "first_only": 6, "second_only": 4,
            },
        },
        ("v", "w", "u"), False,
    ),
    "blend": (
        lambda s: {
            "rule": {
                "kind": "alternatives", "take": "blend",
                "ways": [
                    {"name": "甲", "share": 60, "value": {"kind": "to_peers", "item": "v"}, "rule": TO_PEERS},
                    {"name": "乙", "share": 40, "value": {"kind": "reported", "item": "w"}, "rule": {"kind": "min_max"}},
                ],
            },
        },
        ("v", "w"), False,
    ),
    "range": (
        lambda s: {**VALUE, "target": {"kind": "range", "one": "w", "other": "u", "end": "higher"}, **RATIO}, ("v", "w", "u"), False,
    ),
    "change": (lambda s: {**VALUE, "rule": {"kind": "change", "last": "w", "rise": 10, "flat": 5}}, ("v", "w"), True),
    "rank": (
        lambda s: {"value": {"kind": "rank", "item": "v"}, "rule": {"kind": "lookup", "rows": [{"at": 1, "points": 10}]}},
        ("v",), True,
    ),
}  # fmt: skip
# Kinds whose figures have no unit to change, or that round to places of a unit and say so in the scheme's words.
OTHER = {
    "assessed_total": "保留两位小数", "adjusted_total": "保留两位小数", "incentive_reached": "percent", "progress": "percent",
    "scheduled_decline": "percent", "granted": "points", "per_event": "a number of events", "accrual": "a number of times",
    "judged": "points", "checklist": "yes or no", "threshold": "compares a completion", "by_group": "figures of the scheme",
    "schedule": "figures of the scheme", "parts": "of other rules", "condition": "of conditions",
}  # fmt: skip
# The powers of ten that leave five digits of a figure between 1e-10 and 1e12.
SCALES = (1e-6, 1e-4, 1e-2, 1.0, 1e4, 1e7)
SCHEMES = {
    (name, scale): one_line(line(scale), 10, ["v", "w", "u"])
    for name, (line, _, _) in LINES.items()
    for scale in SCALES
}
# A small share of a total: its target had four digits in the small unit and six in the large one (7.05 for 7.06).
SMALL_SHARE = [(0, 0, 0)] * 6 + [(0, 2, 0), (0, 44_157, 0), *[(0, 99_999, 0)] * 2, (0, 99_999, 32), (227, 1_111, 0)]
digits = st.lists(st.tuples(*[st.integers(-99_999, 99_999)] * 3), min_size=2, max_size=12)


def _figures(whole: list[int], scale: float) -> list[float]:
    """Whole numbers of a thousandth of the unit, as a cell holds them: the double nearest the decimal."""
    return [float(f"{one * scale / 1000:.12g}") for one in whole]


def _kinds(written: Any) -> Iterator[str]:
    if isinstance(written, dict):
        yield from [written["kind"]] if "kind" in written else []
        written = list(written.values())
    for one in written if isinstance(written, list) else []:
        yield from _kinds(one)


def test_every_kind_that_compares_or_divides_is_scaled() -> None:
    scaled = {kind for line, _, _ in LINES.values() for kind in _kinds(line(1.0))}
    families = (Measure, Target, Completion, Rule, Bonus, Waiver)
    every = {kind for family in families for kind in kinds(family)}
    assert scaled & set(OTHER) == set()
    assert every - scaled == set(OTHER)


@pytest.mark.parametrize("name", LINES)
@given(rows=digits, scale=st.sampled_from([one for one in SCALES if one != 1]))
@example(rows=SMALL_SHARE, scale=1e-6)
@settings(max_examples=sample(10, 40), deadline=None)
def test_the_unit_does_not_matter(name: str, rows: list[tuple[int, int, int]], scale: float) -> None:
    """All items of the unit times a power of ten: the same states and the same points."""
    _, scaled, below = LINES[name]
    columns = dict(zip(("v", "w", "u"), map(list, zip(*rows, strict=True)), strict=True))
    if not below:
        columns = {item: [abs(one) for one in cells] for item, cells in columns.items()}
    here, there = (
        tried(
            SCHEMES[name, s], **{item: _figures(cells, s if item in scaled else 1) for item, cells in columns.items()}
        )
        for s in (1.0, scale)
    )
    assert here.states["x"].tolist() == there.states["x"].tolist()
    assert here.scores["x"].tolist() == pytest.approx(there.scores["x"].tolist(), abs=1e-9, nan_ok=True)
    if "x.bonus" in here.ledger:
        assert here.ledger["x.bonus"].tolist() == there.ledger["x.bonus"].tolist()


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1.0, 1e4])
def test_min_max_of_small_figures_by_hand(scale: float) -> None:
    """0.6, 1.0, 2.4 on 0–100 are 0, 22.22, 100 (of 100), whatever the unit; in 1e-6 they were −40, 0, 140 before."""
    scheme = one_line({**VALUE, "rule": {"kind": "min_max", "low": 0}}, 100, ["v"])
    got = tried(scheme, v=_figures([600, 1000, 2400], scale)).scores["x"].tolist()
    assert got == [0, 22.22, 100]


def test_peers_of_small_figures_by_hand() -> None:
    """2.4, 3.1, 4.0, 4.4 beside their average 3.475 in units of 1e-6: 69.06, 89.21, 115.11, 126.62 percent."""
    scheme = one_line({"value": {"kind": "to_peers", "item": "v"}, "rule": TO_PEERS}, 10, ["v"])
    got = tried(scheme, v=[2.4e-6, 3.1e-6, 4.0e-6, 4.4e-6])
    assert got.ledger["x.value"].tolist() == [69.06, 89.21, 115.11, 126.62]
    assert got.scores["x"].tolist() == [10, 10, 0, 0]


@pytest.mark.parametrize("scale", SCALES)
def test_a_small_share_of_a_total_by_hand(scale: float) -> None:
    """0.227 of 100 × 1.111 ÷ 345.267 = 0.321780 is 70.55 percent, 7.06 of 10 points, whatever the unit."""
    v, w, _ = (_figures(list(one), scale) for one in zip(*SMALL_SHARE, strict=True))
    got = tried(SCHEMES["share_of_total", scale], v=v, w=w, u=[0.0] * len(v))
    assert (got.ledger["x.completion"].iloc[-1], got.scores["x"].iloc[-1]) == (70.55, 7.06)


@pytest.mark.parametrize("completion", [{"kind": "ratio", "zero_target": "by_level"}, PROGRESS])
def test_noise_of_a_share_misses_no_target(completion: dict[str, Any]) -> None:
    """0.29 × −100 ÷ 1 is −28.999999999999996 in doubles: an actual of −29 reaches it, −29.001 does not."""
    line = {**VALUE, "target": {"kind": "share_of_total", "total": 0.29, "by": "w"}, "completion": completion}
    scheme = one_line({**line, "rule": {"kind": "proportional"}}, 10, ["v", "w"])
    for actual, points in ((-29, 10), (-28.999, 10), (-29.001, 0), (-40, 0)):
        got = tried(scheme, v=[actual, 0.4], w=[-100, 101])
        assert got.scores["x"].tolist()[0] == points


def test_noise_is_no_difference() -> None:
    """0.1 + 0.2 and 0.3 are one value, though their doubles differ: 各县相同."""
    line = {"value": {"kind": "ratio", "top": ["v", "w"], "bottom": ["u"]}, "rule": {"kind": "min_max", "equal": 70}}
    got = tried(one_line(line, 10, ["v", "w", "u"]), v=[0.1, 0.3], w=[0.2, 0], u=[1, 1])
    assert got.scores["x"].tolist() == [7, 7]
    assert not [one for one in got.problems if one.code == "W_PART"]


def _index(levels: list[list[int]], weights: list[np.ndarray[Any, Any]], size: int) -> Scheme:
    """A min-max index: figures within pillars within halves; weights multiplied into the points, 1,000,000 in all."""
    full = 1e6
    dimensions = []
    for half, pillars in enumerate(levels):
        lines, at = [], sum(sum(one) for one in levels[:half])
        for pillar, count in enumerate(pillars):
            for _ in range(count):
                lines.append(
                    {
                        "id": f"l{at}", "name": f"指标{at}", "clause": "一", "bureau": "局", "definition": "-",
                        "points": float(weights[0][half] * weights[1][half][pillar] * weights[2][at] * full),
                        "value": {"kind": "reported", "item": f"v{at}"}, "rule": {"kind": "min_max", "low": 0},
                    }
                )  # fmt: skip
                at += 1
        total = float(sum(line["points"] for line in lines))
        dimensions.append(
            {
                "id": f"d{half}",
                "name": f"类{half}",
                "sheet": f"类{half}",
                "clause": "一",
                "points": total,
                "indicators": lines,
            }
        )
    spec = SchemeSpec.model_validate(
        {
            "id": "index", "title": "试验", "version": "1", "standing": "试验", "summary": "-", "source": {"title": "-"},
            "period": {"base": 2020, "start": 2021, "end": 2025}, "points": sum(one["points"] for one in dimensions),
            "rounding": {"completion": 6, "points": 6, "total": 6}, "dimensions": dimensions,
            "grades": [{"name": "好", "at_least": 60}, {"name": "差"}],
        }
    )  # fmt: skip
    item = one_line(VALUE | {"rule": {"kind": "judged"}}, 1, ["v"]).items["v"]
    items = {f"v{at}": item.model_copy(update={"id": f"v{at}", "name": f"v{at}"}) for at in range(size)}
    return Scheme(spec, items, None, repr(spec))


@pytest.mark.parametrize("unit", ["as drawn", "times a power of ten each"])
def test_an_index_of_51_by_49_with_three_levels_of_weights_is_plain_numpy(unit: str) -> None:
    """Figures of sizes from 1e-6 to 1e7; on 0–1 the index agrees with four lines of numpy to 1e-9."""
    draw = np.random.default_rng(20261126)
    sizes = 10.0 ** draw.integers(-6, 8, 49)
    figures = np.array([[float(f"{one:.6g}") for one in row] for row in draw.lognormal(0, 1, (51, 49)) * sizes])
    levels = [[6, 6, 7, 5], [6, 6, 6, 7]]
    halves = np.array([0.55, 0.45])
    pillars = [draw.dirichlet(np.ones(4)), draw.dirichlet(np.ones(4))]
    inside = np.concatenate([draw.dirichlet(np.ones(count)) for pillar in levels for count in pillar])
    scheme = _index(levels, [halves, pillars, inside], 49)
    if unit != "as drawn":
        figures = np.array(
            [[float(f"{one:.12g}") for one in row] for row in figures * 10.0 ** draw.integers(-3, 4, 49)]
        )

    counts = [count for pillar in levels for count in pillar]
    outer = np.concatenate([half * own for half, own in zip(halves, pillars, strict=True)])
    weights = np.repeat(outer, counts) * inside
    expected = ((figures - figures.min(0)) / (figures.max(0) - figures.min(0))) @ weights

    result = tried(scheme, **{f"v{at}": figures[:, at].tolist() for at in range(49)})
    assert np.abs(result.scores["total"].to_numpy() / 1e6 - expected).max() < 1e-9
    assert (result.scores["rank"].to_numpy() == (expected[:, None] < expected[None, :]).sum(1) + 1).all()


def _below(limit: float, **value: Any) -> Scheme:
    """A line whose bonus of 1 is granted where its own value is below the limit."""
    granted = {"kind": "granted", "each": 1, "when": {"kind": "value_below", "of": "x", "limit": limit}}
    return one_line({**value, "rule": {"kind": "judged"}, "bonus": granted}, 10, ["v", "w"])


@given(
    limit=st.integers(1, 99_999),
    beside=st.integers(-99_999, 99_999),
    power=st.integers(-25, 6),
)
@example(limit=1, beside=2, power=-11)
@example(limit=3, beside=0, power=-25)
@settings(max_examples=sample(40, 200), deadline=None)
def test_limits_keep_their_own_scale(limit: int, beside: int, power: int) -> None:
    """A value as a cell holds it and one that is worked out (over 1, in percent) are below a limit of any size or not, as
    whole numbers say; limits under 1e-10 were 0 before."""
    bound, value, hundredth = (float(f"{one}e{power + more}") for one, more in ((limit, 0), (beside, 0), (beside, -2)))
    reported = tried(_below(bound, **VALUE), v=[value], w=[1])
    worked = tried(_below(bound, value={"kind": "ratio", "top": ["v"], "bottom": ["w"]}), v=[hundredth], w=[1])
    for result in (reported, worked):
        assert result.ledger["x.bonus"].tolist() == [float(beside < limit)]


def test_what_does_not_apply_is_below_nothing() -> None:
    scheme = _below(1e-12, value={"kind": "ratio", "top": ["v"], "bottom": ["w"]})
    assert tried(scheme, v=[1, 1e-15], w=[0, 1]).ledger["x.bonus"].tolist() == [0, 1]
