"""Scheme → workbook → scheme, and → files → scheme: the same resolved model and hash, whatever the scheme uses."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scoring import load_scheme
from scoring.scheme.catalogue import shipped
from scoring.scheme.plain import plain_scheme
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import parse_yaml
from tests.support.libreoffice import SOFFICE, convert, differences, recalculate
from tests.support.typist import Typist
from workbook.scheme_workbook.branches import parameters
from workbook.scheme_workbook.figures import figure_from, figure_text, fraction_of, is_exact
from workbook.scheme_workbook.importing import scheme_files
from workbook.scheme_workbook.opening import open_scheme
from workbook.scheme_workbook.reading import read_scheme_bytes
from workbook.scheme_workbook.writing import book_bytes, scheme_book_bytes
from workbook.scheme_workbook.yaml_text import yaml_text

OWN = Path(__file__).resolve().parents[2] / "schemes"
OTHERS = [*sorted(OWN.glob("*.yaml")), OWN / "trial"]
ODD = """
id: odd
title: "=SUM(A1)"
version: "007"
standing: "3.10"
summary: "1/3；甲：乙、丙=丁·戊"
source: {title: "@x", note: "'quoted' # not a comment"}
period: {base: 2020, start: 2021, end: 2025}
points: 100
bonus_cap: 0.1234567890123456
items:
  - {id: a, name: "煤、油：合计", kind: number, unit: 吨, definition: "=1+1", bureau: "", clause: 一, example: "12", minimum: -1.0e-7, maximum: 1.0e+16}
  - {id: b, name: b2, kind: number, unit: 吨, definition: "true", bureau: 局, clause: 一, example: 5, evidence: ["甲、乙", "丙；丁"]}
  - {id: c, name: 同名, kind: number, unit: 吨, definition: 一, bureau: 局, clause: 一}
  - {id: d, name: 同名, kind: number, unit: 个, definition: 一, bureau: 局, clause: 一}
dimensions:
  - id: x
    name: "x1"
    sheet: 甲
    points: 66.66666666666667
    clause: 一
    indicators:
      - {id: l1, name: 甲, points: 33.333333333333336, clause: 一, bureau: 局, definition: "多行\\n第二行", value: {kind: reported, item: a}, rule: {kind: threshold, limit: 0.30000000000000004}}
      - id: l2
        name: 乙
        points: 33.333333333333336
        clause: 一
        bureau: 局
        definition: 一
        rule:
          kind: parts
          parts:
            - {name: 同、名, points: 16.666666666666668, value: {kind: ratio, top: [a, d], bottom: [b], places: 2}, rule: {kind: slope, knots: [{at: 0, points: 0}, {at: 1.1, points: 16.666666666666668}]}}
            - {name: 其余, points: 16.666666666666668, value: {kind: reported, item: b}, rule: {kind: threshold, limit: 1}}
  - {id: y, name: 甲, sheet: 乙, points: 33.333333333333336, clause: 一, indicators: [{id: l3, name: 丙, points: 33.333333333333336, clause: 一, bureau: 局, definition: 一, value: {kind: reported, item: c}, rule: {kind: threshold, limit: 1}}]}
