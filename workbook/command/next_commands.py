"""What to do next, by what a run found: three commands that can be pasted."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from scoring.formula.columns import PENDING_TEXT
from workbook.result.sheets.provenance import TENTATIVE, state_of
from workbook.steps.run import Run
from workbook.steps.stopping import CALLED

_MOST = 3
_SHELL = frozenset(" \t\n'\"\\&|;<>()$`*?#!{}[]")


def next_commands(done: Run, data: Sequence[Path] | None, target: Path, compared: bool) -> list[str]:
    """「接下来：」 and at most three commands as the user calls them, each below what it is for, alone on its line so that it can be
    pasted; the most pressing first."""
    called = os.environ.get(CALLED, "kaohe")
    if not called:
        return []
    words = " ".join(quoted(path) for path in data or ())
    found = islice(_fitting(done, words, target, compared), _MOST)
    return ["接下来：", *(line for command, why in found for line in (f"  {why}：", f"    {called} {command}"))]


def _fitting(done: Run, data: str, target: Path, compared: bool) -> Iterator[tuple[str, str]]:
    assessment, result = done.assessment, quoted(target)
    names = assessment.counties
    waiting = [name for place, name in enumerate(names) if assessment.filled.text("grade", place) == PENDING_TEXT]
    if done.exit_status and done.stored is None:
        yield f"check {data} --marked 退回".replace("  ", " "), "数据有错误，逐个列出，写出标好的副本退回去改"
    if waiting:
        yield (
            f"explain {result} -c {quoted(waiting[0])}",
            f"{waiting[0]}{'等' if len(waiting) > 1 else ''}待定，缺什么数",
        )
    if any(state_of(assessment, done.submission.provenance, name) == TENTATIVE for name in names):
        yield f"check {data} --owed 催报.xlsx".replace("  ", " "), "有的得分暂定，谁还欠最终数"
    decided = " --document 文号 --date 日期" if done.submission.stage == "审定" else ""
    yield f"report {result} -o 报告{decided}", f"写{done.submission.stage}的文件和评审页"
    ranked = [place for place in assessment.ranked if isinstance(assessment.filled.text("rank", place), float)]
    if ranked:
        last = names[ranked[-1]]
        yield f"explain {result} -c {quoted(last)} --lost", f"名次最后的{last}失分在哪里"
    if not compared:
        yield f"compare 上年结果.xlsx {result}", "和上年比，为什么变了"
    yield f"verify {result}", "核对结果没有被改动"


def quoted(word: str | Path) -> str:
    """A word as the shell here takes it, where it needs it; Chinese needs no quotes."""
    text = str(word)
    if os.name == "nt":
        return f'"{text}"' if set(text) & set(" &()^;,=“”") else text
    return text if text and not text.startswith("~") and not set(text) & _SHELL else shlex.quote(text)
