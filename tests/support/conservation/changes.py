"""The changes that are tried: of one cell, of one row, of its looks; and something strange in a blank cell."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.conservation.addresses import Content, Place, address
from tests.support.conservation.package import Package, Sheet

STRAY = (77.7, 3.0, 20250.0, "另有说明", "1.5", "约三成")


@dataclass(frozen=True)
class Done:
    """What was changed. places: the cells concerned (any of them may be named); row: of a row's change.

    shifted: rows below moved. lost: the texts that are gone or were changed, for problems that name what lacks.
    """

    old: str
    new: str
    places: tuple[Place, ...] = ()
    row: int | None = None
    shifted: bool = False
    lost: tuple[str, ...] = field(default=())

    def where(self) -> str:
        """The place as it is printed."""
        return f"第 {self.row + 1} 行" if self.row is not None else "、".join(address(one) for one in self.places)


Change = Callable[[Package, str, Place, random.Random], Done | None]
"""Changes the package at a filled cell (or its row); None where it does not apply."""


def _text(one: Content | None) -> str:
    return "" if one is None else str(one)


def _other_text(sheet: Sheet, old: str, draw: random.Random) -> str:
    kind = draw.choice(("other", "digit", "cut", "cut in half"))
    if kind == "digit":
        at = draw.randrange(len(old) + 1)
        return old[:at] + str(draw.randrange(1, 10)) + old[at:]
    if kind == "cut" and len(old) > 1:
        return old[:-1]
    if kind == "cut in half" and len(old) > 3:
        return old[: len(old) // 2]
    texts = sorted(
        {one.value for place in sheet.filled() if (one := sheet.content(place)) and isinstance(one.value, str)}
    )
    return draw.choice([one for one in texts if one.strip() not in ("", old.strip())] or ["其他"])


def _other_number(old: float, draw: random.Random) -> float:
    return draw.choice((old + 1, old * 10 + 1, old - 0.5, -old - 1, old + 0.01, round(old * 1.1 + 2, 2)))


def change(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Another number, another text; a formula is typed over, or becomes another formula."""
    sheet = package.sheet(name)
    old = sheet.content(place)
    assert old is not None
    if old.formula:
        typed = draw.random() < 0.5
        new = Content(draw.choice((12.5, "✓ 通过", "已核"))) if typed else Content(2.0, "1+1")
    elif isinstance(old.value, str):
        new = Content(_other_text(sheet, old.value, draw))
    else:
        new = Content(_other_number(old.value, draw))
    if new == old:
        return None
    sheet.put(place, new)
    return Done(str(old), str(new), (place,), lost=_texts(old))


