"""A set of counties, bureaus and the office's decisions: who says what, who owes what, what is certified."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.bureaus import BUREAU, COUNTY
from tests.support.cells import Book, edited
from tests.workbook.bad_input.city import OFFICE, Edit, Spoil, both, cells, figure, in_book, rows
from tests.workbook.bad_input.kinds import Kind

STATISTICS, AFFAIRS, NATURE = (f"{BUREAU}/{one}.xlsx" for one in ("市统计局", "市机关事务管理局", "市生态环境局"))
OWN = f"{COUNTY}/夏县.xlsx"
CERTIFIED = "认定说明"


def gone(name: str) -> Spoil:
    return lambda home: (home / name).unlink()


def certificate(row: int, **said: Any) -> Edit:
    """A row of 认定说明."""
    places = dict(
        zip(
            ("item", "county", "who", "by", "document", "date", "state", "method", "scan", "typist", "checker"),
            "ABCDEFGHIJK",
            strict=True,
        )
    )
    return cells(CERTIFIED, **{f"{places[name]}{row}": value for name, value in said.items()})


def scan(home: Path) -> None:
    (home / BUREAU / "原件").mkdir()
    (home / BUREAU / "原件" / "旧.pdf").write_bytes(b"x")


def decision_sheet(name: str, *lines: tuple[Any, ...]) -> Edit:
    return rows(name, *lines, first=1)


GRANTED = (("县（市、区）", "指标编号", "加减分", "理由", "批准人", "文号", "日期"),
           ("夏县", "intensity_annual", 1, "核查", "组长", "运考核〔2026〕4号", "2026-03-20"))  # fmt: skip
WAITING = (
    ("县（市、区）", "事由", "批准人", "文号", "日期"),
    ("夏县", "未核定", "市长", "运政〔2026〕9号", "2026-05-01"),
)
LATE = (
    ("县（市、区）", "数据项编号", "数值", "版本日期", "来源/文号"),
    ("夏县", "energy_use", 777, "2026-05-01", "运政〔2026〕9号"),
)


def targets(into: str) -> Spoil:
    """The office's sheet 目标下达, written into another book."""

    def spoil(home: Path) -> None:
        office = Book((home / OFFICE).read_bytes())["目标下达"]
        said = [cell for row in office.iter_rows(max_row=18) for cell in row if cell.value is not None]

        def edit(book: Any) -> None:
            page = book.create_sheet("目标下达")
            for cell in said:
                page[cell.coordinate] = cell.value

        in_book(into, edit)(home)

    return spoil


def unsigned(home: Path) -> None:
    """A second book of the bureau's figures that does not say whose it is."""

    def edit(book: Any) -> None:
        for line in book["填表说明"].iter_rows():
            if line[0].value == "填报部门":
                line[0].value = line[2].value = None

    (home / BUREAU / "补.xlsx").write_bytes(edited((home / STATISTICS).read_bytes(), edit))


def signed_by_a_bureau(book: Any) -> None:
    book["填表说明"]["A200"], book["填表说明"]["C200"] = "填报部门", "市统计局"


def own_scores(book: Any) -> None:
    page = book.create_sheet("自评分")
    page.append(("县（市、区）", "intensity_annual"))
    page.append(("夏县", 12))


def listed_otherwise(sheet: str) -> Edit:
    """The name of the first case on a list."""
    return cells(sheet, D6="晋虚另外")


def second_list(home: Path) -> None:
    """Another book of the bureau with the same county's cars, of which one is another."""
    content = edited((home / AFFAIRS).read_bytes(), cells("车辆清单", G6="燃油"))
    (home / BUREAU / "补.xlsx").write_bytes(content)


def as_text(home: Path) -> None:
    head = "县（市、区）,使用单位,号牌或车架号,新增或更新,用途,动力,经批准的特种车,批准文号和理由"
    (home / COUNTY / "车辆.csv").write_text(f"{head}\n夏县,虚构单位,晋虚1,更新,一般公务,纯电动,否,\n", encoding="utf-8")


