"""The one table of what can be double-clicked: the files for Windows and for Linux, the window and the page go by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Takes = Literal["folder", "data", "result"]


@dataclass(frozen=True)
class Verb:
    """id: the ASCII word by which the window is told which one it is. takes: what may be dropped on it."""

    number: int
    id: str
    title: str
    takes: Takes
    about: str
    question: str

    @property
    def name(self) -> str:
        """As a person sees it: 「1 取空表」."""
        return f"{self.number} {self.title}"

    @property
    def ascii_name(self) -> str:
        """For places that take no Chinese names (the bundle): 「1-template」."""
        return f"{self.number}-{self.id}"


VERBS = (
    Verb(1, "template", "取空表", "folder", "做一个报送文件夹，里面是各县、各部门的全部空表", "空表放到哪个文件夹里？"),
    Verb(2, "check", "检查（退回件）", "data", "列出全部问题，写出可以退回去改的副本、问题清单、催报清单", "检查哪个报送文件夹（或哪个文件）？"),
    Verb(3, "score", "计分", "data", "计分、评等次、排名，写出结果工作簿", "给哪个报送文件夹（或哪个文件）计分？"),
    Verb(4, "report", "出文件", "result", "从结果工作簿写出这个阶段要印发的文件和评审页", "从哪个结果工作簿出文件？"),
    Verb(5, "verify", "核对", "result", "核对结果工作簿是不是程序写出的原样", "核对哪个结果工作簿？"),
)  # fmt: skip


def verb_called(id: str) -> Verb:
    """The verb of an id; KeyError where there is none."""
    return {one.id: one for one in VERBS}[id]
