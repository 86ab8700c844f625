"""What every output of a 测算 shows, made once: nothing else of them knows a county's name."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.comparison.words import signed
from scoring.formula.printed import figure
from scoring.rules.base import number
from scoring.scenarios import Changed, ComparedResult, ComparedScheme, CountyMove, Distance, is_judged
from scoring.scheme.rounded_sums import rounded_sums
from scoring.scheme.scheme import Scheme
from workbook.printable import printable
from workbook.reading.text import listed
from workbook.scenarios.gathering import Tried
from workbook.scenarios.naming import WARNING, names_one
from workbook.scheme_workbook.comparing import rows as comparison_rows
from workbook.scheme_workbook.differences import differences
from workbook.scheme_workbook.words import kind_word

HIDDEN = "县（市、区）用代号：已有核定数，或者不能确定没有；同一批数据代号不变，代号的先后与名次、地区无关"
_MOST_PARTS = 4


@dataclass(frozen=True)
class ShownTrial:
    """One column. changes: what it changes, in words; shares: what was scaled; hints: what to know of its points.

    differences: from the official scheme, as 新旧对照 has them (部分、条目、项目、原、现、变化); left_out: how many of them are not shown, as they name
    counties. moves: who stands elsewhere than officially, in the order of the rows; distance: None for the official one.
    """

    name: str
    scheme: str
    title: str
    version: str
    sha256: str
    note: str
    changes: tuple[str, ...]
    shares: tuple[str, ...]
    hints: tuple[str, ...]
    differences: tuple[tuple[str, ...], ...]
    left_out: int
    moves: tuple[tuple[str, CountyMove], ...]
    distance: Distance | None


@dataclass(frozen=True)
class CountyRow:
    """One county. label: what it is called; results: one a trial; moved: by trial, whether it stands elsewhere than officially."""

    label: str
    results: tuple[ComparedResult, ...]
    indifferent: bool

    @property
    def moved(self) -> tuple[bool, ...]:
        """The official one never moves."""
        return tuple(one.place != self.results[0].place for one in self.results)


@dataclass(frozen=True)
class ShownComparison:
    """All of it. notes: sentences that stand on every output, the warning first; grouped: whether counties are ranked in groups, too."""

    title: str
    year: int
    hidden: bool
    notes: tuple[str, ...]
    trials: tuple[ShownTrial, ...]
    rows: tuple[CountyRow, ...]
    indifferent: tuple[str, ...]
    unranked: tuple[str, ...]
    grouped: bool
    data_sha256: str


def shown(tried: Tried) -> ShownComparison:
    """Rows in the order of the official ranking, counties at one rank by label."""
    found, names = tried.found, tried.names
    official = found.official.assessment
    same = set(found.indifferent)
    rows = [CountyRow(printable(names[one]), found.results[one], one in same) for one in found.counties]
    rows.sort(key=lambda row: (row.results[0].rank or math.inf, row.label))
    place = {row.label: at for at, row in enumerate(rows)}

    def called(counties: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted((printable(names[one]) for one in counties), key=place.__getitem__))

    moves = [(), *found.moves]
    apart = [None, *found.distances]
    base, hide = official.scheme, found.counties if tried.hidden else ()
    trials = tuple(
        _trial(one, names, own, far, place, _differences(base, one, hide))
        for one, own, far in zip(found.trials, moves, apart, strict=True)
    )
    remark = tried.official.submission.remark
    if tried.hidden and any(names_one(remark, county) for county in found.counties):
        remark = ""
    notes = (WARNING, *([HIDDEN] if tried.hidden else []), *([printable(remark)] if remark else []))
    return ShownComparison(
        printable(f"{official.scheme.title}  {official.year}年度测算"),
        official.year, tried.hidden, notes, trials, tuple(rows), called(found.indifferent), called(found.unranked),
        any(one.assessment.scheme.peer_groups for one in found.trials), official.data_sha256,
    )  # fmt: skip


def _trial(
    one: ComparedScheme,
    names: Mapping[str, str],
    moves: Sequence[CountyMove],
    far: Distance | None,
    place: Mapping[str, int],
    differences: tuple[tuple[tuple[str, ...], ...], int],
) -> ShownTrial:
    scheme, made = one.assessment.scheme, one.changed
    named = sorted(((printable(names[move.county]), move) for move in moves), key=lambda pair: place[pair[0]])
    return ShownTrial(
        printable(one.name), printable(scheme.id), printable(scheme.title), printable(scheme.spec.version), scheme.sha256,
        "" if made is None else printable(made.scenario.note),
        () if made is None else tuple(_changes(made)),
        () if made is None else tuple(printable(share.say()) for share in made.shares),
        tuple(printable(text) for text in _hints(one)),
        *differences, tuple(named), far,
    )  # fmt: skip


def _hints(one: ComparedScheme) -> Iterator[str]:
    """What is to be known of its points: sums of rounded ones, and judged points, which no scheme changes."""
    yield from rounded_sums(one.assessment.scheme.spec)
    before = {line.id: line for line in one.changed.base.indicators} if one.changed is not None else {}
    judged = [
        f"“{line.name}”"
        for line in one.assessment.scheme.indicators
        if is_judged(line.rule) and line.id in before and before[line.id].points != line.points
    ]
    if judged:
        yield f"{listed(judged)}是核定给的分，照原来给的计，没有随满分折算"


def _differences(base: Scheme, one: ComparedScheme, hide: Sequence[str]) -> tuple[tuple[tuple[str, ...], ...], int]:
    """What the trial's scheme says otherwise than the official one, without what names one of these counties; how many that are."""
    rows = [row[1:] for row in comparison_rows(differences(base, one.assessment.scheme))]
    shown_rows = [row for row in rows if not any(name in text for name in hide for text in row)]
    return tuple(shown_rows), len(rows) - len(shown_rows)


