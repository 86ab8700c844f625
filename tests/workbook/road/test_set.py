"""From a set of files to a result: counties claim, bureaus certify, the office decides; nobody says what is not theirs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from scoring.assessment import Evidence, assess
from scoring.problems import Problem
from tests.support.bureaus import BUREAU, COUNTY, DECISION
from tests.support.cells import edited
from tests.support.commands import kaohe
from tests.workbook.road.conftest import FIGURES, GRANTED, LISTS, SCHEME, YEAR, certify, figure, row
from workbook.archive import read_result
from workbook.reading.merged.submission import Submission
from workbook.reading.stage import Stage
from workbook.reading.submissions import ReadOptions, read_submissions
from workbook.template.content import TemplateContent
from workbook.template.set_writer import bureau_template_bytes

pytestmark = pytest.mark.usefixtures("reads_once")


def read(home: Path, stage: Stage = "审定", *decisions: Path) -> Submission:
    return read_submissions([home], SCHEME, YEAR, "", ReadOptions(stage=stage, decisions=decisions)).submission


def scores(found: Submission) -> pd.DataFrame:
    return assess(
        SCHEME, found.table, YEAR, adjustments=found.adjustments, evidence=found.evidence,
    ).scores  # fmt: skip


def errors(found: Submission) -> list[Problem]:
    return [one for one in found.problems if one.severity == "error"]


@pytest.fixture(scope="module")
def before(whole_set: Path) -> pd.DataFrame:
    """The scores of the set as it is."""
    return scores(read(whole_set))


@pytest.fixture
def home(whole_set: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole_set, tmp_path / "报送")
    return tmp_path / "报送"


def change(path: Path, edit: Any) -> None:
    path.write_bytes(edited(path.read_bytes(), edit))


@pytest.mark.parametrize("stage", ["初评", "送审", "审定"])
def test_the_set_and_the_office_workbook_score_alike(whole_set: Path, stage: Stage) -> None:
    found = read(whole_set, stage)
    assert errors(found) == []
    assert found.provenance.provisional == {}
    office = assess(SCHEME, FIGURES, YEAR, adjustments=GRANTED, evidence=Evidence(lists=LISTS))
    pd.testing.assert_frame_equal(scores(found), office.scores)
    assert {str(one.role) for one in found.provenance.adopted} == {COUNTY, BUREAU, DECISION}
    assert sum(one.figures for one in found.provenance.adopted if str(one.role) == COUNTY) == 0


def test_a_county_claims_and_the_bureau_certifies(home: Path) -> None:
    """The bureau's figure is used, the county's stands beside it; 同自报 takes the county's; a blank takes neither."""
    change(home / COUNTY / "夏县.xlsx", lambda book: figure(book, "energy_use", 111.0))
    found = read(home)
    assert found.table.at["夏县", "energy_use"] == FIGURES.at["夏县", "energy_use"]
    assert found.provenance.claims["夏县", "energy_use"].value == 111.0
    change(home / BUREAU / "市统计局.xlsx", lambda book: figure(book, "energy_use", "同自报"))
    found = read(home)
    assert found.table.at["夏县", "energy_use"] == 111.0
    assert found.sources["夏县", "energy_use"].file == f"{COUNTY}/夏县.xlsx"
    change(home / BUREAU / "市统计局.xlsx", lambda book: figure(book, "energy_use", None))
    first, last = read(home, "初评"), read(home)
    assert (first.table.at["夏县", "energy_use"], first.provenance.provisional["夏县", "energy_use"]) == (111.0, "自报")
    assert (
        last.table.at["夏县", "energy_use"] != last.table.at["夏县", "energy_use"]
        or last.table.at["夏县", "energy_use"] == "缺报"
    )
    assert ("夏县", "energy_use", "市统计局") in [(one.county, one.item, one.by) for one in last.provenance.outstanding]
    assert [one.code for one in errors(last)] == ["E_BLANK"]


