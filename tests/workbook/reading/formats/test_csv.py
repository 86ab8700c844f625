"""Text tables: codes kept as text, rows longer than their heading, bounds before memory is taken."""

from __future__ import annotations

import pytest

from scoring.errors import DataError
from workbook.reading.grid import TEXT_TABLE, Grid
from workbook.reading.opening import book_of


def grid(text: str, code: str = "utf-8") -> Grid:
    return book_of("表.csv", text.encode(code)).grid(TEXT_TABLE)


@pytest.mark.parametrize(
    ("written", "read"),
    [('="140802"', "140802"), ('"=""140802"""', "140802"), ("'140802", "140802"), ("'是", "是"), ('=""', None), ('="a""b"', 'a"b'),
     ("'", "'"), ("''", "''"), ("=A1+1", "=A1+1"), ('=T("x")', '=T("x")'), ("'a'", "'a'"), ("140802", "140802"), ("", None)],
)  # fmt: skip
def test_codes_kept_as_text(written: str, read: str | None) -> None:
    assert grid(f"代码,县\n{written},盐湖区\n").rows[1] == [read, "盐湖区"]


def test_shape() -> None:
    found = grid("a,b,c\n1\n\n,2\n")
    assert found.rows == [["a", "b", "c"], ["1", None, None], [None, None, None], [None, "2", None]]
    assert (found.formulas, dict(found.formats), found.hidden.sheet, found.merged) == (None, {}, False, ())


HEADING = "考核年度：2025\n县（市、区）,energy_use,decline_actual\n"


@pytest.mark.parametrize(
    "text",
    [
        f'{HEADING}盐湖区,"2,130,500",3.4\n',
        f"{HEADING}盐湖区,2130500,3.4,,,\n",
        "考核年度：2025,,,\n方案：x,,,\n县（市、区）,energy_use,decline_actual,intensity\n,吨,%,%\n盐湖区,2,3,4\n",
        "考核年度,2025\n县（市、区）,energy_use,decline_actual\n盐湖区,2,3\n",
        "考核年度：2025\n方案编号,yuncheng-14fyp\n县（市、区）,energy_use,decline_actual\n盐湖区,2,3\n",
        "1,2\n",
        "盐湖区,1\n临猗县,2\n",
    ],
)
def test_rows_no_longer_than_their_heading(text: str) -> None:
    assert grid(text).rows


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\n" * 1_100_000, "有 1100001 行，范围过大"), (b"\r" * 1_100_000, "有 1100001 行，范围过大"),
     (b"," * 5_100_000, "有 5100001 格，范围过大"), (b"a" * 43_000_000, "超过 40 MB"), (b"," * 3_000_000 + b"\n" * 2, "有 2 行 3000001 列，范围过大")],
)  # fmt: skip
def test_bounds(data: bytes, message: str) -> None:
    with pytest.raises(DataError, match=f"^表.csv：{message}"):
        book_of("表.csv", data)
