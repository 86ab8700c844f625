"""``kaohe explain``: why a county has its points, lost ones first if asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scoring.explain import full_points
from scoring.scheme.models import Indicator
from workbook.command.naming import county_of, indicator_of
from workbook.layout.effects import effects_of
from workbook.result.sheets.provenance import TENTATIVE, state_of, tentative_figures
from workbook.steps import console
from workbook.steps.run import Run, RunOptions, run

_NOTHING = 1e-9


def explain_files(
    data: Sequence[Path] | None,
    options: RunOptions,
    county: str | None,
    indicator: str | None,
    *,
    lost: bool = False,
    as_json: bool = False,
) -> int:
    """Print why: a county's total and its indicators, or one. lost: only lines that lost points, the most first."""
    with console.Steps() as steps:
        done = run(data, options, steps)
    named = [county_of(done.assessment, county)] if county else list(done.assessment.counties)
    lines = [indicator_of(done.scheme, indicator)] if indicator else list(done.scheme.indicators)
    shown = {name: _lost_first(done, name, lines) if lost else lines for name in named}
    if as_json:
        from workbook.command.json_output import explained

        console.plain(explained(done, shown))
        return 0
    screen = console.out()
    effects = effects_of(done.assessment) if indicator is None else None
    for name in named:
        if effects is not None:
            screen.print(console.safe(done.assessment.explain(name)))
            for sentence in effects.county(name):
                screen.print(console.safe(f"  {sentence}"))
        if state_of(done.assessment, done.submission.provenance, name) == TENTATIVE:
            which = tentative_figures(done.assessment, done.submission.provenance, name)
            screen.print(console.safe(f"  得分和等次暂定：{which}", "yellow"))
        for one in shown[name]:
            screen.print(console.safe("  " + done.assessment.explain(name, one.id)))
            for sentence in done.revised.sentences(name, one.items(), done.scheme):
                screen.print(console.safe("    " + sentence))
        if lost and not shown[name]:
            screen.print(console.safe("  各项都是满分或不适用", "dim"))
    return 0


def lost_points(done: Run, county: str, indicator: Indicator) -> float | None:
    """What a line lacks of its full points; None where it has no points (missing, not applicable)."""
    place = done.assessment.place(county)
    points = done.assessment.filled.text(indicator.id, place)
    return max(0.0, full_points(done.assessment, indicator, place) - points) if isinstance(points, float) else None


def _lost_first(done: Run, county: str, lines: Sequence[Indicator]) -> list[Indicator]:
    """Lines that lost points, the most first; those that cannot be scored lead."""
    lost = {one.id: lost_points(done, county, one) for one in lines}
    place, columns = done.assessment.place(county), done.assessment.compiled.columns
    waiting = [one for one in lines if done.assessment.filled.text(one.id, place) == columns[one.id].missing_text]
    found = [one for one in lines if (lost[one.id] or 0.0) > _NOTHING]
    return [*waiting, *sorted(found, key=lambda one: -(lost[one.id] or 0.0))]
