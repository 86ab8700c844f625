"""A result of before is compared cell by cell only under the same ``LAYOUT``: whoever moves or rewords a cell raises it.

``layout.json``: the number, and a digest of the texts and formulas of each sheet of the demonstration city's result. To write it
anew: KAOHE_GOLDEN=1. The number goes up once between two releases; before the next one the digests alone change.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from examples.build import ADJUSTMENTS, demonstration
from scoring import assess, load_scheme
from scoring.robustness import load_settings
from tests.support.stored import Stored, stored
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.archive.upgrades import LAYOUT
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result

_HASH = re.compile("[0-9a-f]{16,64}")
"""Of scheme and data, on 说明."""
RECORD = Path(__file__).with_name("layout.json")


def test_sheets_are_those_of_their_layout_number(tmp_path: Path) -> None:
    scored = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025, adjustments=ADJUSTMENTS)
    settings = load_settings().model_copy(update={"draws": 20})
    path = write_result(scored, tmp_path / "结果.xlsx", ResultInputs(review=True, robustness=settings, versions={}))
    now = {
        "layout": LAYOUT,
        "sheets": {name: _digest(cells) for name, cells in stored(path).items() if name != ARCHIVE},
    }
    if os.environ.get("KAOHE_GOLDEN"):
        RECORD.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    names = {*now["sheets"], *recorded["sheets"]}
    changed = sorted(name for name in names if now["sheets"].get(name) != recorded["sheets"].get(name))
    assert (now["layout"], changed) == (recorded["layout"], []), (
        "these sheets are not those of the layout on record: raise LAYOUT (once between two releases), then KAOHE_GOLDEN=1"
    )


def _digest(cells: dict[str, Stored]) -> str:
    """Of texts and formulas with their addresses; figures, which the city and the draws decide, count by their place alone."""
    lines = []
    for address, (formula, value) in sorted(cells.items()):
        text = _HASH.sub("#", value) if isinstance(value, str) else "#"
        lines.append(f"{address} {formula or ''} {text}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@pytest.mark.parametrize("cell", ["A1", "B7"])
def test_a_moved_text_is_another_layout(cell: str) -> None:
    before = {"A1": Stored(None, "排名"), "B7": Stored("=A1", 3.0)}
    moved = {("C9" if address == cell else address): one for address, one in before.items()}
    assert _digest(moved) != _digest(before)
    assert _digest(before | {"B7": Stored("=A1", 4.0)}) == _digest(before)
