"""Read the data, score it under every scheme and every changed scheme, set it all side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from scoring.assessment import Assessment, Evidence, assess, assess_intake
from scoring.errors import KaoheError, SchemeError
from scoring.ledger.intake import Intake
from scoring.scenarios import Changed, ComparedScheme, Scenario, SideBySide, changed, read_scenarios, side_by_side
from scoring.scheme.scheme import Scheme
from scoring.scheme.spelling import nearest
from workbook.scenarios.naming import refuse_names, shown_names, texts_in
from workbook.steps import console
from workbook.steps.run import Run, RunOptions, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.reading.merged.submission import Submission


class _Named(Protocol):
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class ScenarioRequest:
    """What is to be tried. schemes: as given (ids, paths, workbooks), the first the official one; none: as the data say.
    options: all but the scheme. by_name: counties by their names, not by labels."""

    data: Sequence[Path] | None
    schemes: tuple[str, ...] = ()
    changes: Path | None = None
    options: RunOptions = RunOptions()
    by_name: bool = False


@dataclass(frozen=True)
class Tried:
    """What came of it. runs: one a scheme as given. names: what each county is called; hidden: whether by a label."""

    runs: tuple[Run, ...]
    found: SideBySide
    names: Mapping[str, str]
    hidden: bool

    @property
    def official(self) -> Run:
        """The run that the others are compared with."""
        return self.runs[0]


def try_all(request: ScenarioRequest, steps: console.Steps) -> Tried:
    """KaoheError for what cannot be read, changed or compared; of changes all that is wrong at once."""
    scenarios = () if request.changes is None else read_scenarios(request.changes)
    quiet = console.Discreet(steps)
    runs: list[Run] = []
    for which in request.schemes or (None,):
        steps(f"按方案 {which or '（数据里写的）'} 读数据、计分")
        runs.append(_run(request, which, quiet))
    titles = _titles(request.schemes, runs)
    trials = [ComparedScheme(title, one.assessment) for title, one in zip(titles, runs, strict=True)]
    changes = _changed(scenarios, dict(zip(titles, runs, strict=True)))
    for place, one in changes:
        steps(f"测算“{one.scenario.name}”")
        trials.append(ComparedScheme(one.scenario.name, _assessed(runs[place], one, request, quiet), one))
    found = side_by_side(trials)
    names, hidden = shown_names(found.counties, [one.submission for one in runs], by_name=request.by_name)
    if hidden:
        _refuse_names(scenarios, trials, found.counties)
    else:
        quiet.repeat()
    return Tried(tuple(runs), found, names, hidden)


def _refuse_names(scenarios: Sequence[Scenario], trials: Sequence[ComparedScheme], counties: Sequence[str]) -> None:
    """KaoheError where what was written for the trial, or a scheme's title or a text of it that is shown, names one of these counties."""
    texts = [text for one in scenarios for text in (one.name, one.note)]
    texts += [text for one in scenarios for change in one.changes for text in texts_in([change.path, change.value])]
    parts = list[str]()
    for trial in trials:
        spec = trial.assessment.scheme.spec
        texts += [trial.name, spec.title, spec.version]
        named: tuple[_Named, ...] = (*spec.dimensions, *trial.assessment.scheme.indicators, *spec.grades)
        parts += [one.name for one in (*named, *spec.deductions, *spec.gates)]
        changes = () if trial.changed is None else trial.changed.applied
        parts += [one.before for one in changes if isinstance(one.before, str)]
    refuse_names(dict.fromkeys(texts), counties)
    refuse_names(dict.fromkeys(parts), counties, shortened=False)


def _run(request: ScenarioRequest, scheme: str | Scheme | None, steps: console.Steps) -> Run:
    return run(request.data, replace(request.options, scheme=scheme), steps)


def _titles(schemes: Sequence[str], runs: Sequence[Run]) -> list[str]:
    """What a scheme's column is called: its id; where two have the same, the file's name too."""
    ids = [one.scheme.id for one in runs]
    named = [
        name if ids.count(name) == 1 else f"{name}（{Path(text).name}）"
        for name, text in zip(ids, schemes or ids, strict=True)
    ]
    return [name if named.count(name) == 1 else f"{name}-{place}" for place, name in enumerate(named, 1)]


