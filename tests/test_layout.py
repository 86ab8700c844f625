"""The house: who may import whom, and how long a file may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [
    {"errors", "columns", "problems", "rounding", "energy", "resources", "allocation"},
    {"formula"},
    {"rules"},
    {"scheme"},
    {"coal", "lists", "checks"},
    {"ledger", "vintages"},
    {"vintage_calibers"},
    {"causes"},
    {"explain"},
    {"assessment"},
    {"corrections"},
    {"without"},
    {"robustness"},
    {"cases", "single"},
    {"comparison", "improvement", "consequences", "losses"},
]
FILES = sorted([*(ROOT / "scoring").rglob("*.py"), *(ROOT / "workbook").rglob("*.py")])
HEAVY = {
    "openpyxl",
    "xlsxwriter",
    "xlwings",
    "python_calamine",
    "xlrd",
    "typer",
    "rich",
    "workbook",
    "time",
    "datetime",
}


def imports(path: Path, top_only: bool = False) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    found = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_over_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_core_knows_no_file_format_no_excel_no_clock() -> None:
    for path in (ROOT / "scoring").rglob("*.py"):
        assert not {name.split(".")[0] for name in imports(path)} & HEAVY, path


def test_no_import_runs_back_up() -> None:
    layer = {name: place for place, names in enumerate(LAYERS) for name in names}
    for path in (ROOT / "scoring").rglob("*.py"):
        own = path.relative_to(ROOT / "scoring").parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        for name in imports(path, top_only=True):
            if name.startswith("scoring."):
                used = name.split(".")[1]
                assert layer[used] <= layer[own], f"{path}: {name}"


def test_xlwings_is_imported_only_where_it_is_used() -> None:
    """But for the one module that xlwings itself serves."""
    for path in FILES:
        if path.name != "excel_udfs.py":
            assert "xlwings" not in imports(path, top_only=True), path