def test_the_same_as_reported_where_nothing_was(home: Path) -> None:
    change(home / COUNTY / "夏县.xlsx", lambda book: figure(book, "energy_use", None))
    change(home / BUREAU / "市统计局.xlsx", lambda book: figure(book, "energy_use", "同自报"))
    found = errors(read(home))
    assert [(one.code, one.county, one.source.file) for one in found] == [("E_SAME", "夏县", f"{BUREAU}/市统计局.xlsx")]


def test_preliminary_figures_wait(home: Path, tmp_path: Path) -> None:
    """初评 and 送审 take them and say 暂定; 审定 refuses until they are final, or the county is approved as 待定."""
    content = bureau_template_bytes(SCHEME, YEAR, "市统计局", TemplateContent(values=FIGURES))
    (home / BUREAU / "市统计局.xlsx").write_bytes(edited(content, certify("初步")))
    for stage in ("初评", "送审"):
        found = read(home, stage)
        assert set(found.provenance.provisional.values()) == {"初步"}
        assert errors(found) == []
    done = kaohe(tmp_path, "score", "报送", "--stage", "审定", "-o", "r.xlsx", "--no-robustness")
    assert (done.returncode, (tmp_path / "r.xlsx").exists()) == (2, False)
    assert "还有初步数，不能审定" in done.stderr
    for county in FIGURES.index:
        change(home / DECISION / "考核办.xlsx", lambda book, county=county: row(
            book, "待定批准", county, "省里未核定", "市长", "运政〔2026〕9号", "2026-05-01"))  # fmt: skip
    assert kaohe(tmp_path, "score", "报送", "--stage", "审定", "-o", "r.xlsx", "--no-robustness").returncode == 1


@pytest.mark.slow
def test_a_result_shows_and_keeps_where_its_figures_are_from(home: Path, tmp_path: Path) -> None:
    """暂定 beside the total, the sheet of both figures, the files on 说明; verified again with its set."""
    change(home / BUREAU / "市统计局.xlsx", lambda book: figure(book, "energy_use", None))
    assert kaohe(tmp_path, "score", "报送", "-o", "r.xlsx", "--no-robustness").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "r.xlsx", data_only=True)
    ranking = {line[2].value: line[6].value for line in book["排名"].iter_rows(min_row=5, max_row=17)}
    assert {county for county, state in ranking.items() if state == "暂定"} == {"夏县"}
    text = [str(cell.value) for line in book["自报与核定"].iter_rows() for cell in line if cell.value is not None]
    assert any("夏县自报" in one for one in text)
    notes = {line[0].value: str(line[1].value) for line in book["说明"].iter_rows(max_col=2)}
    assert notes[f"数据文件 {BUREAU}/市统计局.xlsx"].startswith("部门（市统计局），2025 年，采用")
    stored = read_result(tmp_path / "r.xlsx")
    assert stored.inputs.provenance == read(home, "初评").provenance
    done = kaohe(tmp_path, "verify", "r.xlsx", "--data", "报送")
    assert done.returncode == 0, done.stdout


def test_who_owes_what(home: Path, tmp_path: Path) -> None:
    (home / BUREAU / "市统计局.xlsx").unlink()
    done = kaohe(tmp_path, "check", "报送", "--owed", "催.xlsx")
    assert done.returncode == 1
    assert "催报：市统计局 还欠" in done.stdout
    rows = list(openpyxl.load_workbook(tmp_path / "催.xlsx")["催报"].iter_rows(min_row=5, values_only=True))
    assert ("市统计局", "夏县", "decline_actual", "未报") in {(one[1], one[2], one[4], one[5]) for one in rows}


