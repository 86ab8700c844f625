"""Folders of files, what stands beside a file, and files that are no data: who is told what, and who may say what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from tests.support.bureaus import BUREAU, COUNTY, DECISION
from tests.support.cells import Book
from tests.support.submissions import Edit, county_file, only
from tests.workbook.bad_input.files import SAVE_AS
from tests.workbook.bad_input.kinds import Kind, Make


def counties(*given: tuple[str, list[str]], extra: Callable[[Path, Path], None] | None = None) -> Make:
    """A folder of county files, by name."""

    def make(good: Path, folder: Path) -> Path:
        home = folder / "报送"
        for role in (COUNTY, BUREAU, DECISION):
            (home / role).mkdir(parents=True)
        for name, own in given:
            county_file(good, home / name, own)
        if extra is not None:
            extra(good, home)
        return home

    return make


ALL = ["盐湖区", "新绛县", "绛县", "夏县", "永济市", "河津市"]


def beside(name: str, content: bytes) -> Callable[[Path, Path], None]:
    return lambda good, home: (home / name).write_bytes(content) and None  # type: ignore[func-returns-value]


def disagreeing(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["能耗强度"]["C9"] = 4.52

    county_file(good, home / BUREAU / "夏县-改.xlsx", ["夏县"], edit)


def declared_otherwise(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["能耗强度"]["C9"] = "暂缺（等核定）"

    county_file(good, home / BUREAU / "夏县-改.xlsx", ["夏县"], edit)


def again(good: Path, home: Path) -> None:
    county_file(good, home / BUREAU / "夏县-再报.xlsx", ["夏县"])


def copied(good: Path, home: Path) -> None:
    (home / BUREAU / "全市（复件）.xlsx").write_bytes((home / BUREAU / "全市.xlsx").read_bytes())


def empty_form(good: Path, home: Path) -> None:
    county_file(good, home / "空表.xlsx", [])


def unrelated(good: Path, home: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title, book.active["A1"] = "通讯录", "张三"  # type: ignore[union-attr, index]
    book.save(home / "通讯录.xlsx")


def last_year(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["填表说明"]["C3"] = 2024

    county_file(good, home / "去年.xlsx", ["夏县"], edit)


def own_result(good: Path, home: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("排名", "数值", "计分标准"):
        book.create_sheet(name)
    book.save(home / "考核结果.xlsx")


def adjusted(book: openpyxl.Workbook) -> None:
    for column, value in zip("ABCDE", ("夏县", "intensity", 3, "本县自评优秀", "本县"), strict=True):
        book["核定调整"][f"{column}4"] = value


def revised(book: openpyxl.Workbook) -> None:
    row = ("永济市", "decline_actual", 0.1, "2026-06-30", None, "夏县自报")
    for column, value in zip("ABCDEF", row, strict=True):
        book["数据修订"][f"{column}5"] = value


def labelled(book: openpyxl.Workbook) -> None:
    book["填表说明"]["A40"], book["填表说明"]["C40"] = "数据标注", "市政府审定"


def borrowed(book: openpyxl.Workbook) -> None:
    """One figure of another county, so that the file is no single county's."""
    book["能耗强度"]["C10"] = 3.2
    adjusted(book)


