"""Sealed papers (原件) from which a bureau's figures were typed: each by the name that 认定说明 gives, with its hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scoring.problems import Problem, Source
from workbook.hashing import sha256_of
from workbook.printable import printable
from workbook.reading.findings import of_file
from workbook.reading.merged.folder import SCANS
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.text import squeezed


def scanned(parts: Sequence[FileData], scans: Mapping[str, Path]) -> list[Problem]:
    """Put each scan's hash into the certificates that name it; a certificate whose scan is not there is none. scans: by their names below 部门/原件."""
    return [*_hashed(parts, scans), *_unnamed(parts, scans)]


def _hashed(parts: Sequence[FileData], scans: Mapping[str, Path]) -> Iterator[Problem]:
    known = {squeezed(name).casefold(): path for name, path in scans.items()}
    for part in parts:
        lost: dict[str, Source] = {}
        for key, one in list(part.certificates.items()):
            if not one.scan:
                continue
            path = known.get(squeezed(one.scan).casefold())
            if path is not None:
                part.certificates[key] = replace(one, scan_sha256=sha256_of(path))
            else:
                del part.certificates[key]
                lost.setdefault(one.scan, part.certificate_rows[key].place)
        for name, place in sorted(lost.items()):
            message = f"“认定说明”写的原件“{printable(name)}”不在“{Role.BUREAU}/{SCANS}”里，用它认定的数按初步处理"
            remedy = f"把盖章的扫描件放进“{Role.BUREAU}/{SCANS}”，文件名写对"
            yield Problem("error", "E_SCAN", "", "", message, place, name, remedy)


def _unnamed(parts: Sequence[FileData], scans: Mapping[str, Path]) -> Iterator[Problem]:
    named = {squeezed(one.scan).casefold() for part in parts for one in part.certificates.values() if one.scan}
    for name in scans:
        if squeezed(name).casefold() not in named:
            message = "是原件，没有一张“认定说明”提到它"
            remedy = "在部门的“认定说明”里写上原件的文件名、录入人、复核人；不用的请移走"
            yield of_file("W_SCAN", f"{Role.BUREAU}/{SCANS}/{printable(name)}", message, remedy)
