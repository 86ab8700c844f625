"""Pydantic's findings in Chinese, each with file, line, field and what to write instead."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scoring.errors import SchemeError
from scoring.scheme.fields import fields_at, is_part, kinds_at
from scoring.scheme.places import Loc, field_path, mark_of, value_at
from scoring.scheme.reading import Reader
from scoring.scheme.spelling import listed, near, nearest
from scoring.scheme.type_words import found, wrong_type
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList

M = TypeVar("M", bound=BaseModel)
Finding = Mapping[str, Any]


def validate(model: type[M], data: Any, root: Mark) -> tuple[M | None, list[str]]:
    """The model of the data, or None and what is wrong with it.

    Strict, as JSON is: lists are tuples, but ``"40"``, ``true`` and ``yes`` are no numbers.
    """
    try:
        return model.model_validate_json(json.dumps(data), strict=True), []
    except ValidationError as error:
        return None, in_chinese(error, data, model, root)


def read_model(model: type[M], path: Path, shown: str) -> M:
    """The model of a YAML file; SchemeError with all that is wrong. shown: the file's name in messages."""
    checked, faults = validate(model, Reader().read(path, shown), Mark(shown, 1))
    if checked is None:
        raise SchemeError(faults)
    return checked


def in_chinese(error: ValidationError, data: Any, model: type[BaseModel], root: Mark) -> list[str]:
    """One message a fault, in the order of the files."""
    errors = error.errors(include_url=False)
    rows: list[tuple[Loc, str]] = []
    absent = {one["loc"] for one in errors if one["type"] == "missing"}
    lacking: dict[Loc, list[str]] = {}
    for one in errors:
        if _follows(one, errors, data, model):
            continue
        loc, kind = one["loc"], one["type"]
        owner = loc[:-1] if kind == "missing" else loc
        here = value_at(data, owner)
        if kind in ("missing", "union_tag_not_found") and isinstance(here, MarkedDict) and here.beside is not None:
            lacking.setdefault(owner, []).append(str(loc[-1]) if kind == "missing" else "kind")
        else:
            rows.append((loc, _say(one, data, model)))
    misspelt = [loc for loc in lacking if _near(value_at(data, loc))]
    # What stands inside a misspelt element was written for the parent's one, and is no fault by itself.
    rows = [row for row in rows if not any(row[0][: len(one)] == one != row[0][:-1] for one in misspelt)]
    rows += [(loc, _no_such(value_at(data, loc), names)) for loc, names in lacking.items()]
    marked = [(mark_of(data, loc, root), field_path(data, loc, loc in absent), text) for loc, text in rows]
    marked.sort(key=lambda row: (row[0].file, row[0].line))
    return [f"{mark} {path}：{text}" if path else f"{mark}：{text}" for mark, path, text in marked]


def _no_such(element: MarkedDict, lacking: list[str]) -> str:
    """A variant's element that its parent does not know, and that is not whole by itself."""
    hint = _near(element) or f"；上级方案里有：{listed(element.beside or ())}"
    fields = "、".join(lacking) + (" 等字段" if lacking == ["kind"] else "")
    return f"上级方案里没有 {element.get('id', element.get('name'))}，改不了{hint}（要新增的，补上 {fields}）"


def _near(element: MarkedDict) -> str:
    return near(element.get("id", element.get("name")), element.beside or ())


def _follows(one: Finding, errors: Sequence[Finding], data: Any, model: type[BaseModel]) -> bool:
    """Whether a finding only follows from another one, so that saying it would mislead."""
    kind, loc = one["type"], one["loc"]
    if kind == "too_short":  # elements that are wrong themselves are not counted; they are reported one by one
        here = value_at(data, loc)
        return isinstance(here, MarkedDict | MarkedList) and bool(one["ctx"]["actual_length"] < len(here))
    if kind == "string_type" and loc[-1:] == ("str",):  # a number or a text: said once
        return any(other["loc"] == (*loc[:-1], "float") for other in errors)
    if kind not in ("missing", "extra_forbidden"):
        return False
    return any(  # the fields of another kind than the one that was meant
        other["type"] == "literal_error" and other["loc"] == (*loc[:-1], "kind") and is_part(model, loc[:-1])
        for other in errors
    )


def _say(one: Finding, data: Any, model: type[BaseModel]) -> str:
    kind, context, value, loc = one["type"], one.get("ctx", {}), one.get("input"), tuple(one["loc"])
    if kind == "extra_forbidden":
        return _unknown_field(str(loc[-1]), fields_at(model, loc[:-1]))
    if kind == "missing":
        here = value_at(data, loc[:-1])
        old = here.instead_of if isinstance(here, MarkedDict) else ""
        return f"缺少这个字段；补上（kind 由 {old} 换了，原来的字段不带过来）" if old else "缺少这个字段；补上"
    if kind == "union_tag_invalid":
        return _unknown_kind(value_at(data, (*loc, "kind")), kinds_at(model, loc))
    if kind == "union_tag_not_found":
        return _unknown_kind(None, kinds_at(model, loc))
    if kind == "literal_error":
        words = [word.strip().strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        if loc[-1] == "kind" and is_part(model, loc[:-1]):
            return _unknown_kind(value, words)
        return f"不能{'空着' if value is None else f'写 {found(value)}'}{nearest(value, words)}"
    if kind == "value_error":
        return str(context["error"])
    if loc[-1:] == ("float",):
        kind = "number_or_text"
    return wrong_type(kind, context, value) or f"写法不对（{one['msg']}）；对照随程序带的方案修改"


def _unknown_kind(value: Any, kinds: list[str]) -> str:
    if value is None:
        return f"没有写 kind（哪一种）；补上，可以写：{listed(kinds)}"
    return f"没有 {found(value)} 这种 kind{nearest(value, kinds)}"


def _unknown_field(name: str, fields: list[str]) -> str:
    if name == "drop":
        return "drop 只用于有 extends 的方案里，按 id 或 name 删去上级方案的一项；去掉"
    return f"没有 {name} 这个字段{nearest(name, fields)}"