def _changed(scenarios: Sequence[Scenario], runs: Mapping[str, Run]) -> list[tuple[int, Changed]]:
    """Each scenario's scheme with the place of the run that it changes; SchemeError with the faults of all."""
    known = {name: place for place, name in enumerate(runs)}
    schemes = [one.scheme for one in runs.values()]
    made, faults = list[tuple[int, Changed]](), list[str]()
    for one in scenarios:
        if one.scheme and one.scheme not in known:
            faults.append(f"{one.mark} scheme：没有给方案 {one.scheme}{nearest(one.scheme, known)}（用 --scheme 给）")
            continue
        if one.name in known:
            faults.append(f"{one.mark} name：“{one.name}”与方案同名；换一个名称")
        place = known[one.scheme] if one.scheme else 0
        try:
            made.append((place, changed(schemes[place], one)))
        except SchemeError as error:
            faults += error.messages
    if faults:
        raise SchemeError(faults)
    return made


def _assessed(done: Run, one: Changed, request: ScenarioRequest, steps: console.Steps) -> Assessment:
    """What ``kaohe score`` gives under the changed scheme: the figures read once, where reading again would give the same."""
    try:
        if done.stored is None and not _reads_alike(done, one.scheme):
            return _run(request, one.scheme, steps).assessment
        return _again(done, one.scheme)
    except KaoheError as error:
        raise KaoheError(f"{one.scenario.mark} 测算“{one.scenario.name}”：{error}") from error


def _reads_alike(done: Run, scheme: Scheme) -> bool:
    """Whether the data are read the same way: the same items on the same sheets, lines of the same names (adjustments go by them), and no
    adjustment that points bound."""
    before = done.scheme
    return (
        dict(before.items) == dict(scheme.items)
        and dict(before.lists) == dict(scheme.lists)
        and before.sheets() == scheme.sheets()
        and [(one.id, one.name) for one in before.indicators] == [(one.id, one.name) for one in scheme.indicators]
        and _bounded_alike(done.submission, before, scheme)
    )


def _bounded_alike(submission: Submission, before: Scheme, scheme: Scheme) -> bool:
    """Whether the points that bound adjustments are the same, or adjustments are surely within them under both schemes and none
    is a problem."""
    if _bounds(before) == _bounds(scheme):
        return True
    if any("ADJUSTMENT" in one.code for one in submission.problems) or any(
        one.beyond for one in submission.adjustments
    ):
        return False
    sums = Counter[tuple[str, str]]()
    for one in submission.adjustments:
        sums[one.county, one.indicator] += abs(one.points)  # type: ignore[assignment]
    return all(
        amount <= min(_least(before, indicator), _least(scheme, indicator)) for (_, indicator), amount in sums.items()
    )


def _bounds(scheme: Scheme) -> tuple[Any, ...]:
    return scheme.spec.points, [(one.id, one.points, one.points_by_group) for one in scheme.indicators]


def _least(scheme: Scheme, indicator: str) -> float:
    line = scheme.indicator(indicator)
    return min(line.points, *(line.points_by_group or {0: line.points}).values())


def _again(done: Run, scheme: Scheme) -> Assessment:
    """The figures as they were read, under another scheme; of a result those that it keeps, for a table would lose what was
    declared of them."""
    own, before = done.submission, done.assessment
    if done.stored is None:
        return assess(
            scheme, own.table[list(scheme.items)], before.year, adjustments=own.adjustments, evidence=own.evidence, revised=done.revised.in_force,
        )  # fmt: skip
    lacking = list(_lacking(own, done.scheme, scheme))
    if lacking:
        raise KaoheError(f"结果工作簿里没有{'、'.join(lacking)}：用原来的数据测算")
    if not _bounded_alike(own, done.scheme, scheme):
        raise KaoheError("指标的分值变了，结果工作簿里的核定调整是否超出满分要重新核对：用原来的数据测算")
    values = {item: before.intake.values[item] for item in scheme.items}
    states = {item: before.intake.states[item] for item in scheme.items}
    return assess_intake(
        scheme, Intake(before.counties, values, states, ()), before.year, adjustments=own.adjustments,
        evidence=Evidence(problems=own.problems, sources=before.sources, lists=before.lists),
        counted=frozenset(key for key in before.counted if key[1] in scheme.items),
    )  # fmt: skip


def _lacking(submission: Submission, before: Scheme, scheme: Scheme) -> Iterator[str]:
    """What a result does not hold that the changed scheme needs."""
    yield from (f"数据项“{one.name}”" for name, one in scheme.items.items() if before.items.get(name) != one)
    known = {one.id for one in scheme.indicators}
    yield from (f"核定调整的指标 {one.indicator}" for one in submission.adjustments if one.indicator not in known)