def outside(book: Any) -> None:
    """No figure in its place, and a remark outside the tables."""
    for page in book:
        if page.title != "填表说明":
            for line in page.iter_rows(min_row=4):
                for cell in line[6:9] if page.max_column > 9 else ():
                    cell.value = None
    for name in [one for one in book.sheetnames if one.endswith("清单")]:
        del book[name]
    book["市统计局"]["P6"] = 388000


def issued_by(book: Any, document: str | None) -> None:
    """The document by which the targets were assigned."""
    for line in book["填表说明"].iter_rows():
        if line[0].value == "下达文号":
            line[2].value = document


KINDS = [
    Kind("county without a book, of which something is missing", "no 夏县.xlsx, no energy_use", "E_ABSENT", "", "“夏县”没有报送：它的 1 项按缺报处理", start="set",
         spoil=both(gone(OWN), in_book(STATISTICS, figure("energy_use", None))), others=("E_BLANK",)),
    Kind("county without a book, all of it certified", "no 夏县.xlsx", "W_ABSENT", "", "“夏县”没有报送自己的表：各项都有核定数，自报数和自评分空缺", start="set", spoil=gone(OWN)),
    Kind("bureau that has not sent", "no 市统计局.xlsx", "E_NOT_SENT", "", "“市统计局”没有报送：3 项（单位地区生产总值能耗年度下降率（实际）、单位地区生产总值能耗累计下降率、经认定存在统计造假、弄虚作假）没有一个文件里有，各县按缺报处理", start="set", spoil=gone(STATISTICS)),
    Kind("targets that were not assigned", "no 决定/考核办.xlsx", "E_NOT_SENT", "", "目标没有下达：11 项（单位地区生产总值能耗年度下降目标、单位地区生产总值能耗五年下降目标、能源消费总量目标…共 11 个）没有一个文件里有，各县按缺报处理", start="set", spoil=gone(OFFICE)),
    Kind("county's book without a figure in its place", "P6", "E_NOTHING", "县（市、区）/夏县.xlsx", "没有读到一个数，有 1 格内容没有用到", start="set", spoil=in_book(OWN, outside), others=("W_UNREAD",)),
    Kind("list as a text file", "车辆.csv", "E_OTHER_TABLE", "县（市、区）/车辆.csv", "看表头是“车辆清单”，不是数据表，没有读", start="set", spoil=as_text),
    Kind("bureau's book that does not say whose it is", "no 填报部门", "E_UNSIGNED", "部门/补.xlsx", "没有写“填报部门”，里面有市统计局的数，市统计局自己的表是 部门/市统计局.xlsx，分不清是谁报的，没有采用", start="set", spoil=unsigned, others=("W_UNREAD",)),
    Kind("bureau's name in a county's book", "填报部门: 市统计局", "W_BUREAU_NAME", "县（市、区）/夏县.xlsx", "“填报部门”写的是“市统计局”，表在“县（市、区）”里，按县（市、区）的自报数处理", start="set", spoil=in_book(OWN, signed_by_a_bureau)),
    Kind("self scores in a bureau's book", "自评分", "W_SELF_SCORES", "自评分", "部门的表里有“自评分”，没有采用", start="set", spoil=in_book(STATISTICS, own_scores)),
    Kind("file that may hold appeals, beside the folders", "9.yaml", "W_DECISION_PLACE", "9.yaml", "是 .yaml 文件，不在“决定”文件夹里，没有读", start="set",
         spoil=lambda home: (home / "9.yaml").write_text("x", encoding="utf-8")),
    Kind("targets in a bureau's book", "目标下达", "E_AUTHORITY", "目标下达!C6", "“目标下达”写在市统计局报送的文件里，118 个数没有采用", start="set", spoil=targets(STATISTICS), others=("N_FORM", "N_NOT_ASSIGNED")),
    Kind("targets in a county's book", "目标下达", "E_AUTHORITY", "目标下达!C6", "“目标下达”写在县（市、区）报送的文件里，118 个数没有采用", start="set", spoil=targets(OWN), others=("N_FORM", "N_NOT_ASSIGNED")),
    Kind("bureau's figure beside the targets in the office's book", "energy_use", "E_AUTHORITY", "市统计局!B2", "“能源消费总量”由市统计局核定，“决定”里的表不能填，没有采用：B2（5）", start="set",
         spoil=in_book(OFFICE, decision_sheet("市统计局", ("县（市、区）", "energy_use"), ("夏县", 5)))),
    Kind("adjustments in a bureau's book", "核定调整", "E_AUTHORITY", "核定调整!C2", "“核定调整”写在市统计局报送的文件里，没有采用", start="set", spoil=in_book(STATISTICS, decision_sheet("核定调整", *GRANTED)), others=("N_FORM",)),
    Kind("adjustment without a reason in a bureau's book", "理由 blank", "E_AUTHORITY", "核定调整!D2", "“核定调整”写在市统计局报送的文件里，没有采用", start="set",
         spoil=in_book(STATISTICS, decision_sheet("核定调整", GRANTED[0], (*GRANTED[1][:3], None, *GRANTED[1][4:]))), others=("N_FORM",)),
    Kind("revisions in a bureau's book", "数据修订", "E_AUTHORITY", "数据修订!C2", "“数据修订”写在市统计局报送的文件里，没有采用", start="set", spoil=in_book(STATISTICS, decision_sheet("数据修订", *LATE)), others=("N_FORM",)),
    Kind("approval as 待定 in a bureau's book", "待定批准", "E_AUTHORITY", "待定批准!D2", "“待定批准”写在市统计局报送的文件里，没有采用", start="set", spoil=in_book(STATISTICS, decision_sheet("待定批准", *WAITING)), others=("N_FORM",)),
    Kind("approval as 待定 in a county's book", "待定批准", "E_AUTHORITY", "待定批准!D2", "“待定批准”写在县（市、区）报送的文件里，没有采用", start="set", spoil=in_book(OWN, decision_sheet("待定批准", *WAITING)), others=("N_FORM",)),
    Kind("certificate in a county's book", "认定说明", "E_AUTHORITY", "认定说明!E2", "“认定说明”写在县（市、区）的表里，没有采用", start="set",
         spoil=in_book(OWN, decision_sheet("认定说明", ("数据项", "县（市、区）", "认定单位", "文号", "日期", "初步/最终"), ("energy_use", None, "县局", "1号", "2026-05-01", "最终")))),
    Kind("同自报 where the county reported nothing", "同自报", "E_SAME", "市统计局!E14", "写的是“同自报”，县里没有报这个数，或者报的读不出来，这一格按缺报处理", start="set",
         spoil=both(in_book(OWN, figure("energy_use", None)), in_book(STATISTICS, figure("energy_use", "同自报")))),
    Kind("同自报 in a county's own book", "同自报", "E_SAME", "市统计局!G6", "“同自报”只能写在部门的表里，这一格没有采用", start="set", spoil=in_book(OWN, figure("energy_use", "同自报"))),
    Kind("final without a document", "最终, no 文号", "E_CERTIFICATE", "认定说明!G4", "写的是“最终”，没有写文号，这一行没有采用", start="set", spoil=in_book(STATISTICS, certificate(4, document=None))),
    Kind("typed and checked by one person", "甲, 甲", "E_CERTIFICATE", "认定说明!K5", "录入人和复核人是同一个人（甲），这一行没有采用", start="set",
         spoil=in_book(STATISTICS, certificate(5, item="energy_use", who="市统计局", document="2号", date="2026-06-30", state="最终", scan="章.pdf", typist="甲", checker="甲"))),
    Kind("final, the document still to be written", "最终, 待补文", "W_CERTIFICATE", "认定说明!E4", "写的是“最终”，还没有文件（“省局电话，待补文”），按初步数用", start="set", spoil=in_book(STATISTICS, certificate(4, document="省局电话，待补文"))),
    Kind("scan that is not there", "章.pdf", "E_SCAN", "认定说明!F5", "“认定说明”写的原件“章.pdf”不在“部门/原件”里，用它认定的数按初步处理", start="set",
         spoil=in_book(STATISTICS, certificate(5, item="energy_use", who="市统计局", document="2号", date="2026-06-30", state="最终", scan="章.pdf", typist="甲", checker="乙"))),
    Kind("scan that nobody names", "原件/旧.pdf", "W_SCAN", "部门/原件/旧.pdf", "是原件，没有一张“认定说明”提到它", start="set", spoil=scan),
    Kind("preliminary figures at 审定", "初步", "E_PRELIMINARY", "部门/市统计局.xlsx", "“单位地区生产总值能耗年度下降率（实际）”、“单位地区生产总值能耗累计下降率”、“能源消费总量”、“原料用能”、“地区生产总值增速（可比价）”…共 7 个还是初步数（13 个县），审定时按缺报处理", start="set", spoil=in_book(STATISTICS, certificate(4, state="初步")), stage="审定"),
    Kind("declared final, beside preliminary figures", "是", "W_NOT_FINAL", "市生态环境局!Q14", "“重点工程减排量已最终认定”写的是“是”，“化学需氧量重点工程减排量（认定）”还不是最终认定的数，按“否”处理", start="set",
         spoil=in_book(NATURE, lambda book: [certificate(4, state="初步")(book), figure("reductions_final", "是")(book)])),
    Kind("county's list that the bureau's contradicts", "another plate", "W_LIST_CLAIM", "车辆清单", "“车辆清单”县里报 20 件，部门核定 20 件（未认定：晋虚另外；县里没有报：晋虚夏0001-夏县），按部门的计", start="set", spoil=in_book(OWN, listed_otherwise("车辆清单"))),
    Kind("list of a bureau twice, not alike", "动力: 纯电动, 燃油", "E_LIST_CONFLICT", "车辆清单!B6", "“盐湖区”的“车辆清单”在两个文件里不一致：部门/市机关事务管理局.xlsx：车辆清单!B6 起，部门/补.xlsx：车辆清单!B6 起，分不清用哪一个，由它计的各项按缺报处理", start="set", spoil=second_list, others=(*("N_TWICE",) * 13, "W_COPIED", "W_COPIED", *("W_LIST_PENDING",) * 6)),
    Kind("targets without a document", "no 下达文号", "E_DECISION_PAPER", "填表说明", "有下达的目标，没有写明下达文号，里面的决定没有采用", start="set", spoil=in_book(OFFICE, lambda book: issued_by(book, None))),
    Kind("targets whose number is later than their date", "〔2026〕 of 2025-03-01", "E_DECISION_PAPER", "填表说明!C10", "有下达的目标，日期 2025-03-01 早于文号的年份（2026 年），里面的决定没有采用", start="set", spoil=in_book(OFFICE, lambda book: issued_by(book, "运政〔2026〕1号"))),
    Kind("targets whose number is long before their date", "〔2021〕 of 2025-03-01", "E_DECISION_PAPER", "填表说明!C10", "有下达的目标，日期 2025-03-01 比文号的年份（2021 年）晚 4 年，里面的决定没有采用", start="set", spoil=in_book(OFFICE, lambda book: issued_by(book, "运政〔2021〕1号"))),
    Kind("targets under last year's number", "〔2024〕 of 2025-03-01", "W_DECISION_DATE", "填表说明!C10", "日期 2025-03-01 是文号年份（2024 年）的下一年，照用了", start="set", spoil=in_book(OFFICE, lambda book: issued_by(book, "运政〔2024〕99号"))),
]  # fmt: skip
