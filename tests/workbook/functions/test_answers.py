"""What the functions answer: published figures, the engine's own results, and the words where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring import Evidence, assess, load_scheme
from scoring.resources import examples_dir
from workbook.functions import calls
from workbook.functions.caching import digest
from workbook.functions.calls import call
from workbook.functions.demonstration import demonstration_table
from workbook.functions.registry import functions
from workbook.functions.values import CellError
from workbook.reading.submissions import read_city_workbook

TABLE = demonstration_table()
SCHEME = load_scheme("yuncheng-14fyp")


def alone(name: str, given: list[Any]) -> Any:
    """A call that says that there are no adjustments and no lists."""
    place = [one.name for one in functions()[name].arguments].index("adjustments")
    none = ["无"] * 2 + [None] * 3
    return call(name, [*given, *[None] * (place - len(given)), *none, *(none if name == "compare" else [])])


def assessment() -> Any:
    path = examples_dir() / "yuncheng-2025" / "yuncheng-2025.xlsx"
    data = read_city_workbook(path, SCHEME)
    return assess(SCHEME, data.table, 2025, evidence=Evidence(problems=data.problems, sources=data.sources))


PUBLISHED = [
    ("remaining", (16, 13.89), 2.45, "Guangdong: 16 and 13.89 leave 2.45"),
    ("overfulfilment", (26.59, 20), 32.95, "公告2011年第9号, Beijing"),
    ("progress", (20.07, 20), 100.39, "Tianjin, logarithmic"),
    ("pace", (17, 5), 3.66, "17% in five years"),
    ("scheduled", (15.5, 0.6), 9.611, "the plan's 15.5% after three of five years"),
    ("scheduled", (15.5, 0.6, "直线"), 9.3, "the same, linear"),
    ("assessed_energy", (1200, -45, 80, 60, "总量"), 1060, "a fall of renewables is not added (四（一）)"),
    ("assessed_energy", (1200, 45, 80, 60, "强度"), 1120, "renewables stay in the intensity (2022 notice)"),
    ("tce", ("电力", 10000, 2025, "当量值"), 1.229, "GB/T 2589, 0.1229 kgce a kilowatt hour"),
    ("round", (0.285, 2), 0.29, "half-up, where binary floats say 0.28"),
]


@pytest.mark.parametrize(("name", "given", "figure", "source"), PUBLISHED, ids=[one[3] for one in PUBLISHED])
def test_published_figures(name: str, given: tuple[Any, ...], figure: float, source: str) -> None:
    places = len(str(figure).partition(".")[2])
    assert round(call(name, given), places) == figure


def test_scores_are_the_engines_with_every_cell() -> None:
    result = assessment()
    heading, *rows = alone("scores", [TABLE, None, 2025, 2])
    assert len(heading) == 1 + len(SCHEME.indicators) + len(SCHEME.spec.dimensions) + 3
    columns = [
        name for one in SCHEME.spec.dimensions for name in (*(line.id for line in one.indicators), one.id)
    ] + ["total", "grade", "rank"]  # fmt: skip
    for row in rows:
        for column, cell in zip(columns, row[1:], strict=True):
            state, figure = result.states.at[row[0], column], result.scores.at[row[0], column]
            if column == "grade" or state == "ok":
                assert cell == figure
            else:
                assert cell == ("不适用" if state == "not_applicable" else CellError.NA)


def test_one_county_one_column_one_value() -> None:
    whole = {row[0]: row for row in alone("scores", [TABLE, None, 2025, 0])}
    assert alone("scores", [TABLE, None, 2025, None, None, "稷山", "总分"]) == whole["稷山县"][1]
    assert alone("scores", [TABLE, None, 2025, None, None, "稷山县", "grade"]) == "基本完成"
    assert alone("scores", [TABLE, None, 2025, None, None, "芮城县", "total"]) is CellError.NA
    assert alone("scores", [TABLE, None, 2025, None, None, "太原市", "total"]) is CellError.NA
    assert alone("scores", [TABLE, None, 2025, None, None, "稷山县", "总粉"]) is CellError.VALUE
    assert alone("ranking", [TABLE, None, 2025, None, "稷山县"]) == whole["稷山县"][3]


def test_ranks_of_the_ranking_and_the_scores_agree() -> None:
    scored = {row[0]: row[3] for row in alone("scores", [TABLE, None, 2025, 0, False])}
    ranked = {row[1]: row[0] for row in alone("ranking", [TABLE, None, 2025, False])}
    assert scored == ranked


def test_points_of_every_line_are_the_ledgers() -> None:
    """A line's value and target, put in by hand, earn what the whole assessment gave."""
    result = assessment()
    compared = 0
    for one in SCHEME.indicators:
        value, target = f"{one.id}.value", f"{one.id}.target"
        if value not in result.ledger or f"{one.id}.waived" in result.ledger:
            continue
        for county in result.counties:
            if result.states.at[county, one.id] != "ok" or result.states.at[county, value] != "ok":
                continue
            given = [one.id, result.ledger.at[county, value]]
            if target in result.ledger:
                given.append(result.ledger.at[county, target])
            assert call("points", given) == result.scores.at[county, one.id], (county, one.id)
            compared += 1
    assert compared > 200


def test_points_down_a_column_of_values() -> None:
    """二；四（一）: 20 points, a rung a tenth of the target."""
    answer = call("points", ["intensity_annual", ((3.32,), (2.99,), (2.66,), (None,), ("—",)), 3.32])
    assert answer == [[20.0], [18.0], [16.0], [CellError.NA], [CellError.VALUE]]


