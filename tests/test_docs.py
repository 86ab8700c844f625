"""The documents say what is: the walk-through's code is the shipped file, every kind is in the table, files and names that they name are there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from math import ceil
from pathlib import Path

import pytest
import yaml
from rich.cells import cell_len

from scoring.rules.base import Part, kinds
from scoring.rules.bonuses.base import Bonus
from scoring.rules.completions.base import Completion
from scoring.rules.conditions.base import Condition
from scoring.rules.gates.base import Gate
from scoring.rules.measures.base import Measure
from scoring.rules.points.base import Rule
from scoring.rules.targets.base import Target
from scoring.rules.waivers.base import Waiver
from scoring.scheme.field_page import FAMILIES, POINTS, example_of, field_page
from workbook.layout.declared import ResultSheet

ROOT = Path(__file__).resolve().parent.parent
PAGES = [one for part in ("*.md", "docs/**/*.md", "examples/**/*.md") for one in sorted(ROOT.glob(part))]


def test_the_walk_through_is_the_shipped_file() -> None:
    text = (ROOT / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(\"\"\".*?)```", text, re.DOTALL)
    assert found is not None
    shipped = (ROOT / "scoring" / "rules" / "points" / "threshold.py").read_text(encoding="utf-8")
    assert found.group(1) == shipped


def test_the_sheet_of_the_walk_through_is_declared_with_fields_that_are_there() -> None:
    page = (ROOT / "docs" / "adding-a-sheet.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    calls = [one for text in code for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call)]
    declared = [one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "ResultSheet"]
    named = {word.arg for one in declared for word in one.keywords}
    assert "paper" in named
    assert named <= {one.name for one in fields(ResultSheet)}


@pytest.mark.parametrize("family", [Measure, Target, Completion, Rule, Bonus, Waiver, Gate, Condition])
def test_every_kind_is_documented(family: type[Part]) -> None:
    text = (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
    for name in kinds(family):
        assert f"`{name}`" in text, name


def anchor(heading: str) -> str:
    """A heading's address as GitHub makes it: small letters, no punctuation, hyphens for blanks."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links(path: Path) -> list[str]:
    """Where a page's links and pictures lead, code left out."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"\]\(([^)\s]+)\)", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_a_picture_or_a_heading(path: Path) -> None:
    for link in links(path):
        if re.match(r"\w+:", link):
            continue
        name, _, place = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if place:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert place in map(anchor, headings), link


_PARTS = ("scoring", "workbook", "tests", "examples", "config", "docs", ".ci")
_SOURCES = {
    path.relative_to(ROOT).as_posix(): path
    for path in [*ROOT.glob("*.*"), *(one for part in _PARTS for one in [ROOT / part, *(ROOT / part).rglob("*")])]
    if "__pycache__" not in path.parts
}  # fmt: skip
_FILE = re.compile(
    r"(?<![\w./-])((?:[\w.-]+/)*[\w-]+\.(?:py|js|bas|html|css)|(?:[\w-]+/)+)(?::(\w+))?(?![\w./-])", re.ASCII
)
_DOTTED = re.compile(r"(?<![\w./-])(?:scoring|workbook|tests|examples)(?:\.\w+)+", re.ASCII)


def defines(path: Path, name: str) -> bool:
    """Whether a module has a function, class or figure of the name, or brings it in."""
    text = path.read_text(encoding="utf-8")
    return bool(re.search(rf"^(?:def|class) {name}\b|^{name}\b|\b(?:import|as) .*\b{name}\b", text, re.MULTILINE))


def not_there(code: str) -> Iterator[str]:
    """Files, folders, modules and their names in a piece of code that the tree does not have. A path may leave out the folders above;
    NAME stands for any."""
    for match in _FILE.finditer(code):
        shown, name = match[1].rstrip("/"), match[2]
        if "NAME" in match[0]:
            continue
        found = [path for one, path in _SOURCES.items() if one == shown or one.endswith(f"/{shown}")]
        if not found or (name and not any(path.is_file() and defines(path, name) for path in found)):
            yield match[0]
    yield from (one for one in re.findall(r"docs/[\w/-]+\.md", code) if not (ROOT / one).exists())
    for match in _DOTTED.finditer(code):
        *above, last = match[0].split(".")
        if last == "NAME":
            continue
        whole, base = ("/".join(parts) for parts in ([*above, last], above))
        if f"{whole}.py" in _SOURCES or whole in _SOURCES:
            continue
        module = _SOURCES.get(f"{base}.py") or _SOURCES.get(f"{base}/__init__.py")
        if module is None or not defines(module, last):
            yield match[0]


@pytest.mark.parametrize(
    "path", [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_every_file_module_and_name_is_there(path: Path) -> None:
    """In the pages for developers, in code of a line and of an indented block."""
    text = path.read_text(encoding="utf-8")
    codes = re.findall(
        r"`([^`\n]+)`|^ {4}(.*(?:pytest|python -m|\(docs/).*)$",
        re.sub(r"```.*?```", "", text, flags=re.DOTALL),
        re.MULTILINE,
    )
    assert [one for pair in codes for code in pair for one in not_there(code)] == []


def test_a_name_that_is_not_there_is_found() -> None:
    wrong = [
        "reading/door.py",
        "layout/declared.py:Sheets",
        "workbook.readers.submissions",
        "tests.bench.bench_none",
        "result/pages/",
        "docs/comparison.md",
    ]
    assert [one for code in wrong for one in not_there(code)] == wrong
    right = "`layout/declared.py:ResultSheet` workbook.reading.submissions.read_submissions tests.bench.bench_formats result/sheets/"
    assert list(not_there(right)) == []


def test_the_rooms_drawn_are_those_there() -> None:
    """docs/architecture.md, Rooms: each first column names files and folders of its package, and no folder is left out."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn, room = dict[str, set[str]](), ""
    for line in text.partition("## Rooms\n\n")[2].partition("\n\n")[0].splitlines():
        names = {name.strip().rstrip("/") for name in re.split(r"\s{2,}", line.strip())[0].split(",")}
        if line.startswith("      "):
            drawn[room] |= names
        else:
            (room,) = names
            drawn[room] = set()
    for package in ("scoring", "workbook"):
        there = {one.stem for one in (ROOT / package).iterdir() if one.is_dir() or one.suffix == ".py"}
        assert drawn[package] == there - {"__init__", "__pycache__", "_data"}


