"""The workbook of a scheme as a scheme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scoring.errors import SchemeError
from scoring.problems import Problem, Source
from scoring.scheme.items import item_dictionary
from scoring.scheme.loader import scheme_of_data
from scoring.scheme.models import SchemeSpec
from scoring.scheme.reading import Reader
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import MarkedDict
from workbook.reading.grid import Book
from workbook.reading.labels import MARKS
from workbook.reading.merged.own_books import SCHEME_BOOK, own_book
from workbook.reading.opening import book_of, open_book
from workbook.reading.raw import as_text, is_blank
from workbook.scheme_workbook.assembling import CONTENT_HEAD, ITEM_HEAD, REST_HEADS, Tree, assemble
from workbook.scheme_workbook.branches import MAIN, Branch, CellMark, CellText, cell_mark
from workbook.scheme_workbook.faults import SchemeBookError, in_words, of_problems
from workbook.scheme_workbook.names import Names, names_in
from workbook.scheme_workbook.rows import FilledRow, read_rows
from workbook.scheme_workbook.shapes import RecordShape
from workbook.scheme_workbook.tables import (
    CHECK,
    FIRST_ROW,
    KINDS,
    NOTE,
    NUMBER,
    REGION,
    REMARK,
    REST,
    WHOLE,
    tables,
)
from workbook.scheme_workbook.typed import Fault, Typing

_NOT_READ = (KINDS, MARKS)


def read_scheme_book(path: Path) -> Scheme:
    """The scheme of a workbook. SchemeBookError, a SchemeError, lists what is wrong, each with sheet and cell."""
    opened = open_book(path)
    return _checked(*_read(opened.name, opened.book))


def read_scheme_bytes(name: str, data: bytes) -> Scheme:
    """The scheme of a workbook that is not on disk. name: what messages call it."""
    return _checked(*_read(name, book_of(name, data)))


def _read(name: str, book: Book) -> tuple[MarkedDict, MarkedDict | None, list[Problem], CellMark]:
    """Data of the scheme and of its region, marked with their cells; what is wrong; the mark of the workbook."""
    own = own_book(book.sheets)
    if own not in ("", SCHEME_BOOK):
        raise SchemeError([f"{name} 是本程序写出的{own}，不是方案工作簿；用 kaohe scheme export 写方案工作簿"])
    if WHOLE not in book.sheets:
        raise SchemeError([f"{name}：没有“{WHOLE}”这张表，不是方案工作簿；空表用 kaohe scheme new -o 方案.xlsx 做"])
    problems: list[Problem] = []
    rows: dict[str, list[FilledRow]] = {}

    def wrong(sheet: str, message: str, remedy: str) -> None:
        problems.append(Problem("error", "E_SCHEME_SHEET", "", "", message, Source(name, sheet), "", remedy))

    heads = {one.sheet: tuple(column.head for column in one.columns) for one in tables()}
    owners = {one.sheet: one.owners for one in tables()}
    heads |= {WHOLE: (ITEM_HEAD, CONTENT_HEAD), REST: REST_HEADS}
    for sheet in book.sheets:
        if sheet in heads:
            beside = (NOTE, CHECK, REMARK) if sheet == WHOLE else (NUMBER, CHECK, REMARK)
            rows[sheet] = read_rows(book.grid(sheet), name, heads[sheet], owners.get(sheet, ()), beside, problems)
        elif sheet not in _NOT_READ and any(not is_blank(raw) for row in book.rows(sheet) for raw in row):
            wrong(sheet, f"方案工作簿没有“{sheet}”这张表，里面的没有读", "删去，或改回原来的表名")
    for sheet in [one for one in heads if one not in book.sheets]:
        message = f"少了“{sheet}”这张表：删掉的表也会按空白算，看不出是不是有意的"
        wrong(sheet, message, "照空表补上，没有内容就空着")
    mark = cell_mark(name, WHOLE, 0, 0)
    tree = assemble(rows, mark)
    typing = Typing(_names(tree))
    region = tree.root.below.pop(REGION, None)
    if isinstance(region, CellText):
        region = Branch(region.mark, {MAIN: region})
    if region is not None and "id" not in region.below and "编号" not in region.below:
        named = tree.root.below.get("编号")  # the scheme's, for a region that has none
        region.below["id"] = CellText(as_text(named.raw) if isinstance(named, CellText) else "", region.mark)
    data = typing.record(RecordShape({"": SchemeSpec}), tree.root)
    own_region = typing.record(RecordShape({"": Region}), region) if region is not None else None
    if own_region is not None and "region" not in data and "id" in own_region:
        data["region"], data.marks["region"] = own_region["id"], own_region.marks["id"]
    elif own_region is not None and own_region.get("id") != data.get("region"):
        message = f"“地区编号”{data.get('region', '')} 与“地区·编号”{own_region.get('id', '')} 不同；改成一样的"
        typing.faults.append((tree.spots.get("地区编号", mark), message))
    faults = [(_spot(tree, fault) if fault[0] == mark else fault[0], fault[1]) for fault in typing.faults]
    return data, own_region, [*problems, *of_problems([*tree.faults, *faults])], mark


def _spot(tree: Tree, fault: Fault) -> CellMark:
    """Where what is lacking is to be written: a sheet of its own, or a row of 方案."""
    word = fault[1].partition("“")[2].partition("”")[0]
    if any(one.sheet == word for one in tables()):
        return cell_mark(fault[0].book, word, FIRST_ROW, 0)
    return tree.spots.get(word, fault[0])


def _names(tree: Tree) -> Names:
    """What the rows are called, and the shared items."""

    def pairs(sheet: str) -> list[dict[str, str]]:
        return [{"id": one.id, "name": one.name} for one in tree.placed[sheet]]

    blocks = [{**one, "indicators": []} for one in pairs("类别")]
    if blocks:
        blocks[0]["indicators"] = pairs("指标")  # type: ignore[assignment]
    scheme = {"dimensions": blocks, "items": pairs("数据项"), "lists": pairs("清单"), "gates": pairs("等次约束")}
    shared = [(one.id, one.name) for one in item_dictionary(Reader()).values()]
    return names_in(scheme, {"groups": pairs("分组")}, shared)


def _checked(data: MarkedDict, region: MarkedDict | None, problems: Sequence[Problem], mark: CellMark) -> Scheme:
    found = [one for one in problems if one.severity != "note"]
    try:
        scheme = scheme_of_data(data, mark, region=region)
    except SchemeError as error:
        raise SchemeBookError(in_words(error.messages, found, mark)) from error
    if found:
        raise SchemeBookError(in_words([], found, mark))
    return scheme
