"""From a workbook with revisions and an appeal beside it to the result: figures, problems, record, the same bytes again."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from scoring.assessment import assess
from scoring.problems import Source
from scoring.scheme.loader import load_scheme
from tests.support.commands import DEMO, kaohe
from tests.support.results import scored
from workbook.functions.menu import batch
from workbook.reading.submissions import ReadOptions, read_submissions
from workbook.revisions.apply import Revised, apply_revisions
from workbook.revisions.record import RevisionRecord, record_from_plain, record_to_plain

APPEALS = """year: 2025
scheme: yuncheng-14fyp
published: 2026-03-20
appeals:
  - id: 复查1号
    county: 稷山县
    filed: 2026-03-28
    matter: 降低率未用核定数
    evidence: [运统函7号]
    decision: 更正
    decided: 2026-04-20
    decider: 市能源局
    document: 运能源函12号
    corrections:
      - {item: decline_actual, value: 3.35}
"""
REVISIONS = """考核年度：2025
方案编号：yuncheng-14fyp
县（市、区）,数据项编号,数值,版本日期,来源/文号,说明
芮城县,voc_recognised,60,2026年6月30日,省厅核定函,=HYPERLINK("http://x")
芮城县,cod_recognised,200,2026-09-01,省厅二次核定函,
"""
SCHEME = load_scheme("yuncheng-14fyp")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The demonstration city, and an appeal and late revisions among the decisions."""
    shutil.copy(DEMO, tmp_path / "市.xlsx")
    (tmp_path / "决定").mkdir()
    (tmp_path / "决定" / "复查.yaml").write_text(APPEALS, encoding="utf-8")
    (tmp_path / "决定" / "数据修订.csv").write_text(REVISIONS, encoding="utf-8")
    return tmp_path / "市.xlsx"


def applied(city: Path, as_of: str = "") -> Revised:
    submitted = read_submissions([city], SCHEME, None, "", ReadOptions(decisions=[city.parent / "决定"]))
    return apply_revisions(submitted.submission, SCHEME, as_of, submitted.appeals)


def test_figures_as_of_a_day(city: Path) -> None:
    figures = {}
    for day in ("2026-04-19", "2026-04-20", "2026-06-30", ""):
        table = applied(city, day).submission.table
        figures[day] = (
            table.at["稷山县", "decline_actual"],
            table.at["芮城县", "voc_recognised"],
            table.at["芮城县", "cod_recognised"],
        )
    assert figures == {
        "2026-04-19": (2.8, "暂缺", 248.4),
        "2026-04-20": (3.35, "暂缺", 248.4),
        "2026-06-30": (3.35, 60.0, 248.4),
        "": (3.35, 60.0, 200.0),
    }


def test_what_was_wrong_with_a_replaced_figure_is_a_note(city: Path) -> None:
    """芮城县's 暂缺 is a warning and leaves it pending, until the June figure stands in its place."""
    before = [one for one in applied(city, "2026-06-29").submission.problems if one.item == "voc_recognised"]
    after = [one for one in applied(city, "2026-06-30").submission.problems if one.item == "voc_recognised"]
    assert [one.severity for one in before] == ["warning"]
    assert [one.severity for one in after] == ["note"]
    assert after[0].message.endswith("（已由 2026-06-30 的版本代替：数据修订.csv：C4）")


def test_a_row_that_was_refused_stays_an_error_though_another_row_holds(city: Path) -> None:
    text = (
        REVISIONS
        + "芮城县,voc_recognised,61,2026-02-30,省厅核定函,\n芮城县,voc_recognised,暂缺（复核中）,2026-06-01,省厅核定函,\n"
    )
    (city.parent / "决定" / "数据修订.csv").write_text(text, encoding="utf-8")
    submission = applied(city).submission
    found = [(one.severity, one.source.cell) for one in submission.problems if one.item == "voc_recognised"]
    assert sorted(found) == [("error", "D6"), ("note", "C7"), ("note", "C7"), ("note", "I16")]  # C7: 暂缺 as before
    assert submission.table.at["芮城县", "voc_recognised"] == 60.0


