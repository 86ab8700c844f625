"""The rows of all sheets put together as one tree: who belongs to whom, and ids where none were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbook.reading.raw import as_text
from workbook.reading.text import squeezed
from workbook.scheme_workbook.branches import Branch, CellMark, CellText, Step, parameters, steps
from workbook.scheme_workbook.columns import TableColumn
from workbook.scheme_workbook.rows import FilledRow
from workbook.scheme_workbook.tables import FLAT, LINES, REST, WHOLE, SchemeTable, list_of_kind, rules, tables
from workbook.scheme_workbook.typed import Fault
from workbook.scheme_workbook.words import kinds_by_word, nearest

ITEM_HEAD, CONTENT_HEAD = "项目", "填写"
REST_HEADS = ("工作表", "所属", "字段", "值")
_NAMES = ("name", "id")


@dataclass
class PlacedRow:
    """A row that others may belong to: its id and name, and where it stands in the tree; lost: it has no place there."""

    id: str
    name: str
    path: tuple[Step, ...]
    row: FilledRow
    lost: bool = False


@dataclass
class Tree:
    """root: the fields of the scheme, the region's under ``REGION``. placed: rows by sheet."""

    root: Branch
    placed: dict[str, list[PlacedRow]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    spots: dict[str, CellMark] = field(default_factory=dict)  # on 方案, by the last word of what stands there


def assemble(rows: Mapping[str, Sequence[FilledRow]], mark: CellMark) -> Tree:
    """The tree of a workbook. rows: by sheet; mark: of the workbook."""
    tree = Tree(Branch(mark))
    for row in rows.get(WHOLE, ()):
        tree.spots.setdefault(steps(row.text(ITEM_HEAD))[-1], row.below(CONTENT_HEAD))
        if CONTENT_HEAD in row.cells:
            cell = row.cells[CONTENT_HEAD]
            path = steps(row.text(ITEM_HEAD))
            if path == ("",):
                tree.faults.append((cell.mark, "左边没有写是哪一项；照空表写上项目"))
            else:
                tree.root.put(path, CellText(cell.raw, cell.mark, cell.formula, listed=False))
    for one in tables():
        _table(tree, one, rows.get(one.sheet, ()))
    for row in rows.get(REST, ()):
        _rest(tree, row)
    return tree


def _table(tree: Tree, of: SchemeTable, rows: Sequence[FilledRow]) -> None:
    tree.placed[of.sheet] = []
    ids = {row.text("编号") for row in rows}
    above: PlacedRow | None = None
    counts: dict[tuple[Step, ...], int] = {}
    for number, row in enumerate(rows, 1):
        owner = _owner(tree, of, row, above)
        last = None if owner is None or owner.lost else _list_below(tree, of, owner, row)
        if owner is None or last is None:  # told; what belongs to such a row is not told again
            lost = PlacedRow(row.text(_head(of, "id")), row.text(_head(of, "name")), (), row, lost=True)
            tree.placed[of.sheet].append(lost)
            above = owner or lost  # rows below without an owner are its, not those of the row before
            continue
        where = owner.path if owner.path else (of.paths[0][:-1])
        list_path = (*where, *last)
        place = counts[list_path] = counts.get(list_path, -1) + 1
        path = (*list_path, place)
        above = owner
        one = PlacedRow(row.text(_head(of, "id")), row.text(_head(of, "name")), path, row)
        tree.placed[of.sheet].append(one)
        branch = tree.root.at(path, row.mark)
        for column in of.columns:
            if column.head in row.cells:
                _column(branch, column, row.cells[column.head])
        if of.prefix and not one.id:
            one.id = next(
                name for n in range(number, number + len(rows) + 1) if (name := f"{of.prefix}_{n}") not in ids
            )
            ids.add(one.id)
            branch.below["id"] = CellText(one.id, row.mark)
        if of.sheet == "类别" and "sheet" not in branch.below and one.name:
            branch.below["sheet"] = CellText(one.name[:20], row.mark)


def _head(of: SchemeTable, name: str) -> str:
    return next((one.head for one in of.columns if one.field == name), "")


def _column(branch: Branch, column: TableColumn, cell: CellText) -> None:
    if column.role == "parameters":
        for path, text in parameters(as_text(cell.raw)):
            content = cell.raw if path == ("",) and not isinstance(cell.raw, str) else text
            branch.put((*column.path, *path), CellText(content, cell.mark, cell.formula if content is cell.raw else ""))
    elif column.is_free_list:
        for place, line in enumerate(as_text(cell.raw).split("\n")):
            branch.put((*column.path, place), CellText(line, cell.mark, listed=False))
    else:
        branch.put(column.path, cell)


def _owner(tree: Tree, of: SchemeTable, row: FilledRow, above: PlacedRow | None) -> PlacedRow | None:
    """The row that a row belongs to; the same as that above where nothing is written; None and a fault for none."""
    if not of.owners:
        return PlacedRow("", "", (), row)
    texts = [row.text(head) for head in of.owners]
    if not any(texts):
        if above is None:
            tree.faults.append((row.below(of.owners[0]), f"没有写“{of.owners[0]}”；写上属于哪一个"))
        return above
    sheets = {"类别": ["类别"], "指标": ["指标"], "清单": ["清单"], "等次或约束": ["等次", "等次约束"]}[of.owners[0]]
    owner = _find(tree, row, of.owners[0], texts[0], [one for sheet in sheets for one in tree.placed[sheet]], above)
    if owner is None or owner.lost or len(texts) == 1 or not texts[1]:
        return owner
    line = owner.path[:4]  # dimensions, place, indicators, place
    parts = [one for one in tree.placed["分项"] if one.path[:4] == line]
    return _find(tree, row, of.owners[1], texts[1], parts, None)


def _find(
    tree: Tree, row: FilledRow, head: str, text: str, among: Sequence[PlacedRow], above: PlacedRow | None
) -> PlacedRow | None:
    if not text and above is not None:
        return above
    name = squeezed(text)
    by_id = [one for one in among if one.id == name]
    found = by_id or [one for one in among if squeezed(one.name) == name]
    if len(found) == 1:
        return found[0]
    mark = row.cells[head].mark if head in row.cells else row.mark
    known = [one.name or one.id for one in among]
    why = f"有 {len(found)} 个叫“{text}”的；写编号" if found else f"没有“{text}”{nearest(text, known)}"
    tree.faults.append((mark, f"“{head}”{why}"))
    return None


def _list_below(tree: Tree, of: SchemeTable, owner: PlacedRow, row: FilledRow) -> tuple[Step, ...] | None:
    """The path from the owner to the list that a row is of."""
    which = of.paths[0][-1]
    if which not in (FLAT, LINES):
        return (which,)
    rule = squeezed(owner.row.text("计分规则"))
    known = kinds_by_word(rules())
    found = list_of_kind(which, known.get(rule, ""))
    if found is not None:
        return ("rule", found)
    if rule in known:  # a kind that is not known is told at its own cell
        tree.faults.append((row.mark, f"“{owner.name}”的计分规则是“{rule}”，没有{of.sheet}；删去这一行，或改计分规则"))
    elif not rule:
        tree.faults.append((row.mark, f"“{owner.name}”没有写计分规则，不知道这是什么{of.sheet}；先写计分规则"))
    return None


def _rest(tree: Tree, row: FilledRow) -> None:
    """A row of 部件: a value put where its path in words leads."""
    sheet, owner, path, _ = (row.text(head) for head in REST_HEADS)
    if REST_HEADS[3] not in row.cells:
        tree.faults.append((row.below(REST_HEADS[3]), "没有写值；写上，不要的清空这一行"))
        return
    cell = row.cells[REST_HEADS[3]]
    if not path:
        tree.faults.append((cell.mark, "没有写字段；写上，如 计分规则·上限"))
        return
    if squeezed(sheet) in ("", WHOLE):
        tree.root.put(steps(path), cell)
        return
    anchors = [one.sheet for one in tables() if one.is_anchor]
    if squeezed(sheet) not in anchors:
        tree.faults.append((row.mark, f"没有工作表“{sheet}”{nearest(sheet, [WHOLE, *anchors])}"))
        return
    found = _find(tree, row, REST_HEADS[1], owner, tree.placed[squeezed(sheet)], None)
    if found is not None and not found.lost:
        tree.root.put((*found.path, *steps(path)), cell)
