"""What a run of ``kaohe report`` is to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbook.report.issue import Issue


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
