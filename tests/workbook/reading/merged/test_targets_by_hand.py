"""Targets among the decisions, by their document and its day: used, or none of them, and the cell that says why.

Days of targets begin with the plan (2021 for 2021–2025, assessed in 2025) and end with the year after the assessed one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.scheme.scheme import Scheme
from tests.support.bureaus import BUREAU, DECISION, write_book
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import read_submissions

ITEM = "decline_target"
PAPER = "E_DECISION_PAPER"


def read(city: Scheme, folder: Path, value: float | str = 5, **said: str) -> Submission:
    """A book of decisions with one target of 夏县; its 填表说明 has the year in row 1 and then what is said."""
    sheet = [["县（市、区）", ITEM], ["夏县", value]]
    write_book(folder / "报送" / DECISION / "目标.xlsx", {"目标下达": sheet}, 2025, said)
    return read_submissions([folder / "报送"], city, 2025, "").submission


@pytest.mark.parametrize(
    ("document", "day", "used", "told"),
    [
        ("运政办函〔2025〕1号", "2025-03-01", True, []),
        ("运政办函〔2021〕1号", "2021-01-01", True, []),
        ("运政办函〔2026〕1号", "2026-03-01", True, []),
        ("运政办函〔2020〕1号", "2020-12-31", False, [(PAPER, "B3")]),
        ("运政办函〔2021〕1号", "2020-12-31", False, [(PAPER, "B4")]),
        ("运政办函〔2027〕1号", "2027-03-01", False, [(PAPER, "B3")]),
        ("运政办函〔2025〕1号", "2024-03-01", False, [(PAPER, "B4")]),  # before its own number
        ("运政办函〔2024〕9号", "2025-01-05", True, [("W_DECISION_DATE", "B4")]),  # last year's number
        ("运政办函〔2025〕1号", "", False, [(PAPER, "")]),
        ("", "2025-03-01", False, [(PAPER, "")]),
        ("待补文", "2025-03-01", False, [(PAPER, "B3")]),
        ("运政办函〔2025〕1号", "三月", False, [(PAPER, "B4")]),
    ],
)  # fmt: skip
def test_the_document_and_its_day(
    city: Scheme, tmp_path: Path, document: str, day: str, used: bool, told: list[tuple[str, str]]
) -> None:
    said = {"方案编号": city.id} | {name: text for name, text in (("下达文号", document), ("下达日期", day)) if text}
    submission = read(city, tmp_path, **said)
    assert submission.table.at["夏县", ITEM] == (5 if used else "缺报")
    found = [one for one in submission.problems if one.code in (PAPER, "W_DECISION_DATE")]
    assert [(one.code, one.source.cell) for one in found] == told
    assert {(one.county, one.item, one.source.sheet) for one in found} <= {("", "", "填表说明")}


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("未下达（待定）", ["N_NOT_ASSIGNED"]),
        ("未下达", ["W_REASON", "N_NOT_ASSIGNED"]),
        ("未下达：", ["W_REASON", "N_NOT_ASSIGNED"]),
        ("未下达（）", ["W_REASON", "N_NOT_ASSIGNED"]),
    ],
)
def test_a_target_that_is_not_assigned(city: Scheme, tmp_path: Path, value: str, codes: list[str]) -> None:
    """It does not apply; the reason should be written."""
    said = {"方案编号": city.id, "下达文号": "运政办函〔2025〕1号", "下达日期": "2025-03-01"}
    submission = read(city, tmp_path, value, **said)
    assert submission.table.at["夏县", ITEM] == "不适用"
    found = [one for one in submission.problems if one.item == ITEM and one.county == "夏县"]
    assert [one.code for one in found] == codes
    assert {(one.county, one.item, one.source.cell) for one in found} == {("夏县", ITEM, "B2")}


@pytest.mark.parametrize(("said", "code"), [({"方案编号": "other"}, "E_DECISION_SCHEME"), ({}, "E_DECISION_YEAR")])
def test_decisions_say_their_scheme(city: Scheme, tmp_path: Path, said: dict[str, str], code: str) -> None:
    submission = read(city, tmp_path, **said, 下达文号="运政办函〔2025〕1号", 下达日期="2025-03-01")
    assert submission.table.at["夏县", ITEM] == "缺报"
    assert [one.code for one in submission.problems if one.code.startswith("E_DECISION")] == [code]


@pytest.mark.parametrize(
    ("figure", "why"),
    [(5, "初步"), ("不适用（无）", "初步"), ("暂缺（等）", "暂缺"), ("很多", "未报"), (None, "未报")],
)
def test_what_is_outstanding(scheme: Scheme, tmp_path: Path, figure: float | str | None, why: str) -> None:
    """Of a bureau without 认定说明: each figure is preliminary, and one that is not there is outstanding for its own
    reason; a blank that may be one is not outstanding."""
    rows = [["县（市、区）", "energy_use", "decline_target"], ["夏县", figure, 3], ["绛县", 7, None]]
    write_book(tmp_path / "报送" / BUREAU / "市统计局.xlsx", {"能耗强度": rows}, 2025, {"填报部门": "市统计局"})
    submission = read_submissions([tmp_path / "报送"], scheme, 2025, "").submission
    items = ("energy_use", "decline_target")
    listed = [one for one in submission.provenance.outstanding if one.item in items and one.county in ("夏县", "绛县")]
    assert {(one.county, one.item): (one.by, one.why) for one in listed} == {
        ("夏县", "energy_use"): ("市统计局", why), ("绛县", "energy_use"): ("市统计局", "初步"), ("夏县", "decline_target"): ("市统计局", "初步"),
    }  # fmt: skip
    provisional = {county for county, item in submission.provenance.provisional if item == "energy_use"}
    assert provisional == ({"夏县", "绛县"} if why == "初步" else {"绛县"})
