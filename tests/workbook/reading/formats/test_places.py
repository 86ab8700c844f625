"""Where rows and cells stand (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4): by their address, without one after the last."""

from __future__ import annotations

import pytest

from scoring.errors import DataError
from tests.support.packages import MAIN, SHEET, grid, parts, sheet


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>', [[1, 2]]),
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", [[1, 2], [3, None]]),
        ('<row r="3"><c><v>1</v></c></row><row><c r="B4"><v>2</v></c><c><v>3</v></c></row>',
         [[None] * 3, [None] * 3, [1, None, None], [None, 2, 3]]),
        ('<row><c/><c s="0"/><c><v>1</v></c></row>', [[None, None, 1]]),
        ('<row><c r="B1"/><c><v>1</v></c></row>', [[None, None, 1]]),
        ('<row/><row r="3"/><row><c r="a4"><v>1</v></c></row>', [[None], [None], [None], [1]]),
        ('<row r="2"><c r="AA2"><v>1</v></c></row>', [[None] * 27, [None] * 26 + [1]]),
        ('<row r="1"><c r="AAA1"><v>1</v></c><c><v>2</v></c></row>', [[None] * 702 + [1, 2]]),
    ],
)  # fmt: skip
def test_places(data: str, rows: list[list[float | None]]) -> None:
    assert [list(row) for row in grid(parts(data)).rows] == rows


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>', "第 2 行"),
        ('<row r="2"/><row r="1"><c r="A1"><v>1</v></c></row>', "第 1 行"),
        ('<row r="0"><c><v>1</v></c></row>', "第 0 行"),
        ('<row r="1048577"><c><v>1</v></c></row>', "第 1048577 行"),
        (f'<row r="{"9" * 5000}"/>', "第 99999999999999999999 行"),
        ('<row r="一"/>', "第 一 行"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "A1"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"/></row>', "A1"),
        ('<row r="1"><c r="B1"/><c r="A1"><v>2</v></c></row>', "A1"),
        ('<row r="1"><c r="C1"/><c/><c r="D1"><v>2</v></c></row>', "D1"),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "A2"),
        ('<row><c r="A2"><v>1</v></c></row>', "A2"),
        ('<row r="1"><c r="1"><v>1</v></c></row>', "1"),
        ('<row r="1"><c r="A1:B1"><v>1</v></c></row>', "A1:B1"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "XFE1"),
        ('<row r="1"><c r=""><v>1</v></c></row>', "A1"),
        (f"<row>{'<c/>' * 16_385}</row>", "XFE1"),
    ],
)
def test_a_place_that_is_none_or_twice(data: str, place: str) -> None:
    """Programs differ in what they make of them: the first, the last, or a repair."""
    with pytest.raises(DataError) as caught:
        grid(parts(data))
    assert str(caught.value).startswith("书.xlsx：工作表“甲”")
    assert f" {place} " in str(caught.value) or place in str(caught.value).split("，")[0]
    assert str(caught.value).endswith("没有读。请用 Excel 或 WPS 打开，核对后另存为新的 .xlsx 再交")


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "after",
    [
        f'<extLst><ext uri="x"><row r="9"><c r="A9"><v>9</v></c></row></ext></extLst>',  # noqa: F541
        '<extLst><ext uri="x"><x:row xmlns:x="urn:x" r="9"/></ext></extLst>',
        '<hyperlinks><hyperlink ref="A1"/></hyperlinks>',
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>',
    ],
)
def test_a_row_elsewhere_is_none(after: str) -> None:
    assert grid(parts(rows=sheet(ONE, after=after))).rows == [[1]]


@pytest.mark.parametrize(
    "part",
    [
        sheet(f"{ONE}<x/>"),
        sheet("<x/>"),
        sheet('<c r="A1"><v>1</v></c>'),
        sheet('<row r="1"><v>1</v></row>'),
        sheet('<row r="1"><c r="A1"><v>1</v></c><d/></row>'),
        sheet('<row r="1"><row r="2"/></row>'),
        sheet('<row r="1"><extLst><row r="2"><c r="A2"><v>1</v></c></row></extLst></row>'),
        sheet('<x:row xmlns:x="urn:x" r="1"/>'),
        sheet(f'{ONE}<x:row xmlns:x="urn:x" r="2"/>'),
        sheet(ONE, after=f"<sheetData>{ONE}</sheetData>"),
        sheet(ONE, after="<sheetData/>"),
        sheet(ONE, after="<unheardOf/>"),
        sheet(ONE, after=f"<v>{ONE}</v>"),
        sheet(ONE, after='<x:y xmlns:x="urn:x"/>'),
        sheet('<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
              f"<mc:Choice>{ONE}</mc:Choice></mc:AlternateContent>"),
        sheet("", after='<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
              f"<mc:Choice><sheetData>{ONE}</sheetData></mc:Choice></mc:AlternateContent>"),
        sheet(ONE, after='<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
              '<mc:Choice><mergeCells><mergeCell ref="A1:B1"/></mergeCells></mc:Choice></mc:AlternateContent>'),
        f'<worksheet xmlns="{MAIN}"/>'.encode(),
        f'<chartsheet xmlns="{MAIN}"/>'.encode(),
        b"<worksheet><sheetData/></worksheet>",
        f'<x xmlns="{MAIN}"><worksheet><sheetData>{ONE}</sheetData></worksheet></x>'.encode(),
    ],
)  # fmt: skip
def test_what_has_no_place_in_a_sheet_is_not_passed_over(part: bytes) -> None:
    with pytest.raises(DataError, match=r"书.xlsx：.*没有读"):
        grid(parts(rows=part))


def test_an_ignorable_extension_is_ignored() -> None:
    """mc:Ignorable (ECMA-376 part 3): who does not know the namespace passes it over."""
    known = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="urn:x" mc:Ignorable="x"'
    assert grid(parts(rows=sheet(ONE, after="<x:y/>", root=known))).rows == [[1]]


def test_the_dimension_is_only_a_hint() -> None:
    for said in ("1:22", "A:AB", "", "A1", "XFD1048576"):
        assert grid(parts(rows=sheet(ONE, before=f'<dimension ref="{said}"/>'))).rows == [[1]]


def test_blank_cells_with_a_look_take_no_room() -> None:
    data = f'{ONE}<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert grid(parts(data)).rows == [[1]]


def test_a_far_cell_is_named() -> None:
    with pytest.raises(DataError, match="工作表“甲”用到了 XFD1048576，范围过大，没有读。请按 Ctrl"):
        grid(parts(f'{ONE}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    content = parts(ONE)
    content[SHEET] = sheet(f'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="400"><c r="A400"><v>1</v></c></row>')  # noqa: F541
    with pytest.raises(DataError, match="XFD400"):
        grid(content)
