"""``kaohe cities``: results as ``kaohe score`` writes them, a roll-up over all, and a run that takes up where it stopped."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from scoring import load_scheme
from scoring.errors import KaoheError
from tests.support.commands import kaohe
from tests.support.provinces import AS_SAID, ONE, QUICK, SCHEME, planned
from tests.workbook.cities.conftest import Done
from workbook.archive.reading import read_result
from workbook.cities.record import read_record, record_path
from workbook.command import cities_run
from workbook.command.cities_run import Workers, score_cities
from workbook.command.scoring_run import score_files
from workbook.hashing import sha256_of
from workbook.scheme_workbook.writing import write_scheme_book
from workbook.steps.score_set import ScoreOptions

pytestmark = pytest.mark.usefixtures("module_reads_once")
SCORED = ["丙市", "乙市", "甲市"]


def rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]


def copied(done: Done, room: Path) -> Done:
    """The same in a place of its own, to be changed."""
    shutil.copytree(done.output.parent, room, dirs_exist_ok=True)
    return Done(room / "省", room / "全省.xlsx", room / "全省-各市结果", 0)


def again(one: Done, options: ScoreOptions = AS_SAID, *, force: bool = False) -> int:
    return score_cities(one.folder, one.output, None, options, workers=Workers(1), force=force)


def test_each_city_has_its_result_and_a_city_that_fails_stops_no_other(done: Done) -> None:
    assert done.status == 1
    assert sorted(path.stem for path in done.results.glob("*.xlsx")) == SCORED


@pytest.mark.parametrize(("city", "data"), [("乙市", "乙市.xlsx"), ("甲市", "甲市")])
def test_a_result_is_the_one_that_score_writes(done: Done, tmp_path: Path, city: str, data: str) -> None:
    score_files([done.folder / data], QUICK, tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").read_bytes() == (done.results / f"{city}.xlsx").read_bytes()


def test_nothing_that_is_written_names_a_folder_of_the_machine(done: Done) -> None:
    files = [done.output, *done.results.glob("*.xlsx")]
    parts = [
        archive.read(name) for file in files for archive in (zipfile.ZipFile(file),) for name in archive.namelist()
    ]
    parts += [path.read_bytes() for path in (done.results / ".kaohe-cities").iterdir()]
    assert not any(str(done.output.parent).encode() in part for part in parts)


def test_the_summary_counts_what_the_results_hold(done: Done) -> None:
    table = {row[0]: row for row in rows(done.output, "汇总")}
    heads = table["城市"]
    for city in SCORED:
        scores = read_result(done.results / f"{city}.xlsx").assessment.scores
        row = dict(zip(heads, table[city], strict=True))
        assert row["县数"] == len(scores) == 13
        for grade in ("超额完成", "完成", "基本完成", "未完成"):
            assert row[grade] == int((scores["grade"] == grade).sum()), (city, grade)
        assert row["待定"] == int(scores["total"].isna().sum())
        assert row["平均总分"] == pytest.approx(scores["total"].mean())
    assert (
        dict(zip(heads, table["丙市"], strict=True))["错误"] == 14
    )  # docs: the errors of examples/yuncheng-2025-errors


def test_every_county_stands_with_its_rank_in_the_city_and_over_all(done: Done) -> None:
    table = [row for row in rows(done.output, "各县")[3:] if row[1] is not None]
    assert len(table) == 39
    ranks = {(city, county): rank for rank, city, county, *_ in table}
    own = {(row[1], row[2]): row[5] for row in table}
    for city in SCORED:
        scores = read_result(done.results / f"{city}.xlsx").assessment.scores
        for county, rank in scores["rank"].items():
            assert own[city, county] == ("—" if rank is pytest.importorskip("pandas").NA else rank), (city, county)
    # 甲市 and 乙市 hold the same figures; of 丙市 临猗县 alone has a total, with the same points: 1, 1, 1, then 4.
    assert [ranks[city, "临猗县"] for city in SCORED] == [1, 1, 1]
    assert ranks["甲市", "夏县"] == ranks["乙市", "平陆县"] == 4
    assert ranks["甲市", "芮城县"] == "—"


def test_cities_that_failed_are_named_with_their_reason_and_are_to_be_run_again(done: Done) -> None:
    table = {row[0]: row for row in rows(done.output, "重新运行")}
    assert "没有可读的数据文件" in str(table["丁市"][2])
    assert "文件不完整或已损坏" in str(table["戊市"][2])
    assert table["丙市"][1] == "数据有错误"
    assert set(table) & {"甲市", "乙市"} == set()
    said = " ".join(str(row[0]) for row in rows(done.output, "汇总"))
    assert "丁市：" in said
    assert "戊市：" in said


def test_every_error_stands_with_file_sheet_and_cell(done: Done) -> None:
    table = [row for row in rows(done.output, "问题") if row[:2] == ("丙市", "错误")]
    assert len(table) == 14
    assert ("丙市.xlsx", "能耗强度!C6", "E_BLANK") in [row[7:10] for row in table]


def test_who_waits_stands_on_a_sheet_with_the_reason(done: Done) -> None:
    table = {row[:3]: row for row in rows(done.output, "待定")}
    assert table["甲市", "芮城县", "待定"][4] == "缺“挥发性有机物重点工程减排量（认定）”"
    assert table["甲市", "绛县", "暂定"][4] == "“目标纳入本县规划和年度计划”自报，未核定"


def test_the_seal_is_one_hash_over_the_results(done: Done) -> None:
    table = rows(done.output, "运行")
    hashes = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in done.results.glob("*.xlsx"))
    assert sorted(str(row[5]) for row in table[3:6]) == hashes
    seal = hashlib.sha256("".join(f"{one}\n" for one in hashes).encode()).hexdigest()
    assert seal in str(table[0][0])
    assert ("甲市", "采用的决定：决定/考核办.xlsx") in [row[:2] for row in table]


def test_a_second_run_scores_nothing_and_writes_the_same(
    done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = copied(done, tmp_path)
    before = one.output.read_bytes()
    plan = planned(one.folder, one.results)
    assert sorted(plan.done) == SCORED
    assert [task.name for task in plan.tasks] == ["丁市", "戊市"]
    for name in ("丁市", "戊市"):
        path = one.folder / name
        path.rmdir() if path.is_dir() else path.with_suffix(".xlsx").unlink()
    monkeypatch.setattr(cities_run, "one_by_one", None)  # nothing may be asked of it
    assert again(one, QUICK) == 1
    assert one.output.read_bytes() != before
    assert [path.read_bytes() for path in sorted(one.results.glob("*.xlsx"))] == [
        path.read_bytes() for path in sorted(done.results.glob("*.xlsx"))
    ]


def test_what_changed_is_scored_again_and_nothing_else(done: Done, tmp_path: Path) -> None:
    one = copied(done, tmp_path)
    book = openpyxl.load_workbook(one.folder / "乙市.xlsx")
    book["能耗强度"]["C6"] = 3.5
    book.save(one.folder / "乙市.xlsx")
    assert [task.name for task in planned(one.folder, one.results).tasks] == ["丁市", "乙市", "戊市"]
    (one.folder / "甲市" / "部门" / "多的.txt").write_text("x")  # a name more is told in the result
    assert [task.name for task in planned(one.folder, one.results).tasks] == ["丁市", "乙市", "戊市", "甲市"]
    assert len(planned(one.folder, one.results, replace(QUICK, stage="送审")).tasks) == 5


@pytest.mark.parametrize("spoilt", ["damaged", "edited", "gone"])
def test_a_record_that_does_not_hold_is_as_good_as_none(small: Done, tmp_path: Path, spoilt: str) -> None:
    one = copied(small, tmp_path)
    path = record_path(one.results, "乙市")
    text = path.read_text(encoding="utf-8")
    {"damaged": lambda: path.write_text(text[:-20]), "edited": lambda: path.write_text(text.replace('"rank": 2', '"rank": 1')), "gone": path.unlink}[spoilt]()  # fmt: skip
    assert read_record(one.results, "乙市") is None
    assert "乙市" in [task.name for task in planned(one.folder, one.results, AS_SAID).tasks]
    assert again(one) == 1  # the result is made again, is the same, and is taken for ours
    assert one.output.read_bytes() == small.output.read_bytes()
    assert read_record(one.results, "乙市") == read_record(small.results, "乙市")


def test_a_missing_result_is_made_again(small: Done, tmp_path: Path) -> None:
    one = copied(small, tmp_path)
    (one.results / "乙市.xlsx").unlink()
    assert planned(one.folder, one.results, AS_SAID).notes == ["乙市：上次的结果文件不在了，重新计分"]
    assert again(one) == 1
    assert one.output.read_bytes() == small.output.read_bytes()


def test_a_result_that_somebody_changed_is_left_alone_and_told(
    small: Done, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = copied(small, tmp_path)
    book = openpyxl.load_workbook(one.results / "乙市.xlsx")
    book.save(one.results / "乙市.xlsx")
    changed = (one.results / "乙市.xlsx").read_bytes()
    assert again(one) == 1
    assert "乙市.xlsx 已经在那里，不是这次的输入算出来的" in capsys.readouterr().err
    assert (one.results / "乙市.xlsx").read_bytes() == changed
    assert "乙市" in [row[0] for row in rows(one.output, "重新运行")]
    assert again(one, force=True) == 1
    assert one.output.read_bytes() == small.output.read_bytes()


def test_a_file_of_somebody_else_is_not_written_over(small: Done, tmp_path: Path) -> None:
    one = copied(small, tmp_path)
    one.output.write_bytes(b"mine")
    with pytest.raises(KaoheError, match="没有覆盖"):
        again(one)
    assert one.output.read_bytes() == b"mine"


@pytest.mark.parametrize("results", ["省", "省/甲市", "省/甲市/结果", "."])
def test_results_do_not_stand_among_the_data(done: Done, tmp_path: Path, results: str) -> None:
    one = copied(done, tmp_path)
    with pytest.raises(KaoheError, match="用 --results 另写一个"):
        score_cities(one.folder, tmp_path / "新.xlsx", tmp_path / results, QUICK, workers=Workers(1))


@pytest.mark.parametrize("output", ["省/甲市/全省.xlsx", "省/乙市.xlsx", "结果/甲市.xlsx"])
def test_the_roll_up_stands_neither_in_a_city_nor_over_a_result(done: Done, tmp_path: Path, output: str) -> None:
    one = copied(done, tmp_path)
    (tmp_path / "结果").mkdir()
    with pytest.raises(KaoheError, match="用 -o"):
        score_cities(one.folder, tmp_path / output, tmp_path / "结果", QUICK, workers=Workers(1), force=True)
    assert (one.folder / "乙市.xlsx").read_bytes() == (done.folder / "乙市.xlsx").read_bytes()


def test_a_result_of_a_city_that_is_gone_is_told(
    small: Done, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = copied(small, tmp_path)
    (one.folder / "乙市.xlsx").unlink()
    again(one)
    assert "乙市：结果还在，但文件夹里已没有这个市" in capsys.readouterr().err


def test_a_result_among_the_cities_and_the_roll_up_are_no_data(done: Done, tmp_path: Path) -> None:
    folder = tmp_path / "省"
    folder.mkdir()
    shutil.copy(done.results / "乙市.xlsx", folder / "乙市.xlsx")
    shutil.copy(done.output, folder / "丙市.xlsx")
    assert score_cities(folder, tmp_path / "x.xlsx", None, QUICK, workers=Workers(1)) == 1
    table = {row[0]: str(row[2]) for row in rows(tmp_path / "x.xlsx", "重新运行")}
    assert "是本程序写出的结果工作簿" in table["乙市"]
    assert "是本程序写出的全省汇总" in table["丙市"]


def test_the_command_prints_the_cities_and_the_seal(tmp_path: Path) -> None:
    (tmp_path / "省").mkdir()
    shutil.copy(ONE, tmp_path / "省" / "乙市.xlsx")
    run = kaohe(tmp_path, "cities", "省", "-o", "全省.xlsx", "--values-only", "--no-robustness")
    assert run.returncode == 0, run.stderr
    assert "计分 1 个市，其中 0 个沿用上次的结果；没有计分 0 个" in run.stdout
    assert hashlib.sha256(f"{sha256_of(tmp_path / '全省-各市结果' / '乙市.xlsx')}\n".encode()).hexdigest() in run.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["全省-各市结果", "全省.xlsx", "省"]
    assert kaohe(tmp_path, "cities", "省", "--jobs", "0").returncode == 2
    assert kaohe(tmp_path, "cities", "省", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1").returncode == 2


def test_a_scheme_workbook_scores_every_city_and_the_roll_up_ends_as_a_workbook(tmp_path: Path) -> None:
    """The same points as the scheme that it was exported from; the result knows the scheme that its workbook says."""
    folder = tmp_path / "省"
    folder.mkdir()
    shutil.copy(ONE, folder / "乙市.xlsx")
    book = write_scheme_book(load_scheme(SCHEME), tmp_path / "方案.xlsx")
    quick = replace(QUICK, scheme=str(book))
    with pytest.raises(KaoheError, match=r"\.xlsx"):
        score_cities(folder, tmp_path / "全省.docx", None, quick, workers=Workers(1))
    for output, asked in (("甲.xlsx", quick), ("乙.xlsx", replace(QUICK, scheme=SCHEME))):
        assert score_cities(folder, tmp_path / output, None, asked, workers=Workers(1)) == 0
    assert rows(tmp_path / "甲.xlsx", "各县") == rows(tmp_path / "乙.xlsx", "各县")
