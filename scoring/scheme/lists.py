"""The dictionary of evidence lists that items are counted from: every file of config/lists, one list a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.errors import SchemeError
from scoring.scheme.dictionary import read_folder
from scoring.scheme.list_models import Counted, Derived, ListColumn, ListSpec, Where
from scoring.scheme.models import ItemSpec
from scoring.scheme.places import Loc, told
from scoring.scheme.reading import Reader
from scoring.scheme.spelling import listed, nearest

_SIGNS = frozenset("*?~<>=\"'")
_RESERVED = ("county", "code")
_HEADINGS = ("单位", "编号", "序号", "名称", "代码", "口径", "核对", "县（市、区）", "行政区划代码")
"""What heading rows and columns of a sheet are called; a column so named could not be told from them."""
YES, NO = "是", "否"
CASE = "case"
"""What stands for the case of a row where columns are named."""


def list_dictionary(reader: Reader) -> dict[str, ListSpec]:
    """Every list of config/lists by id; SchemeError lists all that is wrong with any of the files."""
    found: dict[str, ListSpec] = {}
    sheets: dict[str, str] = {}
    faults: list[str] = []
    for path, root, data, spec in read_folder(reader, "lists", ListSpec, "清单文件", faults):
        wrong = [*list_faults(spec)]
        if spec.id != path.stem:
            wrong.append((("id",), f"编号 {spec.id} 与文件名 {path.stem} 不同；改成一样的"))
        if spec.sheet in sheets:
            wrong.append((("sheet",), f"表名 {spec.sheet} 与清单 {sheets[spec.sheet]} 重复；换一个"))
        sheets.setdefault(spec.sheet, spec.id)
        faults += [told(data, loc, root, text) for loc, text in wrong]
        found[spec.id] = spec
    if faults:
        raise SchemeError(faults)
    return found


def list_faults(spec: ListSpec) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a list that is well-formed: the place, and what and how to mend."""
    seen: set[str] = set()
    for part in ("columns", "derived"):
        for place, one in enumerate(getattr(spec, part)):
            if one.id in seen or one.id in _RESERVED:
                yield (part, place, "id"), f"列 {one.id} {'写了两次' if one.id in seen else '由程序使用'}；换一个编号"
            seen.add(one.id)
    for place, column in enumerate(spec.columns):
        yield from _column_faults(column, ("columns", place))
    for place, one in enumerate(spec.derived):
        yield from _derived_faults(spec, one, ("derived", place))
    texts = [one.id for one in spec.columns if one.kind == "text"]
    for field, name in spec.case:
        if name is not None and name not in texts:
            yield ("case", field), f"没有文字列 {name}{nearest(name, [one.id for one in spec.columns])}"
    if spec.case.code is None and spec.case.name is None:
        yield ("case",), "没有写凭哪一列认出同一项；写上 code 或 name"
    for place, need in enumerate(spec.needs):
        if spec.column(need.column) is None:
            yield ("needs", place, "column"), f"没有列 {need.column}{nearest(need.column, seen)}"
        yield from where_faults(spec, need.when, ("needs", place, "when"))
    for place, columns in enumerate(spec.unique):
        for name in columns:
            if name != CASE and spec.column(name) is None:
                yield ("unique", place), f"没有列 {name}{nearest(name, seen)}"
    if spec.correction is not None:
        yield from _of_kind(spec, spec.correction, "amount", ("correction",))
    for place, alone in enumerate(spec.alone):
        if spec.derivation(alone.column) is not None:
            yield ("alone", place, "column"), f"{alone.column} 是推得的列，表里没有它的格；换一个选择列或是否列"
        yield from where_faults(spec, {alone.column: alone.value}, ("alone", place, "value"))
        yield from where_faults(spec, alone.when, ("alone", place, "when"))
    for place, limit in enumerate(spec.not_above):
        for field in ("column", "limit"):
            yield from _of_kind(spec, getattr(limit, field), "amount", ("not_above", place, field))


