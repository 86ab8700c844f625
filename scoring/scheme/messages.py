"""Pydantic's findings in Chinese, each with file, line, field and what to write instead."""

from __future__ import annotations

import difflib
import types
import typing
from typing import Any

from pydantic import BaseModel, ValidationError

from scoring.scheme.merge import mark_of
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList


def in_chinese(error: ValidationError, data: Any, model: type[BaseModel], root: Mark) -> list[str]:
    """One message an error, in the order of the file."""
    found = []
    for one in error.errors():
        loc = one["loc"]
        if one["type"] == "too_short" and one["ctx"]["actual_length"] < _length(data, loc):
            continue  # elements that are wrong themselves are not counted; they are reported one by one
        mark = mark_of(data, loc, root)
        found.append((mark.file, mark.line, f"{mark} {field_path(data, loc)}：{_say(one, model, loc)}"))
    return [text for _, _, text in sorted(found, key=lambda row: (row[0], row[1]))]


def _length(data: Any, loc: tuple[Any, ...]) -> int:
    """How many elements were written at a place."""
    for step in loc:
        if isinstance(data, (MarkedDict, MarkedList)) and (step in data or isinstance(data, MarkedList)):
            data = data[step]
    return len(data) if isinstance(data, (MarkedDict, MarkedList)) else 0


def field_path(data: Any, loc: tuple[Any, ...]) -> str:
    """「dimensions.two_high.indicators.online_monitoring.rule.rungs[2].at」: ids instead of positions."""
    parts: list[str] = []
    for step in loc:
        if isinstance(data, MarkedDict):
            if step not in data:
                if step == loc[-1]:
                    parts.append(str(step))
                continue
            parts.append(str(step))
            data = data[step]
        elif isinstance(data, MarkedList) and isinstance(step, int) and step < len(data):
            data = data[step]
            name = data.get("id") or data.get("name") if isinstance(data, MarkedDict) else None
            if name:
                parts.append(str(name))
            elif parts:
                parts[-1] += f"[{step + 1}]"
    return ".".join(parts)


def nearest(word: str, words: list[str]) -> str:
    """「；是不是 x？」, or what there is to choose from."""
    close = difflib.get_close_matches(word, words, 1, 0.6)
    if close:
        return f"；是不是 {close[0]}？"
    return f"；可以写：{'、'.join(words)}" if words else ""


def _say(one: Any, model: type[BaseModel], loc: tuple[Any, ...]) -> str:
    kind, context, value = one["type"], one.get("ctx", {}), one.get("input")
    if kind == "extra_forbidden":
        return f"没有 {loc[-1]} 这个字段{nearest(str(loc[-1]), _fields(model, loc[:-1]))}"
    if kind == "missing":
        return "缺少这个字段；补上"
    if kind == "union_tag_invalid":
        tags = [tag.strip().strip("'") for tag in str(context["expected_tags"]).split(",")]
        return f"没有 {context['tag']} 这种 kind{nearest(str(context['tag']), tags)}"
    if kind == "union_tag_not_found":
        return "没有写 kind（哪一种）；补上"
    if kind == "literal_error":
        words = [word.strip().strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        return f"不能写 {value}{nearest(str(value), words)}"
    if kind == "value_error":
        return str(context["error"])
    return str(_TYPES.get(kind, lambda c, v: f"写法不对（{one['msg']}）")(context, value))


_TYPES: dict[str, Any] = {
    "float_parsing": lambda c, v: f"应当是数，现在是 {v}；百分数只写数，不写 %",
    "float_type": lambda c, v: f"应当是数，现在是 {v}；只写数，不写单位",
    "int_parsing": lambda c, v: f"应当是整数，现在是 {v}",
    "int_type": lambda c, v: f"应当是整数，现在是 {v}",
    "int_from_float": lambda c, v: f"应当是整数，现在是 {v}",
    "finite_number": lambda c, v: "应当是有限的数",
    "string_type": lambda c, v: (
        f"应当是文字，现在是 {v}；数字作文字时加引号" if v is not None else "不能空着；写上文字"
    ),
    "bool_type": lambda c, v: f"应当是 true 或 false，现在是 {v}",
    "bool_parsing": lambda c, v: f"应当是 true 或 false，现在是 {v}",
    "greater_than": lambda c, v: f"应当大于 {c['gt']:g}，现在是 {v}",
    "greater_than_equal": lambda c, v: f"不能小于 {c['ge']:g}，现在是 {v}",
    "less_than_equal": lambda c, v: f"不能大于 {c['le']:g}，现在是 {v}",
    "string_pattern_mismatch": lambda c, v: (
        f"{v} 不合写法；编号用小写英文字母、数字和下划线（方案编号用连字符），颜色写 #RRGGBB"
    ),
    "string_too_short": lambda c, v: "不能空着；写上内容",
    "string_too_long": lambda c, v: f"太长，最多 {c['max_length']} 个字",
    "too_short": lambda c, v: "至少要有一项",
    "tuple_type": lambda c, v: f"应当是列表（每行以 - 开头），现在是 {v}",
    "model_type": lambda c, v: f"应当是“字段: 值”的若干行，现在是 {v}",
    "model_attributes_type": lambda c, v: f"应当是“字段: 值”的若干行，现在是 {v}",
    "dict_type": lambda c, v: f"应当是“年度: 数”的若干行，现在是 {v}",
}


def _fields(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The fields of the model at a place, found by walking the annotations."""
    here: Any = model
    for step in loc:
        here = _inside(here, step)
    return sorted(here.model_fields) if _is_model(here) else []


def _inside(here: Any, step: Any) -> Any:
    if _is_model(here) and step in here.model_fields:
        return _plain(here.model_fields[step].annotation)
    options = [here] if not isinstance(here, tuple) else list(here)
    for option in options:
        if _is_model(option) and "kind" in option.model_fields and option.model_fields["kind"].default == step:
            return option
    if _is_model(here):
        return here
    return here


def _is_model(here: Any) -> bool:
    return isinstance(here, type) and issubclass(here, BaseModel)


def _plain(annotation: Any) -> Any:
    """An annotation without Optional, Annotated and tuple: a model, or a tuple of models of a union."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _plain(typing.get_args(annotation)[0])
    if origin in (tuple, list):
        return _plain(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        members = [_plain(one) for one in typing.get_args(annotation) if one is not type(None)]
        return members[0] if len(members) == 1 else tuple(members)
    return annotation
