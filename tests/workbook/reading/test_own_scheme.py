"""A workbook made from a scheme given by its path is read again without it where the scheme stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.small_scheme import SMALL, write_scheme
from workbook.reading.submissions import read_submissions
from workbook.template.writer import write_template


@pytest.mark.parametrize("place", ["small/scheme.yaml", "small.yaml", "scheme.yaml"])
def test_the_scheme_beside_the_workbook_is_found(tmp_path: Path, place: str) -> None:
    beside = tmp_path / place
    beside.parent.mkdir(exist_ok=True)
    beside.write_text(SMALL, encoding="utf-8")
    book = write_template(load_scheme(beside), 2021, tmp_path / "t.xlsx")
    assert read_submissions([book], None, None, "yuncheng-14fyp").scheme.id == "small"


def test_where_no_scheme_is_beside_it_the_option_is_named(tmp_path: Path) -> None:
    """Neither is there one of another id, or one that cannot be read."""
    folder = tmp_path / "scheme"
    folder.mkdir()
    book = write_template(load_scheme(write_scheme(folder)), 2021, tmp_path / "t.xlsx")
    (tmp_path / "scheme.yaml").write_text("id: other\n", encoding="utf-8")
    (tmp_path / "small.yaml").write_text("id: {\n", encoding="utf-8")
    with pytest.raises(SchemeError, match=r"工作簿写的方案是 small.*加 --scheme 方案文件夹"):
        read_submissions([book], None, None, "yuncheng-14fyp")
