"""Who may say what: a role comes from where the operator put a file, never from what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from scoring.problems import Source
from workbook.reading.text import letters


class Role(StrEnum):
    """The office that assesses (考核办), a county, a bureau, or what was decided."""

    OFFICE = "考核办"
    COUNTY = "县（市、区）"
    BUREAU = "部门"
    DECISION = "决定"


FOLDERS = (Role.COUNTY, Role.BUREAU, Role.DECISION)
"""The folders of a set; the first component below the folder that was named gives a file its role."""

_SPELT = {letters(role): role for role in FOLDERS}


def role_of_folder(name: str) -> Role | None:
    """The role that a folder of this name gives, full- and half-width signs alike; None if it gives none."""
    return _SPELT.get(letters(name))


def role_of_file(name: str) -> Role | None:
    """The role of a file of a set, by its path relative to the set."""
    parts = PurePosixPath(name).parts
    return role_of_folder(parts[0]) if len(parts) > 1 else None


SELF_REPORTED, PRELIMINARY = "自报", "初步"
"""Why a figure that the assessment uses is not final: the county's own, or certified as preliminary."""


@dataclass(frozen=True)
class Taken:
    """A file that was taken. who: the county, or the bureau; year: as declared; figures: how many of it are used."""

    file: str
    role: Role
    who: str = ""
    year: int | None = None
    sha256: str = ""
    figures: int = 0


@dataclass(frozen=True)
class Claim:
    """What a county reported of itself (自报): a number, 不适用, 暂缺 or 缺报, and where."""

    value: float | str
    source: Source


@dataclass(frozen=True)
class Certificate:
    """How a bureau certifies a figure (核定). final: 最终, else 初步. method: 逐项, 抽查 or 上级认定.

    scan, typist, checker: of a figure typed from sealed paper (转录): the scan's name, who typed and who checked it.
    """

    certifier: str = ""
    forwarder: str = ""
    document: str = ""
    date: str = ""
    final: bool = False
    method: str = ""
    scan: str = ""
    scan_sha256: str = ""
    typist: str = ""
    checker: str = ""

    @property
    def transcribed(self) -> bool:
        """Whether the figure was typed from paper."""
        return bool(self.scan)


@dataclass(frozen=True)
class Owed:
    """A figure that is still due. by: the bureau, the county, or 考核办 for what is decided; why: in a word."""

    county: str
    item: str
    by: str
    why: str


Certificates = Mapping[tuple[str, str], Certificate]
"""By (county, item); "" stands for every one: (county, item), then (county, ""), ("", item), ("", "")."""


def certificate_of(certificates: Certificates, county: str, item: str) -> Certificate | None:
    """The nearest certificate of a figure; None if the bureau said nothing."""
    keys = ((county, item), (county, ""), ("", item), ("", ""))
    return next((certificates[key] for key in keys if key in certificates), None)


@dataclass(frozen=True)
class Provenance:
    """Where an assessment's figures come from and what they rest on (see ``Submission``); all by (county, item)."""

    taken: tuple[Taken, ...] = ()
    claims: Mapping[tuple[str, str], Claim] = field(default_factory=dict)
    provisional: Mapping[tuple[str, str], str] = field(default_factory=dict)
    certified: Mapping[tuple[str, str], Certificate] = field(default_factory=dict)
    owed: tuple[Owed, ...] = ()
    disputed: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether counties' own figures stand beside certified ones, or any figure is not final."""
        return bool(self.claims or self.certified or self.provisional or self.disputed)

    def cite(self, source: Source) -> str:
        """A figure's place, with who handed the file in and in what role: 「…（市统计局核定）」."""
        one = next((file for file in self.taken if file.file == source.file), None)
        if one is None or not str(source):
            return str(source)
        said = {Role.COUNTY: "自报", Role.BUREAU: "核定", Role.DECISION: "决定"}.get(one.role, "")
        return f"{source}（{one.who}{said}）" if said else str(source)


UNTOLD = Provenance()
"""Of figures that come from no files."""
