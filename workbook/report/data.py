"""What the documents and the page show: every figure and sentence here is read from the ledger, none is made up later.

Counties stand in the table's order, which is the administrative one. ``number`` is None where a cell holds no
number; ``text`` is then how it stands (缺报, 不适用, 待定).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from workbook.report.county_parts import Before, Feedback, Loss


class PrintedFigure(NamedTuple):
    """A figure as it is printed, with the number behind it."""

    text: str
    number: float | None = None


@dataclass(frozen=True)
class PageHeading:
    """What stands on every page. ``stage`` is 初评, 送审 or 审定; ``remark`` the label of the figures.

    design: choices of the scheme's own. resting: for how many points the figures are not final.
    """

    city: str
    year: int
    scheme: str
    scheme_standing: str
    stage: str
    remark: str
    points: float
    caveats: tuple[str, ...]
    design: tuple[str, ...]
    resting: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]

    @property
    def banner(self) -> str:
        """The line that every page of a paper carries: how far the result is, until it is approved; the label."""
        stands = "" if self.stage == "审定" else f"结果状态：{self.stage}（未经审定）"
        return "  ".join(part for part in (stands, self.remark) if part)

    def fields(self) -> dict[str, str | int]:
        """What every template may use of it."""
        return {
            "city": self.city,
            "year": self.year,
            "scheme": self.scheme,
            "stage": self.stage,
            "remark": self.remark,
            "banner": self.banner,
        }


@dataclass(frozen=True)
class LineHead:
    """An indicator (指标): ``block`` is the place of its dimension, ``items`` the names of what it reads."""

    id: str
    name: str
    block: int
    points: float
    clause: str
    bureau: str
    standard: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A dimension (考核类别)."""

    id: str
    name: str
    points: float
    clause: str


class LineScore(NamedTuple):
    """A county's line: points as printed, its own full points, points ÷ full in percent, and the sentence why.

    ``cells`` says, item by item, where the figure stood in what was submitted: (item's name, sheet, cell), the file
    before the sheet where there are several.
    """

    mark: PrintedFigure
    full: float
    rate: float | None
    reason: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class AdvisedChange:
    """One single change that would help: which goals it reaches, what to change, what it earns, where it leads."""

    goal: str
    text: str
    earns: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class Safety:
    """How safe a place is (稳健性): a label of the grade and one of the rank, ranks over the draws, how often grade and rank hold (printed, and in percent).

    ``counts`` are (rank, draws) pairs, left out where there are too many to be drawn one by one.
    """

    grade_label: str
    rank_label: str
    median: str
    low: int
    high: int
    best: int
    worst: int
    keeps_grade: str
    keeps_rank: str
    grade_share: float
    rank_share: float
    sentence: str
    counts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class CountyScore:
    """A county (县、市、区). ``grade_place`` and ``group`` count from 0; None: pending, in no group.

    tentative: total and grade are 暂定. awaited: names of the items for want of which it is pending. losses: every line
    that lost points, worst first. feedback, lacking: figures as reported and certified; what is still due. last: last
    year's place, where it is known.
    """

    name: str
    code: str
    group: int | None
    grade: str
    grade_place: int | None
    rank: PrintedFigure
    group_rank: PrintedFigure
    total: PrintedFigure
    blocks: tuple[PrintedFigure, ...]
    extras: tuple[tuple[str, PrintedFigure], ...]
    lines: tuple[LineScore, ...]
    gates: tuple[str, ...]
    why: str
    adjustments: tuple[str, ...]
    problems: tuple[str, ...]
    strongest: tuple[int, ...]
    weakest: tuple[int, ...]
    steps: tuple[AdvisedChange, ...] = ()
    safety: Safety | None = None
    change: str = ""
    consequences: tuple[str, ...] = ()
    tentative: bool = False
    awaited: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    lacking: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    last: Before | None = None
    gate_effect: str = ""
    """What the gates made of grade and rank, in words; blank where none acts."""

    @property
    def shown_grade(self) -> str:
        """The grade, 暂定 said beside it."""
        return f"{self.grade}（暂定）" if self.tentative else self.grade

    @property
    def shown_total(self) -> str:
        """The total, 暂定 said beside it."""
        return f"{self.total.text}（暂定）" if self.tentative and self.total.number is not None else self.total.text


@dataclass(frozen=True)
class Means:
    """Average points of a dimension and average rate (%) of a line, over counties that have a number."""

    blocks: tuple[PrintedFigure, ...]
    lines: tuple[PrintedFigure, ...]
    total: PrintedFigure


@dataclass(frozen=True)
class TargetRow:
    """目标、实际、结果 of one county for one indicator; result is empty where no target was set (未下达)."""

    county: str
    target: str
    actual: str
    result: str


@dataclass(frozen=True)
class TargetTable:
    """One indicator with a target of the county's own. ``binding``: a gate asks whether it was met (约束性).

    block: the place of its dimension.
    """

    indicator: str
    name: str
    unit: str
    binding: bool
    block: int
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True)
class GradeUse:
    """What follows (结果运用) from the grades or notices named, by clause, and whom it concerns.

    kind: of ``scoring.rules.consequence``. within: the time allowed, in words. design: the scheme's own choice.
    """

    causes: tuple[str, ...]
    counties: tuple[str, ...]
    text: str
    clause: str
    kind: str = "other"
    within: str = ""
    design: bool = False

    @property
    def marked(self) -> str:
        """With the time and the mark of a choice of the scheme's own, as the workbook and the page print it."""
        return self.text + (f"（时限：{self.within}）" if self.within else "") + ("【设计】" if self.design else "")


@dataclass(frozen=True)
class ReportData:
    """Everything that is shown. ``order`` holds the places of ``counties`` in the order of the ranking.

    appeal_days: for appeals, 0 where the scheme has none. decisions, supplied, spread, clauses: rows of tables of the page
    (what was decided and what it did; files; how far each line parts the counties; points lost by clause). last_year: what the result is
    held against, in words.
    """

    heading: PageHeading
    grades: tuple[str, ...]
    bands: tuple[str, ...]
    groups: tuple[str, ...]
    blocks: tuple[Block, ...]
    lines: tuple[LineHead, ...]
    counties: tuple[CountyScore, ...]
    order: tuple[int, ...]
    city: Means
    group_means: tuple[Means, ...]
    targets: tuple[TargetTable, ...]
    ranking_notes: tuple[str, ...]
    problems: tuple[str, ...]
    uses: tuple[GradeUse, ...] = ()
    safety_notes: tuple[str, ...] = ()
    change_notes: tuple[str, ...] = ()
    appeal_days: int = 0
    decisions: tuple[tuple[str, ...], ...] = ()
    supplied: tuple[tuple[str, ...], ...] = ()
    spread: tuple[tuple[str, ...], ...] = ()
    clauses: tuple[tuple[str, ...], ...] = ()
    last_year: str = ""

    def by_grade(self) -> tuple[tuple[str, tuple[CountyScore, ...]], ...]:
        """Counties of each grade in administrative order, best grade first; those pending come last."""
        found = [
            (grade, tuple(one for one in self.counties if one.grade_place == place))
            for place, grade in enumerate(self.grades)
        ]
        return (*found, ("待定", tuple(one for one in self.counties if one.grade_place is None)))

    def means_of(self, county: CountyScore) -> Means:
        """The averages of a county's peer group, or the city's."""
        return self.city if county.group is None else self.group_means[county.group]
