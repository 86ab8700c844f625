"""The archive inside the result workbook: read back whole, by whoever saved the file, and damage is said."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Adjustment, Assessment, Evidence, assess, load_scheme
from scoring.errors import DataError, SchemeError
from scoring.problems import Problem, Source
from scoring.scheme.canonical import scheme_from_text, scheme_text
from scoring.scheme.catalogue import shipped
from tests.support.cells import Book
from tests.support.cities import random_city
from tests.support.libreoffice import SOFFICE, convert
from workbook.archive import read_result
from workbook.archive.lines import joined, line, pieces
from workbook.archive.sheet import SHEET
from workbook.layout.inputs import ResultInputs
from workbook.reading.submissions import read_city_workbook
from workbook.result.write import render, write_result

HARD = "=1+1 _x0041_ \t\x07 \u2028 😀 ' <b>&amp; 　末尾 "
"""What spreadsheets alter if it stands in a cell as it is."""
LONG = "很长的理由 " * 9000
"""54,000 characters: more than a cell holds."""


def made() -> tuple[Assessment, ResultInputs]:
    """The demonstration city with adjustments and texts that are hard to keep."""
    scheme = load_scheme("yuncheng-14fyp")
    data = read_city_workbook("examples/yuncheng-2025/yuncheng-2025.xlsx", scheme)
    changes = [Adjustment("垣曲县", "energy_management", -0.1, HARD, LONG, Source("文件", "表", "A1"))]
    said = [*data.problems, Problem("warning", "W_TEST", "垣曲县", "", HARD, Source(HARD, "表", "B2"), HARD, LONG)]
    result = assess(
        scheme, data.table, 2025, adjustments=changes, evidence=Evidence(problems=said, sources=data.sources)
    )
    inputs = ResultInputs({HARD: "00"}, {"方案": scheme.id}, data.self_scores, "送审", "虚构 " + HARD, data.declared)
    return result, inputs


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assessment, ResultInputs, Path]:
    result, inputs = made()
    path = tmp_path_factory.mktemp("archive") / "结果.xlsx"
    return result, inputs, write_result(result, path, inputs)


def by_openpyxl(path: Path, folder: Path) -> Path:
    target = folder / "又存.xlsx"
    openpyxl.load_workbook(path).save(target)
    return target


def by_libreoffice(path: Path, folder: Path) -> Path:
    convert([path], folder / "saved", folder / "profile")
    return folder / "saved" / path.name


@pytest.mark.parametrize(
    "saved",
    [
        pytest.param(lambda path, _: path, id="as written"),
        pytest.param(by_openpyxl, id="openpyxl"),
        pytest.param(
            by_libreoffice,
            id="LibreOffice",
            marks=[
                pytest.mark.libreoffice,
                pytest.mark.slow,
                pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice"),
            ],
        ),
    ],
)
def test_all_comes_back(
    written: tuple[Assessment, ResultInputs, Path], saved: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    """The same assessment, problem for problem, and the same bytes when it is written again."""
    result, inputs, path = written
    stored = read_result(saved(path, tmp_path))
    again = stored.assessment
    assert again.scheme.sha256 == result.scheme.sha256
    assert again.data_sha256 == result.data_sha256
    assert again.problems == result.problems
    assert again.reader_problems == result.reader_problems
    assert again.adjustments == result.adjustments
    assert again.sources == dict(result.sources)
    pd.testing.assert_frame_equal(again.ledger, result.ledger, check_exact=True)
    for name in ("files", "options", "stage", "remark", "declared", "versions"):
        assert getattr(stored.inputs, name) == getattr(inputs, name), name
    assert stored.self_scores is not None
    assert inputs.self_scores is not None
    pd.testing.assert_frame_equal(stored.self_scores, inputs.self_scores, check_names=False, check_exact=True)
    buffer = io.BytesIO()
    render(again, buffer, stored.inputs, lambda _: None)
    assert buffer.getvalue() == path.read_bytes()


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_scheme_comes_back_from_its_text(name: str) -> None:
    scheme = load_scheme(name)
    again = scheme_from_text(scheme_text(scheme))
    assert again == scheme
    assert again.items == scheme.items
    assert again.region == scheme.region
    assert again.spec.model_copy(update={"items": ()}) == scheme.spec.model_copy(update={"items": ()})


def test_missing_and_not_applicable_come_back(tmp_path: Path) -> None:
    """A random city with gaps, without region, sources or self scores."""
    scheme = load_scheme("national-2007-target")
    result = assess(scheme, random_city(scheme, ["甲县", "乙县", "丙县", HARD], seed=3, missing=0.2), 2016)
    assert result.problems, "the city should have gaps"
    stored = read_result(write_result(result, tmp_path / "r.xlsx"))
    pd.testing.assert_frame_equal(stored.assessment.states, result.states)
    assert stored.assessment.problems == result.problems
    again = assess(scheme, stored.table, 2016)
    pd.testing.assert_frame_equal(again.ledger, result.ledger)


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_line_survives_in_pieces(text: str, most: int) -> None:
    """No piece is empty, or begins or ends with a blank that a program might trim (but in a desert of blanks)."""
    from unittest import mock

    with mock.patch("workbook.archive.lines.MOST", max(most, 8)):
        whole = line([text])
        parts = list(pieces(whole))
    assert json.loads("".join(parts)) == [text]
    assert all(one and one == one.strip() for one in parts) or re.search(r"\s{7}", whole)
    rows = [("part", "" if number == 1 else str(number), one) for number, one in enumerate(parts, 1)]
    assert joined(rows) == [("part", whole)]


def edited(path: Path, folder: Path, row: int, column: int, old: str, new: str) -> Path:
    book = Book(path.read_bytes())
    cell = book[SHEET].cell(row, column)
    assert old in str(cell.value)
    cell.value = str(cell.value).replace(old, new)
    (folder / "改.xlsx").write_bytes(book.bytes())
    return folder / "改.xlsx"


@pytest.mark.parametrize(
    ("row", "column", "old", "new", "said"),
    [
        (1, 1, "kaohe", "某", "存档已损坏（“kaohe存档”的开头不对）"),
        (1, 2, "3", "4", "存档的格式是第 4 版，本程序只认第 3 版：请用写出它的 kaohe 版本"),
        (3, 3, '"stage":"送审"', '"stage":"审定"', "存档被改动过（内容与其 SHA-256 不符）"),
        (4, 1, "scheme", "schema", "存档已损坏（“kaohe存档”里 scheme 2 接不上）"),
    ],
)
def test_a_damaged_archive_is_said(
    written: tuple[Assessment, ResultInputs, Path], tmp_path: Path, row: int, column: int, old: str, new: str, said: str
) -> None:
    with pytest.raises(DataError) as caught:
        read_result(edited(written[2], tmp_path, row, column, old, new))
    assert str(caught.value).startswith(f"改.xlsx：{said}")


def test_a_forged_scheme_inside_is_said(written: tuple[Assessment, ResultInputs, Path], tmp_path: Path) -> None:
    """Rows changed and the archive's own hash renewed: the scheme's hash still tells."""
    from workbook.archive.lines import digest

    book = openpyxl.load_workbook(written[2])
    sheet = book[SHEET]
    for row in sheet.iter_rows(min_row=3):
        if row[0].value == "scheme":
            row[2].value = str(row[2].value).replace('"points": 100', '"points": 101')
    cells = [
        tuple("" if cell.value is None else str(cell.value) for cell in row[:3]) for row in sheet.iter_rows(min_row=3)
    ]
    sheet["C2"].value = digest(joined([(a, b, c) for a, b, c in cells]))
    book.save(tmp_path / "改.xlsx")
    with pytest.raises(DataError, match="方案与其 SHA-256 不符"):
        read_result(tmp_path / "改.xlsx")


def test_no_result_is_said() -> None:
    with pytest.raises(DataError, match=r"yuncheng-2025\.xlsx：不是 kaohe 写出的结果工作簿"):
        read_result("examples/yuncheng-2025/yuncheng-2025.xlsx")


def test_a_scheme_text_of_a_newer_program_is_said() -> None:
    text = scheme_text(load_scheme("yuncheng-14fyp")).replace('"bonus_cap"', '"bonus_cap_new"', 1)
    with pytest.raises(SchemeError, match="bonus_cap_new"):
        scheme_from_text(text)


def test_another_shipped_scheme_is_noted(
    written: tuple[Assessment, ResultInputs, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = read_result(written[2])
    assert stored.notes() == []
    monkeypatch.setattr("workbook.archive.stored._shipped_sha256", lambda _: "f" * 64)
    (note,) = stored.notes()
    assert f"（SHA-256 {stored.scheme.sha256[:12]}…）与随程序带的（ffffffffffff…）不同" in note


def test_another_state_of_the_program_is_noted(
    written: tuple[Assessment, ResultInputs, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two states of one version write differently, too: the fingerprint of the source tells."""
    monkeypatch.setattr("workbook.layout.inputs.fingerprint", lambda: "0123456789ab")
    (note,) = read_result(written[2]).notes()
    assert "（程序指纹 0123456789ab）：两个版本写法不同的地方也会列为差异" in note


def test_a_scheme_archived_before_a_field_was_added_keeps_its_text_and_hash() -> None:
    """A later program knows more fields, with defaults; the old text stays what it was, so that the result verifies."""
    content = json.loads(scheme_text(load_scheme("yuncheng-14fyp")))
    for dimension in content["scheme"]["dimensions"]:
        for indicator in dimension["indicators"]:
            indicator.pop("exempt_years")
    old = json.dumps(content, ensure_ascii=False, sort_keys=True)
    scheme = scheme_from_text(old)
    assert scheme.sha256 == hashlib.sha256(old.encode()).hexdigest() != load_scheme("yuncheng-14fyp").sha256
    assert scheme_text(scheme) == old
