"""自评差异: self score beside verified score, worked by hand on the small scheme."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd

from scoring.assessment import Adjustment, Assessment, assess
from scoring.scheme.scheme import Scheme
from workbook.layout.inputs import ResultInputs
from workbook.result.sheets.self_differences import self_differences
from workbook.result.write import write_result

OWN = pd.DataFrame(
    {"intensity": [15.0, None], "management": [5.0, 5.0], "violations": [10.0, 8.4]}, index=["盐湖区", "新绛县"]
)


def assessed(scheme: Scheme, values: pd.DataFrame) -> Assessment:
    points = (Adjustment("盐湖区", "violations", -1.0, "漏报一起", "考核组"),)
    return assess(scheme, values, 2025, adjustments=points)


def test_differences_by_hand(scheme: Scheme, good_values: pd.DataFrame) -> None:
    """盐湖区: 3.31 ÷ 3.31 = 100%: 15; one measure: 5; no violation 10, less 1 by adjustment. 新绛县: no measure 0; one violation: 8."""
    found = {
        (one.county, one.indicator): (one.own, one.verified, one.gap)
        for one in self_differences(assessed(scheme, good_values), OWN)
    }
    assert found == {
        ("盐湖区", "intensity"): (15.0, 15.0, 0.0),
        ("盐湖区", "management"): (5.0, 5.0, 0.0),
        ("盐湖区", "violations"): (10.0, 9.0, 1.0),
        ("新绛县", "management"): (5.0, 0.0, 5.0),
        ("新绛县", "violations"): (8.4, 8.0, 0.4),
    }


def test_the_sheet_lists_what_is_above_the_threshold_with_the_reason(
    scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path
) -> None:
    path = write_result(assessed(scheme, good_values), tmp_path / "r.xlsx", ResultInputs(self_scores=OWN))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["自评差异"].iter_rows()]
    sums = {row[1]: row[2:7] for row in rows[6:8]}
    assert sums == {"盐湖区": [3, 30, 30, 29, 1], "新绛县": [2, 15, 13.4, 8, 5.4]}
    listed = [row for row in rows[11:] if row[1]]
    assert [(row[1], row[4], row[5], row[6]) for row in listed] == [("新绛县", 5, 0, 5), ("盐湖区", 10, 9, 1)]
    assert "得 0.00 分" in listed[0][7]
    assert "核定调整 -1 分：漏报一起" in listed[1][7]


def test_no_self_scores_no_sheet(scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path) -> None:
    path = write_result(assessed(scheme, good_values), tmp_path / "r.xlsx")
    assert "自评差异" not in openpyxl.load_workbook(path, read_only=True).sheetnames
