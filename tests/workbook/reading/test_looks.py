"""How a cell looks decides whether its figure is taken: number formats, what is struck out or raised, formulas that give a blank."""

from __future__ import annotations

import math
from typing import Any

import pytest

from scoring.lists.rows import UNUSABLE
from scoring.scheme.list_models import ListColumn
from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.grid import CellRun, Grid
from workbook.reading.tables.appearance import PLAIN, Appearance, appearance_at
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.list_cells import read_list_cell


def item(kind: str = "number", unit: str = "吨标准煤", **more: Any) -> ItemSpec:
    return ItemSpec.model_validate(
        {"id": "one", "name": "某项", "kind": kind, "unit": unit, "definition": "", "bureau": "", "clause": "", **more}
    )


COAL, TONNES, PERCENT, FIRMS = item(), item(unit="吨"), item("percent", "%"), item("count", "家")
YES_NO, OPTIONAL = item("yes_no", "是否"), item(optional=True)
GENERAL = "把单元格格式改成“常规”"
SHOWN_AS = "“某项”存的是 {}，单元格格式让它显示成“{}”，本项的单位是“{}”"
OTHERWISE = "“某项”存的是 {}，单元格格式却让它显示成{}"


def told(fault: Fault | None) -> tuple[str, str, str]:
    """Code, message and remedy of what must be an error."""
    assert fault is not None
    assert fault.code.startswith("E_")
    return fault.code, fault.message, fault.remedy


@pytest.mark.parametrize(
    ("number", "code", "spec", "shown", "remedy"),
    [
        (70.29, '0.00"万吨"', TONNES, "70.29万吨", "“70.29万吨”是 702900 吨，换算后写 702900，并"),
        (70.294, "0.00万吨", TONNES, "70.29万吨", "“70.29万吨”是 702940 吨，换算后写 702940，并"),
        (70.29, 'G/通用格式"万吨"', COAL, "70.29万吨", "说的是“吨标准煤”的，“70.29万吨”是 702900 吨标准煤，换算后写 702900，并"),
        (70.29, '0.00"万"', COAL, "70.29万", "“70.29万”是 702900 吨标准煤，换算后写 702900，并"),
        (0.7, '0.0"亿"', item(unit="元"), "0.7亿", "“0.7亿”是 70000000 元，换算后写 70000000，并"),
        (500, '0"kg"', TONNES, "500kg", "“500kg”是 0.5 吨，换算后写 0.5，并"),
        (34.2, "0.0‰", PERCENT, "34.2‰", "“34.2‰”是 3.42 %，换算后写 3.42，并"),
        (12, '0"个"', FIRMS, "12个", "按“家”数的，只写 12；不是的，换算成“家”后只写数，并"),
        (12, '#,##0.00"吨"', COAL, "12.00吨", "按“吨标准煤”数的，只写 12；不是的，换算成“吨标准煤”后只写数，并"),
        (12, '0"辆"', TONNES, "12辆", "核对单位，换算成“吨”后只写数，并"),
        (12, "[$¥-804]0.00", TONNES, "¥12.00", "核对单位，换算成“吨”后只写数，并"),
        (702900, '0.0,"万吨"', TONNES, "702.9万吨", "“702.9万吨”是 7029000 吨，换算后写 7029000，并"),
    ],
)  # fmt: skip
def test_units_in_formats(number: float, code: str, spec: ItemSpec, shown: str, remedy: str) -> None:
    reading = read_cell(number, spec, Appearance(code))
    assert reading.value == UNUSABLE
    stored = f"{number:.15g}"
    assert told(reading.fault) == ("E_UNIT", SHOWN_AS.format(stored, shown, spec.unit), remedy + GENERAL)


@pytest.mark.parametrize(
    ("number", "code", "spec", "shown"),
    [
        (702900, "0.0,", COAL, "“702.9”"),
        (702900, "0.0,,", COAL, "“0.7”"),
        (702900, '0.0,"吨"', TONNES, "“702.9吨”"),
        (70.29, '0"0000"', COAL, "“700000”"),
        (12, '"约"0', COAL, "“约12”"),
        (12, '0"以上"', COAL, "“12以上”"),
        (3.42, ";;;", PERCENT, "空白"),
        (3.42, '"—"', PERCENT, "“—”"),
        (3.42, '"甲";"乙"', PERCENT, "“甲”"),
        (3.42, "[White]0.00", PERCENT, "空白"),
        (-3.42, "0.00;0.00", PERCENT, "“3.42”"),
        (-3.42, "0.00;;0", PERCENT, "空白"),
        (3.42, "-0.00", PERCENT, "“-3.42”"),
        (3.42, "(0.00)", PERCENT, "“(3.42)”"),
        (3.42, '"↓"0.00', PERCENT, "“↓3.42”"),
        (0, "0.00;-0.00;", PERCENT, "空白"),
        (0, '0;-0;"无"', PERCENT, "“无”"),
        (0, "#,###", PERCENT, "空白"),
        (0.155, "0.0%%", PERCENT, "“1550.0%%”"),
        (0.155, '0.0%"左右"', PERCENT, "“15.5%左右”"),
        (45000, "yyyy-mm-dd", PERCENT, "“日期”"),
        (1, '"否";;"是"', YES_NO, "“否”"),
    ],
)  # fmt: skip
def test_formats_that_show_something_else(number: float, code: str, spec: ItemSpec, shown: str) -> None:
    reading = read_cell(number, spec, Appearance(code))
    assert reading.value == UNUSABLE
    remedy = f"{GENERAL}，核对后按本项单位“{spec.unit}”填数"
    assert told(reading.fault) == ("E_FORMAT", OTHERWISE.format(f"{number:.15g}", shown), remedy)


