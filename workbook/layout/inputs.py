"""Everything that a result workbook is made from besides the assessment."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas as pd

import scoring
from scoring.assessment import Assessment
from scoring.robustness import Settings
from workbook.reading.roles import NO_PROVENANCE, Provenance
from workbook.reading.stage import Stage
from workbook.reading.tables.cells import Declared
from workbook.revisions.record import RevisionRecord


def versions() -> dict[str, str]:
    """The program, the packages that a result depends on, and Python, as the result workbook names them."""
    packages = {f"软件包 {name}": _version(name) for name in ("numpy", "pandas", "pydantic", "xlsxwriter")}
    python = ".".join(platform.python_version_tuple()[:2])
    return {"程序版本": f"kaohe {scoring.__version__}（程序指纹 {fingerprint()}）", **packages, "Python": python}


_version = cache(version)  # the same as long as the process


@cache
def fingerprint() -> str:
    """The first digits of a hash over the program's own source: two states of one version are told apart."""
    whole = hashlib.sha256()
    for package in ("scoring", "workbook"):
        folder = Path(__file__).resolve().parents[2] / package
        for path in sorted(folder.rglob("*.py"), key=lambda one: one.relative_to(folder).as_posix()):
            whole.update(f"\n{package}/{path.relative_to(folder).as_posix()}\n".encode())
            whole.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()[:12]


@dataclass(frozen=True)
class ResultInputs:
    """What ``write_result`` is given and the archive inside the workbook keeps.

    files: name → SHA-256 of what was read. options: name → value, as printed on 说明. self_scores: index =
    counties, columns = indicator ids. stage: 初评, 送审 or 审定. remark: a label printed on every
    sheet. declared: what was declared instead of a figure, with its reason, by (county, item). values_only:
    no live formulas. review: the sheets 对比, 提升 and 结果运用 too; last: the assessment that 变动 compares with
    (with ``review``). revisions: late revisions and appeals. provenance: files with their roles, counties' own figures, and what is not
    final. robustness: what the study assumes, where there is one. versions: of the program that writes; a workbook that is verified keeps its own.

    A new optional input is a field here (with a default that leaves the workbook as it was) and a part in
    ``workbook/archive/parts.py``.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    self_scores: pd.DataFrame | None = None
    stage: Stage = "初评"
    remark: str = ""
    declared: Mapping[tuple[str, str], Declared] = field(default_factory=dict)
    values_only: bool = False
    review: bool = False
    last: Assessment | None = None
    revisions: RevisionRecord | None = None
    provenance: Provenance = NO_PROVENANCE
    robustness: Settings | None = None
    versions: Mapping[str, str] = field(default_factory=versions)
