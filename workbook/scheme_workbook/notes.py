"""What is to be written into a cell, in words, from the model that the cell is of."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import BaseModel

from workbook.scheme_workbook.columns import TableColumn
from workbook.scheme_workbook.figures import figure_text
from workbook.scheme_workbook.shapes import Keyed, RecordShape, Scalar, Several, Shape, fields, info
from workbook.scheme_workbook.words import KIND_WORD, NO, YES, choice_word, field_word, kind_words, reference

_SORTS = {"text": "文字", "number": "数", "whole": "整数", "yes_no": "是或否", "number_or_text": "数或文字"}
_BOUNDS = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}


def column_note(column: TableColumn) -> str:
    """What is to be written in a column."""
    if column.role == "kind":
        return "选一种；各种的意思见“写法”"
    if column.role == "parameters":
        shape = column.shape
        if isinstance(shape, RecordShape) and not shape.is_part:
            return parameter_words(shape.models[""])
        return "写成“名称：内容；名称：内容”，各种要写什么见“写法”；只有一项的可以只写内容"
    return field_note(column.model, column.field)


def field_note(model: type[BaseModel], name: str) -> str:
    """What is to be written for a field: its description, or its type, bounds and what a blank means."""
    field = info(model, name)
    what = _what(fields(model)[name], reference(model, name))
    if field.description:
        what = field.description if what == "文字" else f"{what}。{field.description}"
    bounds = [f"{word}{getattr(one, sign):g}" for one in field.metadata for sign, word in _BOUNDS.items() if getattr(one, sign, None) is not None]  # fmt: skip
    text = "，".join([what, *bounds])
    if field.is_required():
        return f"{text}。必填" if reference(model, name) or what != "文字" else text
    default = field.get_default(call_default_factory=True)
    if default in (None, "", (), {}) or isinstance(default, BaseModel):
        return f"{text}。可以不填"
    return f"{text}。不填为“{_default(default)}”"


def parameter_words(model: type[BaseModel], above: str = "", without: Collection[str] = ()) -> str:
    """The parameters of a part, each with what is to be written: 「分子：数据项，用、隔开；小数位：整数，可以不写」.

    without: fields that have columns of their own.
    """
    found = []
    for name, shape in fields(model).items():
        if name in without:
            continue
        word = above + field_word(model, name)
        if isinstance(shape, RecordShape) and not shape.is_part:
            found.append(parameter_words(shape.models[""], f"{word}·"))
            continue
        must = "" if info(model, name).is_required() else "，可以不写"
        found.append(f"{word}：{_what(shape, reference(model, name))}{must}")
    return "；".join(found)


def _what(shape: Shape, names: str) -> str:
    if isinstance(shape, Several):
        inner = _what(shape.of, names)
        if isinstance(shape.of, Scalar):
            return f"{inner}，几个用“、”隔开" if names or shape.of.sort != "text" else "文字，一条一行"
        return f"若干项：{inner}"
    if isinstance(shape, Keyed):
        return "写成“2024=50、2025=100”" if shape.numbers else "写成“列=值”"
    if isinstance(shape, RecordShape):
        if not shape.is_part:
            return "（" + "、".join(field_word(shape.models[""], one) for one in fields(shape.models[""])) + "）"
        return f"{KIND_WORD}为{'、'.join(kind_words(shape))}之一" if len(shape.models) < 8 else f"{KIND_WORD}见“写法”"
    if shape.sort == "choice":
        return "或".join(choice_word(one) or "空白" for one in shape.choices)
    return f"{names}的名称或编号" if names else _SORTS[shape.sort]


def _default(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return figure_text(value)
    return choice_word(str(value))
