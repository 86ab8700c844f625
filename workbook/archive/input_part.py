"""The input cells in the archive: where each stands and what it held when the result was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scoring.assessment import Assessment
from workbook.archive.draft import Draft
from workbook.archive.lines import line
from workbook.result.input_cells import from_plain, to_plain
from workbook.result.inputs import ResultInputs


def dump_inputs(assessment: Assessment, inputs: ResultInputs) -> Iterator[str]:
    """A line a sheet."""
    from workbook.result.declared import inputs_of
    from workbook.result.layout import Plan

    plan = Plan(assessment, inputs.remark, live=not inputs.values_only)
    for one in inputs_of(plan):
        yield line(to_plain(one))


def load_inputs(lines: Sequence[Any], draft: Draft) -> None:
    """The input cells of ``dump_inputs``; none in a result of before."""
    draft.kept = tuple(from_plain(one) for one in lines) if lines else None
