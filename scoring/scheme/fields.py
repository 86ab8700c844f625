"""Which fields and kinds the models allow at a place of a scheme, found by walking the annotations."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel, RootModel

from scoring.rules.base import Part
from scoring.scheme.places import Loc


def fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The fields of the model at a place, by name."""
    here = _at(model, loc)
    return sorted(here.model_fields) if _is_model(here) else []


def model_at(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The one model behind a field, in a list or alone; None for figures, and where several may stand."""
    here = _at(model, (name,))
    return here if _is_model(here) else None


def kinds_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The kinds of part that may stand at a place."""
    here = _at(model, loc)
    members = here if isinstance(here, tuple) else (here,)
    return [str(one.model_fields["kind"].default) for one in members if _is_model(one) and "kind" in one.model_fields]


def is_part(model: type[BaseModel], loc: Loc) -> bool:
    """Whether one kind of part stands at a place, not a union of several."""
    here = _at(model, loc)
    return _is_model(here) and issubclass(here, Part)


def _at(model: type[BaseModel], loc: Loc) -> Any:
    here: Any = model
    if issubclass(model, RootModel):  # a file that is a list
        here = _plain(model.model_fields["root"].annotation)
    for step in loc:
        here = _inside(here, step)
    return here


def _inside(here: Any, step: Any) -> Any:
    """The model, or the union's models, behind a field, a union's tag or a position."""
    if isinstance(step, int):
        return here
    if _is_model(here):
        return _plain(here.model_fields[step].annotation) if step in here.model_fields else None
    members = here if isinstance(here, tuple) else ()
    if step in _SHAPES:  # a part, or a list of such parts
        return here
    tagged = (one for one in members if "kind" in one.model_fields and one.model_fields["kind"].default == step)
    return next(tagged, None)


_SHAPES = ("one", "several")


def _is_model(here: Any) -> bool:
    return isinstance(here, type) and issubclass(here, BaseModel)


def _plain(annotation: Any) -> Any:
    """An annotation without Optional, Annotated and tuple: a model, or a tuple of the models of a union."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Annotated, tuple, list):
        return _plain(arguments[0])
    if origin in (typing.Union, types.UnionType):
        members = [_plain(one) for one in arguments if one is not type(None)]
        if len(members) == 1:
            return members[0]
        flat = [deep for one in members for deep in (one if isinstance(one, tuple) else (one,))]
        return tuple(dict.fromkeys(one for one in flat if _is_model(one)))
    return annotation
