"""The workbench of one indicator (or of the tail): adds columns, parameters and tables under its own name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from scoring.errors import FormulaError
from scoring.formula.columns import REACHED, Column, Parameter, Role, Table
from scoring.formula.draft import Draft, Finding
from scoring.formula.nodes import Node, Param, Ref
from scoring.rules.fraction import figure_text

SHARE = "得分率"
"""The unit of answers that are shares of the points."""


@dataclass(frozen=True)
class Item:
    """One reported figure, as far as a formula needs to know it."""

    id: str
    name: str
    unit: str
    optional: bool = False


@dataclass(frozen=True)
class Calendar:
    """The year assessed within the plan's years."""

    year: int
    start: int
    end: int
    base: int

    @property
    def at_end(self) -> bool:
        """Whether the year is the plan's last."""
        return self.year == self.end

    @property
    def years_left(self) -> int:
        """Years from the assessed one to the plan's end, both counted."""
        return self.end - self.year + 1


@dataclass(frozen=True)
class Chain:
    """The columns of an indicator so far."""

    value: Ref | None = None
    target: Ref | None = None
    completion: Ref | None = None


@dataclass(frozen=True)
class Line:
    """Adds to the draft under ``owner``; ``places`` rounds completions. ``own_full``: the parameter of the full points
    where they are those of a part of the indicator. ``tag``: what rates are called by, where there are several."""

    draft: Draft
    owner: str
    name: str
    clause: str
    calendar: Calendar
    dictionary: Mapping[str, Item]
    points: float = 0.0
    places: int = 2
    branch: str = ""
    own_full: str = ""
    tag: str = ""

    def branched(self, branch: str, name: str = "") -> Line:
        """The same workbench for a part of the indicator: ids get the branch in front, columns stay its own."""
        inner = f"{self.branch}{branch}_"
        return replace(self, branch=inner, name=f"{self.name}（{name}）" if name else self.name)

    def key(self, suffix: str) -> str:
        """The id of what is laid under a suffix."""
        return f"{self.owner}.{self.branch}{suffix}" if suffix else self.owner

    @property
    def full(self) -> Param:
        """The parameter that holds the indicator's points, laid before any of its columns."""
        return Param(self.own_full or f"{self.owner}.full")

    def item(self, item_id: str) -> Ref:
        """The column of a data item, laid once however many indicators read it."""
        if item_id not in self.draft.columns:
            item = self.dictionary[item_id]
            self.draft.column(
                Column(item.id, item.name, "item", owner=self.owner, unit=item.unit, optional=item.optional)
            )
        return Ref(item_id)

    def column(self, suffix: str, name: str, role: Role, formula: Node, **options: Any) -> Ref:
        """A column named ``owner.suffix``; options are those of Column."""
        options.setdefault("owner", self.owner)
        name = f"{self.tag}{name}" if role == "rate" else name
        return self.draft.column(Column(self.key(suffix), name, role, formula, clause=self.clause, **options))

    def watch(self, code: str, item: str, test: Node, message: str, remedy: str) -> None:
        """Have a warning given where the test holds; ``{column}`` in the message is the county's figure."""
        self.draft.findings.append(Finding(code, "warning", item, test, message, remedy))

    def param(self, suffix: str, name: str, value: float | str, unit: str = "") -> Param:
        """A parameter named ``owner.suffix``."""
        return self.draft.parameter(Parameter(self.key(suffix), name, value, unit, self.owner, self.clause))

    def shared_param(self, suffix: str, name: str, value: float, unit: str = "") -> Param:
        """A parameter of the whole scheme, laid once however many read it."""
        if suffix not in self.draft.parameters:
            self.draft.parameter(Parameter(suffix, name, value, unit))
        return Param(suffix)

    def table(
        self,
        suffix: str,
        name: str,
        rows: Sequence[tuple[float, float | str, str]],
        otherwise: tuple[float | str, str],
        **options: Any,
    ) -> str:
        """A table named ``owner.suffix`` from (key, answer, label) rows; options are those of Table."""
        return self.draft.table(
            Table(
                self.key(suffix),
                name,
                tuple(row[0] for row in rows),
                tuple(row[1] for row in rows),
                otherwise[0],
                tuple(row[2] for row in rows),
                otherwise[1],
                owner=self.owner,
                clause=self.clause,
                full=self.full.id if options.get("answer_unit") == SHARE else "",
                **options,
            )
        )

    def scheduled(self, suffix: str, name: str, schedule: Mapping[int, float], unit: str = "%") -> Param:
        """The year's figure of a schedule as a parameter; FormulaError if the year is not in it."""
        if self.calendar.year not in schedule:
            raise FormulaError(
                f"{self.name}：进度表没有 {self.calendar.year} 年（现有 {'、'.join(map(str, sorted(schedule)))}）"
            )
        return self.param(suffix, f"{self.calendar.year}年{name}", schedule[self.calendar.year], unit)


def met_line(line: Line, completion: Ref) -> tuple[Param, Literal[">=", "<="]]:
    """The line that a completion must reach or not pass, as a parameter of the scheme, and which of the two."""
    how, level = line.draft.columns[completion.column].passes
    if level == REACHED[1]:
        return line.shared_param("met", "完成线（完成率）", level, "%"), how
    return line.shared_param("kept", "完成线（超出率、差额）", level), how


def units(unit: str) -> str:
    """A difference of two figures in a unit: percentages differ by 个百分点."""
    return "个百分点" if unit == "%" else unit


def schedule_words(schedule: Mapping[int, float], unit: str = "%") -> str:
    """「2021—2025年依次为20/40/60/80/100%」"""
    years = sorted(schedule)
    shares = "/".join(figure_text(schedule[year]) for year in years)
    return f"{years[0]}—{years[-1]}年依次为{shares}{unit}"


def need(ref: Ref | None, line: Line, what: str) -> Ref:
    """A column that this kind cannot do without; FormulaError if the indicator does not state it."""
    if ref is None:
        raise FormulaError(f"{line.name}（{line.owner}）没有规定{what}，这种计分规则用不了")
    return ref
