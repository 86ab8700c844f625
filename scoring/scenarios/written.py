"""The file of scenarios (YAML): what each one changes, with the line that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from scoring.errors import SchemeError
from scoring.rules.base import Model
from scoring.scheme.messages import validate
from scoring.scheme.reading import Reader
from scoring.scheme.yaml_marks import Mark, MarkedDict

OFF = "off"
"""The value of a change that takes something out: a gate, a bonus, a rung."""


class ScenarioSpec(Model):
    """One scenario. scheme: the id of the scheme that it changes, of those given; the official one if left out.
    scale (按比例): points that are not changed are scaled so that they add up again."""

    name: str = Field(min_length=1, max_length=30, pattern=r"\S")
    note: str = ""
    scheme: str | None = None
    scale: bool = False
    changes: dict[str, Any] = Field(min_length=1)


class ScenarioFile(Model):
    """A file of scenarios."""

    scenarios: tuple[ScenarioSpec, ...] = Field(min_length=1, max_length=30)


@dataclass(frozen=True)
class SchemeChange:
    """A path into the scheme and what is to stand there: plain data, marked with its lines, or ``off``."""

    path: str
    value: Any
    mark: Mark

    @property
    def off(self) -> bool:
        """Whether it takes something out."""
        return bool(self.value == OFF)


@dataclass(frozen=True)
class Scenario:
    """A scenario as it was written. scheme: "" for the official one."""

    name: str
    changes: tuple[SchemeChange, ...]
    mark: Mark
    note: str = ""
    scheme: str = ""
    scale: bool = False


def read_scenarios(path: str | Path) -> tuple[Scenario, ...]:
    """The scenarios of a file; SchemeError lists all that is wrong with it, with file and line."""
    path = Path(path)
    root = Mark(path.name, 1)
    data = Reader().read(path, path.name)
    if not isinstance(data, MarkedDict):
        raise SchemeError([f"{root}：测算文件应当以 scenarios: 开头，下面一项一个测算（name、changes）"])
    written, faults = validate(ScenarioFile, data, root)
    if written is None:
        raise SchemeError(faults)
    found = tuple(_scenarios(written, data))
    twice = [
        f"{one.mark} name：“{one.name}”写了两次；换一个名称"
        for place, one in enumerate(found)
        if one.name in {before.name for before in found[:place]}
    ]
    if twice:
        raise SchemeError(twice)
    return found


def _scenarios(written: ScenarioFile, data: Any) -> Iterator[Scenario]:
    for spec, marked in zip(written.scenarios, data["scenarios"], strict=True):
        paths = marked["changes"]
        changes = tuple(SchemeChange(str(path).strip(), value, paths.marks[path]) for path, value in paths.items())
        yield Scenario(spec.name.strip(), changes, marked.marks["name"], spec.note, spec.scheme or "", spec.scale)
