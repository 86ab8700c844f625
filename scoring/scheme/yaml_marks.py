"""YAML as plain data that remembers where each value was said.

Scalars are those of YAML 1.2: ``yes``, ``12:30`` and dates stay text, ``1.0e9`` is a number. What a scheme has
no use for and a reader stumbles over (anchors, tags, a key written twice) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from scoring.errors import SchemeError
from scoring.scheme.yaml_faults import syntax_faults

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
# Signs that look like the ASCII ones and are not; no field of a scheme has one in its name.
_FULL_WIDTH = {"：": "冒号要用半角，后面空一格", "，": "逗号要用半角", "\u3000": "空格要用半角", "\xa0": "空格要用半角"}
_DEEPEST = 40
_MOST_VALUES = 50_000  # a scheme has a few thousand
_MOST_DIGITS = 40


@dataclass(frozen=True)
class Mark:
    """A file and a line in it, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class MarkedDict(dict[Any, Any]):
    """A mapping with its own mark and one for each key.

    ``beside``: names of the parent scheme's elements that a variant's new element was added to.
    ``instead_of``: the kind that this mapping replaced.
    """

    mark: Mark
    marks: dict[Any, Mark]
    beside: tuple[str, ...] | None = None
    instead_of: str = ""


class MarkedList(list[Any]):
    """A list with its own mark and one for each element."""

    mark: Mark
    marks: list[Mark]


def parse_yaml(text: str, name: str) -> Any:
    """The marked data of a text; SchemeError lists all that is wrong with it, with line. name: the file's name in messages."""
    tree = _Tree(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            tree.take(event)
    except yaml.YAMLError as error:
        raise SchemeError([*tree.faults, *syntax_faults(error, text, name)]) from error
    if not tree.documents:
        raise SchemeError([f"{name}：文件是空的；写上内容，或者删去这个文件"])
    if tree.faults:
        raise SchemeError(tree.faults)
    return tree.documents[0]


@dataclass
class _Open:
    """A mapping or list whose end was not seen yet, and the key that waits for its value."""

    data: MarkedDict | MarkedList
    key: Any = None
    key_mark: Mark | None = None
    skip: bool = False
    seen: dict[str, int] = field(default_factory=dict)


class _Tree:
    """Builds the data from the parser's events, without recursion, and gathers faults on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[str] = []
        self.documents: list[Any] = []
        self.open: list[_Open] = []
        self.values = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()
            return
        if not isinstance(event, yaml.NodeEvent):
            return
        start: Any = event.start_mark
        mark = Mark(self.name, start.line + 1)
        self.values += 1
        if self.values > _MOST_VALUES:
            raise SchemeError([*self.faults[:20], f"{mark}：文件里的值超过 {_MOST_VALUES} 个；检查是不是给错了文件"])
        self._refuse(event, mark)
        if isinstance(event, yaml.ScalarEvent):
            if "\0" in event.value:
                self.faults.append(f"{mark}：有看不见的控制字符（U+0000）；删去")
            self._put(self._scalar(event.value, event.style, mark), mark, event.value)
        elif isinstance(event, yaml.MappingStartEvent):
            opened = MarkedDict()
            opened.mark, opened.marks = mark, {}
            self._enter(opened, mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            listed = MarkedList()
            listed.mark, listed.marks = mark, []
            self._enter(listed, mark)
        else:
            self._put(None, mark, "*")

    def _scalar(self, text: str, style: str | None, mark: Mark) -> Any:
        """What a scalar says: a text if it is quoted, else maybe a number or a word that stands for something."""
        if style in ("'", '"', "|", ">"):
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        whole = _INT.fullmatch(text)
        if not whole and (not _FLOAT.fullmatch(text) or _LEADING_ZERO.fullmatch(text)):
            return text
        if len(text) > _MOST_DIGITS:
            self.faults.append(f"{mark}：数“{text[:20]}…”有 {len(text)} 位；改正，是文字的加引号")
            return 0
        return int(text) if whole else float(text)

    def _refuse(self, event: Any, mark: Mark) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.faults.append(f"{mark}：不能用别名 *{event.anchor}；把内容照写一遍，或用 extends、include")
        elif event.anchor:
            self.faults.append(f"{mark}：不能用锚点 &{event.anchor}；去掉它")
        if getattr(event, "tag", None):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.faults.append(f"{mark}：不能用类型标签 {tag}；去掉它，文字加引号")
        if not self.open and self.documents:
            self.faults.append(f"{mark}：一个文件里只能有一份内容；去掉单独成行的 ---")

    def _enter(self, data: MarkedDict | MarkedList, mark: Mark) -> None:
        self._put(data, mark, None)
        self.open.append(_Open(data))
        if len(self.open) > _DEEPEST:
            raise SchemeError([*self.faults, f"{mark}：套了 {_DEEPEST} 层以上；检查缩进和括号"])

    def _put(self, value: Any, mark: Mark, text: str | None) -> None:
        """Lay a value where the parser stands: as the document, an element, a key or a key's value."""
        if not self.open:
            self.documents.append(value)
            return
        top = self.open[-1]
        if isinstance(top.data, MarkedList):
            top.data.append(value)
            top.data.marks.append(mark)
        elif top.key_mark is None:
            self._key(top, value, mark, text)
        else:
            if not top.skip:
                top.data[top.key] = value
                top.data.marks[top.key] = top.key_mark
            top.key_mark = None

    def _key(self, top: _Open, value: Any, mark: Mark, text: str | None) -> None:
        top.key_mark = mark
        top.key = value if isinstance(value, int) and not isinstance(value, bool) else text
        top.skip = not text
        if not text:
            self.faults.append(f"{mark}：键应当是一个词或一个数；冒号前面写字段名")
            return
        for sign, remedy in _FULL_WIDTH.items():
            if sign in text:
                self.faults.append(f"{mark} {text.strip()}：键里有全角的“{sign.strip() or '空格'}”；{remedy}")
                top.skip = True
                return
        if text in top.seen:
            self.faults.append(f"{mark} {text}：同一处写了两次（先在第 {top.seen[text]} 行）；留一个")
            top.skip = True
            return
        top.seen[text] = mark.line
