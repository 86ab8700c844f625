"""What a template may say: a closed list. It sees plain values, may choose and repeat, and can call nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Filter, nodes.Test,
    nodes.Concat, nodes.Add, nodes.Sub, nodes.Keyword,
)  # fmt: skip
_FILTERS = ("default", "d", "first", "join", "last", "length", "count", "lower", "trim", "upper", "e", "escape")
_TESTS = (
    "defined",
    "undefined",
    "none",
    "equalto",
    "eq",
    "ne",
    "lessthan",
    "lt",
    "le",
    "greaterthan",
    "gt",
    "ge",
    "in",
    "even",
    "odd",
)
_DEEPEST = 3
"""Loops inside loops: with values of ours alone, no template runs long."""


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with the marks above and no more; SecurityError, in Chinese, where a template reaches for more."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self._read = lru_cache(maxsize=64)(super().from_string)

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        """As in Jinja; the parts of a template are read once, not again for each county."""
        return self._read(source, globals, template_class)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _check(tree, 0)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a mapping by its name; never an attribute of an object, but for where a loop stands."""
        if isinstance(obj, LoopContext) and attribute in ("index", "index0", "first", "last", "length"):
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A value of a mapping or list by key or place."""
        if isinstance(obj, dict) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self._lacking(obj, argument)

    def _lacking(self, obj: Any, argument: Any) -> Undefined:
        return self.undefined(obj=obj, name=argument)


def _check(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, _NODES):
        raise SecurityError(f"模板里不能用 {type(node).__name__}（第 {node.lineno} 行）")
    deeper = depth + isinstance(node, nodes.For)
    if deeper > _DEEPEST or (isinstance(node, nodes.For) and node.recursive):
        raise SecurityError(f"模板里的重复套得太深（第 {node.lineno} 行）")
    for child in node.iter_child_nodes():
        _check(child, deeper)


def plain(value: Any) -> Any:
    """The value if it is made of texts, numbers, lists and mappings alone; TypeError for anything else."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if type(value) in (list, tuple):
        return [plain(one) for one in value]
    if type(value) is dict:
        return {str(key): plain(one) for key, one in value.items()}
    raise TypeError(f"模板只收文字、数和它们的列表，不收 {type(value).__name__}")
