"""What a cell holds: numbers, texts, errors, truth, dates, and what is none of them."""

from __future__ import annotations

import datetime
import math

import pytest

from scoring.errors import DataError
from tests.support.packages import grid, parts, styles
from workbook.reading.formats.cell_formats import BUILT_IN
from workbook.reading.number_format import shown_as
from workbook.reading.raw import ErrorValue, Raw, Uncalculated


def cell(inner: str, attributes: str = "", **more: object) -> Raw:
    """The value of A1, beside one in B1 that keeps the row there."""
    content = parts(f'<row r="1"><c r="A1" {attributes}>{inner}</c><c r="B1"><v>7</v></c></row>', **more)  # type: ignore[arg-type]
    return grid(content).rows[0][0]


@pytest.mark.parametrize(
    ("inner", "value"),
    [("<v>3.42</v>", 3.42), ("<v>1E5</v>", 1e5), ("<v>-0.5e-3</v>", -0.0005), ("<v> 3 </v>", 3.0), ("<v>+4</v>", 4.0),
     ("<v>0.1</v>", 0.1), ("<v>9007199254740993</v>", 9007199254740992.0), ("<v>1.7976931348623157E308</v>", 1.7976931348623157e308),
     ("<v>4.9E-324</v>", 5e-324), ("<v>3.4<!-- -->2</v>", 3.42), ("<v>3.4<?x y?>2</v>", 3.42), ("<v><![CDATA[3.42]]></v>", 3.42),
     ("<v>3.&#52;2</v>", 3.42), ("<v>00012</v>", 12.0), ("<v/>", None), ("<v></v>", None), ("<v> </v>", None),
     ("<extLst/>", None), ("<v>3.42</v><extLst/>", 3.42)],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["", 't="n"'])
def test_numbers(inner: str, value: float | None, kind: str) -> None:
    found = cell(inner, kind)
    assert found == value
    assert found is None or type(found) is float


@pytest.mark.parametrize(
    "text", ["NaN", "nan", "INF", "-INF", "Infinity", "1e999", "3,42", "1_000", "٣", "0x1F", "3.4.2", "1 2", "是"]
)
def test_what_is_no_number_is_an_error_that_shows_it(text: str) -> None:
    """float() would take some of them; other programs take the digits in front. Told where the cell is used."""
    for inner in (f"<v>{text}</v>", f"<f>A2</f><v>{text}</v>"):
        assert cell(inner) == ErrorValue(text)
        assert cell(inner, 't="n" s="1"', look=styles(xfs='<xf numFmtId="14"/>')) == ErrorValue(text)


@pytest.mark.parametrize(
    "code", ["#DIV/0!", "#REF!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA", "#ERROR!", "#随便", ""]
)
def test_any_error_code(code: str) -> None:
    assert cell(f"<v>{code}</v>", 't="e"') == ErrorValue(code or "#ERROR")
    assert cell(f"<f>1/0</f><v>{code}</v>", 't="e"') == ErrorValue(code or "#ERROR")


def test_truth() -> None:
    assert [cell(f"<v>{one}</v>", 't="b"') for one in ("1", "0", "true", "false")] == [True, False, True, False]
    assert cell("<v>2</v>", 't="b"') == ErrorValue("2")


@pytest.mark.parametrize(
    ("text", "value"),
    [("2025-12-31", datetime.date(2025, 12, 31)), ("2025-12-31T00:00:00", datetime.date(2025, 12, 31)),
     ("2025-12-31T08:30:00", datetime.datetime(2025, 12, 31, 8, 30)), ("T08:30:00", datetime.time(8, 30)),
     ("2025-12-31T08:30:00Z", datetime.datetime(2025, 12, 31, 8, 30)), ("2025年", ErrorValue("2025年")), ("2025-13-01", ErrorValue("2025-13-01"))],
)  # fmt: skip
def test_dates_of_strict_workbooks(text: str, value: Raw) -> None:
    """ECMA-376 part 1, 18.18.11: type d is a date in ISO 8601."""
    assert cell(f"<v>{text}</v>", 't="d"') == value


@pytest.mark.parametrize(
    ("number", "value"),
    [("45000", datetime.date(2023, 3, 15)), ("45000.5", datetime.datetime(2023, 3, 15, 12)), ("0.5", datetime.time(12)),
     ("1", datetime.date(1900, 1, 1)), ("59", datetime.date(1900, 2, 28)), ("61", datetime.date(1900, 3, 1)),
     ("2958465", datetime.date(9999, 12, 31)), ("2958466", 2958466.0), ("45000.00000105", datetime.datetime(2023, 3, 15, 0, 0, 0, 91000))],
)  # fmt: skip
def test_numbers_shown_as_dates(number: str, value: Raw) -> None:
    """Serial numbers of the 1900 system: 45000 is 15 March 2023 (Excel's DATEVALUE); day 60 is in no calendar."""
    found = cell(f"<v>{number}</v>", 's="1"', look=styles(xfs='<xf numFmtId="14"/>'))
    assert (found, type(found)) == (value, type(value))


def test_the_1904_system() -> None:
    """Counted from 2 January 1904 as 1 (ECMA-376 part 1, 18.17.4.1); a span of time is the same in both."""
    look = styles('<numFmt numFmtId="164" formatCode="[h]:mm"/>', xfs='<xf numFmtId="14"/><xf numFmtId="164"/>')
    for flag in ("1", "true"):
        book = f'<workbookPr date1904="{flag}"/>'
        assert cell("<v>1</v>", 's="1"', look=look, workbook=book) == datetime.date(1904, 1, 2)
        assert cell("<v>1.5</v>", 's="2"', look=look, workbook=book) == datetime.timedelta(days=1, hours=12)


