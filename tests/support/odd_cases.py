"""Assessments of odd cases, small enough to be worked by hand: nothing applies, years that lack, gates both ways."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from scoring import Adjustment, Assessment, assess, load_scheme
from tests.support.small_scheme import SMALL

NA, LATER = "不适用（没有）", "暂缺（待核）"
_WHEN = "    when: {kind: missed, all_of: [annual]}\n"
_ANY = (
    "    when: {kind: any_of, conditions: [{kind: item_above, item: events, limit: 0}, {kind: not, condition:"
    " {kind: all_of, conditions: [{kind: missed, all_of: [annual]}, {kind: score_below, of: [total], limit: 99}]}}]}\n"
)
_SHIFTS = (
    "  - {id: praised, kind: shift, by: -1, name: 表扬, clause: 一, when: {kind: item_above, item: events, limit: 0}}\n"
    "  - {id: low, kind: shift, by: 2, name: 降等, clause: 一, when: {kind: item_above, item: events, limit: 2}}\n"
)
_CHANGES: tuple[tuple[str, str], ...] = (
    (_WHEN, _ANY),
    (_WHEN, _WHEN + _SHIFTS),
    ("    kind: cap\n    at_most: 基本完成\n" + "    name: 目标未完成\n    clause: 一（三）\n" + _WHEN, "    kind: veto\n"
     "    name: 目标未完成\n    clause: 一（三）\n" + _WHEN + _SHIFTS),
    ("        points: 5\n", "        points: 5\n        exempt_years: [2021]\n"),
    *((("bonus_cap: 3\n", f"bonus_cap: 2\nnot_applicable: {mode}\n")) for mode in ("over_whole", "full", "zero")),
)  # fmt: skip
_ROWS: tuple[dict[str, Any], ...] = (
    {"fall": 8.0, "goal": 10.0, "events": 1},
    {"fall": 13.0, "goal": 10.0, "events": NA},
    {"fall": NA, "goal": NA, "events": 3},
    {"fall": NA, "goal": NA, "events": NA},
    {"fall": LATER, "goal": 10.0, "events": 1},
    {"fall": 8.0, "goal": 10.0, "events": None},
    {"fall": 11.999, "goal": 10.0, "events": 0},
    {"fall": 9.99995, "goal": 10.0, "events": 0},
    {"fall": -3.0, "goal": -5.0, "events": 5},
    {"fall": 10.0, "goal": 1e-9, "events": 0},
)
_AIR = {"fall": 25.0, "fall_goal": 25.0, "pm_now": 60.0, "pm_last": 64.0, "tasks_score": 50.0}
_WATER = {"use": 90.0, "use_goal": 100.0, "coef": 0.6, "coef_goal": 0.5, "quality": 90.0, "quality_goal": 80.0,
          "system_score": 25.0, "measure_score": 30.0}  # fmt: skip


def odd_cases(folder: Path) -> list[Assessment]:
    """A handful of assessments; schemes are written into ``folder``."""
    found = []
    counties = list("甲乙丙丁戊己庚辛壬癸")
    for number, (old, new) in enumerate(_CHANGES):
        assert old in SMALL
        path = _write(folder / f"small{number}.yaml", SMALL.replace(old, new))
        changes = [Adjustment("甲", "annual", -0.005, "复核", "组"), Adjustment("庚", "annual", 500.0, "复核", "组")]
        found.append(assess(load_scheme(path), _table(_ROWS, counties), 2021, adjustments=changes))
    lacking = [{}, {"tasks_score": LATER}, {"tasks_score": NA}, {"fall": NA}, {"fall": 24.0}]
    names = ["河津市", "盐湖区", "闻喜县", "垣曲县", "外县"]
    graded = _write(
        folder / "graded.yaml",
        "extends: air-2013\nid: graded\npoints: 200\ntotal: null\ngraded_by: quality\n"
        "grades:\n  - {name: 优秀, at_least: 90}\n",
    )
    found += [
        assess(load_scheme(id), _table([_AIR | row for row in lacking], names), 2017) for id in ("air-2013", graded)
    ]
    past = {f"score_{year}": 80.0 for year in range(2016, 2019)}
    rows = [
        past | {"score_2019": 79.0},
        past,
        {},
        past | {"score_2019": LATER},
        past | {"score_2019": 81.0, "coef": NA},
    ]
    found.append(assess(load_scheme("water-resources-135"), _table([_WATER | row for row in rows], counties[:5]), 2020))
    return found


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _table(rows: Any, counties: list[str]) -> pd.DataFrame:
    figures: list[Mapping[str, Any]] = list(rows)
    return pd.DataFrame(figures, index=pd.Index(counties, name="county"), dtype=object)
