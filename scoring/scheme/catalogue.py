"""Which schemes there are, where a scheme's file stands, and its whole text with includes and ``extends``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import SchemeError
from scoring.resources import config_dir
from scoring.scheme.includes import Includes
from scoring.scheme.merge import merge
from scoring.scheme.reading import Kept, Reader
from scoring.scheme.spelling import listed, near
from scoring.scheme.yaml_marks import MarkedDict


@dataclass(frozen=True)
class SchemeEntry:
    """A shipped scheme in the list of schemes."""

    id: str
    path: Path
    title: str = ""
    standing: str = ""
    version: str = ""


def shipped() -> dict[str, Path]:
    """The files of the schemes in config/schemes, by id: ``<id>/scheme.yaml`` or ``<id>.yaml``."""
    folder = config_dir() / "schemes"
    names = sorted(os.listdir(folder))  # every call of a worksheet function asks; glob takes ten times as long
    found = {name.removesuffix(".yaml"): folder / name for name in names if name.endswith(".yaml")}
    found |= {name: path for name in names if os.path.isfile(path := folder / name / "scheme.yaml")}
    return dict(sorted(found.items()))


_ENTRIES = Kept[SchemeEntry](256)


def list_schemes() -> list[SchemeEntry]:
    """The schemes in config/schemes, by id, as their files say it and without validation.

    A variant says what it does not say itself in its parent's words; one that cannot be read is listed too. What is sound is
    kept for the process, and read again when one of its files holds something else.
    """
    return [_entry(name, path) for name, path in shipped().items()]


def _entry(name: str, path: Path) -> SchemeEntry:
    head: dict[str, str] = {}

    def read(reader: Reader) -> SchemeEntry:
        here: Path | None = path
        visited: set[Path] = set()
        while here is not None and here not in visited:
            visited.add(here)
            data = reader.read(here, shown(here))
            if not isinstance(data, MarkedDict):
                break
            for key in ("title", "standing", "version"):
                if data.get(key) is not None:
                    head.setdefault(key, str(data[key]))
            here = parent_of(data, here) if "extends" in data else None
        return SchemeEntry(name, path, **head)

    try:
        return _ENTRIES.get(path, read)[1]
    except SchemeError:
        head.setdefault("title", f"（方案文件有错误；运行 kaohe scheme check {name} 查看）")
        return SchemeEntry(name, path, **head)


def locate(which: str | Path) -> Path:
    """The file of a scheme: by id, or by the path of its folder or file; SchemeError lists the ids if there is none.

    A shipped id goes before a folder of that name in the working directory; write ``./name`` for the folder.
    """
    known = shipped()
    if isinstance(which, str) and which in known:
        return known[which].resolve()
    path = Path(which)
    if path.is_dir():
        if not (path / "scheme.yaml").is_file():
            raise SchemeError([f"文件夹 {which} 里没有 scheme.yaml；写方案文件夹的路径，或方案编号（{listed(known)}）"])
        path = path / "scheme.yaml"
    if path.is_file() and path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        raise SchemeError([f"{which} 是工作簿，不是方案文件：先用 kaohe scheme import {which} -o 文件夹 写成方案文件"])
    if path.is_file():
        return path.resolve()
    raise SchemeError([_unknown(str(which), known)])


def _unknown(which: str, known: dict[str, Path]) -> str:
    if which in known:  # asked for as a file
        return f"{which} 是随程序带的方案，这里要写一个文件：先用 kaohe scheme export {which} -o 方案.xlsx 写成工作簿"
    return f"没有方案 {which}{near(which, known)}（现有方案：{listed(known)}；也可以写方案文件的路径）"


def parent_of(data: MarkedDict, path: Path) -> Path:
    """The file of the scheme that ``data`` extends: a path from its own folder, or an id."""
    parent = data["extends"]
    mark = data.marks["extends"]
    if not isinstance(parent, str) or not parent:
        raise SchemeError([f"{mark} extends：应当写一个方案的编号或路径"])
    nearby, known = path.parent / parent, shipped()
    if not nearby.exists() and parent not in known:
        raise SchemeError([f"{mark} extends：{_unknown(parent, known)}"])
    try:
        return locate(nearby if nearby.exists() else parent)
    except SchemeError as error:
        raise SchemeError([f"{mark} extends：{text}" for text in error.messages]) from error


def resolved(path: Path, reader: Reader, below: tuple[Path, ...] = ()) -> tuple[MarkedDict, list[str]]:
    """A scheme's data with includes and ``extends`` resolved, and the names of the files that it came from.

    below: the variants that led here. SchemeError lists the faults of all files that could be read.
    """
    data = reader.read(path, shown(path))
    if not isinstance(data, MarkedDict):
        raise SchemeError([f"{shown(path)}:1：方案文件应当是“字段: 值”的若干行"])
    includes = Includes(reader, path, shown(path), shipped())
    data = includes.resolve(data, (path.resolve(),))
    faults, files = includes.faults, [shown(path), *includes.files]
    if "extends" in data:
        try:
            base, above = _parent(data, path, reader, below)
            mark = data.marks.get("id", data.mark)
            if data.get("id") in (None, base.get("id")):
                faults.append(f"{mark} id：要有自己的编号，与上级方案 {base.get('id')} 不同；写上")
            del data["extends"], data.marks["extends"]
            data = merge(base, data, faults)
            files = [*above, *files]
        except SchemeError as error:
            faults = [*error.messages, *faults]
    if faults:
        raise SchemeError(faults)
    return data, files


def _parent(data: MarkedDict, path: Path, reader: Reader, below: tuple[Path, ...]) -> tuple[MarkedDict, list[str]]:
    parent = parent_of(data, path)
    chain = (*below, path)
    if parent in chain:
        loop = " → ".join(shown(one) for one in (*chain[chain.index(parent) :], parent))
        raise SchemeError([f"{data.marks['extends']} extends：循环引用（{loop}）；去掉其中一个 extends"])
    return resolved(parent, reader, chain)


def shown(path: Path) -> str:
    """A scheme's file as messages name it: 「yuncheng-14fyp/scheme.yaml」, 「small.yaml」."""
    return f"{path.parent.name}/{path.name}" if path.name == "scheme.yaml" else path.name
