"""``extends``: a variant's few lines laid on its parent scheme; each value keeps the line that said it."""

from __future__ import annotations

from typing import Any

from scoring.scheme.spelling import listed, near
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList


def merge(base: Any, over: Any, faults: list[str], where: str = "") -> Any:
    """``over`` laid on ``base``: mappings key by key, lists of named elements by ``id`` (or ``name``).

    An element ``{id: x, drop: true}`` takes x out. A part whose ``kind`` changes replaces the old one whole.
    Other lists are replaced. where: the field path in messages.
    """
    if isinstance(base, MarkedDict) and isinstance(over, MarkedDict):
        if _changes_kind(base, over, where):
            over.instead_of = str(base.get("kind") or "")
            return over
        result = MarkedDict(base)
        result.mark, result.marks = over.mark, {**base.marks, **over.marks}
        for key, value in over.items():
            result[key] = merge(base[key], value, faults, f"{where}.{key}".lstrip(".")) if key in base else value
        return result
    if isinstance(base, MarkedList) and isinstance(over, MarkedList):
        identity = _identity(base)
        if identity is not None:
            return _Named(identity, where, faults).merge(base, over)
    return over


def _changes_kind(base: MarkedDict, over: MarkedDict, where: str) -> bool:
    """Whether another kind of part is meant; the ``kind`` of a data item is only one of its fields."""
    return "kind" in over and over["kind"] != base.get("kind") and not where.startswith("items.")


def _identity(base: MarkedList) -> str | None:
    """The key that names the elements of a list: ``id``, or ``name`` where none has an ``id``."""
    if not base or not all(isinstance(one, MarkedDict) for one in base):
        return None
    if all("id" in one for one in base):
        return "id"
    return "name" if all("name" in one for one in base) and not any("id" in one for one in base) else None


class _Named:
    """Merges lists whose elements have a name of their own."""

    def __init__(self, key: str, where: str, faults: list[str]) -> None:
        self.key, self.where, self.faults = key, where, faults

    def merge(self, base: MarkedList, over: MarkedList) -> MarkedList:
        """The parent's elements in their order, changed, without the dropped ones; new ones at the end."""
        if not over:
            self._fault(over.mark, f"空列表删不掉上级方案的各项；逐项写 {{{self.key}: …, drop: true}}")
        result, marks = MarkedList(base), list(base.marks)
        first: dict[Any, Mark] = {}
        for element, mark in zip(over, over.marks, strict=True):
            name = element.get(self.key) if isinstance(element, MarkedDict) else None
            if not isinstance(name, str | int | float):
                self._fault(mark, f"这一项没有写 {self.key}，不知道要改上级方案的哪一项；写上 {self.key}")
                continue
            if name in first:
                self._fault(mark, f"{name} 写了两次（先在 {first[name]}）；合成一项")
                continue
            first[name] = mark
            names = [one.get(self.key) for one in result]
            place = names.index(name) if name in names else None
            if "drop" in element:
                if self._may_drop(element, names, name) and place is not None:
                    del result[place], marks[place]
            elif place is not None:
                result[place] = merge(result[place], element, self.faults, f"{self.where}.{name}")
                marks[place] = mark
            else:
                element.beside = tuple(str(one[self.key]) for one in base)
                result.append(element)
                marks.append(mark)
        result.mark, result.marks = base.mark, marks
        return result

    def _may_drop(self, element: MarkedDict, names: list[Any], name: Any) -> bool:
        mark = element.marks["drop"]
        if element["drop"] is not True:
            self._fault(mark, "drop 只能写 true；不删的，去掉 drop", f"{name}.drop")
        elif name not in names:
            hint = near(name, map(str, names)) or f"；上级方案里有：{listed(names)}"
            self._fault(mark, f"要删的 {name} 不存在{hint}")
        else:
            return True
        return False

    def _fault(self, mark: Mark, text: str, below: str = "") -> None:
        path = ".".join(part for part in (self.where, below) if part)
        self.faults.append(f"{mark} {path}：{text}")
