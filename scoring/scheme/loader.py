"""Find, merge, validate and check a scheme; every fault found is reported at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scoring.errors import SchemeError
from scoring.resources import config_dir
from scoring.scheme.canonical import canonical_text, sha256
from scoring.scheme.catalogue import SchemeEntry, list_schemes, locate, resolved, shipped, shown
from scoring.scheme.checks import check_scheme
from scoring.scheme.data_checks import CheckSpec, applies, check_dictionary, only_for_checks
from scoring.scheme.groups import forget_groups, number_groups
from scoring.scheme.items import item_dictionary
from scoring.scheme.list_models import ListSpec
from scoring.scheme.lists import list_dictionary
from scoring.scheme.messages import validate
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.reading import Kept, Reader
from scoring.scheme.region import Region
from scoring.scheme.regions import load_region, region_of_data
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import Mark, MarkedDict

__all__ = ["SchemeEntry", "list_schemes", "load_region", "load_scheme", "scheme_of_data"]


@dataclass(frozen=True)
class _Shared:
    """What all schemes share: the lists, items and checks of config/."""

    lists: dict[str, ListSpec]
    items: dict[str, ItemSpec]
    checks: tuple[CheckSpec, ...]


_SCHEMES = Kept[Scheme](32)
_SHARED = Kept[_Shared](32)


def load_scheme(which: str | Path) -> Scheme:
    """A scheme by its id, or from a path to its folder or file; SchemeError lists all that is wrong with it.

    A scheme is kept for the process, and read again when one of its files holds something else.
    """
    path = locate(which)

    def load(reader: Reader) -> Scheme:
        data, files = resolved(path, reader)
        region, wrong = _region(data, reader, path.parent)
        return _assembled(data, Mark(shown(path), 1), reader, region, [*_misnamed(path, data), *wrong], tuple(files))

    return _SCHEMES.get(path, load)[1]


def scheme_of_data(data: MarkedDict, root: Mark, region: MarkedDict | None = None) -> Scheme:
    """A scheme from marked data that stands in no YAML file; SchemeError lists all that is wrong, by the data's marks.

    data: what one file would hold, without ``extends`` and includes. region: the data of the region that it names; one
    of config/regions if left out.
    """
    reader = Reader()
    if region is None:
        found, wrong = _region(data, reader, None)
    else:
        found, wrong = region_of_data(region, root)
    return _assembled(data, root, reader, found, wrong, ())


def _assembled(
    data: MarkedDict, root: Mark, reader: Reader, region: Region | None, wrong: list[str], files: tuple[str, ...]
) -> Scheme:
    """Validate, check and put together. wrong: what was found before; told with the rest."""
    if region is not None:
        wrong += number_groups(data, [group.id for group in region.groups])
    elif "region" not in data:
        wrong += number_groups(data, [])
    else:
        forget_groups(data)
    spec, faults = validate(SchemeSpec, data, root)
    faults += wrong
    try:
        shared = _dictionaries(reader)
    except SchemeError as error:
        raise SchemeError([*faults, *error.messages]) from error
    if spec is None:
        raise SchemeError(faults)
    items = {**shared.items, **{item.id: item for item in spec.items}}
    lists = {**shared.lists, **{one.id: one for one in spec.lists}}
    faults += check_scheme(spec, items, data, root, lists)
    if faults:
        raise SchemeError(faults)
    sheets = Scheme(spec, items, region, "").sheets()
    used = {item: items[item] for sheet in sheets.values() for item in sheet}
    counted = dict.fromkeys(item.counted.list for item in used.values() if item.counted is not None)
    sources = {name: lists[name] for name in counted}
    checks = tuple(one for one in shared.checks if applies(one, used))
    beside = only_for_checks(checks, used, shared.items)
    return Scheme(
        spec, used, region, sha256(canonical_text(spec, used, region, sources)), files, sources, checks, beside
    )


def _dictionaries(reader: Reader) -> _Shared:
    """The dictionaries of config/, kept for the process and read again when one of their files holds something else."""

    def load(own: Reader) -> _Shared:
        lists = list_dictionary(own)
        items = item_dictionary(own, lists)
        return _Shared(lists, items, check_dictionary(own, items))

    own, shared = _SHARED.get(config_dir(), load)
    reader.also(own)
    return shared


def _misnamed(path: Path, data: MarkedDict) -> list[str]:
    """A shipped scheme is found by its folder's name, so that its id must be the same."""
    names = [name for name, found in shipped().items() if found.resolve() == path]
    if not names or data.get("id") in (None, *names):
        return []
    return [f"{data.marks['id']} id：编号 {data['id']} 与文件夹（或文件）名 {names[0]} 不同；改成一样的"]


def _region(data: MarkedDict, reader: Reader, folder: Path | None) -> tuple[Region | None, list[str]]:
    """The region that a scheme names, or what is wrong with it."""
    name = data.get("region")
    if not isinstance(name, str):
        return None, []
    try:
        return load_region(name, reader, folder), []
    except SchemeError as error:
        return None, [f"{data.marks['region']} region：{text}" for text in error.messages]
