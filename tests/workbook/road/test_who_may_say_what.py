"""The table of docs/zh/谁报什么.md, row by row: the same said from every place, and what comes of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.support.bureaus import BUREAU, COUNTY, DECISION
from tests.workbook.road.conftest import FIGURES, SCHEME, YEAR
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import ReadOptions, SubmissionSet, read_submissions
from workbook.revisions.apply import apply_revisions
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes

pytestmark = pytest.mark.usefixtures("module_reads_once")
PAGE = Path(__file__).resolve().parents[3] / "docs" / "zh" / "谁报什么.md"
PLACES = {"县（市、区）": COUNTY, "部门": BUREAU, "决定": DECISION, "散放的": "", "全市一本，单独交": None}
APPEAL = f"""year: {YEAR}
scheme: {SCHEME.id}
appeals:
  - {{id: 1号, county: 夏县, filed: 2026-03-28, matter: 数, evidence: [表], decision: 更正, decided: 2026-04-20, decider: 市局, document: 运函2号,
     corrections: [{{item: energy_use, value: 777}}]}}
"""
Rows = tuple[tuple[str | float | None, ...], ...]


def book(sheets: Mapping[str, Rows], said: Mapping[str, str | float] | None = None) -> bytes:
    """A workbook of these sheets, and a 填表说明 with year, scheme and what else is ``said``."""
    made = openpyxl.Workbook()
    guide = made.active
    assert guide is not None
    guide.title = "填表说明"
    for label, value in {"考核年度": YEAR, "方案编号": SCHEME.id, **(said or {})}.items():
        guide.append((label, None, value))
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def figure(item: str, value: float, *counties: str, **said: str) -> bytes:
    sheet = next(one.sheet for one in SCHEME.spec.dimensions)
    return book({sheet: (("县（市、区）", item), *((county, value) for county in counties))}, said)


ISSUED = {"下达文号": "运政办函〔2025〕1号", "下达日期": "2025-03-01"}
GRANTED = (("县（市、区）", "指标编号", "加减分", "理由", "批准人", "文号", "日期"),
           ("夏县", "intensity_annual", -1, "核查", "组长", "运考核〔2026〕3号", "2026-03-20"))  # fmt: skip
REVISED = (
    ("县（市、区）", "数据项编号", "数值", "版本日期", "来源/文号"),
    ("夏县", "energy_use", 777, "2026-03-20", "运函2号"),
)

CERTIFIED = (
    ("数据项", "县（市、区）", "认定单位", "文号", "日期", "初步/最终"),
    ("energy_use", "夏县", "市统计局", "核〔2026〕1号", "2026-06-30", "最终"),
)

TARGET = (("县（市、区）", "decline_target"), ("夏县", 0.1))
LIST = SCHEME.lists["vehicles"]
VEHICLE = (
    ("县（市、区）", *(one.name for one in LIST.columns)),
    ("夏县", "夏县教育局", "晋M12345", "新增", "一般公务", "纯电动", "否", None),
)
SHEET = "能耗强度降低"
SELF = {
    "自评分": (("县（市、区）", "intensity_annual"), ("夏县", 12)),
    SHEET: (("县（市、区）", "energy_use"), ("夏县", 777)),
}


def said(found: Submission, item: str, name: str) -> str:
    """What became of 夏县's figure from a file of this name: which kind of figure it is, or an error of the file."""
    if "夏县" in found.table.index and found.table.at["夏县", item] != "缺报":
        return "自报" if found.provenance.provisional.get(("夏县", item)) == "自报" else "用"
    return refused(found, name)


def refused(found: Submission, name: str) -> str:
    wrong = [one for one in found.problems if one.source.file.endswith(name) and one.code in REFUSALS]
    return "错误" if wrong else "没有说"


REFUSALS = {"E_AUTHORITY", "E_DECISION_PLACE"}
WORDS = {
    "自报": "自报", "—": "自报", "一个县的是自报": "自报", "一个县的是自报，别的是错误": "自报", "自报，与部门的逐项对照": "自报",
    "核定": "用", "下达": "用", "决定": "用", "采用": "用", "采用（不计分）": "用", "只按它计": "用", "按它计": "用", "用 --decisions": "用",
    "错误": "错误", "整本不采用": "错误", "不采用": "不采用",
}  # fmt: skip


def label(found: Submission, name: str) -> str:
    told = any(one.code == "W_LABEL" and one.source.file.endswith(name) for one in found.problems)
    return "用" if found.remark == "市政府审定" else "不采用" if told and not found.remark else "没有说"


def own_scores(found: Submission, name: str) -> str:
    if (
        found.self_scores is not None
        and "夏县" in found.self_scores.index
        and found.self_scores.loc["夏县"].notna().any()
    ):
        return "用"
    told = any(one.code == "W_SELF_SCORES" and one.source.file.endswith(name) for one in found.problems)
    return "不采用" if told else refused(found, name)


