"""One cell: every way of writing a figure that is taken, and every way that is refused."""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.scheme.models import ItemSpec
from workbook.reading.grid import CellRun
from workbook.reading.raw import ErrorValue, Uncalculated
from workbook.reading.tables.appearance import Appearance
from workbook.reading.tables.cells import read_cell


def item(kind: str = "number", unit: str = "吨", **more: Any) -> ItemSpec:
    return ItemSpec.model_validate(
        {"id": "one", "name": "某项", "kind": kind, "unit": unit, "definition": "", "bureau": "", "clause": "", **more}
    )


NUMBER, COUNT = item(), item("count", "个")
PERCENT, YES_NO = item("percent", "%"), item("yes_no", "是否")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (12, 12.0),
        (-4.52, -4.52),
        ("12.5", 12.5),
        (" 12.5\n", 12.5),
        ("１２．５", 12.5),
        ("－３．１", -3.1),
        ("−3.1", -3.1),  # U+2212, the minus sign
        ("+3", 3.0),
        (".5", 0.5),
        ("1,234,567.8", 1234567.8),
        ("1，234", 1234.0),
        ("1.5E3", 1500.0),
        ("\u200b12\ufeff", 12.0),
        ("\u30007\u00a0", 7.0),
        ("\u200e12\u202c", 12.0),
        ("\u20031\u00ad2\ufe0f", 12.0),
        # 0.1 + 0.2 and 3.0000000000000004 carry float noise in the 17th digit; a figure has 15.
        (0.1 + 0.2, 0.3),
        (3.0000000000000004, 3.0),
    ],
)
def test_numbers_taken(raw: Any, value: float) -> None:
    assert read_cell(raw, NUMBER) == read_cell(value, NUMBER)
    assert read_cell(raw, NUMBER).value == value


@pytest.mark.parametrize(
    ("raw", "shows_percent", "value"),
    [
        (15.5, False, 15.5),
        ("15.5%", False, 15.5),
        ("１５．５％", False, 15.5),
        ("15.5 %", False, 15.5),
        (0.155, True, 15.5),
        (0.0331, True, 3.31),  # 0.0331 * 100 is 3.3099999999999996 in binary
        (-0.0452, True, -4.52),
        ("15.5", True, 15.5),  # a text in a cell of percent format is still the text
    ],
)
def test_percents_taken(raw: Any, shows_percent: bool, value: float) -> None:
    reading = read_cell(raw, PERCENT, Appearance("0%" if shows_percent else ""))
    assert (reading.value, reading.fault) == (value, None)


@pytest.mark.parametrize("raw", ["是", "√", "✓", "✔", "1", "１", 1, 1.0, True, "TRUE", " 是 "])
def test_yes(raw: Any) -> None:
    assert read_cell(raw, YES_NO).value == 1.0
    assert read_cell(raw, YES_NO).fault is None


@pytest.mark.parametrize("raw", ["否", "×", "✗", "✘", "0", 0, 0.0, False, "false"])
def test_no(raw: Any) -> None:
    assert read_cell(raw, YES_NO).value == 0.0
    assert read_cell(raw, YES_NO).fault is None


@pytest.mark.parametrize(
    ("raw", "word", "reason"),
    [
        ("不适用（本年度无新增车辆）", "不适用", "本年度无新增车辆"),
        ("不适用(本年度无新增车辆)", "不适用", "本年度无新增车辆"),
        ("不适用：本年度无新增车辆", "不适用", "本年度无新增车辆"),
        ("不适用 本年度无新增车辆。", "不适用", "本年度无新增车辆"),
        ("暂缺：统计局5月反馈", "暂缺", "统计局5月反馈"),
        ("暂缺，统计局５月反馈", "暂缺", "统计局５月反馈"),
        ("暂缺（统计局（一科）5月反馈）", "暂缺", "统计局（一科）5月反馈"),
        ("暂缺（统计局（一科）", "暂缺", "统计局（一科）"),
        ("暂缺——等核定", "暂缺", "等核定"),
    ],
)
@pytest.mark.parametrize("spec", [NUMBER, COUNT, PERCENT, YES_NO, item(optional=True)])
def test_declarations(raw: str, word: str, reason: str, spec: ItemSpec) -> None:
    reading = read_cell(raw, spec)
    assert (reading.value, reading.declared) == (word, (word, reason))
    if word == "不适用":
        assert reading.fault is None
    else:
        assert reading.fault is not None
        assert reading.fault.code == "W_DECLARED"


