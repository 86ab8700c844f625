"""Plain data as YAML that a person reads and the loader reads back: flat records on one line, the rest indented."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_LONGEST = 150
_PLAIN = re.compile(r"[A-Za-z_\u4e00-\u9fff“（《〔〈][^\x00-\x1f\x7f-\x9f:#,\[\]{}\"'&*!|>%@`\u2028\u2029\ufeff]*")
_FRACTION = re.compile(r"[0-9]+/[0-9]+")
_CONSTANTS = frozenset(("null", "true", "false", "~", ""))


def yaml_text(data: Mapping[str, Any] | list[Any]) -> str:
    """The text of a file, a map or a list."""
    lines = _elements(data, "") if isinstance(data, list) else _block(data, "")
    return "\n".join(lines) + "\n"


def _block(data: Mapping[Any, Any], indent: str) -> list[str]:
    """The lines of a map, a key each."""
    lines = []
    for key, value in data.items():
        flow = _flow(value)
        name = _scalar(key)
        if not isinstance(value, Mapping | list) or (
            not _is_deep(value) and len(indent) + len(name) + len(flow) < _LONGEST
        ):
            lines.append(f"{indent}{name}: {flow}")
        elif isinstance(value, Mapping):
            lines += [f"{indent}{name}:", *_block(value, f"{indent}  ")]
        else:
            lines += [f"{indent}{name}:", *_elements(value, f"{indent}  ")]
    return lines


def _elements(data: list[Any], indent: str) -> list[str]:
    lines = []
    for one in data:
        flow = _flow(one)
        if not isinstance(one, Mapping) or not one or (not _is_deep(one) and len(indent) + len(flow) < _LONGEST):
            lines.append(f"{indent}- {flow}")
            continue
        below = _block(one, f"{indent}  ")
        lines += [f"{indent}- {below[0].strip()}", *below[1:]]
    return lines


def _is_deep(value: Any) -> bool:
    """Whether a value reads badly on one line: records within records, beyond one part."""
    if isinstance(value, list):
        return any(isinstance(one, Mapping) for one in value) and (len(value) > 1 or any(map(_is_deep, value)))
    if not isinstance(value, Mapping):
        return False
    inner = [one for one in value.values() if isinstance(one, Mapping | list)]
    return any(
        _is_deep(one) or (isinstance(one, Mapping) and any(isinstance(deep, Mapping) for deep in one.values()))
        for one in inner
    )


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    if _FRACTION.fullmatch(text) or (_PLAIN.fullmatch(text) and text == text.strip() and text not in _CONSTANTS):
        return text
    return (
        json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\u2028", "\\L").replace("\u2029", "\\P")
    )
