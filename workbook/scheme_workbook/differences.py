"""新旧对照: what one scheme says and another does not, line by line, in the words that the point table prints.

Nothing is passed over: a field that no sentence shows is compared by itself, and a sentence that stays the same while a
figure behind it changed gives way to the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.rules.base import number
from scoring.scheme.describe import consequence_words, gate_words, standard
from scoring.scheme.models import Dimension, Grade, SchemeSpec
from scoring.scheme.plain import Plain, plain_scheme
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from workbook.reading.text import squeezed
from workbook.scheme_workbook.leaves import STEP, leaf_text, leaves, split
from workbook.scheme_workbook.names import Names, names_in
from workbook.scheme_workbook.shapes import RecordShape, fields, is_text_list
from workbook.scheme_workbook.tables import record_of
from workbook.scheme_workbook.words import field_word

NEW, GONE, CHANGED = "新增", "删去", "修改"
_STANDARD = frozenset("value target completion rule bonus waiver points_by_group exempt_years".split())
_LISTS = ("dimensions", "items", "lists", "grades", "gates", "deductions")


@dataclass(frozen=True)
class SchemeDifference:
    """part: 指标, 等次约束 …; entry: which one; what: which of its fields; change: NEW, GONE, or how it was changed."""

    part: str
    entry: str
    what: str
    before: str
    after: str
    change: str


@dataclass(frozen=True)
class Sentence:
    """A sentence that stands for several fields of an entry, on both sides."""

    what: str
    before: str
    after: str
    fields: frozenset[str]


@dataclass(frozen=True)
class _Side:
    scheme: Scheme
    plain: Plain
    names: Names

    @classmethod
    def of(cls, scheme: Scheme) -> _Side:
        plain = plain_scheme(scheme)
        return cls(scheme, plain, names_in(plain.scheme, plain.region))

    def lines(self) -> list[dict[str, Any]]:
        """The indicators, each with its category."""
        blocks = self.plain.scheme["dimensions"]
        return [{**line, "": block} for block in blocks for line in block["indicators"]]


def differences(old: Scheme, new: Scheme) -> list[SchemeDifference]:
    """Every difference, in the order of the point table; none only where both schemes are the same."""
    found = list(_Pair(_Side.of(old), _Side.of(new)).all())
    if not found and old.sha256 != new.sha256:  # texts of a list changed places
        found.append(SchemeDifference("总则", "", "先后次序", "", "", CHANGED))
    return found


class _Pair:
    def __init__(self, old: _Side, new: _Side) -> None:
        self.old, self.new = old, new

    def all(self) -> Iterator[SchemeDifference]:
        old, new = self.old.plain.scheme, self.new.plain.scheme
        whole = RecordShape({"": SchemeSpec})
        yield from self._fields("总则", "", whole, _without(old, _LISTS), _without(new, _LISTS), ())
        was, now = ([_without(one, ("indicators",)) for one in side] for side in self._of("dimensions"))
        yield from self._lists("类别", record_of(SchemeSpec, "dimensions"), was, now, self._block)
        yield from self._lists(
            "指标", record_of(Dimension, "indicators"), self.old.lines(), self.new.lines(), self._line
        )
        yield from self._lists("等次", record_of(SchemeSpec, "grades"), *self._of("grades"), self._grade)
        yield from self._lists("等次约束", record_of(SchemeSpec, "gates"), *self._of("gates"), self._gate)
        yield from self._lists("扣分项", record_of(SchemeSpec, "deductions"), *self._of("deductions"), self._deduction)
        yield from self._lists("数据项", record_of(SchemeSpec, "items"), *self._of("items"), _nothing)
        yield from self._lists("清单", record_of(SchemeSpec, "lists"), *self._of("lists"), _nothing)
        before, after = self.old.plain.region or {}, self.new.plain.region or {}
        lists = ("groups", "counties")
        yield from self._fields(
            "地区", "", RecordShape({"": Region}), _without(before, lists), _without(after, lists), ()
        )
        for name, part in zip(lists, ("分组", "县（市、区）"), strict=True):
            yield from self._lists(part, record_of(Region, name), before.get(name, []), after.get(name, []), _nothing)

    def _of(self, name: str) -> tuple[list[Any], list[Any]]:
        return self.old.plain.scheme.get(name, []), self.new.plain.scheme.get(name, [])

    def _lists(
        self, part: str, record: RecordShape, old: Sequence[Any], new: Sequence[Any], sentences: Any
    ) -> Iterator[SchemeDifference]:
        """Entries paired by id, or by name where the id is not there any more."""
        pairs = _paired(old, new)
        for before, after in pairs:
            entry = str((after or before or {}).get("name", ""))
            if before is None or after is None:
                words = self._whole_entry(record, before, after, sentences)
                yield SchemeDifference(part, entry, "整项", *words, NEW if before is None else GONE)
            else:
                yield from self._fields(part, entry, record, before, after, sentences(before, after))
        ordered = [str(one.get("name", "")) for one in (b for b, a in pairs if a and b)]
        anew = [str(one.get("name", "")) for one in _in_new_order(pairs, new)]
        if ordered != anew:
            yield SchemeDifference(part, "次序", "先后", "、".join(ordered), "、".join(anew), CHANGED)

    def _whole_entry(self, record: RecordShape, before: Any, after: Any, sentences: Any) -> tuple[str, str]:
        """An entry that only one side has, in a few words, on its side."""
        one, side = (before, self.old) if after is None else (after, self.new)
        texts = [one.before if after is None else one.after for one in sentences(before, after)]
        whole = "；".join(text for text in texts if text) or _in_words(record, one, side.names)
        return ("", whole) if before is None else (whole, "")

    def _fields(
        self,
        part: str,
        entry: str,
        record: RecordShape,
        old: Mapping[str, Any],
        new: Mapping[str, Any],
        sentences: Sequence[Sentence],
    ) -> Iterator[SchemeDifference]:
        before, after = _texts(record, old, self.old.names), _texts(record, new, self.new.names)
        changed = [path for path in dict.fromkeys([*before, *after]) if before.get(path) != after.get(path)]
        covered: set[tuple[str, ...]] = set()
        for one in sentences:
            if one.before != one.after:
                yield SchemeDifference(part, entry, one.what, one.before, one.after, _change(one.before, one.after))
                covered |= {path for path in changed if path[0] in one.fields}
        for path in changed:
            if path not in covered:
                was, now = before.get(path, _ABSENT), after.get(path, _ABSENT)
                change = _change(was.text, now.text)
                if was.value is not None and now.value is not None:
                    change = f"{now.value - was.value:+.10g}"
                yield SchemeDifference(part, entry, was.name or now.name, was.text, now.text, change)

    def _said(self, name: str, before: Any, after: Any, say: Callable[[Scheme, Any], str]) -> list[str]:
        """What each side says of its entry; empty where it has none."""
        words = []
        for side, one in ((self.old, before), (self.new, after)):
            keys = [_key(entry) for entry in side.plain.scheme[name]] if one else []
            words.append(say(side.scheme, getattr(side.scheme.spec, name)[keys.index(_key(one))]) if one else "")
        return words

    def _line(self, before: Any, after: Any) -> list[Sentence]:
        block, other = (one and one[""] for one in (before, after))
        moved = not (block and other and _key(block) == _key(other))
        names = [str(one["name"]) if one and moved else "" for one in (block, other)]
        found = [Sentence("所属类别", names[0], names[1], frozenset())]
        if before is None or after is None:
            texts = [f"{number(one['points'])}分" if one else "" for one in (before, after)]
            found.append(Sentence("分值", texts[0], texts[1], frozenset(["points"])))
        words = [
            standard(side.scheme, side.scheme.indicator(one["id"])) if one else ""
            for side, one in ((self.old, before), (self.new, after))
        ]
        return [*found, Sentence("评分标准", words[0], words[1], _STANDARD)]

    def _block(self, before: Any, after: Any) -> list[Sentence]:
        def forfeit(scheme: Scheme, block: Dimension) -> str:
            own = block.forfeit
            return "" if own is None else f"{scheme.fill(own.say())}（依据：{own.clause}）"

        words = self._said("dimensions", before, after, forfeit)
        points = [f"{number(one['points'])}分" if one else "" for one in (before, after)]
        alone = [] if before and after else [Sentence("分值", points[0], points[1], frozenset())]
        return [*alone, Sentence("计零分", words[0], words[1], frozenset(["forfeit"]))]

    def _grade(self, before: Any, after: Any) -> list[Sentence]:
        words = self._said("grades", before, after, _uses)
        return [Sentence(field_word(Grade, "consequences"), words[0], words[1], frozenset(["consequences"]))]

    def _gate(self, before: Any, after: Any) -> list[Sentence]:
        words = self._said("gates", before, after, gate_words)
        uses = self._said("gates", before, after, _uses)
        record = record_of(SchemeSpec, "gates")
        plain = {"id", "name", "clause", "drawn_from", "design", "consequences"}
        worded = frozenset(name for model in record.models.values() for name in fields(model)) - plain | {"kind"}
        return [
            Sentence("约束", words[0], words[1], worded),
            Sentence("结果运用", uses[0], uses[1], frozenset(["consequences"])),
        ]

    def _deduction(self, before: Any, after: Any) -> list[Sentence]:
        words = self._said("deductions", before, after, lambda scheme, one: scheme.fill(one.say()))
        return [Sentence("扣分", words[0], words[1], frozenset(["each", "item", "word", "cap", "when"]))]


def _uses(scheme: Scheme, one: Any) -> str:
    return "；".join(map(consequence_words, one.consequences))


def _nothing(before: Any, after: Any) -> list[Sentence]:
    return []


@dataclass(frozen=True)
class _Text:
    """What a leaf is called and says; value: the figure, if it is one."""

    name: str = ""
    text: str = ""
    value: float | None = None


_ABSENT = _Text()


def _change(before: str, after: str) -> str:
    return NEW if not before else GONE if not after else CHANGED


def _texts(record: RecordShape, data: Mapping[str, Any], names: Names) -> dict[tuple[str, ...], _Text]:
    """By path, what every leaf says; free texts of a list by themselves, wherever in the list they stand."""
    found: dict[tuple[str, ...], _Text] = {}
    known = {key: one for key, one in data.items() if key}
    for leaf in leaves(record, known) if known else ():
        free = is_text_list(leaf.shape) and not leaf.names
        for one in split(leaf) if free or leaf_text(leaf, names) is None else [leaf]:
            path, name = tuple(map(str, one.path)), STEP.join(leaf.words if free else one.words)
            figure = one.value if isinstance(one.value, int | float) and not isinstance(one.value, bool) else None
            found[(*path[:-1], str(one.value)) if free else path] = _Text(name, leaf_text(one, names) or "", figure)
    return found


def _in_words(record: RecordShape, data: Mapping[str, Any], names: Names) -> str:
    return "；".join(f"{one.name}：{one.text}" for one in _texts(record, data, names).values())


def _without(data: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: one for name, one in data.items() if name not in names}


def _key(one: Mapping[str, Any]) -> str:
    return str(one.get("id") or one.get("code") or one.get("name"))


def _paired(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[Any | None, Any | None]]:
    """Old and new entries side by side, in the old order; what is new at the end."""
    left = list(new)
    pairs: list[tuple[Any | None, Any | None]] = []
    by_key = {_key(one): one for one in new}
    first = {_key(one): by_key.get(_key(one)) for one in old}
    free = [one for one in new if _key(one) not in first]
    for one in old:
        found = first[_key(one)]
        if found is None:
            same = [
                other for other in free if squeezed(str(other.get("name", ""))) == squeezed(str(one.get("name", "")))
            ]
            found = same[0] if len(same) == 1 else None
            free = [other for other in free if other is not found]
        pairs.append((one, found))
        left = [other for other in left if other is not found]
    return [*pairs, *((None, one) for one in left)]


def _in_new_order(pairs: Sequence[tuple[Any | None, Any | None]], new: Sequence[Any]) -> list[Any]:
    place = {id(one): number for number, one in enumerate(new)}
    both = [(before, after) for before, after in pairs if before is not None and after is not None]
    return [before for before, after in sorted(both, key=lambda pair: place[id(pair[1])])]
