"""Nothing stands in the tree that nothing reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
BY_DECORATOR = ["@*.command", "@*.callback", "@function", "@model_validator", "@field_validator", "@pytest.fixture"]
"""What a library calls: commands, worksheet functions, validators, fixtures."""
BY_NAME = [
    "test_*", "pytest*", "model_config", "__*__",
    "on_broken_pipe", "expand_future_functions", "worksheet_class", "kaohe_batch",
    "vba_*", "by_ref", "GetTypeInfo", "GetTypeAttr",
    "kilojoules_per_kgce",
]  # fmt: skip
"""What a library calls or reads by its name: pydantic, rich, XlsxWriter, xlwings, COM. The last is the definition of the unit beside its factors."""


@pytest.mark.slow
def test_nothing_is_unused() -> None:
    """Classes of rules are found by their folder; attributes are mostly those of other libraries' objects."""
    search = Vulture(ignore_names=BY_NAME, ignore_decorators=BY_DECORATOR)
    search.scavenge([str(ROOT / name) for name in ("scoring", "workbook", "tests", "examples", "run.py")])
    unused = [
        f"{one.filename.relative_to(ROOT)}:{one.first_lineno} {one.message}"
        for one in search.get_unused_code(min_confidence=60)
        if one.typ != "attribute"
        and not (one.typ == "class" and one.filename.is_relative_to(ROOT / "scoring" / "rules"))
    ]
    assert unused == []


def test_it_finds_what_is(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def used() -> int:\n    return 1\n\n\ndef idle() -> int:\n    return used()\n")
    search = Vulture()
    search.scavenge([str(tmp_path)])
    assert [one.name for one in search.get_unused_code(min_confidence=60)] == ["idle"]
