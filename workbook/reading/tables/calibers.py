"""The caliber of energy figures, where a heading row says it: electricity at its equivalent or its primary value."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.coal import CALIBERS, Caliber, same_caliber
from scoring.problems import Problem, Source
from workbook.reading.tables.columns import TableHeading, cell
from workbook.reading.tables.sheet import Rows, Sheet
from workbook.reading.text import short, squeezed

_BY_NAME: dict[str, Caliber] = {name: caliber for caliber, name in CALIBERS.items()}  # type: ignore[misc]


def read_calibers(sheet: Sheet, rows: Rows, heading: TableHeading, columns: Mapping[str, int]) -> dict[str, Caliber]:
    """What the row 口径 says of each item; a word that is neither caliber is an error of its cell."""
    found: dict[str, Caliber] = {}
    if heading.calibers < 0:
        return found
    for item, column in columns.items():
        text = squeezed(cell(rows, heading.calibers, column))
        if text in _BY_NAME:
            found[item] = _BY_NAME[text]
        elif text:
            sheet.findings.add(
                "E_CALIBER",
                f"口径应当是{'或'.join(_BY_NAME)}，现在是“{short(text)}”",
                "改成当量值或等价值；与电力折标无关的项留空",
                (heading.calibers, column),
                item=item,
            )
    return found


def mixed_calibers(
    county: str,
    calibers: Mapping[str, Caliber],
    names: Mapping[str, str],
    sources: Mapping[tuple[str, str], Source],
) -> list[Problem]:
    """A problem where a county's figures stand in both calibers. calibers: of its items; names: of items."""
    first = next(iter(calibers), "")
    source = sources.get((county, first), Source())
    return [
        Problem("error", "E_CALIBER_MIXED", county, first, sentence, source, "", "按考核方案的口径重新折算")
        for sentence in same_caliber({names[item]: caliber for item, caliber in calibers.items()})
    ]