@pytest.mark.parametrize("raw", ["不适用", "不适用（）", "暂缺", "暂缺：", "暂缺（ ）"])
def test_declaration_without_reason_is_a_warning(raw: str) -> None:
    reading = read_cell(raw, NUMBER)
    assert reading.fault is not None
    assert reading.fault.code == "W_REASON"
    assert reading.value == raw[:3].rstrip("：（")
    assert reading.fault.remedy == f"在同一格补上原因，如“{reading.value}（……）”"


PLACEHOLDER_REMEDY = "是零的写 0；不涉及的写“不适用（原因）”；数还没有的写“暂缺（原因）”"
WRITE = "改成数；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”"


@pytest.mark.parametrize(
    "raw",
    [
        "办理中",
        "待定",
        "暂无",
        "（无）",
        "无。",
        "同上",
        "没有编号",
        "√",
        "——/——",
        "—",
        "——",
        "－",
        "-",
        "--",
        "/",
        "／",
        "\\",
        "无",
        "没有",
        "N/A",
        "n/a",
        "NA",
        "null",
        "空",
        "…",
        "*",
        "?",
    ],
)
@pytest.mark.parametrize("spec", [NUMBER, COUNT, PERCENT])
def test_placeholders_are_never_guessed(raw: str, spec: ItemSpec) -> None:
    fault = read_cell(raw, spec).fault
    assert fault is not None
    assert fault.code == "E_PLACEHOLDER"
    assert fault.message == f"“某项”填的是“{raw}”，看不出是零、不涉及还是没有数"
    assert fault.remedy == PLACEHOLDER_REMEDY


def test_placeholder_in_optional_item_may_be_left_blank() -> None:
    fault = read_cell("无", item(optional=True)).fault
    assert fault is not None
    assert fault.remedy == f"{PLACEHOLDER_REMEDY}；没有设定的，留空"


