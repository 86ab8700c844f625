"""Which sheet of a workbook holds what: items by bureau, by dimension or wherever their ids stand; lists; decisions.

A second sheet of the same table is named together with the first: nothing is chosen by its order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.scheme.scheme import Scheme
from workbook.reading.grid import TEXT_TABLE, Book, is_text_table
from workbook.reading.labels import CHECKS, GUIDE, MARKS
from workbook.reading.raw import Raw, is_blank
from workbook.reading.tables.adjustments import SHEET as ADJUSTMENTS
from workbook.reading.tables.adjustments import SPELLINGS as ADJUSTMENT_SPELLINGS
from workbook.reading.tables.certificates import SHEET as CERTIFICATES
from workbook.reading.tables.down_layout import DownLayout, find_down
from workbook.reading.tables.pending import SHEET as PENDING
from workbook.reading.tables.revisions import SHEET as REVISIONS
from workbook.reading.tables.revisions import SPELLINGS as REVISION_SPELLINGS
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.reading.tables.sheet import Rows
from workbook.reading.text import is_chinese, letters, squeezed
from workbook.reading.wording import TARGETS, decided_items

_HEADING_ROWS = 40  # a heading across stands this high
_MOST_SCANNED = 2000  # rows of a sheet that is not ours in which a heading is looked for

SheetItems = Mapping[str, tuple[str, ...]]


@dataclass
class FoundSheets:
    """Names of sheets as the workbook spells them.

    items: item ids by the sheet that should hold them, in the layout that the workbook has (a name that no sheet has
    is one that lacks). downs: the items-down tables of a county workbook, by sheet. own: sheets by what they are for
    (填表说明, 核定调整, a list's name …). twice: pairs of sheets that hold the same table, and what of it. others: sheets
    that hold nothing of the scheme.
    """

    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    downs: dict[str, DownLayout] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    twice: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def find_sheets(book: Book, scheme: Scheme) -> FoundSheets:
    """What the sheets of a book are for."""
    decided = _decided(book, scheme)
    if decided:
        return FoundSheets(own={decided: book.sheets[0]})
    found = FoundSheets(items=dict(_sheet_items(book, scheme)))
    own = {squeezed(name): name for name in own_names(scheme)}
    names = {squeezed(name): name for name in found.items}
    spelt: dict[str, str] = {}
    for sheet in book.sheets:
        name = squeezed(sheet)
        if name in own and own[name] not in found.own:
            found.own[own[name]] = sheet
        elif name in names and name not in spelt:
            spelt[name] = sheet
        else:
            found.others.append(sheet)
    found.items = {spelt.get(squeezed(name), name): items for name, items in found.items.items()}
    found.downs = _downs(book, scheme, [*spelt.values(), *found.others])
    found.others = [one for one in found.others if one not in found.downs]
    _find_twice(book, scheme, found)
    return found


def _decided(book: Book, scheme: Scheme) -> str:
    """The table of decisions that a book of one sheet is, by its heading, whatever the sheet is called."""
    if len(book.sheets) != 1 or squeezed(book.sheets[0]) in map(squeezed, own_names(scheme)):
        return ""
    return _decision_table(book.rows(book.sheets[0])[:_HEADING_ROWS])


def _decision_table(rows: Rows) -> str:
    """The table of decisions whose heading the rows hold, with anything below; the one that has more of its own."""
    tables = ((ADJUSTMENTS, ADJUSTMENT_SPELLINGS), (REVISIONS, REVISION_SPELLINGS))
    share, best = max((_spelt(rows, spellings) / len(spellings), name) for name, spellings in tables)
    return best if share else ""


def table_of(rows: Rows, scheme: Scheme) -> str:
    """The sheet that a range is by its heading, be it empty below: 核定调整, 数据修订, or a list's; "" if none.

    More than half of its columns must be headed; of two tables the one that has more of its own.
    """
    shares = {
        ADJUSTMENTS: _headings(rows, ADJUSTMENT_SPELLINGS[:5]),
        REVISIONS: _headings(rows, REVISION_SPELLINGS[:6]),
    }
    for spec in scheme.lists.values():
        known = [frozenset((squeezed(one.id).lower(), squeezed(one.name).lower())) for one in spec.columns]
        shares[spec.sheet] = _headings(rows, known, squeezed)
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.5 else ""


def _headings(rows: Rows, known: Sequence[frozenset[str]], spelt: Callable[[str], str] = letters) -> float:
    """The largest share of a table's headings that one row has."""
    texts = ({spelt(raw).lower() for raw in row if isinstance(raw, str)} for row in rows[:_HEADING_ROWS])
    return max((sum(bool(here & words) for words in known) / len(known) for here in texts), default=0.0)


def own_names(scheme: Scheme) -> tuple[str, ...]:
    """The sheets that hold something else than items."""
    lists = (one.sheet for one in scheme.lists.values())
    return (GUIDE, MARKS, ADJUSTMENTS, REVISIONS, PENDING, CERTIFICATES, SELF_SCORES, CHECKS, *lists)


def ids_in(cells: Iterable[Raw], ids: Iterable[str]) -> list[str]:
    """The ids that stand in a row or a column, each once."""
    texts = {squeezed(raw).lower() for raw in cells if raw and isinstance(raw, str) and not is_chinese(raw[0])}
    return [one for one in ids if one in texts]


def _sheet_items(book: Book, scheme: Scheme) -> SheetItems:
    """The layout of which more sheets are there by name counts, with the targets where they have a sheet of their own;
    where none is, every sheet is searched for ids."""
    if is_text_table(*book.sheets):
        return {TEXT_TABLE: tuple(scheme.items)}
    names = {squeezed(name) for name in book.sheets}
    targets = {TARGETS: decided_items(scheme)} if TARGETS in names else {}
    layouts = (scheme.sheets(), scheme.bureau_sheets())
    there = [sum(squeezed(name) in names for name in layout) for layout in layouts]
    if not any(there):
        return targets or _anywhere(book, scheme) or layouts[0]
    if targets:
        sheet = next(name for name in book.sheets if squeezed(name) == TARGETS)
        headed = max((ids_in(row, targets[TARGETS]) for row in book.rows(sheet)[:_HEADING_ROWS]), key=len, default=[])
        targets = {TARGETS: tuple(headed) or targets[TARGETS]}
    decided = set(targets.get(TARGETS, ()))
    best = layouts[int(there[1] > there[0])]
    return {sheet: tuple(one for one in items if one not in decided) for sheet, items in best.items()} | targets


def _anywhere(book: Book, scheme: Scheme) -> dict[str, tuple[str, ...]]:
    own = set(map(squeezed, own_names(scheme)))
    found: dict[str, tuple[str, ...]] = {}
    left = list(scheme.items)
    for sheet in book.sheets:
        if squeezed(sheet) in own:
            continue
        best: Sequence[str] = max((ids_in(row, left) for row in book.rows(sheet)), key=len, default=())
        if best:
            found[sheet] = tuple(best)
            left = [one for one in left if one not in best]
    if found and left:  # told as columns that are missing where most items stand
        fullest = max(found, key=lambda sheet: len(found[sheet]))
        found[fullest] = (*found[fullest], *left)
    return found


def _downs(book: Book, scheme: Scheme, sheets: Sequence[str]) -> dict[str, DownLayout]:
    """The sheets on which items go down, with their places; none in a city workbook."""
    ids = [*scheme.items, *scheme.check_items]
    found = {}
    for sheet in sheets:
        rows = book.rows(sheet)
        across = max((len(ids_in(row, ids)) for row in rows[:_HEADING_ROWS]), default=0)
        down = find_down(rows, ids) if across in (1, 2) else None  # two: a second column of ids
        if down is not None and (across == 1 or len(down.rows) > across):
            found[sheet] = down
    return found


def _find_twice(book: Book, scheme: Scheme, found: FoundSheets) -> None:
    """Sheets beside the ones that are read which hold the same table, with something in it."""
    if found.downs:
        homes: dict[str, str] = {}
        for sheet, down in found.downs.items():
            both = [item for item in down.rows if item in homes]
            for first in dict.fromkeys(homes[item] for item in both):
                shared = tuple(item for item in both if homes[item] == first)
                found.twice.append((first, sheet, shared))
            homes |= {item: sheet for item in down.rows if item not in homes}
    targets = next((sheet for sheet in found.items if squeezed(sheet) == TARGETS), "")
    decided = {item: scheme.items[item].name for item in found.items.get(targets, ())}
    for sheet in found.items if decided and not found.downs else ():
        if sheet in book.sheets and sheet != targets:
            here = _headed(book.rows(sheet)[:_MOST_SCANNED], decided)
            found.twice += [(sheet, targets, here)] if here else []
    for sheet in list(found.others):
        rows = book.rows(sheet)[:_MOST_SCANNED]
        for first, shared in _same_table(book, rows, scheme, found):
            found.twice.append((first, sheet, shared))
            if sheet in found.others:
                found.others.remove(sheet)


def _same_table(book: Book, rows: Rows, scheme: Scheme, found: FoundSheets) -> Iterable[tuple[str, tuple[str, ...]]]:
    for first, items in found.items.items():
        names = {item: scheme.items[item].name for item in items}
        shared = _headed(rows, names)
        if shared and first in book.sheets and first not in found.downs:
            yield first, shared
    for spec in scheme.lists.values():
        if spec.sheet in found.own:
            shared = _headed(rows, {column.id: column.name for column in spec.columns})
            if 2 * len(shared) > len(spec.columns):
                yield found.own[spec.sheet], ()
                return
    if SELF_SCORES in found.own:
        shared = _headed(rows, {one.id: one.id for one in scheme.indicators})
        if shared:
            yield found.own[SELF_SCORES], ()
    decided = _decision_table(rows)
    if decided in found.own:
        yield found.own[decided], ()


def _headed(rows: Rows, names: Mapping[str, str]) -> tuple[str, ...]:
    """Items that one row heads, by id or (two at least) by name, with anything below."""
    by_name = {squeezed(name).lower(): item for item, name in names.items()}
    best: dict[str, int] = {}
    at, by_id = -1, False
    for number, row in enumerate(rows):
        here: dict[str, int] = {}
        named: dict[str, int] = {}
        for column, raw in enumerate(row):
            if isinstance(raw, str) and raw:
                text = squeezed(raw).lower()
                if text in names:
                    here.setdefault(text, column)
                elif text in by_name:
                    named.setdefault(by_name[text], column)
        headed = here if here or len(named) < 2 else named
        if (bool(here), len(headed)) > (by_id, len(best)):
            best, at, by_id = headed, number, bool(here)
    below = rows[at + 1 :]
    return tuple(item for item, column in best.items() if any(_holds(row[column], by_id) for row in below))


def _holds(raw: Raw, by_id: bool) -> bool:
    """Whether a cell holds something; under a mere name only a number counts, as reports name items too."""
    return not is_blank(raw) and (by_id or not isinstance(raw, str))


def _spelt(rows: Rows, spellings: Sequence[frozenset[str]]) -> int:
    """How many headings of a table of decisions stand in one row, with anything below."""
    for number, row in enumerate(rows):
        texts = {letters(raw) for raw in row if isinstance(raw, str)}
        count = sum(bool(texts & words) for words in spellings)
        if count >= 4 and any(not is_blank(raw) for below in rows[number + 1 :] for raw in below):
            return count
    return 0
