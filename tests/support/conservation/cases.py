"""Cases: a book, a sheet, a cell and a change, drawn from a seed; and the verdict on what the reading says of it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scoring import load_scheme
from scoring.problems import Problem
from tests.support.conservation.addresses import Place
from tests.support.conservation.changes import OF_BLANKS, OF_CELLS, OF_FIGURES, OF_HEADING_ROWS, OF_ROWS, Change, Done
from tests.support.conservation.package import Package, Sheet
from tests.support.conservation.seen import Seen, differing, names, new_problems, see, told

REMARKS = ("自评说明", "扣分原因", "备注")
"""Columns of free text that nothing is read from: what stands in them below the heading may change unseen."""

_GROUPS = ((OF_CELLS, 60), (OF_ROWS, 18), (OF_BLANKS, 10), (OF_FIGURES, 10), (OF_HEADING_ROWS, 2))


@dataclass
class Tried:
    """A workbook that cases are drawn from. kind: the layout it stands for. path: where each case is written."""

    name: str
    kind: str
    package: Package
    path: Path
    before: Seen = field(default_factory=Seen)
    _roles: dict[str, dict[str, list[Place]]] = field(default_factory=dict)

    def read(self) -> Tried:
        """Read it unchanged."""
        self.path.write_bytes(self.package.data)
        self.before = see(self.path)
        assert not self.before.refused + self.before.crash, (self.name, self.before)
        # A book that is not read in full shows nothing: what is not read anyway may change unseen.
        errors = [one for one in self.before.problems if one.severity == "error"]
        assert not errors, (self.name, told(errors))
        assert self.before.data["self scores"], self.name
        return self

    def roles(self, name: str) -> dict[str, list[Place]]:
        """The filled cells of a sheet by their role."""
        if name not in self._roles:
            found = self._roles.setdefault(name, {})
            for place in self.package.sheets[name].filled():
                found.setdefault(role(self.package, self.package.sheets[name], place), []).append(place)
        return self._roles[name]


@dataclass(frozen=True)
class Verdict:
    """One case and what became of it. role: what the cell or row is to the form. passed: seen, or allowed."""

    book: str
    kind: str
    sheet: str
    role: str
    change: str
    done: Done
    passed: bool
    why: str

    def line(self) -> str:
        """The case on one line."""
        return f"{self.book} · {self.sheet}!{self.done.where()} [{self.role}] {self.change}: {self.done.old[:70]!r} {self.done.new[:50]!r} — {self.why}"


@dataclass(frozen=True)
class Drawn:
    """What a case does, before it is done."""

    sheet: str
    place: Place
    role: str
    name: str
    change: Change


def role(package: Package, sheet: Sheet, place: Place) -> str:
    """input: filled in by whoever reports; formula; spare: of a row of a list that is still blank; form: the rest."""
    content = sheet.content(place)
    if sheet.name.endswith("清单") and _is_spare(package, sheet, place[0]):
        return "spare"
    if content is not None and content.formula:
        return "formula"
    return "input" if sheet.style(place) in package.unlocked else "form"


def _is_spare(package: Package, sheet: Sheet, row: int) -> bool:
    """Whether a row of a list has cells to be filled in, and none of them (but the county) is."""
    own = [one for one in sheet.cells if one[0] == row and sheet.style(one) in package.unlocked and one[1] > 1]
    return bool(own) and all(sheet.content(one) is None for one in own)


def draw_case(tried: Tried, draw: random.Random, only: str = "") -> Drawn:
    """A sheet at random, then a change, then a cell that it fits."""
    package = tried.package
    while True:
        name = only or draw.choice(list(package.sheets))
        sheet = package.sheets[name]
        group = draw.choices([one for one, _ in _GROUPS], [weight for _, weight in _GROUPS])[0]
        kind = draw.choice(list(group))
        places = _places(tried, sheet, group, draw)
        if places:
            place = draw.choice(places)
            return Drawn(name, place, role(package, sheet, place), kind, group[kind])


def _places(tried: Tried, sheet: Sheet, group: Mapping[str, Change], draw: random.Random) -> list[Place]:
    by_role = tried.roles(sheet.name)
    if group is OF_FIGURES:
        return by_role.get("input", [])
    if group is OF_HEADING_ROWS:
        unlocked = [one[0] for one in sheet.cells if sheet.style(one) in tried.package.unlocked]
        return [one for one in sheet.filled() if unlocked and one[0] < min(unlocked)]
    weights = {"input": 50, "form": 35, "formula": 12, "spare": 3}
    there = list(by_role)
    return by_role[draw.choices(there, [weights[one] for one in there])[0]] if there else []


def judge(tried: Tried, case: Drawn, draw: random.Random) -> Verdict | None:
    """Do the change, read the file, and say whether it was seen; None where the change does not apply."""
    done = case.change(tried.package, case.sheet, case.place, draw)
    if done is None:
        tried.package.touched, tried.package.styles = {}, None
        return None
    tried.path.write_bytes(tried.package.bytes())
    after = see(tried.path)
    passed, why = _verdict(tried, case, done, after)
    return Verdict(tried.name, tried.kind, case.sheet, case.role, case.name, done, passed, why)


def _verdict(tried: Tried, case: Drawn, done: Done, after: Seen) -> tuple[bool, str]:
    if after.crash:
        return False, f"crash: {after.crash}"
    if after.refused:
        return True, f"refused: {after.refused}"
    other = differing(tried.before, after)
    if other:
        return True, f"differs: {'、'.join(other)}"
    fresh = new_problems(tried.before, after, shifted=done.shifted)
    if any(_names(tried, one, case, done) for one in fresh):
        return True, f"told: {told(fresh[:2])}"
    allowed = _allowed(tried, case, done)
    if allowed:
        return True, f"allowed: {allowed}"
    return False, f"unseen; told elsewhere: {told(fresh[:3])}" if fresh else "unseen"


def _names(tried: Tried, problem: Problem, case: Drawn, done: Done) -> bool:
    places = list(done.places)
    if done.row is not None:
        width = max(one[1] for one in tried.package.sheets[case.sheet].cells) + 1
        places = [(done.row, column) for column in range(width)]
    if any(names(problem, case.sheet, place) for place in places):
        return True
    # What lacks has no cell of its own once rows have moved: then it is named by its words.
    said = problem.message + problem.item + problem.county
    return problem.source.sheet == case.sheet and any(len(one) > 1 and one[:12] in said for one in done.lost)


def _used(sheet: Sheet, column: int) -> bool:
    """Whether anything stands in a column."""
    return any(at[1] == column and sheet.content(at) is not None for at in sheet.cells)


def _allowed(tried: Tried, case: Drawn, done: Done) -> str:
    sheet = tried.package.sheets[case.sheet]
    remarks = [at for at in done.places if _is_remark(sheet, at)]
    if done.places and len(remarks) == len(done.places):
        return "a column of remarks"
    # The first cell of a merged area keeps what it holds.
    if case.name.startswith("merge") and remarks:
        rest = [at for at in done.places[1:] if at not in remarks]
        if all(sheet.content(at) is None for at in rest):
            return "nothing but a remark is merged away"
    if case.name == "merge right" and not any(_used(sheet, at[1]) for at in done.places[1:]):
        return "a figure made wider, over a column that holds nothing"
    if "format" in case.name and _looks_the_same(sheet, case):
        return "the same value is shown"
    if case.name == "change" and len(done.old) > 2 and done.new == done.old[:-1] and done.old[-1] in "县市区":
        return "the same county, its suffix left out"
    if case.name.startswith("copy") and all(_counts(tried, sheet, at) for at in done.places):
        return "the lists count the same figure"
    if case.name in ("delete", "clear row") and all(_counts(tried, sheet, place) for place in _emptied(sheet, case)):
        return "the lists count the same figure"
    return ""


def _is_remark(sheet: Sheet, place: Place) -> bool:
    """Whether a cell stands below a heading 自评说明, 扣分原因, 备注 or 备注（…）."""
    above = [one.value for row in range(place[0]) if (one := sheet.content((row, place[1]))) is not None]
    return any(str(one).startswith(REMARKS) and len(str(one)) < 20 for one in above)


def _looks_the_same(sheet: Sheet, case: Drawn) -> bool:
    """Whether a format shows the very value: 0.00% for 0, 0.00万 where the unit of its row or column begins with 万."""
    one = sheet.content(case.place)
    beside = [sheet.content(at) for at in sheet.filled() if at[0] == case.place[0] or at[1] == case.place[1]]
    in_ten_thousands = any(str(one.value).startswith("万") for one in beside if one is not None)
    return one is not None and (one.value == 0 or ("万" in case.name and in_ten_thousands))


def _emptied(sheet: Sheet, case: Drawn) -> list[Place]:
    return [
        one for one in sheet.filled() if one == case.place or (case.name == "clear row" and one[0] == case.place[0])
    ]


def _counts(tried: Tried, sheet: Sheet, place: Place) -> bool:
    """Whether a cell's figure is one that a list counts, so that it may as well be blank."""
    items = load_scheme(tried.before.data["scheme"][0]).items
    beside = [one for one in sheet.filled() if one[0] == place[0] or one[1] == place[1]]
    ids = {str(one.value) for at in beside if at != place and (one := sheet.content(at)) is not None}
    key = [item for item in ids if item in items and items[item].counted is not None]
    return len(key) == 1 and any(
        item == key[0] and "清单" in where and county in (*ids, *tried.before.data["layout"][1][:1])
        for (county, item), where in tried.before.places.items()
    )
