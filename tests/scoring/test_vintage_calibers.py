"""Calibers after a revision: the two ends of a rate, and a county's energy figures."""

from __future__ import annotations

import pandas as pd

from scoring import load_scheme
from scoring.problems import Source
from scoring.vintage_calibers import mixed_calibers, together
from scoring.vintages import KnownOfTable, Vintage, replay

TABLE = pd.DataFrame({"use": [100.0, 90.0], "kept": [10.0, 9.0], "rate": [3.0, 2.0]}, index=["甲县", "乙县"])
NAMES = {"use": "能源消费总量", "kept": "原料用能", "rate": "降低率"}
SOURCES = {("甲县", "kept"): Source("数据.xlsx", "能耗强度", "D6")}


def problems(*vintages: Vintage, calibers: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    heading = {(county, item): word for item, word in (calibers or {}).items() for county in TABLE.index}
    read = replay(TABLE, vintages, known=KnownOfTable({}, SOURCES, heading))
    found = mixed_calibers(read, [("use", "kept")], NAMES)
    return [(one.county, one.source.cell, one.message) for one in found]


def revised(item: str, caliber: str, cell: str = "C5") -> Vintage:
    return Vintage("甲县", item, 95.0, "2026-06-30", caliber, source=Source("数据.xlsx", "数据修订", cell))


def test_the_other_end_in_another_caliber_is_an_error_that_names_both_cells() -> None:
    found = problems(revised("use", "含原料用能"), revised("kept", "不含原料用能", "C6"))
    message = "放在一起比的数口径不同：“能源消费总量”（数据.xlsx：数据修订!C5）的口径是“含原料用能”，“原料用能”（数据.xlsx：数据修订!C6）的口径是“不含原料用能”"
    assert found == [("甲县", "C5", message)]


def test_energy_figures_of_a_county_in_both_energy_calibers() -> None:
    """The sheet's figures stand at the primary value by their heading; one was revised at the equivalent value."""
    found = problems(revised("use", "当量值"), calibers={"use": "等价值", "kept": "等价值"})
    assert [(county, cell) for county, cell, _ in found] == [("甲县", "C5")]
    assert "当量值：“能源消费总量”（数据.xlsx：数据修订!C5）" in found[0][2]
    assert "等价值：“原料用能”（数据.xlsx：能耗强度!D6）" in found[0][2]


def test_both_ends_revised_alike_or_one_not_said_is_no_error() -> None:
    assert (
        problems(revised("use", "当量值"), revised("kept", "当量值"), calibers={"use": "等价值", "kept": "等价值"})
        == []
    )
    assert problems(revised("use", "含原料用能")) == []


def test_what_an_indicator_sets_against_each_other() -> None:
    """cod: tons recognised ÷ tons assigned; the annual decline: actual ÷ target (reference-scheme, A and C)."""
    groups = together(load_scheme("yuncheng-14fyp"))
    assert ("cod_recognised", "cod_assigned") in groups
    assert any({"decline_actual", "decline_target"} <= set(group) for group in groups)
