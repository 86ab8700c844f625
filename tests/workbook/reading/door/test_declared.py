"""What a file says of itself: years in other spellings are read or quoted; the program's own results are known as such."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring import assess
from scoring.errors import DataError
from tests.workbook.reading.door.trying import FIGURES, SCHEME, YEAR, city, county, handed, spoilt
from workbook.checking.check_book import check_book
from workbook.result.write import write_result


def said_of(path: Path, **more: Any) -> tuple[int | None, str]:
    """The year that is read, or the refusal; all messages with it."""
    try:
        read = handed(path, **more)
    except DataError as error:
        return None, str(error)
    return read.year, "\n".join(one.message for one in read.submission.problems)


YEARS = [
    "二〇二五",
    "二〇二五年",
    "二○二五年度",
    "二零二五",
    "贰零贰伍",
    "2025 年",
    "２０２５年度",
    "2025年（全年）",
    "2025.0",
    "公元2025年",
    "“2025”",
    "2025年1—12月",
]


@pytest.mark.parametrize(
    ("book", "text"), [(("city", "county")[number % 2], text) for number, text in enumerate(YEARS)]
)
def test_years_in_other_spellings(book: str, text: str, tmp_path: Path) -> None:
    """2025 is read; or the message quotes what stands there, instead of saying that there is nothing."""

    def edit(made: Any) -> None:
        made["填表说明"]["C3"].value = text

    year, said = said_of(spoilt(city() if book == "city" else county(), edit, tmp_path / "a.xlsx"))
    assert year == YEAR or text.strip("“”")[:4] in said, said


@pytest.mark.parametrize(("value", "quoted"), [
    ("2024-2025", "2024-2025"), ("2025/26", "2025/26"), ("去年", "去年"), ("a date", "2025-06-30"), (45838, "45838"), (25, "25"),
    ("2025、2024", "2025、2024"), (2025.5, "2025.5"), ("十四五", "十四五"), (True, "TRUE"),
])  # fmt: skip
def test_years_that_are_none_are_quoted(value: Any, quoted: str, tmp_path: Path) -> None:
    """The refusal of a file that stands alone says what is written, and where."""

    def edit(book: Any) -> None:
        book["填表说明"]["C3"].value = 45838 if value == "a date" else value
        if value == "a date":
            book["填表说明"]["C3"].look("yyyy-mm-dd")

    year, said = said_of(spoilt(city(), edit, tmp_path / "a.xlsx"))
    assert year is None, (year, said)
    assert quoted in said, said


def own_result(path: Path) -> None:
    write_result(assess(SCHEME, FIGURES, YEAR), path)


def own_problems(path: Path) -> None:
    read = handed(spoilt(city(), lambda book: None, path.parent / "b.xlsx"))
    path.write_bytes(check_book(read.submission.problems, read.submission.files, SCHEME, YEAR, ""))


@pytest.mark.parametrize("write", [own_result, own_problems])
def test_an_own_result_is_known_as_such(write: Any, tmp_path: Path) -> None:
    """Given alone, with and without a year: the refusal says that it is a result or a list of problems of this program."""
    write(tmp_path / "一.xlsx")
    for year in (None, YEAR):
        with pytest.raises(DataError) as caught:
            handed(tmp_path / "一.xlsx", year=year)
        assert "结果" in str(caught.value) or "问题清单" in str(caught.value)
        assert "填上，或加 --year" not in str(caught.value)


def unrelated() -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "通讯录"
    for row in (["姓名", "电话", "单位"], ["张三", "13900000000", "市统计局"], ["李四", "13800000000", "市能源局"]):
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("year", [None, YEAR])
def test_a_workbook_about_something_else(year: int | None, tmp_path: Path) -> None:
    """Alone: refused as no data workbook, or errors that say so; it is not sent to write a year into 填表说明."""
    path = tmp_path / "通讯录.xlsx"
    path.write_bytes(unrelated())
    _, said = said_of(path, year=year)
    assert "没有方案里的任何一张数据工作表" in said or "不是数据" in said or "没有读到" in said, said
    assert "在“填表说明”里填上" not in said