def test_every_picture_is_shown_somewhere_and_small() -> None:
    shown = {(path.parent / link).resolve() for path in PAGES for link in links(path)}
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture in shown, picture.name
        assert picture.stat().st_size <= 200_000, picture.name


def test_the_two_readmes_begin_with_a_link_to_one_another() -> None:
    assert links(ROOT / "README.md")[0] == "README.zh.md"
    assert links(ROOT / "README.zh.md")[0] == "README.md"


@pytest.mark.parametrize("name", ["经办人", "核定人", "汇总人", "评审人", "函数", "信息部门"])
def test_a_users_page_is_two_screens_with_a_picture_and_reached_from_both_readmes(name: str) -> None:
    """Two screens: 80 lines, and no more text than fits 80 lines of 120 columns."""
    path = ROOT / "docs" / "zh" / f"{name}.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 80
    assert sum(ceil(cell_len(line) / 120) for line in lines if line) <= 100
    assert any(link.endswith(".png") for link in links(path))
    for readme in ("README.md", "README.zh.md"):
        assert f"docs/zh/{name}.md" in links(ROOT / readme)


def test_all_42_rule_kinds_are_mapped_to_parts_and_schemes_that_exist() -> None:
    text = (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (R\d+) \| [^|]+ \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert [row[0] for row in rows] == [f"R{number}" for number in range(1, 43)]
    tests = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    schemes = {path.parent.name for path in (ROOT / "config" / "schemes").glob("*/scheme.yaml")} | {"—"}
    schemes |= {path.stem for path in (ROOT / "tests" / "schemes").glob("*.yaml")}
    for _, tested, used in rows:
        assert set(tested.strip().split(", ")) <= tests
        assert set(used.strip().split(", ")) <= schemes


def test_the_page_of_fields_is_what_the_models_give() -> None:
    """Remake it with ``kaohe scheme fields > docs/scheme-fields.md``."""
    assert (ROOT / "docs" / "scheme-fields.md").read_text(encoding="utf-8") == field_page()


@pytest.mark.parametrize("family", [row[0] for row in FAMILIES])
def test_every_kind_has_an_example_of_its_own_kind(family: type[Part]) -> None:
    book = yaml.safe_load((ROOT / "config" / "kinds.yaml").read_text(encoding="utf-8"))
    examples = book["families"][family.family]
    assert sorted(examples) == sorted(kinds(family))
    for name, said in examples.items():
        part = example_of(kinds(family)[name], said["example"], book["groups"])
        assert not set(part.items()) - set(book["names"]), name
        assert not (isinstance(part, Rule) and part.check(POINTS)), name
