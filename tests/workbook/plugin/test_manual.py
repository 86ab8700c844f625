"""The documents of the plug-in are what the registry says."""

from __future__ import annotations

import re
from pathlib import Path

from workbook.functions.demonstration import demonstration_table
from workbook.functions.registry import functions
from workbook.plugin.manual import refreshed
from workbook.plugin.sheets import data_address

DOCS = Path(__file__).parents[3] / "docs"


def test_the_list_of_functions_is_the_registrys() -> None:
    text = (DOCS / "zh" / "函数一览.md").read_text(encoding="utf-8")
    assert text == refreshed(text)
    assert all(f"`{one.signature}`" in text for one in functions().values())


def test_documents_name_only_functions_that_are_there() -> None:
    known = {one.excel_name for one in functions().values()}
    for path in DOCS.rglob("*.md"):
        assert set(re.findall(r"KH_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))) <= known, path


def test_the_range_that_the_documents_name_is_the_demonstration_table() -> None:
    assert data_address() == "数据!$A$1:$BQ$15"
    assert len(demonstration_table()) == 15
