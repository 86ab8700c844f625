"""Provenance: who a figure's source is said to be from, and in what standing."""

from __future__ import annotations

import pytest

from scoring.problems import Source
from tests.workbook.provenance.conftest import COUNTY_FILE, DECISION_FILE, ENERGY, FINAL, PLACE, TYPED, told
from workbook.reading.roles import NO_PROVENANCE, Certificate, Outstanding, Provenance

OWN = Source(COUNTY_FILE, "市统计局", "G6")
EARLY = Certificate("省统计局", "", "", "", False)


@pytest.mark.parametrize(
    ("provenance", "source", "said"),
    [
        (told(certified={ENERGY: FINAL}), PLACE, "（省统计局核定，市统计局提供）"),
        (told(certified={ENERGY: TYPED}), PLACE, "（省统计局核定，市发展改革委转报，市统计局提供）"),
        (told(certified={ENERGY: EARLY}, provisional={ENERGY: "初步"}), PLACE, "（省统计局初步认定，市统计局提供）"),
        (told(provisional={ENERGY: "初步"}), PLACE, "（市统计局初步认定）"),
        (told(certified={ENERGY: Certificate("", "", "x", "y", True)}), PLACE, "（市统计局核定）"),
        (told(), PLACE, "（市统计局提供）"),
        (told(), OWN, "（夏县自报）"),
        (told(certified={ENERGY: FINAL}), OWN, "（夏县自报，省统计局核定）"),  # 同自报
        (told(provisional={ENERGY: "初步"}), OWN, "（夏县自报，部门初步认定）"),
        (told(provisional={ENERGY: "自报"}), OWN, "（夏县自报）"),
        (told(), Source(DECISION_FILE, "数据修订", "E5"), "（考核办决定）"),
        (told(), Source("部门/谁.xlsx", "表", "E5"), "（提供单位不明）"),
        (NO_PROVENANCE, PLACE, ""),
        (told(), Source("", "数据", "E5"), ""),
    ],
)  # fmt: skip
def test_a_figure_is_cited_with_who_certified_it_and_how(provenance: Provenance, source: Source, said: str) -> None:
    assert provenance.cite(source, ENERGY) == f"{source}{said}"


def test_a_figure_still_due_is_not_said_to_be_certified() -> None:
    waiting = Provenance(told().adopted, outstanding=(Outstanding(*ENERGY, "市统计局", "暂缺"),))
    assert waiting.cite(PLACE, ENERGY) == f"{PLACE}（市统计局报暂缺）"


def test_what_a_county_claimed_is_its_own_whatever_was_certified() -> None:
    assert told(certified={ENERGY: FINAL}).cite(OWN) == f"{OWN}（夏县自报）"


@pytest.mark.parametrize(
    ("source", "who"),
    [(PLACE, "市统计局"), (OWN, "夏县"), (Source("部门/谁.xlsx", "表", "E5"), "提供单位不明"), (Source(), "")],
)
def test_who_handed_a_figure_in(source: Source, who: str) -> None:
    assert told().supplier(source) == who


def test_figures_are_found_by_county() -> None:
    one = told(provisional={ENERGY: "自报", ("绛县", "energy_use"): "初步"}, disputed={ENERGY: "x"})
    assert one.open_items == {"夏县": {"energy_use"}, "绛县": {"energy_use"}}
    assert one.disputed_items == {"夏县": {"energy_use"}}
    assert bool(one)
    assert not told()
