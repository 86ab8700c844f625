"""Number formats, struck-out and raised text, hidden rows and columns, merged cells."""

from __future__ import annotations

import pytest

from scoring.errors import DataError
from tests.support.packages import MAIN, Parts, grid, parts, sheet, styles
from workbook.reading.grid import CellRun

FONTS = '<font/><font><strike/></font><font><strike val="0"/></font><font><vertAlign val="superscript"/></font>'
XFS = "".join(
    f'<xf numFmtId="{code}" fontId="{font}"/>' for code, font in ((0, 1), (0, 2), (0, 3), (10, 0), (164, 0), (99, 0))
)
LOOK = styles('<numFmt numFmtId="164" formatCode="0.00&quot;万吨&quot;"/>', FONTS, XFS)


def test_formats_of_filled_cells() -> None:
    data = "".join(f'<c s="{style}"><v>1</v></c>' for style in range(7))
    found = grid(parts(f'<row>{data}<c s="4"/><c><v>1</v></c></row>', look=LOOK))
    assert dict(found.formats) == {(0, 4): "0.00%", (0, 5): '0.00"万吨"'}
    assert found.formats.get((0, 7)) is None
    assert found.formats.get((9, 9)) is None
    assert len(found.formats) == 2
    assert found.struck == {(0, 1)}


def test_style_0_may_have_a_look_too() -> None:
    look = LOOK.replace(b'<cellXfs><xf numFmtId="0"/>', b'<cellXfs><xf numFmtId="9"/>')
    found = grid(parts('<row><c><v>1</v></c><c s="0"><v>1</v></c></row>', look=look))
    assert dict(found.formats) == {(0, 0): "0%", (0, 1): "0%"}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (('numFmtId="164" formatCode="0.00&quot;万吨&quot;"/>', 'numFmtId="164" formatCode="0"/><numFmt numFmtId="164" formatCode="0%"/>'), "两个写法"),
        (('fontId="3"', 'fontId="9"'), "没有第 9 种字体"),
        (('numFmtId="10"', 'numFmtId="x"'), "不是编号"),
        (("</styleSheet>", "<cellXfs/></styleSheet>"), "有两份"),
        (('<xf numFmtId="10"', '<x/><xf numFmtId="10"'), "放错地方"),
        (("styleSheet", "stylesheet"), "不是样式表"),
    ],
)  # fmt: skip
def test_styles_that_say_two_things(change: tuple[str, str], what: str) -> None:
    look = LOOK.decode().replace(*change).encode()
    with pytest.raises(DataError, match=rf"书.xlsx：部件 xl/styles.xml.*{what}"):
        grid(parts("<row><c><v>1</v></c></row>", look=look))


STRUCK, PLAIN, HIGH = "<rPr><strike/></rPr>", "<rPr><b/></rPr>", '<rPr><vertAlign val="superscript"/></rPr>'
TEXTS = [
    ("<t>甲</t>", "甲", (), False),
    ('<t xml:space="preserve"> 甲 </t>', " 甲 ", (), False),
    ("<t/>", None, (), False),
    ("<t>甲_x000D_乙_x005F_x000D_</t>", "甲\r乙_x000D_", (), False),
    ("<t>_xD800__x0000_</t>", "_xD800__x0000_", (), False),
    ("<t>汉</t><rPh sb='0' eb='1'><t>han</t></rPh><phoneticPr fontId='1'/>", "汉", (), False),
    ("<r><t>3</t></r><r><t>.42</t></r>", "3.42", (), False),
    (f"<r>{STRUCK}<t>3</t></r><r>{PLAIN}<t>2.85</t></r>", "32.85", (CellRun("3", True), CellRun("2.85")), False),
    (f"<t>2.85</t><r>{STRUCK}<t>3</t></r>", "2.853", (CellRun("2.85"), CellRun("3", True)), False),
    (f"<r><t>10</t></r><r>{HIGH}<t>2</t></r>", "102", (CellRun("10"), CellRun("2", raised=True)), False),
    (f"<r><rPr><strike val='true'/></rPr><t>3</t></r><r>{PLAIN}<t> </t></r>", "3 ", (), True),
    ("<r><rPr><strike val='false'/></rPr><t>3</t></r>", "3", (), False),
    (f"<r>{HIGH}<t> </t></r><r><t> </t></r>", "  ", (CellRun(" ", raised=True), CellRun(" ")), False),
]


@pytest.mark.parametrize(("inner", "text", "runs", "struck"), TEXTS)
@pytest.mark.parametrize("shared", [True, False])
def test_texts(inner: str, text: str | None, runs: tuple[CellRun, ...], struck: bool, shared: bool) -> None:
    if shared:
        content = parts('<row><c t="s"><v>1</v></c><c><v>1</v></c></row>', strings=f"<si><t>x</t></si><si>{inner}</si>")
    else:
        content = parts(f'<row><c t="inlineStr"><is>{inner}</is></c><c><v>1</v></c></row>')
    found = grid(content)
    assert found.rows == [[text, 1]]
    assert found.runs == ({(0, 0): runs} if runs else {})
    assert found.struck == ({(0, 0)} if struck else set())


