"""The figures that a scheme is written with: where each stands, and a scheme with others in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.rules.base import Model
from scoring.rules.fraction import is_points
from scoring.scheme.models import SchemeSpec

Path = tuple[Any, ...]
"""Fields, positions and keys from the scheme's top."""
ELSEWHERE = ("items", "lists")
"""Fields whose figures say nothing of how points are reckoned."""
_SHARE = "share"  # in percent of the line's points, whatever they are


@dataclass(frozen=True)
class FigureLeaf:
    """A figure. wholes: the leaves of the points that it is a part of (its line's, its part's), the outermost first."""

    path: Path
    value: float
    wholes: tuple[Path, ...] = ()


def leaves(spec: SchemeSpec) -> tuple[FigureLeaf, ...]:
    """Every figure of a scheme, in order."""
    return tuple(one for one in _leaves(spec, (), ()) if one.path[0] not in ELSEWHERE)


def _leaves(value: Any, path: Path, wholes: tuple[Path, ...]) -> Iterator[FigureLeaf]:
    if isinstance(value, Model):
        whole = (*path, "points") if {"points", "rule"} <= set(type(value).model_fields) else None
        for name, field in type(value).model_fields.items():
            inside = wholes if whole is None or name != "rule" else (*wholes, whole)
            found = getattr(value, name)
            if type(found) is float:
                of_points = bool(wholes) and name != _SHARE and _takes_points(field)
                yield FigureLeaf((*path, name), found, wholes if of_points else ())
            else:
                yield from _leaves(found, (*path, name), inside)
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _leaves(one, (*path, place), wholes)
    elif isinstance(value, dict):
        for key, one in value.items():
            if type(one) is float:
                yield FigureLeaf((*path, key), one)
            else:
                yield from _leaves(one, (*path, key), wholes)


def _takes_points(field: Any) -> bool:
    inner = getattr(field.annotation, "__args__", ())
    return is_points(field.metadata) or any(is_points(getattr(one, "__metadata__", ())) for one in inner)


def with_figures(spec: SchemeSpec, figures: Mapping[Path, float]) -> SchemeSpec:
    """A scheme with other figures; nothing is checked, so that points need not add up."""
    tree: dict[Any, Any] = {}
    for path, figure in figures.items():
        branch = tree
        for step in path[:-1]:
            branch = branch.setdefault(step, {})
        branch[path[-1]] = figure
    changed = _with(spec, tree)
    assert isinstance(changed, SchemeSpec)
    return changed


def _with(value: Any, tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    if isinstance(value, Model):
        return value.model_copy(update={name: _with(getattr(value, name), one) for name, one in tree.items()})
    if isinstance(value, tuple):
        return tuple(_with(one, tree[place]) if place in tree else one for place, one in enumerate(value))
    return {key: _with(one, tree[key]) if key in tree else one for key, one in value.items()}
