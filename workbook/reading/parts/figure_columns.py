"""What stands on a data sheet for which items: the item, last year's figure beside it, what only checks read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.checks.forms import annual_id
from scoring.checks.years import plan_years
from scoring.scheme.data_checks import Compound, Identity
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.wording import other_year


@dataclass(frozen=True)
class LastYear:
    """Figures by (county, id as this year's workbook names it: ``energy_use@2024``)."""

    year: int
    figures: Mapping[tuple[str, str], float]

    def of(self, item: str) -> str:
        """The id of an item of that year."""
        return f"{item}@{self.year}"

    def has(self, name: str) -> bool:
        """Whether any county has the figure."""
        return any(one == name for _, one in self.figures)


@dataclass(frozen=True)
class FigureColumn:
    """A figure's place: an item to be filled in, or (``shown``) last year's figure; ``of`` is the item it goes with."""

    item: ItemSpec
    of: str
    shown: bool = False


def figure_columns(scheme: Scheme, year: int, ids: Sequence[str], last: LastYear | None) -> list[FigureColumn]:
    """The columns (or rows) of a sheet that holds these items, in order; what only checks read comes last."""
    found: list[FigureColumn] = []
    for_checks: list[FigureColumn] = []
    for name in ids:
        item = scheme.items[name]
        found.append(FigureColumn(item, name))
        beside = _other_years(scheme, year, item)
        if last is not None and item.kind != "yes_no" and last.has(last.of(name)) and last.of(name) not in beside:
            found.append(FigureColumn(last_year_of(item, last), name, shown=True))
        for_checks += [FigureColumn(one, name) for one in (*beside.values(), *_for_checks(scheme, name))]
    return found + for_checks


def last_year_of(item: ItemSpec, last: LastYear) -> ItemSpec:
    """An item as a column of last year's figures."""
    return item.model_copy(update={"id": last.of(item.id), "name": f"上年（{last.year}年）", "optional": True})


def _other_years(scheme: Scheme, year: int, item: ItemSpec) -> dict[str, ItemSpec]:
    """The annual targets of the plan's other years, where a check multiplies them up."""
    if not any(isinstance(one, Compound) and one.annual == item.id for one in scheme.checks):
        return {}
    return {
        annual_id(item.id, one, year): other_year(item, one, annual_id(item.id, one, year))
        for one in plan_years(scheme)
        if one != year
    }  # fmt: skip


def _for_checks(scheme: Scheme, name: str) -> list[ItemSpec]:
    """The items that a check anchored at this item reads and the scheme does not have."""
    missing = [
        other
        for check in scheme.checks
        if isinstance(check, Identity) and check.decline == name
        for other in (check.input_growth, check.output_growth)
    ]
    return [scheme.check_items[other] for other in missing if other in scheme.check_items]
