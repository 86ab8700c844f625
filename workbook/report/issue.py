"""What the office says when it issues documents: number and day of the approval, until when to answer, where."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from workbook.documents.text import chinese_date

OFFICE = "市节能减排目标责任考核办公室"
"""Where answers go, unless the office says otherwise."""

_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TIME = re.compile(r"(?:^|[^\d一二三四五六七八九十两])(\d{1,3}|[一二三四五六七八九十两])(个月|日|天)(?:内|以内|之内)")
_MOST = 366


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

    def due(self, within: str) -> str:
        """The last day of a time counted from the approval's day: 一个月内 of 2026-07-10 is 2026年8月10日; empty where the words name none.

        A month ends on the day of the same number, or the month's last. Working days are not counted: holidays are not known.
        """
        found = _TIME.search(within)
        if not self.date or found is None:
            return ""
        number = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1], 0)
        day = datetime.date.fromisoformat(self.date)
        if not number or number > _MOST:
            return ""
        if found[2] != "个月":
            return chinese_date((day + datetime.timedelta(days=number)).isoformat())
        years, month = divmod(day.month - 1 + number, 12)
        last = calendar.monthrange(day.year + years, month + 1)[1]
        return chinese_date(datetime.date(day.year + years, month + 1, min(day.day, last)).isoformat())

    def by(self, within: str) -> str:
        """「自2026年7月10日起一个月内（2026年8月10日以前）」; without the day where it cannot be told."""
        last = self.due(within)
        start = f"自{chinese_date(self.date)}起" if self.date else "自通报印发之日起"
        return f"{start}{within}" + (f"（{last}以前）" if last else "")

    def after(self, days: int) -> str:
        """The last of so many days from the day after the approval's, in words; empty where either is not known."""
        if not self.date or not days:
            return ""
        return chinese_date((datetime.date.fromisoformat(self.date) + datetime.timedelta(days=days)).isoformat())