def decided_figures(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for row, (label, text) in enumerate((("下达文号", "1号"), ("下达日期", "2025-03-01")), 40):
            book["填表说明"][f"A{row}"], book["填表说明"][f"C{row}"] = label, text

    county_file(good, home / DECISION / "数.xlsx", ["夏县"], edit)


def of_county(book: openpyxl.Workbook) -> None:
    book["填表说明"]["A6"], book["填表说明"]["C6"] = "填报县（市、区）", "夏县"


def by_a_county(edit: Edit, where: str = COUNTY) -> Callable[[Path, Path], None]:
    """夏县's own file, edited."""
    return lambda good, home: county_file(good, home / where / "夏县.xlsx", ["夏县"], edit) and None


def one_of_two(good: Path, home: Path) -> None:
    """Two files that share the sheets out; the second has no row 夏县 on its own."""

    def second(book: openpyxl.Workbook) -> None:
        for name in (*OWN, "自评分"):
            del book[name]
        for column in "ABCD":
            book["两高项目"][f"{column}9"] = None

    def first(book: openpyxl.Workbook) -> None:
        del book["两高项目"]

    county_file(good, home / BUREAU / "一.xlsx", ALL, first)
    county_file(good, home / BUREAU / "二.xlsx", ALL, second)


OWN = ("能耗强度", "约束事项")


def no_two_high(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        del book["两高项目"]

    county_file(good, home / BUREAU / "一.xlsx", ALL[:3], edit)
    county_file(good, home / BUREAU / "二.xlsx", ALL[3:], edit)


def link(good: Path, home: Path) -> None:
    (home / "夏县.xlsx").symlink_to(good)


def in_subfolder(good: Path, home: Path) -> None:
    (home / COUNTY / "夏县").mkdir()
    (home / COUNTY / "夏县" / "数据修订.csv").write_text("x", encoding="utf-8")


def copied_book(good: Path, home: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for name in (*OWN, "两高项目"):
            for column in "CDEF":
                book[name][f"{column}8"] = book[name][f"{column}9"].value

    county_file(good, home / COUNTY / "夏.xlsx", ["夏县"])
    county_file(good, home / COUNTY / "绛.xlsx", ["绛县", "夏县"], lambda book: (edit(book), only(book, ["绛县"]))[0])


def alone(name: str, content: bytes) -> Make:
    """The good workbook, with a file of this content beside it."""

    def make(good: Path, folder: Path) -> Path:
        (folder / "全市.xlsx").write_bytes(good.read_bytes())
        (folder / name).write_bytes(content)
        return folder / "全市.xlsx"

    return make


def sheets(file: str, *names: str) -> Make:
    """A workbook of blank sheets."""

    def make(good: Path, folder: Path) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)  # type: ignore[arg-type]
        for name in names:
            book.create_sheet(name)["A1"] = "x"
        book.save(folder / file)
        return folder / file

    return make


def year_said(value: str | float | None) -> Make:
    def make(good: Path, folder: Path) -> Path:
        book: Any = Book(good.read_bytes())
        book["填表说明"]["C3"] = value
        (folder / "全市.xlsx").write_bytes(book.bytes())
        return folder / "全市.xlsx"

    return make


OURS = "{}：是本程序写出的{}，不是报送的数据：请改交数据工作簿；核对、对比、印发结果，用 kaohe verify、compare、report"
NO_YEAR = (
    "全市.xlsx 没有写明考核年度（全市.xlsx：填表说明!C3：“考核年度”写的是“{}”，读不懂）："
    "在“填表说明”里（.csv 在表的上面）写四位数的年份，如 考核年度：2025；或加 --year 指定"
)
LIKE_REVISIONS = "文件名像“数据修订.xlsx”，但不是，没有读，里面的修订没有采用"
LIKE_APPEALS = "文件名像“复查.yaml”，但不是，没有读，里面的复查决定没有采用"
ADJUSTMENTS = "县（市、区）,指标编号,加减分,理由,批准人\n夏县,intensity,1,核查,组长\n".encode()
MISSING = ("W_ABSENT",) * 5
FORM = ("N_FORM", *("W_UNREAD",) * 7)  # the form would have the label on every sheet
SAID = "考核年度：2025\n方案编号：small-test\n".encode()
DATED = "县（市、区）,指标编号,加减分,理由,批准人,文号,日期\n夏县,intensity,1,核查,组长,1号,2062-05-01\n".encode()
TELEPHONE = (
    "县（市、区）,数据项编号,数值,版本日期,来源/文号\n夏县,decline_actual,3.5,2026-05-01,省局电话，待补文\n".encode()
)
CITY = (f"{BUREAU}/全市.xlsx", ALL)
B, C = f"{BUREAU}/", f"{COUNTY}/"

KINDS = [
    Kind("county that nobody sent", "no 夏县", "E_COUNTY_MISSING", "能耗强度",
         "工作表“能耗强度”没有“夏县”的数，4 项（单位GDP能耗实际降低率、单位GDP能耗年度降低目标、能源消费总量…共 4 个）按缺报处理",
         make=counties((f"{B}五县.xlsx", [one for one in ALL if one != "夏县"])), others=("E_COUNTY_MISSING",) * 2),
    Kind("two files disagree on a figure", "15.5 and 4.52", "E_CONFLICT", "能耗强度!C9",
         f"“单位GDP能耗实际降低率”两个文件不一致：{B}全市.xlsx：能耗强度!C9 是 15.5，{B}夏县-改.xlsx：能耗强度!C9 是 4.52，分不清用哪一个，按缺报处理",
         make=counties(CITY, extra=disagreeing), others=("N_TWICE",)),
    Kind("two files disagree, one declares", "15.5 and 暂缺", "E_CONFLICT", "能耗强度!C9",
         f"“单位GDP能耗实际降低率”两个文件不一致：{B}全市.xlsx：能耗强度!C9 是 15.5，{B}夏县-改.xlsx：能耗强度!C9 是 暂缺（等核定），"
         "分不清用哪一个，按缺报处理", make=counties(CITY, extra=declared_otherwise), others=("N_TWICE", "W_DECLARED")),
    Kind("county sent twice, the same", "夏县-再报.xlsx", "N_TWICE", f"{B}夏县-再报.xlsx",
         f"“夏县”在 2 个文件里都有数：{B}全市.xlsx、{B}夏县-再报.xlsx；一致的只用一次，不一致的另行列出", make=counties(CITY, extra=again)),
    Kind("the same file twice", "全市（复件）.xlsx", "N_SAME", f"{B}全市（复件）.xlsx", f"与“{B}全市.xlsx”内容完全相同，只用一次",
         make=counties(CITY, extra=copied)),
    Kind("blank form", "空表.xlsx", "E_EMPTY", "空表.xlsx", "是空表，一个数也没有填", make=counties(CITY, extra=empty_form)),
    Kind("workbook about something else", "通讯录.xlsx", "E_NO_SHEET", "通讯录.xlsx", "里面没有方案里的任何一张数据工作表（有的是“通讯录”），没有读到数",
         make=counties(CITY, extra=unrelated)),
    Kind("file of another year", "2024", "E_OTHER_YEAR", "去年.xlsx", "写的考核年度是 2024，现在考核 2025 年度，这个文件没有采用",
         make=counties(CITY, extra=last_year)),
    Kind("unreadable file among others", "坏.xlsx", "E_FILE", "坏.xlsx", f"不是 Excel 工作簿，或文件已损坏。{SAVE_AS}",
         make=counties(CITY, extra=beside("坏.xlsx", b"hello"))),
    Kind("archive among the files", "夏县.zip", "W_PACKED", "夏县.zip", "是压缩包，没有读", make=counties(CITY, extra=beside("夏县.zip", b"x"))),
    Kind("document among the files", "说明.docx", "N_SKIPPED", "说明.docx", "不是表格文件，没有读",
         make=counties(CITY, extra=beside("说明.docx", b"x"))),
    Kind("lock file among the files", "~$全市.xlsx", "N_SKIPPED", "~$全市.xlsx", "是 Excel 打开文件时生成的临时文件，没有读",
         make=counties(CITY, extra=beside("~$全市.xlsx", b"x"))),
    Kind("hidden file among the files", ".全市.xlsx", "N_SKIPPED", ".全市.xlsx", "是隐藏文件或系统文件，没有读",
         make=counties(CITY, extra=beside(".全市.xlsx", b"x"))),
    Kind("result workbook among the files", "考核结果.xlsx", "N_SKIPPED", "考核结果.xlsx", "是本程序写出的结果工作簿，不是报送表，没有读",
         make=counties(CITY, extra=own_result)),
    Kind("county that grants itself points", "核定调整 in its own file", "E_AUTHORITY", "核定调整!C4",
         "“核定调整”写在县（市、区）报送的文件里，没有采用", make=counties(CITY, extra=by_a_county(adjusted)), others=MISSING),
    Kind("county that revises another's figure", "数据修订 in its own file", "E_AUTHORITY", "数据修订!C5",
         "“数据修订”写在县（市、区）报送的文件里，没有采用", make=counties(CITY, extra=by_a_county(revised)), others=MISSING),
    Kind("county that borrows a figure, to be no single county", "a figure of 永济市", "E_AUTHORITY", f"{C}夏县.xlsx",
         "在“县（市、区）”里，却有 2 个县（市、区）的数（夏县、永济市），全部没有采用",
         make=counties(CITY, extra=by_a_county(borrowed))),
    Kind("county's file among the decisions, with the label of a county", "填报县", "E_AUTHORITY", "决定/夏县.xlsx",
         "是“夏县”填报的表，却放在“决定”里，全部没有采用", make=counties(CITY, extra=by_a_county(of_county, DECISION))),
    Kind("county that labels the whole result", "数据标注: 市政府审定", "W_LABEL", f"{C}夏县.xlsx",
         "数据标注“市政府审定”没有采用：标注只取考核办自己的文件", make=counties(CITY, extra=by_a_county(labelled)), others=(*MISSING, *FORM)),
    Kind("bureau's file beside the folders", "全市.xlsx", "E_AUTHORITY", "局.xlsx",
         "有 6 个县（市、区）的数，没有采用：报送文件夹里只认“县（市、区）”“部门”“决定”三个文件夹，它直接放在外面",
         make=counties(CITY, ("局.xlsx", ALL))),
    Kind("figures among the decisions", "能耗强度", "E_AUTHORITY", "能耗强度!C9",
         "“单位GDP能耗实际降低率”、“目标列入本县年度计划”、“单位GDP能耗年度降低目标”、“能源消费总量”由市统计局核定，“决定”里的表不能填，"
         "没有采用：C9（15.5）、D9（不适用：免检）、E9（3.1）、F9（98765）",
         make=counties(CITY, extra=decided_figures), others=("E_AUTHORITY",) * 2),
    Kind("county left out by the one file that has a sheet", "no row 夏县 in 二.xlsx", "E_COUNTY_MISSING", "两高项目",
         "工作表“两高项目”没有“夏县”的数，2 项（违法违规“两高”项目数、新增及更新公务用车数）按缺报处理", make=counties(extra=one_of_two)),
    Kind("what nobody sent", "no sheet 两高项目 in any file", "E_SHEET_MISSING", "两高项目",
         "没有工作表“两高项目”，其中 2 项（违法违规“两高”项目数、新增及更新公务用车数）都按缺报处理",
         make=counties(extra=no_two_high), others=("E_SHEET_MISSING",)),
    Kind("link to a file elsewhere", "夏县.xlsx →", "E_LINK", "夏县.xlsx", "是指向别处的链接，没有读",
         make=counties(CITY, extra=link)),
    Kind("revisions under another name", "数据修订（6月）.xlsx", "E_DECISION_NAME", "数据修订（6月）.xlsx", LIKE_REVISIONS,
         make=counties(CITY, extra=beside("数据修订（6月）.xlsx", b"x"))),
    Kind("revisions beside a single workbook", "数据修订.csv", "E_DECISION_PLACE", "数据修订.csv",
         "是数据修订表，不在“决定”文件夹里，没有采用", make=alone("数据修订.csv", b"x")),
    Kind("appeals beside a single workbook", "复查.yaml", "E_DECISION_PLACE", "复查.yaml",
         "是复查文件，不在“决定”文件夹里，没有采用", make=alone("复查.yaml", b"x")),
    Kind("revisions under another ending, beside a single workbook", "数据修订.xlsm", "E_DECISION_NAME", "数据修订.xlsm",
         LIKE_REVISIONS, make=alone("数据修订.xlsm", b"x")),
    Kind("appeals with a second ending, beside a single workbook", "复查.yaml.txt", "E_DECISION_NAME", "复查.yaml.txt",
         LIKE_APPEALS, make=alone("复查.yaml.txt", b"x")),
    Kind("revisions as a letter", "数据修订.docx", "W_DECISION_NAME", "数据修订.docx", LIKE_REVISIONS,
         make=counties(CITY, extra=beside("数据修订.docx", b"x"))),
    Kind("revisions in a county's folder", f"{C}夏县/数据修订.csv", "E_DECISION_PLACE", f"{C}夏县/数据修订.csv",
         "是数据修订表，不在“决定”文件夹里，没有采用", make=counties(CITY, extra=in_subfolder)),
    Kind("adjustments as text, beside the folders", "附件.csv", "E_AUTHORITY", "附件.csv",
         "有“核定调整”或“数据修订”，没有采用：报送文件夹里只认“县（市、区）”“部门”“决定”三个文件夹，它直接放在外面",
         make=counties(CITY, extra=beside("附件.csv", ADJUSTMENTS))),
    Kind("decisions that do not say their year and scheme", "决定/附件.csv", "E_DECISION_YEAR", "决定/附件.csv",
         "没有写明考核年度、方案编号，里面的决定没有采用", make=counties(CITY, extra=beside("决定/附件.csv", ADJUSTMENTS))),
    Kind("decisions of another scheme", "方案编号", "E_DECISION_SCHEME", "决定/附件.csv",
         "写的方案是 water-2016，现在用的是 small-test，里面的决定没有采用",
         make=counties(CITY, extra=beside("决定/附件.csv", "考核年度：2025\n方案编号：water-2016\n".encode() + ADJUSTMENTS))),
    Kind("adjustment without its document", "no 文号", "E_ADJUSTMENT", "C4", "没有写文号、日期，这一行没有采用",
         make=counties(CITY, extra=beside("决定/附件.csv", SAID + ADJUSTMENTS))),
    Kind("adjustment of another year's day", "2062-05-01", "E_DECISION_DATE", "C4",
         "日期 2062-05-01 不在 2025 年度考核的期间（2025-01-01 至 2026-12-31）内，这一行没有采用",
         make=counties(CITY, extra=beside("决定/附件.csv", SAID + DATED))),
    Kind("revision by telephone", "电话", "W_DISPUTED", "C4", "更正还没有文件（“省局电话，待补文”），没有采用，这个数标为有异议",
         make=counties(CITY, extra=beside("决定/修订.csv", SAID + TELEPHONE))),
    Kind("book copied from another county's", "绛.xlsx = 夏.xlsx", "W_COPIED", f"{C}绛.xlsx",
         f"“绛县”的 7 个数与“{C}夏.xlsx”里“夏县”的完全相同，是不是把一个县的表改了县名就交了",
         make=counties((f"{B}余.xlsx", ALL), extra=copied_book), others=("W_ABSENT",) * 4),
    Kind("file named after another county", "夏县-报送.xlsx of 绛县", "W_FILE_NAME", f"{C}夏县-报送.xlsx",
         "文件名写的是“夏县”，里面是“绛县”的数，按里面写的读了",
         make=counties((f"{B}余.xlsx", ALL), (f"{C}夏县-报送.xlsx", ["绛县"])), others=MISSING),
    Kind("result workbook alone", "sheets 排名, 数值, 计分标准", "", "结果.xlsx", OURS.format("结果.xlsx", "结果工作簿"),
         make=sheets("结果.xlsx", "排名", "数值", "计分标准")),
    Kind("list of problems alone", "sheets 问题清单, 文件清单", "", "清单.xlsx", OURS.format("清单.xlsx", "问题清单"),
         make=sheets("清单.xlsx", "问题清单", "文件清单")),
    Kind("workbook about something else, alone", "通讯录.xlsx", "", "通讯录.xlsx",
         "没有读到一个可用的数据文件。通讯录.xlsx：里面没有方案里的任何一张数据工作表（有的是“通讯录”），没有读到数；核对是不是数据表；工作表名要与空表一致",
         make=sheets("通讯录.xlsx", "通讯录")),
    Kind("year in Chinese numerals, none asked for", "二〇二五", "", "全市.xlsx", NO_YEAR.format("二〇二五"),
         make=year_said("二〇二五"), year=None),
    Kind("two years in one cell, none asked for", "2024-2025", "", "全市.xlsx", NO_YEAR.format("2024-2025"),
         make=year_said("2024-2025"), year=None),
]  # fmt: skip
