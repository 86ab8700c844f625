"""What the office decides: adjustments, late revisions, approvals as 待定, appeals, and the papers that they rest on."""

from __future__ import annotations

from typing import Any

from tests.workbook.bad_input.city import OFFICE, Spoil, appeals, both, cells, in_book, rows
from tests.workbook.bad_input.kinds import Kind

GRANTED = ("夏县", "intensity_annual", -1, "核查", "组长", None, "运考核〔2026〕4号", "2026-03-20")
LATE = ("夏县", "energy_use", 390000, "2026-06-30", None, "运统函〔2026〕7号")
WAITING = ("夏县", "省里未核定", "市长", "运政〔2026〕9号", "2026-05-01")
APPEAL = (
    "id: 1号, county: 夏县, filed: 2026-03-28, matter: 数, evidence: [表], decision: 更正, decided: 2026-04-20, "
    "decider: 市局, document: 运函〔2026〕2号, corrections: [{item: energy_use, value: 390000}]"
)


def granted(*lines: dict[int, Any]) -> Spoil:
    """Adjustments among the decisions of a set: the good one, with other values in some columns."""
    return in_book(OFFICE, rows("核定调整", *(changed(GRANTED, line) for line in lines), first=6))


def revised(*lines: dict[int, Any], date: str = "") -> Spoil:
    """Late revisions in the office's one workbook. date: of the figures."""
    edit = rows("数据修订", *(changed(LATE, line) for line in lines), first=5)
    return in_book("全市.xlsx", lambda book: [edit(book), cells("数据修订", B3=date or None)(book)])


def waiting(line: dict[int, Any]) -> Spoil:
    """An approval as 待定."""
    return in_book(OFFICE, rows("待定批准", changed(WAITING, line), first=4))


def changed(good: tuple[Any, ...], line: dict[int, Any]) -> list[Any]:
    width = max([len(good), *(place + 1 for place in line)])
    return [line.get(place, good[place] if place < len(good) else None) for place in range(width)]


def appealed(old: str = "", new: str = "") -> Spoil:
    """One appeal, a part of its text replaced."""
    assert old in APPEAL
    return appeals(APPEAL.replace(old, new) if old else APPEAL)


