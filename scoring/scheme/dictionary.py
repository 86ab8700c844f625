"""The files of a folder of config/, each read and checked against its model; what is wrong with any is gathered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel

from scoring.errors import SchemeError
from scoring.resources import config_dir
from scoring.scheme.messages import validate
from scoring.scheme.reading import Reader
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList

M = TypeVar("M", bound=BaseModel)


def read_folder(
    reader: Reader, folder: str, model: type[M], what: str, faults: list[str]
) -> Iterator[tuple[Path, Mark, Any, M]]:
    """Path, mark of the file, marked data and model of every file of config/<folder> that is well-formed.

    what: what messages call it. The faults of the others go to ``faults``.
    """
    listed = issubclass(model, RootModel)
    shape = "列表（每项以 - 开头）" if listed else "“字段: 值”的若干行"
    for path in reader.list(config_dir() / folder):
        root = Mark(f"{folder}/{path.name}", 1)
        try:
            data = reader.read(path, root.file)
        except SchemeError as error:
            faults.extend(error.messages)
            continue
        if not isinstance(data, MarkedList if listed else MarkedDict):
            faults.append(f"{root}：{what}应当是{shape}")
            continue
        checked, wrong = validate(model, data, root)
        faults.extend(wrong)
        if checked is not None:
            yield path, root, data, checked
