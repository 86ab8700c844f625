"""What is wrong with a scheme's workbook: every fault at once, by sheet and cell, with the near spelling."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from scoring import KaoheError, SchemeError, load_scheme
from tests.support.typist import Typist
from workbook.scheme_workbook.faults import SchemeBookError
from workbook.scheme_workbook.marking import open_or_mark
from workbook.scheme_workbook.opening import open_scheme
from workbook.scheme_workbook.writing import write_blank_book, write_scheme_book

TRIAL = Path(__file__).resolve().parents[2] / "schemes" / "trial"


@pytest.fixture
def trial(tmp_path: Path) -> Typist:
    return Typist(write_scheme_book(load_scheme(TRIAL), tmp_path / "方案.xlsx"))


def cell(one: Typist, sheet: str, head: str, row: int) -> str:
    return next(cell.coordinate for cell in one.book[sheet][3] if cell.value == head).rstrip("3") + str(row)


def put(one: Typist, sheet: str, head: str, row: int, content: object) -> str:
    """Fill in a cell; 「“指标”D5」."""
    where = cell(one, sheet, head, row)
    one.book[sheet][where].value = content
    return f"“{sheet}”{where}"


def told(one: Typist) -> list[str]:
    with pytest.raises(SchemeBookError) as caught:
        open_scheme(one.save())
    return caught.value.messages


def test_every_fault_is_told_at_once_with_its_cell_and_the_near_spelling(trial: Typist) -> None:
    wanted = {
        put(trial, "指标", "计分规则", 4, "分挡"): "“计分规则”没有“分挡”这一种；是不是 分档？",
        put(trial, "指标", "分值", 5, "十五"): "“分值”应当是数，现在是 十五",
        put(trial, "指标", "数据项", 6, "能源消费量：能源消费总里"): "没有数据项“能源消费总里”；是不是 能源消费总量？",
        put(trial, "指标", "目标参数", 7, datetime.date(2024, 1, 3)): "“目标值”是日期",
        put(trial, "指标", "类别", 8, "重点领城"): "“类别”没有“重点领城”；是不是 重点领域？",
        put(trial, "档次", "指标", 10, "违规两高项目"): "“指标”没有“违规两高项目”；是不是 违规“两高”项目？",
        put(trial, "等次约束", "条件参数", 4, "年度能耗强度下降、五年累计进渡"): "没有指标“五年累计进渡”；是不是 五年累计进度？",
        put(trial, "地区", "所属分组", 4, "城区"): "没有分组“城区”；是不是 城区组？",
        put(trial, "数据项", "可以不适用", 5, "可"): "“可以不适用”没有“可”这一种；可以写：是、否",
    }  # fmt: skip
    messages = told(trial)
    assert len(messages) == len(wanted)
    for place, text in wanted.items():
        assert any(message.startswith(f"方案.xlsx{place}：{text}") for message in messages), (place, messages)


def test_what_the_scheme_itself_breaks_is_told_at_its_cell(trial: Typist) -> None:
    block = put(trial, "类别", "分值", 4, 44)
    assert any(
        message.startswith(f"方案.xlsx{block}：“分值”各指标共 25 + 15 + 5 = 45 分，与类别的 44 分不符")
        for message in told(trial)
    )


def test_nothing_filled_in_is_passed_over(trial: Typist) -> None:
    """A heading of one's own, a cell beside the table, a sheet of one's own, a field and a sheet that are not there."""
    width = trial.book["指标"].max_column
    trial.book["指标"].cell(3, width + 1).value = "审核意见"
    trial.put("类别", "T30", 5)
    trial.book.create_sheet("草稿")["B2"] = "x"
    trial.rows(
        "部件",
        ("工作表", "所属", "字段", "值"),
        ("指标", "五年累计进度", "目标·下线", 3),
        ("指标表", "五年累计进度", "单位", "%"),
    )
    messages = "\n".join(told(trial))
    for text in (
        "没有“审核意见”这一列",
        "“类别”T30：有 1 格没有读",
        "方案工作簿没有“草稿”这张表",
        "没有“下线”这一项",
        "没有工作表“指标表”；是不是 指标？",
    ):
        assert text in messages


def test_remarks_and_a_column_moved_elsewhere_change_nothing(trial: Typist) -> None:
    put(trial, "指标", "备注", 4, "与市统计局商定")
    sheet = trial.book["等次"]
    sheet.move_range("A3:H40", rows=2, cols=1)
    sheet["A2"] = "说明文字"
    assert open_scheme(trial.save()).sha256 == load_scheme(TRIAL).sha256


def test_a_cell_that_shows_something_else_than_it_holds_is_refused(trial: Typist) -> None:
    """90% typed where 90 is meant; 24.6 shown as 25; a clause struck out. A category merged over its lines is fine."""
    sheet = trial.book["档次"]
    percent, rounded = cell(trial, "档次", "界限", 5), cell(trial, "指标", "分值", 4)
    struck = cell(trial, "指标", "依据", 5)
    sheet[percent].value, sheet[percent].number_format = 0.9, "0%"
    trial.book["指标"][rounded].value, trial.book["指标"][rounded].number_format = 24.6, "0"
    trial.book["指标"][struck].font = Font(strike=True)
    trial.book["指标"].merge_cells("B4:B6")
    messages = told(trial)
    assert len(messages) == 4  # and the sum of the points
    assert f"“档次”{percent}：“界限”格里是 0.9，显示成了 90%" in "\n".join(messages)
    assert f"“指标”{rounded}：“分值”格里是 24.6，显示成了 25" in "\n".join(messages)
    assert f"“指标”{struck}：“依据”有划掉的字" in "\n".join(messages)


def test_a_cell_merged_over_rows_that_each_need_their_own_is_told(trial: Typist) -> None:
    """One bureau merged over three lines is read in the first alone: the others would be without, and nobody would know."""
    area = f"{cell(trial, '指标', '责任单位', 4)}:{cell(trial, '指标', '责任单位', 6)}"
    trial.book["指标"].merge_cells(area)
    assert told(trial) == [
        f"方案.xlsx“指标”{area.partition(':')[0]}：“责任单位”所在的 {area} 合并成了一格，只有左上角读得到；取消合并，每格各写各的"
    ]


def test_groups_need_no_id(trial: Typist) -> None:
    for row in (4, 5):
        trial.book["分组"][cell(trial, "分组", "编号", row)].value = None
    scheme = open_scheme(trial.save())
    assert scheme.region is not None
    assert [one.id for one in scheme.region.groups] == ["group_1", "group_2"]
    assert {one.group for one in scheme.region.counties} == {"group_1", "group_2"}


def test_rows_below_a_misspelt_owner_are_not_told_nor_given_to_another(trial: Typist) -> None:
    owner = cell(trial, "档次", "指标", 4)
    trial.book["档次"][cell(trial, "档次", "指标", 5)].value = None
    trial.book["档次"][owner].value = "没有的指标"
    assert [one for one in told(trial) if "“档次”" in one.partition("：")[0]] == [
        one for one in told(trial) if one.startswith(f"方案.xlsx“档次”{owner}：“指标”没有“没有的指标”")
    ]


def test_a_fraction_is_read_before_any_spreadsheet_has_worked_it_out(trial: Typist) -> None:
    """=50/2 as openpyxl writes it, without a result; a sum has to be worked out first."""
    put(trial, "指标", "分值", 4, "=50/2")
    assert open_scheme(trial.save()).sha256 == load_scheme(TRIAL).sha256
    where = put(trial, "指标", "分值", 4, "=20+5")
    assert told(trial) == [
        f"方案.xlsx{where}：“分值”是没有算过的公式 =20+5；用 Excel 或 WPS 打开、保存一次，或直接写内容"
    ]


@pytest.mark.parametrize(
    ("sheet", "head", "row", "content", "wanted"),
    [
        ("等次", "不满", 5, 85, "把 “不满” 改为"),
        ("方案", "填写", 0, None, "在方案里写上 “加分上限”，大于 0"),
        ("地区", "所属分组", 4, None, "写上 “分组” 里的一个"),
    ],
)
def test_what_to_do_is_said_in_the_words_of_the_sheets(
    trial: Typist, sheet: str, head: str, row: int, content: object, wanted: str
) -> None:
    row = row or next(one.row for one in trial.book["方案"]["A"] if one.value == "加分上限")
    put(trial, sheet, head, row, content)
    messages = "\n".join(told(trial))
    assert wanted in messages
    assert not re.search("up_to|bonus_cap|groups", messages)


def test_two_of_the_same_name_ask_for_the_id(trial: Typist) -> None:
    put(trial, "数据项", "名称", 5, "能源消费总量")
    assert any("叫“能源消费总量”的数据项有 2 个；写编号" in message for message in told(trial))


def test_an_empty_workbook_says_where_to_begin(tmp_path: Path) -> None:
    messages = told(Typist(write_blank_book(tmp_path / "空.xlsx")))
    assert [message.partition("：")[2] for message in messages] == [
        f"没有写“{what}”；补上" for what in ("基期年", "起始年", "期末年", "总分", "类别", "等次")
    ]
    assert [message.partition("：")[0] for message in messages[3:5]] == ["空.xlsx“方案”B16", "空.xlsx“类别”A4"]


def test_the_marked_copy_shows_them(trial: Typist, tmp_path: Path) -> None:
    where = put(trial, "指标", "计分规则", 4, "分挡").removeprefix("“指标”")
    before = trial.save().read_bytes()
    with pytest.raises(SchemeError, match="标出错误的副本已写好"):
        open_or_mark(trial.path, tmp_path / "副本.xlsx")
    assert trial.path.read_bytes() == before
    copy = openpyxl.load_workbook(tmp_path / "副本.xlsx")
    comment = copy["指标"][where].comment
    assert comment is not None
    assert "是不是 分档" in comment.text
    copy["指标"][where].value = "分档"
    copy.save(tmp_path / "副本.xlsx")
    assert open_scheme(tmp_path / "副本.xlsx").sha256 == load_scheme(TRIAL).sha256


def test_what_the_program_wrote_is_named_and_not_read_as_a_scheme(tmp_path: Path) -> None:
    """A 测算 has a sheet 方案, too: one sentence, not one for every sheet that it lacks."""
    path, one = tmp_path / "测算.xlsx", openpyxl.Workbook()
    for name in ("测算", "谁动了", "与正式排名的距离", "方案", "方案的不同"):
        one.create_sheet(name)
    one.save(path)
    with pytest.raises(SchemeError) as caught:
        open_scheme(path)
    assert caught.value.messages == [
        "测算.xlsx 是本程序写出的测算，不是方案工作簿；用 kaohe scheme export 写方案工作簿"
    ]


def test_another_workbook_is_no_scheme(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(SchemeError, match=r"别的.xlsx：没有“方案”这张表，不是方案工作簿"):
        open_scheme(tmp_path / "别的.xlsx")


def test_the_core_knows_no_workbook_and_says_what_to_do(trial: Typist) -> None:
    with pytest.raises(SchemeError, match=r"是工作簿，不是方案文件：先用 kaohe scheme import .*方案.xlsx -o 文件夹"):
        load_scheme(trial.save())


REST = ("工作表", "所属", "字段", "值")


@pytest.mark.parametrize(
    "row",
    [("指标", "年度能耗强度下降", "分值", 10), ("方案", None, "points", 100), ("方案", None, "version", "3")],
    ids=["a line's points", "the total", "the version"],
)
def test_what_a_sheet_and_部件_both_say_is_told(trial: Typist, row: tuple[str | int | None, ...]) -> None:
    trial.rows("部件", REST, row)
    assert any("写了两次" in message or "只留一处" in message for message in told(trial))


def test_two_texts_without_a_name_are_both_seen(trial: Typist) -> None:
    """The second of two rows for a part's own text is not the last word."""
    trial.rows("部件", REST, ("方案", None, "考核期", "1999"), ("方案", None, "考核期", "2012"))
    assert told(trial)


