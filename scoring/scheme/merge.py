"""Includes and ``extends``: several files become one text, and each value keeps its line."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from scoring.errors import SchemeError
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList, read_yaml


def resolve_includes(data: Any, folder: Path, depth: int = 0) -> Any:
    """Replace every list element ``{include: file.yaml}`` by that file's content (a list is spliced in)."""
    if isinstance(data, MarkedDict):
        for key in data:
            data[key] = resolve_includes(data[key], folder, depth)
        return data
    if not isinstance(data, MarkedList):
        return data
    result, marks = MarkedList(), []
    for element, mark in zip(data, data.marks, strict=True):
        if isinstance(element, MarkedDict) and set(element) == {"include"}:
            content = _included(str(element["include"]), folder, mark, depth)
            if isinstance(content, MarkedList):
                result.extend(content)
                marks.extend(content.marks)
                continue
            element, mark = content, getattr(content, "mark", mark)
        else:
            element = resolve_includes(element, folder, depth)
        result.append(element)
        marks.append(mark)
    result.mark, result.marks = data.mark, marks
    return result


def _included(name: str, folder: Path, mark: Mark, depth: int) -> Any:
    path = (folder / name).resolve()
    if folder.resolve() not in path.parents:
        raise SchemeError([f"{mark} include：{name} 不在方案的文件夹里；只能引用同一文件夹里的文件"])
    if not path.is_file():
        near = difflib.get_close_matches(name, [one.name for one in folder.glob("*.yaml")], 1)
        hint = f"；是不是 {near[0]}？" if near else ""
        raise SchemeError([f"{mark} include：没有文件 {name}{hint}"])
    if depth > 5:
        raise SchemeError([f"{mark} include：引用套得太深，可能在循环引用"])
    return resolve_includes(read_yaml(path, f"{Path(mark.file).parent / name}"), folder, depth + 1)


def merge(base: Any, over: Any, faults: list[str], where: str = "") -> Any:
    """``over`` laid on ``base``: mappings key by key, lists of named elements by ``id`` (or ``name``).

    An element ``{id: x, drop: true}`` takes x out. A mapping whose ``kind`` changes replaces the old one.
    """
    if isinstance(base, MarkedDict) and isinstance(over, MarkedDict):
        if "kind" in over and over.get("kind") != base.get("kind"):
            return over
        result = MarkedDict(base)
        result.mark, result.marks = over.mark, {**base.marks, **over.marks}
        for key, value in over.items():
            result[key] = merge(base[key], value, faults, f"{where}.{key}") if key in base else value
        return result
    if isinstance(base, MarkedList) and isinstance(over, MarkedList):
        identity = _identity(base, over)
        if identity is not None:
            return _merge_named(base, over, identity, faults, where)
    return over


def _identity(base: MarkedList, over: MarkedList) -> str | None:
    for key in ("id", "name"):
        if all(isinstance(one, MarkedDict) and key in one for one in (*base, *over)):
            return key
    return None


def _merge_named(base: MarkedList, over: MarkedList, key: str, faults: list[str], where: str) -> MarkedList:
    result, marks = MarkedList(base), list(base.marks)
    for element, mark in zip(over, over.marks, strict=True):
        names = [one[key] for one in result]
        name = element[key]
        if element.get("drop") is True:
            if name not in names:
                near = difflib.get_close_matches(str(name), [str(one) for one in names], 1)
                hint = f"；是不是 {near[0]}？" if near else ""
                faults.append(f"{mark} {where.lstrip('.')}：要删的 {name} 不存在{hint}")
                continue
            place = names.index(name)
            del result[place], marks[place]
        elif name in names:
            place = names.index(name)
            result[place] = merge(result[place], element, faults, f"{where}.{name}")
        else:
            result.append(element)
            marks.append(mark)
    result.mark, result.marks = base.mark, marks
    return result


def mark_of(data: Any, path: tuple[Any, ...], root: Mark) -> Mark:
    """The mark nearest to a path of keys and positions."""
    found = getattr(data, "mark", root)
    for step in path:
        if (isinstance(data, MarkedDict) and step in data.marks) or (
            isinstance(data, MarkedList) and isinstance(step, int) and step < len(data)
        ):
            found, data = data.marks[step], data[step]
    return found
