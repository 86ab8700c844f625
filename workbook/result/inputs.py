"""Everything that a result workbook is made from besides the assessment."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

import pandas as pd

import scoring
from workbook.reading.cells import Declared


def versions() -> dict[str, str]:
    """The program, the packages that a result depends on, and Python, as the result workbook names them."""
    packages = {f"软件包 {name}": version(name) for name in ("numpy", "pandas", "pydantic", "xlsxwriter")}
    python = ".".join(platform.python_version_tuple()[:2])
    return {"程序版本": f"kaohe {scoring.__version__}", **packages, "Python": python}


@dataclass(frozen=True)
class ResultInputs:
    """What ``write_result`` is given and the archive inside the workbook keeps.

    files: name → SHA-256 of what was read. options: name → value, as printed on 说明. self_scores: index =
    counties, columns = indicator ids. standing: 初评, 核定 or 市政府审定. remark: a label printed on every
    sheet. declared: what was declared instead of a figure, with its reason, by (county, item). values_only:
    no live formulas. versions: of the program that writes; a workbook that is verified keeps its own.

    A new optional input is a field here (with a default that leaves the workbook as it was) and a part in
    ``workbook/archive/parts.py``.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    self_scores: pd.DataFrame | None = None
    standing: str = "初评"
    remark: str = ""
    declared: Mapping[tuple[str, str], Declared] = field(default_factory=dict)
    values_only: bool = False
    versions: Mapping[str, str] = field(default_factory=versions)