KINDS = [
    Kind("two adjustments of one document that differ", "-1 and -2 by 4号", "E_ADJUSTMENT_TWICE", "核定调整!C7", "同一个文号（运考核〔2026〕4号）对同一指标有 2 笔不同的加减分：另有 决定/考核办.xlsx：核定调整!C6，都没有采用", start="set", spoil=granted({}, {2: -2})),
    Kind("adjustment above the indicator's points", "-30 of 20", "E_ADJUSTMENT", "核定调整!C6", "“单位地区生产总值能耗年度下降目标”一共 20 分，加减 -30 分超出满分，这一行没有采用", start="set", spoil=granted({2: -30})),
    Kind("adjustment above the indicator's points, allowed", "-30, 市政府常务会议", "W_ADJUSTMENT_BEYOND", "核定调整!C6", "“单位地区生产总值能耗年度下降目标”一共 20 分，加减 -30 分超出满分，依据：市政府常务会议同意", start="set", spoil=granted({2: -30, 8: "市政府常务会议同意"})),
    Kind("adjustment without a document, in the office's one workbook", "no 文号", "W_ADJUSTMENT_PAPER", "核定调整!C4", "没有写文号、日期，初评照用了，审定时不采用", start="city",
         spoil=in_book("全市.xlsx", rows("核定调整", GRANTED[:5], first=4))),
    Kind("adjustment whose number is later than its date", "〔2026〕 of 2025-03-20", "E_DECISION_DATE", "核定调整!C6", "日期 2025-03-20 早于文号的年份（2026 年），这一行没有采用", start="set", spoil=granted({7: "2025-03-20"})),
    Kind("adjustment under last year's number", "〔2025〕 of 2026-01-04", "W_DECISION_DATE", "核定调整!C6", "日期 2026-01-04 是文号年份（2025 年）的下一年，照用了", start="set", spoil=granted({6: "运考核〔2025〕99号", 7: "2026-01-04"})),
    Kind("revision that names no day", "2026-02-30", "E_VINTAGE", "数据修订!D5", "版本日期：日期“2026-02-30”不存在（2026 年 2 月没有 30 日）；核对后写成 2026-06-30 或 2026年6月30日，这一行没有采用", start="city", spoil=revised({3: "2026-02-30"})),
    Kind("revision without a document", "(blank)", "E_VINTAGE", "数据修订!F5", "没有写来源/文号，这一行没有采用", start="city", spoil=revised({5: None})),
    Kind("two revisions of one day that differ", "390000 and 391000", "E_VINTAGE_TWICE", "数据修订!C6", "“能源消费总量”：同一版本（2026-06-30）有两个不同的数：全市.xlsx：数据修订!C5 是 390000，全市.xlsx：数据修订!C6 是 391000，分不清用哪一个，都没有采用", start="city", spoil=revised({}, {2: 391000})),
    Kind("revisions of one county in two calibers", "等价值, 当量值", "E_CALIBER_MIXED", "数据修订!C5", "同一个县的数用了两个电力折标口径（当量值：“可再生能源电力消费量”（全市.xlsx：数据修订!C6）；等价值：“能源消费总量”（全市.xlsx：数据修订!C5））；统一成一个口径后再报", start="city",
         spoil=revised({4: "等价值"}, {1: "renewable_power", 2: 61500, 4: "当量值"})),
    Kind("revision in another caliber than the one before", "等价值, then 当量值", "W_VINTAGE_CALIBER", "数据修订!C6", "“能源消费总量”：2026-06-30 的版本口径是“当量值”，原来的是“等价值”（全市.xlsx：数据修订!C5）", start="city",
         spoil=revised({3: "2026-05-30", 4: "等价值"}, {2: 391000, 4: "当量值"})),
    Kind("revision older than the figures", "2026-06-30, figures of 2026-07-01", "W_VINTAGE_OLD", "数据修订!C5", "“能源消费总量”：版本日期 2026-06-30 早于数据表的数据日期 2026-07-01，没有采用", start="city", spoil=revised({}, date="2026-07-01")),
    Kind("revision ten times the figure", "3900000", "W_VINTAGE_SCALE", "数据修订!C5", "“能源消费总量”修订为 3900000，原来是 388000，相差约 10 倍，像是单位或小数点错位，照修订用了", start="city", spoil=revised({2: 3900000}), others=("W_CHECK",)),
    Kind("revision under numbers of other years", "〔2023〕, 〔2024〕", "E_DECISION_DATE", "数据修订!C5", "文号是 2023、2024 年的，不在 2025 年度考核的期间（2025 年至 2026 年）内，这一行没有采用", start="city", spoil=revised({5: "运统函〔2023〕7号、运统函〔2024〕8号"})),
    Kind("approval as 待定 without an approver", "(blank)", "E_PENDING", "待定批准!C4", "没有写批准人，这一行没有采用", start="set", spoil=waiting({2: None})),
    Kind("approval as 待定 of a day that is none", "五月", "E_PENDING", "待定批准!E4", "日期：“五月”不是日期；写成 2026-06-30 或 2026年6月30日，这一行没有采用", start="set", spoil=waiting({4: "五月"})),
    Kind("file of appeals with a word that is no field", "decidor", "E_APPEAL_FILE", "第 6 行", "appeals.1号.decidor：没有 decidor 这个字段；是不是 decider？；里面的复查决定没有采用", start="set", spoil=appealed("decider", "decidor")),
    Kind("file of appeals of another year", "2024", "E_DECISION_YEAR", "复查.yaml", "写的考核年度是 2024，现在考核 2025 年度，里面的复查决定没有采用", start="set", spoil=appeals(APPEAL, head="year: 2024\nscheme: yuncheng-14fyp\n")),
    Kind("appeal in two files, not alike", "390000 and 391000", "E_APPEAL_TWICE", "第 6 行", "复查 1号：与 复查.yaml：第 6 行 写的不一样，分不清用哪一个，都没有采用", start="set",
         spoil=both(appealed(), appeals(APPEAL.replace("390000", "391000"), name="复查2.yaml"))),
    Kind("appeal that corrects an item that there is not", "energy_us", "E_APPEAL", "第 6 行", "复查 1号：方案里没有数据项 energy_us；是不是 energy_use？", start="set", spoil=appealed("energy_use", "energy_us")),
    Kind("appeal decided without a corrected figure", "更正, no corrections", "E_APPEAL", "第 6 行", "复查 1号：决定是“更正”，没有更正后的数，也没有核定调整", start="set", spoil=appealed(", corrections: [{item: energy_use, value: 390000}]")),
    Kind("appeal decided before it was filed", "2026-03-27", "E_APPEAL", "第 6 行", "复查 1号：决定日期 2026-03-27 早于申请日期 2026-03-28", start="set", spoil=appealed("decided: 2026-04-20", "decided: 2026-03-27")),
    Kind("appeal whose document only fills its place", "document: 无", "E_APPEAL", "第 6 行", "复查 1号：文号（document）写的是“无”，等于没有写，这件复查没有采用", start="set", spoil=appealed("运函〔2026〕2号", "无")),
    Kind("appeal of a county that there is not", "夏现", "E_APPEAL", "第 6 行", "复查 1号：没有“夏现”这个县（市、区）", start="set", spoil=appealed("county: 夏县", "county: 夏现")),
    Kind("appeal whose number is later than its date", "〔2026〕 of 2025-12-30", "E_DECISION_DATE", "第 6 行", "复查 1号：日期 2025-12-30 早于文号的年份（2026 年），这件复查没有采用", start="set", spoil=appealed("decided: 2026-04-20, decider: 市局, document: 运函〔2026〕", "decided: 2025-12-30, decider: 市局, document: 运函〔2026〕")),
    Kind("appeal without evidence", "evidence: []", "W_APPEAL", "第 6 行", "复查 1号：没有列出证据", start="set", spoil=appealed("[表]", "[]")),
    Kind("appeal under last year's number", "〔2025〕 of 2026-04-20", "W_APPEAL", "第 6 行", "复查 1号：决定的日期 2026-04-20 是文号年份（2025 年）的下一年，照用了", start="set", spoil=appealed("〔2026〕", "〔2025〕")),
    Kind("appeal after its term", "2026-04-10", "W_APPEAL_LATE", "第 6 行", "复查 1号：2026-04-10 申请，超过期限 6 天（公布后 15 日，截止 2026-04-04；依据：第十二条）", start="set", spoil=appealed("filed: 2026-03-28", "filed: 2026-04-10")),
]  # fmt: skip
