"""A scheme that was loaded and checked: its figures, its items, its region, and what it hashes to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scoring.rules.line import units
from scoring.scheme.data_checks import CheckSpec
from scoring.scheme.list_models import ListSpec
from scoring.scheme.models import Dimension, Indicator, ItemSpec, SchemeSpec
from scoring.scheme.region import Region

LOOSE_SHEET = "约束事项"
"""The data sheet of what only deductions and gates read."""
NOT_IN_SHEETS = "[]:*?/\\'"
"""What the name of a sheet may not hold."""
_GROUP = re.compile(r"\{group:(\d+)\}")
_OTHERS = re.compile(r"\{others:([^{}]*):([\d,]+)\}")


@dataclass(frozen=True)
class Scheme:
    """A checked scheme. ``items`` holds every item it reads or shows, in sheet order; ``lists`` the evidence lists
    that they are counted from; ``checks`` what is checked of reported figures, with ``check_items`` that nothing
    else reads (neither scores, nor is part of the hash); ``sha256`` is that of the resolved text, so that the same rules hash the same
    wherever their files stand."""

    spec: SchemeSpec
    items: Mapping[str, ItemSpec]
    region: Region | None
    sha256: str
    files: tuple[str, ...] = ()
    lists: Mapping[str, ListSpec] = field(default_factory=dict)
    checks: tuple[CheckSpec, ...] = ()
    check_items: Mapping[str, ItemSpec] = field(default_factory=dict)
    text: str = ""  # the canonical text that an archived scheme was read from, which its hash is of

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scheme) and other.sha256 == self.sha256

    @property
    def id(self) -> str:
        """The scheme's id."""
        return self.spec.id

    @property
    def title(self) -> str:
        """The scheme's title."""
        return self.spec.title

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the order of the point table."""
        return tuple(indicator for dimension in self.spec.dimensions for indicator in dimension.indicators)

    @property
    def peer_groups(self) -> tuple[str, ...]:
        """Names of the groups in which counties are compared and ranked; none where there is but one."""
        groups = self.region.groups if self.region is not None else ()
        return tuple(one.name for one in groups) if len(groups) > 1 else ()

    @property
    def unused(self) -> tuple[ItemSpec, ...]:
        """Items that the scheme defines itself and that nothing of it reads or shows."""
        return tuple(item for item in self.spec.items if item.id not in self.items)

    def indicator(self, indicator_id: str) -> Indicator:
        """An indicator by id; KeyError if there is none."""
        return next(one for one in self.indicators if one.id == indicator_id)

    def dimension_of(self, indicator_id: str) -> Dimension:
        """The dimension that an indicator belongs to."""
        return next(
            dimension
            for dimension in self.spec.dimensions
            if any(one.id == indicator_id for one in dimension.indicators)
        )

    def outside(self, year: int) -> str:
        """Why a year is not one of the plan's, and what to do; blank for one that is."""
        period = self.spec.period
        if period.start <= year <= period.end:
            return ""
        text = f"方案 {self.id} 适用于 {period.start}—{period.end} 年，不含 {year} 年：写其中一年（--year）"
        return f"{text}，或换一个方案（kaohe schemes 列出；下一个规划期的，先照着起草一个新方案）"

    def sheets(self) -> dict[str, tuple[str, ...]]:
        """Data sheets by name, each with its items in order: one a dimension, then what only deductions and gates read.

        An item that several lines read stands on the first sheet that needs it.
        """
        return dict(self._sheets)

    @cached_property
    def _sheets(self) -> dict[str, tuple[str, ...]]:
        seen: set[str] = set()
        result: dict[str, tuple[str, ...]] = {}
        for dimension in self.spec.dimensions:
            items = [item for one in dimension.indicators for item in one.items()]
            items += dimension.forfeit.items() if dimension.forfeit is not None else ()
            result[dimension.sheet] = _new([*items, *dimension.shown], seen)
        loose = [item for one in self.spec.deductions for item in one.items()]
        loose += [item for gate in self.spec.gates for item in gate.items()]
        loose += self.spec.blend.years if self.spec.blend else ()
        rest = _new(loose, seen)
        if rest:
            result[LOOSE_SHEET] = rest
        return {sheet: items for sheet, items in result.items() if items}

    def bureau_sheets(self) -> dict[str, tuple[str, ...]]:
        """Data sheets by the bureau that answers for the figures (the first named), items in sheet order."""
        return dict(self._bureau_sheets)

    @cached_property
    def _bureau_sheets(self) -> dict[str, tuple[str, ...]]:
        result: dict[str, list[str]] = {}
        for sheet in self._sheets.values():
            for item in sheet:
                result.setdefault(lead_bureau(self.items[item].bureau), []).append(item)
        return {bureau: tuple(items) for bureau, items in result.items()}

    def fill(self, text: str, unit: str = "") -> str:
        """Words of a part with {item}, [indicator], {gate:id} and {unit} replaced by names."""
        text = (
            text.replace("{units}", units(unit)).replace("{unit}", unit).replace("{worst}", self.spec.grades[-1].name)
        )
        for item in self.items.values():
            text = text.replace(f"{{{item.id}}}", item.name)
        for gate in self.spec.gates:
            text = text.replace(f"{{gate:{gate.id}}}", gate.name)
        return self.name_groups(self.name_indicators(text))

    def name_indicators(self, text: str) -> str:
        """Words with the [id] of a dimension or an indicator replaced by its name, {judged:id} and {per:id} by what its
        completion is called and its unit, {unit:id} by the unit of its value."""
        for one in self.indicators:
            if one.value is not None:
                text = text.replace(f"{{unit:{one.id}}}", one.value.unit(one.unit))
            if one.completion is not None and f":{one.id}}}" in text:
                text = text.replace(f"{{judged:{one.id}}}", one.completion.word)
                text = text.replace(f"{{per:{one.id}}}", one.completion.unit(one.unit))
        names = {one.id: one.name for one in self.spec.dimensions} | {one.id: one.name for one in self.indicators}
        for name, shown in names.items():
            text = text.replace(f"[{name}]", shown)
        return text

    def name_groups(self, text: str) -> str:
        """Words with {group:1}, a peer group's place in the region, replaced by its name; words for the groups besides
        those listed, {others:其余30:1,2}, are kept where there are such."""
        names = [group.name for group in self.region.groups] if self.region is not None else []
        everyone = {str(place) for place in range(1, len(names) + 1)}
        text = _OTHERS.sub(lambda found: "" if names and everyone <= set(found[2].split(",")) else found[1], text)
        return _GROUP.sub(lambda found: _group_name(names, int(found[1])), text)


def _group_name(names: list[str], place: int) -> str:
    return names[place - 1] if 1 <= place <= len(names) else f"第{place}组"


def _new(items: list[str], seen: set[str]) -> tuple[str, ...]:
    fresh = tuple(dict.fromkeys(item for item in items if item not in seen))
    seen.update(fresh)
    return fresh


def lead_bureau(bureau: str) -> str:
    """The first of the bureaus named, as a sheet may be called; 「各部门」 where none is."""
    first = re.split("[、，,；;]", bureau)[0].translate(dict.fromkeys(map(ord, NOT_IN_SHEETS))).strip()
    return first[:20] or "各部门"
