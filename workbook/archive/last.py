"""The assessment that a result was compared with, kept inside it: the same parts once more, one line each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from workbook.archive.lines import line
from workbook.result.inputs import ResultInputs

if TYPE_CHECKING:
    from scoring.assessment import Assessment
    from workbook.archive.parts import Draft

_KEPT = ("about", "scheme", "data", "adjustment", "reader_problem", "intake_problem")
"""Parts that an assessment is computed from; where its figures stood is not kept."""


def dump_last(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    """(part, line) pairs of the other assessment; none without one."""
    from workbook.archive.parts import PARTS

    if inputs.last is None:
        return
    bare = ResultInputs(versions={})
    for part in PARTS:
        if part.name in _KEPT:
            for text in part.dump(inputs.last, bare):
                yield line([part.name, text])


def load_last(lines: Sequence[Any], draft: Draft) -> None:
    """Compute the other assessment again."""
    from workbook.archive.parts import PARTS, Draft

    if not lines:
        return
    inner = Draft()
    for part in PARTS:
        if part.name in _KEPT:
            own = [text for name, text in lines if name == part.name]
            part.load(own if part.raw else [json.loads(text, parse_int=float) for text in own], inner)
    draft.inputs["last"] = inner.assessment()
