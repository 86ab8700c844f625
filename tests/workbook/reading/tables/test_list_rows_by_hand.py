"""One row of 重点减排工程清单, written in every way: what is counted of it, what is told, and which counted items wait for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring import load_scheme
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import write_book
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import read_submissions

LIST, SHEET, COUNTY = "reduction_projects", "重点减排工程清单", "县（市、区）"
GOOD = {
    COUNTY: "夏县", "project": "甲厂", "project_code": "A1", "measure": "淘汰关停", "pollutant": "氮氧化物", "claimed": 60,
    "recognised": 50, "reason": "核减", "due": "是", "on_time": "否", "finished": "2025-06", "document": "函1号",
}  # fmt: skip
READ = {
    **{name: one for name, one in GOOD.items() if name != COUNTY},
    "county": "夏县",
    "claimed": 60.0,
    "recognised": 50.0,
}
ALL = {"cod_recognised", "nh3n_recognised", "nox_recognised", "voc_recognised", "projects_finished", "projects_due"}
SUMS = {"cod_recognised", "nh3n_recognised", "nox_recognised", "voc_recognised"}
NOX, DUE = {"nox_recognised"}, {"projects_due"}
Told = list[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def city() -> Scheme:
    """The reference scheme, which counts six items from this list."""
    return load_scheme("yuncheng-14fyp")


def read(scheme: Scheme, folder: Path, *rows: dict[str, Any]) -> Submission:
    """A book of the office with these rows, whose ids stand in the first row."""
    head = list(dict.fromkeys(name for row in rows for name in row))
    path = write_book(folder / "城.xlsx", {SHEET: [head, *([row.get(name) for name in head] for row in rows)]})
    return read_submissions([path], scheme, 2025, "").submission


def told(submission: Submission) -> Told:
    """Code, cell, county and what stands there, but for what the plain form lacks and for items that wait."""
    problems = [one for one in submission.problems if one.source.sheet == SHEET]
    rest = [one for one in problems if one.code not in ("N_FORM", "W_LIST_PENDING")]
    return [(one.code, one.source.cell, one.county, one.value) for one in rest]


def waiting(submission: Submission) -> dict[str, set[str]]:
    """The items of each county that cannot be counted."""
    found: dict[str, set[str]] = {}
    for one in submission.problems:
        if one.code == "W_LIST_PENDING":
            found.setdefault(one.county, set()).add(one.item)
    return found


X = "夏县"
ROW: dict[str, tuple[dict[str, Any], dict[str, Any], Told, set[str]]] = {
    "as it should be": ({}, {}, [], set()),
    "no name": ({"project": None}, {"project": "缺报"}, [("E_BLANK", "B2", X, "")], set()),
    "a name that is none": ({"project": "无"}, {"project": "缺报"}, [("E_LIST_NAME", "B2", X, "无")], set()),
    "a code that is none": ({"project_code": "无"}, {"project_code": None}, [("N_LIST_CODE", "C2", X, "无")], set()),
    "no code": ({"project_code": None}, {"project_code": None}, [], set()),
    "no choice of the list": ({"measure": "关停"}, {"measure": "缺报"}, [("E_CHOICE", "D2", X, "关停")], set()),
    "no choice": ({"measure": None}, {"measure": "缺报"}, [("E_BLANK", "D2", X, "")], set()),
    "a choice with a blank in it": ({"measure": "淘汰 关停"}, {}, [], set()),
    "a choice that sums go by": ({"pollutant": "废水"}, {"pollutant": "缺报"}, [("E_CHOICE", "E2", X, "废水")], SUMS),
    "an amount of which no sum is made": ({"claimed": None}, {"claimed": "缺报"}, [("E_BLANK", "F2", X, "")], set()),
    "no amount": ({"recognised": None}, {"recognised": "缺报"}, [("E_BLANK", "G2", X, "")], NOX),
    "0": ({"recognised": 0}, {"recognised": 0.0}, [], set()),
    "declared missing": (
        {"recognised": "暂缺（待认定）"}, {"recognised": "暂缺"}, [("W_DECLARED", "G2", X, "暂缺（待认定）")], NOX,
    ),
    "not applicable": ({"recognised": "不适用"}, {"recognised": "缺报"}, [("E_LIST_DECLARED", "G2", X, "不适用")], NOX),
    "a text": ({"recognised": "很多"}, {"recognised": "缺报"}, [("E_TEXT", "G2", X, "很多")], NOX),
    "more recognised than claimed": ({"recognised": 61}, {"recognised": 61.0}, [("E_LIST_ABOVE", "G2", X, "")], set()),
    "six decimals": ({"recognised": 0.123456}, {"recognised": 0.123456}, [], set()),
    "seven decimals": ({"recognised": 0.1234567}, {"recognised": "缺报"}, [("E_LIST_PLACES", "G2", X, "")], NOX),
    "less, and no reason": ({"reason": None}, {"reason": None}, [("E_LIST_REASON", "H2", X, "")], set()),
    "all of it, and no reason": ({"reason": None, "recognised": 60}, {"reason": None, "recognised": 60.0}, [], set()),
    "neither yes nor no": ({"due": "有"}, {"due": "缺报"}, [("E_YES_NO", "I2", X, "有")], DUE),
    "a blank is no": ({"due": None}, {"due": "否"}, [], set()),
    "1 is yes": ({"due": 1, "on_time": 0}, {"due": "是", "on_time": "否"}, [], set()),
    "yes or no, declared missing": (
        {"due": "暂缺（待定）"}, {"due": "缺报"}, [("E_LIST_DECLARED", "I2", X, "暂缺（待定）")], DUE,
    ),
    "a text that may be blank": ({"document": None}, {"document": None}, [], set()),
    "a number where a text stands": ({"document": 2025}, {"document": "2025"}, [], set()),
    "a column that the list has not": ({"other": 5}, {}, [("W_COLUMN", "M1", "", "")], set()),
}  # fmt: skip


@pytest.mark.parametrize("name", ROW)
def test_a_row(city: Scheme, tmp_path: Path, name: str) -> None:
    changed, found, problems, items = ROW[name]
    submission = read(city, tmp_path, {**GOOD, **changed})
    (row,) = submission.lists[LIST].frame.to_dict("records")
    assert row == {**READ, **found}
    assert told(submission) == problems
    assert waiting(submission) == ({X: items} if items else {})


@pytest.mark.parametrize(
    ("county", "counties"), [("下县", ["绛县", "夏县"]), ("市直", None), (None, None), ("夏 县", []), ("河津", [])]
)
def test_a_row_of_no_county(city: Scheme, tmp_path: Path, county: str | None, counties: list[str] | None) -> None:
    """It may be of those with a name like it, or of any: nothing that is counted for these is known. 河津 is 河津市."""
    submission = read(city, tmp_path, {**GOOD, COUNTY: county})
    if counties == []:
        assert (told(submission), waiting(submission)) == ([], {})
        return
    may_be = counties or [one.name for one in city.region.counties]  # type: ignore[union-attr]
    frame = submission.lists[LIST].frame
    assert frame["county"].tolist() == may_be
    assert set(frame.drop(columns="county").to_numpy().ravel()) == {"缺报"}
    assert told(submission) == [("E_LIST_COUNTY", "A2", "", county or "")]
    assert waiting(submission) == dict.fromkeys(may_be, ALL)


def test_a_condition_between_two_amounts_is_said_as_one(city: Scheme, tmp_path: Path) -> None:
    """认定少于申报 is no column of which 是 could be read."""
    (one,) = [one for one in read(city, tmp_path, {**GOOD, "reason": None}).problems if one.code == "E_LIST_REASON"]
    assert (one.message, one.remedy) == ("认定少于申报的，没有写“核减原因”", "写上“核减原因”")


NOTHING = dict.fromkeys(GOOD)
BELOW: dict[str, tuple[dict[str, Any], int, Told, set[str]]] = {
    "another project": ({**GOOD, "project": "乙厂", "project_code": "A2"}, 2, [], set()),
    "another pollutant of it": ({**GOOD, "pollutant": "氨氮"}, 2, [], set()),
    "the same once more": (GOOD, 2, [("E_LIST_TWICE", "A3", X, "")], ALL),
    "the same with another amount": ({**GOOD, "recognised": 40}, 2, [("E_LIST_TWICE", "A3", X, "")], ALL),
    "a county alone": ({**NOTHING, COUNTY: X}, 1, [("W_UNREAD", "A3", "", "")], set()),
    "a total": ({**NOTHING, COUNTY: "合计", "claimed": 60, "recognised": 50}, 1, [], set()),
    "a total that is none": (
        {**NOTHING, COUNTY: "合计", "claimed": 60, "recognised": 51}, 1, [("W_UNREAD", "G3", "", "")], set(),
    ),
    "a remark": ({**NOTHING, COUNTY: "注：另有两项待核"}, 1, [("N_REMARK", "A3", "", "")], set()),
    "the heading once more": ({name: name for name in GOOD}, 1, [("N_HEADING", "A3", "", "")], set()),
}  # fmt: skip


@pytest.mark.parametrize("name", BELOW)
def test_a_row_below(city: Scheme, tmp_path: Path, name: str) -> None:
    row, cases, problems, items = BELOW[name]
    submission = read(city, tmp_path, GOOD, row)
    assert len(submission.lists[LIST].frame) == cases
    assert told(submission) == problems
    assert waiting(submission) == ({X: items} if items else {})


@pytest.mark.parametrize("column", ["project", "measure", "pollutant", "claimed", "recognised", "due", "on_time"])
def test_a_column_that_must_be_there(city: Scheme, tmp_path: Path, column: str) -> None:
    """Without it each row lacks it, which is told once, at the heading."""
    submission = read(city, tmp_path, {name: one for name, one in GOOD.items() if name != column})
    assert submission.lists[LIST].frame[column].tolist() == ["缺报"]
    assert [one[:2] for one in told(submission)] == [("E_LIST_COLUMN", "A1")]


@pytest.mark.parametrize("column", ["project_code", "reason", "finished", "document"])
def test_a_column_that_need_not_be_there(city: Scheme, tmp_path: Path, column: str) -> None:
    row = {name: one for name, one in GOOD.items() if name != column} | {"recognised": 60}
    submission = read(city, tmp_path, row)
    assert submission.lists[LIST].frame[column].tolist() == [None]
    assert told(submission) == []
