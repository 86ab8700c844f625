"""A table comes in: figures to 15 digits, states beside them, and every problem named at once."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.errors import DataError
from scoring.formula.columns import MISSING_TEXT, NOT_APPLICABLE_TEXT, NOT_ASSIGNED_TEXT, State
from scoring.problems import Problem, Severity, Source
from scoring.rounding import has_places, to_15_digits
from scoring.rules.base import number
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme

DECLARED_MISSING = "暂缺"
_REMEDY = "补报；确实没有的写“暂缺（原因）”，不涉及的写“不适用（原因）”"
_CELLS = 1 << 18  # counties × items at a time: arrays that stay in the processor's cache
Floats = npt.NDArray[np.float64]
States = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Intake:
    """The figures of a table: an array and the states of each item, counties in the table's order."""

    counties: tuple[str, ...]
    values: Mapping[str, Floats]
    states: Mapping[str, States | None]
    problems: tuple[Problem, ...]

    def sha256(self) -> str:
        """A hash of counties, items and figures (15-digit decimals), the same wherever it is computed."""
        digest = hashlib.sha256("\n".join(self.counties).encode())
        for item in sorted(self.values):
            states = self.states[item]
            marks = np.zeros(len(self.counties), np.int8) if states is None else states
            cells = (
                f"{value:.15g}" if mark == State.OK else str(int(mark) - 3)
                for value, mark in zip(self.values[item].tolist(), marks.tolist(), strict=True)
            )
            digest.update(f"\n{item}\n{','.join(cells)}".encode())
        return digest.hexdigest()


def take_in(
    scheme: Scheme,
    table: pd.DataFrame,
    known: Sequence[Problem] = (),
    sources: Mapping[tuple[str, str], Source] | None = None,
) -> Intake:
    """The figures of every item of the scheme.

    table: index = county, columns = item ids; NaN is missing, the string 不适用… is declared not
    applicable, 暂缺… declared missing. known: problems that the reader reported already; what they name is
    not reported twice. Raises DataError where the index cannot tell counties apart.
    """
    counties = tuple(map(str, table.index.tolist()))
    if not counties:
        raise DataError("数据表里没有一个县（市、区）：请检查文件是否填写")
    twice = table.index[table.index.duplicated()].unique()
    if len(twice):
        raise DataError(f"同一个县（市、区）出现了两次：{'、'.join(map(str, twice))}；每个县只留一行")
    columns = table.columns[table.columns.duplicated()].unique()
    if len(columns):
        raise DataError(f"同一个数据项出现了两列：{'、'.join(map(str, columns))}；每项只留一列")
    desk = _Desk(counties, {(one.county, one.item) for one in known}, sources or {})
    values, states = _plain(scheme, table)
    for item in scheme.items.values():
        if item.id in values:
            continue
        if item.id in table.columns:
            values[item.id], states[item.id] = desk.column(item, table[item.id])
        else:
            values[item.id], states[item.id] = desk.absent(item)
    desk.unknown([str(name) for name in table.columns], scheme)
    return Intake(counties, values, states, tuple(desk.problems))


