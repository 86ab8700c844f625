"""一个指标的完成率低于（高于）规定的数（“完成率低于90%的，不得评为优秀”）。"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from scoring.formula.nodes import Node, Ref, both
from scoring.rules.base import number
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line
from scoring.rules.targets.own import ASSIGNED


class CompletionBeyond(Condition):
    """The printed completion of the line ``of`` is below a figure, or above one (an over-run, a difference), of a target that
    was assigned; a line that does not apply is neither."""

    kind: Literal["completion"] = "completion"
    of: str
    below: float | None = None
    above: float | None = None

    @model_validator(mode="after")
    def _one_side(self) -> CompletionBeyond:
        if (self.below is None) == (self.above is None):
            raise ValueError("写 below（低于多少）或 above（高于多少），两者取一")
        return self

    def completions(self) -> tuple[str, ...]:
        return (self.of,)

    def build(self, line: Line) -> Node:
        completion = Ref(f"{self.of}.completion")
        unit = line.draft.columns[completion.column].unit
        limit = line.param(
            "limit", f"{line.name}：界限", self.below if self.below is not None else self.above or 0.0, unit
        )
        beyond = completion.compare("<" if self.below is not None else ">", limit)
        assigned = f"{self.of}.{ASSIGNED}"
        return both(beyond, Ref(assigned).compare("=", 1)) if assigned in line.draft.columns else beyond

    def say(self) -> str:
        word, figure = ("低于", self.below) if self.below is not None else ("高于", self.above or 0.0)
        return f"[{self.of}]的{{judged:{self.of}}}{word}{number(figure)}{{per:{self.of}}}"
