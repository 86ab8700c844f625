"""What the office says when it issues documents: number and day of the approval, until when to answer, where."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from workbook.report.text import chinese_date

OFFICE = "市节能减排目标责任考核办公室"
"""Where answers go, unless the office says otherwise."""


@dataclass(frozen=True)
class Issue:
    """document: the approval's number; date: its day; until: the last day to answer (both ISO). office: where to answer."""

    document: str = ""
    date: str = ""
    until: str = ""
    office: str = OFFICE

    def fields(self) -> dict[str, str]:
        """What every template may use of it."""
        return {
            "document": self.document,
            "date": chinese_date(self.date) if self.date else "",
            "until": chinese_date(self.until) if self.until else "",
            "office": self.office,
        }

    def after(self, days: int) -> str:
        """The last of so many days from the day after the approval's, in words; empty where either is not known."""
        if not self.date or not days:
            return ""
        return chinese_date((datetime.date.fromisoformat(self.date) + datetime.timedelta(days=days)).isoformat())