DATES = ["yyyy-mm-dd", "mmm-yy", "h:mm", "[$-804]yyyy", "[$-F800]dddd\\, mmmm dd\\, yyyy", 'yyyy"年"m"月"', "AM/PM h", "Y", "aaaa",
         'e"年"', "[Blue]d", "m/d;@", "上午/下午h"]  # fmt: skip
NUMBERS = ["0.00%", '0.00"万吨"', "[Red]0.00", "0.00E+00", "@", "#,##0_);[Red](#,##0)", r"\d0", "_d0", "*d0", "0;d", "General", "G/通用格式",
           '"d"0', "[Cyan]0", "[$d-804]0", "# ?/?", '0"件"', "0.0e-0"]  # fmt: skip


def test_which_codes_show_dates() -> None:
    assert {code: shown_as(code) for code in DATES} == dict.fromkeys(DATES, "date")
    assert {code: shown_as(code) for code in NUMBERS} == dict.fromkeys(NUMBERS, "")
    assert {code: shown_as(code) for code in ("[h]:mm", "[mm]:ss", "[s]", "[H]")} == dict.fromkeys(
        ("[h]:mm", "[mm]:ss", "[s]", "[H]"), "span"
    )
    dates = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
    assert {number for number in range(60) if shown_as(BUILT_IN.get(number, ""))} == dates


@pytest.mark.parametrize(
    ("inner", "attributes"),
    [("<v>3.<b/>42</v>", ""), ("<v>1</v><v>2</v>", ""), ("<f>A2</f><f>A3</f><v>1</v>", ""), ("<w>1</w>", ""), ("<v>1</v><w/>", ""),
     ("<is><t>x</t></is>", ""), ("<is><t>x</t></is>", 't="s"'), ("<v>1</v>", 't="inlineStr"'),
     ("<is><t>x</t></is><v>0</v>", 't="inlineStr"'), ("<v>1</v>", 't="x"'), ("<f>A2<b/></f><v>1</v>", ""),
     ("<v>0</v>", 't="s"'), ("<v>-1</v>", 't="s"'), ("<v>00</v>", 't="s"'), ("<v>０</v>", 't="s"'), ("<v>1</v>", 's="1"'), ("<v>1</v>", 's="-1"'), ("<v>1</v>", 's="x"')],
)  # fmt: skip
def test_a_cell_that_says_two_things_or_none(inner: str, attributes: str) -> None:
    with pytest.raises(DataError, match=r"书.xlsx：工作表“甲”的 A1 .*，没有读。请用"):
        cell(inner, attributes)


def test_numbers_are_the_doubles_of_their_text() -> None:
    for number in (0.1 + 0.2, math.pi, 1 / 3, 2.5e-10, 123456789.123456789):
        assert cell(f"<v>{number!r}</v>") == number


@pytest.mark.parametrize(
    ("inner", "attributes", "value", "formula"),
    [
        ("<f>1+1</f><v>2</v>", "", 2.0, "=1+1"),
        ("<f>1+1</f>", "", Uncalculated("=1+1"), "=1+1"),
        ("<f>1+1</f><v/>", "", Uncalculated("=1+1"), "=1+1"),
        ("<f>1+1</f><v></v>", 't="n"', Uncalculated("=1+1"), "=1+1"),
        ("<f>A2</f><v></v>", 't="str"', "", "=A2"),
        ("<f>A2</f><v/>", 't="str"', "", "=A2"),
        ("<f>A2</f>", 't="str"', Uncalculated("=A2"), "=A2"),
        ("<f>A2</f><v>甲_x000D_乙</v>", 't="str"', "甲\r乙", "=A2"),
        ("<f>A2</f><v>0</v>", 't="s"', "", "=A2"),
        ("<f>A2</f><is><t/></is>", 't="inlineStr"', "", "=A2"),
        ("<f/><v>2</v>", "", 2.0, "=…"),
        ('<f t="shared" si="0"/><v>2</v>', "", 2.0, "=…"),
        ('<f t="shared" si="0"/>', "", Uncalculated("=…"), "=…"),
        ('<f t="shared" ref="A1:B1" si="0">C1</f><v>2</v>', "", 2.0, "=C1"),
        ("<f>C1<!-- -->+1</f><v>2</v>", "", 2.0, "=C1+1"),
    ],
)
def test_formulas(inner: str, attributes: str, value: Raw, formula: str) -> None:
    found = grid(parts(f'<row r="1"><c r="A1" {attributes}>{inner}</c></row>', strings="<si><t/></si>"))
    assert found.rows == [[value]]
    assert found.formulas == {(0, 0): formula}


def test_an_array_formula_fills_its_cells() -> None:
    """A cell of the array without a stored result is not blank: openpyxl saves none."""
    data = '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2</f><v>1</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>'
    found = grid(parts(data))
    assert found.rows == [[1, Uncalculated("=…")], [3, Uncalculated("=…")]]
    assert found.formulas == {(0, 0): "=C1:D2", (0, 1): "=…", (1, 0): "=…", (1, 1): "=…"}
    for ref in ("", "A1:", "x"):
        with pytest.raises(DataError, match="A1 的公式说不清填哪些格"):
            grid(parts(data.replace("A1:B2", ref)))
    with pytest.raises(DataError, match="范围过大"):
        grid(parts(data.replace("A1:B2", "A1:XFD1048576")))
