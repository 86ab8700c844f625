"""Who may say what: a role comes from where the operator put a file, never from what the file says of itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

from scoring.problems import Source


class Role(StrEnum):
    """The office that assesses (考核办), a county, a bureau, or what was decided."""

    OFFICE = "考核办"
    COUNTY = "县（市、区）"
    BUREAU = "部门"
    DECISION = "决定"


FOLDERS = (Role.COUNTY, Role.BUREAU, Role.DECISION)
"""The folders of a set; the first component below the folder that was named gives a file its role."""

_SPELT = {unicodedata.normalize("NFKC", role): role for role in FOLDERS}


def role_of_folder(name: str) -> Role | None:
    """The role that a folder of this name gives, full- and half-width signs alike; None if it gives none.

    Nothing else is taken for it: 决 定 may come out of a county's archive, and stand beside 决定 unseen.
    """
    return _SPELT.get(unicodedata.normalize("NFKC", name))


def role_of_file(name: str) -> Role | None:
    """The role of a file of a set, by its path relative to the set."""
    parts = PurePosixPath(name).parts
    return role_of_folder(parts[0]) if len(parts) > 1 else None


SELF_REPORTED, PRELIMINARY = "自报", "初步"
"""Why a figure that the assessment uses is not final: the county's own, or certified as preliminary."""
PRELIMINARY_WORD, UNKNOWN = "初步认定", "提供单位不明"

Key = tuple[str, str]
"""A figure: (county, item)."""


@dataclass(frozen=True)
class Adopted:
    """A file that was adopted (采用). who: the county, or the bureau; year: as declared; figures: how many of it are used."""

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
    reason: why the figure differs from the one that was reported.
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
    reason: str = ""

    @property
    def transcribed(self) -> bool:
        """Whether the figure was typed from paper."""
        return bool(self.scan)


@dataclass(frozen=True)
class Outstanding:
    """A figure that is still due. by: the bureau, the county, or 考核办 for what is decided; why: in a word."""

    county: str
    item: str
    by: str
    why: str


Certificates = Mapping[tuple[str, str], Certificate]
"""By (county, item); "" stands for every one: (county, item), then (county, ""), ("", item), ("", "")."""


def certificate_of(certificates: Certificates, county: str, item: str) -> Certificate | None:
    """The nearest certificate of a figure; None if the bureau said nothing."""
    if not certificates:
        return None
    keys = ((county, item), (county, ""), ("", item), ("", ""))
    return next((certificates[key] for key in keys if key in certificates), None)


@dataclass(frozen=True)
class Provenance:
    """Where an assessment's figures come from and what they rest on; all by (county, item).

    adopted: the files, with role and hash. claims: what counties reported (自报). provisional: figures that are not final,
    with why (自报 or 初步). certified: how bureaus certify figures. outstanding: figures still due. disputed: figures with an
    objection, with its place.
    """

    adopted: tuple[Adopted, ...] = ()
    claims: Mapping[tuple[str, str], Claim] = field(default_factory=dict)
    provisional: Mapping[tuple[str, str], str] = field(default_factory=dict)
    certified: Mapping[tuple[str, str], Certificate] = field(default_factory=dict)
    outstanding: tuple[Outstanding, ...] = ()
    disputed: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether counties' own figures stand beside certified ones, or any figure is not final."""
        return bool(self.claims or self.certified or self.provisional or self.disputed)

    @cached_property
    def file(self) -> Mapping[str, Adopted]:
        """The files adopted, by name."""
        return {one.file: one for one in self.adopted}

    @cached_property
    def owing(self) -> Mapping[Key, str]:
        """Why a figure is still due, for those that are."""
        return {(one.county, one.item): one.why for one in self.outstanding}

    @cached_property
    def open_items(self) -> Mapping[str, frozenset[str]]:
        """By county, the items whose figures are not final."""
        return by_county(self.provisional)

    @cached_property
    def disputed_items(self) -> Mapping[str, frozenset[str]]:
        """By county, the items with an objection."""
        return by_county(self.disputed)

    def cite(self, source: Source, key: Key | None = None) -> str:
        """A place, with who handed the file in and in what role; told as unknown where the file is none of those adopted.

        key: the figure that stands there and is used, for how it is certified: 「…（省统计局初步认定，市统计局提供）」.
        """
        if not source.file or not self.adopted:
            return str(source)
        one = self.file.get(source.file)
        who = UNKNOWN if one is None else self._origin(one, key)
        return f"{source}（{who}）" if who else str(source)

    def supplier(self, source: Source) -> str:
        """Who submitted the file of a figure that is used; blank where the figure is from no file."""
        if not source.file or not self.adopted:
            return ""
        one = self.file.get(source.file)
        return UNKNOWN if one is None else one.who

    def certification(self, key: Key) -> tuple[str, str]:
        """How a figure is certified: by whom (blank if not said), and in a word; ("", "") for one nobody certified."""
        certificate = self.certified.get(key)
        early = self.provisional.get(key) == PRELIMINARY
        if certificate is None:
            return "", PRELIMINARY_WORD if early else ""
        forwarded = f"，{certificate.forwarder}转报" if certificate.forwarder else ""
        return certificate.certifier, (PRELIMINARY_WORD if early else "核定") + forwarded

    def _origin(self, file: Adopted, key: Key | None) -> str:
        certifier, word = self.certification(key) if key is not None else ("", "")
        if file.role == Role.COUNTY:
            return f"{file.who}自报" + (f"，{certifier or '部门'}{word}" if word else "")
        if file.role == Role.BUREAU and not word:
            waits = self.owing.get(key) if key is not None else None
            return f"{file.who}报{waits}" if waits else f"{file.who}提供"
        if file.role == Role.BUREAU:
            from_whom = f"，{file.who}提供" if certifier and certifier != file.who else ""
            return f"{certifier or file.who}{word}{from_whom}"
        return f"{file.who}决定" if file.role == Role.DECISION else ""


def by_county(keys: Collection[Key]) -> dict[str, frozenset[str]]:
    """The items of figures, by county."""
    found: dict[str, set[str]] = {}
    for county, item in keys:
        found.setdefault(county, set()).add(item)
    return {county: frozenset(items) for county, items in found.items()}


NO_PROVENANCE = Provenance()
"""Of figures that come from no files."""