def delete(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Blank the cell."""
    sheet = package.sheet(name)
    old = sheet.content(place)
    sheet.put(place, None)
    return Done(_text(old), "(空)", (place,), lost=_texts(old))


def _blank(sheet: Sheet, place: Place, draw: random.Random, far: bool) -> Place | None:
    """A blank cell that no merged area covers: near (within five), or anywhere on the sheet and beyond its edge."""
    filled = sheet.filled()
    height, width = max(one[0] for one in filled), max(one[1] for one in filled)
    for _ in range(60):
        if far:
            at = draw.randrange(height + 12), draw.randrange(width + 8)
        else:
            at = place[0] + draw.randint(-5, 5), place[1] + draw.randint(-5, 5)
        if min(at) >= 0 and sheet.content(at) is None and not sheet.covered(at):
            return at
    return None


def _carry(far: bool, keep: bool) -> Change:
    def carry(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
        sheet = package.sheet(name)
        at = _blank(sheet, place, draw, far)
        if at is None:
            return None
        old = sheet.content(place)
        sheet.put(at, old, sheet.style(place))
        if not keep:
            sheet.put(place, None)
        return Done(
            f"{address(place)}={_text(old)}", f"→ {address(at)}", (at,) if keep else (place, at), lost=_texts(old)
        )

    return carry


def swap(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Exchange two filled cells of the sheet; equal ones are no change."""
    sheet = package.sheet(name)
    at = draw.choice(sheet.filled())
    one, other = sheet.content(place), sheet.content(at)
    if one == other:
        return None
    first, second = sheet.style(place), sheet.style(at)
    sheet.put(place, other, second)
    sheet.put(at, one, first)
    both = _texts(one) + _texts(other)
    return Done(f"{address(place)}={_text(one)}", f"↔ {address(at)}={_text(other)}", (place, at), lost=both)


def _strange(far: bool) -> Change:
    def stray(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
        sheet = package.sheet(name)
        at = _blank(sheet, place, draw, far)
        if at is None:
            return None
        new = Content(draw.choice(STRAY))
        sheet.put(at, new)
        return Done("(空)", str(new), (at,))

    return stray


def _dress(look: str) -> Change:
    def dress(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
        sheet = package.sheet(name)
        old = sheet.content(place)
        if old is None or (look != "strike" and not isinstance(old.value, float)):
            return None
        sheet.put(place, old, package.dressed(sheet.style(place), look))
        return Done(str(old), f"({look})", (place,))

    return dress


def _merge(down: int, right: int) -> Change:
    def merge(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
        sheet = package.sheet(name)
        at = place[0] + down, place[1] + right
        if sheet.covered(place) or sheet.covered(at):
            return None
        old = f"{_text(sheet.content(place))} + {_text(sheet.content(at)) or '(空)'}"
        sheet.merge(place, at)
        return Done(old, f"{address(place)}:{address(at)}", (place, at))

    return merge


def hide_row(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Hide the row."""
    sheet = package.sheet(name)
    sheet.hide(place[0])
    return Done(_row(sheet, place[0]), "(隐藏)", row=place[0])


def _row(sheet: Sheet, row: int) -> str:
    cells = [_text(sheet.content(one)) for one in sheet.filled() if one[0] == row]
    return "，".join(one[:14] for one in cells[:5])


def _texts(*contents: Content | None) -> tuple[str, ...]:
    return tuple(one.value.strip() for one in contents if one is not None and isinstance(one.value, str))


def _row_texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    return _texts(*(sheet.content(one) for one in sheet.filled() if one[0] == row))


def delete_row(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Delete the row; those below move up and references follow."""
    sheet = package.sheet(name)
    done = Done(_row(sheet, place[0]), "(删除整行)", row=place[0], shifted=True, lost=_row_texts(sheet, place[0]))
    for one in package.every_formula_sheet():
        one.follow(name, place[0] + 1, -1)
    sheet.drop(place[0])
    return done


def clear_row(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Blank the row."""
    sheet = package.sheet(name)
    done = Done(_row(sheet, place[0]), "(清空整行)", row=place[0], lost=_row_texts(sheet, place[0]))
    sheet.clear(place[0])
    return done


def double_row_below(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Insert a copy of the row below it."""
    sheet = package.sheet(name)
    done = Done(_row(sheet, place[0]), f"→ 第 {place[0] + 2} 行（插入）", row=place[0] + 1, shifted=True)
    for one in package.every_formula_sheet():
        one.follow(name, place[0] + 1, 1)
    sheet.shift(place[0] + 1, 1)
    sheet.copy_row(place[0], place[0] + 1)
    return done


def double_row_at_end(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Copy the row below everything else."""
    sheet = package.sheet(name)
    end = max(one[0] for one in sheet.filled()) + 1
    done = Done(_row(sheet, place[0]), f"→ 第 {end + 1} 行（末尾）", row=end)
    sheet.copy_row(place[0], end)
    return done


def move_row_to_end(package: Package, name: str, place: Place, draw: random.Random) -> Done | None:
    """Move a row of the heading below everything else."""
    sheet = package.sheet(name)
    end = max(one[0] for one in sheet.filled()) + 1
    done = Done(_row(sheet, place[0]), f"→ 第 {end + 1} 行", row=end, lost=_row_texts(sheet, place[0]))
    sheet.copy_row(place[0], end)
    sheet.clear(place[0])
    return done


OF_CELLS: dict[str, Change] = {
    "change": change,
    "delete": delete,
    "move near": _carry(False, False),
    "move far": _carry(True, False),
    "swap": swap,
    "copy near": _carry(False, True),
    "copy far": _carry(True, True),
}
OF_ROWS: dict[str, Change] = {
    "delete row": delete_row,
    "clear row": clear_row,
    "double row below": double_row_below,
    "double row at end": double_row_at_end,
}
OF_HEADING_ROWS: dict[str, Change] = {"move row to end": move_row_to_end}
OF_BLANKS: dict[str, Change] = {"stray near": _strange(False), "stray far": _strange(True)}
OF_FIGURES: dict[str, Change] = {
    "percent format": _dress("0.00%"),
    'format 0.00"万"': _dress('0.00"万"'),
    "strike out": _dress("strike"),
    "merge right": _merge(0, 1),
    "merge down": _merge(1, 0),
    "hide row": hide_row,
}