@pytest.mark.parametrize("code", ["0%", "0.00%", "#,##0.0%;-#,##0.0%", '0.0"%"', r"0.0\%", "[Red]0%"])
def test_percent_formats_in_another_unit(code: str) -> None:
    reading = read_cell(0.5, COAL, Appearance(code))
    assert told(reading.fault)[0] == "E_PERCENT"


@pytest.mark.parametrize(
    ("number", "code", "spec", "value"),
    [
        (3.4249, "0.00", PERCENT, 3.4249),  # shown as 3.42: rounding is no other figure
        (3.4249, "0", PERCENT, 3.4249),
        (0.034249, "0.00%", PERCENT, 3.4249),
        (0.0331, "0.0%;[Red]-0.0%", PERCENT, 3.31),
        (3.42, '0.00"%"', PERCENT, 3.42),
        (3.42, '0.00"个百分点"', PERCENT, 3.42),
        (12, '0"家"', FIRMS, 12),
        (12, '0.0"吨标准煤"', COAL, 12),
        (12, '0.0" tce"', COAL, 12),
        (702900, r'0!.0000"万"', COAL, 702900),  # shown as 70.2900万: the very same
        (702900, r'[>=10000]0\.0,"万";0.0', COAL, 702900),
        (702900, '0.0,"千吨标准煤"', COAL, 702900),
        (-12, "0.00_);(0.00)", COAL, -12),
        (-12, "0.00;[Red]0.00", COAL, -12),
        (12, "# ?/?", COAL, 12),
        (0, r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ ', COAL, 0),  # the comma style's nought
        (1, '"是";;"否"', YES_NO, 1),
        (0, '[=1]"√";[=0]"×"', YES_NO, 0),
        ("12", '0.00"万吨"', COAL, 12),  # a text is shown as it is
        ("12", '@"吨标准煤"', COAL, 12),
    ],
)  # fmt: skip
def test_formats_that_change_nothing(number: float | str, code: str, spec: ItemSpec, value: float) -> None:
    reading = read_cell(number, spec, Appearance(code))
    assert (reading.value, reading.fault) == (value, None)


def test_formats_of_texts() -> None:
    assert told(read_cell("12", TONNES, Appearance('@"万吨"')).fault) == (
        "E_UNIT", SHOWN_AS.format("12", "12万吨", "吨"), f"“12万吨”是 120000 吨，换算后写 120000，并{GENERAL}",
    )  # fmt: skip
    assert told(read_cell("12", TONNES, Appearance(";;;")).fault)[:2] == ("E_FORMAT", OTHERWISE.format("12", "空白"))
    assert told(read_cell("暂缺（等核定）", TONNES, Appearance(";;;")).fault)[0] == "E_FORMAT"
    assert read_cell("暂缺（等核定）", TONNES, Appearance('@"吨"')).value == "暂缺"
    assert told(read_cell("是", YES_NO, Appearance(";;;")).fault)[:2] == ("E_FORMAT", OTHERWISE.format("是", "空白"))


@pytest.mark.parametrize(
    ("raw", "look", "shown"),
    [
        (3.42, Appearance(struck=True), "~~3.42~~"),
        ("暂缺（等核定）", Appearance(struck=True), "~~暂缺（等核定）~~"),
        ("32.85", Appearance(runs=(CellRun("3", struck=True), CellRun("2.85"))), "~~3~~2.85"),
        ("2.853", Appearance(runs=(CellRun("2.85"), CellRun("3", struck=True))), "2.85~~3~~"),
        ("是否", Appearance(runs=(CellRun("是"), CellRun("否", struck=True))), "是~~否~~"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("spec", [COAL, PERCENT, OPTIONAL, YES_NO])
def test_what_is_struck_out(raw: Any, look: Appearance, shown: str, spec: ItemSpec) -> None:
    reading = read_cell(raw, spec, look)
    assert reading.value == UNUSABLE
    assert told(reading.fault) == (
        "E_STRUCK", f"“某项”填的是“{shown}”，~~ 之间的画了删除线，看不出还算不算", "清空这一格，取消删除线，把作数的重新填一遍",
    )  # fmt: skip


def test_what_is_raised() -> None:
    look = Appearance(runs=(CellRun("10"), CellRun("2", raised=True)))
    assert told(read_cell("102", COAL, look).fault) == (
        "E_RICH", "“某项”填的是“10^2^”，^ 之间的是上标或下标，看不出是多少", "清空这一格，不用上标、下标，把数重新填一遍",
    )  # fmt: skip
    declared = Appearance(runs=(CellRun("暂缺（等 m"), CellRun("2", raised=True), CellRun(" 核定）")))
    assert read_cell("暂缺（等 m2 核定）", COAL, declared).value == "暂缺"


def test_blanks_that_are_struck_or_raised_say_nothing() -> None:
    look = Appearance(runs=(CellRun("12"), CellRun(" ", struck=True), CellRun("\n", raised=True)))
    assert read_cell("12 \n", COAL, look).value == 12.0
    assert read_cell(None, OPTIONAL, Appearance(struck=True)).fault is None


def test_computed_blank() -> None:
    """IF(x="","",x): nothing in an optional item, a blank that names its formula in the others."""
    look = Appearance(formula='=IF(A1="","",A1)')
    reading = read_cell("", OPTIONAL, look)
    assert reading.fault is None
    assert math.isnan(float(reading.value))
    assert told(read_cell("", COAL, look).fault) == (
        "E_BLANK", '“某项”没有填：公式 =IF(A1="","",A1) 的结果是空白',
        "补上公式引用的格，或直接填数；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”",
    )  # fmt: skip


def test_merged_comes_first() -> None:
    assert told(read_cell(None, OPTIONAL, Appearance(merged="F7:F8")).fault)[0] == "E_MERGED"


def test_look_at_a_grid() -> None:
    grid = Grid(
        "甲", ((1, 2), (3, 4)), formats={(0, 1): "0%"}, formulas={(1, 0): "=A1"}, struck=frozenset({(1, 1)}),
        runs={(1, 1): (CellRun("4", struck=True),)},
    )  # fmt: skip
    assert appearance_at(grid, (0, 0)) is PLAIN
    assert appearance_at(grid, (0, 1)) == Appearance("0%")
    assert appearance_at(grid, (1, 0), {(1, 0): "A2:A3"}) == Appearance(formula="=A1", merged="A2:A3")
    assert appearance_at(grid, (1, 1)) == Appearance(struck=True, runs=(CellRun("4", struck=True),))
    assert appearance_at(Grid("乙", ((1,),), formulas=None), (0, 0)) is PLAIN


def column(kind: str, **more: Any) -> ListColumn:
    return ListColumn.model_validate({"id": "one", "name": "某列", "kind": kind, "unit": "吨", **more})


TEXT, CHOICE, AMOUNT = column("text"), column("choice", choices=["在建", "拟建"]), column("amount")
FREE = column("text", required=False)


def test_list_cells() -> None:
    assert read_list_cell("某项目", TEXT, Appearance("@")) == ("某项目", None)
    assert read_list_cell(12, TEXT, Appearance("000000")) == ("000012", None)
    assert (
        read_list_cell("", FREE, Appearance(formula="=B2"))
        == read_list_cell("", column("yes_no", blank="", required=False))
        == (None, None)
    )
    assert read_list_cell("", column("yes_no", blank="否"), Appearance(formula="=B2")) == ("否", None)
    value, fault = read_list_cell("", TEXT, Appearance(formula="=B2"))
    assert (value, told(fault)[:2]) == (UNUSABLE, ("E_BLANK", "“某列”没有填：公式 =B2 的结果是空白"))


@pytest.mark.parametrize(
    ("raw", "spec", "look", "code"),
    [
        ("某项目", TEXT, Appearance(struck=True), "E_STRUCK"),
        ("某某项目", FREE, Appearance(runs=(CellRun("某", struck=True), CellRun("某项目"))), "E_STRUCK"),
        ("在建", CHOICE, Appearance(struck=True), "E_STRUCK"),
        (12, AMOUNT, Appearance(struck=True), "E_STRUCK"),
        (12, AMOUNT, Appearance('0"万吨"'), "E_UNIT"),
        ("12kg", AMOUNT, PLAIN, "E_UNIT"),
        (12, AMOUNT, Appearance(";;;"), "E_FORMAT"),
        ("某项目", TEXT, Appearance(";;;"), "E_FORMAT"),
        ("某项目", TEXT, Appearance(merged="A1:A2"), "E_MERGED"),
        ("#REF!", TEXT, PLAIN, "E_FORMULA"),
        ("Err:504", CHOICE, PLAIN, "E_FORMULA"),
    ],
)  # fmt: skip
def test_list_cells_refused(raw: Any, spec: ListColumn, look: Appearance, code: str) -> None:
    value, fault = read_list_cell(raw, spec, look)
    assert (value, told(fault)[0]) == (UNUSABLE, code)
