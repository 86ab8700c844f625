"""新旧对照: what changed, in words, and nothing passed over. And the annex of the official text."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from scoring import KaoheError, load_scheme
from scoring.scheme.canonical import canonical_text, sha256
from scoring.scheme.describe import standard
from scoring.scheme.groups import number_groups
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.plain import plain_scheme
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from tests.support.samples import sample
from workbook.scheme_workbook.annex import annex_bytes, write_annex
from workbook.scheme_workbook.comparing import write_comparison
from workbook.scheme_workbook.differences import SchemeDifference, differences
from workbook.scheme_workbook.leaves import Leaf, leaves
from workbook.scheme_workbook.shapes import RecordShape, Scalar

TRIAL = load_scheme(Path(__file__).resolve().parents[2] / "schemes" / "trial")


def changed(**edits: Any) -> Scheme:
    """The trial scheme with values put at paths (steps joined by __)."""
    plain = plain_scheme(TRIAL)
    data: dict[str, Any] = copy.deepcopy(plain.scheme)
    for path, value in edits.items():
        here: Any = data
        *above, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        for step in above:
            here = here[step]
        here[last] = value
    return of_data(data, plain.region)


def of_data(data: dict[str, Any], region: Any) -> Scheme:
    """A scheme of plain data; not checked, as a sweep would break sums."""
    data = copy.deepcopy(data)
    number_groups(data, [one["id"] for one in region["groups"]])
    for target in (line["target"] for block in data["dimensions"] for line in block["indicators"] if "target" in line):
        if target["kind"] == "by_group":  # number_groups takes marked data
            target["figures"] = {number: target["figures"][one["id"]] for number, one in enumerate(region["groups"], 1)}
    spec = SchemeSpec.model_validate_json(json.dumps(data))
    items = {one["id"]: ItemSpec.model_validate(one) for one in data["items"]}
    place = Region.model_validate(region)
    return replace(TRIAL, spec=spec, items=items, region=place, sha256=sha256(canonical_text(spec, items, place, {})))


def only(new: Scheme) -> SchemeDifference:
    (found,) = differences(TRIAL, new)
    return found


def test_a_scheme_does_not_differ_from_itself() -> None:
    assert differences(TRIAL, changed()) == []


def test_a_figure_says_by_how_much() -> None:
    found = only(changed(bonus_cap=4))
    assert found == SchemeDifference("总则", "", "加分上限", "5", "4", "-1")


def test_a_rule_is_told_as_the_point_table_prints_it() -> None:
    new = changed(dimensions__0__indicators__0__rule__rungs__1__points=18)
    found = only(new)
    line = TRIAL.indicators[0]
    assert (found.part, found.entry, found.what) == ("指标", "年度能耗强度下降", "评分标准")
    assert (found.before, found.after) == (standard(TRIAL, line), standard(new, new.indicators[0]))


def test_lines_that_are_new_or_gone_or_in_another_order() -> None:
    block = plain_scheme(TRIAL).scheme["dimensions"][0]["indicators"]
    gone = differences(TRIAL, changed(dimensions__0__indicators=block[:2]))
    assert [(one.entry, one.change) for one in gone] == [("能源消费总量", "删去")]
    assert gone[0].before.startswith("能耗强度；5分；考核口径总量")
    turned = differences(TRIAL, changed(dimensions__0__indicators=[block[1], block[0], block[2]]))
    assert [(one.entry, one.change) for one in turned] == [("次序", "修改")]
    back = differences(changed(dimensions__0__indicators=block[:2]), TRIAL)
    assert [(one.entry, one.before, one.change) for one in back] == [("能源消费总量", "", "新增")]


def test_a_new_id_of_the_same_name_is_the_same_line() -> None:
    found = differences(TRIAL, changed(dimensions__0__indicators__2__id="energy"))
    assert ("指标", "能源消费总量", "编号", "energy_total", "energy", "修改") in [
        (one.part, one.entry, one.what, one.before, one.after, one.change) for one in found
    ]


def swept() -> list[Leaf]:
    plain = plain_scheme(TRIAL).scheme
    found = leaves(RecordShape({"": SchemeSpec}), plain)
    free = ("text", "number", "whole", "number_or_text")  # another choice may not fit the rest
    own = [one for one in found if not one.names and not one.family and one.path[-1] != "id"]
    every = [one for one in own if isinstance(one.shape, Scalar) and one.shape.sort in free]
    places = [tuple(step for step in one.path if isinstance(step, str)) for one in every]
    most = sample(2, len(every))  # of each place in the model, wherever it is filled in
    return [one for number, one in enumerate(every) if places[:number].count(places[number]) < most]


@pytest.mark.parametrize("leaf", swept(), ids=lambda one: ".".join(map(str, one.path)))
def test_no_figure_and_no_text_changes_unseen(leaf: Leaf) -> None:
    value = leaf.value + 1 if isinstance(leaf.value, int | float) else f"{leaf.value}改"
    assert differences(TRIAL, changed(**{"__".join(map(str, leaf.path)): value}))


def test_the_table_as_a_workbook_and_as_a_document(tmp_path: Path) -> None:
    new = changed(bonus_cap=4, dimensions__0__indicators__0__clause="第三条（修订）")
    found = differences(TRIAL, new)
    sheet = openpyxl.load_workbook(write_comparison(TRIAL, new, found, tmp_path / "对照.xlsx"))["新旧对照"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == ["序号", "部分", "条目", "项目", "原方案", "新方案", "变化"]
    assert rows[1] == ["1", "总则", "", "加分上限", "5", "4", "-1"]
    table = Document(str(write_comparison(TRIAL, new, found, tmp_path / "对照.docx"))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows[: len(table.rows)]
    with pytest.raises(KaoheError, match=r"写成 .xlsx 或 .docx"):
        write_comparison(TRIAL, new, found, tmp_path / "对照.pdf")


def test_the_annex_has_every_line_once_and_the_total(tmp_path: Path) -> None:
    document = Document(str(write_annex(TRIAL, tmp_path / "附件.docx")))
    table = document.tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "考核内容", "分值", "评分标准", "依据", "责任单位"]
    assert [row[0] for row in rows if len(set(row)) == 1] == [
        "一、能耗强度（45分）",
        "二、重点领域（35分）",
        "三、基础工作（20分）",
    ]
    lines = [row for row in rows[1:-1] if len(set(row)) > 1]
    assert [row[1] for row in lines] == [one.name for one in TRIAL.indicators]
    for row, one in zip(lines, TRIAL.indicators, strict=True):
        assert row[3].startswith(standard(TRIAL, one))
    assert rows[-1][1:3] == ["合计", "100"]
    said = "\n".join(one.text for one in document.paragraphs)
    assert "等次：优秀：达到 90 分" in said
    assert "须知" not in said
    assert annex_bytes(TRIAL) == annex_bytes(TRIAL)
