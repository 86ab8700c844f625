"""What the parts of a scheme are called, so that a sheet may name an item, a line or a group as people do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.reading.text import squeezed, tidy
from workbook.scheme_workbook.vocabulary import GATE, GROUP, ITEM, LINE, LIST, SCOPE

SIGNS = "；;：:、=·\n"
"""What separates things that stand in one cell."""
TOTAL = ("total", "总分")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class Names:
    """By what is named (vocabulary): ids by name, without those of several; names by id."""

    ids: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]

    def shown(self, what: str, one: str) -> str:
        """How a cell names something: by its name, or by its id where the name would not be understood."""
        name = self.names.get(what, {}).get(one, "")
        clear = name and name == tidy(name) and not any(sign in name for sign in SIGNS)
        return name if clear and self.ids[what].get(squeezed(name)) == one and not _ID.fullmatch(name) else one

    def found(self, what: str, text: str) -> str | None:
        """The id of what a text names, by name or id; None if there is no such thing here."""
        said = squeezed(text)
        ids = self.ids.get(what, {})
        return said if said in self.names.get(what, {}) else ids.get(said)

    def known(self, what: str) -> list[str]:
        """What may be written."""
        return list(dict.fromkeys([*self.names.get(what, {}).values(), *self.names.get(what, {})]))


def names_of(rows: Mapping[str, Iterable[tuple[str, str]]]) -> Names:
    """From pairs of id and name by what they are."""
    ids: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, str]] = {}
    for what, pairs in rows.items():
        known = list(pairs)
        often = Counter(squeezed(name) for _, name in known)
        ids[what] = {squeezed(name): one for one, name in known if name and often[squeezed(name)] == 1}
        names[what] = dict(known)
    return Names(ids, names)


def names_in(scheme: Mapping[str, Any], region: Mapping[str, Any] | None, shared: Iterable[tuple[str, str]] = ()) -> Names:
    """The names of plain data; shared: further items that it may read."""

    def pairs(data: Mapping[str, Any], part: str) -> list[tuple[str, str]]:
        return [(str(one.get("id", "")), str(one.get("name", ""))) for one in data.get(part) or []]

    blocks = pairs(scheme, "dimensions")
    lines = [pair for one in scheme.get("dimensions") or [] for pair in pairs(one, "indicators")]
    own = pairs(scheme, "items")
    taken = {one for one, _ in own}
    return names_of(
        {
            ITEM: [*own, *(pair for pair in shared if pair[0] not in taken)],
            LINE: lines,
            SCOPE: [*lines, *blocks, TOTAL],
            GROUP: pairs(region or {}, "groups"),
            LIST: pairs(scheme, "lists"),
            GATE: pairs(scheme, "gates"),
        }
    )
