"""``{include: file.yaml}``: an element of a list that stands for the content of another file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.errors import SchemeError
from scoring.scheme.reading import Reader
from scoring.scheme.spelling import near
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList


@dataclass
class Includes:
    """Resolves the includes of one scheme's files, all inside its folder; ``faults`` gathers what is wrong.

    top: the scheme's own file. shown: its name in messages.
    """

    reader: Reader
    top: Path
    shown: str
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
        path = (chain[-1].parent / str(element["include"])).resolve()
        wrong = self._wrong(element, path, chain)
        if wrong:
            self.faults.append(f"{mark} include：{wrong}")
            return None
        inner = path.relative_to(self.top.parent.resolve()).as_posix()
        shown = f"{self.shown.rpartition('/')[0]}/{inner}".lstrip("/")
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

    def _wrong(self, element: MarkedDict, path: Path, chain: tuple[Path, ...]) -> str:
        """Why an include cannot be followed; empty if it can."""
        name, folder = element["include"], self.top.parent.resolve()
        others = [str(key) for key in element if key != "include"]
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
            loop = [one.relative_to(folder).as_posix() for one in (*chain[chain.index(path) :], path)]
            return f"循环引用（{' → '.join(loop)}）；去掉其中一个 include"
        return ""