def test_typed_from_paper_by_two_persons(home: Path) -> None:
    """The scan lies in 原件 and its hash is kept; without it, or by one person alone, the figures are preliminary."""

    def typed(checker: str) -> Any:
        return lambda book: row(
            book,
            "认定说明",
            "energy_use",
            None,
            "市统计局",
            None,
            "2号",
            "2026-06-30",
            "最终",
            "逐项",
            "盖章.pdf",
            "甲",
            checker,
        )

    change(home / BUREAU / "市统计局.xlsx", typed("乙"))
    assert [one.code for one in errors(read(home, "初评"))] == ["E_SCAN"]
    (home / BUREAU / "原件").mkdir()
    (home / BUREAU / "原件" / "盖章.pdf").write_bytes(b"x")
    found = read(home)
    assert errors(found) == []
    assert found.provenance.certified["夏县", "energy_use"].transcribed
    assert len(found.provenance.certified["夏县", "energy_use"].scan_sha256) == 64


# what is done to the set, and what is told: (code, severity); no score changes
def _own_revision(home: Path) -> None:
    change(home / COUNTY / "夏县.xlsx", lambda book: (
        book.create_sheet("数据修订"),
        [book["数据修订"].append(one) for one in (
            ["县（市、区）", "数据项编号", "数值", "版本日期", "来源/文号"], ["永济市", "decline_actual", 0.1, "2026-06-30", "1号"])],
    ))  # fmt: skip


def _own_adjustment(home: Path) -> None:
    change(home / COUNTY / "夏县.xlsx", lambda book: (
        book.create_sheet("核定调整"),
        [book["核定调整"].append(one) for one in (
            ["县（市、区）", "指标编号", "加减分", "理由", "批准人", "文号", "日期"],
            ["夏县", "intensity_annual", 3, "优", "县长", "1号", "2026-03-01"])],
    ))  # fmt: skip


def _certify_itself(home: Path) -> None:
    change(home / COUNTY / "夏县.xlsx", lambda book: figure(book, "decline_actual", 9.9))


def _set_its_target(home: Path) -> None:
    change(home / COUNTY / "夏县.xlsx", lambda book: figure(book, "decline_target", 0.1))


def _county_among_bureaus(home: Path) -> None:
    shutil.move(home / COUNTY / "夏县.xlsx", home / BUREAU / "夏县.xlsx")


def _county_among_decisions(home: Path) -> None:
    shutil.copy(home / COUNTY / "夏县.xlsx", home / DECISION / "夏县.xlsx")


def _appeals_in_a_county(home: Path) -> None:
    (home / COUNTY / "决定").mkdir()
    (home / COUNTY / "决定" / "复查.yaml").write_text(
        "year: 2025\nscheme: yuncheng-14fyp\nappeals: []\n", encoding="utf-8"
    )


def _copied(home: Path) -> None:
    change(home / COUNTY / "绛县.xlsx", lambda book: [
        cell.__setattr__("value", "夏县") for line in book["填表说明"].iter_rows() for cell in line if cell.value == "绛县"])  # fmt: skip


def _loose_bureau(home: Path) -> None:
    shutil.copy(home / BUREAU / "市统计局.xlsx", home / "统计局更正.xlsx")
    change(home / "统计局更正.xlsx", lambda book: figure(book, "decline_actual", 9.9))


def _spelt_otherwise(home: Path) -> None:
    """A folder from a county's archive that looks like 决定."""
    (home / "决 定").mkdir()
    (home / "决 定" / "考核办.xlsx").write_bytes((home / DECISION / "考核办.xlsx").read_bytes())
    change(home / "决 定" / "考核办.xlsx", lambda book: row(
        book, "核定调整", "夏县", "energy_management", 1, "优", "组长", None, "运考核〔2026〕9号", "2026-03-21"))  # fmt: skip


def _certificates_of_a_county(home: Path) -> None:
    sheet = [["数据项", "县（市、区）", "认定单位", "文号", "日期", "初步/最终"], ["energy_use", "夏县", "市统计局", "1号", "2026-06-30", "最终"]]  # fmt: skip
    change(home / COUNTY / "夏县.xlsx", lambda book: (book.create_sheet("认定说明"), [book["认定说明"].append(one) for one in sheet]))  # fmt: skip


