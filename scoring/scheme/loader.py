"""Find, merge, validate and check a scheme; every fault found is told at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from scoring.errors import SchemeError
from scoring.resources import config_dir
from scoring.scheme.checks import check_scheme
from scoring.scheme.merge import merge, resolve_includes
from scoring.scheme.messages import in_chinese, nearest
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList, read_yaml


@dataclass(frozen=True)
class SchemeEntry:
    """A shipped scheme in the list of schemes."""

    id: str
    title: str
    standing: str
    version: str
    path: Path


def list_schemes() -> list[SchemeEntry]:
    """The schemes in config/schemes, by id."""
    return [_entry(path) for path in _shipped().values()]


def load_scheme(which: str | Path) -> Scheme:
    """A scheme by its id, or from a path to its folder or file; SchemeError lists all that is wrong with it."""
    path = _locate(which)
    return _load(path, _stamp(path))


def _stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file of the scheme's folder was changed, so that a long-lived process reads it again."""
    return tuple((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in sorted(path.parent.glob("*.yaml")))


def load_region(region_id: str) -> Region:
    """A region by its id in config/regions; SchemeError if unknown or wrong."""
    folder = config_dir() / "regions"
    path = folder / f"{region_id}.yaml"
    if not path.is_file():
        raise SchemeError(
            [f"没有地区 {region_id}{nearest(region_id, sorted(one.stem for one in folder.glob('*.yaml')))}"]
        )
    return _region(path)


def _shipped() -> dict[str, Path]:
    folder = config_dir() / "schemes"
    found = {path.parent.name: path for path in folder.glob("*/scheme.yaml")}
    found |= {path.stem: path for path in folder.glob("*.yaml")}
    return dict(sorted(found.items()))


def _entry(path: Path) -> SchemeEntry:
    data = _resolved(path, ())[0]
    said = {key: str(data.get(key, "")) for key in ("id", "title", "standing", "version")}
    return SchemeEntry(said["id"], said["title"], said["standing"], said["version"], path)


def _locate(which: str | Path) -> Path:
    path = Path(which)
    if path.is_dir():
        path = path / "scheme.yaml"
    if path.is_file():
        return path.resolve()
    shipped = _shipped()
    if str(which) in shipped:
        return shipped[str(which)]
    raise SchemeError([f"没有方案 {which}{nearest(str(which), list(shipped))}；kaohe schemes 列出全部方案"])


@lru_cache(maxsize=32)
def _load(path: Path, stamp: tuple[tuple[str, int, int], ...]) -> Scheme:
    data, files = _resolved(path, ())
    root = Mark(_shown(path), 1)
    dictionary = _dictionary()
    try:
        spec = SchemeSpec.model_validate(data)
    except ValidationError as error:
        raise SchemeError(in_chinese(error, data, SchemeSpec, root)) from error
    own: dict[str, ItemSpec] = {}
    for place, item in enumerate(spec.items):
        if item.id in own:
            mark = data["items"].marks[place]
            raise SchemeError([f"{mark} items.{item.id}：数据项 {item.id} 写了两次；留一个"])
        own[item.id] = item
    items = {**dictionary, **own}
    faults = check_scheme(spec, items, data, root)
    region = None
    if spec.region is not None:
        try:
            region = load_region(spec.region)
        except SchemeError as error:
            faults.extend(f"{data.marks['region']} region：{text}" for text in error.messages)
    if faults:
        raise SchemeError(faults)
    draft = Scheme(spec, items, region, "", ())
    used = {item: items[item] for sheet in draft.sheets().values() for item in sheet}
    return Scheme(spec, used, region, _sha256(spec, used, region), tuple(files))


def _resolved(path: Path, above: tuple[Path, ...]) -> tuple[MarkedDict, list[str]]:
    """The scheme's data with includes and extends resolved, and the files it came from."""
    if path in above:
        raise SchemeError([f"{_shown(path)} extends：循环引用（{' → '.join(one.parent.name for one in above)}）"])
    data = read_yaml(path, _shown(path))
    if not isinstance(data, MarkedDict):
        raise SchemeError([f"{_shown(path)}:1：方案文件应当是“字段: 值”的若干行"])
    data = resolve_includes(data, path.parent)
    files = [_shown(path)]
    if "extends" in data:
        mark, parent = data.marks["extends"], str(data.pop("extends"))
        nearby = path.parent / parent
        try:
            base, more = _resolved(_locate(nearby if nearby.exists() else parent), (*above, path))
        except SchemeError as error:
            raise SchemeError([f"{mark} extends：{text}" for text in error.messages]) from error
        faults: list[str] = []
        data = merge(base, data, faults)
        if faults:
            raise SchemeError(faults)
        files = [*more, *files]
    return data, files


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.name == "scheme.yaml" else path.name


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, ItemSpec]:
    """Every item of config/items."""
    found: dict[str, ItemSpec] = {}
    faults: list[str] = []
    adapter = TypeAdapter(list[ItemSpec])
    for path in sorted((config_dir() / "items").glob("*.yaml")):
        data = read_yaml(path, f"items/{path.name}")
        if not isinstance(data, MarkedList):
            raise SchemeError([f"items/{path.name}:1：数据项文件应当是列表（每项以 - 开头）"])
        try:
            items = adapter.validate_python(data)
        except ValidationError as error:
            faults.extend(in_chinese(error, data, _Items, Mark(f"items/{path.name}", 1)))
            continue
        for place, item in enumerate(items):
            if item.id in found:
                faults.append(f"{data.marks[place]} {item.id}：数据项 {item.id} 已经在别处写过；留一个")
            found[item.id] = item
    if faults:
        raise SchemeError(faults)
    return found


class _Items(ItemSpec):
    """Stands for an element of an items file where fields are suggested."""


@lru_cache(maxsize=8)
def _region(path: Path) -> Region:
    data = read_yaml(path, f"regions/{path.name}")
    root = Mark(f"regions/{path.name}", 1)
    try:
        region = Region.model_validate(data)
    except ValidationError as error:
        raise SchemeError(in_chinese(error, data, Region, root)) from error
    faults = []
    groups = {group.id for group in region.groups}
    codes: set[str] = set()
    names: set[str] = set()
    for place, county in enumerate(region.counties):
        mark = data["counties"].marks[place]
        if county.code in codes or county.name in names:
            faults.append(f"{mark} counties.{county.name}：代码或名称与前面的重复")
        if groups and county.group not in groups:
            faults.append(
                f"{mark} counties.{county.name}.group：没有分组 {county.group}{nearest(county.group, sorted(groups))}"
            )
        codes.add(county.code)
        names.add(county.name)
    if faults:
        raise SchemeError(faults)
    return region


def _sha256(spec: SchemeSpec, items: dict[str, ItemSpec], region: Region | None) -> str:
    """The hash of the resolved scheme, its items and its region; where the files stand does not count."""

    def plain(model: BaseModel | None) -> Any:
        return None if model is None else model.model_dump(mode="json", exclude={"items"} if model is spec else None)

    content = {"scheme": plain(spec), "items": [plain(item) for item in items.values()], "region": plain(region)}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