def test_a_cell_in_a_raised_font() -> None:
    found = grid(parts('<row><c s="3" t="str"><v>注1</v></c><c s="3"><v>1</v></c></row>', look=LOOK))
    assert found.runs == {(0, 0): (CellRun("注1", raised=True),)}


@pytest.mark.parametrize(
    "inner", ["<t>3<b/>4</t>", "<t>3</t><t>4</t>", "<x/>", "<r><t>3</t><x/></r>", "<r><t>3<b/></t></r>"]
)
def test_texts_with_something_else_in_them(inner: str) -> None:
    with pytest.raises(DataError, match=r"书.xlsx：部件 xl/sharedstrings.xml 的文字里有放错地方的内容"):
        grid(parts(strings=f"<si>{inner}</si>"))
    with pytest.raises(DataError, match=r"书.xlsx：部件 工作表“甲” 的文字里有放错地方的内容"):
        grid(parts(f'<row><c t="inlineStr"><is>{inner}</is></c></row>'))


def test_a_table_of_texts_with_something_else_in_it() -> None:
    for strings in ("<si><t>x</t></si><x/>", "<x/>", "<x/><si><t>x</t></si>", "<si><si><t>x</t></si></si>"):
        with pytest.raises(DataError, match=r"书.xlsx：部件 xl/sharedstrings.xml"):
            grid(parts(strings=strings))
    extension = "<extLst><ext><si><t>z</t></si></ext></extLst>"
    content = parts('<row><c t="s"><v>0</v></c></row>', strings=f"<si><t>x</t></si>{extension}")
    assert grid(content).rows == [["x"]]
    with pytest.raises(DataError, match="编号 1"):
        grid(parts('<row><c t="s"><v>1</v></c></row>', strings=f"<si><t>x</t></si>{extension}"))


def framed(rows: str = "", before: str = "", after: str = "") -> Parts:
    data = "".join(
        f'<row r="{n}" {"" if n != 2 else rows}><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>' for n in (1, 2, 3)
    )
    return parts(rows=sheet(data, before, after))


@pytest.mark.parametrize(
    ("said", "hidden"),
    [('hidden="1"', True), ('hidden="true"', True), ('ht="0"', True), ('ht="0" customHeight="1"', True), ('ht="0.0"', True),
     ('hidden="0"', False), ('hidden="false"', False), ('ht="15"', False), ('ht="0.75"', False), ('ht="10"', False), ('hidden="on"', True)],
)  # fmt: skip
def test_hidden_rows(said: str, hidden: bool) -> None:
    assert grid(framed(said)).hidden.rows == (frozenset({1}) if hidden else frozenset())


@pytest.mark.parametrize(
    ("cols", "columns"),
    [('<col min="2" max="2" hidden="1"/>', {1}), ('<col min="2" max="16384" hidden="true"/>', {1, 2}), ('<col min="3" max="3" width="0"/>', {2}),
     ('<col min="1" max="2" width="10"/>', set()), ('<col min="1" max="1" width="0.5"/>', set()), ('<col min="9" max="12" hidden="1"/>', set()),
     ('<col min="1" max="16384" hidden="1"/>' * 5000, {0, 1, 2})],
)  # fmt: skip
def test_hidden_columns(cols: str, columns: set[int]) -> None:
    """Of those that the sheet uses."""
    assert grid(framed(before=f"<cols>{cols}</cols>")).hidden.columns == columns


def test_columns_that_cannot_be_told() -> None:
    with pytest.raises(DataError, match="工作表“甲”里有一列隐藏的列说不清是哪一列"):
        grid(framed(before='<cols><col min="x" max="2" hidden="1"/></cols>'))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(state: str) -> None:
    content = framed()
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(b"sheetId", f'state="{state}" sheetId'.encode())
    assert grid(content).hidden.sheet
    assert not grid(framed()).hidden.sheet


@pytest.mark.parametrize(
    ("ref", "area"),
    [("A1:B2", (0, 0, 1, 1)), ("$A$1:$B$2", (0, 0, 1, 1)), ("B2:A1", (0, 0, 1, 1)), ("AZ:BA", (0, 51, 1_048_575, 52)), ("2:3", (1, 0, 2, 16_383)),
     ("C4", (3, 2, 3, 2))],
)  # fmt: skip
def test_merged(ref: str, area: tuple[int, int, int, int]) -> None:
    assert grid(framed(after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>')).merged == [area]


@pytest.mark.parametrize("ref", ["", "A1:", "A:1", "A1:B", "x1!", "A0:B1", "XFE1:XFE2", "A1:B1048577"])
def test_a_merge_that_cannot_be_told(ref: str) -> None:
    with pytest.raises(DataError, match="工作表“甲”里有一处合并说不清是哪些格"):
        grid(framed(after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'))


def test_a_merge_elsewhere_is_none() -> None:
    inner = f'<mergeCells xmlns="{MAIN}"><mergeCell ref="A1:B2"/></mergeCells>'
    assert grid(framed(after=f"<extLst><ext>{inner}</ext></extLst>")).merged == []