def _plain(scheme: Scheme, table: pd.DataFrame) -> tuple[dict[str, Floats], dict[str, States | None]]:
    """The items whose figures are all plain numbers within bounds, taken in many items at a time."""
    numeric = {str(name) for name, dtype in table.dtypes.items() if dtype.kind in "fiu"}
    items = [item for item in scheme.items.values() if item.id in numeric]
    if not items:
        return {}, {}
    numbers = table if len(numeric) == table.shape[1] else table[[item.id for item in items]]
    places = {str(name): place for place, name in enumerate(numbers.columns)}
    at = [places[item.id] for item in items]
    cells = numbers.to_numpy(dtype=np.float64).T
    low = np.array([-np.inf if item.minimum is None else item.minimum for item in items])
    high = np.array([np.inf if item.maximum is None else item.maximum for item in items])
    values: dict[str, Floats] = {}
    step = max(1, _CELLS // len(table))
    for some in (slice(start, start + step) for start in range(0, len(items), step)):
        block = cells[at[some]]
        with np.errstate(invalid="ignore"):
            fine = np.isfinite(block).all(axis=1) & (block.min(axis=1) >= low[some]) & (block.max(axis=1) <= high[some])
        for item, row, good in zip(items[some], to_15_digits(block), fine, strict=True):
            certified = item.places is None or has_places(row, item.places).all()
            if good and item.kind in ("number", "percent") and certified:
                values[item.id] = row
    return values, dict.fromkeys(values)


class _Desk:
    def __init__(
        self,
        counties: tuple[str, ...],
        known: set[tuple[str, str]],
        sources: Mapping[tuple[str, str], Source],
    ) -> None:
        self.counties = counties
        self.known = known
        self.sources = sources
        self.problems: list[Problem] = []

    def report(self, code: str, place: int, item: ItemSpec, message: str, value: str = "", remedy: str = "") -> None:
        severity: Severity = "error" if code.startswith("E") else "warning"
        county = self.counties[place]
        if (county, item.id) not in self.known:
            source = self.sources.get((county, item.id), Source())
            self.problems.append(Problem(severity, code, county, item.id, message, source, value, remedy))

    def absent(self, item: ItemSpec) -> tuple[Floats, States]:
        if not item.optional and ("", item.id) not in self.known:
            self.problems.append(
                Problem(
                    "error",
                    "E_NO_ITEM",
                    "",
                    item.id,
                    f"数据表里没有数据项“{item.name}”（{item.id}），各县该项都按缺报处理",
                    remedy="补上这一列；用 kaohe template 可以生成带有全部数据项的空表",
                )
            )
        state = State.NOT_APPLICABLE if item.optional else State.MISSING
        size = len(self.counties)
        return np.full(size, np.nan), np.full(size, state, np.int8)

    def column(self, item: ItemSpec, series: pd.Series[Any]) -> tuple[Floats, States | None]:
        if series.dtype.kind in "fiu":
            values = np.array(series.to_numpy(dtype=np.float64))
            states = np.zeros(len(values), np.int8)
        else:
            values, states = self._mixed(item, series)
        blank = np.isnan(values) & (states == State.OK)
        if blank.any():
            states[blank] = State.NOT_APPLICABLE if item.optional else State.MISSING
            if not item.optional:
                for place in np.flatnonzero(blank):
                    self.report(
                        "E_MISSING", int(place), item, f"“{item.name}”缺报",
                        remedy=_REMEDY,
                    )  # fmt: skip
        self._bounds(item, values, states)
        values = np.where(states == State.OK, to_15_digits(values), np.nan)
        return values, states if states.any() else None

    def _mixed(self, item: ItemSpec, series: pd.Series[Any]) -> tuple[Floats, States]:
        values = np.full(len(series), np.nan)
        states = np.zeros(len(series), np.int8)
        for place, cell in enumerate(series.tolist()):
            if cell is None or cell is pd.NA or isinstance(cell, float):
                values[place] = np.nan if cell is None or cell is pd.NA else cell
            elif isinstance(cell, (bool, np.bool_)):
                values[place] = float(cell)
            elif isinstance(cell, str):
                states[place] = self._text(item, place, cell.strip(), values)
            else:
                values[place] = float(cell)
        return values, states

    def _text(self, item: ItemSpec, place: int, text: str, values: Floats) -> int:
        if text.startswith(NOT_APPLICABLE_TEXT) or (item.unassigned and text.startswith(NOT_ASSIGNED_TEXT)):
            return State.NOT_APPLICABLE
        if text.startswith(DECLARED_MISSING):
            self.report("W_DECLARED", place, item, f"“{item.name}”{text}：该县总分、等次待定", text)
            return State.MISSING
        if not text:
            return State.OK
        if text.startswith(MISSING_TEXT):
            if not self.known:  # a reader that writes 缺报 has said why
                self.report("E_MISSING", place, item, f"“{item.name}”缺报", text, _REMEDY)
            return State.MISSING
        if item.kind == "yes_no" and text in ("是", "否"):
            values[place] = float(text == "是")
            return State.OK
        self.report(
            "E_TEXT", place, item, f"“{item.name}”应当是数，现在是文字“{text}”，按缺报处理", text,
            "改成数；没有的写“暂缺（原因）”或“不适用（原因）”",
        )  # fmt: skip
        return State.MISSING

    def _bounds(self, item: ItemSpec, values: Floats, states: States) -> None:
        wrong = np.isinf(values)
        with np.errstate(invalid="ignore"):
            if item.minimum is not None:
                wrong |= values < item.minimum
            if item.maximum is not None:
                wrong |= values > item.maximum
            if item.kind == "count":
                wrong |= values != np.floor(values)
            elif item.kind == "yes_no":
                wrong |= (values != 0) & (values != 1)
        wrong &= states == State.OK
        for place in np.flatnonzero(wrong):
            states[place] = State.MISSING
            self.report(
                "E_RANGE", int(place), item,
                f"“{item.name}”的数 {values[place]:.15g} 不在允许的范围（{allowed(item)}），按缺报处理",
                f"{values[place]:.15g}", "核对数和单位后改正",
            )  # fmt: skip
        if item.places is not None:
            self._places(item, values, states, item.places)

    def _places(self, item: ItemSpec, values: Floats, states: States, most: int) -> None:
        """Figures finer than they can have been certified; a whole column of them is reported once."""
        fine = np.flatnonzero((states == State.OK) & ~has_places(values, most))
        whole = len(fine) > 3 and len(fine) * 2 > len(values)
        for place in fine:
            if not whole or place == fine[0]:
                also = f"（{len(fine)} 个县都是这样）" if whole else ""
                self.report(
                    "E_PLACES", int(place), item,
                    f"“{item.name}”的数 {values[place]:.15g} 超过 {most} 位小数{also}，按缺报处理",
                    f"{values[place]:.15g}", f"照核定文件填，最多 {most} 位小数；不要填重新推算的数，也不要填成小数形式的百分数",
                )  # fmt: skip
            states[place] = State.MISSING

    def unknown(self, columns: list[str], scheme: Scheme) -> None:
        for name in columns:
            if name not in scheme.items:
                near = difflib.get_close_matches(name, scheme.items)
                hint = f"；是不是 {near[0]}？" if near else ""
                self.problems.append(
                    Problem("warning", "W_UNKNOWN_ITEM", "", name, f"方案里没有数据项 {name}，未使用{hint}")
                )


def allowed(item: ItemSpec) -> str:
    """The range of an item in words."""
    if item.kind == "yes_no":
        return "是或否"
    low = "" if item.minimum is None else f"不小于 {number(item.minimum)}"
    high = "" if item.maximum is None else f"不大于 {number(item.maximum)}"
    whole = "整数" if item.kind == "count" else ""
    return "，".join(part for part in (whole, low, high) if part) or "数"