def _certificates_of_another_bureau(home: Path) -> None:
    change(home / BUREAU / "市统计局.xlsx", lambda book: row(
        book, "认定说明", "agencies_met", "夏县", "市统计局", None, "核〔2026〕2号", "2026-06-30", "最终", "逐项"))  # fmt: skip


def _same_in_a_county(home: Path) -> None:
    change(home / COUNTY / "夏县.xlsx", lambda book: figure(book, "energy_use", "同自报"))


def _list_of_another_bureau(home: Path) -> None:
    sheet = [["县（市、区）", *(one.name for one in SCHEME.lists["vehicles"].columns)],
             ["夏县", "夏县教育局", "晋M99999", "新增", "一般公务", "纯电动"]]  # fmt: skip
    change(home / BUREAU / "市统计局.xlsx", lambda book: (book.create_sheet("车辆清单"), [book["车辆清单"].append(one) for one in sheet]))  # fmt: skip


def _unsigned_beside_the_bureau(home: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "市统计局"
    for line in (["县（市、区）", "decline_actual"], ["夏县", 9.9]):
        book.worksheets[0].append(line)
    book.save(home / BUREAU / "夏县补报.xlsx")


def _date_of_the_data(home: Path) -> None:
    change(home / COUNTY / "夏县.xlsx", lambda book: (
        book.create_sheet("数据修订"),
        [book["数据修订"].append(one) for one in (
            ["数据日期", None, "2026-12-31"], ["县（市、区）", "数据项编号", "数值", "版本日期", "来源/文号"])],
    ))  # fmt: skip


ATTACKS = [
    (_own_revision, "E_AUTHORITY"), (_own_adjustment, "E_AUTHORITY"), (_certify_itself, "E_AUTHORITY"), (_set_its_target, "E_AUTHORITY"),
    (_county_among_bureaus, "E_AUTHORITY"), (_county_among_decisions, "E_AUTHORITY"), (_appeals_in_a_county, "E_DECISION_PLACE"),
    (_copied, "E_CONFLICT"), (_loose_bureau, "E_AUTHORITY"), (_spelt_otherwise, "E_AUTHORITY"), (_certificates_of_a_county, "E_AUTHORITY"),
    (_certificates_of_another_bureau, "E_AUTHORITY"), (_same_in_a_county, "E_SAME"), (_list_of_another_bureau, "E_AUTHORITY"),
    (_unsigned_beside_the_bureau, "E_UNSIGNED"), (_date_of_the_data, "E_AUTHORITY"),
]  # fmt: skip


@pytest.mark.parametrize(("attack", "code"), ATTACKS, ids=[one[0].__name__.strip("_") for one in ATTACKS])
def test_what_a_file_may_not_say_changes_no_score(home: Path, before: pd.DataFrame, attack: Any, code: str) -> None:
    attack(home)
    found = read(home)
    assert code in [one.code for one in errors(found)]
    pd.testing.assert_frame_equal(scores(found), before)


OLD = "运考核〔2019〕9号"
_ROWS = {
    "核定调整": ("夏县", "energy_management", 1, "优", "组长", None, OLD, "2026-03-21"),
    "数据修订": ("夏县", "decline_actual", 1.0, "2026-06-30", None, OLD),
    "待定批准": ("夏县", "省里未核定", "市长", OLD, "2026-05-01"),
}


@pytest.mark.parametrize("sheet", list(_ROWS))
def test_a_document_of_other_years_decides_nothing(home: Path, before: pd.DataFrame, sheet: str) -> None:
    change(home / DECISION / "考核办.xlsx", lambda book: row(book, sheet, *_ROWS[sheet]))
    found = read(home)
    (told,) = errors(found)
    assert told.code == "E_DECISION_DATE"
    assert "文号是 2019 年的，不在 2025 年度考核的期间（2025 年至 2026 年）内" in told.message
    assert (found.vintages, found.approved_pending) == ((), frozenset())
    pd.testing.assert_frame_equal(scores(found), before)


def test_a_name_that_takes_no_authority_away_is_told(home: Path) -> None:
    """填报部门 on a county's book, and a file of appeals by another name, change nothing and are warned of."""
    change(home / COUNTY / "夏县.xlsx", lambda book: book["填表说明"].append(["填报部门", None, "市统计局"]))
    (home / COUNTY / "夏县.yaml").write_text("year: 2025\n", encoding="utf-8")
    found = read(home)
    assert errors(found) == []
    told = {(one.code, one.source.file) for one in found.problems if one.severity == "warning"}
    assert {("W_BUREAU_NAME", f"{COUNTY}/夏县.xlsx"), ("W_DECISION_PLACE", f"{COUNTY}/夏县.yaml")} <= told


def test_the_shipped_set_is_what_the_script_builds_and_scores_as_its_story_says(tmp_path: Path) -> None:
    """examples/yuncheng-2025-set, byte for byte; its README: two counties 暂定 at 初评, the scores of the one workbook."""
    from examples.build import UNCERTIFIED, write_set
    from tests.support.commands import DEMO

    shipped = DEMO.parents[1] / "yuncheng-2025-set"
    write_set(tmp_path / "报送")
    for path in (tmp_path / "报送").rglob("*.xlsx"):
        assert path.read_bytes() == (shipped / path.relative_to(tmp_path / "报送")).read_bytes(), path.name
    found = read(shipped, "初评")
    assert errors(found) == []
    office = assess(SCHEME, FIGURES, YEAR, adjustments=GRANTED, evidence=Evidence(lists=LISTS))
    pd.testing.assert_frame_equal(scores(found), office.scores)
    assert found.provenance.provisional == {("垣曲县", "agencies_met"): "初步", UNCERTIFIED: "自报"}
    assert scores(read(shipped, "送审")).loc["绛县", "grade"] == "待定"
    done = kaohe(tmp_path, "score", str(shipped), "--stage", "审定", "-o", "r.xlsx", "--no-robustness")
    assert (done.returncode, "垣曲县“达到节约型机关标准的党政机关数”" in done.stderr) == (2, True)


APPEAL = """year: {year}
scheme: {scheme}
published: 2026-03-20
appeals:
  - {{id: 1号, county: 稷山县, filed: {filed}, matter: 数据有误, evidence: [统计局函], decision: 更正, decided: {decided}, decider: 考核组, document: 运政〔2026〕2号,
     corrections: [{{item: decline_actual, value: 3.35}}]}}
"""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": 2024}, "E_DECISION_YEAR"),
        ({"scheme": "yuncheng-14fyp-strict"}, "E_DECISION_SCHEME"),
        ({"decided": "2062-04-20"}, "E_DECISION_DATE"),
        ({}, ""),
    ],
    ids=["year", "scheme", "date", "good"],
)
def test_an_appeal_counts_only_in_its_own_assessment(
    home: Path, tmp_path: Path, change: dict[str, Any], code: str
) -> None:
    usual = {"year": 2025, "scheme": SCHEME.id, "filed": "2026-03-28", "decided": "2026-04-20"}
    (home / DECISION / "复查.yaml").write_text(APPEAL.format(**(usual | change)), encoding="utf-8")
    done = kaohe(tmp_path, "check", "报送", "--json", "问题.json")
    told = (tmp_path / "问题.json").read_text(encoding="ascii")
    assert (done.returncode, bool(code) and code in told) == (int(bool(code)), bool(code))
    said = kaohe(tmp_path, "explain", "报送", "-c", "稷山县", "-i", "intensity_annual").stdout
    assert ("3.35 ÷ 3.32" in said) == (not code)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_decisions_are_told(home: Path, state: str) -> None:
    def hide(book: Any) -> None:
        book["核定调整"].sheet_state = state

    change(home / DECISION / "考核办.xlsx", hide)
    found = [one for one in read(home).problems if one.code == "W_HIDDEN"]
    assert [(one.source.file, one.source.sheet) for one in found] == [(f"{DECISION}/考核办.xlsx", "核定调整")]
