"""A paper: what it is called, at which stage it exists, which template it is made from; the options of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbook.documents.filling import fill, template_bytes
from workbook.report.data import ReportData
from workbook.report.folder import safe_name
from workbook.report.issue import Issue

Made = tuple[str, bytes]
"""A path inside the report folder, with /, and what stands there."""


@dataclass(frozen=True)
class PaperOptions:
    """places: the counties whose own papers are written. templates: a folder with the office's own."""

    issue: Issue = field(default_factory=Issue)
    places: tuple[int, ...] = ()
    templates: Path | None = None


@dataclass(frozen=True)
class ReportRequest:
    """parts: none for those of the stage. counties: whose own papers are written (all where empty). templates: a folder with the
    office's own. pdf: one beside each document."""

    parts: Sequence[str] = ()
    counties: Sequence[str] = ()
    issue: Issue = Issue()
    templates: Path | None = None
    pdf: bool = False


WHOLE = ReportRequest()


@dataclass(frozen=True)
class PaperKind:
    """stage: of the result, from which on the paper exists. make: its files, one after another."""

    part: str
    stage: str
    template: str
    make: Callable[[ReportData, PaperOptions], Iterator[Made]]

    def fill(self, fields: Mapping[str, Any], options: PaperOptions, title: str, picture: bytes | None = None) -> bytes:
        """The template filled."""
        return fill(template_bytes(self.template, options.templates), fields, picture, self.template, title)


def county_file(part: str, data: ReportData, place: int) -> str:
    """「成绩单/140824-稷山县.docx」"""
    one = data.counties[place]
    return f"{part}/{safe_name(one.code)}-{safe_name(one.name)}.docx"