def test_what_is_dated_later_is_listed(city: Path) -> None:
    revised = applied(city, "2026-06-30")
    (note,) = [one for one in revised.submission.problems if one.code == "N_VINTAGE_LATER"]
    assert note.message == "有 1 笔修订或复查更正晚于 2026-06-30，没有采用：数据修订.csv：C5（2026-09-01）"
    assert [one.item for one in revised.replayed.later] == ["cod_recognised"]


def test_the_record_ends_where_the_result_stands(city: Path) -> None:
    """稷山县 3.35 ÷ 3.32 ≥ 100%: 20 points instead of 16, and the gate of the annual target no longer holds it down."""
    revised = applied(city)
    record = revised.record(SCHEME, 2025)
    submission = revised.submission
    result = assess(SCHEME, submission.table, 2025, adjustments=submission.adjustments)
    last = {}
    for step in record.steps:
        last.update({one.county: one.after for one in (*step.effects, *step.others)})
    for county, standing in last.items():
        row = result.scores.loc[county]
        assert (standing.total, standing.grade, standing.rank) == (row["total"], row["grade"], row["rank"])
    effect = record.steps[0].effects[0]
    assert (record.steps[0].appeal, effect.county) == ("复查1号", "稷山县")
    assert [(one.indicator, one.before, one.after) for one in effect.points] == [("intensity_annual", 16.0, 20.0)]
    assert (effect.before.grade, effect.after.grade) == ("基本完成", "超额完成")


def test_the_record_survives_json(city: Path) -> None:
    import json

    record = applied(city, "2026-06-30").record(SCHEME, 2025)
    assert record_from_plain(json.loads(json.dumps(record_to_plain(record), allow_nan=False))) == record
    assert not RevisionRecord()
    assert record


