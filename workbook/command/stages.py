"""--stage: which figures a run may use, and what 审定 refuses."""

from __future__ import annotations

from typing import Annotated

import typer

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.reading.merged.submission import STAGES, Stage, Submission
from workbook.reading.roles import PRELIMINARY

StageOption = Annotated[
    str,
    typer.Option(
        "--stage", help="初评（没有核定的用自报数，暂定）、送审（只用核定数，初步数暂定）或审定（只用最终数）"
    ),
]
_MOST_NAMED = 20


def stage_of(text: str) -> Stage:
    """The option; KaoheError for a word that is no stage."""
    stage = next((one for one in STAGES if one == text), None)
    if stage is None:
        raise KaoheError(f"--stage 只能是{'、'.join(STAGES)}，现在是 {text}")
    return stage


def refuse_provisional(submission: Submission, scheme: Scheme) -> None:
    """KaoheError at 审定 while a county that was not approved as 待定 has a figure that is only preliminary."""
    if submission.stage != "审定":
        return
    left = [
        f"{county}“{scheme.items[item].name}”"
        for (county, item), why in submission.provisional.items()
        if why == PRELIMINARY and county not in submission.approved_pending
    ]
    if left:
        more = f"等 {len(left)} 个数" if len(left) > _MOST_NAMED else ""
        raise KaoheError(
            f"还有初步数，不能审定：{'、'.join(left[:_MOST_NAMED])}{more}。等最终数（部门在“认定说明”里写明“最终”和文号、日期），"
            "或在“决定”的“待定批准”里写明这个县按待定处理；现在要看结果的，用 --stage 送审"
        )
