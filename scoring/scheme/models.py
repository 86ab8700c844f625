"""What a scheme file may say: pydantic models, frozen, nothing unknown let through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Discriminator, Field, Tag

from scoring.rules.base import Model, Part, union
from scoring.rules.bonuses.base import Bonus
from scoring.rules.consequence import Consequence
from scoring.rules.deduction import Deduction, Forfeit
from scoring.rules.fraction import Points, SomePoints
from scoring.rules.gates.base import During, Gate, acts_in
from scoring.rules.points.base import Rule
from scoring.rules.specs import CompletionSpec, MeasureSpec, TargetSpec
from scoring.rules.waivers.base import Waiver
from scoring.scheme.list_models import Counted, Identifier, ListSpec

if TYPE_CHECKING:
    RuleSpec = Rule
    BonusSpec = Bonus | tuple[Bonus, ...]
    WaiverSpec = Waiver
    GateSpec = Gate
else:
    RuleSpec = union("scoring.rules.points", Rule)
    _OneBonus = union("scoring.rules.bonuses", Bonus)
    BonusSpec = Annotated[
        Annotated[_OneBonus, Tag("one")] | Annotated[tuple[_OneBonus, ...], Tag("several"), Field(min_length=1)],
        Discriminator(lambda written: "several" if isinstance(written, list | tuple) else "one"),
    ]
    WaiverSpec = union("scoring.rules.waivers", Waiver)
    GateSpec = union("scoring.rules.gates", Gate)


class ItemSpec(Model):
    """A data item (数据项): one figure that a county, or a bureau for it, reports.

    ``optional``: a blank means "none was set" (不适用), not an error. ``unassigned``: a target that may be declared
    未下达, with the reason; a blank is an error. Bounds are those of a figure that can
    be meant; outside them it is refused; ``places``: the most decimal places that it can have. ``counted``: the figure is had from an evidence list, for every
    county with rows in it. ``supplied``: by whom: the county, whose figure counts (county); the county, and the
    bureau certifies it (both); the bureau alone (bureau); or a decision of the office, as targets are (decision). ``final_of``: a yes/no item that is no for a county as
    long as one of these figures is certified only for the time being.
    """

    id: str = Identifier
    name: str
    kind: Literal["number", "count", "percent", "yes_no"]
    unit: str
    definition: str
    bureau: str
    clause: str
    supplied: Literal["county", "bureau", "both", "decision"] = "both"
    period: str = "考核年度"
    evidence: tuple[str, ...] = ()
    example: float | str | None = None
    minimum: float | None = None
    maximum: float | None = None
    places: int | None = Field(default=None, ge=0, le=6)
    optional: bool = False
    unassigned: bool = False
    design: str = ""
    counted: Counted | None = None
    final_of: tuple[str, ...] = Field(
        default=(), description="这些数据项里有初步认定的数，本项就是“否”；由程序按认定说明填"
    )


class SchemeSource(Model):
    """The document that a scheme, or a part of it, comes from."""

    title: str
    document: str = ""
    note: str = ""


class Period(Model):
    """The plan's years."""

    base: int
    start: int
    end: int


class Rounding(Model):
    """Decimal places, half-up: completion, points of a line and of a reweighted dimension, total."""

    completion: int = Field(default=2, ge=0, le=6)
    points: int = Field(default=2, ge=0, le=6)
    total: int = Field(default=2, ge=0, le=6)


class Indicator(Model):
    """One line of the point table (指标). ``bonus`` is one, or a list of them, each with its own cap.

    ``points_by_group`` gives other points to some peer groups (0: the line is not theirs); each group's
    points must still add up. In ``exempt_years`` the line is not applicable to anyone.
    """

    id: str = Identifier
    name: str
    points: SomePoints
    clause: str = Field(min_length=1)
    bureau: str
    unit: str = ""
    definition: str
    evidence: tuple[str, ...] = ()
    drawn_from: str = ""
    design: str = ""
    value: MeasureSpec | None = None
    target: TargetSpec | None = None
    completion: CompletionSpec | None = None
    rule: RuleSpec
    bonus: BonusSpec | None = None
    waiver: WaiverSpec | None = None
    points_by_group: dict[int, Points] | None = Field(default=None, description="分组的编号（地区文件里的 id）: 分值")
    exempt_years: tuple[int, ...] = ()

    def weight(self, group: int) -> float:
        """The points of the line for a peer group (by its place in the region, 1 first)."""
        return (self.points_by_group or {}).get(group, self.points)

    @property
    def bonuses(self) -> tuple[Bonus, ...]:
        """The bonuses of the line, in order."""
        if self.bonus is None:
            return ()
        return self.bonus if isinstance(self.bonus, tuple) else (self.bonus,)

    def parts(self) -> tuple[Part, ...]:
        """The parts that the line is made of, in the order of calculation."""
        every = (self.value, self.target, self.completion, self.rule, *self.bonuses, self.waiver)
        return tuple(part for part in every if part is not None)

    def items(self) -> tuple[str, ...]:
        """Ids of the items that the indicator reads, each once."""
        return tuple(dict.fromkeys(item for part in self.parts() for item in part.items()))

    def levers(self) -> tuple[str, ...]:
        """Ids of the items that a county moves by its own work, each once (see ``Part.levers``)."""
        return tuple(dict.fromkeys(item for part in self.parts() for item in part.levers()))


