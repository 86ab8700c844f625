"""Sets of a few tiny text tables under a scheme of three counties and two bureaus: what is read from them, and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import BUREAU, COUNTY, DECISION, decision, write_book
from workbook.reading.merged.submission import Submission
from workbook.reading.stage import Stage
from workbook.reading.submissions import ReadOptions, read_submissions

_REGION = """\
id: three
name: 三县市
code: "100000"
source: {title: 测试}
groups: [{id: all, name: 全部}]
counties:
  - {code: "100001", name: 甲县, group: all}
  - {code: "100002", name: 乙县, group: all}
  - {code: "100003", name: 丙县, group: all}
"""
_SCHEME = """\
id: three-counties
title: 三县方案
version: "1"
standing: 测试
summary: 两个部门、三个县
region: three
source: {title: 测试}
period: {base: 2020, start: 2021, end: 2025}
points: 20
items:
  - {id: energy, name: 能耗, kind: number, unit: 吨, definition: 量, bureau: 统计局, clause: 一, supplied: bureau}
  - {id: output, name: 产值, kind: number, unit: 万元, definition: 量, bureau: 统计局, clause: 一, supplied: both}
  - {id: goal, name: 目标, kind: number, unit: 吨, definition: 量, bureau: 统计局, clause: 一, supplied: decision}
  - {id: staff, name: 人员, kind: count, unit: 人, definition: 数, bureau: 统计局, clause: 一, supplied: county}
  - {id: waste, name: 废水, kind: number, unit: 吨, definition: 量, bureau: 生态局, clause: 二, supplied: both}
  - {id: visits, name: 检查数, kind: count, unit: 次, definition: 次数, bureau: 生态局, clause: 二, supplied: both, counted: {list: visits}}
  - {id: final, name: 已认定, kind: yes_no, unit: 是/否, definition: 是否, bureau: 生态局, clause: 二, supplied: bureau, final_of: [waste, visits]}
lists:
  - id: visits
    name: 检查清单
    sheet: 检查清单
    bureau: 生态局
    clause: 二
    case: {name: site}
    unique: [[case]]
    columns:
      - {id: site, name: 地点, kind: text}
dimensions:
  - id: all
    name: 全部
    sheet: 能耗
    points: 10
    clause: 一
    shown: [output, goal, staff]
    indicators:
      - {id: used, name: 能耗, points: 10, clause: 一, bureau: 统计局, definition: 数, value: {kind: reported, item: energy}, rule: {kind: per_event, each: 2}}
  - id: water
    name: 水
    sheet: 水
    points: 10
    clause: 二
    shown: [visits, final]
    indicators:
      - {id: wasted, name: 废水, points: 10, clause: 二, bureau: 生态局, definition: 数, value: {kind: reported, item: waste}, rule: {kind: per_event, each: 2}}
grades:
  - {name: 好, at_least: 10}
  - {name: 差, up_to: 10}
"""


@cache
def three_counties() -> Scheme:
    """甲县, 乙县, 丙县. 统计局: energy (the bureau alone), output (the county, and the bureau certifies it), goal (decided),
    staff (the county alone). 生态局: waste, visits (counted from 检查清单) and final (both are certified finally)."""
    with TemporaryDirectory() as folder:
        Path(folder, "region-three.yaml").write_text(_REGION, encoding="utf-8")
        path = Path(folder, "three-counties.yaml")
        path.write_text(_SCHEME, encoding="utf-8")
        return load_scheme(path)


Table = str
"""Heading and rows, a line each, with blanks between the cells; - is a blank cell."""

Tables = Table | Mapping[str, Table]
"""A text table (.csv), or tables by sheet (.xlsx)."""


class Told(NamedTuple):
    """What is told of whom, and where."""

    code: str
    file: str = ""
    county: str = ""
    item: str = ""
    cell: str = ""
    value: str = ""


def rows_of(table: Table) -> list[list[str | float | None]]:
    """The cells of a table, numbers as such."""
    return [["县（市、区）" if cell == "县" else _cell(cell) for cell in line.split()] for line in table.splitlines()]


def _cell(text: str) -> str | float | None:
    try:
        return float(text)
    except ValueError:
        return None if text == "-" else text


def read_set(home: Path, files: Mapping[str, Tables], stage: Stage = "初评") -> Submission:
    """A set by paths: a text table (部门/统计局.csv), or several by sheet (部门/统计局.xlsx).

    What a file says of itself: the year, a file of decisions its scheme and document too, and one of a bureau's folder the
    bureau that its name is, if it is one.
    """
    for name, tables in files.items():
        path = home / "报送" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        said = _said(path)
        if isinstance(tables, str):
            head = "\n".join(f"{label}：{text}" for label, text in {"考核年度": "2025", **said}.items())
            lines = [",".join("" if one is None else str(one) for one in row) for row in rows_of(tables)]
            path.write_text("\n".join([head, *lines]), encoding="utf-8")
        else:
            write_book(path, {sheet: rows_of(table) for sheet, table in tables.items()}, said=said)
    return read_submissions([home / "报送"], three_counties(), 2025, "", ReadOptions(stage=stage)).submission


def _said(path: Path) -> dict[str, str]:
    if path.parent.name == DECISION:
        return decision(three_counties())
    return {"填报部门": path.stem} if path.stem in ("统计局", "生态局") else {}


def told(found: Submission, *codes: str) -> list[Told]:
    """What is told, of these codes or all errors, in its order."""
    return [
        Told(one.code, one.source.file, one.county, one.item, one.source.cell, one.value)
        for one in found.problems
        if (one.code in codes if codes else one.severity == "error")
    ]


def owed(found: Submission, item: str) -> dict[str, tuple[str, str]]:
    """Who owes an item's figure, and why, by county."""
    return {one.county: (one.by, one.why) for one in found.provenance.outstanding if one.item == item}


STATISTICS, ENVIRONMENT, TARGETS = f"{BUREAU}/统计局.csv", f"{BUREAU}/生态局.csv", f"{DECISION}/目标.csv"
FULL: dict[str, Tables] = {
    STATISTICS: "县 energy output\n甲县 1 11\n乙县 2 12\n丙县 3 13",
    ENVIRONMENT: "县 waste visits final\n甲县 4 1 否\n乙县 5 2 否\n丙县 6 3 否",
    TARGETS: "县 goal\n甲县 7\n乙县 8\n丙县 9",
    f"{COUNTY}/甲县.csv": "县 output staff waste visits\n甲县 11 5 4 1",
    f"{COUNTY}/乙县.csv": "县 output staff waste visits\n乙县 12 5 5 2",
    f"{COUNTY}/丙县.csv": "县 output staff waste visits\n丙县 13 5 6 3",
}
"""Everything that is due, each figure once; nothing is wrong with it."""


def but(*names: str, **changed: Tables) -> dict[str, Tables]:
    """The full set without some files; what is said by keyword stands in the place of the file of that name."""
    left = {name: tables for name, tables in FULL.items() if name not in names}
    return {name: changed.get(PurePosixPath(name).stem, tables) for name, tables in left.items()}
