"""Second reading of the checks of reported figures: live formulas of the workbook that is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.checks.trials import CITY, Trial
from scoring.formula.columns import NOT_APPLICABLE_TEXT, Column
from scoring.formula.excel import TableCells, template
from scoring.formula.nodes import Node
from workbook.template.guarding import BAD, GOOD


@dataclass(frozen=True)
class Places:
    """Where figures stand, as the layout of formulas needs it.

    cells: the county's cell of each id, with ROW where the row goes. downs: the cells of all counties.
    """

    cells: Mapping[str, str]
    downs: Mapping[str, str]

    def cell(self, column: str) -> str:
        """The county's cell of a column."""
        return self.cells[column]

    def down(self, column: str) -> str:
        """A column's cells for all counties."""
        return self.downs[column]

    def block(self, columns: Sequence[str]) -> str | None:
        """No range is used."""
        return None

    def running(self, column: str) -> str:
        """Not used by checks."""
        raise NotImplementedError

    def parameter(self, name: str) -> str:
        """Not used by checks."""
        raise NotImplementedError

    def county_code(self) -> str:
        """Not used by checks."""
        raise NotImplementedError

    def weights(self, names: Sequence[str], cells: Sequence[str]) -> str | None:
        """No weights are used."""
        return None

    def table(self, name: str) -> TableCells:
        """Not used by checks."""
        raise NotImplementedError

    def list_range(self, list_id: str, field: str) -> str:
        """Not used by checks."""
        raise NotImplementedError


def can_ask(trial: Trial, places: Places) -> bool:
    """Whether the workbook has a cell for every figure that a check reads."""
    return all(name in places.cells for name in trial.reads)


def verdict(asked: Iterable[Trial], places: Places, name: str) -> str:
    """The formula (without =) that names the first fault of an item, or says ✓, or is empty; ROW for the row.

    asked: the item's trials that are not of the whole city, all of which can be asked. name: begins the fault.
    """
    groups: dict[tuple[str, ...], list[Trial]] = {}
    for trial in asked:
        groups.setdefault(trial.reads, []).append(trial)
    return _groups(list(groups.items()), places, name, "")


def _groups(groups: list[tuple[tuple[str, ...], list[Trial]]], places: Places, name: str, passed: str) -> str:
    if not groups:
        return f'"{passed}"'
    (reads, asked), *rest = groups
    text = _groups(rest, places, name, GOOD)
    for trial in reversed(asked):
        text = f"IF({_formula(trial.fault, places)},{_said(trial, places, name)},{text})"
    cells = ",".join(places.cell(one) for one in reads)
    return f"IF(COUNT({cells})={len(reads)},{text},{_groups(rest, places, name, passed)})"


def city_verdict(trial: Trial, places: Places, counties: int) -> str:
    """The formula (without =) of the check of a sum: asked once every county has a figure or does not have one."""
    column = places.down(trial.item)
    known = f'COUNT({column})+COUNTIF({column},"{NOT_APPLICABLE_TEXT}*")={counties}'
    asked = f"AND(COUNT({places.cell(f'{trial.item}@{CITY}')})=1,{known})"
    return f'IF({asked},IF({_formula(trial.fault, places)},{_said(trial, places, "")},"{GOOD}"),"")'


def summary(cells: str) -> str:
    """The formula (without =) of what the checks of a row say: the first fault and how many more, or ✓, or nothing."""
    count = f'COUNTIF({cells},"{BAD}*")'
    more = f'IF({count}>1,"（另有"&({count}-1)&"处，见“数据核对”）","")'
    fault = f'INDEX({cells},MATCH("{BAD}*",{cells},0))&{more}'
    return f'IF({count}>0,{fault},IF(COUNTIF({cells},"{GOOD}")>0,"{GOOD}",""))'


def _said(trial: Trial, places: Places, name: str) -> str:
    shown = f'TEXT({_formula(trial.shows, places)},"0.{"0" * trial.places}")'
    begin = f"{BAD} {name}：{trial.before}" if name else f"{BAD} {trial.before}"
    return f'"{begin}"&{shown}&"{trial.after}"'


def _formula(node: Node, places: Places) -> str:
    return template(Column("check", "", "helper", node, mode="open"), places).removeprefix("=")