@pytest.mark.parametrize(
    ("raw", "spec", "percent", "code", "message", "remedy"),
    [
        (None, NUMBER, False, "E_BLANK", "“某项”没有填", "补填；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”"),
        ("　", NUMBER, False, "E_BLANK", "“某项”没有填", "补填；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”"),
        ("约12", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“约12”", WRITE),
        ("三", COUNT, False, "E_TEXT", "“某项”应当是数，现在是文字“三”", WRITE),
        ("12.5吨", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“12.5吨”", "格内只写数，去掉“吨”；本项的单位是“吨”"),
        ("12 500", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“12 500”", "去掉数中间的空格或换行；一格只写一个数"),
        ("12,50", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“12,50”", WRITE),
        ("1_000", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“1_000”", WRITE),
        ("10²", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“10²”", WRITE),  # it may be 100: nothing is left out
        ("3.35左右", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“3.35左右”", "格内只写数，去掉“左右”；本项的单位是“吨”"),
        ("12.5（初步）", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“12.5（初步）”", "格内只写数，去掉“(初步)”；本项的单位是“吨”"),
        ("12.5车皮", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“12.5车皮”", "“车皮”不是本项的单位；核对后按“吨”换算，格内只写数"),
        ("12.5吨/船", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“12.5吨/船”", "“吨/船”不是本项的单位；核对后按“吨”换算，格内只写数"),
        ("1亿2千万", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“1亿2千万”", WRITE),
        ("3万5", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“3万5”", WRITE),
        ("12.5-", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“12.5-”", WRITE),  # −12.5 of an accountant
        ("\u202e24.3", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“[U+202E]24.3”", WRITE),  # shown as 3.42
        ("#REF!", NUMBER, False, "E_EXCEL", "“某项”是公式的错误值 #REF!", "改正公式，或直接填数；不涉及的写“不适用（原因）”"),
        ("#N/A", PERCENT, False, "E_EXCEL", "“某项”是公式的错误值 #N/A", "改正公式，或直接填数；不涉及的写“不适用（原因）”"),
        ("Err:502", NUMBER, False, "E_EXCEL", "“某项”是公式的错误值 Err:502", "改正公式，或直接填数；不涉及的写“不适用（原因）”"),
        (ErrorValue("#SPILL!"), NUMBER, False, "E_EXCEL", "“某项”是公式的错误值 #SPILL!", "改正公式，或直接填数；不涉及的写“不适用（原因）”"),
        ("٣", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“٣”", WRITE),
        ("inf", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“inf”", WRITE),
        ("1e999", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“1e999”", WRITE),
        ("(12.5)", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“(12.5)”", WRITE),
        ("不适用于本县", NUMBER, False, "E_TEXT", "“某项”应当是数，现在是文字“不适用于本县”", WRITE),
        ("15.5%", NUMBER, False, "E_PERCENT", "“某项”的单位是“吨”，填的却是百分数“15.5%”",
         "改成按本项单位填写的数，并把单元格格式改成“常规”"),
        (0.155, NUMBER, True, "E_PERCENT", "“某项”的单位是“吨”，填的却是百分数“15.5%”",
         "改成按本项单位填写的数，并把单元格格式改成“常规”"),
        (1, YES_NO, True, "E_PERCENT", "“某项”的单位是“是否”，填的却是百分数“100%”",
         "改成按本项单位填写的数，并把单元格格式改成“常规”"),
        (3.5, COUNT, False, "E_WHOLE", "“某项”应当是整数，填的是“3.5”", "核对后改成整数"),
        (-1, COUNT, False, "E_RANGE", "“某项”填的是“-1”，小于下限 0", "核对数和单位（本项单位是“个”）后改正"),
        (-0.5, item(minimum=0), False, "E_RANGE", "“某项”填的是“-0.5”，小于下限 0",
         "核对数和单位（本项单位是“吨”）后改正"),
        ("250", item(maximum=100.5), False, "E_RANGE", "“某项”填的是“250”，大于上限 100.5",
         "核对数和单位（本项单位是“吨”）后改正"),
        (15.5, item("percent", "%", maximum=100), True, "E_RANGE", "“某项”填的是“1550%”，大于上限 100",
         "核对数和单位（本项单位是“%”）后改正"),
        (True, NUMBER, False, "E_BOOLEAN", "“某项”应当是数，现在是逻辑值 TRUE", WRITE),
        (datetime.date(2025, 3, 5), NUMBER, False, "E_DATE", "“某项”应当是数，现在是日期或时间（2025-03-05）",
         "把单元格格式改成“常规”，再重新填数"),
        (datetime.timedelta(hours=30), NUMBER, False, "E_DATE",
         "“某项”应当是数，现在是日期或时间（1 day, 6:00:00）", "把单元格格式改成“常规”，再重新填数"),
        (ErrorValue("#DIV/0!"), NUMBER, False, "E_EXCEL", "“某项”是公式的错误值 #DIV/0!",
         "改正公式，或直接填数；不涉及的写“不适用（原因）”"),
        (Uncalculated("=A1+B1"), item(optional=True), False, "E_FORMULA",
         "“某项”是公式 =A1+B1，文件里没有它的计算结果", "用 Excel 或 WPS 打开、保存一次后再交，或直接填数"),
        ("有", YES_NO, False, "E_YES_NO", "“某项”应当填“是”或“否”，填的是“有”",
         "改成“是”或“否”；不涉及的写“不适用（原因）”，还不清楚的写“暂缺（原因）”"),
        ("无", YES_NO, False, "E_YES_NO", "“某项”应当填“是”或“否”，填的是“无”",
         "改成“是”或“否”；不涉及的写“不适用（原因）”，还不清楚的写“暂缺（原因）”"),
        (2, YES_NO, False, "E_YES_NO", "“某项”应当填“是”或“否”，填的是“2”",
         "改成“是”或“否”；不涉及的写“不适用（原因）”，还不清楚的写“暂缺（原因）”"),
    ],
)  # fmt: skip
def test_refused(raw: Any, spec: ItemSpec, percent: bool, code: str, message: str, remedy: str) -> None:
    reading = read_cell(raw, spec, Appearance("0%" if percent else ""))
    assert reading.fault is not None
    assert reading.fault.code == code
    assert reading.fault.message == message
    assert reading.fault.remedy == remedy
    assert reading.value == "缺报" or (code == "E_BLANK" and math.isnan(float(reading.value)))


def test_blank_optional_item_is_no_problem() -> None:
    reading = read_cell(None, item(optional=True))
    assert reading.fault is None
    assert math.isnan(float(reading.value))


def test_limits_are_inside() -> None:
    spec = item(minimum=0, maximum=100)
    assert read_cell(0, spec).value == 0.0
    assert read_cell(100, spec).value == 100.0


ANYTHING = st.one_of(
    st.none(),
    st.text(),
    st.text("0123456789.,+-eE%％０１２３ 　无—/不适用暂缺（()）：是否√×", max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.builds(ErrorValue, st.text()),
    st.builds(Uncalculated, st.text()),
)
SPECS = st.sampled_from([NUMBER, COUNT, PERCENT, YES_NO, item(optional=True), item(minimum=0, maximum=1e6)])


LOOKS = st.builds(
    Appearance,
    st.sampled_from(["", "0%", "0.00", '0.00"万吨"', "0.0,", ";;;", '"—"', "0.00;0.00", '"是";;"否"', "#"])
    | st.text('0#.,;%"万吨[]@-', max_size=10),
    st.none() | st.just("=A1"),
    st.booleans(),
    st.lists(st.builds(CellRun, st.text("12.三 ", max_size=3), st.booleans(), st.booleans()), max_size=2).map(tuple),
    st.sampled_from(["", "", "F7:F8"]),
)


@given(raw=ANYTHING, spec=SPECS, look=LOOKS)
def test_never_raises_and_never_loses_a_mistake(raw: Any, spec: ItemSpec, look: Appearance) -> None:
    """Whatever a cell holds and shows: a finite number within bounds, a declaration, an allowed blank, or an error."""
    reading = read_cell(raw, spec, look)
    if reading.value in ("不适用", "暂缺"):
        assert reading.declared is not None
    elif isinstance(reading.value, float) and math.isfinite(reading.value):
        assert reading.fault is None
        assert spec.minimum is None or reading.value >= spec.minimum
        assert spec.maximum is None or reading.value <= spec.maximum
    else:
        blank = reading.fault is None and spec.optional
        assert blank or (reading.fault is not None and reading.fault.code.startswith("E_"))
    if reading.fault is not None:
        assert "“某项”" in reading.fault.message
        assert reading.fault.remedy
    if look.merged:
        assert reading.fault is not None
        assert reading.fault.code == "E_MERGED"


DIGITS = st.from_regex(r"[+-]?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?", fullmatch=True)
AROUND = st.text("\u200e\u2003 \u3000\ufeff\u202c\u00ad", max_size=3)


@given(digits=DIGITS, before=AROUND, after=AROUND, wide=st.booleans())
def test_what_is_taken_is_the_decimal_value_of_the_text(digits: str, before: str, after: str, wide: bool) -> None:
    """With blanks and unseen signs around, in either width; by Decimal, of at most 15 digits."""
    written = "".join(chr(ord(sign) + 0xFEE0) for sign in digits) if wide else digits
    reading = read_cell(f"{before}{written}{after}", NUMBER)
    assert reading.fault is None
    assert reading.value == float(Decimal(digits))


@given(text=st.text("0123456789.,+-%eE万吨 —()\u202e\u2066", max_size=10))
def test_what_is_taken_has_no_other_signs(text: str) -> None:
    reading = read_cell(text, PERCENT)
    if isinstance(reading.value, float) and math.isfinite(reading.value):
        kept = re.sub(r"[\s\u2066%]|,(?=[0-9]{3})", "", text)
        assert reading.value == float(f"{Decimal(kept):.15g}")


@given(number=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_number_reads_the_same_as_its_text(number: float) -> None:
    text = f"{number:.15g}"
    assert read_cell(text, NUMBER).value == read_cell(number, NUMBER).value
