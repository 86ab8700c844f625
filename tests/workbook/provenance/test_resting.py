"""What results rest on: which counties are 待定 or 暂定, on which figures, for how many points; what 审定 refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.build import demonstration
from scoring import Assessment, Evidence, KaoheError, assess
from tests.support.commands import kaohe
from tests.workbook.provenance.conftest import ENERGY, FINAL, PLANNED, SCHEME, TAKEN, TYPED, told
from workbook.archive import read_result
from workbook.archive.lines import digest, joined, line
from workbook.archive.sheet import SHEET
from workbook.checking.due_dates import due_dates
from workbook.checking.outstanding import outstanding_book, outstanding_texts
from workbook.command.options import stage_of
from workbook.layout.inputs import ResultInputs
from workbook.reading.merged.submission import Submission
from workbook.reading.roles import Claim, Key, Outstanding, Provenance
from workbook.result.sheets.provenance import is_tentative, points_on, resting, state_of, tentative_figures
from workbook.result.write import write_result
from workbook.steps.stages import refuse_not_final, refuse_provisional

pytestmark = pytest.mark.usefixtures("module_reads_once")
SET = Path(__file__).parents[3] / "examples" / "yuncheng-2025-set"
ELSEWHERE = ("绛县", "energy_use")
SAID = "涉及 {} 个县（市、区）共 {} 分（读到这些数的指标的满分，一个指标只算一次）"


@pytest.mark.parametrize(
    ("provenance", "sentences"),
    [
        (told(), []),
        (told(certified={ENERGY: FINAL}), []),
        (told(provisional={ENERGY: "自报"}), ["暂定：自报、未核定的数 1 个，" + SAID.format(1, 2)]),
        (told(provisional={ENERGY: "初步", ELSEWHERE: "初步"}), ["暂定：认定为初步的数 2 个，" + SAID.format(2, 4)]),
        (told(certified={ENERGY: TYPED}), ["转录：由盖章的纸面录入的数 1 个，" + SAID.format(1, 2)]),
        (told(disputed={ENERGY: "x!A1"}), ["有异议（暂定）：等待补文的数 1 个，" + SAID.format(1, 2)]),
        (  # energy_total and energy_management, 2 and 3 points: indicators, not figures, are counted
            told(provisional={ENERGY: "自报", PLANNED: "自报", ("夏县", "energy_total_target"): "自报"}),
            ["暂定：自报、未核定的数 3 个，" + SAID.format(1, 5)],
        ),
    ],
)  # fmt: skip
def test_for_how_many_points_figures_are_not_certified_and_final(
    scored: Assessment, provenance: Provenance, sentences: list[str]
) -> None:
    """energy_use is read by energy_total (2 points), targets_in_plan by energy_management (3): config/schemes."""
    assert resting(scored, provenance) == sentences


def test_the_points_of_an_indicator_are_counted_once(scored: Assessment) -> None:
    assert points_on(scored, "夏县", {"decline_actual", "decline_target"}) == 20.0  # intensity_annual
    assert points_on(scored, "夏县", set()) == 0.0


@pytest.mark.parametrize(
    ("provenance", "tentative"),
    [
        (told(), False),
        (told(certified={ENERGY: TYPED}), False),
        (told(provisional={ELSEWHERE: "自报"}), False),
        (told(provisional={ENERGY: "自报"}), True),
        (told(provisional={ENERGY: "初步"}), True),
        (told(disputed={ENERGY: "x"}), True),
    ],
)
def test_which_county_is_tentative(scored: Assessment, provenance: Provenance, tentative: bool) -> None:
    assert is_tentative(provenance, "夏县") is tentative
    assert state_of(scored, provenance, "夏县") == ("暂定" if tentative else "—")


def test_a_county_without_a_total_is_pending_whatever_it_rests_on(scored: Assessment) -> None:
    """芮城县 has 暂缺 in the demonstration data."""
    assert state_of(scored, told(), "芮城县") == "待定"
    assert state_of(scored, told(provisional={("芮城县", "energy_use"): "自报"}), "芮城县") == "待定"


def test_which_figures_make_it_tentative(scored: Assessment) -> None:
    one = told(provisional={ENERGY: "自报", PLANNED: "初步"}, disputed={ENERGY: "x"})
    assert tentative_figures(scored, one, "夏县") == (
        "“能源消费总量”自报，未核定；“目标纳入本县规划和年度计划”初步数；“能源消费总量”有异议"
    )
    assert tentative_figures(scored, one, "绛县") == ""


def sheet(scored: Assessment, path: Path, provenance: Provenance, name: str) -> list[list[Any]]:
    write_result(scored, path, ResultInputs(stage="审定", provenance=provenance, values_only=True), force=True)
    return [list(line) for line in openpyxl.load_workbook(path)[name].iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("provenance", "begins"),
    [(told(certified={ENERGY: TYPED}), "转录："), (told(disputed={ENERGY: "x"}), "有异议（暂定）：")],
)
def test_the_ranking_says_what_it_rests_on_at_every_stage(
    scored: Assessment, tmp_path: Path, provenance: Provenance, begins: str
) -> None:
    lines = sheet(scored, tmp_path / "r.xlsx", provenance, "排名")
    foot = [str(cell) for line in lines for cell in line if str(cell).startswith(begins)]
    assert foot == [f"{said}。" for said in resting(scored, provenance)]


def test_the_sheet_of_figures_says_all_that_is_known_of_one(scored: Assessment, tmp_path: Path) -> None:
    explained = replace(TYPED, reason="两地重复计算")
    own = Claim(400000.0, scored.sources[ENERGY]._replace(file=TAKEN[0].file))
    asked = Claim(0.0, own.source)
    provenance = told(
        {ENERGY: own, PLANNED: asked}, {}, {ENERGY: explained}, {ENERGY: "部门/市统计局.xlsx：数据修订!E5"}
    )
    lines = sheet(scored, tmp_path / "r.xlsx", provenance, "自报与核定")
    heads = next(line for line in lines if list(line[:2]) == ["县（市、区）", "数据项"])
    found = {line[1]: dict(zip(heads, line, strict=True)) for line in lines if line[0] == "夏县"}
    energy = found["能源消费总量"]
    used = float(str(demonstration().at[ENERGY]))
    assert (energy["单位"], energy["自报"], energy["采用"], energy["自报−采用"]) == (
        "吨标准煤",
        400000,
        used,
        400000 - used,
    )
    assert (energy["提供单位"], energy["认定单位"], energy["转报单位"]) == ("市统计局", "省统计局", "市发展改革委")
    assert energy["转录：原件、录入人、复核人"] == "一号.pdf；录入：甲；复核：乙"
    assert energy["差异的原因"] == "两地重复计算"
    assert energy["有异议的出处"] == "部门/市统计局.xlsx：数据修订!E5"
    assert energy["状态"] == "转录、有异议"
    planned = found["目标纳入本县规划和年度计划"]
    assert (planned["自报"], planned["采用"], planned["自报−采用"]) == ("否", "是", "不一致")


def test_what_certification_changed_stands_at_the_head(scored: Assessment, tmp_path: Path) -> None:
    """By county and bureau, each figure as reported and as used; figures that agree are counted only."""
    used = float(str(demonstration().at[ENERGY]))
    own, asked = (Claim(value, scored.sources[ENERGY]) for value in (400000.0, 0.0))
    agreed = ("夏县", "energy_total_target")
    same = Claim(float(str(demonstration().at[agreed])), scored.sources[ENERGY])
    provenance = told({ENERGY: own, PLANNED: asked, agreed: same}, {}, {ENERGY: TYPED}, {})
    lines = [
        [str(cell) for cell in line if cell not in (None, "")]
        for line in sheet(scored, tmp_path / "r.xlsx", provenance, "自报与核定")
    ]
    top = next(place for place, line in enumerate(lines) if line and line[0].startswith("自报 3 个数"))
    assert lines[top][0].startswith("自报 3 个数，核定改动 2 个，涉及 1 个县（市、区）；按部门：")
    assert lines[top + 1] == ["县（市、区）", "部门（认定单位）", "改动的数", "自报 → 采用"]
    changed = [line for line in lines[top + 2 : top + 4] if line[0] == "夏县"]
    assert ["夏县", "市统计局（省统计局认定）", "1", f"能源消费总量 400000 → {used:g} 吨标准煤"] in changed
    assert any(line[-1] == "目标纳入本县规划和年度计划 否 → 是" for line in changed)


def test_the_sheet_of_figures_is_made_for_use_and_print(scored: Assessment, tmp_path: Path) -> None:
    """A filter, heads that stay and repeat, and at the scale that fits all columns on A3 no print under 8 points."""
    provenance = told(certified={ENERGY: TYPED})
    write_result(scored, tmp_path / "r.xlsx", ResultInputs(provenance=provenance, values_only=True))
    page = openpyxl.load_workbook(tmp_path / "r.xlsx")["自报与核定"]
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("C7", "A6:P7", "$5:$6")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 8)
    parts: Any = page.column_dimensions.values()  # one may stand for several columns of one width
    pixels = sum((7 * (one.width - 0.71) + 5) * (one.max - one.min + 1) for one in parts)
    scale = min(1.0, (16.54 - page.page_margins.left - page.page_margins.right) * 96 / pixels)
    assert int(scale * 100) / 100 * page["B7"].font.size >= 8


def test_rows_of_the_score_sheet_are_as_high_as_their_longest_text(scored: Assessment, tmp_path: Path) -> None:
    """The source of a figure is longer than the reason where many files are cited, in a column a third as wide."""
    many = {(county, item): scored.sources[ENERGY]._replace(file=f"部门/{item}很长的文件名的工作簿.xlsx")
            for county in scored.counties for item in SCHEME.items}  # fmt: skip
    again = assess(SCHEME, demonstration(), 2025, evidence=Evidence(sources=many))
    write_result(again, tmp_path / "r.xlsx", ResultInputs(provenance=told(certified={ENERGY: TYPED}), values_only=True))
    page = openpyxl.load_workbook(tmp_path / "r.xlsx")["计分表"]
    for row in range(5, 5 + len(SCHEME.indicators)):
        text, height = str(page.cell(row, 13).value), page.row_dimensions[row].height
        wide = sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
        assert height >= min(409, 11 * wide / 28)  # 28 half-width signs of 9 points in a column of 24


def submission(scored: Assessment, provisional: dict[Key, str], **more: Any) -> Submission:
    return Submission(
        files={}, year=2025, scheme_id=SCHEME.id, table=demonstration(), declared={}, sources={}, adjustments=[],
        self_scores=None, problems=[], stage="审定", provenance=Provenance(TAKEN, provisional=provisional), **more,
    )  # fmt: skip


def test_at_the_last_stage_whoever_owes_a_final_figure_is_named(scored: Assessment) -> None:
    with pytest.raises(KaoheError) as refused:
        refuse_provisional(submission(scored, {ENERGY: "初步", PLANNED: "初步"}), SCHEME)
    said = str(refused.value)
    assert "市统计局 1 个（应在 部门/市统计局.xlsx）：夏县“能源消费总量”" in said
    assert "市能源局 1 个（应在 部门/市能源局-yuncheng-14fyp-2025.xlsx）：夏县“目标纳入本县规划和年度计划”" in said


def test_an_approved_county_and_an_earlier_stage_are_not_refused(scored: Assessment) -> None:
    refuse_provisional(submission(scored, {ENERGY: "初步"}, approved_pending=frozenset(["夏县"])), SCHEME)
    refuse_provisional(replace(submission(scored, {ENERGY: "初步"}), stage="送审"), SCHEME)


@pytest.mark.parametrize(
    ("word", "stage"), [("初评", "初评"), ("送审", "送审"), ("审定", "审定"), ("核定", "送审"), ("市政府审定", "审定")]
)
def test_stages_by_their_names_of_now_and_before(word: str, stage: str) -> None:
    assert stage_of(word) == stage


def test_no_stage() -> None:
    with pytest.raises(KaoheError, match="--stage 只能是初评、送审、审定，现在是 终审"):
        stage_of("终审")


def test_a_result_called_final_with_figures_that_are_not_is_refused(scored: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_result(
        scored, path, ResultInputs(stage="审定", provenance=told(provisional={ENERGY: "初步"}), values_only=True)
    )
    with pytest.raises(KaoheError, match="夏县“能源消费总量”"):
        refuse_not_final("r.xlsx", read_result(path))
    missing = ("芮城县", "voc_recognised")  # 暂缺 in the demonstration data: nothing of it is used
    write_result(
        scored,
        path,
        ResultInputs(stage="审定", provenance=told(provisional={missing: "初步"}), values_only=True),
        force=True,
    )
    refuse_not_final("r.xlsx", read_result(path))


@pytest.mark.parametrize("head", [{"stage": "终审"}, {"standing": "终审"}, {}])
def test_an_archive_with_a_stage_that_is_none_is_refused(
    scored: Assessment, tmp_path: Path, head: dict[str, str]
) -> None:
    """An archive made by hand, its own hash right: no stage is supposed."""
    write_result(scored, tmp_path / "r.xlsx", ResultInputs(values_only=True))
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    page = book[SHEET]
    about = {key: value for key, value in json.loads(str(page.cell(3, 3).value)).items() if key != "stage"}
    page.cell(3, 3).value = line(about | head)
    rows = [tuple("" if cell is None else str(cell) for cell in row[:3]) for row in page.iter_rows(values_only=True)]
    page.cell(2, 3).value = digest(joined(rows[2:]))  # type: ignore[arg-type]
    book.save(tmp_path / "r.xlsx")
    with pytest.raises(KaoheError, match=r"结果状态只能是初评、送审、审定，写的是“(终审)?”，不能用"):
        read_result(tmp_path / "r.xlsx")


def test_explain_says_which_figures_are_tentative(tmp_path: Path) -> None:
    """绛县 of the demonstration set has one figure of its own; 市能源局 has not certified it."""
    done = kaohe(tmp_path, "explain", str(SET), "-c", "绛县", "-i", "energy_management")
    assert "得分和等次暂定：“目标纳入本县规划和年度计划”自报，未核定" in done.stdout
    assert "暂定" not in kaohe(tmp_path, "explain", str(SET), "-c", "夏县", "-i", "energy_management").stdout


def test_the_book_of_debts(scored: Assessment, tmp_path: Path) -> None:
    outstanding = (
        Outstanding("夏县", "energy_use", "市统计局", "未报"),
        Outstanding("绛县", "targets_in_plan", "市能源局", "自报，未核定"),
    )
    path = tmp_path / "o.xlsx"
    path.write_bytes(outstanding_book(scored, outstanding, "初评", "示范"))
    assert outstanding_book(scored, outstanding, "初评", "示范") == path.read_bytes()
    lines = list(openpyxl.load_workbook(path)["催报"].iter_rows(min_row=5, values_only=True))
    assert [line[:4] + line[5:6] + line[-1:] for line in lines] == [
        (1, "市统计局", "夏县", "能源消费总量", "未报", 2),
        (2, "市能源局", "绛县", "目标纳入本县规划和年度计划", "自报，未核定", 3),
    ]


DEBTS = (Outstanding("夏县", "energy_use", "市统计局", "未报"), Outstanding("绛县", "targets_in_plan", "市能源局", "自报，未核定"),
         Outstanding("绛县", "decline_target", "考核办", "未报"), Outstanding("夏县", "agencies_met", "夏县", "未报"))  # fmt: skip


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ([], ["", "", "", ""]),
        (["2026-03-31"], ["2026-03-31"] * 4),
        (["2026年3月31日", "部门=2026/6/30"], ["2026-06-30", "2026-06-30", "2026-03-31", "2026-03-31"]),
        (["部门=20260630", "市统计局＝2026-07-15"], ["2026-07-15", "2026-06-30", "", ""]),
        (["县(市、区)=2026-02-28", "考核办=2026-01-31"], ["", "", "2026-01-31", "2026-02-28"]),
        (["县（市、区）=2026-02-28", "夏县=2026-03-15"], ["", "", "", "2026-03-15"]),
    ],
)
def test_by_when_it_was_due(scored: Assessment, tmp_path: Path, said: list[str], dates: list[str]) -> None:
    """The nearest date counts: a name's, then its role's, then that of all."""
    due = due_dates(said, SCHEME, scored.counties, 2025)
    assert [due.of(one.by, one.county) for one in DEBTS] == dates
    path = tmp_path / "o.xlsx"
    path.write_bytes(outstanding_book(scored, DEBTS, "初评", "", due))
    found = {
        line[1]: line[6] or "" for line in openpyxl.load_workbook(path)["催报"].iter_rows(min_row=5, values_only=True)
    }
    assert found == {one.by: date for one, date in zip(DEBTS, dates, strict=True)}
    told = {line.removeprefix("催报：").split("还欠")[0] for line in outstanding_texts(scored, DEBTS, due)}
    assert told == {
        f"{one.by}（应报日期 {date}）" if date else f"{one.by} " for one, date in zip(DEBTS, dates, strict=True)
    }


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["市电视台=2026-03-31"], "市电视台=2026-03-31：“市电视台”不是"),
        (["=2026-03-31"], "“”不是"),
        (["2026-02-30"], "不存在"),
        (["2026年3月"], "没有写日"),
        (["部门=2028-01-01"], "不在 2025 年度考核的期间"),
        (["部门=2026-03-31", "部门=2026-04-30"], "部门=2026-04-30：和前面写的 2026-03-31 不一致"),
        (["没有=1", "2026-02-30"], "没有=1：.*；2026-02-30：.*不存在"),
    ],
)
def test_a_date_that_cannot_be_meant_is_refused(scored: Assessment, said: list[str], why: str) -> None:
    with pytest.raises(KaoheError, match=why):
        due_dates(said, SCHEME, scored.counties, 2025)


def test_check_says_by_when_figures_were_due(tmp_path: Path) -> None:
    done = kaohe(tmp_path, "check", str(SET), "--due", "部门=2026-06-30", "--owed", "催.xlsx")
    assert "催报：市能源局（应报日期 2026-06-30）还欠" in done.stdout
    refused = kaohe(tmp_path, "check", str(SET), "--due", "部=2026-06-30")
    assert refused.returncode == 2
    assert "--due 不能用：部=2026-06-30" in refused.stderr
