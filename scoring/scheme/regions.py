"""Finds, validates and checks a region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoring.errors import SchemeError
from scoring.resources import config_dir
from scoring.scheme.messages import validate
from scoring.scheme.places import Loc, told
from scoring.scheme.reading import Reader
from scoring.scheme.region import Region
from scoring.scheme.spelling import listed, near, nearest
from scoring.scheme.yaml_marks import Mark

_ONCE = (
    ("groups", "id", "分组编号"),
    ("groups", "name", "分组名称"),
    ("counties", "code", "代码"),
    ("counties", "name", "名称"),
)
_OWN = re.compile(r"region-.+\.yaml")


def load_region(region_id: str, reader: Reader | None = None, beside: Path | None = None) -> Region:
    """A region by its id, beside a scheme or in config/regions; SchemeError lists the ids, or all that is wrong.

    reader: remembers the file for a scheme that is being loaded. beside: the folder of that scheme, where
    ``region-<id>.yaml`` comes before the shipped regions.
    """
    reader = reader or Reader()
    known = {path.stem: path for path in reader.list(config_dir() / "regions")}
    if beside is not None:
        known |= {path.stem.removeprefix("region-"): path for path in reader.list(beside) if _OWN.match(path.name)}
    if region_id not in known:
        hint = f"；自己的地区写成 region-{region_id}.yaml，放在方案旁边" if beside is not None else ""
        raise SchemeError([f"没有地区 {region_id}{near(region_id, known)}（现有地区：{listed(known)}）{hint}"])
    name = f"{'' if _OWN.match(known[region_id].name) else 'regions/'}{known[region_id].name}"
    root = Mark(name, 1)
    region, faults = region_of_data(reader.read(known[region_id], name), root, region_id)
    if region is None or faults:
        raise SchemeError(faults)
    return region


def region_of_data(data: Any, root: Mark, region_id: str = "") -> tuple[Region | None, list[str]]:
    """The region of marked data, and what is wrong with it. region_id: the id that it must have, if it must."""
    region, faults = validate(Region, data, root)
    if region is not None:
        wrong = _faults(region, region_id or region.id)
        faults = [told(data, loc, root, text) for loc, text in wrong]
    return region, faults


def _faults(region: Region, region_id: str) -> Iterator[tuple[Loc, str]]:
    if region.id != region_id:
        yield ("id",), f"编号 {region.id} 与文件名 {region_id} 不同；改成一样的"
    for part, field, what in _ONCE:
        values = [getattr(one, field) for one in getattr(region, part)]
        for place, value in enumerate(values):
            first = values.index(value)
            if first < place:
                yield (part, place, field), f"{what} {value} 与第 {first + 1} 个的相同；改正其中一个"
    groups = [group.id for group in region.groups]
    for place, county in enumerate(region.counties):
        if county.group not in groups and (groups or county.group):
            hint = nearest(county.group, groups) or "；先在 groups 里写上这个分组"
            text = (
                f"没有分组 {county.group}{hint}"
                if county.group
                else f"没有写分组；写上 groups 里的一个：{listed(groups)}"
            )
            yield ("counties", place, "group"), text
