"""A year by files alone: the set is made, filled, checked, scored at 初评, adjusted, revised, scored at 审定, appealed, printed,
verified, compared with last year. Every message stands in year.txt, which was read once, word by word.

To write it anew: KAOHE_GOLDEN=1, then read what changed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.bureaus import BUREAU, COUNTY, DECISION
from tests.support.cells import edited
from tests.support.commands import DEMO, kaohe
from tests.workbook.road.conftest import FIGURES, SCHEME, put, row
from workbook.reading.wording import reported

GOLDEN = Path(__file__).with_name("year.txt")
CERTIFIED = (None, None, "核定单位", None, "核〔2026〕1号", "2026-06-30", "最终", "逐项")


def typed(item: str, value: Any) -> Any:
    """A figure as it is typed into a cell."""
    if isinstance(value, float | int) and SCHEME.items[item].kind == "yes_no":
        return "是" if value else "否"
    return value


def fill(path: Path, counties: list[str]) -> None:
    """Type the demonstration city's figures into a book of the set, wherever an id and an open cell are."""

    def typing(book: Any) -> None:
        for sheet in book:
            if sheet["C3"].value == "编号":  # items down
                for line in range(4, sheet.max_row + 1):
                    item = sheet.cell(line, 3).value
                    if item in FIGURES.columns and reported(SCHEME.items[item]):
                        value = FIGURES.at[counties[0], item]
                        if isinstance(value, str) and value.startswith(("暂缺", "不适用")):
                            word, reason = value.rstrip("）").split("（")
                            sheet.cell(line, 8).value, sheet.cell(line, 9).value = word, reason
                        else:
                            sheet.cell(line, 7).value = typed(item, value)
            elif sheet["B5"].value == "编号" and sheet.title not in ("自评分",) and not sheet.title.endswith("清单"):
                places = {sheet.cell(line, 2).value: line for line in range(6, sheet.max_row + 1)}
                for column in range(3, sheet.max_column + 1):
                    item = sheet.cell(5, column).value
                    if item in FIGURES.columns:
                        for county in counties:
                            sheet.cell(places[county], column).value = typed(item, FIGURES.at[county, item])
        if "认定说明" in book.sheetnames:
            row(book, "认定说明", *CERTIFIED)
        if "目标下达" in book.sheetnames:
            put(book, "填表说明", "下达文号", "运政办函〔2025〕1号")
            put(book, "填表说明", "下达日期", "2025-03-01")

    path.write_bytes(edited(path.read_bytes(), typing))


def change(path: Path, *rows: tuple[str, tuple[Any, ...]]) -> None:
    def edit(book: Any) -> None:
        for sheet, cells in rows:
            if sheet == "数据修订":
                for column, value in enumerate(cells, 1):
                    book[sheet].cell(5, column).value = value
            else:
                row(book, sheet, *cells)

    path.write_bytes(edited(path.read_bytes(), edit))


APPEAL = """year: 2025
scheme: yuncheng-14fyp
published: 2026-07-20
appeals:
  - id: 复查1号
    county: 稷山县
    filed: 2026-07-28
    matter: 年度下降率未用核定数
    evidence: [运统函7号]
    decision: 更正
    decided: 2026-08-10
    decider: 市能源局
    document: 运能源函12号
    corrections: [{item: decline_actual, value: 3.35}]
"""


def plain(text: str) -> str:
    """Without what differs from run to run: hashes, the folder, how many cells a result has, blanks that lay a table out."""
    text = re.sub(r"\b[0-9a-f]{12,64}\b", "…", text)
    text = re.sub(r"\d+ (?=格都与)", "… ", text)
    lines = [re.sub(r"\s{2,}", " ", line).rstrip() for line in text.splitlines()]
    lines = [line for line in lines if not line.startswith("… ")]  # steps are shown only where they take long
    return "\n".join(line for line in lines if line and not set(line) <= set("━╇ ┃"))


@pytest.mark.slow
@pytest.mark.usefixtures("module_reads_once")
def test_a_year(tmp_path: Path) -> None:
    said: list[str] = []

    def run(*arguments: str, status: int = 0) -> None:
        done = kaohe(tmp_path, *arguments)
        said.append(
            f"$ kaohe {' '.join(arguments).replace(str(DEMO), '示范市.xlsx')}\n{plain(done.stdout)}\n{plain(done.stderr)}".rstrip()
        )
        assert done.returncode == status, done.stdout + done.stderr

    run("template", "--set", "报送", "--year", "2025")
    home = tmp_path / "报送"
    run("check", "报送", status=1)
    for path in (home / COUNTY).iterdir():
        fill(path, [path.name.split("-")[0]])
    for folder in (BUREAU, DECISION):
        for path in (home / folder).glob("*.xlsx"):
            fill(path, list(map(str, FIGURES.index)))
    office = next((home / DECISION).iterdir())
    run("check", "报送", "--owed", "催报.xlsx")
    run("score", "报送", "--stage", "初评", "-o", "初评.xlsx", "--no-robustness")
    change(office, ("核定调整", ("垣曲县", "energy_management", -0.5, "监察记录缺一个季度", "考核组第二次会议", None, "运考核〔2026〕3号", "2026-03-20")))  # fmt: skip
    change(office, ("数据修订", ("芮城县", "voc_recognised", 103.9, "2026-06-30", None, "省厅核定函", "6月核定")))
    run("score", "报送", "--stage", "审定", "-o", "审定.xlsx", "--no-robustness")
    (home / DECISION / "复查.yaml").write_text(APPEAL, encoding="utf-8")
    run("score", "报送", "--stage", "审定", "-o", "复查后.xlsx", "--no-robustness")
    run("revisions", "notice", "报送", "-o", "通知", "--stage", "审定", "--appeal", "复查1号")
    run(
        "report",
        "复查后.xlsx",
        "-o",
        "报告",
        "--only",
        "通报",
        "--document",
        "运政函〔2026〕9号",
        "--date",
        "2026-07-10",
    )
    run("verify", "复查后.xlsx", "--data", "报送")
    run("compare", "审定.xlsx", "复查后.xlsx")
    text = "\n\n".join(said) + "\n"
    if os.environ.get("KAOHE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
        pytest.skip("year.txt was written anew")
    assert text == GOLDEN.read_text(encoding="utf-8")
