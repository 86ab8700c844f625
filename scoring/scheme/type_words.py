"""A value of the wrong type or out of bounds: what was found, what is wanted, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scoring.rules.fraction import LARGEST, written

Context = Mapping[str, Any]
_NUMBER = re.compile(r"\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\s*")


def wrong_type(kind: str, context: Context, value: Any) -> str:
    """The words for a pydantic error of this kind; empty if there are none."""
    if value is None and kind in _FILLED:
        return f"不能空着；写上{_FILLED[kind]}，用不着的整行删去"
    words = _WORDS.get(kind, "")
    return words.format(found=found(value), value=value, **context) if isinstance(words, str) else words(context, value)


def found(value: Any) -> str:
    """A value as a person would name it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "“字段: 值”"
    if isinstance(value, list):
        return "列表"
    text = "空的" if value is None or value == "" else str(value)
    return text if len(text) <= 30 else f"{text[:30]}…"


def _number(context: Context, value: Any) -> str:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return f"应当是数，现在是带引号的文字 {value}；去掉引号"
    if isinstance(value, str) and "/" in value:
        return f"应当是数，现在是 {found(value)}；{_fraction(value)}"
    return f"应当是数，现在是 {found(value)}；只写数，不写单位和 %"


def _fraction(text: str) -> str:
    """What is wrong with a text that has the look of a fraction."""
    parts = written(text)
    if parts is None:
        return "分值、占比可以写成分数，两边都是正整数，如 100/3"
    if parts[1] == 0:
        return "分母不能是 0；改正"
    if parts[1] > LARGEST:
        return f"分母最大是 {LARGEST}；约分，或写成小数"
    return "只有分值、占比可以写成分数，这里写成小数"


def _text(context: Context, value: Any) -> str:
    if isinstance(value, dict | list):
        return f"应当是文字，现在是{found(value)}；写成一行文字"
    return f"应当是文字，现在是 {found(value)}；加引号"


def _few(context: Context, value: Any) -> str:
    least = context["min_length"]
    return "至少要有一项；补上" if least == 1 else f"至少要有 {least} 项，现在有 {context['actual_length']} 项；补上"


def _pattern(context: Context, value: Any) -> str:
    return f"{found(value)} 不合写法；{_PATTERNS.get(context['pattern'], '写成 ' + context['pattern'])}"


_PATTERNS = {
    "^[a-z][a-z0-9_]*$": "用小写英文字母、数字和下划线，以字母开头",
    "^[a-z0-9][a-z0-9-]*$": "用小写英文字母、数字和连字符",
    "^(#[0-9A-F]{6})?$": "写成 #RRGGBB，六位十六进制数，字母大写",
    r"^\d{6}$": "写六位数字，加引号",
}
_FILLED = {
    "float_type": "数",
    "number_or_text": "数或文字",
    "int_type": "整数",
    "string_type": "文字",
    "bool_type": " true 或 false",
    "tuple_type": "列表",
    "model_type": "内容",
    "dict_type": "内容",
}
_WHOLE = "应当是整数，现在是 {found}；只写整数，不带引号和单位"
_ROWS = "应当是“字段: 值”的若干行，现在是 {found}；改成若干行"
_WORDS: dict[str, str | Callable[[Context, Any], str]] = {
    "float_type": _number,
    "number_or_text": "应当是数或文字，现在是{found}；写成一行",
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing": _WHOLE,
    "finite_number": "数太大；写有限的数",
    "string_type": _text,
    "bool_type": "应当是 true 或 false，现在是 {found}；改成其中一个",
    "greater_than": "应当大于 {gt:g}，现在是 {value}；改正",
    "greater_than_equal": "不能小于 {ge:g}，现在是 {value}；改正",
    "less_than_equal": "不能大于 {le:g}，现在是 {value}；改正",
    "string_pattern_mismatch": _pattern,
    "string_too_short": "不能空着；写上内容",
    "string_too_long": lambda c, v: f"“{v}”有 {len(v)} 个字，太长；最多 {c['max_length']} 个字",
    "too_short": _few,
    "tuple_type": "应当是列表，现在是 {found}；每项一行，以 - 开头，或写成 [a, b]",
    "model_type": _ROWS,
    "dict_type": _ROWS,
}
"""What is said of each; texts take what was found, the value and pydantic's own figures."""
