"""Arguments of worksheet functions: what each may hold, and how a cell becomes it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from workbook.functions.values import CallRefusal, CellError, Grid, trimmed
from workbook.reading.raw import ErrorValue, Raw, as_text
from workbook.reading.text import plain


class ArgumentKind(Enum):
    """What an argument holds."""

    NUMBER = "数"
    NUMBERS = "一组数"
    WHOLE = "整数"
    TEXT = "文字"
    FLAG = "是或否"
    CHOICE = "选一"
    TABLE = "区域"


@dataclass(frozen=True)
class Argument:
    """One argument: ASCII name, Chinese name, kind, help.

    default: what stands for an optional argument left out or blank. choices: accepted words to the value meant.
    unit "%" lets a text such as 15.5% through.
    """

    name: str
    chinese: str
    kind: ArgumentKind
    help: str
    unit: str = ""
    optional: bool = False
    default: Any = None
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_block(self) -> bool:
        """Whether a range of several cells may stand here."""
        return self.kind in (ArgumentKind.TABLE, ArgumentKind.NUMBERS, ArgumentKind.NUMBER)


def number(name: str, chinese: str, help: str, unit: str = "") -> Argument:
    """A number, or a block of numbers that the function goes through one by one."""
    return Argument(name, chinese, ArgumentKind.NUMBER, help, unit)


def optional_number(name: str, chinese: str, help: str, unit: str = "") -> Argument:
    """A number that may be left out (None)."""
    return Argument(name, chinese, ArgumentKind.NUMBER, help, unit, optional=True)


def table(name: str, chinese: str, help: str, *, optional: bool = False) -> Argument:
    """A range with a heading row."""
    return Argument(name, chinese, ArgumentKind.TABLE, help, optional=optional)


def choice(name: str, chinese: str, help: str, choices: Mapping[str, str], default: str | None = None) -> Argument:
    """One word of several, in English or Chinese; without a default it must be given."""
    return Argument(
        name, chinese, ArgumentKind.CHOICE, help, optional=default is not None, default=default, choices=choices
    )


_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?|[+-]?\.\d+", re.ASCII)
_MISSING = ("缺报", "暂缺", "不适用", "待定")
_YES, _NO = ("是", "true", "1", "√"), ("否", "false", "0", "×")


def as_number(raw: Raw, argument: Argument) -> float:
    """A cell as a number; Refusal with the error that the cell's content calls for."""
    if isinstance(raw, float):
        return raw
    if raw is None:
        raise CallRefusal(CellError.NA, f"“{argument.chinese}”是空白")
    if isinstance(raw, ErrorValue):
        raise CallRefusal(_passed_on(raw), f"“{argument.chinese}”的单元格是错误值 {raw.text}")
    if isinstance(raw, str):
        text = plain(raw)
        if text.startswith(_MISSING):
            raise CallRefusal(CellError.NA, f"“{argument.chinese}”没有数：{text}")
        if argument.unit == "%":
            text = text.removesuffix("%").rstrip()
        if _NUMBER.fullmatch(text):
            return float(text.replace(",", ""))
    shown = as_text(raw) if not isinstance(raw, datetime.date) else f"日期 {raw}"
    raise CallRefusal(CellError.VALUE, f"“{argument.chinese}”应当是数，现在是“{shown}”")


def _passed_on(raw: ErrorValue) -> CellError:
    return {"#N/A": CellError.NA, "#NUM!": CellError.NUM}.get(raw.text, CellError.VALUE)


def read(argument: Argument, cells: Grid) -> Any:
    """An argument that is no elementwise number: a table, a text, a whole number, a flag, a choice."""
    if argument.kind is ArgumentKind.TABLE:
        whole = trimmed(cells)
        return None if whole == ((None,),) and argument.optional else whole
    if argument.kind is ArgumentKind.NUMBERS:
        return cells
    raw = _single(argument, cells)
    if raw is None:
        if argument.optional:
            return argument.default
        raise CallRefusal(CellError.VALUE, f"没有给“{argument.chinese}”")
    if isinstance(raw, ErrorValue):
        raise CallRefusal(_passed_on(raw), f"“{argument.chinese}”的单元格是错误值 {raw.text}")
    return _READERS[argument.kind](raw, argument)


def _single(argument: Argument, cells: Grid) -> Raw:
    if len(cells) != 1 or len(cells[0]) != 1:
        raise CallRefusal(CellError.VALUE, f"“{argument.chinese}”应当是一个单元格，现在是一片区域")
    return cells[0][0]


def _whole(raw: Raw, argument: Argument) -> int:
    figure = as_number(raw, argument)
    if figure != int(figure):
        raise CallRefusal(CellError.VALUE, f"“{argument.chinese}”应当是整数，现在是 {figure:.15g}")
    return int(figure)


def _text(raw: Raw, argument: Argument) -> str:
    return plain(as_text(raw))


def _flag(raw: Raw, argument: Argument) -> bool:
    if isinstance(raw, bool):
        return raw
    text = plain(as_text(raw)).lower()
    if text in _YES or text in _NO:
        return text in _YES
    raise CallRefusal(CellError.VALUE, f"“{argument.chinese}”应当是 TRUE 或 FALSE，现在是“{text}”")


def _choice(raw: Raw, argument: Argument) -> str:
    text = plain(as_text(raw)).lower()
    if text in argument.choices:
        return argument.choices[text]
    raise CallRefusal(CellError.VALUE, f"“{argument.chinese}”应当是{'、'.join(argument.choices)}之一，现在是“{text}”")


_READERS = {
    ArgumentKind.WHOLE: _whole,
    ArgumentKind.TEXT: _text,
    ArgumentKind.FLAG: _flag,
    ArgumentKind.CHOICE: _choice,
}
