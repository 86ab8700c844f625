"""A scheme as plain data, as one file would hold it: extends and includes resolved, what is left to its default left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scoring.rules.base import Part
from scoring.rules.fraction import whole
from scoring.scheme.scheme import Scheme

_KIND = "kind"
GROUP_MAPS = ("points_by_group", "figures")
"""Maps whose keys are places of peer groups; schemes write the groups' ids."""


@dataclass(frozen=True)
class Plain:
    """scheme: with all items and lists that it reads. region: None where counties may have any name."""

    scheme: dict[str, Any]
    region: dict[str, Any] | None


def plain_scheme(scheme: Scheme) -> Plain:
    """The data of a scheme; its items are those it reads, in their order, and its own that nothing reads."""
    groups = [one.id for one in scheme.region.groups] if scheme.region is not None else []
    data = _plain(scheme.spec, groups)
    items = [*scheme.items.values(), *scheme.unused]
    own = [one for one in scheme.spec.lists if one.id not in scheme.lists]
    for name, models in (("items", items), ("lists", [*scheme.lists.values(), *own])):
        data.pop(name, None)
        if models:
            data[name] = [_plain(one, groups) for one in models]
    ordered = {name: data[name] for name in type(scheme.spec).model_fields if name in data}
    region = None if scheme.region is None else _plain(scheme.region, groups)
    return Plain(ordered, region)


def _plain(value: Any, groups: list[str]) -> Any:
    if isinstance(value, BaseModel):
        return plain_part(value, groups)
    if isinstance(value, tuple):
        return [_plain(one, groups) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one, groups) for key, one in value.items()}
    return whole(value) if isinstance(value, float) else value


def plain_part(model: BaseModel, groups: list[str]) -> dict[str, Any]:
    """The data of one part. groups: the ids of the peer groups, in order."""
    found = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if not (name == _KIND and isinstance(model, Part)) and is_default(field, value):
            continue
        data = _plain(value, groups)
        if name in GROUP_MAPS and isinstance(value, Mapping) and groups:
            data = {groups[key - 1] if isinstance(key, int) and 0 < key <= len(groups) else key: one for key, one in data.items()}  # fmt: skip
        elif name == "groups" and groups and value and all(isinstance(one, int) for one in value):
            data = [groups[one - 1] if 0 < one <= len(groups) else one for one in value]
        found[name] = data
    return found


def is_default(field: FieldInfo, value: Any) -> bool:
    """Whether a value is what stands where nothing is written; of the same type, as the canonical text tells 0 from 0.0."""
    if field.is_required():
        return False
    default = field.get_default(call_default_factory=True)
    return bool(type(value) is type(default) and value == default)
