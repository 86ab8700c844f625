"""What number formats make of numbers; LibreOffice is the judge of it."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.support.libreoffice import convert
from workbook.reading.tables.number_format import ShownCell, shown, shown_text

AS_IT_IS = [
    "", "General", "G/通用格式", "0", "0.00", "#,##0.00", "0.00_ ", "0.00_);(0.00)", "0.00_);[Red](0.00)", "+0.00;-0.00;0.00",
    "0.00;[Red]0.00", r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00E+00", "# ?/?", "[$-804]0.0", "[DBNum1]0", "@",
]  # fmt: skip
MISLEADING = [
    '0.00"万吨"', "0.00万吨", '0"万"', "0.0,", "0.0,,", '#,##0.00"吨"', '"约"0', '"—"', '"甲";"乙"', r'0\.0000"万"',
    '0.0,"千吨"', "0.0%", '0.00"%"', '0"0000"', "0.00;0.00", "-0.00", "(0.00)", '0;-0;"零";@', "0;;", "0.00;-0.00;", "#", "#,###",
    "000000", "[$¥-804]#,##0.00", '"↑"0.00;"↓"0.00', '#,##0,"千"', '0.0"吨/年"', '0 "吨"', r'[>=10000]0\.0,"万";0.00',
    '[=1]"是";[=0]"否";0', "[<1]0.0%;0.00", '[>100]0.0,;[>10]0"甲";0.00', "0.00‰",
]  # fmt: skip
NUMBERS = [0, 1, 3.42, 12, 70.29, 702900, 0.0342, 12345678.9, 0.004]


@pytest.mark.libreoffice
def test_libreoffice_shows_the_same(tmp_path: Path) -> None:
    """Every format and number as its CSV "as shown" writes it; where we say "as it is", its text reads as the number.

    Negative numbers only under formats without conditions: LibreOffice leaves their sign out there, Excel does not.
    """
    book = xlsxwriter.Workbook(str(tmp_path / "f.xlsx"))
    sheet = book.add_worksheet()
    sheet.set_column(0, 40, 60)
    cells = [
        [(code, sign * number) for number in NUMBERS for sign in (1, -1) if sign > 0 or ("[>" not in code and "[=" not in code)]
        for code in (*AS_IT_IS, *MISLEADING)
        if code not in ("", "# ?/?", "[DBNum1]0", "G/通用格式")  # a fraction and 一百 are the number, and no decimals
    ]  # fmt: skip
    for row, given_ in enumerate(cells):
        for column, (code, number) in enumerate(given_):
            sheet.write_number(row, column, number, book.add_format({"num_format": code}))
    book.close()
    convert(
        [tmp_path / "f.xlsx"],
        tmp_path / "o",
        tmp_path / "p",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true",
    )
    seen = list(csv.reader((tmp_path / "o" / "f.csv").open(encoding="utf-8")))
    compared = 0
    for row, given_ in enumerate(cells):
        for column, (code, number) in enumerate(given_):
            text, ours = "".join(seen[row][column].replace(",", "").split()), shown(code, number)
            compared += 1
            if ours is not None:
                assert (code, number, "".join(ours.text.split())) == (code, number, text)
            elif "Red" not in code:  # a red number has no sign
                places = len(text.lower().partition("e")[0].strip("()-").partition(".")[2])
                size = abs(number) * 0.005 if "E" in text else 0.5000001 * 10**-places
                assert abs(float(text.replace("(", "-").replace(")", "")) - number) <= size, (code, number, text)
    assert compared > 700


@pytest.mark.parametrize("code", [one for one in AS_IT_IS if one])
def test_formats_that_say_nothing_more(code: str) -> None:
    for number in (3.42, -3.42, 702900.0, 1e300):
        found = shown(code, number)
        assert found is None or (found.words == "" and found.is_close(number)), (code, number)


@pytest.mark.parametrize(
    ("code", "number", "text", "figure", "words"),
    [
        ('0.00"万吨"', 70.294, "70.29万吨", "70.29", "万吨"),
        (r'0!.0000"万"', 702900, "70.2900万", "70.2900", "万"),
        ("0.0,", 702900, "702.9", "702.9", ""),
        ("0%", 0.155, "16%", "16", ""),
        ("0.0%%", 0.155, "1550.0%%", "1550.0", ""),
        ("0.00;0.00", -3.42, "3.42", "3.42", ""),
        ("-0.00", 3.42, "-3.42", "-3.42", ""),
        ("(0.00)", 3.42, "(3.42)", "-3.42", ""),
        ('[Red]0.0"吨";[Red]0.0"吨"', -5, "5.0吨", "-5.0", "吨"),
        ("000000", 12, "000012", "12", ""),
        ('0.0"吨"', 0.25, "0.3吨", "0.3", "吨"),  # half up, as LibreOffice has it
        ("0kg", 12, "12kg", "12", "kg"),
        ("[$€-2] 0", 12, "€ 12", "12", "€"),
        ('0"0000"', 70.29, "700000", "70", "0000"),
        ('General"万吨"', 70.29, "70.29万吨", "70.29", "万吨"),
        (";;;", 3.42, "", None, ""),
        ("[White]0.00", 3.42, "", None, ""),
        ("[颜色2]0.00", 3.42, "", None, ""),
        ('"—"', 3.42, "—", None, ""),
        ("0;-0;", 0, "", None, ""),
        ("#,###", 0, "", None, ""),
        ("[>5]0.0", 3.42, "", None, ""),
        ("yyyy-mm-dd", 3.42, "日期", None, ""),
        ("[h]:mm", 3.42, "日期", None, ""),
        ('0"年"00"月"', 312, "3年12月", None, "月"),
    ],
)  # fmt: skip
def test_formats_that_mislead(code: str, number: float, text: str, figure: str | None, words: str) -> None:
    found = shown(code, number)
    assert found is not None
    assert (found.text, found.number, found.words) == (text, None if figure is None else Decimal(figure), words)


def test_texts() -> None:
    """A text is changed only by a section for texts."""
    assert (
        shown_text("", "12")
        is shown_text('0.00"万吨"', "12")
        is shown_text("@", "12")
        is shown_text("0;0;0;@", "12")
        is None
    )
    assert shown_text('@"万吨"', "12") == ShownCell("12万吨", words="万吨")
    assert shown_text('0;0;0;"第"@', "12") == ShownCell("第12", words="第")
    assert shown_text(";;;", "12") == ShownCell("")
    assert shown_text('0;0;0;"—"', "12") == ShownCell("—")


@given(
    code=st.text('0#?.,%;@_*\\!"[]<>=-+()/Ee年万吨约 ymdhs:RedWhite12$', max_size=25) | st.text(max_size=12),
    number=st.floats(allow_nan=False, allow_infinity=False),
)
def test_never_raises(code: str, number: float) -> None:
    found = shown(code, number)
    shown_text(code, "12")
    assert found is None or found.number is None or found.text
