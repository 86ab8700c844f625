"""The dictionary of data items that schemes share: every file of config/items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import RootModel

from scoring.errors import SchemeError
from scoring.rules.base import number
from scoring.scheme.dictionary import read_folder
from scoring.scheme.list_models import ListSpec
from scoring.scheme.lists import counted_faults
from scoring.scheme.models import ItemSpec
from scoring.scheme.places import told
from scoring.scheme.reading import Reader
from scoring.scheme.yaml_marks import Mark


class ItemFile(RootModel[tuple[ItemSpec, ...]]):
    """A file of items: a list."""


def item_dictionary(reader: Reader, lists: Mapping[str, ListSpec] | None = None) -> dict[str, ItemSpec]:
    """Every item of config/items by id; SchemeError lists all that is wrong with any of the files.

    lists: the evidence lists that items may be counted from; without them that is not looked at.
    """
    found: dict[str, ItemSpec] = {}
    first: dict[str, Mark] = {}
    faults: list[str] = []
    for _, root, data, file in read_folder(reader, "items", ItemFile, "数据项文件", faults):
        for place, item in enumerate(file.root):
            mark = data.marks[place]
            if item.id in found:
                faults.append(f"{mark} {item.id}：数据项 {item.id} 写了两次（先在 {first[item.id]}）；留一个")
            found[item.id], first[item.id] = item, mark
            for field, text in item_faults(item):
                faults.append(told(data, (place, field), root, text))
            for inner, text in counted_faults(item, lists) if lists is not None else ():
                faults.append(told(data, (place, *inner), root, text))
    if faults:
        raise SchemeError(faults)
    return found


def item_faults(item: ItemSpec) -> Iterator[tuple[str, str]]:
    """What is wrong with an item that is well-formed: the field, and what and how to mend."""
    for field, what in (("name", "名称"), ("unit", "单位"), ("clause", "依据")):
        if not str(getattr(item, field)).strip():
            yield field, f"没有写{what}；写上"
    low, high = item.minimum, item.maximum
    if low is not None and high is not None and low > high:
        yield "minimum", f"最小值 {number(low)} 大于最大值 {number(high)}；改正其中一个"
    example = item.example
    if isinstance(example, float) and ((low is not None and example < low) or (high is not None and example > high)):
        yield "example", f"示例 {number(example)} 不在最小值和最大值之间；改正"