grades: [{name: 优, at_least: 60}, {name: 差}]
"""


def pairs() -> list[Any]:
    return [pytest.param(which, id=str(getattr(which, "stem", which))) for which in (*shipped(), *OTHERS)]


@pytest.mark.parametrize("which", pairs())
def test_every_scheme_comes_back_from_its_workbook_and_its_files(which: str | Path, tmp_path: Path) -> None:
    scheme = load_scheme(which)
    again = read_scheme_bytes("方案.xlsx", book_bytes(plain_scheme(scheme)))
    assert again.sha256 == scheme.sha256
    assert (dict(again.items), dict(again.lists), again.region) == (
        dict(scheme.items),
        dict(scheme.lists),
        scheme.region,
    )
    assert again.spec.model_copy(update={"items": (), "lists": ()}) == scheme.spec.model_copy(update={"items": (), "lists": ()})  # fmt: skip
    for name, text in scheme_files(again).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load_scheme(tmp_path).sha256 == scheme.sha256


def odd(tmp_path: Path) -> Scheme:
    path = tmp_path / "odd.yaml"
    path.write_text(ODD, encoding="utf-8")
    return load_scheme(path)


def test_texts_that_look_like_something_else_and_figures_of_seventeen_digits(tmp_path: Path) -> None:
    scheme = odd(tmp_path)
    again = read_scheme_bytes("方案.xlsx", scheme_book_bytes(scheme))
    assert again.sha256 == scheme.sha256
    assert again.spec.title == "=SUM(A1)"
    assert again.items["a"].example == "12"
    assert again.items["b"].example == 5.0
    assert again.spec.bonus_cap == 0.1234567890123456


def test_the_workbook_is_the_same_bytes_each_time() -> None:
    plain = plain_scheme(load_scheme("co2-2014"))
    assert book_bytes(plain) == book_bytes(plain)


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
@pytest.mark.slow
def test_two_schemes_come_back_after_libreoffice_has_saved_them(tmp_path: Path) -> None:
    schemes = [odd(tmp_path), load_scheme(OWN / "all-parts.yaml")]
    for one in schemes:
        (tmp_path / f"{one.id}.xlsx").write_bytes(scheme_book_bytes(one))
    convert([tmp_path / f"{one.id}.xlsx" for one in schemes], tmp_path / "saved", tmp_path / "profile")
    for one in schemes:
        assert open_scheme(tmp_path / "saved" / f"{one.id}.xlsx").sha256 == one.sha256


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
@pytest.mark.slow
def test_live_checks_agree_with_a_right_scheme_and_find_what_is_wrong(tmp_path: Path) -> None:
    for name in ("trial", "gates-and-groups.yaml"):
        (tmp_path / f"{name}.xlsx").write_bytes(scheme_book_bytes(load_scheme(OWN / name)))
    wrong = Typist(tmp_path / "trial.xlsx")
    wrong.rows("类别", ("分值",), (44,))
    wrong.rows("指标", ("数据项",), ("能耗强度年度下降率",))
    wrong.rows("档次", ("得分",), (26,), (20,), (20,))
    wrong.rows("指标", ("编号",), *[(None,)] * 7)
    wrong.rows("分项", ("指标",), ("违规“两高”项目",), ("违规“两高”项目",))
    wrong.rows("等次", ("不满",), (None,), (91,))
    wrong.rows("地区", ("代码",), ("9901",))
    files = [tmp_path / "trial.xlsx", tmp_path / "gates-and-groups.yaml.xlsx", wrong.save(tmp_path / "wrong.xlsx")]
    right, other, faulty = recalculate(files, tmp_path / "work")
    for written, recalculated in zip(files, (right, other), strict=False):
        count, found = differences(written, recalculated)
        assert count > 50
        assert found == []
    book = openpyxl.load_workbook(faulty, data_only=True)
    told = {
        (name, row[0].row): cell.value
        for name in ("方案", "类别", "指标", "档次", "等次", "地区")
        for row in book[name].iter_rows(min_row=4)
        for cell in row
        if str(cell.value).startswith("✗")
    }
    assert told == {
        ("方案", 16): "✗ 各类别共99分",
        ("类别", 4): "✗ 各指标共45分",
        ("指标", 4): "✗ 数据项表里没有",
        ("指标", 10): "✗ 分项表里没有",
        ("档次", 4): "✗ 超过指标分值",
        ("等次", 5): "✗ 与上一等次不接",
        ("地区", 4): "✗ 代码应当是六位",
    }


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(10000000000.65625)  # a fraction of a numerator too long to be written: kept by its digits
def test_a_figure_as_text_is_the_same_figure(value: float) -> None:
    found = figure_from(figure_text(value))
    assert found is not None
    assert math.copysign(1, found) == math.copysign(1, value)
    assert float(found) == value


@given(st.integers(1, 10**9 - 1), st.integers(1, 9999))
def test_a_fraction_is_kept(top: int, bottom: int) -> None:
    value = top / bottom
    assert is_exact(value) or fraction_of(value) == "" or figure_from(f"={fraction_of(value)}") == value


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
SCALAR = TEXT | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
DATA = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)


@settings(deadline=None)
@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_yaml_is_read_back_as_it_was(data: dict[str, Any]) -> None:
    assert plain(parse_yaml("# 一句话\n" + yaml_text(data), "x.yaml")) == data


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def test_parameters_are_read_in_either_width() -> None:
    assert (
        parameters("分子：a、b；分母：c")
        == parameters("分子:a、b; 分母 : c")
        == [(("分子",), "a、b"), (("分母",), "c")]
    )
    assert parameters("能耗") == [(("",), "能耗")]
    assert parameters("条件·种类：未完成") == [(("条件", "种类"), "未完成")]