class Dimension(Model):
    """A block of points (考核类别). ``shown`` items are printed and not scored; ``forfeit``: when the block counts 0."""

    id: str = Identifier
    name: str
    sheet: str = Field(min_length=1, max_length=20)
    points: SomePoints
    clause: str = Field(min_length=1)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    shown: tuple[str, ...] = ()
    forfeit: Forfeit | None = None

    def points_of_lines(self) -> dict[int, list[float]]:
        """The points of its lines: under 0 the common ones, then those of every peer group that has some of its own."""
        groups = sorted({group for one in self.indicators for group in one.points_by_group or {} if group})
        common = {0: [one.points for one in self.indicators]}
        return common | {group: [one.weight(group) for one in self.indicators] for group in groups}


class Grade(Model):
    """One grade (等次), best first. ``at_least`` is its lower bound on the printed total.

    ``up_to`` repeats, for the reader and the check, where the next better grade begins (not included).
    ``consequences`` (结果运用) say what follows for a county of this grade, by clause.
    """

    name: str
    at_least: float | None = None
    up_to: float | None = None
    gate_only: bool = False
    colour: str = Field(default="", pattern=r"^(#[0-9A-F]{6})?$")
    consequences: tuple[Consequence, ...] = ()


class SmallestOf(Model):
    """The total is the least of several dimensions' points, for the groups named; for others, one dimension's.

    大气十条: 京津冀等10省 take the lower of two hundred-point scores, the others the quality score alone; in the
    last year all are judged by the quality score (``during: before_plan_end``).
    """

    dimensions: tuple[str, ...] = Field(min_length=2)
    groups: tuple[int, ...] = Field(
        default=(),
        description="分组的编号（地区文件里的 id）",
        json_schema_extra={"items": {"type": ["integer", "string"]}},
    )
    otherwise: str
    during: During = "always"

    def acts(self, at_end: bool) -> bool:
        """Whether the least counts in a year; elsewhere one dimension's points count for everybody."""
        return acts_in(self.during, at_end)


class Blend(Model):
    """At plan end the total blends the years: average of earlier years' scores × past% + this year's × own%.

    水资源: 期末总分 = 年度平均(不含期末年)×50% + 期末年×50%.
    """

    years: tuple[str, ...] = Field(min_length=1)
    past: float = Field(gt=0, lt=100)


class Ranking(Model):
    """Order of the ranking: ``grade_total`` by grade, then total; ``total`` by total alone.

    ``ties`` are indicator or dimension ids: a dimension by its points, an indicator by its completion.
    """

    by: Literal["grade_total", "total"] = "grade_total"
    ties: tuple[str, ...] = ()


class AppealLimit(Model):
    """How long a county may appeal (申请复查): days after its result was published to it, by which clause."""

    days: int = Field(gt=0, le=365)
    clause: str = Field(min_length=1)


class SchemeSpec(Model):
    """A whole scheme (考核方案) as its files say it."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    version: str
    standing: str
    summary: str
    source: SchemeSource
    region: str | None = None
    period: Period
    points: SomePoints
    rounding: Rounding = Rounding()
    not_applicable: Literal["within_dimension", "over_whole", "full", "zero"] = "within_dimension"
    bonus_cap: Points = 0
    deduction_cap: Points = 0
    items: tuple[ItemSpec, ...] = ()
    lists: tuple[ListSpec, ...] = ()
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = Field(min_length=1)
    deductions: tuple[Deduction, ...] = ()
    gates: tuple[GateSpec, ...] = ()
    ranking: Ranking = Ranking()
    graded_by: str = "total"
    total: SmallestOf | None = None
    blend: Blend | None = None
    appeals: AppealLimit | None = None
    design: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
