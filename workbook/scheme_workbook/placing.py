"""Plain data placed on the sheets: every leaf has one cell, in its own column, among the parameters, or on 部件."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from scoring.scheme.models import SchemeSpec
from scoring.scheme.plain import Plain
from scoring.scheme.region import Region
from workbook.reading.text import squeezed
from workbook.scheme_workbook.columns import TableColumn, main_field
from workbook.scheme_workbook.leaves import NEXT, PAIR, STEP, Leaf, is_plain, leaf_text, leaves, split
from workbook.scheme_workbook.names import Names
from workbook.scheme_workbook.shapes import KIND, RecordShape, Scalar, is_text_list
from workbook.scheme_workbook.tables import (
    FLAT,
    LINES,
    REGION,
    WHOLE,
    Path,
    SchemeTable,
    list_of_kind,
    nested,
    table,
    tables,
)

MOST = 120
"""The most signs of parameters in a cell; more stand on 部件, a row each."""
DEEPEST = 3
"""The most steps from a part to one of its parameters in a cell."""
Content = str | int | float


@dataclass
class WrittenRow:
    """A row to be written: contents by heading; owners: names of the rows that it belongs to, as the table heads them."""

    owners: tuple[str, ...]
    cells: dict[str, Content] = field(default_factory=dict)


@dataclass
class PlacedScheme:
    """rows: by sheet. whole: path in words and content of 方案. rest: sheet, owner, path in words, content of 部件."""

    rows: dict[str, list[WrittenRow]] = field(default_factory=lambda: {one.sheet: [] for one in tables()})
    whole: list[tuple[str, Content]] = field(default_factory=list)
    rest: list[tuple[str, str, str, Content]] = field(default_factory=list)


def place(plain: Plain, names: Names) -> PlacedScheme:
    """A scheme on its sheets."""
    return _Placing(plain, names).done()


class _Placing:
    def __init__(self, plain: Plain, names: Names) -> None:
        self.names = names
        self.data = {**plain.scheme, REGION: plain.region}
        region = leaves(RecordShape({"": Region}), plain.region or {})
        self.all = [
            *leaves(RecordShape({"": SchemeSpec}), plain.scheme),
            *(replace(one, path=(REGION, *one.path), words=(REGION, *one.words)) for one in region),
        ]
        self.placed = PlacedScheme()
        self.unfit: set[Path] = set()
        lists = {row[:-1] for leaf in self.all for one in tables() if (row := one.row_of(leaf.path)) is not None}
        for path in sorted(lists, key=len):
            if "rule" in path and not self._fits(path):
                self.unfit.add(path)

    def done(self) -> PlacedScheme:
        """Lay every leaf in the row that it belongs to."""
        rows: dict[tuple[str, Path], list[Leaf]] = {}
        for leaf in self.all:
            through = self._through(leaf.path)
            rows.setdefault((through[-1][0].sheet, through[-1][1]) if through else ("", ()), []).append(leaf)
        for (sheet, path), own in rows.items():
            if sheet:
                self._row(table(sheet), path, own)
            else:
                self._whole(own)
        return self.placed

    def _through(self, path: Path) -> list[tuple[SchemeTable, Path]]:
        """The rows that a path leads through, outermost first."""
        found = [(one, row) for one in tables() if (row := one.row_of(path)) is not None]
        fit = [(one, row) for one, row in found if not any(row[: len(bad)] == bad for bad in self.unfit)]
        return sorted(fit, key=lambda pair: len(pair[1]))

    def _fits(self, path: Path) -> bool:
        """Whether a list inside a rule can stand on its sheet: parts are known by their names, rungs have a cell for all."""
        kind, last = str(self._at(path[:-1])[KIND]), path[-1]
        if last in nested(FLAT):
            own = [leaf for leaf in self.all if leaf.path[: len(path)] == path]
            return list_of_kind(FLAT, kind) == last and all(leaf_text(leaf, self.names) for leaf in own)
        titles = [str(one.get("name", "")) for one in self._at(path)]
        distinct = len({squeezed(one) for one in titles}) == len(titles)
        return list_of_kind(LINES, kind) == last and distinct and all(is_plain(one) for one in titles)

    def _at(self, path: Path) -> Any:
        here: Any = self.data
        for step in path:
            here = here[step]
        return here

    def _label(self, path: Path) -> str:
        """What the row at a path is named by where something belongs to it."""
        elements: Sequence[Any] = self._at(path[:-1])
        if path[0] in ("grades", "gates"):
            elements = [*self.data.get("grades", []), *self.data.get("gates", [])]
        elif path[0] == "dimensions" and path[-2] == "indicators":
            elements = [line for block in self.data["dimensions"] for line in block["indicators"]]
        return row_label(self._at(path), elements)

    def _owners(self, of: SchemeTable, path: Path) -> tuple[str, ...]:
        """The names of the rows that a row belongs to; a last one that it has not is empty."""
        above = [self._label(row) for one, row in self._through(path) if len(row) < len(path)]
        above = above[1:] if of.sheet in ("分项", "档次") else above  # the category goes without saying
        return (*above, *("" for _ in of.owners))[: len(of.owners)]

    def _row(self, of: SchemeTable, path: Path, own: Sequence[Leaf]) -> None:
        row = WrittenRow(self._owners(of, path))
        self.placed.rows[of.sheet].append(row)
        parameters: dict[TableColumn, list[Leaf]] = {}
        rest: list[Leaf] = []
        for leaf in own:
            inner = leaf.path[len(path) :]
            column = next((one for one in of.columns if one.role != "parameters" and one.path == inner), None)
            content = None if column is None else self._content(leaf, column.is_free_list)
            near = [one for one in of.columns if one.role == "parameters" and inner[: len(one.path)] == one.path]
            if column is not None and content is not None:
                row.cells[column.head] = content
            elif near and column is None:
                parameters.setdefault(max(near, key=lambda one: len(one.path)), []).append(leaf)
            else:
                rest.append(leaf)
        for column, inside in parameters.items():
            depth = len(path) + len(column.path)
            first = [leaf for leaf in inside if len(leaf.path) == depth + 1]
            for some in (inside, first):  # all of them, or what the part itself says
                text = self._parameters(column, depth, some, self._at(path)) if some else None
                if text is not None:
                    row.cells[column.head] = text
                    inside = [leaf for leaf in inside if leaf not in some]
                    break
            rest += inside
        if rest:
            anchor, above = next((one, at) for one, at in reversed(self._through(path)) if one.is_anchor)
            self._rest(anchor.sheet, self._label(above), len(above), rest)

    def _parameters(self, column: TableColumn, depth: int, inside: Sequence[Leaf], row: Any) -> str | None:
        """The parameters of a part as one text; None where they are many, deep, or could not be told apart."""
        texts = [leaf_text(leaf, self.names) for leaf in inside]
        for leaf, text in zip(inside, texts, strict=True):
            clear = text and (is_plain(text) or not isinstance(leaf.shape, Scalar))
            if not clear or len(leaf.path) - depth > DEEPEST:
                return None
        part = row[column.field] if column.field else row
        if len(inside) == 1 and inside[0].path[depth:] == (main_field(column.shape, str(part.get(KIND, ""))),):
            return texts[0]
        pairs = zip(inside, texts, strict=True)
        text = NEXT.join(f"{STEP.join(leaf.words[depth:])}{PAIR}{text}" for leaf, text in pairs)
        return text if len(text) <= MOST else None

    def _content(self, leaf: Leaf, one_a_line: bool = False) -> Content | None:
        """What a cell of its own holds for a leaf; None where it could not be read back."""
        if isinstance(leaf.value, int | float) and not isinstance(leaf.value, bool):
            return leaf.value
        if one_a_line:
            lines = [str(one) for one in leaf.value]
            return "\n".join(lines) if lines and all(one and one.splitlines() == [one] for one in lines) else None
        return leaf_text(leaf, self.names)

    def _whole(self, own: Sequence[Leaf]) -> None:
        """What the scheme and its region say of themselves; free texts of a list one a row."""
        for leaf in own:
            listed = is_text_list(leaf.shape) and not leaf.names
            for one in split(leaf) if listed else [leaf]:
                content = self._content(one)
                if content is None:
                    self._rest(WHOLE, "", 0, [one])
                else:
                    self.placed.whole.append((STEP.join(leaf.words), content))

    def _rest(self, sheet: str, owner: str, depth: int, rest: Sequence[Leaf]) -> None:
        for leaf in rest:
            content = self._content(leaf)
            if content is not None:
                self.placed.rest.append((sheet, owner, STEP.join(leaf.words[depth:]), content))
            elif not isinstance(leaf.shape, Scalar):
                self._rest(sheet, owner, depth, split(leaf))


def row_label(row: Any, among: Sequence[Any]) -> str:
    """The name of a row where it is the only one so called, else its id."""
    name, own = squeezed(str(row.get("name", ""))), str(row.get("id", ""))
    often = sum(squeezed(str(one.get("name", ""))) == name for one in among)
    is_id = any(str(one.get("id", "")) == name and one is not row for one in among)
    return str(row["name"]) if name and often == 1 and not is_id else own
