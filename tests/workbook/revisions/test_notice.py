"""The notice of change, read back from the Word file and held against the engine."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pandas as pd
import pytest

from scoring.assessment import Assessment, assess
from scoring.errors import KaoheError
from tests.support.commands import kaohe
from tests.support.pages import pdf_pages
from tests.workbook.revisions.test_apply import APPEALS, SCHEME, applied, city
from workbook.revisions.notice import Approval, CorrectionNotice, Only, notices
from workbook.revisions.notice_docx import notice_bytes

__all__ = ["city"]


def scored(city: Path, as_of: str) -> Assessment:
    submission = applied(city, as_of).submission
    return assess(SCHEME, submission.table, 2025, adjustments=submission.adjustments)


APPROVAL = Approval("运政函〔2026〕9号", "2026-09-10")


def made(city: Path, appeal: str = "", county: str = "", revision: str = "") -> list[CorrectionNotice]:
    record = applied(city).record(SCHEME, 2025)
    return notices(record, scored(city, ""), "虚构", Only(appeal, county, revision), APPROVAL)


def tables(notice: CorrectionNotice) -> list[list[list[str]]]:
    document = docx.Document(io.BytesIO(notice_bytes(notice)))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def without(city: Path, row: str) -> Assessment:
    """The city scored without one row of the revisions: the file is written without it and read again."""
    path = city.parent / "决定" / "数据修订.csv"
    whole = path.read_text(encoding="utf-8")
    assert row in whole
    path.write_text(whole.replace(row, ""), encoding="utf-8")
    found = scored(city, "")
    path.write_text(whole, encoding="utf-8")
    return found


def test_the_document_says_what_the_engine_says(city: Path) -> None:
    """Old and new figure from the files; points, grade and rank from two runs of the engine, without and with the appeal."""
    (notice,) = made(city, "复查1号")
    document = docx.Document(io.BytesIO(notice_bytes(notice)))
    text = "\n".join(one.text for one in document.paragraphs)
    for wanted in (
        "虚构",
        "稷山县人民政府：",
        "复查编号：复查1号",
        "2026年3月28日",
        "2026年4月20日决定：更正（运能源函12号）",
        "你县于2026年3月28日",
        "日期在这一笔之后的更正另有2笔（2026年6月30日、2026年9月1日），也已计入。",
    ):
        assert wanted in text
    figures, result, others = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert figures[1][2:5] == ["2.8", "3.35", "2026-04-20"]
    after = scored(city, "").scores
    path = city.parent / "决定" / "复查.yaml"
    path.unlink()
    before = scored(city, "").scores
    rows = {row[0]: (row[1], row[2]) for row in result[1:]}
    for name, column, form in (("总分", "total", "{:.2f}"), ("等次", "grade", "{}"), ("名次", "rank", "第{}名")):
        assert rows[name] == tuple(form.format(one.at["稷山县", column]) for one in (before, after))
    assert rows[SCHEME.indicator("intensity_annual").name] == tuple(
        f"{one.at['稷山县', 'intensity_annual']:.2f}" for one in (before, after)
    )
    moved = {county for county in before.index if str(before.at[county, "rank"]) != str(after.at[county, "rank"])} - {
        "稷山县"
    }
    assert {row[0] for row in others[1:]} == moved
    assert moved


def test_a_late_revision_without_an_appeal_has_a_notice_too(city: Path) -> None:
    assert [one.name for one in made(city, "复查1号")] == ["更正通知-复查1号-稷山县"]
    (notice,) = made(city, revision="2026-06-30")
    assert notice.name == "更正通知-2026-06-30-芮城县"
    assert notice.opening.startswith("根据《省厅核定函》，你县2025年度")
    assert "经批准（运政函〔2026〕9号，2026年9月10日）" in notice.opening


def test_each_correction_has_an_approval_of_its_own(city: Path) -> None:
    record, result = applied(city).record(SCHEME, 2025), scored(city, "")
    with pytest.raises(KaoheError, match="批准的文号和日期"):
        notices(record, result, only=Only(revision="2026-06-30"))
    with pytest.raises(KaoheError, match="有 2 笔更正，一个批准文号只能用于一笔"):
        notices(record, result, approval=APPROVAL)


SAME_DAY = """考核年度：2025
方案编号：yuncheng-14fyp
县（市、区）,数据项编号,数值,版本日期,来源/文号
芮城县,voc_recognised,60,2026-06-30,省厅核定函〔2026〕31号
新绛县,decline_cumulative,14.9,2026-06-30,运统函〔2026〕22号
"""


def test_two_decisions_of_one_date_are_not_blamed_on_each_other(city: Path) -> None:
    """芮城县's figure ends its 待定 and moves others; 新绛县's 13.9 → 14.9 is told as what scoring without its row gives."""
    (city.parent / "决定" / "复查.yaml").unlink()
    (city.parent / "决定" / "数据修订.csv").write_text(SAME_DAY, encoding="utf-8")
    after = scored(city, "").scores
    for county, row in (("芮城县", SAME_DAY.splitlines()[3]), ("新绛县", SAME_DAY.splitlines()[4])):
        (notice,) = made(city, county=county)
        before = without(city, row + "\n").scores
        _, result, *others = tables(notice)
        shown = {one[0]: (one[1], one[2]) for one in result[1:]}
        assert shown["等次"] == (before.at[county, "grade"], after.at[county, "grade"])
        for name, column, form in (("总分", "total", "{:.2f}"), ("名次", "rank", "第{:.0f}名")):
            expected = [one.at[county, column] for one in (before, after)]
            assert shown[name] == tuple(
                ("—" if column == "rank" else "待定") if pd.isna(one) else form.format(one) for one in expected
            ), name
        moved = {
            one
            for one in after.index
            if one != county
            and any(str(before.at[one, part]) != str(after.at[one, part]) for part in ("grade", "rank"))
        }
        assert {one[0] for table in others for one in table[1:]} == moved
        assert bool(moved) == (county == "芮城县")


@pytest.mark.writer
def test_a_notice_is_one_page_with_its_signature(city: Path, tmp_path: Path) -> None:
    for notice in (*made(city, "复查1号"), *made(city, revision="2026-06-30")):
        path = tmp_path / f"{notice.name}.docx"
        path.write_bytes(notice_bytes(notice))
        pages = pdf_pages(path)
        assert len(pages) == 1, notice.name
        assert "年" in pages[0].strip().splitlines()[-1]


def test_an_appeal_that_changes_nothing_is_answered(city: Path) -> None:
    text = APPEALS.split("    corrections")[0].replace("decision: 更正", "decision: 维持")
    (city.parent / "决定" / "复查.yaml").write_text(text, encoding="utf-8")
    (notice,) = made(city, "复查1号")
    assert notice.name == "复查答复-复查1号-稷山县"
    assert notice.opening.endswith("原考核结果不变。")
    assert notice.sections == ()


def test_the_same_bytes_and_no_markup_from_text(city: Path) -> None:
    (city.parent / "决定" / "复查.yaml").write_text(
        APPEALS.replace("降低率未用核定数", "<b>x</b> & \\x07 {{ y }}"), encoding="utf-8"
    )
    (notice,) = made(city, "复查1号")
    assert notice_bytes(notice) == notice_bytes(notice)
    hostile = CorrectionNotice("n", "题\x07目\ud800", "某县", "<w:t>&{{ 7*7 }}", ())
    text = [one.text for one in docx.Document(io.BytesIO(notice_bytes(hostile))).paragraphs]
    assert text[0] == "题目"
    assert "<w:t>&{{ 7*7 }}" in text


def test_the_command(city: Path, tmp_path: Path) -> None:
    call = ("revisions", "notice", city.name, "--decisions", "决定", "--as-of", "2026-06-30")
    early = kaohe(tmp_path, *call, "--stage", "送审")
    assert (early.returncode, "更正通知在审定以后才有，不能按“送审”写" in early.stderr) == (2, True)
    bare = kaohe(tmp_path, *call)
    assert (bare.returncode, "加 --document 文号 --date 日期" in bare.stderr) == (2, True)
    assert not list(tmp_path.glob("*.docx"))
    done = kaohe(tmp_path, *call, "--document", "运政函〔2026〕9号", "--date", "2026-7-15")
    assert done.returncode == 0, done.stderr
    paths = sorted(tmp_path.glob("*.docx"))
    assert [one.name for one in paths] == ["更正通知-2026-06-30-芮城县.docx", "更正通知-复查1号-稷山县.docx"]
    again = kaohe(tmp_path, *call, "--document", "运政函〔2026〕9号", "--date", "2026-7-15")
    assert (again.returncode, "已经存在，没有覆盖" in again.stderr) == (2, True)
    none = kaohe(tmp_path, "revisions", "notice", city.name, "--decisions", "决定", "--appeal", "复查9号")
    assert (none.returncode, "没有复查 复查9号 的更正" in none.stderr) == (2, True)
    listed = kaohe(tmp_path, "revisions", "list", city.name, "--decisions", "决定")
    assert listed.returncode == 0
    for wanted in ("复查.yaml：第 15 行", "基本完成 → 超额完成", "9 → 5"):
        assert wanted in listed.stdout


@pytest.mark.parametrize("name", ["a/b", "a\\b", "a:b", "复查 1"])
def test_a_number_never_leaves_the_folder(city: Path, name: str) -> None:
    (city.parent / "决定" / "复查.yaml").write_text(APPEALS.replace("id: 复查1号", f"id: '{name}'"), encoding="utf-8")
    (notice,) = made(city, name)
    assert not set("/\\: ") & set(notice.name)
