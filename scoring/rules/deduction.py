"""扣分项和大项计0分：在各类别得分以外，从总分里扣；满足条件的，一个类别不计分。"""

from __future__ import annotations

from pydantic import Field, model_validator

from scoring.formula.nodes import If, Node, Number, Ref, largest, smallest
from scoring.rules.base import Model, number
from scoring.rules.condition_spec import WhenSpec
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Line

EACH = "每起"


class Deduction(Model):
    """Points taken from the total (扣分项), never below 0 and never beyond its ``cap``.

    ``item``: so many points for each of what it counts (“群众信访每起扣0.5分，最多扣2分”). ``when``: once, where a condition
    holds (“被省级通报的扣1分”). What is not applicable takes nothing off.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    clause: str = Field(min_length=1)
    drawn_from: str = ""
    design: bool = False
    each: SomePoints
    item: str | None = None
    word: str = EACH
    cap: SomePoints | None = None
    when: WhenSpec | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Deduction:
        if (self.item is None) == (self.when is None):
            raise ValueError("写 item（按什么数，每一个扣 each 分），或写 when（满足条件的扣 each 分），两者取一")
        return self

    def idle(self) -> str:
        if self.when is not None and (self.cap is not None or self.word != EACH):
            return "写了 when 的只扣一次 each，cap 和 word 不起作用；去掉"
        return ""

    def items(self) -> tuple[str, ...]:
        """Ids of the data items that it reads."""
        return self.when.items() if self.when is not None else (str(self.item),)

    def build(self, line: Line) -> Ref:
        """Lay the column of points taken off (0 or more) and return it."""
        each = line.param("each", f"{self.name}：扣分", self.each, "分")
        if self.when is not None:
            applies = If(self.when.build(line.branched("when")), Number(1), Number(0))
            flag = line.column("held", f"{self.name}：符合扣分条件", "helper", applies, places=0, on_na=0, unit="是否")
            off: Node = If(flag.compare("=", 1), each, Number(0), "符合扣分条件")
        else:
            off = largest(0, line.item(str(self.item)) * each)
            if self.cap is not None:
                off = smallest(line.param("cap", f"{self.name}：扣分上限", self.cap, "分"), off)
        return line.column("", f"{self.name}扣分", "helper", off, places=2, unit="分", on_na=0)

    def say(self) -> str:
        """The deduction in words."""
        if self.when is not None:
            return f"{self.when.say()}的，从总分中扣{number(self.each)}分"
        most = "" if self.cap is None else f"，最多扣{number(self.cap)}分"
        return f"“{{{self.item}}}”{self.word}从总分中扣{number(self.each)}分{most}"


class Forfeit(Model):
    """A dimension counts 0 where a condition on items or lines holds (“弄虚作假的，此大项计0分”); its full points still count
    as points that could be had."""

    clause: str = Field(min_length=1)
    when: WhenSpec

    def items(self) -> tuple[str, ...]:
        """Ids of the data items that it reads."""
        return self.when.items()

    def build(self, line: Line) -> Ref:
        """Lay the flag: 1 where the dimension counts 0; what is not applicable forfeits nothing."""
        applies = If(self.when.build(line), Number(1), Number(0))
        return line.column("forfeit", f"{line.name}：计0分", "helper", applies, places=0, on_na=0, unit="是否")

    def say(self) -> str:
        """The forfeit in words, after the name of the dimension."""
        return f"{self.when.say()}的，此大项计0分"
