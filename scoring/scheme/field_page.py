"""The page of fields (docs/scheme-fields.md), made from the models and an example of every kind."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scoring.resources import config_dir
from scoring.rules.base import Part, kinds
from scoring.rules.bonuses.base import Bonus
from scoring.rules.completions.base import Completion
from scoring.rules.conditions.base import Condition
from scoring.rules.fraction import SomePoints, is_points
from scoring.rules.gates.base import Gate
from scoring.rules.line import units
from scoring.rules.measures.base import Measure
from scoring.rules.points.base import Rule
from scoring.rules.targets.base import Target
from scoring.rules.waivers.base import Waiver
from scoring.scheme.field_notes import HEAD, TAIL
from scoring.scheme.models import SchemeSpec

POINTS = 10.0
"""The points of the line that an example of a rule stands in."""

FAMILIES: tuple[tuple[type[Part], str, str], ...] = (
    (Measure, "Values", "`value:` of an indicator, a way or a part."),
    (Target, "Targets", "`target:` of an indicator, a way or a part."),
    (Completion, "Completions", "`completion:`; it needs a value and a target."),
    (Rule, "Rules", f"`rule:`; the examples are of a line of {POINTS:g} points."),
    (Bonus, "Bonuses", "`bonus:` of an indicator, one or a list; `bonus_cap` of the scheme caps all of them together."),
    (Waiver, "Waivers", "`waiver:` of an indicator: full points without being examined."),
    (Condition, "Conditions", "`when:` of a gate, of a bonus `granted`, of a waiver `condition`."),
    (Gate, "Gates", "Elements of `gates:`."),
)
_ITEMS = frozenset(
    "item last energy renewables renewables_base feedstock listed_apart of top bottom top_less bottom_less lowest_of agreed approved"
    " growth planned_growth one other by incentive cumulative five_year_target annual less".split()
)
"""Fields that take ids of data items."""
FRACTION = "number or fraction"
_PLAIN = {str: "text", float: "number", int: "whole number", bool: "`true` or `false`"}


def field_page() -> str:
    """The page as docs/scheme-fields.md holds it."""
    SchemeSpec.model_rebuild()
    book = yaml.safe_load((config_dir() / "kinds.yaml").read_text(encoding="utf-8"))
    lines = [HEAD]
    for family, title, where in FAMILIES:
        lines += [f"## {title}", where]
        known = kinds(family)
        for name in book["families"][family.family]:
            lines += _kind(known[name], book["families"][family.family][name], book)
    return "\n\n".join([*lines, TAIL]) + "\n"


def example_of(model: type[Part], text: str, groups: Mapping[str, str]) -> Part:
    """The part that an example says; its groups are taken by their place."""
    written = yaml.safe_load(text)
    data = written[0] if isinstance(written, list) else next(iter(written.values()))
    if data["kind"] == "by_group":
        data["figures"] = {list(groups).index(group) + 1: figure for group, figure in data["figures"].items()}
    return model.model_validate(data)


def _kind(model: type[Part], notes: Mapping[str, str], book: Mapping[str, Any]) -> Iterator[str]:
    yield f"### `{model.model_fields['kind'].default}`"
    yield " ".join((inspect.getdoc(model) or "").split()).replace("``", "`").replace("|", "\\|")
    rows = list(_rows(model))
    if rows:
        yield "\n".join(["| field | what to write | left out |", "|---|---|---|", *rows])
    yield f"```yaml\n{notes['example']}\n```"
    part = example_of(model, notes["example"], book["groups"])
    words = part.describe(POINTS) if isinstance(part, Rule) else part.say()
    yield f"says: {named(words, notes.get('unit', ''), book)}"
    if "also" in notes:
        yield f"or `{notes['also']}`"


def named(words: str, unit: str, book: Mapping[str, Any]) -> str:
    """A sentence of an example with its names filled in. unit: of the line; book: config/kinds.yaml."""
    filled = {"{judged}": "完成率", "{per}": "%", "{pers}": "个百分点"}
    filled |= {"{units}": units(unit), "{unit}": unit, "{worst}": "末等"}
    for name, text in book["names"].items():
        filled |= {f"{{{name}}}": text, f"[{name}]": text}
        filled |= {f"{{judged:{name}}}": "完成率", f"{{per:{name}}}": "%", f"{{unit:{name}}}": ""}
    filled |= {f"{{group:{place}}}": text for place, text in enumerate(book["groups"].values(), 1)}
    for sign, text in filled.items():
        words = words.replace(sign, text)
    return words


def _rows(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name == "kind":
            continue
        inner = _inner(field.annotation)
        what = FRACTION if is_points(field.metadata) else _what(field.annotation, name)
        what = field.description or _named_by_id(model, name, what) + _bounds(field)
        yield f"| `{above}{name}` | {what} | {_default(field)} |"
        if inner is not None:
            yield from _rows(inner, f"{above}{name}.")


def _named_by_id(model: type[BaseModel], name: str, what: str) -> str:
    """Texts that name something by its id."""
    if what.endswith("text"):
        if issubclass(model, Condition) and name in ("of", "all_of"):
            return what.removesuffix("text") + "id of an indicator"
        if name in _ITEMS:
            return what.removesuffix("text") + "id of a data item"
    return what


def _default(field: FieldInfo) -> str:
    if field.is_required() or field.default_factory is not None:
        return "must be written"
    if field.default in (None, (), ""):
        return "none"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _bounds(field: FieldInfo) -> str:
    signs = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most"}
    bounds = [
        f"{word} {getattr(one, sign):g}" for one in field.metadata for sign, word in signs.items() if hasattr(one, sign)
    ]
    return f", {', '.join(bounds)}" if bounds else ""


def _what(annotation: Any, name: str) -> str:
    """What is written for a field, in words."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation == SomePoints:  # inside another type; by itself its bounds stand beside it
        return f"{FRACTION}, above 0"
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if origin is typing.Annotated:
        return _what(arguments[0], name)
    if origin is typing.Literal:
        return " or ".join(f"`{one}`" for one in arguments)
    if origin is tuple:
        return f"list of: {_what(arguments[0], name)}"
    if origin is dict:
        return "map, year: number" if name in ("schedule", "years") else "map"
    members = [one for one in arguments if one is not type(None)]
    if origin in (typing.Union, types.UnionType) and len(members) == 1:
        return _what(members[0], name)
    first = members[0] if members else annotation
    for family, title, _ in FAMILIES:
        if isinstance(first, type) and issubclass(first, family):
            return f"one of the {title.lower()}"
    return "the fields below"


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The model whose fields stand inside a field, if it is none of the parts."""
    for one in (annotation, *typing.get_args(annotation)):
        if isinstance(one, type) and issubclass(one, BaseModel) and not issubclass(one, Part):
            return one
    return None
