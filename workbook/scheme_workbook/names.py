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
        name = squeezed(text)
        ids = self.ids.get(what, {})
        return name if name in self.names.get(what, {}) else ids.get(name)

    def often(self, what: str, text: str) -> int:
        """How many are called so."""
        return sum(squeezed(name) == squeezed(text) for name in self.names.get(what, {}).values())

    def known(self, what: str) -> list[str]:
        """What may be written."""
        return list(dict.fromkeys([*self.names.get(what, {}).values(), *self.names.get(what, {})]))


def names_of(
    rows: Mapping[str, Iterable[tuple[str, str]]], shared: Mapping[str, Iterable[tuple[str, str]]] | None = None
) -> Names:
    """From pairs of id and name by what they are. shared: what is known besides, where nothing else has that name."""
    ids: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, str]] = {}
    for what, pairs in rows.items():
        own = list(pairs)
        more = [pair for pair in (shared or {}).get(what, ()) if pair[0] not in dict(own)]
        ids[what] = {**_by_name(more, {squeezed(name) for _, name in own}), **_by_name(own, set())}
        names[what] = {**dict(more), **dict(own)}
    return Names(ids, names)


def _by_name(pairs: Iterable[tuple[str, str]], reserved: set[str]) -> dict[str, str]:
    known = [(one, squeezed(name)) for one, name in pairs]
    often = Counter(name for _, name in known)
    return {name: one for one, name in known if name and often[name] == 1 and name not in reserved}


def names_in(
    scheme: Mapping[str, Any], region: Mapping[str, Any] | None, shared: Iterable[tuple[str, str]] = ()
) -> Names:
    """The names of plain data; shared: further items that it may read."""

    def pairs(data: Mapping[str, Any], part: str) -> list[tuple[str, str]]:
        return [(str(one.get("id", "")), str(one.get("name", ""))) for one in data.get(part) or []]

    lines = [pair for one in scheme.get("dimensions") or [] for pair in pairs(one, "indicators")]
    own = {
        ITEM: pairs(scheme, "items"),
        LINE: lines,
        SCOPE: [*lines, *pairs(scheme, "dimensions"), TOTAL],
        GROUP: pairs(region or {}, "groups"),
        LIST: pairs(scheme, "lists"),
        GATE: pairs(scheme, "gates"),
    }
    return names_of(own, {ITEM: shared})
