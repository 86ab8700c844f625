"""Dates as people write them, and those that could mean two days."""

from __future__ import annotations

import datetime

import pytest

from workbook.reading.raw import Raw
from workbook.reading.tables.dates import BadDate, read_date


@pytest.mark.parametrize(
    "raw",
    ["2026-06-30", "2026/6/30", "2026.6.30", "2026年6月30日", "２０２６年６月３０日", " 2026 年 6 月 30 日 ", "20260630", 20260630.0,
     datetime.date(2026, 6, 30), datetime.datetime(2026, 6, 30), datetime.datetime(2026, 6, 30, 9, 15)],
)  # fmt: skip
def test_a_day_in_every_way_of_writing(raw: Raw) -> None:
    assert read_date(raw) == "2026-06-30"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("2026-02-30", "日期“2026-02-30”不存在（2026 年 2 月没有 30 日）；核对后写成 2026-06-30 或 2026年6月30日"),
        ("2025-02-29", "日期“2025-02-29”不存在（2025 年 2 月没有 29 日）；核对后写成 2026-06-30 或 2026年6月30日"),
        ("2026-30-06", "日期“2026-30-06”没有 30 月，月和日是不是写反了？是的话写成 2026-06-30"),
        ("2026-13-31", "日期“2026-13-31”没有 13 月；写成 2026-06-30 或 2026年6月30日"),
        ("30/6/2026", "日期“30/6/2026”分不清年、月、日；写成 2026-06-30 或 2026年6月30日"),
        ("6/30/26", "日期“6/30/26”分不清年、月、日；写成 2026-06-30 或 2026年6月30日"),
        ("2026年6月", "日期“2026年6月”没有写日；写成 2026-06-30 或 2026年6月30日"),
        (46203.0, "“46203”是数，不是日期；把单元格设成日期格式，或写成 2026-06-30 或 2026年6月30日"),
        ("六月底", "“六月底”不是日期；写成 2026-06-30 或 2026年6月30日"),
        ("1926-06-30", "日期 1926-06-30 不在 2000—2099 年之间；核对年份"),
        (datetime.date(2206, 6, 30), "日期 2206-06-30 不在 2000—2099 年之间；核对年份"),
        (None, "没有写日期；写成 2026-06-30 或 2026年6月30日"),
        (True, "“TRUE”不是日期；写成 2026-06-30 或 2026年6月30日"),
        (datetime.time(9, 15), "“09:15:00”不是日期；写成 2026-06-30 或 2026年6月30日"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(raw: Raw, message: str) -> None:
    with pytest.raises(BadDate) as refused:
        read_date(raw)
    assert str(refused.value) == message
