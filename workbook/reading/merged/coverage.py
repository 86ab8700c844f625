"""Which of many files answers for a figure that none of them has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.parts.part import Part
from workbook.reading.tables.across import Key, SheetValues

ABSENCES = frozenset(("E_BLANK", "E_COUNTY_MISSING", "E_SHEET_MISSING", "E_COLUMN_MISSING", "E_ROW_MISSING"))
"""Problems of a file that are none where another file has the figures."""

Slot = tuple[str, str]
"""A bureau, and the sheet of a dimension; no sheet where all that the bureau reports stands together."""


class Coverage:
    """What each file speaks of, and who is to answer for what is lacking.

    A file speaks of a county that it has figures or list rows of; it has an item if it has a figure of it, of any
    county, or its column is there and cannot be used. counted: figures that are counted from lists.
    """

    def __init__(self, parts: Sequence[Part], figures: SheetValues, scheme: Scheme, counted: Collection[Key]) -> None:
        self.parts, self.figures, self.scheme, self.counted = parts, figures, scheme, counted
        self.spoken = [part.spoken_of() for part in parts]
        self.speakers: dict[str, list[int]] = {}  # files by county
        for number, counts in enumerate(self.spoken):
            for county in counts:
                self.speakers.setdefault(county, []).append(number)
        self._answers: dict[Key, int | None] = {}
        self._sharing: dict[str, dict[int, set[int]]] = {}
        self._alike: dict[str, list[str]] = {}

    @cached_property
    def held(self) -> list[dict[str, set[str]]]:
        """The items that each file has, with the counties that it has them of."""
        found: list[dict[str, set[str]]] = [{} for _ in self.parts]
        for part, held in zip(self.parts, found, strict=True):
            for (county, item), value in part.figures.values.items():
                if value == value:
                    held.setdefault(item, set()).add(county)
        return found

    @cached_property
    def told(self) -> list[frozenset[str]]:
        """Items whose column, or whole sheet, each file has and could not be read, which was told."""
        return [self._told(part) for part in self.parts]

    @cached_property
    def homes(self) -> dict[str, tuple[str, ...]]:
        """The items by the sheets that hold them, in both layouts of a workbook."""
        return {**self.scheme.sheets(), **self.scheme.bureau_sheets()}

    def missing(self, key: Key) -> bool:
        """Whether no file has a figure, nor a list from which it is counted; a blank optional one is not missing."""
        if key in self.counted:
            return False
        value = self.figures.values.get(key)
        return value is None or (value != value and not self.scheme.items[key[1]].optional)

    def answers(self, key: Key) -> int | None:
        """The file that answers for a missing figure of a county that is spoken of; None if nobody handed it in."""
        if key not in self._answers:
            self._answers[key] = self._answering(*key)
        return self._answers[key]

    def _answering(self, county: str, item: str) -> int | None:
        own = self.speakers.get(county, [])
        for number, items in enumerate(self.told):
            if item in items and (number in own or not self.spoken[number]):
                return number
        like = self._like(item)
        of_item, bureaus = self._bureau_files(county, [item]), self._bureau_files(county, [item, *like])
        slots = self._slots_of(item)
        beside = [number for number in own if self._slots[number].keys() & slots]
        left = {other for number in of_item for other in self._shared(item)[number]}
        leaving = any(self._slots[number].keys() & slots for number in left)
        if beside and not leaving:
            return self._fullest(beside, county)
        if bureaus:
            return self._largest(of_item or bureaus, bureaus, county)
        anyone = like or any(item in items for items in self.held)
        return self._fullest(own, county) if own and anyone else None

    def _fullest(self, numbers: Sequence[int], county: str) -> int:
        return max(numbers, key=lambda number: (self.spoken[number].get(county, 0), -number))

    def _bureau_files(self, county: str, items: Sequence[str]) -> dict[int, set[str]]:
        """The files, with the counties, from which the items come while others bring the rest of counties' figures.

        Where files are shared out by counties there are none: then each answers for its own counties. A file of a
        single county is one only if nobody else has the item, or it would be that county's own.
        """
        own = set(self.speakers.get(county, ()))
        found: dict[int, set[str]] = {}
        for item in items:
            sharing = self._shared(item)
            for number, others in sharing.items():
                if len(self.spoken[number]) > 1 or (len(sharing) == 1 and others & own):
                    found.setdefault(number, set()).update(self.held[number][item])
        return found

    def _largest(self, files: Mapping[int, set[str]], every: Mapping[int, set[str]], but: str) -> int | None:
        """The one with the most counties; None if others bring counties (but this) that it has not: any may be meant."""
        best = max(files, key=lambda number: (len(files[number]), -number))
        return best if all(counties - {but} <= every[best] for counties in every.values()) else None

    def _shared(self, item: str) -> Mapping[int, set[int]]:
        """By file that has the item: the files that speak of the same counties and leave the item to it."""
        if item not in self._sharing:
            found: dict[int, set[int]] = {}
            for number, held in enumerate(self.held):
                others = {
                    other
                    for county in held.get(item, ())
                    for other in self.speakers[county]
                    if county not in self.held[other].get(item, ())
                }
                if others:
                    found[number] = others
            self._sharing[item] = found
        return self._sharing[item]

    @cached_property
    def _slots(self) -> list[dict[Slot, list[str]]]:
        """What each file's sheets are filled with: items by bureau, and by dimension where its sheet is so named."""
        dimensions = self.scheme.sheets()
        found: list[dict[Slot, list[str]]] = []
        for part, held in zip(self.parts, self.held, strict=True):
            own: dict[Slot, list[str]] = {}
            for item, counties in held.items():
                place = part.figures.sources.get((next(iter(counties)), item))
                sheet = place.sheet if place is not None and place.sheet in dimensions else ""
                own.setdefault((lead_bureau(self.scheme.items[item].bureau), sheet), []).append(item)
            found.append(own)
        return found

    def _slots_of(self, item: str) -> set[Slot]:
        """The two ways in which an item's sheet can be filled: by bureau, or by dimension."""
        bureau = lead_bureau(self.scheme.items[item].bureau)
        sheet = next((name for name, items in self.scheme.sheets().items() if item in items), "")
        return {(bureau, ""), (bureau, sheet)}

    def _like(self, item: str) -> list[str]:
        """Items that some file has where this one should stand."""
        if item not in self._alike:
            slots = self._slots_of(item)
            found = {other for own in self._slots for slot in slots for other in own.get(slot, ())}
            self._alike[item] = sorted(found)
        return self._alike[item]

    def _told(self, part: Part) -> frozenset[str]:
        found: set[str] = set()
        have = {item for _, item in part.figures.values}
        for one in part.problems:
            if one.severity != "error" or one.county or one.code in ABSENCES or one.code.startswith("E_COUNTY_"):
                continue
            if one.item:
                found.add(one.item)
            else:
                found |= {item for item in self.homes.get(one.source.sheet, ()) if item not in have}
        return frozenset(found)
