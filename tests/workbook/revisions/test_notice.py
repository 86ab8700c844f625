"""The notice of change, read back from the Word file and held against the engine."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from scoring.assessment import Assessment, assess
from tests.workbook.revisions.test_apply import APPEALS, SCHEME, applied, city
from tests.workbook.test_command import kaohe
from workbook.revisions.notice import Notice, notices
from workbook.revisions.notice_docx import notice_bytes

__all__ = ["city"]


def scored(city: Path, as_of: str) -> Assessment:
    submission = applied(city, as_of).submission
    return assess(SCHEME, submission.table, 2025, adjustments=submission.adjustments)


def made(city: Path, appeal: str = "") -> list[Notice]:
    return notices(applied(city).record(SCHEME, 2025), scored(city, ""), "送审", "虚构", appeal)


def test_the_document_says_what_the_engine_says(city: Path) -> None:
    """Old and new figure from the files; points, grade and rank from two runs of the engine, the day before and the day itself."""
    (notice,) = made(city, "复查1号")
    document = docx.Document(io.BytesIO(notice_bytes(notice)))
    text = "\n".join(one.text for one in document.paragraphs)
    for wanted in (
        "虚构",
        "稷山县人民政府：",
        "复查编号：复查1号",
        "2026年3月28日",
        "2026年4月20日决定：更正（运能源函12号）",
        "按送审结果计算",
    ):
        assert wanted in text
    figures, result, others = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert figures[1][2:5] == ["2.8", "3.35", "2026-04-20"]
    before, after = scored(city, "2026-04-19").scores, scored(city, "2026-04-20").scores
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
    names = [one.name for one in made(city)]
    assert names == ["更正通知-复查1号-稷山县", "更正通知-2026-06-30-芮城县", "更正通知-2026-09-01-芮城县"]
    assert made(city)[1].opening.startswith("根据《省厅核定》")


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
    hostile = Notice("n", "题\x07目\ud800", "某县", "<w:t>&{{ 7*7 }}", ())
    text = [one.text for one in docx.Document(io.BytesIO(notice_bytes(hostile))).paragraphs]
    assert text[0] == "题目"
    assert "<w:t>&{{ 7*7 }}" in text


def test_the_command(city: Path, tmp_path: Path) -> None:
    done = kaohe(tmp_path, "revisions", "notice", city.name, "--decisions", "决定", "--as-of", "2026-06-30")
    assert done.returncode == 0, done.stderr
    paths = sorted(tmp_path.glob("*.docx"))
    assert [one.name for one in paths] == ["更正通知-2026-06-30-芮城县.docx", "更正通知-复查1号-稷山县.docx"]
    again = kaohe(tmp_path, "revisions", "notice", city.name, "--decisions", "决定", "--as-of", "2026-06-30")
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
