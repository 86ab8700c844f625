"""Files that are no scheme written by hand: too long, too many values, endless digits, pipes. Refused before memory is taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scoring import SchemeError
from scoring.scheme.loader import load_scheme
from scoring.scheme.reading import MOST_BYTES, Reader
from scoring.scheme.yaml_marks import parse_yaml
from tests.support.small_scheme import SMALL
from workbook.revisions.appeals import load_appeals


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: " + "9" * 6000, 2),
        ("a: [1, -" + "9" * 5000 + "]", 1),
        ("1" + "0" * 6000 + ": 2", 1),
        ("a: 0." + "1" * 60, 1),
    ],
    ids=["figure", "in a list", "key", "decimals"],
)
def test_endless_digits_are_a_fault_with_its_line(text: str, line: int) -> None:
    """Python refuses to turn them into a number, with an error of its own."""
    with pytest.raises(SchemeError, match=rf"^x\.yaml:{line}：数“[-0-9.]+…”有 \d+ 位；改正，是文字的加引号"):
        parse_yaml(text, "x.yaml")


def test_long_figures_and_quoted_digits_are_read() -> None:
    """The seed of a study may be long; a text in quotation marks may be of any length."""
    assert parse_yaml("a: 12345678901234567890\nb: '" + "9" * 6000 + "'", "x") == {
        "a": 12345678901234567890,
        "b": "9" * 6000,
    }


@pytest.mark.parametrize(
    "text", ["- a\n" * 50_001, "[" + "[]," * 50_000 + "]", "".join(f"k{n}: 1\n" for n in range(25_001))]
)
def test_more_values_than_a_scheme_can_have(text: str) -> None:
    with pytest.raises(SchemeError, match=r"^x\.yaml:\d+：文件里的值超过 50000 个；检查是不是给错了文件$"):
        parse_yaml(text, "x.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "scheme.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "small"


def test_a_file_longer_than_any_scheme_is_not_parsed(folder: Path) -> None:
    path = folder / "scheme.yaml"
    path.write_text(SMALL + "#" * MOST_BYTES, encoding="utf-8")
    with pytest.raises(SchemeError, match=r"scheme\.yaml：超过 1 MB，不像手写的 YAML 文件"):
        load_scheme(folder)
    path.rename(folder / "复查.yaml")
    with pytest.raises(SchemeError, match=r"^复查\.yaml：超过 1 MB"):
        load_appeals(folder / "复查.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_not_waited_for(folder: Path) -> None:
    """Read by itself, included, or in the place of the file after it was read."""
    os.mkfifo(folder / "管.yaml")
    with pytest.raises(SchemeError, match=r"管\.yaml：不是普通文件"):
        Reader().read(folder / "管.yaml", "管.yaml")
    reader = Reader()
    reader.read(folder / "scheme.yaml", "scheme.yaml")
    assert reader.unchanged()
    (folder / "scheme.yaml").unlink()
    os.mkfifo(folder / "scheme.yaml")
    assert not reader.unchanged()
    with pytest.raises(SchemeError, match=r"没有 scheme\.yaml"):
        load_scheme(folder)
