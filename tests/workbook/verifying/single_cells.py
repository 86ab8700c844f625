"""Change each cell of a result workbook one at a time and see whether exactly that cell is named.

    python -m tests.workbook.verifying.single_cells          # every cell of the demonstration result, three minutes

The cells are changed in memory, as the verifier has read them; test_single_cells.py changes some in the file.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scoring.errors import DataError
from workbook.archive.reading import from_rows
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.verifying.bookfile import BookFile
from workbook.verifying.cells import compare_cells
from workbook.verifying.content import CellContent, ErrorText, SheetContent, Value

_HIDING = ";;;"
_OTHER = '"☒";"☒";"☒";"☒"'
"""Shown in place of any number or text, also of a zero that is not shown anyway."""


class Change(NamedTuple):
    """One cell changed. cell: what stands there now, None for cleared."""

    sheet: str
    address: str
    what: str
    cell: CellContent | None


def contents(path: Path) -> dict[str, SheetContent]:
    """Every sheet as the verifier reads it."""
    book = BookFile(path.name, path.read_bytes())
    return {entry.name: book.sheet(entry.name) for entry in book.head.sheets}


def changes(sheet: str, cells: dict[str, CellContent]) -> Iterator[Change]:
    """Every way in which each cell is changed: value, formula, stored result, text, format, colour, cleared."""
    for address, cell in cells.items():
        formula, value, style = cell.formula, cell.value, cell.style
        yield Change(sheet, address, "cleared", None)
        unseen = value == 0.0 and ";;" in style.number_format
        other_format = _OTHER if unseen else _HIDING
        yield Change(sheet, address, "number format", cell._replace(style=style._replace(number_format=other_format)))
        hiding = style.fill or "FFFFFF"
        if style.font != hiding:  # the keys of the ranking are white as they are
            yield Change(sheet, address, "font colour", cell._replace(style=style._replace(font=hiding)))
        if formula is None:
            for other in _others(value):
                yield Change(sheet, address, "value", cell._replace(value=other))
            yield Change(sheet, address, "formula for value", cell._replace(formula="1+1"))
            continue
        yield Change(sheet, address, "formula", cell._replace(formula=f"{formula}+0"))
        yield Change(sheet, address, "formula, one sign", cell._replace(formula=_one_sign(formula)))
        yield Change(
            sheet, address, "value for formula", cell._replace(formula=None, value=value if value is not None else 0.0)
        )
        for other in _others(value):
            yield Change(sheet, address, "stored result", cell._replace(value=other))


def _others(value: Value) -> tuple[Value, ...]:
    """Values that a reader could take for it: a hundredth more, the same as a text, an error."""
    if isinstance(value, float):
        return (value + 0.01, value + 1e-6 * max(1.0, abs(value)), f"{value:g}", ErrorText("#N/A"))
    text = str(value or "")
    return (f"{text}。", text[:-1] + "×" if text else "0", 0.0)


def _one_sign(formula: str) -> str:
    """The last digit or letter changed."""
    for place in range(len(formula) - 1, -1, -1):
        sign = formula[place]
        if sign.isdigit():
            return f"{formula[:place]}{(int(sign) + 1) % 10}{formula[place + 1 :]}"
        if sign.isalpha():
            return f"{formula[:place]}{'Z' if sign != 'Z' else 'Y'}{formula[place + 1 :]}"
    return f"{formula}1"


def named(change: Change, cells: dict[str, CellContent]) -> bool:
    """Whether the verifier names this cell and no other; for the archive, whether it is refused or named."""
    actual = dict(cells)
    if change.cell is None:
        del actual[change.address]
    else:
        actual[change.address] = change.cell
    if change.sheet == ARCHIVE and _refused(actual):
        return True
    return {one.cell for one in compare_cells(change.sheet, cells, actual)} == {change.address}


def _refused(cells: dict[str, CellContent]) -> bool:
    last = max(int(address[1:]) for address in cells)
    rows = []
    for row in range(1, last + 1):
        texts = [cells.get(f"{letter}{row}") for letter in "ABC"]
        rows.append(tuple("" if cell is None else str(cell.value) for cell in texts))
    try:
        from_rows("", "", rows)  # type: ignore[arg-type]
    except DataError:
        return True
    return False


def main() -> None:
    """Change every cell in every way; print what was found."""
    from tests.workbook.verifying.conftest import write_demonstration

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        sheets = contents(write_demonstration(Path(folder) / "结果.xlsx"))
    tried: Counter[str] = Counter()
    missed: list[Change] = []
    cells = 0
    for name, sheet in sheets.items():
        cells += len(sheet.cells)
        for change in changes(name, sheet.cells):
            if change.sheet == ARCHIVE and change.what in ("number format", "font colour"):
                continue  # nobody sees them
            tried[change.what] += 1
            if not named(change, sheet.cells):
                missed.append(change)
    total = sum(tried.values())
    print(f"{cells} cells, {total} changes, {total - len(missed)} found and named ({1 - len(missed) / total:.4%})")
    for what, count in tried.items():
        print(f"  {what}: {count}, missed {sum(one.what == what for one in missed)}")
    for one in missed[:20]:
        print("  missed", one)
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
