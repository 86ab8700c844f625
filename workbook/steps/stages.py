"""--stage: which figures a run may use, and what 审定 refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.reading.merged.absence import debtor
from workbook.reading.merged.submission import Submission
from workbook.reading.roles import PRELIMINARY, Role
from workbook.reading.text import listed

if TYPE_CHECKING:
    from workbook.archive.stored import StoredResult

_MOST_NAMED = 5


def refuse_provisional(submission: Submission, scheme: Scheme) -> None:
    """KaoheError at 审定 while a county that was not approved as 待定 has a figure that is only preliminary.

    It names who is to report each figure, and in which file.
    """
    if submission.stage != "审定":
        return
    left = [
        key
        for key, why in submission.provenance.provisional.items()
        if why == PRELIMINARY and key[0] not in submission.approved_pending
    ]
    if not left:
        return
    by_owner: dict[str, list[str]] = {}
    for county, item in left:
        by_owner.setdefault(debtor(scheme.items[item]) or county, []).append(f"{county}“{scheme.items[item].name}”")
    lacking = "；".join(
        f"{owner} {len(names)} 个（应在 {_expected(submission, scheme, owner)}）：{listed(names, _MOST_NAMED)}"
        for owner, names in by_owner.items()
    )
    raise KaoheError(
        f"还有初步数，不能审定。{lacking}。等最终数（部门在“认定说明”里写明“最终”和文号、日期），"
        "或在“决定”的“待定批准”里写明这个县按待定处理；现在要看结果的，用 --stage 送审"
    )


def _expected(submission: Submission, scheme: Scheme, owner: str) -> str:
    """The file that a bureau's figures are to come in: the one it sent, or as a set names it."""
    sent = [
        one.file for one in submission.provenance.adopted if one.role == Role.BUREAU and owner in one.who.split("、")
    ]
    return sent[0] if sent else f"{Role.BUREAU}/{owner}-{scheme.id}-{submission.year}.xlsx"


def refuse_not_final(name: str, stored: StoredResult) -> None:
    """KaoheError for a result called 审定 in which figures are used that are not final."""
    if stored.stage != "审定":
        return
    from workbook.result.sheets.provenance import MISSING, used_figure

    used = [
        key for key in stored.inputs.provenance.provisional if used_figure(stored.assessment, *key) not in ("", MISSING)
    ]
    if used:
        names = [f"{county}“{stored.assessment.scheme.items[item].name}”" for county, item in used]
        raise KaoheError(
            f"{name} 写的是审定，里面却用了没有最终核定的数：{listed(names, _MOST_NAMED)}；没有印发。"
            "用 kaohe score --stage 审定 从报送文件重新计分"
        )
