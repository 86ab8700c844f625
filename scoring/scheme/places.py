"""Where in a scheme's files something was said: marks, field paths, the place of a word."""

from __future__ import annotations

from typing import Any

from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList

Loc = tuple[Any, ...]
"""Keys and positions from the scheme's top; a step that the data does not have (a union's tag) is passed over."""

_NO_REFERENCE = frozenset({"kind", "name", "word", "id"})


def step_into(data: Any, step: Any) -> Any:
    """The key or position of ``data`` that a step means, or None; years are numbers in a file and text in JSON."""
    if isinstance(data, MarkedList):
        return step if isinstance(step, int) and step < len(data) else None
    if not isinstance(data, MarkedDict):
        return None
    if step in data:
        return step
    return int(step) if isinstance(step, str) and step.isascii() and step.isdigit() and int(step) in data else None


def mark_of(data: Any, loc: Loc, root: Mark) -> Mark:
    """The mark nearest to a place."""
    found = getattr(data, "mark", root)
    for step in loc:
        key = step_into(data, step)
        if key is not None:
            found, data = data.marks[key], data[key]
    return found


def value_at(data: Any, loc: Loc) -> Any:
    """What was written at a place."""
    for step in loc:
        key = step_into(data, step)
        if key is not None:
            data = data[key]
    return data


def field_path(data: Any, loc: Loc, absent: bool = False) -> str:
    """「dimensions.two_high.indicators.online_monitoring.rule.rungs[2].at」: ids instead of positions.

    absent: the last step is a field that was not written.
    """
    parts: list[str] = []
    for step in loc:
        key = step_into(data, step)
        if key is None:
            continue
        listed = isinstance(data, MarkedList)
        data = data[key]
        if not listed:
            parts.append(str(key))
            continue
        name = (data.get("id") or data.get("name")) if isinstance(data, MarkedDict) else None
        if isinstance(name, str) and name.strip():
            parts.append(name)
        elif parts:
            parts[-1] += f"[{key + 1}]"
        else:
            parts.append(f"[{key + 1}]")
    return ".".join([*parts, str(loc[-1])] if absent else parts)


def told(data: Any, loc: Loc, root: Mark, text: str) -> str:
    """A fault with its file, line and field."""
    return f"{mark_of(data, loc, root)} {field_path(data, loc)}：{text}"


def find_word(data: Any, loc: Loc, word: str) -> Loc:
    """The place at or below ``loc`` where a word was written as a reference; ``loc`` if there is none."""
    return _below(value_at(data, loc), loc, word) or loc


def _below(here: Any, loc: Loc, word: str) -> Loc | None:
    if isinstance(here, MarkedDict):
        steps = [(key, value) for key, value in here.items() if key not in _NO_REFERENCE]
    elif isinstance(here, MarkedList):
        steps = list(enumerate(here))
    else:
        return loc if here == word else None
    return next((found for key, value in steps if (found := _below(value, (*loc, key), word))), None)
