"""Drop-downs, and the note that is shown when a cell is chosen. Another entry is a warning, not refused."""

from __future__ import annotations

from typing import Any

from workbook.scheme_workbook.columns import TableColumn
from workbook.scheme_workbook.live import ColumnPlaces
from workbook.scheme_workbook.notes import column_note
from workbook.scheme_workbook.shapes import RecordShape, Scalar, Shape
from workbook.scheme_workbook.words import NO, YES, choice_word, kind_words

_LISTED = {
    "数据项": ("数据项", "名称"), "分组": ("分组", "名称"), "清单": ("清单", "名称"), "指标": ("指标", "考核内容"), "约束": ("等次约束", "名称"),
}  # fmt: skip
"""Sheet and column where what a column names is listed."""
_OWNERS = {
    "类别": ("类别", "类别"),
    "指标": ("指标", "考核内容"),
    "清单": ("清单", "名称"),
    "分项": ("分项", "分项名称"),
}


def column_rule(column: TableColumn, at: ColumnPlaces) -> dict[str, Any]:
    """The rule of a column."""
    note = column_note(column)
    if column.role == "kind" and isinstance(column.shape, RecordShape):
        return _rule(kind_words(column.shape)) | prompt(column.head, note)
    if column.role == "field" and column.names in _LISTED and isinstance(column.shape, Scalar):
        return _area(_LISTED[column.names], at) | prompt(column.head, note)
    return (value_rule(column.shape) if column.role == "field" else _rule([])) | prompt(column.head, note)


def owner_rule(head: str, at: ColumnPlaces) -> dict[str, Any]:
    """The rule of a column that names the row which a row belongs to."""
    note = prompt(head, "写上属于哪一个；空着的同上一行" if head != "分项" else "是指标的哪个分项；指标没有分项的不写")
    return (_area(_OWNERS[head], at) if head in _OWNERS else _rule([])) | note


def value_rule(shape: Shape) -> dict[str, Any]:
    """The choices of a field with a closed list; anything for another."""
    if isinstance(shape, Scalar) and shape.sort == "choice":
        return _rule([choice_word(one) for one in shape.choices if one])
    return _rule([YES, NO] if shape == Scalar("yes_no") else [])


def prompt(head: str, note: str) -> dict[str, Any]:
    """What is shown beside the cell; Excel bears 32 and 255 signs."""
    return {
        "input_title": head[:32], "input_message": note[:255], "ignore_blank": True, "error_type": "warning",
        "error_title": head[:32], "error_message": "不在可以选的里面；kaohe scheme check 会指出",
    }  # fmt: skip


def _rule(words: list[str]) -> dict[str, Any]:
    return {"validate": "list", "source": words} if words else {"validate": "any"}


def _area(where: tuple[str, str], at: ColumnPlaces) -> dict[str, Any]:
    return {"validate": "list", "source": f"={at.area(*where)}"}
