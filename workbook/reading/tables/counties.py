"""Names of counties: read exactly, but for blanks and a suffix left out; near names are only suggested."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.scheme.region import Region
from workbook.printable import printable
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.text import letters, listed, near, plain, squeezed

_SUFFIXES = "县市区旗"
_TOTAL = re.compile(
    r".{0,12}(合计|总计|小计|共计|总和|汇总|总数|平均|均值|中位数|最大值|最小值|最高|最低)(数|值|水平)?|全市|全省"
)
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_NOTE = re.compile(
    r"(附?注|备注|说明|填表说明|数据来源|来源|填表人|填报人|制表人?|审核人?|复核人?|负责人|单位负责人|统计负责人|分管领导|主要负责人"
    r"|联系人|联系电话|电话|填表日期|填报日期|填表时间|填报时间|填报单位|填表单位|单位盖章)([:：]|\s|$|[（(])|注[1-9一二三]?[:：.、]|[※*]"
)
_CODE = re.compile(r"([0-9]{6})(?:0{6})?")


@dataclass(frozen=True)
class Unknown:
    """A name that is no county's. ``likely`` holds names spelt much like it, at most three."""

    text: str
    likely: tuple[str, ...]

    @property
    def hint(self) -> str:
        """Which county was likely meant, as a question; blank if none is spelt like it."""
        return f"是不是{'、'.join(f'“{name}”' for name in self.likely)}？" if self.likely else ""


class Counties:
    """The counties of a region, in its order; without a region, whatever names a workbook uses."""

    def __init__(self, region: Region | None) -> None:
        self.region = region
        self.codes = {} if region is None else {county.name: county.code for county in region.counties}
        self.names = list(self.codes)
        self._by_code = {code: name for name, code in self.codes.items()}
        self._by_text = self._texts()

    def _texts(self) -> dict[str, str]:
        full = {squeezed(name): name for name in self.names}
        stems: dict[str, list[str]] = {}
        for text, name in full.items():
            if text[-1] in _SUFFIXES and len(text) > 2:
                stems.setdefault(text[:-1], []).append(name)
        return {stem: names[0] for stem, names in stems.items() if len(names) == 1} | full

    def find(self, raw: Raw, code: str = "") -> str | Unknown:
        """The full name of the county that a cell names. ``code``, if known, only helps to suggest one."""
        text = squeezed(as_text(raw))
        if self.region is None:
            text = printable(text)
            if text not in self._by_text:
                self._by_text[text] = text
                self.names.append(text)
            return self._by_text[text]
        if text in self._by_text:
            return self._by_text[text]
        likely = near(text, self.names, 3, 0.5)
        if code in self._by_code:
            likely = [self._by_code[code]]
        return Unknown(text, tuple(likely))

    def knows(self, raw: Raw) -> bool:
        """Whether a cell names a county of the region."""
        return bool(raw) and isinstance(raw, str) and squeezed(raw) in self._by_text

    def by_code(self, code: str) -> str:
        """The county of an administrative code; blank if there is none."""
        return self._by_code.get(code, "")

    def is_total(self, text: str) -> bool:
        """Whether a row so named sums up others (合计, 合计（2县）, 全市, 全市均值, the city's own name …)."""
        name = letters(_BRACKETS.sub("", text))
        return bool(_TOTAL.fullmatch(name)) or (self.region is not None and name == letters(self.region.name))

    def all_named(self) -> str:
        """The names there are, for a message."""
        return listed(self.names)


def is_note(text: str) -> bool:
    """Whether a row that begins so is a remark or a signature line (注：…, 填表人：…)."""
    return bool(_NOTE.match(text.strip()))


def is_note_row(row: Iterable[Raw]) -> bool:
    """Whether all that a row holds is remarks."""
    return all(isinstance(raw, str) and is_note(raw) for raw in row if not is_blank(raw))


def read_code(raw: Raw) -> str:
    """An administrative code of 6 digits (or 12 ending in zeros) from a cell; else the text as it stands."""
    text = as_text(raw) if not isinstance(raw, str) else plain(raw)
    found = _CODE.fullmatch(text)
    return found[1] if found else text
