"""计分标准 of the result workbook: figures that mean what their heading says."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from scoring import assess, load_scheme
from tests.support.cities import random_city
from workbook.result.write import write_result

ROOT = Path(__file__).resolve().parents[3]


def test_points_stand_beside_shares_of_points_only(tmp_path: Path) -> None:
    """A ladder's rungs have their 折合分值; targets by group have none, though the line has points. A bonus that is granted
    once has no cap to show, and no part's points stand in two cells."""
    scheme = load_scheme(ROOT / "tests" / "schemes" / "all-parts.yaml")
    table = random_city(scheme, ["盐湖区", "临猗县"], 1, missing=0)
    write_result(assess(scheme, table, 2025), tmp_path / "r.xlsx")
    rows = [list(row) for row in openpyxl.load_workbook(tmp_path / "r.xlsx")["计分标准"].iter_rows(values_only=True)]
    heads = {row[3]: rows[place + 1] for place, row in enumerate(rows) if isinstance(row[3], str) and "." in row[3]}
    assert heads["group_line.targets"][5] is None
    assert heads["peer_line.rungs"][5] == "折合分值"
    assert heads["slope_line.shares"][5] == "折合分值"
    assert heads["slope_line.knots"][5] is None
    ids = [row[3] for row in rows]
    assert "parts_line.bonus_cap" not in ids
    assert "parts_line.bonus_each" in ids
    assert ids.count("parts_line.part1_full") == 1
    assert "parts_line.weight1" not in ids
