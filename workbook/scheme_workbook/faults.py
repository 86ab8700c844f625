"""What is wrong with a scheme's workbook: by sheet and cell, in the words of the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scoring.errors import SchemeError
from scoring.problems import Problem, Source
from workbook.scheme_workbook.branches import CellMark
from workbook.scheme_workbook.tables import REST, WHOLE, tables
from workbook.scheme_workbook.typed import Fault
from workbook.scheme_workbook.vocabulary import FIELDS

_PLACE = re.compile(r"“(?P<sheet>[^“”]*)”(?P<cell>[A-Z]+[0-9]+)(?P<path> [^：]*)?：(?P<text>.*)", re.DOTALL)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FOLLOWS = ("缺少这个字段", "没有写 kind")
"""What the models say where a cell was told as wrong already."""
_WORDS = (
    ("没有写 kind（哪一种）", "没有写是哪一种"),
    ("这种 kind", "这一种"),
    ("应当是 true 或 false", "应当写是或否"),
    ("；加引号", ""),
    ("once_per: case", "“每案只计一次”为“是”"),
    ("unique: [[case]]", "“不得重复·1”为 case（“部件”表）"),
    ("design: true", "“设计”为“是”"),
    ("of: completion", "“对象”为“完成率”"),
    ("kind: yes_no", "“种类”为“是否”"),
    ("kind: choice", "“种类”为“选项”"),
    ("kind: amount", "“种类”为“数量”"),
    ("kind: count", "“种类”为“个数”"),
    ("写上 code 或 name", "写上“代码：列的编号”或“名称：列的编号”"),
    ("（deductions）", ""),
    ("（drawn_from）", ""),
)
_FIELD_NAMES = re.compile(
    r"(?<![A-Za-z0-9_.-])(any_of|number_of|among|less|points_by_group|deduction_cap|bonus_cap|gate_only|up_to|at_least|"
    r"lowest_of|events|choices|blank|where|every|any|sum|figures|otherwise|groups|completion|items|each|item|rule)(?![A-Za-z0-9_.-])"
)
"""Fields that the models and checks name in what they say; whoever fills in a workbook knows them by their words."""
_WITHIN = re.compile(r"[a-z_.0-9]+：Value error, ")


class SchemeBookError(SchemeError):
    """A workbook that is no scheme yet. problems: what is wrong, with the cells."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            [f"{_place(one.source)}：{one.message}" + (f"；{one.remedy}" if one.remedy else "") for one in problems]
        )


def of_problems(faults: Iterable[Fault]) -> list[Problem]:
    """Faults of cells as problems."""
    return [_problem(mark.book, mark.sheet, mark.cell, text) for mark, text in faults]


def in_words(messages: Iterable[str], known: Sequence[Problem], mark: CellMark) -> list[Problem]:
    """The problems known, and what the models and checks say of other cells, by sheet and cell.

    messages: 「方案.xlsx“指标”D5 dimensions.….points：应当大于 0」.
    """
    rows = {(one.source.sheet, one.source.cell.lstrip(_LETTERS)) for one in known if one.source.cell}
    found = list(known)
    for message in messages:
        place = _PLACE.fullmatch(message.removeprefix(mark.book))
        if place is None:
            found.append(_problem(mark.book, "", "", message))
            continue
        follows = known and place["text"].startswith(_FOLLOWS)
        if (place["sheet"], place["cell"].lstrip(_LETTERS)) in rows or follows:  # mostly for want of what was told
            continue
        found.append(_problem(mark.book, place["sheet"], place["cell"], _worded(place["path"] or "", place["text"])))
    return sorted(dict.fromkeys(found), key=_order)


def _order(one: Problem) -> tuple[int, int, int, str]:
    """By sheet, row and column."""
    sheets = [WHOLE, *(table.sheet for table in tables()), REST]
    cell = one.source.cell
    row = cell.lstrip(_LETTERS)
    column = cell.removesuffix(row)
    place = sheets.index(one.source.sheet) if one.source.sheet in sheets else len(sheets)
    return place, int(row or 0), len(column), column


def _worded(path: str, text: str) -> str:
    """The sentence with the field's word in front, and without the language's names."""
    for old, new in _WORDS:
        text = text.replace(old, new)
    text = _FIELD_NAMES.sub(lambda found: f"“{FIELDS[found[0]]}”", _WITHIN.sub("", text))
    last = re.sub(r"\[[0-9]+\]$", "", path.strip().rpartition(".")[2])
    return f"“{FIELDS[last]}”{text}" if last in FIELDS else text


def _problem(book: str, sheet: str, cell: str, text: str) -> Problem:
    return Problem("error", "E_SCHEME", "", "", text, Source(book, sheet, cell))


def _place(source: Source) -> str:
    return source.file + (f"“{source.sheet}”{source.cell}" if source.sheet else "")
