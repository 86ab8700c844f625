"""What a scheme says beside its lines, in words: grades, gates, consequences, and the rules of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rules.base import number
from scoring.rules.gates.base import DURING_WORDS
from scoring.scheme.describe import bands, consequence_words, gate_words
from scoring.scheme.scheme import Scheme

_NOT_APPLICABLE = {
    "within_dimension": "不适用的指标不计分，分值由本类别其他指标分摊；整个类别不适用的，由其他类别分摊",
    "over_whole": "不适用的指标不计分，分值由全部其他指标分摊",
    "full": "不适用的指标按满分计入",
    "zero": "不适用的指标按零分计入",
}


def scheme_notes(scheme: Scheme) -> list[str]:
    """The notes under the point table, a sentence each."""
    return [
        *_whole(scheme),
        "等次：" + "；".join(f"{name}：{words}" for name, words in bands(scheme.spec)),
        *_graded(scheme),
        *_gates(scheme),
        *_consequences(scheme),
        *_shown(scheme),
        *(f"【设计】{one}" for one in scheme.spec.design),
        *(f"须知：{one}" for one in scheme.spec.caveats),
    ]


def _whole(scheme: Scheme) -> Iterator[str]:
    """Period, region, points, bonus, what is not applicable, rounding, rank."""
    spec = scheme.spec
    yield f"考核期：{spec.period.start}—{spec.period.end}年，以{spec.period.base}年为基期"
    if scheme.region is not None:
        groups = [
            f"{group.name}（{'、'.join(one.name for one in scheme.region.counties if one.group == group.id)}）"
            for group in scheme.region.groups
        ]
        yield f"考核对象：{scheme.region.name}{len(scheme.region.counties)}个县（市、区）" + (
            f"，分为{'、'.join(groups)}" if groups else ""
        )
    yield (
        f"总分：满分{number(spec.points)}分"
        + (f"；加分合计最多{number(spec.bonus_cap)}分" if spec.bonus_cap else "，没有加分")
        + (f"；扣分项合计最多扣{number(spec.deduction_cap)}分" if spec.deduction_cap else "")
        + ("；扣分后总分低于0分的，照负数计" if spec.deductions else "")
    )
    yield f"不适用：{_NOT_APPLICABLE[spec.not_applicable]}"
    places = spec.rounding
    own = "、".join(
        word
        for word, some in (("加分", any(one.bonuses for one in scheme.indicators)), ("扣分", spec.deductions))
        if some
    )
    beside = f"，{own}2位" if own and places.points != 2 else ""  # they keep two places whatever points have
    yield f"小数位数：完成率{places.completion}位，得分{places.points}位{beside}，总分{places.total}位，四舍五入"
    yield f"排名：{_ranking(scheme)}"


def _ranking(scheme: Scheme) -> str:
    spec = scheme.spec
    words = "先按等次、再按总分" if spec.ranking.by == "grade_total" else "按总分"
    dimensions = {one.id for one in spec.dimensions}
    ties = [f"[{tie}]{'得分' if tie in dimensions else '完成率'}" for tie in spec.ranking.ties]
    if ties:
        words += f"；总分相同的，{'依次' if len(ties) > 1 else ''}比{'、'.join(ties)}"
    words += "；仍相同的并列" if ties else "；相同的并列"
    if scheme.region is not None and scheme.region.groups:
        words += "；各组另排组内名次"
    return scheme.fill(words)


def _graded(scheme: Scheme) -> Iterator[str]:
    """What the grade and the total are had from, where it is not the sum of all."""
    spec = scheme.spec
    if spec.graded_by != "total":
        yield scheme.fill(f"等次按[{spec.graded_by}]的得分评定")
    if spec.total is not None:
        least = f"取{'、'.join(f'[{one}]' for one in spec.total.dimensions)}得分中最低的"
        groups = "、".join(f"{{group:{group}}}" for group in spec.total.groups)
        text = f"{groups}{least}，其余取[{spec.total.otherwise}]得分" if groups else least
        if spec.total.during != "always":
            text = f"{DURING_WORDS[spec.total.during]}{text}；其余年度取[{spec.total.otherwise}]得分"
        yield scheme.fill(f"计入总分的得分：{text}")
    if spec.blend is not None:
        own = 100 - spec.blend.past
        yield f"规划期末的总分：以前年度得分的平均占{number(spec.blend.past)}%，本年度得分占{number(own)}%"
    if spec.appeals is not None:
        yield f"复查：结果公布后{spec.appeals.days}日内可以申请复查（依据：{spec.appeals.clause}）"


def _gates(scheme: Scheme) -> Iterator[str]:
    for dimension in scheme.spec.dimensions:
        if dimension.forfeit is not None:
            yield f"大项计0分 {dimension.name}：{scheme.fill(dimension.forfeit.say())}（依据：{dimension.forfeit.clause}）"
    for one in scheme.spec.deductions:
        drawn = f"，参照：{one.drawn_from}" if one.drawn_from else ""
        yield f"扣分项 {one.name}：{scheme.fill(one.say())}（依据：{one.clause}{drawn}）"
    for gate in scheme.spec.gates:
        drawn = f"，参照：{gate.drawn_from}" if gate.drawn_from else ""
        yield f"等次约束 {gate.name}：{gate_words(scheme, gate)}（依据：{gate.clause}{drawn}）"


def _consequences(scheme: Scheme) -> Iterator[str]:
    uses = [(grade.name, grade.consequences) for grade in scheme.spec.grades]
    uses += [(gate.name, gate.consequences) for gate in scheme.spec.gates]
    for name, consequences in uses:
        if consequences:
            yield f"结果运用 {name}：{'；'.join(consequence_words(one) for one in consequences)}"


def _shown(scheme: Scheme) -> Iterator[str]:
    for dimension in scheme.spec.dimensions:
        names = "、".join(scheme.items[item].name for item in dimension.shown)
        if names:
            yield f"只展示、不计分（{dimension.name}）：{names}"