def _column_faults(column: ListColumn, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if column.name.strip() in _HEADINGS:
        yield (*loc, "name"), f"列名 {column.name} 是表头自己的用词；换一个，如“使用{column.name}”"
    if (column.kind == "choice") != bool(column.choices):
        yield (*loc, "choices"), "选择列（kind: choice）要写 choices，其他列不写；改正"
    for place, choice in enumerate(column.choices):
        # The workbook compares by COUNTIFS, to which these signs are patterns.
        if not choice.strip() or _SIGNS & set(choice) or choice in column.choices[:place]:
            yield (*loc, "choices", place), f"选项“{choice}”为空、重复，或含有 * ? ~ < > = 引号；换掉"
    if column.kind == "amount" and not column.unit:
        yield (*loc, "unit"), "数量列（kind: amount）没有写单位；写上"
    if column.blank and column.kind != "yes_no":
        yield (*loc, "blank"), "只有是否列（kind: yes_no）能规定留空即为否；去掉 blank"


def _derived_faults(spec: ListSpec, one: Derived, loc: Loc) -> Iterator[tuple[Loc, str]]:
    ways = [way for way in ("any_of", "number_of", "among", "less") if getattr(one, way)]
    if len(ways) != 1:
        yield loc, "any_of、number_of、among、less 要写一种，也只能写一种；改正"
        return
    for name in (*one.any_of, *one.number_of):
        yield from _of_kind(spec, name, "yes_no", (*loc, ways[0]))
    for name, values in one.among.items():
        yield from where_faults(spec, {name: values}, (*loc, "among"))
    if one.less and len(one.less) != 2:
        yield (*loc, "less"), "less 要写两列：前一列小于后一列；改正"
    for name in one.less:
        yield from _of_kind(spec, name, "amount", (*loc, "less"))


def _of_kind(spec: ListSpec, name: str, kind: str, loc: Loc) -> Iterator[tuple[Loc, str]]:
    column = spec.column(name)
    if column is None or column.kind != kind:
        what = {"yes_no": "是否列", "amount": "数量列"}[kind]
        right = [one.id for one in spec.columns if one.kind == kind]
        yield loc, f"没有{what} {name}{nearest(name, right)}（有：{listed(right)}）"


def where_faults(spec: ListSpec, where: Where, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """What is wrong with conditions on the rows of a list."""
    for name, expected in where.items():
        values = (expected,) if isinstance(expected, str) else expected
        column, derived = spec.column(name), spec.derivation(name)
        if derived is not None and not derived.number_of:
            allowed: tuple[str, ...] = (YES, NO)
        elif column is not None and column.kind in ("yes_no", "choice"):
            allowed = column.choices or (YES, NO)
        else:
            names = [*(one.id for one in spec.columns), *(one.id for one in spec.derived)]
            hint = nearest(name, names) if name not in names else "；条件只能看选择列、是否列和推得的是否列"
            yield (*loc, name), f"清单 {spec.id} 没有这样的列 {name}{hint}"
            continue
        for value in values:
            if value not in allowed:
                yield (*loc, name), f"“{value}”不是 {name} 的选项（有：{listed(allowed)}）；改正"


def counted_faults(item: ItemSpec, lists: Mapping[str, ListSpec]) -> Iterator[tuple[Loc, str]]:
    """What is wrong with the way an item is counted; places inside the item."""
    counted = item.counted
    if counted is None:
        return
    spec = lists.get(counted.list)
    if spec is None:
        yield ("counted", "list"), f"没有清单 {counted.list}{nearest(counted.list, lists)}（有：{listed(lists)}）"
        return
    yield from where_faults(spec, counted.where, ("counted", "where"))
    yield from where_faults(spec, counted.every, ("counted", "every"))
    if counted.every and counted.once_per is None:
        yield ("counted", "every"), "every 说的是同一项的各行，要写 once_per: case；补上"
    yield from _combined_faults(spec, counted)
    yield from _sum_faults(spec, item, counted)


def _combined_faults(spec: ListSpec, counted: Counted) -> Iterator[tuple[Loc, str]]:
    """A count that leaves open what a case amounts to whose rows differ."""
    if counted.once_per is None:
        for name in counted.any:
            yield ("counted", "any"), f"any 里的 {name} 说的是同一项的各行，要写 once_per: case；补上"
        if counted.sum is None and not _one_row_a_case(spec):
            yield (
                ("counted",),
                f"清单 {spec.id} 的一项可以分几行登记，没有写同一项的各行合起来怎样算：写 once_per: case，条件有一行符合就算的列入 any，"
                "符合的各行都要满足的写进 every；一项只能有一行的，在清单里写 unique: [[case]]",
            )
        return
    for name in counted.where:
        if name not in counted.any:
            yield (
                ("counted", "where", name),
                f"{name} 在同一项的各行里可以不同：有一行符合就算的，写 any: [{'，'.join([*counted.any, name])}]；"
                "符合的各行都要满足的，从 where 移到 every",
            )
    for name in counted.any:
        if name not in counted.where:
            yield ("counted", "any"), f"any 里的 {name} 不是 where 的条件{nearest(name, counted.where)}；改正"


def _one_row_a_case(spec: ListSpec) -> bool:
    """Whether no two rows of a county can be of one case."""
    own = {"case", *(name for name in (spec.case.code, spec.case.name) if name is not None)}
    return any(own.issuperset(one) for one in spec.unique if one)


def _sum_faults(spec: ListSpec, item: ItemSpec, counted: Counted) -> Iterator[tuple[Loc, str]]:
    if item.kind in ("percent", "yes_no"):
        yield ("counted",), "百分数和是否项不能从清单计数；去掉 counted"
    if counted.sum is None:
        if item.kind == "number":
            yield ("counted",), "数值项要写 sum，说明合计哪一列；写上，或改为 kind: count"
        return
    column, derived = spec.column(counted.sum), spec.derivation(counted.sum)
    if column is None or column.kind != "amount":
        if derived is None or not derived.number_of:
            yield from _of_kind(spec, counted.sum, "amount", ("counted", "sum"))
    elif column.unit != item.unit:
        yield ("counted", "sum"), f"列 {column.id} 的单位是 {column.unit}，数据项的单位是 {item.unit}；改成一样的"
    if counted.once_per is not None:
        yield ("counted", "once_per"), "once_per 只用于计数；合计时去掉"
