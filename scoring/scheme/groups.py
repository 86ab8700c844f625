"""Peer groups written by their ids in a scheme: the models know them by their place in the region (1 first)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scoring.scheme.spelling import listed, near
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList


def number_groups(data: Any, groups: Sequence[str]) -> list[str]:
    """Put places for ids in every ``points_by_group``, in the figures of ``by_group`` targets, and in ``total``.

    An id that no group has becomes 0 and is reported, with file and line.
    """
    return list(_number(data, {name: place for place, name in enumerate(groups, 1)}))


def forget_groups(data: Any) -> None:
    """Put some place for every id while the region cannot be read: its fault is reported, and no other for want of it."""
    for _ in _number(data, _Anything()):
        pass


class _Anything(dict[str, int]):
    """Takes every id for a group."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self) + 1
        return self[name]

    def __contains__(self, name: object) -> bool:
        return True

    def get(self, name: str, default: Any = None) -> int:
        return self[name]


def _number(data: Any, places: dict[str, int]) -> Iterator[str]:
    if isinstance(data, list):
        for one in data:
            yield from _number(one, places)
    if not isinstance(data, dict):
        return
    yield from _keys(data.get("points_by_group"), "points_by_group", places)
    if data.get("kind") == "by_group":
        yield from _keys(data.get("figures"), "figures", places)
        yield from _unnamed(data, places)
    total = data.get("total")
    if isinstance(total, dict):
        yield from _elements(total.get("groups"), places)
    for one in data.values():
        yield from _number(one, places)


def _keys(figures: Any, field: str, places: dict[str, int]) -> Iterator[str]:
    if not isinstance(figures, MarkedDict):
        return
    for name in [name for name in figures if isinstance(name, str)]:
        figure, mark = figures.pop(name), figures.marks.pop(name)
        if name in places:
            figures[places[name]], figures.marks[places[name]] = figure, mark
        else:
            figures[0], figures.marks[0] = figure, mark  # no group: the scheme is refused all the same
            yield _unknown(mark, field, name, places)


def _unnamed(target: Any, places: dict[str, int]) -> Iterator[str]:
    """A target by group names every group, or has an ``otherwise`` for the others."""
    figures = target.get("figures")
    if not isinstance(figures, MarkedDict) or not isinstance(target, MarkedDict):
        return
    if "otherwise" in target:
        if places and all(place in figures for place in places.values()):
            yield f"{target.marks['otherwise']} otherwise：各组的目标都在 figures 里，otherwise 不起作用；去掉"
        return
    lacking = [name for name, place in places.items() if place not in figures]
    if lacking or not places:
        text = f"没有规定分组 {listed(lacking)} 的目标；在 figures 里补上，或" if lacking else "方案的地区没有分组；"
        yield f"{target.mark} otherwise：{text}写上 otherwise（其余各组的目标）"


def _elements(groups: Any, places: dict[str, int]) -> Iterator[str]:
    if not isinstance(groups, MarkedList):
        return
    for one, mark in zip(groups, groups.marks, strict=True):
        if isinstance(one, str) and one not in places:
            yield _unknown(mark, "total.groups", one, places)
    groups[:] = [places.get(one, 0) if isinstance(one, str) else one for one in groups]


def _unknown(mark: Mark, field: str, name: str, places: dict[str, int]) -> str:
    return f"{mark} {field}：地区里没有分组 {name}{near(name, places)}（现有分组：{listed(places) or '无'}）"
