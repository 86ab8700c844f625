"""What the compiler refuses: inexact comparisons, unguarded divisions, arithmetic on what may be no number."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.errors import FormulaError
from scoring.formula.columns import Column
from scoring.formula.nodes import (
    Arithmetic,
    Compare,
    Exact,
    Extreme,
    Floor,
    If,
    IsNotApplicable,
    IsNumber,
    Label,
    Ln,
    Logic,
    Node,
    Number,
    Order,
    Over,
    Param,
    Rank,
    Ref,
    Round,
    Step,
    Weighted,
    WeightOf,
)


def check_column(column: Column, earlier: Mapping[str, Column]) -> None:
    """Raise FormulaError, naming the column, where a formula could mislead.

    A comparison, look-up, floor or rank takes only items, parameters and rounded terms; every reference
    divided by, taken to a power or put under a logarithm is answered for by a guard; an open formula
    computes only with references known to be numbers.
    """
    for part in (column.formula, column.na_when, column.missing_when):
        if part is None:
            continue
        for name in part.references():
            if name not in earlier:
                raise FormulaError(f"列 {column.id} 引用了尚未计算的列 {name}")
        _check_exact(column, part, earlier)
    if column.formula is not None:
        guards = {name for name, one in earlier.items() if one.positive}
        guards |= {name for g in (column.na_when, column.missing_when) if g is not None for name in g.references()}
        _check_partial(column, column.formula, guards)
        if column.mode == "open":
            if column.places is not None or column.na_when is not None or column.missing_when is not None:
                raise FormulaError(f"列 {column.id} 自行处理缺报，不能再取整或另设条件：放到它引用的列里")
            _check_open(column, column.formula, frozenset())
        elif column.mode == "skip":
            _check_skip(column, column.formula)


def is_exact(node: Node, columns: Mapping[str, Column]) -> bool:
    """Whether a term carries no float noise: an item, a parameter, or rounded."""
    if isinstance(node, (Number, Param, Round, Floor, Rank, Order)):
        return True
    if isinstance(node, Ref):
        column = columns[node.column]
        if column.places is not None or column.formula is None:
            return True
        return is_exact(column.formula, columns)
    if isinstance(node, (Step, Exact)):  # the answers of a table are figures of the scheme
        return True
    if isinstance(node, If):
        return is_exact(node.then, columns) and is_exact(node.other, columns)
    if isinstance(node, Extreme):
        return all(is_exact(term, columns) for term in node.terms)
    if isinstance(node, Over):
        return node.which == "count" or (
            node.which in ("min", "max") and all(is_exact(cell, columns) for cell in node.cells)
        )
    return bool(isinstance(node, (Compare, Logic, IsNumber, IsNotApplicable)))


def _check_exact(column: Column, part: Node, columns: Mapping[str, Column]) -> None:
    for node in part.walk():
        if isinstance(node, Compare):
            terms: tuple[Node, ...] = (node.left, node.right)
        elif isinstance(node, (Step, Exact, Label)):
            terms = (node.term,)
        elif isinstance(node, Rank):
            terms = node.keys
        else:
            continue
        for term in terms:
            if not is_exact(term, columns):
                raise FormulaError(f"列 {column.id} 的比较、查表、取整或排名用到了未取整的数：先给它规定小数位数")


def _check_partial(column: Column, node: Node, guarded: set[str]) -> None:
    if isinstance(node, If):
        inside = guarded | set(node.test.references())
        _check_partial(column, node.test, guarded)
        _check_partial(column, node.then, inside)
        _check_partial(column, node.other, inside)
        return
    risky: Node | None = None
    if isinstance(node, Arithmetic) and node.operator == "/":
        risky = node.right
    elif isinstance(node, Arithmetic) and node.operator == "^":
        risky = node.left
    elif isinstance(node, Ln):
        risky = node.term
    if risky is not None:
        weighed = any(isinstance(part, WeightOf) for part in risky.walk())
        bare = set() if weighed else set(risky.references()) - guarded
        if bare:
            raise FormulaError(
                f"列 {column.id} 的除法、乘方或对数没有说明 {'、'.join(sorted(bare))} 为零或越界时如何处理"
            )
    for child in node.children():
        _check_partial(column, child, guarded)


def _asserted(test: Node) -> frozenset[str]:
    if isinstance(test, IsNumber):
        return frozenset({test.term.column})
    if isinstance(test, Logic) and test.which == "and":
        return frozenset().union(*(_asserted(term) for term in test.terms))
    return frozenset()


def _check_open(column: Column, node: Node, known: frozenset[str]) -> None:
    if isinstance(node, If):
        _check_open(column, node.test, known)
        _check_open(column, node.then, known | _asserted(node.test))
        _check_open(column, node.other, known)
        return
    if isinstance(node, Logic):
        for term in node.terms:
            _check_open(column, term, known)
        return
    if isinstance(node, (Ref, IsNumber, IsNotApplicable)):
        return
    loose = set(node.references()) - known
    if loose:
        raise FormulaError(f"列 {column.id} 直接计算了可能不是数的列 {'、'.join(sorted(loose))}：先判断是否为数")


def _check_skip(column: Column, node: Node) -> None:
    if isinstance(node, Ref):
        raise FormulaError(f"列 {column.id} 跳过不适用项，只能对一组列求和、取最小或最大")
    if isinstance(node, (Over, WeightOf, Weighted)):
        return
    for child in node.children():
        _check_skip(column, child)
