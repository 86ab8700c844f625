"""The sheets of a scheme's workbook: which part of the scheme each holds. Their columns follow from the models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from scoring.scheme.list_models import ListSpec
from scoring.scheme.models import Dimension, Grade, Indicator, SchemeSpec
from scoring.scheme.region import Region
from workbook.scheme_workbook.columns import TableColumn, columns_of, lists_in, merged
from workbook.scheme_workbook.shapes import RecordShape, Several, fields

WHOLE, REST, KINDS = "方案", "部件", "写法"
NUMBER, CHECK, REMARK, NOTE = "序号", "核对", "备注", "说明"
REGION = "地区"
"""The first step of what the region says of itself; in data, beside the fields of the scheme."""
FIRST_ROW = 3
"""The row of the first entry, from 0: a title, a note and the headings stand above it."""
Path = tuple[str | int, ...]
ANY, FLAT, LINES = "*", "flat", "lines"


@dataclass(frozen=True)
class SchemeTable:
    """A sheet with a row for each element of a list.

    paths: where its lists stand, with ``*`` for any place in a list above, ``flat`` and ``lines`` for any such list of a rule.
    columns: of the fields.
    owners: headings of the columns that name the rows which a row belongs to, outermost first. prefix: of ids that are
    left blank. about: what a reader of the sheet is told.
    """

    sheet: str
    about: str
    columns: tuple[TableColumn, ...]
    paths: tuple[tuple[str, ...], ...]
    owners: tuple[str, ...] = ()
    prefix: str = ""

    @property
    def is_anchor(self) -> bool:
        """Whether what has no cell in its rows, or in rows that belong to them, stands on 部件 under a row's name."""
        return not self.owners or self.sheet == "指标"

    def row_of(self, path: Path) -> Path | None:
        """The path of its row that a path leads through, if it does."""
        for pattern in self.paths:
            if len(path) > len(pattern) and all(_fits(*pair) for pair in zip(pattern, path, strict=False)):
                return path[: len(pattern) + 1]
        return None

    def column(self, head: str) -> TableColumn | None:
        """The column of a heading."""
        return next((one for one in self.columns if one.head == head), None)


def _fits(pattern: str, step: str | int) -> bool:
    if pattern == ANY:
        return isinstance(step, int)
    return step in nested(pattern) if pattern in (FLAT, LINES) else step == pattern


def record_of(model: type[BaseModel], name: str) -> RecordShape:
    """The record of the elements of a list."""
    shape = fields(model)[name]
    assert isinstance(shape, Several)
    assert isinstance(shape.of, RecordShape)
    return shape.of


def rules() -> RecordShape:
    """The record of all kinds of rule."""
    found = fields(Indicator)["rule"]
    assert isinstance(found, RecordShape)
    return found


@cache
def tables() -> tuple[SchemeTable, ...]:
    """All sheets with rows, in the order of the workbook."""
    line = columns_of(record_of(Dimension, "indicators"), heads={"value": "数据项", "rule": "参数"})
    at = ("dimensions", ANY, "indicators")
    rule = (*at, ANY, "rule")
    steps = tuple(sorted(merged(nested(FLAT).values()), key=lambda one: _STEP_ORDER.get(one.field, len(_STEP_ORDER))))

    def plain(
        model: type[BaseModel],
        sheet: str,
        path: tuple[str, ...],
        about: str,
        prefix: str = "",
        owners: tuple[str, ...] = (),
    ) -> SchemeTable:
        return SchemeTable(sheet, about, columns_of(record_of(model, path[-1])), (path,), owners, prefix)

    uses = ("grades", ANY, "consequences"), ("gates", ANY, "consequences")
    return (
        plain(SchemeSpec, "类别", ("dimensions",), "一行一个考核类别", "block"),
        SchemeTable("指标", "一行一个指标；类别空着的同上一行", _in_order(line), (at,), ("类别",), "line"),
        SchemeTable("分项", "“分项相加”“多种办法”的分项，一行一个", merged(nested(LINES).values()), ((*rule, LINES),), ("指标",)),
        SchemeTable(
            "档次", "分档、内插、对照、逐条、按情形计分的各档，一行一档；指标空着的同上一行", steps,
            ((*rule, FLAT), (*rule, LINES, ANY, "rule", FLAT)), ("指标", "分项"),
        ),
        plain(SchemeSpec, "数据项", ("items",), "一行一个数据项", "item"),
        plain(SchemeSpec, "清单", ("lists",), "数据项从中取数的清单，一行一张", "list"),
        plain(ListSpec, "清单列", ("lists", ANY, "columns"), "清单的各列，一行一列", "column", ("清单",)),
        plain(ListSpec, "派生列", ("lists", ANY, "derived"), "由清单各列推出的列", "derive", ("清单",)),
        plain(SchemeSpec, "等次", ("grades",), "由高到低，一行一个等次"),
        plain(SchemeSpec, "等次约束", ("gates",), "一行一条，从上到下", "gate"),
        plain(SchemeSpec, "扣分项", ("deductions",), "在各类别得分以外从总分里扣的，一行一项", "deduction"),
        SchemeTable("结果运用", "等次、等次约束之后怎样办，一行一条", columns_of(record_of(Grade, "consequences")), uses, ("等次或约束",)),
        plain(Region, "分组", (REGION, "groups"), "县（市、区）的分组；不分组的不填", "group"),
        plain(Region, REGION, (REGION, "counties"), "一行一个县（市、区），按行政区划顺序"),
    )  # fmt: skip


@cache
def nested(which: str) -> Mapping[str, RecordShape]:
    """The lists that kinds of rule hold, by field: of flat records (``flat``) or of records with rules (``lines``)."""
    return {name: one for lists in lists_in(rules(), which).values() for name, one in lists.items()}


@cache
def list_of_kind(which: str, kind: str) -> str | None:
    """The field of the list that a kind of rule holds; None if it holds none, or several that a sheet cannot tell apart."""
    found = lists_in(rules(), which).get(kind, {})
    return next(iter(found)) if len(found) == 1 else None


def table(sheet: str) -> SchemeTable:
    """A table by its sheet."""
    return next(one for one in tables() if one.sheet == sheet)


_STEP_ORDER = {"at": 0, "points": 1, "name": 2}
_LINE_ORDER = (
    "name points value target completion rule clause bureau design unit definition evidence drawn_from".split()
)


def _in_order(columns: tuple[TableColumn, ...]) -> tuple[TableColumn, ...]:
    """The columns of lines in the order of a printed table of points, the others after them."""
    place = {name: number for number, name in enumerate(_LINE_ORDER)}
    return tuple(sorted(columns, key=lambda one: place.get(one.field, len(place))))
