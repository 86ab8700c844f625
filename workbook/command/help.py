"""Help in Chinese: commands in the order of the work, lines as wide as the terminal counts them."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any, TypeVar

import typer
from rich.cells import cell_len
from typer._click.exceptions import UsageError  # typer carries it and does not export it
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_name

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])

WIDEST = 100
ORDER = (
    "template", "sort", "check", "score", "explain", "improve", "robustness", "scenarios", "report", "verify", "compare", "revisions",
    "cities",
    "schemes", "scheme", "targets", "launchers", "excel", "completion",
)  # fmt: skip
"""Commands as a year's work needs them; one that is not named comes last."""
_KINDS = {"int": "整数", "float": "数", "Path": "路径", "str": "文字"}


class _Chinese:
    """What a command and a group of commands have in common: their help page."""

    def get_help(self, ctx: Any) -> str:
        """The page, no wider than the terminal."""
        width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
        return "\n".join(_page(ctx, width))


class Command(_Chinese, TyperCommand):
    """A command whose help is Chinese; an option that takes one value is written once."""

    def make_parser(self, ctx: Any) -> Any:
        """typer's, which of two values would silently take the last."""
        parser = super().make_parser(ctx)
        parse = parser.parse_args

        def once(args: list[str]) -> Any:
            try:
                found = parse(args)
            except UsageError as error:
                error.ctx = error.ctx or ctx
                raise
            written = [one for one in found[2] if isinstance(one, TyperOption) and not one.is_flag and not one.multiple]
            again = next((one for one in written if written.count(one) > 1), None)
            if again is not None and not ctx.resilient_parsing:
                raise UsageError(f"选项 {max(again.opts, key=len)} 写了 {written.count(again)} 次，只能写一次", ctx)
            return found

        parser.parse_args = once  # type: ignore[method-assign]
        return parser


class CommandGroup(_Chinese, TyperGroup):
    """A group whose help is Chinese, its commands in the order of the work."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names, in the order of ``ORDER``."""
        names = list(self.commands)
        return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


class App(typer.Typer):
    """A typer application all of whose pages are Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            cls=CommandGroup, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
            rich_markup_mode=None, **settings,
        )  # fmt: skip

    def command(self, name: str | None = None, **settings: Any) -> Callable[[AnyFunction], AnyFunction]:
        """As typer's, with our page."""
        return super().command(name, cls=Command, **settings)

    def __call__(self, words: Sequence[str] | None = None, **settings: Any) -> Any:
        """As typer's; of all commands only the one is built that the first word names."""
        first, asked = next(iter(sys.argv[1:] if words is None else words), None), copy(self)
        asked.registered_commands = [one for one in self.registered_commands if _named(one) == first]
        asked.registered_groups = [one for one in self.registered_groups if one.name == first]
        one_asked = bool(asked.registered_commands or asked.registered_groups)
        return typer.Typer.__call__(asked if one_asked else self, words, **settings)


def _named(command: Any) -> str:
    return command.name or get_command_name(command.callback.__name__)


def _page(ctx: Any, width: int) -> Iterator[str]:
    command = ctx.command
    shown = [one for one in command.get_params(ctx) if not getattr(one, "hidden", False)]
    arguments = [one for one in shown if isinstance(one, TyperArgument)]
    options = [one for one in shown if isinstance(one, TyperOption)]
    below = [command.commands[name] for name in command.list_commands(ctx)] if isinstance(command, CommandGroup) else []
    usage = [ctx.command_path, "[选项]" if options else "", *map(_placeholder, arguments), "命令 …" if below else ""]
    yield from wrapped(f"用法：{' '.join(part for part in usage if part)}", width)
    if command.help:
        yield ""
        yield from wrapped(_one_line(command.help), width)
    rows = {
        "参数": [(_placeholder(one), one.help or "") for one in arguments],
        "选项": [_option(one) for one in options],
        "命令": [(one.name or "", _one_line(one.help or "")) for one in below if not one.hidden],
    }
    for head, found in rows.items():
        if found:
            yield from ("", f"{head}：")
            yield from _listed(found, width)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Names at the left, what is said of them beside; of a long name below it."""
    room = min(max(cell_len(name) for name, _ in rows), 30)
    for name, text in rows:
        lines = wrapped(text, width - room - 4)
        if cell_len(name) > room:
            yield f"  {name}"
        else:
            yield f"  {name}{' ' * (room - cell_len(name))}  {lines.pop(0)}".rstrip()
        yield from (f"{' ' * (room + 4)}{line}" for line in lines)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many columns: a Chinese character may begin one, the middle of a Latin word or a closing sign may not."""
    lines = [""]
    for piece in re.findall(r"[!-~]+[，。；：、）”]*|.[，。；：、）”]*", text):
        if lines[-1] and cell_len(lines[-1]) + cell_len(piece) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


def _placeholder(argument: TyperArgument) -> str:
    name = argument.metavar or argument.name or ""
    named = f"{name}…" if argument.nargs != 1 else name
    return named if argument.required else f"[{named}]"


def _option(option: TyperOption) -> tuple[str, str]:
    names = "、".join(sorted(option.opts, key=len)) + "".join(f" / {one}" for one in option.secondary_opts)
    if option.name == "help":
        return names, "看这页说明"
    kind = "" if option.is_flag else f" {option.metavar or _kind(option)}"
    text = option.help or ""
    if option.required:
        text += "（必写）"
    elif option.default not in (None, "", (), [], False) and not option.is_flag and "不写则" not in text:
        text += f"；不写则 {option.default}"
    return names + kind, text


def _kind(option: TyperOption) -> str:
    annotation = str(getattr(option.type_descriptor, "annotation", ""))
    return next((word for name, word in _KINDS.items() if name in annotation), "文字")