def certified(found: Submission, name: str) -> str:
    if ("夏县", "energy_use") in found.provenance.certified:
        return "用"
    return (
        "错误" if any(one.source.sheet == "认定说明" and one.code in REFUSALS for one in found.problems) else "没有说"
    )


def decided(found: Submission, name: str) -> str:
    return "用" if found.adjustments else refused(found, name)


def of(item: str) -> Callable[[Submission, str], str]:
    return lambda found, name: said(found, item, name)


COUNTY_BOOK = county_template_bytes(SCHEME, YEAR, "夏县", TemplateContent(values=FIGURES.loc[["夏县"]]))
# The first words of a row of the table → the file that says it (its name, its bytes), and how what came of it is seen.
FILES: dict[str, list[tuple[str, bytes, Callable[[Submission, str], str]]]] = {
    "自己报": [("附.xlsx", figure("energy_use", 777, "夏县", **ISSUED), of("energy_use"))],
    "只由部门": [("附.xlsx", figure("decline_actual", 9.9, "夏县", **ISSUED), of("decline_actual"))],
    "目标": [
        ("附.xlsx", figure("decline_target", 0.1, "夏县", **ISSUED), of("decline_target")),
        ("附.xlsx", book({"目标下达": TARGET}, ISSUED), of("decline_target")),
    ],
    "别的县": [("附.xlsx", figure("energy_use", 777, "夏县", "绛县", **ISSUED), of("energy_use"))],
    "别的部门": [("附.xlsx", figure("energy_use", 777, "夏县", 填报部门="市能源局", **ISSUED), of("energy_use"))],
    "清单": [("附.xlsx", book({LIST.sheet: VEHICLE}, ISSUED), of("vehicles_all"))],
    "认定说明": [
        (
            "附.xlsx",
            book({SHEET: (("县（市、区）", "energy_use"), ("夏县", 777)), "认定说明": CERTIFIED}, ISSUED),
            certified,
        )
    ],
    "核定调整": [
        ("附.xlsx", book({"核定调整": GRANTED}), decided),
        ("附.xlsx", book({"数据修订": REVISED}), of("energy_use")),
    ],
    "复查": [("复查.yaml", APPEAL.encode(), of("energy_use"))],
    "数据标注": [("附.xlsx", book({SHEET: SELF[SHEET]}, {"数据标注": "市政府审定"}), label)],
    "自评分": [("附.xlsx", book(SELF, ISSUED), own_scores)],
    "县工作簿": [("附.xlsx", COUNTY_BOOK, of("energy_use"))],
}


def cells() -> Iterator[tuple[str, str, str]]:
    """The table's cells: what is said, from where, what the page says comes of it."""
    lines = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in PAGE.read_text(encoding="utf-8").split("## 谁可以写什么")[1].split("\n##")[0].splitlines()
        if line.startswith("|")
    ]
    assert lines[0][1:] == list(PLACES)
    for what, *words in lines[2:]:
        yield from ((what, place, word) for place, word in zip(PLACES, words, strict=True))


def test_the_table_has_a_row_for_everything_that_is_tried() -> None:
    rows = list(dict.fromkeys(what for what, _, _ in cells()))
    assert [re.match("|".join(FILES), one) is not None for one in rows] == [True] * len(FILES)


@pytest.mark.parametrize(("what", "place", "word"), list(cells()), ids=[f"{a[:6]}-{b}" for a, b, _ in cells()])
def test_what_is_said_from_a_place(tmp_path: Path, what: str, place: str, word: str) -> None:
    (key,) = [one for one in FILES if what.startswith(one)]
    for name, content, seen in FILES[key]:
        if key == "数据标注" and place == "决定":  # a book of decisions has no figures
            content = book({"核定调整": GRANTED}, {"数据标注": "市政府审定"})
        assert seen(handed(tmp_path / f"{len(content)}", name, content, PLACES[place]), name) == WORDS[word]
    if word == "一个县的是自报，别的是错误":
        two = figure("energy_use", 777, "夏县", "绛县")
        assert said(handed(tmp_path / "两县", "两县.xlsx", two, ""), "energy_use", "两县.xlsx") == "错误"


def handed(folder: Path, name: str, content: bytes, role: str | None) -> Submission:
    """A file in a place of a set that has nothing else but 盐湖区's book; None: given alone."""
    home = folder / "报送"
    for one in (COUNTY, BUREAU, DECISION):
        (home / one).mkdir(parents=True)
    other = county_template_bytes(SCHEME, YEAR, "盐湖区", TemplateContent(values=FIGURES.loc[["盐湖区"]]))
    (home / COUNTY / "盐湖区.xlsx").write_bytes(other)
    path = (folder if role is None else home / role) / name
    path.write_bytes(content)
    decisions = [path] if role is None and name.endswith(".yaml") else []
    found: SubmissionSet = read_submissions(
        [home] if role is not None or decisions else [path],
        SCHEME,
        YEAR,
        "",
        ReadOptions(stage="初评", decisions=decisions),
    )
    return apply_revisions(found.submission, SCHEME, "", found.appeals).submission
