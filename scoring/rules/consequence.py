"""结果运用: what follows for a county from its grade or from a notice, by clause. Data; nothing is computed from it."""

from __future__ import annotations

from typing import Literal

from scoring.rules.base import Model

CONSEQUENCE_KINDS = {
    "basis": "综合考核评价依据",
    "reward": "奖励",
    "accountability": "问责",
    "rectification": "整改",
    "suspension": "暂停审批",
    "honours": "评优限制",
    "other": "其他",
}


class Consequence(Model):
    """One consequence. ``within``: the time allowed, in words (一个月内). ``design``: the choice is the scheme's own."""

    kind: Literal["basis", "reward", "accountability", "rectification", "suspension", "honours", "other"]
    text: str
    clause: str
    within: str = ""
    drawn_from: str = ""
    design: bool = False
