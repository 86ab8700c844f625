"""The house: who may import whom, and how long a file may be."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [
    {"errors", "columns", "problems", "rounding", "resources", "allocation"},
    {"formula"},
    {"rules"},
    {"scheme"},
    {"coal", "energy", "lists", "checks"},
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
    {"scenarios"},
]
ROOMS = [
    {"printable", "processes", "hashing"},
    {"saving", "reading", "documents", "launcher_files"},
    {"drawing"},
    {"revisions"},
    {"layout"},
    {"archive"},
    {"result", "template"},
    {"checking", "report", "verifying"},
    {"scheme_workbook"},
    {"steps"},
    {"cities", "functions", "scenarios"},
    {"plugin", "scenario_page"},
    {"command"},
    {"launchers"},
]
"""Folders of ``workbook``, each above what it may import; those of one line know nothing of each other. Drawn in docs/architecture.md."""
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


@cache
def tree(path: Path) -> ast.Module:
    """A file, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path, top_only: bool = False) -> list[str]:
    nodes = tree(path).body if top_only else list(ast.walk(tree(path)))
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
        for name in imports(path):
            if name.startswith("scoring."):
                used = name.split(".")[1]
                assert layer[used] <= layer[own], f"{path}: {name}"


def test_no_folder_imports_one_above_it_or_beside_it() -> None:
    """Of ``workbook``; imports inside functions and for types alone count too."""
    layer = {name: place for place, names in enumerate(ROOMS) for name in names}
    wrong = set()
    for path in (ROOT / "workbook").rglob("*.py"):
        own = path.relative_to(ROOT / "workbook").parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        for name in imports(path):
            used = name.split(".")[1] if name.startswith("workbook.") else own
            if used != own and layer[used] >= layer[own]:
                wrong.add(f"{path.relative_to(ROOT)}: {name}")
    assert not wrong
    there = {one.stem for one in (ROOT / "workbook").iterdir() if one.is_dir() or one.suffix == ".py"}
    assert {*layer} == there - {"__init__", "__pycache__"}


def test_a_file_goes_down_the_reader_and_never_back_up() -> None:
    """formats, tables, parts, merged: each room of ``workbook/reading`` imports only those before it."""
    rooms = ["formats", "tables", "parts", "merged"]
    reading = ROOT / "workbook" / "reading"
    for place, room in enumerate(rooms):
        for path in (reading / room).rglob("*.py"):
            later = tuple(f"workbook.reading.{name}" for name in rooms[place + 1 :])
            assert not [name for name in imports(path) if name.startswith(later)], path


def test_no_two_files_import_each_other() -> None:
    """Neither directly nor around, nor inside a function, nor for types alone. CycleError names the circle."""
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    graph = {
        name: {used for used in _named(path) if used in modules and used != name} for name, path in modules.items()
    }
    TopologicalSorter(graph).prepare()
    assert sum(map(len, graph.values())) > len(FILES)


def _named(path: Path) -> set[str]:
    """What a file may mean by its imports: a module, or a name of a package that is a module."""
    nodes = list(ast.walk(tree(path)))
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_xlwings_is_imported_only_where_it_is_used() -> None:
    """But for the one module that xlwings itself serves."""
    for path in FILES:
        if path.name != "excel_udfs.py":
            assert "xlwings" not in imports(path, top_only=True), path


def test_no_function_takes_more_than_six_parameters() -> None:
    """But commands, whose options are parameters to typer, and worksheet functions, whose parameters are those that Excel shows."""
    registered = {
        node.args[0].id
        for path in (ROOT / "workbook" / "command").glob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and _is_registration(node.func)
        and node.args
        and isinstance(node.args[0], ast.Name)
    }
    exempt, long = set[str](), list[str]()
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _parameters(node) > 6:
                command = path.parent.name == "command" and node.name in registered
                if command or any(map(_is_registration, node.decorator_list)):
                    exempt.add(node.name)
                else:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert not long
    assert {"score", "report", "verify", "points"} <= exempt


def _is_registration(node: ast.expr) -> bool:
    """``app.command(…)`` or ``function(…)``."""
    called = node.func if isinstance(node, ast.Call) else None
    return (isinstance(called, ast.Attribute) and called.attr == "command") or (
        isinstance(called, ast.Name) and called.id == "function"
    )


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    return sum(one is not None and one.arg not in ("self", "cls") for one in every)


def test_a_class_has_its_name_alone() -> None:
    """A name means one thing in all rooms; those that begin with _ are of one file."""
    homes: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert len(homes) > 400
    assert not {name: places for name, places in homes.items() if len(places) > 1}
