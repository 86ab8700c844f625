"""What may stand at a place of a scheme, found by walking the models: the only thing that the sheets are made from."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scoring.rules.base import Part, kinds

KIND = "kind"
Sort = Literal["text", "number", "whole", "yes_no", "number_or_text", "choice"]


@dataclass(frozen=True)
class Scalar:
    """One figure, word or text. choices: what may be written, where that is a closed list."""

    sort: Sort
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Several:
    """A list of one shape. or_one: one alone may stand without the list."""

    of: Shape
    or_one: bool = False


@dataclass(frozen=True)
class Keyed:
    """A map. numbers: its keys are whole numbers (years; places of groups, which are written by id)."""

    numbers: bool
    of: Shape


@dataclass(frozen=True)
class RecordShape:
    """Fields of a model; of one of several kinds of part, told apart by ``kind``, where there is more than the key ''."""

    models: Mapping[str, type[BaseModel]]

    @property
    def is_part(self) -> bool:
        """Whether its kind is written."""
        return "" not in self.models

    def model(self, kind: str = "") -> type[BaseModel] | None:
        """The model of a kind."""
        return self.models.get(kind if self.is_part else "")

    def __hash__(self) -> int:
        return hash(tuple(self.models.items()))


Shape = Scalar | Several | Keyed | RecordShape
_PLAIN: dict[Any, Scalar] = {
    str: Scalar("text"),
    float: Scalar("number"),
    int: Scalar("whole"),
    bool: Scalar("yes_no"),
}


@cache
def fields(model: type[BaseModel]) -> Mapping[str, Shape]:
    """The fields of a model with their shapes, in order, without the ``kind`` that only names it."""
    model.model_rebuild()
    named = issubclass(model, Part)
    return {
        name: shape_of(field.annotation) for name, field in model.model_fields.items() if not (named and name == KIND)
    }


def info(model: type[BaseModel], name: str) -> FieldInfo:
    """What pydantic knows of a field."""
    return model.model_fields[name]


def shape_of(annotation: Any) -> Shape:
    """The shape of an annotation. TypeError for one that no model of a scheme has had so far."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if origin is typing.Annotated:
        return shape_of(arguments[0])
    if origin is typing.Literal:
        return Scalar("choice", tuple(map(str, arguments)))
    if origin in (tuple, list):
        return Several(shape_of(arguments[0]))
    if origin is dict:
        return Keyed(arguments[0] is int, shape_of(arguments[1]))
    if origin in (typing.Union, types.UnionType):
        return _union([shape_of(one) for one in arguments if one is not type(None)])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _record(annotation)
    raise TypeError(f"no shape for {annotation}")


def _record(model: type[BaseModel]) -> RecordShape:
    if not issubclass(model, Part):
        return RecordShape({"": model})
    kind = model.model_fields[KIND].default
    return RecordShape({str(kind): model}) if isinstance(kind, str) else RecordShape(dict(kinds(model)))


def _union(members: list[Shape]) -> Shape:
    if len(members) == 1:
        return members[0]
    if all(isinstance(one, RecordShape) for one in members):
        return RecordShape(
            {kind: model for one in members if isinstance(one, RecordShape) for kind, model in one.models.items()}
        )
    if {one.sort for one in members if isinstance(one, Scalar)} == {"number", "text"}:
        return Scalar("number_or_text")
    listed = [one for one in members if isinstance(one, Several)]
    if len(members) == 2 and len(listed) == 1:
        return Several(listed[0].of, or_one=True)
    raise TypeError(f"no shape for a union of {members}")


def is_flat(shape: Shape) -> bool:
    """Whether a value of the shape can stand in one cell."""
    if isinstance(shape, Several | Keyed):
        return isinstance(shape.of, Scalar)
    return isinstance(shape, Scalar)


def is_text_list(shape: Shape) -> bool:
    """A list of texts."""
    return isinstance(shape, Several) and shape.of == Scalar("text")
