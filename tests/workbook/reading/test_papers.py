"""What is a document, a permission, a day of the assessment: words that people write, and what they are taken for."""

from __future__ import annotations

import pytest

from scoring.checks.replaced import slipped
from workbook.reading.papers import DocumentCell, allowed, last_years_number, out_of_step, outside, paper, same_paper


@pytest.mark.parametrize(
    "text",
    ["运政〔2026〕9号", "运政[2026]9号", "运政（2026）第９号", "第3号", "运统函7号", "省厅核定函", "市政府纪要", "运能源函〔2026〕12号（电话通知后补）"],
)  # fmt: skip
def test_a_document(text: str) -> None:
    assert paper(text) == DocumentCell.WRITTEN


@pytest.mark.parametrize(
    "text",
    ["市局", "函", "文号", "省厅核定", "省局电话，待补文", "领导同意", "文件待发", "征求意见稿", "微信群通知", "运政〔2026〕号", "3月5号", "运政〔2026〕0号"],
)  # fmt: skip
def test_no_document_yet(text: str) -> None:
    assert paper(text) == DocumentCell.UNWRITTEN


@pytest.mark.parametrize("text", ["", " ", "无", "—", "/", "待定", "没有", "no", "\u200b"])
def test_nothing(text: str) -> None:
    assert paper(text) == DocumentCell.NONE


@pytest.mark.parametrize("text", ["考核组组长张某批准", "运政〔2026〕9号", "市政府常务会议同意受理"])
def test_a_permission(text: str) -> None:
    assert allowed(text)


@pytest.mark.parametrize(
    "text", ["", "否", "不同意", "是", "同意", "已批准", "√", "1", "无", "待批", "电话请示", "未经批准"]
)
def test_no_permission(text: str) -> None:
    assert not allowed(text)


def test_one_document_however_it_is_written() -> None:
    alike = ["运政〔2026〕9号", "运政[2026]第9号", " 运政（２０２６）０９号 "]
    assert len({same_paper(one) for one in alike}) == 1
    assert same_paper("运政〔2026〕19号") != same_paper(alike[0])


@pytest.mark.parametrize(
    ("date", "since", "inside"),
    [("2025-01-01", None, True), ("2026-12-31", None, True), ("2024-12-31", None, False), ("2062-06-30", None, False),
     ("2021-03-01", 2021, True), ("2020-12-31", 2021, False)],
)  # fmt: skip
def test_the_calendar_of_2025(date: str, since: int | None, inside: bool) -> None:
    assert (outside(date, 2025, since) == "") == inside


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [(3.3, 33.5, "10 倍"), (120, 0.0121, "10000 倍"), (3.3, -3.3, "正负号相反"), (3.3, 3.4, ""), (3.3, 6.6, ""), (0.0, 5.0, ""), (1.0, 1e6, "")],
)  # fmt: skip
def test_a_figure_beside_the_one_that_it_replaces(old: float, new: float, told: str) -> None:
    assert told in slipped(old, new)
    assert bool(told) == bool(slipped(old, new))


@pytest.mark.parametrize(
    ("document", "date", "told"),
    [("运政〔2026〕9号", "2025-03-20", "早于文号的年份（2026 年）"), ("运政〔2023〕9号", "2026-03-20", "晚 3 年"), ("运政〔2026〕9号", "2026-03-20", ""),
     ("运政〔2025〕99号", "2026-01-04", ""), ("运政〔2026〕9号、运统〔2025〕3号", "2025-12-30", ""), ("第3号", "2025-03-20", ""), ("运政〔2026〕9号", "", "")],
)  # fmt: skip
def test_a_number_and_its_date(document: str, date: str, told: str) -> None:
    assert told in out_of_step(document, date)
    assert bool(told) == bool(out_of_step(document, date))


def test_last_years_number() -> None:
    """A document of the first days of January may bear the number of the year before: told, and used."""
    assert last_years_number("运政〔2025〕99号", "2026-01-04") == "日期 2026-01-04 是文号年份（2025 年）的下一年"
    assert last_years_number("运政〔2025〕99号", "2025-12-30") == ""
