"""The evaluator of the page that computes, run in Chromium over many filled ledgers, and held to the engine."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from scoring import Assessment
from scoring.formula.data import ledger_data
from workbook.report.payload import as_json
from workbook.scenario_page.figures import figures

ROOM = Path(__file__).resolve().parents[2] / "workbook" / "scenario_page" / "page"
SCRIPTS = ("rounding.js", "evaluator.js", "figures.js")
_RUN = """
const bytes = (array) => btoa(Array.from(new Uint8Array(array.buffer), (one) => String.fromCharCode(one)).join(""));
window.run = () => given.cities.map(([place, figures]) => {
  const ledger = prepare(given.ledgers[place]);
  const frame = fillLedger(ledger, frameOfFigures(ledger, figures));
  const names = ledger.columns.filter((one) => !one.text).map((one) => one.id);
  const values = new Float64Array(names.length * frame.size), states = new Uint8Array(names.length * frame.size);
  names.forEach((name, row) => {
    values.set(frame.values[name], row * frame.size);
    if (frame.states[name]) states.set(frame.states[name], row * frame.size);
  });
  return [bytes(values), bytes(states), frame.texts];
});
"""


def program(change: Callable[[str], str] = lambda text: text) -> str:
    """The evaluator's text, changed where a mistake is to be planted."""
    return change("".join((ROOM / name).read_text(encoding="utf-8") for name in SCRIPTS))


def written(text: str, folder: Path, data: Any = None) -> Path:
    """A page that holds a program and, under the name ``given``, some data."""
    return page(text, folder, as_json(data))


def page(text: str, folder: Path, data: str) -> Path:
    """The same of data in JSON."""
    path = folder / "evaluator.html"
    data = f"const given = JSON.parse({as_json(data)});\n"
    path.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><script>"use strict";\n{data}{text}</script>', encoding="utf-8"
    )
    return path


def given(results: Sequence[Assessment]) -> str:
    """The data of assessments for the evaluator."""
    places: dict[int, int] = {}
    ledgers = []
    for one in results:
        if id(one.compiled) not in places:
            places[id(one.compiled)] = len(ledgers)
            ledgers.append(ledger_data(one.compiled.columns, one.compiled.parameters, one.compiled.tables))
    return as_json({"ledgers": ledgers, "cities": [[places[id(one.compiled)], _figures(one)] for one in results]})


def computed(
    driver: Any, results: Sequence[Assessment], folder: Path, text: str | None = None, data: str = ""
) -> list[Any]:
    """What the evaluator gives for every assessment: values, states (columns × counties) and texts by column.

    data: what ``given`` makes of them, if it was made before.
    """
    driver.get(page((program() if text is None else text) + _RUN, folder, data or given(results)).as_uri())
    found = []
    for one, (values, states, texts) in zip(results, driver.execute_script("return run()"), strict=True):
        shape = (-1, len(one.counties))
        numbers = np.frombuffer(base64.b64decode(values), np.float64).reshape(shape)
        found.append((numbers, np.frombuffer(base64.b64decode(states), np.uint8).reshape(shape), texts))
    return found


def _figures(result: Assessment) -> dict[str, Any]:
    return figures(result, [one.id for one in result.compiled.columns.values() if one.formula is None])


def differences(result: Assessment, found: Any) -> tuple[int, list[str]]:
    """How many cells were compared, and the columns that differ: numbers by more than 1e-9, texts and states at all."""
    values, states, texts = found
    frame, wrong, count, row = result.filled.frame, [], 0, 0
    for column in result.compiled.columns.values():
        count += frame.size
        if column.is_text:
            if list(result.filled.texts[column.id]) != texts[column.id]:
                wrong.append(f"{result.scheme.id} {column.id}: {texts[column.id]}")
            continue
        known = frame.states[column.id]
        same = np.array_equal(states[row], np.zeros(frame.size, np.int8) if known is None else known)
        if not same or not np.allclose(values[row], frame.values[column.id], rtol=1e-9, atol=1e-9, equal_nan=True):
            wrong.append(
                f"{result.scheme.id} {column.id}: {values[row]} {states[row]}, engine {frame.values[column.id]}"
            )
        row += 1
    return count, wrong


def all_differences(results: Sequence[Assessment], found: Sequence[Any]) -> tuple[int, list[str]]:
    """The same over many cities."""
    counts: list[int] = []
    wrong: list[str] = []
    for one, own in zip(results, found, strict=True):
        count, more = differences(one, own)
        counts.append(count)
        wrong += more
    return sum(counts), wrong


PLANTED: Mapping[str, tuple[str, str]] = {
    "half even": (
        "Math.floor((guarded + POWERS[GUARD] / 2) / POWERS[GUARD])",
        "((up) => up - (guarded % POWERS[GUARD] === POWERS[GUARD] / 2 && up % 2))(Math.floor((guarded + POWERS[GUARD] / 2) / POWERS[GUARD]))",
    ),
    "noise kept": ("Math.floor(size + 0.5)", "size"),
    "rounded down": ("guarded + POWERS[GUARD] / 2", "guarded"),
    "missing forgotten": ("one === MISSING ? MISSING :", ""),
    "the better state": ("Math.max(...known.map((one) => one[i]))", "Math.min(...known.map((one) => one[i]))"),
    "guard forgotten": ("one === OK && at(hit, i) ? verdict : one", "one"),
    "on_na forgotten": ("column.on_na !== null", "false"),
    "a rung is passed": ("x >= key", "x > key"),
    "ranks without gaps": ("rank = place - first + 1", "rank += 1"),
    "ranks the wrong way": ("node.descending[k] ? -x : x", "node.descending[k] ? x : x"),
    "the other branch": ("test ? then : other", "test ? other : then"),
    "state of the other branch": (
        "const taken = at(holds, i) ? then : other",
        "const taken = at(holds, i) ? other : then",
    ),
    "skipped cells counted": ("if (has(frame, name, i)) found", "found"),
    "unraised floor": ("node.up ? Math.ceil : Math.floor", "Math.floor"),
    "a reason too many": ("frame.values[flag.column][i] === 1", "frame.values[flag.column][i] >= 0"),
}
"""Mistakes, each as a text of the evaluator and what stands in its place."""