def test_score_writes_the_record_and_the_same_bytes_again(city: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        call = ("score", city.name, "--decisions", "决定", "--as-of", "2026年6月30日", "--no-robustness", "-o", name)
        done = kaohe(tmp_path, *call)
        assert done.returncode == 0, done.stderr
        assert "采用的决定：数据修订.csv、复查.yaml" in done.stderr
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [[cell.value for cell in row] for row in book["修订记录"].iter_rows()]
    text = "\n".join(str(value) for row in cells for value in row if value is not None)
    for wanted in (
        "复查.yaml：第 15 行",
        "数据修订.csv：C4",
        "更正，市能源局，运能源函12号",
        "9 → 5",
        "没有采用的修订（版本日期晚于 2026-06-30）",
    ):
        assert wanted in text
    row = next(row for row in cells if row[1] == "稷山县" and row[3] == 2.8)
    assert row[4] == 3.35
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows(min_col=1, max_col=2)}
    assert notes["选项 数据截至（--as-of）"] == "2026-06-30"
    assert "数据文件 复查.yaml" in notes
    lines = [
        row[12].value
        for row in book["计分表"].iter_rows()
        if row[1].value == "稷山县" and "年度下降目标" in str(row[3].value)
    ]
    assert lines[0].startswith("复查.yaml（考核办决定）：第 15 行")
    hyper = [cell for row in book["修订记录"].iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert [cell.data_type for cell in hyper] == ["s"]


def test_another_day_gives_another_result(city: Path, tmp_path: Path) -> None:
    said = {}
    for day in ("2026-04-19", "2026-06-30"):
        done = kaohe(
            tmp_path, "score", city.name, "--decisions", "决定", "--as-of", day, "--no-robustness", "-o", f"{day}.xlsx"
        )
        assert done.returncode == 0, done.stderr
        said[day] = done.stdout
    assert "待定" in said["2026-04-19"]
    assert "待定" not in said["2026-06-30"]


def test_an_adjustment_from_an_appeal_waits_for_the_decision(city: Path, tmp_path: Path) -> None:
    """Decided 2026-04-20: half a point for the statistics counts from that day, and is listed before it."""
    book = openpyxl.load_workbook(city)
    for column, value in zip(
        "ABCDEF", ("稷山县", "energy_management", 0.5, "复查认定", "市能源局", "复查1号"), strict=True
    ):
        book["核定调整"][f"{column}5"] = value
    book.save(city)
    day_before, day = applied(city, "2026-04-19"), applied(city, "2026-04-20")
    assert [one.appeal for one in day_before.submission.adjustments] == [""]
    assert [one.appeal for one in day.submission.adjustments] == ["", "复查1号"]
    (note,) = [one for one in day_before.submission.problems if one.code == "N_VINTAGE_LATER"]
    assert "核定调整!C5" in note.message
    step = day.record(SCHEME, 2025).steps[0]
    assert {one.indicator: (one.before, one.after) for one in step.effects[0].points}["energy_management"][1] == 0.5 + (
        {one.indicator: (one.before, one.after) for one in step.effects[0].points}["energy_management"][0]
    )


def test_explain_and_the_plug_in_s_menu_use_the_revised_figures(city: Path, tmp_path: Path) -> None:
    done = kaohe(tmp_path, "explain", city.name, "--decisions", "决定", "-c", "稷山县", "-i", "intensity_annual")
    assert "3.35 ÷ 3.32" in done.stdout
    assert "有修订：2.8 → 3.35（版本日期 2026-04-20，运能源函12号，复查编号 复查1号）" in done.stdout
    said, _ = batch("check", str(city))  # the menu knows the workbook alone
    assert "数据修订" not in said


def test_without_revisions_the_workbook_has_no_such_sheet(tmp_path: Path) -> None:
    assert "修订记录" not in openpyxl.load_workbook(scored(tmp_path / "r.xlsx"), read_only=True).sheetnames


def test_unusable_options(city: Path, tmp_path: Path) -> None:
    bad = kaohe(tmp_path, "score", city.name, "--decisions", "决定", "--as-of", "2026-02-30")
    assert (bad.returncode, "--as-of：日期“2026-02-30”不存在" in bad.stderr) == (2, True)
    gone = kaohe(tmp_path, "check", city.name, "--decisions", "没有.yaml")
    assert (gone.returncode, "找不到文件 没有.yaml" in gone.stderr) == (2, True)
    path = tmp_path / "决定" / "复查.yaml"
    path.write_text(APPEALS.replace("decision: 更正", "decision: 维持"), encoding="utf-8")
    refused = kaohe(tmp_path, "check", city.name, "--decisions", "决定")
    assert (refused.returncode, "的决定是“维持”，却有更正" in refused.stdout) == (1, True)


def test_two_files_that_disagree_name_both_cells(city: Path, tmp_path: Path) -> None:
    other = tmp_path / "决定" / "又一份.csv"
    other.write_text(
        "考核年度：2025\n方案编号：yuncheng-14fyp\n县（市、区）,数据项编号,数值,版本日期,来源/文号\n芮城县,voc_recognised,61,2026-06-30,市局核定函\n",
        encoding="utf-8",
    )
    revised = applied(city)
    (problem,) = [one for one in revised.submission.problems if one.code == "E_VINTAGE_TWICE"]
    assert "又一份.csv：C4 是 61" in problem.message
    assert "数据修订.csv：C4 是 60" in problem.message
    assert problem.source == Source("数据修订.csv", "", "C4")
    assert revised.submission.table.at["芮城县", "voc_recognised"] == "缺报"


@pytest.mark.parametrize(
    ("old", "new", "listed", "decision"),
    [
        ("decided: 2026-04-20", "decided: 2062-04-20", [], ""),
        ("matter: 降低率未用核定数", "matter: 无", [], ""),
        ("document: 运能源函12号", "document: 电话答复，待补文", ["复查1号"], ""),
        ("", "", ["复查1号"], "更正"),
    ],
    ids=["another year", "nothing said", "no document yet", "good"],
)
def test_the_record_holds_no_decision_that_is_not_used(
    city: Path, old: str, new: str, listed: list[str], decision: str
) -> None:
    (city.parent / "决定" / "复查.yaml").write_text(APPEALS.replace(old, new, 1), encoding="utf-8")
    revised = applied(city)
    assert [one.number for one in revised.rulings] == listed
    assert [one.decision for one in revised.rulings] == [decision] * len(listed)
    assert revised.submission.table.at["稷山县", "decline_actual"] == (3.35 if decision else 2.8)


def test_the_record_names_every_file_of_appeals(city: Path) -> None:
    (city.parent / "决定" / "复查.yml").write_text(
        APPEALS.replace("复查1号", "复查2号").split("  - id")[0] + "  []\n", encoding="utf-8"
    )
    assert sorted(applied(city).record(SCHEME, 2025).appeals.split("、")) == ["复查.yaml", "复查.yml"]
