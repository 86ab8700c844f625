"""``{include: file.yaml, of: id}``: an element of a list that stands for the content of another file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.errors import SchemeError
from scoring.scheme.reading import Reader
from scoring.scheme.spelling import near
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList


@dataclass
class Includes:
    """Resolves the includes of one scheme's files; ``faults`` gathers what is wrong.

    A file stands in the folder of the scheme, or, with ``of``, in that of another one. top: the scheme's own file.
    shown: its name in messages. schemes: the files of the schemes that ``of`` may name, by id.
    """

    reader: Reader
    top: Path
    shown: str
    schemes: Mapping[str, Path] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def resolve(self, data: Any, chain: tuple[Path, ...]) -> Any:
        """The data with every include replaced: a list is spliced in, a mapping becomes one element.

        chain: the files that are being read, from the scheme's own to the one that holds ``data``.
        """
        if isinstance(data, MarkedDict):
            if "include" in data:
                self.faults.append(
                    f"{data.marks['include']} include：include 只能写作列表的一项；改成“- include: 文件名”"
                )
            for key in data:
                data[key] = self.resolve(data[key], chain)
            return data
        if not isinstance(data, MarkedList):
            return data
        result, marks = MarkedList(), []
        for element, mark in zip(data, data.marks, strict=True):
            if not (isinstance(element, MarkedDict) and "include" in element):
                result.append(self.resolve(element, chain))
                marks.append(mark)
                continue
            content = self._content(element, mark, chain)
            if isinstance(content, MarkedList):
                result.extend(content)
                marks.extend(content.marks)
            elif content is not None:
                result.append(content)
                marks.append(content.mark)
        result.mark, result.marks = data.mark, marks
        return result

    def _content(self, element: MarkedDict, mark: Mark, chain: tuple[Path, ...]) -> MarkedDict | MarkedList | None:
        """What an include stands for; None, and a fault, where it stands for nothing."""
        other = element.get("of")
        if "of" in element and other not in self.schemes:
            close = near(str(other), list(self.schemes))
            self.faults.append(f"{element.marks['of']} of：没有方案 {other}{close}")
            return None
        top = self.top if other is None else self.schemes[other]
        folder = top.parent.resolve()
        path = ((chain[-1].parent if other is None else folder) / str(element["include"])).resolve()
        wrong = self._wrong(element, path, chain, folder)
        if wrong:
            self.faults.append(f"{mark} include：{wrong}")
            return None
        inner = path.relative_to(folder).as_posix()
        shown = f"{self.shown.rpartition('/')[0] if other is None else other}/{inner}".lstrip("/")
        try:
            content = self.reader.read(path, shown)
        except SchemeError as error:
            self.faults.extend(error.messages)
            return None
        if not isinstance(content, MarkedDict | MarkedList):
            self.faults.append(f"{shown}:1：应当是列表（每行以 - 开头）或“字段: 值”的若干行")
            return None
        self.files.append(shown)
        resolved: MarkedDict | MarkedList = self.resolve(content, (*chain, path))
        return resolved

    def _wrong(self, element: MarkedDict, path: Path, chain: tuple[Path, ...], folder: Path) -> str:
        """Why an include cannot be followed; empty if it can."""
        name = element["include"]
        others = [str(key) for key in element if key not in ("include", "of")]
        if others:
            return f"同一项里还写了 {'、'.join(others)}；include 单独作一项"
        if not isinstance(name, str) or not name:
            return "应当写文件名；改成“- include: 文件名”"
        if not path.is_relative_to(folder):
            return f"{name} 不在方案的文件夹里；只能引用方案文件夹里的文件，把它移进来"
        if not path.is_file():
            there = [one for one in sorted(path.parent.glob("*.yaml")) if one.resolve() not in chain]
            close = near(path.stem, [one.stem for one in there]).replace("？", ".yaml？")
            return f"没有文件 {name}{close or '；检查文件名'}"
        if path in chain:
            loop = [_within(one, folder) for one in (*chain[chain.index(path) :], path)]
            return f"循环引用（{' → '.join(loop)}）；去掉其中一个 include"
        return ""


def _within(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
