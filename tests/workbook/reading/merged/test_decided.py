"""Which adjustments count: their documents, their days, and all of a county's on one indicator within its points."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.assessment import Adjustment
from scoring.problems import Source
from scoring.scheme.scheme import Scheme
from workbook.reading.merged.decided import adjustments, bounded
from workbook.reading.parts.declaration import Declaration
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.stage import Stage

pytestmark = pytest.mark.usefixtures("module_reads_once")

GOOD = Adjustment(
    "夏县", "intensity_annual", -1.0, "核查", "组长", Source("决定.xlsx", "核定调整", "C4"), "", "运考核〔2026〕3号", "2026-03-20"
)  # fmt: skip


def rows(*given: Adjustment, role: Role = Role.DECISION, stage: Stage = "初评") -> tuple[list[float], list[str]]:
    """The points that count, and the codes of what is told, for rows of one book."""
    placed = [replace(one, source=Source("决定.xlsx", "核定调整", f"C{4 + n}")) for n, one in enumerate(given)]
    part = FileData("决定.xlsx", "", Declaration(), (), adjustments=placed, role=role)
    kept, problems = adjustments([part], 2025, stage)
    return [one.points for one in kept], [one.code for one in problems]


@pytest.mark.parametrize(
    ("changed", "points", "codes"),
    [
        ({}, [-1.0], []),
        ({"document": "市局"}, [], ["W_DISPUTED"]),
        ({"document": "电话，待补文"}, [], ["W_DISPUTED"]),
        ({"document": ""}, [], ["E_ADJUSTMENT"]),
        ({"date": ""}, [], ["E_ADJUSTMENT"]),
        ({"date": "2062-03-20"}, [], ["E_DECISION_DATE"]),
        ({"date": "2062-03-20", "late": "否"}, [], ["E_DECISION_DATE"]),
        ({"date": "2027-01-05", "late": "考核组组长批准"}, [-1.0], ["W_DECISION_DATE"]),
    ],
)
def test_a_row_among_the_decisions(changed: dict[str, str], points: list[float], codes: list[str]) -> None:
    assert rows(replace(GOOD, **changed)) == (points, codes)  # type: ignore[arg-type]


def test_the_office_s_own_row_without_a_document_counts_until_it_is_final() -> None:
    bare = replace(GOOD, document="", date="")
    assert rows(bare, role=Role.OFFICE, stage="送审") == ([-1.0], ["W_ADJUSTMENT_PAPER"])
    assert rows(bare, role=Role.OFFICE, stage="审定") == ([], ["E_ADJUSTMENT"])


def test_the_same_decision_twice() -> None:
    other = replace(GOOD, document="运考核[2026]第3号")  # one number, written otherwise
    assert rows(GOOD, other) == ([-1.0], ["W_ADJUSTMENT"])
    assert rows(GOOD, replace(other, points=-2.0)) == ([], ["E_ADJUSTMENT_TWICE"])
    assert rows(GOOD, replace(GOOD, document="运考核〔2026〕4号")) == ([-1.0, -1.0], ["W_ADJUSTMENT"])


def test_a_county_s_rows_are_bounded_together(city: Scheme) -> None:
    """intensity_annual has 20 points: 12 and 12 are 24, and none of the two says who allowed it."""
    first = replace(GOOD, points=12.0)
    second = replace(first, document="运考核〔2026〕4号", source=Source("决定.xlsx", "核定调整", "C5"))
    kept, (told,) = bounded([first, second], city)
    assert kept == []
    assert (told.code, told.source, told.also) == ("E_ADJUSTMENT", second.source, (first.source,))
    assert "2 笔加减分合计 24 分超出满分" in told.message
    assert bounded([first, replace(second, points=8.0)], city)[1] == []
    kept, (told,) = bounded([first, replace(second, beyond="市政府常务会议决定")], city)
    assert (len(kept), told.code) == (2, "W_ADJUSTMENT_BEYOND")
