"""Second reading of the checks of reported figures: live formulas of the workbook that is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from scoring.checks.forms import CITY
from scoring.checks.item_check import ItemCheck, ShownFigure, Words
from scoring.formula.columns import NOT_APPLICABLE_TEXT, Column
from scoring.formula.excel import TableCells, template
from scoring.formula.nodes import Node, Number, Ref, Round
from workbook.reading.tables.uniform import BAD, GOOD

_LONGEST = 100  # characters of a text in a formula; Excel takes 255, and quotation marks are doubled


@dataclass(frozen=True)
class FigurePlaces:
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


def can_ask(item_check: ItemCheck, places: FigurePlaces) -> bool:
    """Whether the workbook has a cell for every figure that a check reads, and all counties' where it sums them up."""
    better = bool(item_check.unless) and all(name in places.cells for name in item_check.unless)
    return (
        not better
        and all(name in places.cells for name in item_check.reads)
        and item_check.downs <= places.downs.keys()
    )


def verdict(item_checks: Sequence[ItemCheck], places: FigurePlaces, name: str) -> str:
    """The formula (without =) that names the first fault of an item, or says ✓, or is empty; ROW for the row.

    item_checks: those of the item that are not of the whole city, all of which can be asked. name: begins the fault.
    """
    sets = dict.fromkeys(frozenset(one.reads) for one in item_checks)
    least = [one for one in item_checks if not any(other < set(one.reads) for other in sets)]
    counts = dict.fromkeys(_count(one, places) for one in least)
    text = f'IF(OR({",".join(counts)}),"{GOOD}","")'
    for alike in reversed(_alike(item_checks)):
        text = f"{_link(alike, places, name)}{text})"
    return text


def _alike(item_checks: Sequence[ItemCheck]) -> list[tuple[ItemCheck, ...]]:
    """Runs of item checks that say the same."""
    return [tuple(group) for _, group in groupby(item_checks, lambda one: one.words)]


def _link(alike: Sequence[ItemCheck], places: FigurePlaces, name: str) -> str:
    # A fault is looked at only where its figures are there: a text among them would make it an error.
    faults = [f"IF({_count(one, places)},{_formula(one.fault, places)},FALSE)" for one in alike]
    any_fault = f"OR({','.join(faults)})" if len(faults) > 1 else faults[0]
    return f"IF({any_fault},{_words_formula(alike[0].words, places, name)},"


def _count(item_check: ItemCheck, places: FigurePlaces) -> str:
    return f"COUNT({','.join(places.cell(one) for one in item_check.reads)})={len(item_check.reads)}"


def city_verdict(item_check: ItemCheck, places: FigurePlaces, counties: int) -> str:
    """The formula (without =) of the check of a sum: asked once every county has a figure or does not have one."""
    column = places.down(item_check.item)
    known = f'COUNT({column})+COUNTIF({column},"{NOT_APPLICABLE_TEXT}*")={counties}'
    present = f"AND(COUNT({places.cell(f'{item_check.item}@{CITY}')})=1,{known})"
    return f'IF({present},IF({_formula(item_check.fault, places)},{_words_formula(item_check.words, places, "")},"{GOOD}"),"")'


def summary(cells: str) -> str:
    """The formula (without =) of what the checks of a row say: the first fault and how many more, or ✓, or nothing."""
    count = f'COUNTIF({cells},"{BAD}*")'
    more = f'IF({count}>1,"（另有"&({count}-1)&"处，见“数据核对”）","")'
    fault = f'INDEX({cells},MATCH("{BAD}*",{cells},0))&{more}'
    return f'IF({count}>0,{fault},IF(COUNTIF({cells},"{GOOD}")>0,"{GOOD}",""))'


def _words_formula(words: Words, places: FigurePlaces, name: str) -> str:
    begin = f"{BAD} {name}：" if name else f"{BAD} "
    texts: list[str] = []
    for literal, group in groupby((begin, *words), lambda word: isinstance(word, str)):
        if literal:
            text = "".join(map(str, group))
            parts = (text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST))
            texts += ['"{}"'.format(part.replace('"', '""')) for part in parts]
        else:
            texts += [_shown(one, places) for one in group if isinstance(one, ShownFigure)]
    return "&".join(texts)


def _shown(shown: ShownFigure, places: FigurePlaces) -> str:
    plain = shown.places is not None or isinstance(shown.term, Ref | Number)
    term = shown.term if plain else Round(shown.term, 6)
    figure = _formula(term, places)
    begin = ""
    if shown.signs is not None:
        fell, rose = shown.signs
        begin, figure = f'IF({figure}<0,"{rose}","{fell}")&', f"ABS({figure})"
    if shown.places is None:
        return begin + figure
    pattern = f"0.{'0' * shown.places}" if shown.places else "0"
    return f'{begin}TEXT({figure},"{pattern}")'


def _formula(node: Node, places: FigurePlaces) -> str:
    return template(Column("check", "", "helper", node, mode="open"), places).removeprefix("=")
