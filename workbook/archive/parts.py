"""What the archive holds, part by part: how each is written as lines and read back. To keep a further input: a field of ResultInputs, a Part here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scoring.assessment import Adjustment, Assessment
from scoring.formula.columns import NOT_APPLICABLE_TEXT, State
from scoring.problems import Problem, Source
from scoring.robustness import Settings
from scoring.scheme.canonical import scheme_from_text, scheme_text
from workbook.archive.draft import Lines, ResultDraft
from workbook.archive.lines import line, safe
from workbook.archive.list_part import dump_lists, load_lists
from workbook.archive.provenance import dump_provenance, load_provenance
from workbook.archive.upgrades import LAYOUT, upgraded, upgraded_study
from workbook.layout.input_cells import InputCells, from_plain, to_plain
from workbook.layout.inputs import ResultInputs
from workbook.revisions.record import record_from_plain, record_to_plain


@dataclass(frozen=True)
class ArchivePart:
    """One kind of content: ``dump`` gives its lines of JSON text, ``load`` takes their values.

    Numbers come back as floats; a part that is ``raw`` gets the lines themselves.
    """

    name: str
    dump: Callable[[Assessment, ResultInputs], Iterable[str]]
    load: Callable[[Lines, ResultDraft], None]
    raw: bool = False

    def read(self, rows: Iterable[Sequence[str]], draft: ResultDraft) -> None:
        """Take its own of all (part, line) rows into the draft."""
        own = [text for name, text in rows if name == self.name]
        self.load(own if self.raw else [json.loads(text, parse_int=float) for text in own], draft)


def _dump_about(assessment: Assessment, inputs: ResultInputs) -> Iterator[str]:
    yield line(
        {
            "year": assessment.year,
            "stage": inputs.stage,
            "remark": inputs.remark,
            "values_only": inputs.values_only,
            "layout": LAYOUT,
            "review": inputs.review,
            "scheme_sha256": assessment.scheme.sha256,
            "data_sha256": assessment.data_sha256,
            "files": dict(inputs.files),
            "options": dict(inputs.options),
            "versions": dict(inputs.versions),
        }
    )


def _load_about(lines: Lines, draft: ResultDraft) -> None:
    draft.about = upgraded(lines[0])
    for name in ("stage", "remark", "values_only", "review", "files", "options", "versions"):
        draft.inputs[name] = draft.about[name]
    texts = [one for name in ("files", "options", "versions") for pair in draft.about[name].items() for one in pair]
    if not all(isinstance(one, str) for one in (draft.about["remark"], *texts)):
        raise ValueError("remark, files, options, versions")


def _dump_scheme(assessment: Assessment, _: ResultInputs) -> Iterator[str]:
    yield safe(scheme_text(assessment.scheme))


def _load_scheme(lines: Lines, draft: ResultDraft) -> None:
    # The same value as the canonical text, whose hash counts: only its fragile characters were escaped.
    draft.scheme = scheme_from_text(json.dumps(json.loads(lines[0]), ensure_ascii=False, sort_keys=True))


def _dump_data(assessment: Assessment, _: ResultInputs) -> Iterator[str]:
    """The item ids, then a line a county: its name and its figures; null is missing."""
    intake = assessment.intake
    yield line(list(intake.values))
    columns = []
    for item, values in intake.values.items():
        cells = [f"{value:.15g}" for value in values.tolist()]
        states = intake.states[item]
        for place in [] if states is None else np.flatnonzero(states).tolist():
            cells[place] = "null" if states[place] == State.MISSING else f'"{NOT_APPLICABLE_TEXT}"'  # type: ignore[index]
        columns.append(cells)
    for place, county in enumerate(intake.counties):
        yield f"[{','.join((line(county), *(cells[place] for cells in columns)))}]"


def _load_data(lines: Lines, draft: ResultDraft) -> None:
    items, rows = lines[0], lines[1:]
    draft.counties = tuple(row[0] for row in rows)
    for place, item in enumerate(items, 1):
        cells = [row[place] for row in rows]
        states = np.asarray(
            [State.MISSING if cell is None else State.NOT_APPLICABLE if isinstance(cell, str) else State.OK for cell in cells],
            np.int8,
        )  # fmt: skip
        draft.values[item] = np.asarray([cell if isinstance(cell, float) else np.nan for cell in cells], np.float64)
        draft.states[item] = states if states.any() else None


def _dump_declared(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    for (county, item), (kind, reason) in inputs.declared.items():
        yield line([county, item, kind, reason])


def _load_declared(lines: Lines, draft: ResultDraft) -> None:
    draft.inputs["declared"] = {(county, item): (kind, reason) for county, item, kind, reason in lines}


def _dump_sources(assessment: Assessment, _: ResultInputs) -> Iterator[str]:
    """The (file, sheet) pairs; the items; then a line a county: a cell an item, a number says which pair from here on."""
    sources = assessment.sources
    if not sources:
        return
    # In the assessment's order, not the mapping's: what is read back is laid out the same.
    known = {item for _, item in sources}
    items = [item for item in assessment.intake.values if item in known]
    counties = [county for county in assessment.counties if any((county, item) in sources for item in items)]
    order = (sources.get((county, item)) for county in counties for item in items)
    pairs = list(dict.fromkeys((one.file, one.sheet) for one in order if one is not None))
    numbers = {pair: float(place) for place, pair in enumerate(pairs)}
    yield line(pairs)
    yield line(items)
    for county in counties:
        row: list[Any] = [county]
        now = -1.0
        for item in items:
            source = sources.get((county, item))
            if source is None:
                row.append(None)
                continue
            pair = numbers[source.file, source.sheet]
            if pair != now:
                row.append(int(pair))
                now = pair
            row.append(source.cell)
        yield line(row)


def _load_sources(lines: Lines, draft: ResultDraft) -> None:
    if not lines:
        return
    pairs, items, rows = lines[0], lines[1], lines[2:]
    for county, *marks in rows:
        pair = ("", "")
        left = iter(items)
        for mark in marks:
            if isinstance(mark, float):
                pair = tuple(pairs[int(mark)])
                continue
            item = next(left)
            if mark is not None:
                draft.sources[county, item] = Source(*pair, mark)


def _dump_adjustments(assessment: Assessment, _: ResultInputs) -> Iterator[str]:
    for one in assessment.adjustments:
        yield line([one.county, one.indicator, one.points, one.reason, one.approver, one.appeal, *one.source,
                    *_more(one)])  # fmt: skip


def _load_adjustments(lines: Lines, draft: ResultDraft) -> None:
    draft.adjustments = tuple(
        Adjustment(county, indicator, points, reason, approver, Source(file, sheet, cell), appeal, *more)
        for county, indicator, points, reason, approver, appeal, file, sheet, cell, *more in lines
    )


def _more(one: Adjustment) -> list[str]:
    """What adjustments did not have in results of before; nothing where all is blank."""
    more = [one.document, one.date, one.beyond, one.late]
    return more if any(more) else []


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    for one in problems:
        also = [one.also] if one.also else []
        rest = (one.value, one.remedy, *one.source, *also)
        yield line([one.severity, one.code, one.county, one.item, one.message, *rest])


def _problem(row: Sequence[Any]) -> Problem:
    severity, code, county, item, message, value, remedy, file, sheet, cell, *also = row
    others = tuple(Source(*place) for place in also[0]) if also else ()
    return Problem(severity, code, county, item, message, Source(file, sheet, cell), value, remedy, others)


def _load_reader_problems(lines: Lines, draft: ResultDraft) -> None:
    draft.reader_problems = tuple(map(_problem, lines))


def _load_found(lines: Lines, draft: ResultDraft) -> None:
    draft.found = tuple(map(_problem, lines))


def _dump_self_scores(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    scores = inputs.self_scores
    if scores is None:
        return
    yield line([str(name) for name in scores.columns])
    for county, row in zip(scores.index, scores.to_numpy(object).tolist(), strict=True):
        yield line([str(county), *(None if pd.isna(value) else value for value in row)])


def _load_self_scores(lines: Lines, draft: ResultDraft) -> None:
    if lines:
        index = pd.Index([row[0] for row in lines[1:]], dtype=object)
        rows = [row[1:] for row in lines[1:]]
        draft.inputs["self_scores"] = pd.DataFrame(rows, index=index, columns=lines[0])


def _dump_revisions(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    if inputs.revisions:
        yield line(record_to_plain(inputs.revisions))


def _load_revisions(lines: Lines, draft: ResultDraft) -> None:
    if lines:
        draft.inputs["revisions"] = record_from_plain(lines[0])


def _dump_robustness(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    if inputs.robustness is not None:
        yield safe(inputs.robustness.model_dump_json())


def _load_robustness(lines: Lines, draft: ResultDraft) -> None:
    if lines:
        draft.inputs["robustness"] = Settings.model_validate_json(
            json.dumps(upgraded_study(json.loads(lines[0]))), strict=True
        )


def dump_inputs(input_cells: Iterable[InputCells]) -> Iterator[str]:
    """The input cells, a line a sheet: where each stands and what it held when the result was written."""
    return (line(to_plain(one)) for one in input_cells)


def _load_inputs(lines: Lines, draft: ResultDraft) -> None:
    """None in a result of before."""
    draft.input_cells = tuple(from_plain(one) for one in lines) if lines else None


def _dump_last(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    """(part, line) pairs of the assessment that the result was compared with; none without one."""
    if inputs.last is None:
        return
    bare = ResultInputs(versions={})
    for part in PARTS:
        if part.name in _OF_LAST:
            for text in part.dump(inputs.last, bare):
                yield line([part.name, text])


def _load_last(lines: Lines, draft: ResultDraft) -> None:
    """Compute it again."""
    if not lines:
        return
    inner = ResultDraft()
    for part in PARTS:
        if part.name in _OF_LAST:
            part.read(lines, inner)
    draft.inputs["last"] = inner.assessment()


_OF_LAST = ("about", "scheme", "data", "adjustment", "reader_problem", "intake_problem")
"""Parts that an assessment is computed from; where its figures stood is not kept of the one that was compared with."""
INPUT = "input"
PARTS = (
    ArchivePart("about", _dump_about, _load_about),
    ArchivePart("scheme", _dump_scheme, _load_scheme, raw=True),
    ArchivePart("data", _dump_data, _load_data),
    ArchivePart("declared", _dump_declared, _load_declared),
    ArchivePart("source", _dump_sources, _load_sources),
    ArchivePart("list", dump_lists, load_lists),
    ArchivePart("adjustment", _dump_adjustments, _load_adjustments),
    ArchivePart("reader_problem", lambda assessment, _: _problems(assessment.reader_problems), _load_reader_problems),
    ArchivePart("intake_problem", lambda assessment, _: _problems(assessment.intake.problems), _load_found),
    ArchivePart("self_score", _dump_self_scores, _load_self_scores),
    ArchivePart("last", _dump_last, _load_last),
    ArchivePart("revision", _dump_revisions, _load_revisions),
    ArchivePart("provenance", dump_provenance, load_provenance),
    ArchivePart("robustness", _dump_robustness, _load_robustness, raw=True),
    ArchivePart(INPUT, lambda *_: iter(()), _load_inputs),  # written by ``write_archive``, which is given the cells
)
