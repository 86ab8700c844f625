"""复查.yaml: what is wrong is told by file, line and field; what does not fit together is a problem and is not used."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.assessment import Adjustment
from scoring.errors import DataError, SchemeError
from scoring.problems import Source
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.revisions.appeals import Appeals, load_appeals
from workbook.revisions.rulings import RuledRevisions, judge
from workbook.revisions.terms import deadline, rulings

GOOD = """year: 2025
scheme: small
published: 2026-03-20
limit: {days: 15, clause: 第十二条}
appeals:
  - id: 复查1号
    county: 夏县
    filed: 2026-04-04
    matter: 降低率未用核定数
    evidence: [运统函7号]
    decision: 更正
    decided: 2026年4月20日
    decider: 市能源局
    document: 运能源函12号
    corrections:
      - {item: decline_actual, value: 3.5}
"""


def loaded(folder: Path, text: str) -> Appeals:
    path = folder / "复查.yaml"
    path.write_text(text, encoding="utf-8")
    return load_appeals(path)


def judged(
    folder: Path, scheme: Scheme, text: str, *vintages: Vintage, adjustments: tuple[Adjustment, ...] = ()
) -> RuledRevisions:
    return judge(loaded(folder, text), vintages, adjustments, scheme)


def said(result: RuledRevisions) -> list[tuple[str, str, str]]:
    return [(one.severity, one.source.cell, one.message) for one in result.problems]


def test_a_decision_brings_its_corrected_figure(tmp_path: Path, scheme: Scheme) -> None:
    """The vintage's date is the day of the decision, its document the decision's; 2026-04-04 is the 15th day after 03-20."""
    result = judged(tmp_path, scheme, GOOD)
    assert result.problems == []
    source = Source("复查.yaml", "", "第 16 行")
    assert result.vintages == [
        Vintage("夏县", "decline_actual", 3.5, "2026-04-20", document="运能源函12号", appeal="复查1号", source=source)
    ]
    appeals = load_appeals(tmp_path / "复查.yaml")
    assert deadline(appeals.content.appeals[0], appeals, scheme) == "2026-04-04"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("decision: 更正", "decision: 改正", "复查.yaml:11 appeals.复查1号.decision：不能写 改正；可以写：维持、更正、部分更正"),
        ("decided:", "decidd:", "复查.yaml:12 appeals.复查1号.decidd：没有 decidd 这个字段；是不是 decided？"),
        ("2026-04-04", "2026-02-30",
         "复查.yaml:8 appeals.复查1号.filed：日期“2026-02-30”不存在（2026 年 2 月没有 30 日）；核对后写成 2026-06-30 或 2026年6月30日"),
        ("    matter: 降低率未用核定数\n", "", "复查.yaml:6 appeals.复查1号.matter：缺少这个字段；补上"),
        ("days: 15", "days: 十五", "复查.yaml:4 limit.days：应当是整数，现在是 十五；只写整数，不带引号和单位"),
        ("county: 夏县", "county：夏县", "复查.yaml:7"),
    ],
)  # fmt: skip
def test_a_broken_file(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(SchemeError) as refused:
        loaded(tmp_path, GOOD.replace(old, new))
    assert any(message in one for one in refused.value.messages), refused.value.messages


def test_a_number_used_twice_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    again = GOOD + GOOD.split("appeals:\n")[1]
    with pytest.raises(SchemeError, match=r"复查.yaml:17 appeals.复查1号.id：复查编号 复查1号 写了两次（先在第 6 行）"):
        loaded(tmp_path, again)
    with pytest.raises(DataError, match="找不到复查文件"):
        load_appeals(tmp_path / "none.yaml")


CORRECTED = Vintage(
    "夏县", "decline_actual", 3.6, "2026-05-01", appeal="复查1号", source=Source("d.xlsx", "数据修订", "C5")
)
NO_FIGURE = GOOD.split("    corrections")[0]


@pytest.mark.parametrize(
    ("text", "cell", "message"),
    [
        (NO_FIGURE.split("    decision")[0], "C5", "复查 复查1号 还没有决定，不能先更正；这笔更正没有采用"),
        (NO_FIGURE.replace("更正", "维持"), "C5", "复查 复查1号 的决定是“维持”，却有更正；这笔更正没有采用"),
        (NO_FIGURE.replace("夏县", "绛县"), "C5", "复查 复查1号 是绛县申请的，更正的却是夏县；这笔更正没有采用"),
        (NO_FIGURE.replace("复查1号", "复查一号"), "C5", "复查文件里没有复查编号 复查1号；是不是 复查一号？；这笔更正没有采用"),
        (NO_FIGURE.replace("2026年4月20日", "2026-05-02"), "C5",
         "更正的版本日期 2026-05-01 早于复查 复查1号 的决定日期 2026-05-02；这笔更正没有采用"),
    ],
)  # fmt: skip
def test_a_correction_without_a_decision_that_carries_it(
    tmp_path: Path, scheme: Scheme, text: str, cell: str, message: str
) -> None:
    result = judged(tmp_path, scheme, text, CORRECTED)
    assert ("error", cell, message) in said(result)
    assert result.vintages == []


def test_without_a_file_of_appeals_no_correction_is_carried(scheme: Scheme) -> None:
    result = judge(None, [CORRECTED], (), scheme)
    assert said(result) == [("error", "C5", "没有能用的复查文件，查不到复查编号 复查1号；这笔更正没有采用")]


def test_a_decision_without_a_corrected_figure(tmp_path: Path, scheme: Scheme) -> None:
    result = judged(tmp_path, scheme, NO_FIGURE)
    assert said(result) == [("error", "第 6 行", "复查 复查1号：决定是“更正”，没有更正后的数，也没有核定调整")]
    assert judged(tmp_path, scheme, NO_FIGURE, CORRECTED).problems == []
    points = Adjustment("夏县", "intensity", -1.0, "复查", "考核组", appeal="复查1号")
    carried = judged(tmp_path, scheme, NO_FIGURE, adjustments=(points,))
    assert (carried.problems, carried.adjustments) == ([], [points])
    other = judged(
        tmp_path,
        scheme,
        NO_FIGURE,
        adjustments=(Adjustment("绛县", "intensity", -1.0, "复查", "考核组", appeal="复查1号"),),
    )
    assert other.adjustments == []


def test_an_appeal_after_the_deadline(tmp_path: Path, scheme: Scheme) -> None:
    late = GOOD.replace("2026-04-04", "2026-04-06")
    message = "复查 复查1号：2026-04-06 申请，超过期限 2 天（公布后 15 日，截止 2026-04-04；依据：第十二条）"
    assert said(judged(tmp_path, scheme, late)) == [("warning", "第 6 行", message)]
    excused = late.replace("    matter", "    late_reason: 4月4日至5日为节假日\n    matter")
    assert said(judged(tmp_path, scheme, excused)) == [
        ("note", "第 6 行", f"{message}；仍受理的理由：4月4日至5日为节假日")
    ]
    assert said(judged(tmp_path, scheme, late.replace("limit: {days: 15, clause: 第十二条}\n", ""))) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("county: 夏县", "county: 夏现", "复查 复查1号：没有“夏现”这个县（市、区）"),
        ("item: decline_actual", "item: decline_actuel", "复查 复查1号：方案里没有数据项 decline_actuel；是不是 decline_actual？"),
        ("value: 3.5", "value: 350", "复查 复查1号：“单位GDP能耗实际降低率”填的是“350”，大于上限 50，没有采用"),
        ("    document: 运能源函12号\n", "", "复查 复查1号：有决定“更正”，没有写 document"),
        ("2026年4月20日", "2026-04-01", "复查 复查1号：决定日期 2026-04-01 早于申请日期 2026-04-04"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_an_error(tmp_path: Path, scheme: Scheme, old: str, new: str, message: str) -> None:
    assert ("error", message) in [(one[0], one[2]) for one in said(judged(tmp_path, scheme, GOOD.replace(old, new)))]


def test_an_appeal_as_it_stood_on_a_day(tmp_path: Path, scheme: Scheme) -> None:
    appeals = loaded(tmp_path, GOOD)
    assert rulings(appeals, scheme, "2026-04-03") == ()
    assert [one.decision for one in rulings(appeals, scheme, "2026-04-19")] == [""]
    assert [one.decision for one in rulings(appeals, scheme, "2026-04-20")] == ["更正"]
