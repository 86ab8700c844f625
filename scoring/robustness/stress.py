"""Errors of the data: figures moved at random within their rounding or a revision, the whole ledger run again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.formula.numbers import Floats
from scoring.robustness.figures import Figure
from scoring.robustness.replay import CaseChanges, Replay
from scoring.robustness.sampling import Sample, Tally
from scoring.robustness.settings import RevisionSettings, Sizes, Stress
from scoring.rounding import round_half_up

_CHUNK_CELLS = 20_000
ROUNDING, TOGETHER = "取整误差", "取整与修订同时"


@dataclass(frozen=True)
class StressCase:
    """One error of the data: its name, its size in words, how many items it moves, what became of the counties."""

    name: str
    what: str
    items: int
    sample: Sample


def scenarios(figures: tuple[Figure, ...], stress: Stress) -> list[tuple[str, str, list[tuple[Figure, Sizes]], bool]]:
    """(name, in words, figures with the sizes of their revision, whether rounding errs too)"""
    found: list[tuple[str, str, list[tuple[Figure, Sizes]], bool]] = []
    rounded = [(one, Sizes()) for one in figures if one.rounded]
    if rounded:
        found.append((ROUNDING, "各数在末位小数的正负半个单位以内", rounded, True))
    revised: dict[str, list[tuple[Figure, Sizes]]] = {}
    sizes: dict[str, Sizes] = {}
    for figure in figures:
        size = _size(figure, stress)
        if size is not None and getattr(size, figure.item.kind, 0) > 0:
            name = f"{figure.item.bureau}修订"
            revised.setdefault(name, []).append((figure, size))
            sizes.setdefault(name, size)
    found += [(name, sizes[name].say(), own, False) for name, own in revised.items()]
    if len(found) > 1:
        moved = [pair for own in revised.values() for pair in own]
        named = {figure.item.id for figure, _ in moved}
        moved += [pair for pair in rounded if pair[0].item.id not in named]
        found.append((TOGETHER, "以上各项同时发生", moved, True))
    return found


def _size(figure: Figure, stress: Stress) -> RevisionSettings | Sizes | None:
    for one in stress.revisions:
        if figure.item.id in one.items or (one.bureau and one.bureau == figure.item.bureau):
            return one
    return stress.each_bureau


def run_stress(
    replay: Replay, figures: tuple[Figure, ...], stress: Stress, seed: int, only_last: bool = False
) -> tuple[StressCase, ...]:
    """Every scenario in turn (or the last, which holds all the others).

    Each draws from a generator of its own, so that adding one changes no other.
    """
    chosen = scenarios(figures, stress)
    return tuple(
        StressCase(name, what, len(moved), _sample(replay, moved, rounding, stress.draws, [seed, *name.encode()]))
        for name, what, moved, rounding in (chosen[-1:] if only_last else chosen)
    )


def _sample(replay: Replay, moved: list[tuple[Figure, Sizes]], rounding: bool, draws: int, seed: list[int]) -> Sample:
    random = np.random.default_rng(seed)
    frame = replay.assessment.rows(np.arange(len(replay.assessment.counties)))  # pending ones count among peers too
    tally = Tally(replay, draws)
    chunk = max(1, _CHUNK_CELLS // frame.size)
    for start in range(0, draws, chunk):
        cases = min(chunk, draws - start)
        values = {
            figure.item.id: (_moved(figure, size, rounding, cases, random), frame.states[figure.item.id])
            for figure, size in moved
        }
        tally.add(replay.run(CaseChanges(values=values), frame).of(replay.ranked), cases)
    return tally.sample()


def _moved(figure: Figure, size: Sizes, rounding: bool, cases: int, random: np.random.Generator) -> Floats:
    """The figures of a case each, cases × counties: revised, printed to their decimals, then off by the rounding.

    A figure of 0 says that there is none; it is not moved.
    """
    values = np.tile(figure.values, (cases, 1))
    movable = figure.stands & (figure.values != 0)
    amount = float(getattr(size, figure.item.kind, 0.0))
    if amount > 0:
        by = random.uniform(-amount, amount, values.shape)
        revised = values * (1 + by / 100) if figure.item.kind == "number" else values + by
        values = np.where(movable, round_half_up(revised, figure.decimals), values)
    if rounding and figure.rounded:
        values = np.where(movable, values + random.uniform(-0.5, 0.5, values.shape) * figure.unit, values)
    return np.where(movable, np.clip(values, figure.low, figure.high), figure.values)
