"""The sheets are made from the models: words told apart, references known, a new kind there without a line of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from scoring.resources import config_dir
from scoring.rules.base import Part, kinds
from scoring.scheme.field_page import FAMILIES, example_of
from scoring.scheme.models import SchemeSpec
from scoring.scheme.plain import plain_part
from scoring.scheme.region import Region
from workbook.scheme_workbook.kinds_page import kind_rows
from workbook.scheme_workbook.leaves import leaves
from workbook.scheme_workbook.shapes import Keyed, RecordShape, Scalar, Several, Shape, fields
from workbook.scheme_workbook.tables import tables
from workbook.scheme_workbook.vocabulary import ITEM
from workbook.scheme_workbook.words import choice_word, field_word, kind_word

ROOT = Path(__file__).resolve().parents[3]


def models() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()

    def walk(shape: Shape) -> None:
        if isinstance(shape, Several | Keyed):
            walk(shape.of)
        elif isinstance(shape, RecordShape):
            for model in shape.models.values():
                if model not in found:
                    found.add(model)
                    for inner in fields(model).values():
                        walk(inner)

    walk(RecordShape({"": SchemeSpec}))
    walk(RecordShape({"": Region}))
    return found


MODELS = sorted(models(), key=lambda one: (one.__module__, one.__name__))


@pytest.mark.parametrize("model", MODELS, ids=lambda one: f"{one.__module__.rpartition('.')[2]}.{one.__name__}")
def test_the_words_of_a_model_are_told_apart(model: type[BaseModel]) -> None:
    words = [field_word(model, name) for name in fields(model)]
    assert len(set(words)) == len(words)
    for shape in fields(model).values():
        if isinstance(shape, Scalar):
            assert len({choice_word(one) for one in shape.choices}) == len(shape.choices)


def test_kinds_and_headings_are_told_apart() -> None:
    for family, _, _ in FAMILIES:
        words = [kind_word(family.family, kind) for kind in kinds(family)]
        assert len(set(words)) == len(words)
    for one in tables():
        heads = [*one.owners, *(column.head for column in one.columns)]
        assert len(set(heads)) == len(heads), one.sheet


def test_what_a_part_reads_is_known_as_an_item() -> None:
    """Ids that ``Part.items`` gives are written by name: the fields that hold them are listed as references."""
    book = yaml.safe_load((config_dir() / "kinds.yaml").read_text(encoding="utf-8"))
    for family, _, _ in FAMILIES:
        for kind, model in kinds(family).items():
            part: Part = example_of(model, book["families"][family.family][kind]["example"], book["groups"])
            named: set[str] = set()
            for leaf in leaves(RecordShape({kind: model}), plain_part(part, list(book["groups"]))):
                if leaf.names == ITEM:
                    named |= set(leaf.value) if isinstance(leaf.value, list) else {leaf.value}
            assert set(part.items()) == named, kind


def test_every_kind_stands_on_the_page_of_kinds_with_an_example_and_a_sentence() -> None:
    rows = list(kind_rows())
    assert len(rows) == sum(len(kinds(family)) for family, _, _ in FAMILIES)
    assert all(says for *_, says in rows)
    ladder = next(row for row in rows if row[2] == "ladder")
    assert ladder[1] == "分档"
    assert "档次·1·界限：100；档次·1·得分：10" in ladder[4]


NEW_KIND = """
from typing import Literal
import scoring.rules.points.base as base
from scoring.rules.base import Model

class Bell(Model):
    loud: float
    item: str

class Ring(base.Rule):
    kind: Literal["ring"] = "ring"
    bells: tuple[Bell, ...]
    pitch: Literal["deep", "shrill"] = "deep"

    def build(self, line, chain):
        return line.item(self.bells[0].item)

    def items(self):
        return tuple(one.item for one in self.bells)

    def describe(self, points):
        return "响"

from workbook.scheme_workbook.names import names_in
from workbook.scheme_workbook.placing import place
from scoring.scheme.plain import Plain
from workbook.scheme_workbook.shapes import fields
from scoring.scheme.models import Indicator
from workbook.scheme_workbook.tables import table
from workbook.scheme_workbook.choosing import column_rule
from workbook.scheme_workbook.live import ColumnPlaces
from workbook.scheme_workbook.kinds_page import kind_rows
from workbook.scheme_workbook.writing import book_bytes
from workbook.scheme_workbook.reading import _read
from workbook.reading.opening import book_of

assert "ring" in fields(Indicator)["rule"].models
assert "ring" in column_rule(table("指标").column("计分规则"), ColumnPlaces({}))["source"]
assert "loud" in [one.head for one in table("档次").columns]
assert any(row[1] == "ring" and "loud" in row[3] for row in kind_rows())
line = {"id": "l", "name": "铃", "points": 1, "clause": "一", "bureau": "", "definition": "", "rule": {"kind": "ring", "bells": [{"loud": 2, "item": "a"}], "pitch": "shrill"}}
items = [{"id": "a", "name": "甲", "kind": "number", "unit": "", "definition": "", "bureau": "", "clause": ""}]
scheme = {"id": "x", "title": "", "version": "", "standing": "", "summary": "", "source": {"title": ""}, "period": {"base": 1, "start": 1, "end": 1}, "points": 1,
    "items": items, "dimensions": [{"id": "d", "name": "类", "sheet": "类", "points": 1, "clause": "一", "indicators": [line]}], "grades": [{"name": "优"}]}
data, _, problems, _ = _read("x.xlsx", book_of("x.xlsx", book_bytes(Plain(scheme, None))))
assert not problems, problems
assert data == scheme, data
"""


def test_a_new_kind_needs_no_line_of_its_own() -> None:
    """A rule that no file of this room knows: among the choices, its list on 档次, written and read back."""
    done = subprocess.run([sys.executable, "-c", NEW_KIND], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