def test_a_region_that_is_a_word_alone_is_told(trial: Typist) -> None:
    last = trial.book["方案"].max_row + 1
    trial.put("方案", f"A{last}", "地区")
    trial.put("方案", f"B{last}", "临江市")
    assert told(trial)


def test_a_sheet_of_ones_own_called_选项_is_not_passed_over(trial: Typist) -> None:
    trial.book.create_sheet("选项")["A1"] = "草稿"
    assert any("没有“选项”这张表" in message for message in told(trial))


def test_quotes_in_the_file_s_name_lose_no_place(trial: Typist, tmp_path: Path) -> None:
    where = put(trial, "类别", "分值", 4, 44)
    path = trial.save(tmp_path / "方案“终稿”.xlsx")
    with pytest.raises(SchemeBookError) as caught:
        open_scheme(path)
    assert any(message.startswith(f"方案“终稿”.xlsx{where}：“分值”") for message in caught.value.messages)
    assert all(one.source.sheet for one in caught.value.problems if "分值" in one.message)


def test_the_marked_copy_is_never_the_workbook_itself(trial: Typist, tmp_path: Path) -> None:
    put(trial, "类别", "分值", 4, 44)
    path = trial.save()
    before = path.read_bytes()
    with pytest.raises(KaoheError, match="就是方案工作簿本身"):
        open_or_mark(path, path, force=True)
    with pytest.raises(KaoheError, match=r"只能写成 \.xlsx"):
        open_or_mark(path, tmp_path / "副本.docx")
    assert path.read_bytes() == before


def test_a_closed_list_takes_no_truth_value(trial: Typist) -> None:
    row = next(cell.row for cell in trial.book["方案"]["A"] if cell.value == "不适用")
    trial.book["方案"].cell(row, 2).value = True
    assert any("没有“TRUE”这一种" in message for message in told(trial))


def test_what_was_deleted_is_told_and_not_taken_for_blank(trial: Typist) -> None:
    """A sheet and a column: without them the scheme would be another one, and a valid one."""
    del trial.book["等次约束"]
    head = cell(trial, "指标", "加分", 3)
    trial.book["指标"].delete_cols(trial.book["指标"][head].column)
    said = told(trial)
    assert any("等次约束”这张表" in one and "照空表补上" in one for one in said)
    assert any("“指标”" in one and "少了“加分”" in one for one in said)
