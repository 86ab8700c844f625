"""The day by which something is due, counted from the approval's."""

from __future__ import annotations

import pytest

from workbook.report.issue import Issue


@pytest.mark.parametrize(
    ("date", "within", "last"),
    [
        ("2026-07-10", "一个月内", "2026年8月10日"),
        ("2026-01-31", "1个月内", "2026年2月28日"),
        ("2026-12-15", "收到通知后两个月内", "2027年2月15日"),
        ("2026-07-10", "30日内", "2026年8月9日"),
        ("2026-07-10", "十天以内", "2026年7月20日"),
        ("2026-07-10", "15个工作日内", ""),
        ("2026-07-10", "半个月内", ""),
        ("2026-07-10", "二十日内", ""),
        ("2026-07-10", "年底前", ""),
        ("", "一个月内", ""),
    ],
)
def test_the_last_day(date: str, within: str, last: str) -> None:
    """Months end on the day of the same number, or the month's last; what is not understood names no day."""
    assert Issue(date=date).due(within) == last


def test_the_day_it_counts_from_is_said() -> None:
    assert Issue(date="2026-07-10").by("一个月内") == "自2026年7月10日起一个月内（2026年8月10日以前）"
    assert Issue(date="2026-07-10").by("15个工作日内") == "自2026年7月10日起15个工作日内"
    assert Issue().by("一个月内") == "自通报印发之日起一个月内"
