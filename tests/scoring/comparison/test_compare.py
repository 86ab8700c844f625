"""Two assessments side by side: worked by hand, adding up, the reasons told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from examples.build import ADJUSTMENTS, demonstration
from scoring import Adjustment, Assessment, DataError, assess, list_schemes, load_scheme
from scoring.comparison import compare, why
from scoring.comparison.parts import EXTRAS
from tests.support.cities import random_city
from tests.support.small_scheme import write_scheme

ROOT = Path(__file__).resolve().parents[3]
SCHEME = load_scheme("yuncheng-14fyp")
PARTS = ["indicators", *EXTRAS]


def demo(*changes: tuple[str, str, object], year: int = 2025, scheme: str = "yuncheng-14fyp") -> Assessment:
    table = demonstration()
    for county, item, value in changes:
        table.loc[county, item] = value
    return assess(load_scheme(scheme), table, year, adjustments=ADJUSTMENTS)


def test_a_change_worked_by_hand(tmp_path: Path) -> None:
    """Small scheme, 15 points for the fall and 5 less 2 an event.

    Last: 2.7 of 3 is 90% → 12; one event → 3; 15 points, none not applicable, no bonus; total 15.
    This: 3.6 of 3 is 120% → 15 and 2 bonus; events 不适用, so the dimension is 15 ÷ 15 × 20 = 20; less 0.5
    adjusted: 20 + 2 − 0.5 = 21.5. The change of 6.5 = 3 (fall) − 3 (events) + 2 (bonus) − 0.5 (adjustment)
    + 5 (reweighting: 20 − 15, before 0).
    """
    scheme = load_scheme(write_scheme(tmp_path))
    last = assess(scheme, pd.DataFrame({"fall": [2.7], "goal": [3.0], "events": [1]}, index=["甲县"]), 2022)
    now = pd.DataFrame({"fall": [3.6], "goal": [3.0], "events": ["不适用（没有项目）"]}, index=["甲县"])
    this = assess(scheme, now, 2022, adjustments=[Adjustment("甲县", "annual", -0.5, "核查", "组")])
    compared = compare(last, this)
    row = compared.table.loc["甲县"]
    assert row[["total_last", "total_this", "change"]].tolist() == [15.0, 21.5, 6.5]
    assert compared.moved.loc["甲县"].tolist() == [3.0, -3.0]
    assert row[PARTS].tolist() == [0.0, 2.0, 0.0, 0.0, -0.5, 5.0, 0.0, 0.0]
    assert compared.movers("甲县")[:2] == [("reweighting", 5.0), ("annual", 3.0)]
    assert [(one.item, one.last, one.this) for one in compared.figures] == [
        ("fall", 2.7, 3.6),
        ("events", 1.0, "不适用"),
    ]
    assert why(compared, "甲县") == (
        "总分 15.00→21.50（+6.50）：不适用指标折算 +5.00、年度目标 +3.00、违规 −3.00、加分 +2.00、其余 1 项合计 −0.50；"
        "数据改动：下降率 2.7%→3.6%、事件数 1起→不适用；等次约束不再起作用：目标未完成；名次仍为第 1。"
    )


def cities(folder: Path) -> list[tuple[Assessment, Assessment]]:
    """Random cities: of every scheme, between seeds, years and schemes."""
    pairs = []
    entries = [str(ROOT / "tests" / "schemes" / "new-forms.yaml")] + [entry.id for entry in list_schemes()]
    entries.append(str(ROOT / "tests" / "schemes" / "all-parts.yaml"))
    for number, entry in enumerate(entries):
        scheme = load_scheme(entry)
        names = [one.name for one in scheme.region.counties] if scheme.region else list("甲乙丙丁戊己庚辛")
        period = scheme.spec.period
        change = Adjustment(names[0], scheme.indicators[0].id, -1.25, "复核", "组")
        pairs.append(
            (
                assess(scheme, random_city(scheme, names, number, missing=0), period.start),
                assess(scheme, random_city(scheme, names, 99 + number, missing=0.002), period.end, adjustments=[change]),
            )
        )  # fmt: skip
    pairs.append((pairs[-1][0], demo()))  # two schemes, few lines in common
    pairs.append((demo(scheme="yuncheng-14fyp-strict"), demo()))
    (folder / "whole.yaml").write_text("extends: yuncheng-14fyp\nid: whole\nrounding: {total: 0}\n", encoding="utf-8")
    pairs.append((assess(load_scheme(folder / "whole.yaml"), demonstration(), 2025), demo()))  # whole totals
    return pairs


def test_the_parts_of_every_change_add_up_to_it(tmp_path: Path) -> None:
    """Each part is read from other columns of the ledgers than the total; every kind of part occurs."""
    seen = dict.fromkeys(PARTS, 0)
    counted = 0
    for last, this in cities(tmp_path):
        table = compare(last, this).table
        whole = table[table["change"].notna()]
        counted += len(whole)
        assert (whole[PARTS].sum(axis=1) - whole["change"]).abs().max() < 1e-9 or whole.empty
        assert table.loc[table["change"].isna(), PARTS].isna().all(axis=None)
        for part in PARTS:
            seen[part] += int((whole[part].abs() > 1e-9).sum())
    assert counted > 80
    assert all(seen.values()), seen


def test_one_figure_of_the_demonstration_city_changed() -> None:
    """垣曲县, quota met 70 → 100 of 100: 1 point × (100% − 70%) = +0.30; 94.71 + 0.30 = 95.01 passes 95, hence 超额完成."""
    compared = compare(demo(), demo(("垣曲县", "quota_met", 100)))
    assert [(one.county, one.item, one.difference, one.indicators) for one in compared.figures] == [
        ("垣曲县", "quota_met", 30.0, ("energy_quota",))
    ]
    moved = compared.moved.stack()
    assert moved[moved.abs() > 1e-9].round(9).to_dict() == {("垣曲县", "energy_quota"): 0.3}
    assert compared.rules == ()
    assert compared.gates == ()
    assert compared.effects is None
    assert why(compared, "垣曲县") == (
        "总分 94.71→95.01（+0.30）：公共机构能耗定额管理 +0.30；数据改动：能耗在定额以内的公共机构数 70家→100家；"
        "等次 完成→超额完成；名次 8→6（超过盐湖区、河津市）。"
    )
    assert why(compared, "盐湖区") == "总分 94.98，没有变化；名次 7→8（被垣曲县超过）。"


def test_gates_that_begin_and_cease() -> None:
    """稷山县 reaches its annual target of 3.32; 夏县 falls short of it (3.31 ÷ 3.32 = 99.70%)."""
    compared = compare(demo(), demo(("稷山县", "decline_actual", 3.32), ("夏县", "decline_actual", 3.31)))
    assert [(one.county, one.gate, one.began) for one in compared.gates] == [
        ("稷山县", "annual_missed", False),
        ("夏县", "annual_missed", True),
    ]


def test_a_county_that_was_pending_is_not_taken_apart_and_passes_others() -> None:
    compared = compare(demo(), demo(("芮城县", "voc_recognised", 104)))
    assert compared.table.loc["芮城县", PARTS].isna().all()
    assert why(compared, "芮城县").startswith("总分原为 待定，现为 99.99，变动不能分解；数据改动：")
    assert compared.passed("夏县") == ((), ())
    assert compared.came_and_went("夏县") == (("芮城县",), ())
    assert why(compared, "夏县") == "总分 99.79，没有变化；名次 2→3（芮城县上次未排名、本次在前）。"
    assert compare(compared.this, compared.last).came_and_went("夏县") == ((), ("芮城县",))


def test_another_scheme_is_told_from_other_figures(tmp_path: Path) -> None:
    """3 instead of 2 points a violating project: 盐湖区, 新绛县 and 河津市 have one (−1), 闻喜县 two (−2: 8−4 → 8−6).

    A line dropped is told as such, and its points counted: 停车场充电 (0.5) goes, 定额管理 takes its point.
    """
    (tmp_path / "other.yaml").write_text(
        "extends: yuncheng-14fyp\nid: other\n"
        "dimensions:\n"
        "  - {id: two_high, indicators: [{id: two_high_violations, rule: {kind: per_event, each: 3, word: 每个项目}}]}\n"
        "  - {id: public_institutions, indicators: [{id: chargers, drop: true}, {id: energy_quota, points: 1.5}]}\n",
        encoding="utf-8",
    )
    other = load_scheme(tmp_path / "other.yaml")
    table = demonstration()
    table.loc["垣曲县", "agencies_met"] = 72
    compared = compare(
        demo(), assess(other, table.drop(columns=["charger_built", "with_car_park"]), 2025, adjustments=ADJUSTMENTS)
    )
    assert {one.id: one.where for one in compared.lines if one.where != "both"} == {"chargers": "last"}
    assert compared.moved.loc["盐湖区", "two_high_violations"] == -1
    assert compared.moved.loc["闻喜县", "two_high_violations"] == -2
    assert compared.moved.loc["河津市", "chargers"] == -0.5
    assert {one.id for one in compared.rules if one.owner == "energy_quota"} == {"energy_quota.full"}
    whole = compared.table.dropna(subset=["change"])
    assert (whole[PARTS].sum(axis=1) - whole["change"]).abs().max() < 1e-9
    effects = compared.effects
    assert effects is not None
    # 垣曲县's agencies, 52 → 72 of 72 (1.44 → 2.00), are the only change of figures; all else is the rules.
    moved = effects["figures"].drop("芮城县").round(9)
    assert moved[moved != 0].to_dict() == {"垣曲县": 0.56}
    assert effects.loc["盐湖区", "rules"].round(9) == compared.table.loc["盐湖区", "change"].round(9) < 0
    assert ((effects.sum(axis=1) - compared.table["change"]).abs().dropna() < 1e-9).all()


def test_two_years_have_other_parameters() -> None:
    """The schedule asks 80% in 2024 and 100% in 2025; the veto of plan end has no place in 2024."""
    compared = compare(demo(year=2024), demo())
    assert not compared.revision
    rules = {one.id: (one.last, one.this) for one in compared.rules}
    assert rules["intensity_cumulative.due"] == (80.0, 100.0)
    assert rules["plan_missed.at_most"] == (None, "未完成")


def test_counties_of_one_side_only() -> None:
    some = demonstration().drop(index=["盐湖区", "夏县"])
    compared = compare(demo(), assess(SCHEME, some, 2025, adjustments=ADJUSTMENTS))
    assert (compared.only_last, compared.only_this) == (("盐湖区", "夏县"), ())
    strangers = assess(
        load_scheme("national-2007-target"), random_city(load_scheme("national-2007-target"), ["甲", "乙"], 1), 2016
    )
    with pytest.raises(DataError, match="没有一个共同的县"):
        compare(strangers, demo())
