"""Score one submission set and write its result: what ``kaohe score`` does once, and ``kaohe cities`` for each city."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import KaoheError
from scoring.problems import Problem
from workbook.layout.inputs import ResultInputs
from workbook.steps import console
from workbook.steps.result_run import parents
from workbook.steps.run import Run, RunOptions, run

if TYPE_CHECKING:
    from workbook.archive import StoredResult


@dataclass(frozen=True)
class ScoreOptions(RunOptions):
    """How a set is scored and its result written. robustness: with the sheets of robustness."""

    values_only: bool = False
    robustness: bool = True


_MOST = 12


class NothingTaken(KaoheError):
    """Every file was left out: the message says why, as far as it can hold it; ``problems`` are all there is to say."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        reasons = [one for one in problems if one.severity == "error"] or list(problems)
        rest = [f"……共 {len(reasons)} 个，kaohe check 列出每一个"] if len(reasons) > _MOST else []
        lines = ["没有一个文件可以采用，没有写结果工作簿：", *(one.full_text("。") for one in reasons[:_MOST]), *rest]
        super().__init__("\n".join(lines))


def score_set(
    data: Sequence[Path] | None,
    target: Callable[[Run], Path],
    options: ScoreOptions,
    steps: console.Steps,
    *,
    compared: StoredResult | None = None,
    force: bool = False,
) -> Run:
    """Read, score, write; what was read and scored.

    target: where the result is written; it is asked when all else is known, and may refuse (KaoheError). compared: last year's
    result. force: over a file that is there. The same input and options give the same bytes. KaoheError where the data cannot be
    used or the stage does not allow its figures, NothingTaken where no file could be taken.
    """
    from workbook.result.write import write_result
    from workbook.steps.stages import refuse_provisional
    from workbook.steps.study import study_for_result

    done = run(data, options, steps, last=compared, typed=True)
    if done.stored is None:
        refuse_provisional(done.submission, done.scheme)
    if not done.submission.files:  # all of another year, say
        raise NothingTaken(done.assessment.problems)
    write_result(
        done.assessment,
        target(done),
        _inputs(done, compared, options),
        robustness=study_for_result(done.assessment, options.robustness, steps),
        force=force,
        progress=steps,
    )
    return done


def _inputs(done: Run, compared: StoredResult | None, options: ScoreOptions) -> ResultInputs:
    submission, before = done.submission, done.stored
    return ResultInputs(
        files={**submission.files, **done.revised.files},
        options=_options(done, compared, options.as_of),
        self_scores=submission.self_scores,
        stage=submission.stage,
        remark=submission.remark,
        declared=submission.declared,
        review=True,
        last=compared.assessment if compared is not None else before.inputs.last if before is not None else None,
        revisions=done.revised.record(done.scheme, done.assessment.year),
        provenance=submission.provenance,
        values_only=options.values_only,
    )


def _options(done: Run, compared: StoredResult | None, as_of: str) -> dict[str, str]:
    """What 说明 says of the run; of a result that was scored again, what it said, and which result that was."""
    beside = {"对比的结果": f"{compared.name}  SHA-256 {compared.sha256}"} if compared is not None else {}
    if done.stored is not None:
        return {**done.stored.options, **beside, **parents(done.parents)}
    return {
        "方案": done.scheme.id,
        "年度": str(done.assessment.year),
        "结果状态": done.submission.stage,
        **beside,
        "数据日期": done.submission.data_date or "报送时没有注明",
        **({"数据截至（--as-of）": as_of} if as_of else {}),
        **parents(done.parents),
    }
