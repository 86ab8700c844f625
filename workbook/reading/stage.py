"""The stages of an assessment: which figures each may use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scoring.errors import KaoheError

Stage = Literal["初评", "送审", "审定"]
STAGES: tuple[Stage, ...] = ("初评", "送审", "审定")
"""初评 takes 自报 and 初步 figures where final ones are due; 送审 takes 初步, no 自报; 审定 takes final ones only."""
STAGES_BEFORE: Mapping[str, Stage] = {"初评": "初评", "核定": "送审", "市政府审定": "审定"}
"""What stages were called before, in results, in seals and on the command line."""


def stage_called(text: object) -> Stage:
    """The stage of this name, as it is called now or was before; KaoheError for a word that is none."""
    called = next((one for one in STAGES if one == text), None) or STAGES_BEFORE.get(str(text))
    if called is None:
        raise KaoheError(f"结果状态只能是{'、'.join(STAGES)}，写的是“{text}”，不能用")
    return called
