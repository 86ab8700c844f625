"""What is said of a call that cannot be understood: in Chinese, with the near spelling and where help is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from typer._click.exceptions import (  # typer carries them and exports only two of them
    BadArgumentUsage,
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

from workbook.printable import printable

_TYPE_WORDS = {"int": "整数", "float": "数", "bool": "是或否", "date": "日期"}


def sentence(error: ClickException) -> str:
    """The whole message: what is wrong, what was meant, where help is."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    context = error.ctx if isinstance(error, UsageError) else None
    return f"{printable(_wrong(error))}\n怎么用：{'kaohe' if context is None else context.command_path} --help"


def _wrong(error: ClickException) -> str:
    if isinstance(error, NoSuchOption):
        return f"没有 {error.option_name} 这个选项{_near(error.option_name, _options(error.ctx))}"
    if isinstance(error, MissingParameter):
        return f"缺少{_place(error)}，必须写"
    if isinstance(error, BadParameter):
        return f"{_place(error)}：{_value(error)}"
    if isinstance(error, BadOptionUsage):
        takes_none = "does not take a value" in error.message
        return f"选项 {error.option_name} {'后面不写值' if takes_none else '后面要写一个值'}"
    if isinstance(error, BadArgumentUsage):
        return f"参数的个数不对：{error.message}"
    typed = _unknown_command(error)
    if typed is not None:
        return f"没有 {typed} 这个命令{_near(typed, _commands(error))}"
    if error.message.startswith("Got unexpected extra argument"):
        return (
            f"多写了参数：{error.message.partition('argument(s) (')[2].removesuffix(')')}；名字里有空格的，用引号括起来"
        )
    return "没有写命令" if error.message == "Missing command." else error.message


def _unknown_command(error: ClickException) -> str | None:
    start = "No such command '"
    return error.message[len(start) :].partition("'")[0] if error.message.startswith(start) else None


def _place(error: BadParameter) -> str:
    param: Any = error.param
    if param is None:
        return "参数"
    if param.param_type_name == "argument":
        return f"参数 {param.metavar or param.name}"
    return f"选项 {max(param.opts, key=len)}"


def _value(error: BadParameter) -> str:
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return error.message
    first = cause.errors()[0]
    expected = next((word for name, word in _TYPE_WORDS.items() if first["type"].startswith(name)), "")
    return f"“{first['input']}”不是{expected}" if expected else f"“{first['input']}”不能用"


def _options(ctx: Any) -> Iterator[str]:
    if ctx is not None:
        for param in ctx.command.get_params(ctx):
            yield from param.opts
            yield from param.secondary_opts


def _commands(error: ClickException) -> Iterator[str]:
    ctx = getattr(error, "ctx", None)
    yield from getattr(ctx.command, "commands", {}) if ctx is not None else ()


def _near(typed: str, known: Iterator[str]) -> str:
    near = difflib.get_close_matches(typed, list(known), 1)
    return f"；是不是 {near[0]}？" if near else ""
