"""A result of an earlier layout: scores, grades and ranks are held against its archive, and the verdict says that no more is.

``before/yuncheng-2026.1.xlsx``: three counties of the demonstration city as it was, scored by reference scheme 2026.1 and
written by the program of 2026-11-26 (archive format 2, layouts not yet numbered).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from examples.build import ADJUSTMENTS, demonstration
from scoring import assess, load_scheme
from scoring.robustness import Settings, load_settings
from tests.support.stored import stored as stored_cells
from tests.support.tampering import packed, parts_of, swap
from workbook.archive import read_result
from workbook.archive.upgrades import LAYOUT, upgraded_study
from workbook.command.app import app
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result
from workbook.verifying.verify import verify_result

BEFORE = Path(__file__).parent / "before/yuncheng-2026.1.xlsx"


def test_an_earlier_layout_has_a_verdict_of_its_own() -> None:
    done = verify_result(BEFORE)
    assert (done.verdict, done.differences) == ("旧版式", ())
    assert done.stored.scheme.spec.version == "2026.1"
    counties, lines = len(done.stored.assessment.counties), len(done.stored.scheme.indicators)
    assert done.cells >= counties * (lines + 3), "points of every line, total, grade and rank"
    said = CliRunner().invoke(app, ["verify", str(BEFORE)])
    assert said.exit_code == 0
    assert "旧版式，其余未核对" in said.output


@pytest.mark.parametrize(
    ("sheet", "cell", "stands", "value"),
    [
        ("sheet1", "E5", "100.04", "99.99"),  # 排名 of 临猗县: total
        ("sheet1", "D5", "超额完成", "完成"),
        ("sheet1", "B5", "1.0", "2"),
        ("sheet1", "F6", "38.33", "40"),  # points of a dimension
        ("sheet9", "X8", "94.99", "95"),  # 汇总 of 盐湖区: total
    ],
)
def test_a_changed_score_of_an_earlier_layout_is_named(
    sheet: str, cell: str, stands: str, value: str, tmp_path: Path
) -> None:
    parts = parts_of(BEFORE)
    swap(f"xl/worksheets/{sheet}.xml", rf'(<c r="{cell}"[^>]*>(?:<f>[^<]*</f>)?<v>){stands}</v>', rf"\g<1>{value}</v>")(
        parts
    )
    (tmp_path / "改.xlsx").write_bytes(packed(parts))
    done = verify_result(tmp_path / "改.xlsx")
    assert done.verdict == "不一致"
    assert [one.cell for one in done.differences] == [cell]


def test_the_same_data_under_the_scheme_of_now_are_compared(tmp_path: Path) -> None:
    """Result of 2026.1 beside its own figures under 2026.2: the totals printed are those of the two results."""
    stored = read_result(BEFORE)
    scheme = load_scheme("yuncheng-14fyp")
    now = assess(scheme, stored.table, stored.year)
    write_result(now, tmp_path / "今.xlsx")
    said = CliRunner().invoke(app, ["compare", str(BEFORE), str(tmp_path / "今.xlsx")], env={"COLUMNS": "200"})
    assert said.exit_code == 0, said.output
    for county in now.counties:
        line = next(one for one in said.output.splitlines() if county in one)
        for one in (stored.assessment, now):
            total = one.scores.loc[county, "total"]
            assert total != total or f"{total:.2f}" in line, (county, total, line)


def test_a_comparison_of_two_versions_says_whose_points_and_grade_move_and_why(tmp_path: Path) -> None:
    """The same figures with what 2026.2 asks anew. Three pollutant tasks are short, which 2026.1 did not look at: a gate;
    the intensity lines weigh 20 in place of 15, allocation of energy earns 2 of its own 3."""
    stored = read_result(BEFORE)
    asked = {
        "output_benefit_weighed": "是",
        "energy_freed_allocated": "是",
        "demand_side_measures": "否",
        "reductions_final": "是",
    }
    now = assess(load_scheme("yuncheng-14fyp"), stored.table.assign(**asked), stored.year)
    write_result(now, tmp_path / "今.xlsx")
    said = CliRunner().invoke(app, ["compare", str(BEFORE), str(tmp_path / "今.xlsx")], env={"COLUMNS": "400"}).output
    first = next(one for one in said.splitlines() if one.startswith("临猗县：总分 100.04→"))
    for words in (
        "单位地区生产总值能耗年度下降目标 +5.00",
        "推动能源资源优化配置措施落实情况 +2.00",
        "等次约束新起作用：五年污染物重点工程减排任务未完成；等次 超额完成→未完成；名次仍为第 1",
    ):
        assert words in first
    assert "单位地区生产总值能耗年度下降目标：分值　15分 → 20分" in said
    assert "能耗强度约束分值　40分 → 48分" in said


def test_a_study_of_before_has_today_s_two_labels() -> None:
    """Archives of before held one list of labels for grade and rank alike; the rest of the settings is kept."""
    today = load_settings()
    before = today.model_dump(mode="json") | {
        "seed": 7,
        "labels": [{"name": "稳固", "keeps_grade": 95}, {"name": "临界"}],
    }
    del before["grade_labels"], before["rank_labels"]
    found = Settings.model_validate(upgraded_study(before))
    assert found == today.model_copy(update={"seed": 7})
    assert Settings.model_validate(upgraded_study(found.model_dump())) == found


def test_a_result_with_all_its_sheets_is_the_same_when_the_layout_goes_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """稳健性 has the headings of 排名 over probabilities and sentences, which are no scores."""
    scored = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025, adjustments=ADJUSTMENTS)
    path = write_result(scored, tmp_path / "r.xlsx", ResultInputs(review=True, robustness=load_settings()))
    monkeypatch.setattr("workbook.verifying.verify.LAYOUT", LAYOUT + 1)
    done = verify_result(path)
    assert (done.verdict, done.differences) == ("旧版式", ())
    sheets = stored_cells(path)
    cells = sheets["排名图"]
    cell = next(f"B{at[1:]}" for at, one in cells.items() if at[0] == "A" and one.value == scored.counties[0])
    changed, part = parts_of(path), f"xl/worksheets/sheet{list(sheets).index('排名图') + 1}.xml"
    swap(part, rf'(<c r="{cell}"[^>]*>(?:<f>[^<]*</f>)?<v>)[\d.]+</v>', r"\g<1>1.5</v>")(changed)
    (tmp_path / "改.xlsx").write_bytes(packed(changed))
    assert [one.cell for one in verify_result(tmp_path / "改.xlsx").differences] == [cell]