def _changes(made: Changed) -> Iterator[str]:
    for change in made.applied:
        of = f"“{change.of}”" if change.of else ""
        family = _family(change.path)
        before, after = value_text(change.before, family), value_text(change.after, family, gone="去掉")
        yield printable(f"{of}{change.path}：{before} → {after}")
    if made.scheme == made.base:
        yield "改后与原方案相同"


def _family(path: str) -> str:
    """What kinds of part stand at a path: 计分规则, 目标 …"""
    steps = re.sub(r"\[[0-9]+\]", "", path).split(".")
    if steps[0] == "gates" and len(steps) == 2:
        return "gate"
    return "measure" if steps[-1] == "value" else steps[-1]


def value_text(value: Any, family: str = "", gone: str = "没有") -> str:
    """A value of a scheme as a sentence prints it; of what has parts, that it was written anew."""
    if value is None:
        return gone
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, dict | list):
        kind = value.get("kind") if isinstance(value, dict) else None
        return f"（{kind_word(family, str(kind))}）" if kind else "（若干项）"
    return str(value)


def total_text(one: ComparedResult) -> str:
    """The total, 「待定」 or 「不适用」, or 「—」 where the county is not there."""
    return one.lacking or "—" if one.total is None else figure(one.total, one.places)


def rank_text(one: ComparedResult) -> str:
    """The rank, 「—」 for none; with the rank within the group in brackets."""
    if one.rank is None:
        return "—"
    return f"{one.rank}" if one.group_rank is None else f"{one.rank}（组内{one.group_rank}）"


def arrow(before: ComparedResult, after: ComparedResult) -> str:
    """「升2」「降1」「组内…」; empty where the rank is the same or one is lacking."""
    if before.rank is None or after.rank is None or before.rank == after.rank:
        return ""
    return f"升{before.rank - after.rank}" if after.rank < before.rank else f"降{after.rank - before.rank}"


def most_places(*results: ComparedResult) -> int:
    """Decimals that a change of their totals needs; two at least, as points of lines mostly have them."""
    return max(2, *(one.places for one in results))


def move_text(move: CountyMove) -> str:
    """「第 6→第 8 名，完成→基本完成，总分 +0.29：…」"""
    before, after = move.before, move.after
    phrases = [
        f"名次 {rank_text(before)}→{rank_text(after)}" if rank_text(before) != rank_text(after) else "名次不变",
        f"等次 {before.grade or '—'}→{after.grade or '—'}" if before.grade != after.grade else "等次不变",
    ]
    if move.points is None:
        phrases.append(f"总分 {total_text(before)}→{total_text(after)}")
        return "，".join(phrases)
    places = most_places(before, after)
    phrases.append(f"总分 {signed(move.points, places)}")
    parts = "、".join(f"{printable(name)} {signed(points, places)}" for name, points in move.by[:_MOST_PARTS])
    rest = move.by[_MOST_PARTS:]
    if rest:
        parts += f"、其余 {len(rest)} 项合计 {signed(sum(points for _, points in rest), places)}"
    return "，".join(phrases) + (f"：{parts}" if parts else "")


def distance_text(far: Distance) -> str:
    """「3 个县（市、区）名次不同，共移动 4 位，最多 2 位；…」"""
    if not far.compared:
        return "没有两边都有名次的县（市、区），不能比较"
    moved = (
        f"{far.moved} 个县（市、区）名次不同，共移动 {far.places} 位，最多 {far.furthest} 位"
        if far.moved
        else "名次全部相同"
    )
    text = f"{moved}；等级相关系数：斯皮尔曼 {coefficient(far.spearman)}，肯德尔 {coefficient(far.kendall)}"
    return text + f"（比较 {far.compared} 个" + (f"，{far.left_out} 个没有名次的不比" if far.left_out else "") + "）"


def coefficient(value: float | None) -> str:
    """Three decimals; 「—」 where it is not defined. What is not 1 is never printed as 1."""
    if value is None:
        return "—"
    text = f"{value:z.3f}"
    return text if re.fullmatch(r"-?1\.000", text) is None or abs(value) == 1 else ("" if value > 0 else "-") + "0.999"
