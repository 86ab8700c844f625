"""The documents say what is: the walk-through's code is the shipped file, every kind is in the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

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

ROOT = Path(__file__).resolve().parent.parent


def test_the_walk_through_is_the_shipped_file() -> None:
    text = (ROOT / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(\"\"\".*?)```", text, re.DOTALL)
    assert found is not None
    shipped = (ROOT / "scoring" / "rules" / "points" / "threshold.py").read_text(encoding="utf-8")
    assert found.group(1) == shipped


@pytest.mark.parametrize("family", [Measure, Target, Completion, Rule, Bonus, Waiver, Gate, Condition])
def test_every_kind_is_documented(family: type[Part]) -> None:
    text = (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
    for name in kinds(family):
        assert f"`{name}`" in text, name


def test_readme_names_no_file_that_is_not_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


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