def test_points_that_need_more_figures_say_so_and_take_them() -> None:
    assert call("points", ["cod", 80]) is CellError.NA  # no target given, and none in the scheme
    assert call("points", ["energy_management", 1]) is CellError.VALUE  # judged by several items
    judged = ["targets_in_plan", "targets_passed_on", "energy_supervision", "statistics_checked"]
    items = [[name, 1] for name in judged]
    assert call("points", ["energy_management", None, None, None, None, items]) == 3.0
    assert call("points", ["energy_management", None, None, None, None, items[1:]]) is CellError.NA
    assert call("points", ["cod", 80, 100, None, None, [["cood_assigned", 1]]]) is CellError.VALUE


@pytest.mark.parametrize(
    ("total", "grade"), [(95, "超额完成"), (94.995, "超额完成"), (94.994, "完成"), (60, "基本完成"), (59.99, "未完成")]
)
def test_grades_by_band(total: float, grade: str) -> None:
    assert call("grade", [total]) == grade


def test_a_table_of_one_county_twice_says_so() -> None:
    rows = [["县（市、区）", "decline_actual"], ["夏县", 3.3], ["夏县", 3.4]]
    assert any(row[4].startswith("“夏县”出现了两次") for row in call("check", [rows]))


def test_what_cannot_be_read_is_said_where_text_is_answered() -> None:
    assert call("explain", [TABLE, "太原市"]).startswith("数据里没有“太原市”，现有：盐湖区")
    assert call("explain", [TABLE, "稷山县", "cood"]).startswith("方案里没有指标 cood")
    assert call("scheme_hash", ["yuncheng-14"]).startswith("没有方案 yuncheng-14")
    assert call("scores", [TABLE, "yuncheng-14"]) is CellError.VALUE
    assert call("scores", [TABLE, None, 2031]) is CellError.NUM
    assert call("scores", [TABLE, None, 2025.5]) is CellError.VALUE
    assert call("check", [TABLE, "yuncheng-14"])[1][4].startswith("没有方案 yuncheng-14")


def test_an_unknown_county_keeps_its_row_as_na() -> None:
    rows = [list(row) for row in TABLE]
    rows[4][0] = "万容县"
    answer = alone("scores", [rows, None, 2025, 0])
    assert answer[3] == ["万容县", CellError.NA, CellError.NA, CellError.NA]
    assert [row[0] for row in answer[1:-1]] == [row[0] for row in rows[2:]]
    assert answer[-1] == ["万荣县", CellError.NA, "待定", CellError.NA]  # it stands in no row, and is assessed
    assert any("万荣县" in row[5] for row in alone("check", [rows, None, 2025]))


def test_check_names_the_cell_of_the_range() -> None:
    rows = [list(row) for row in TABLE]
    column = rows[1].index("decline_actual")
    rows[2][column] = "约3"
    found = [row for row in call("check", [rows, None, 2025]) if row[1] == "盐湖区" and row[0] == "错误"]
    assert len(found) == 1
    assert found[0][3] == "B3"
    assert "约3" in found[0][4]


def test_percents_kept_as_shares_are_pointed_out() -> None:
    rows = [list(row) for row in TABLE]
    column = rows[1].index("decline_actual")
    for row in rows[2:]:
        if isinstance(row[column], float):
            row[column] /= 100
    assert any("不要填成小数形式的百分数" in row[5] for row in call("check", [rows, None, 2025]))


def test_a_comparison_shows_what_moved() -> None:
    rows = [list(row) for row in TABLE]
    column, county = rows[1].index("cod_recognised"), "盐湖区"
    rows[2][column] = 0.0
    answer = {row[0]: row for row in alone("compare", [rows, TABLE, 2025, 2025])}
    heading = answer["县（市、区）"]
    moved = dict(zip(heading, answer[county], strict=True))
    assert moved["总分变化"] == pytest.approx(moved["总分"] - moved["对比总分"])
    assert moved["变化最大的指标"].startswith("化学需氧量")
    assert moved["总分"] < moved["对比总分"]
    assert moved["名次"] > moved["对比名次"]
    assert moved["名次上升"] == moved["对比名次"] - moved["名次"]  # a fall is a negative rise
    assert answer["绛县"][heading.index("变化最大的指标")] == "没有变化"


def test_headings_are_optional() -> None:
    for name, given in (("schemes", []), ("point_table", [None])):
        assert call(name, [*given, False]) == call(name, [*given, True])[1:]
    assert alone("ranking", [TABLE, None, 2025, False]) == alone("ranking", [TABLE, None, 2025])[1:]


def test_the_cache_answers_the_same_content_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls.forget()
    first = call("scores", [TABLE, None, 2025])
    monkeypatch.setattr(calls, "_run", lambda *_: pytest.fail("computed again"))
    assert call("scores", [[list(row) for row in TABLE], None, 2025.0]) == first


def test_the_cache_tells_contents_apart() -> None:
    assert len({digest(((one,),)) for one in (1.0, True, "1", None, "", "1.0")}) == 6


def test_a_scheme_edited_on_disk_is_not_answered_from_the_cache(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "schemes" / "all-parts.yaml"
    path = tmp_path / "mine.yaml"
    text = source.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    before = call("scheme_hash", [str(path)])
    path.write_text(text.replace("version:", "version: 9 #", 1), encoding="utf-8")
    assert call("scheme_hash", [str(path)]) != before
