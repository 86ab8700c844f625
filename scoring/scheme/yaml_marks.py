"""YAML as plain data that remembers where each value was said.

Scalars are those of YAML 1.2: ``yes``, ``12:30`` and dates stay text, ``1.0e9`` is a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scoring.errors import SchemeError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?")


@dataclass(frozen=True)
class Mark:
    """A file and a line in it, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class MarkedDict(dict[Any, Any]):
    """A mapping with its own mark and one for each key."""

    mark: Mark
    marks: dict[Any, Mark]


class MarkedList(list[Any]):
    """A list with its own mark and one for each element."""

    mark: Mark
    marks: list[Mark]


def read_yaml(path: Path, shown: str | None = None) -> Any:
    """The marked data of a file; SchemeError with file and line for what is no YAML.

    shown: the file's name in messages.
    """
    name = shown or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemeError([f"{name}：读不出来（{error}）；方案文件应当是 UTF-8 编码的文本"]) from error
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> Any:
    """The marked data of a text; see read_yaml."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        said = f"{error.context or ''} {error.problem or ''}".strip()
        lines = text.splitlines()
        tabbed = line <= len(lines) and lines[line - 1].startswith("\t")
        hint = "缩进不能用 Tab，改用空格" if tabbed else "检查缩进、冒号后的空格和引号"
        raise SchemeError([f"{name}:{line}：不是合格的 YAML（{said}）；{hint}"]) from error
    except yaml.YAMLError as error:
        raise SchemeError([f"{name}：不是合格的 YAML（{error}）"]) from error
    if node is None:
        raise SchemeError([f"{name}：文件是空的"])
    faults: list[str] = []
    data = _build(node, name, faults)
    if faults:
        raise SchemeError(faults)
    return data


def _build(node: Any, name: str, faults: list[str]) -> Any:
    mark = Mark(name, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, mark, faults)
    if isinstance(node, yaml.SequenceNode):
        result = MarkedList(_build(child, name, faults) for child in node.value)
        result.mark = mark
        result.marks = [Mark(name, child.start_mark.line + 1) for child in node.value]
        return result
    return _scalar(node)


def _mapping(node: Any, mark: Mark, faults: list[str]) -> MarkedDict:
    result = MarkedDict()
    result.mark, result.marks = mark, {}
    for key_node, value_node in node.value:
        at = Mark(mark.file, key_node.start_mark.line + 1)
        key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
        if key is None:
            faults.append(f"{at}：键应当是一个词或一个数")
            continue
        name = key if isinstance(key, int) and not isinstance(key, bool) else str(key)
        if name in result:
            faults.append(f"{at} {name}：同一处写了两次（先在第 {result.marks[name].line} 行）；留一个")
            continue
        result[name] = _build(value_node, mark.file, faults)
        result.marks[name] = at
    return result


def _scalar(node: Any) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text) if not re.fullmatch(r"[-+]?0\d+", text) else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
