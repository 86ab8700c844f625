"""What a point table says of every kind, in each of its forms: a standard that says another rule than the one that is
counted by is as wrong as a wrong point. Each sentence was read against the kind's figures and its page in rule-language.md."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rules.base import kinds
from scoring.rules.points.base import Rule
from scoring.scheme.field_page import FAMILIES

BASES = {family.family: family for family, _, _ in FAMILIES}
V = {"kind": "reported", "item": "v"}
T = {"kind": "own", "item": "t"}
R = {"kind": "ratio"}
YES = {"kind": "item_yes", "item": "y"}
ABOVE = {"kind": "item_above", "item": "n", "limit": 2}
S = {2024: 80, 2025: 100}

# family, part as a scheme writes it, sentence; a rule's for a line of 10 points
SAID: list[tuple[str, dict[str, Any], str]] = [
    ("measure", V, "取值为“{v}”"),
    ("measure", {"kind": "assessed_total", "energy": "e", "renewables": "r", "renewables_base": "b", "feedstock": "f", "listed_apart": "a", "cap": {"of": "s", "share": 50}}, "考核口径总量 = “{e}” − max(0, “{r}” − “{b}”) − “{f}” − “{a}”；新增可再生能源最多扣“{s}”的50%；不适用的扣除项按 0 扣（两年的可再生能源有一个不适用，也是）"),
    ("measure", {"kind": "assessed_total", "energy": "e", "feedstock": "f"}, "考核口径总量 = “{e}” − “{f}”；不适用的扣除项按 0 扣"),
    ("measure", {"kind": "bounded", "item": "v", "less": "w", "times": 1.5, "low": 0, "high": 5}, "取值 = 1.5 × （“{v}” − “{w}”），不低于0，不高于5，保留2位小数"),
    ("measure", {"kind": "bounded", "item": "v", "times": 2, "low": 0, "places": 1}, "取值 = 2 × “{v}”，不低于0，保留1位小数"),
    ("measure", {"kind": "bounded", "item": "v", "high": 5}, "取值 = “{v}”，不高于5，保留2位小数"),
    ("measure", {"kind": "rank", "item": "v"}, "取值为“{v}”在各县中的名次（高者在前，相同的并列）"),
    ("measure", {"kind": "rank", "item": "v", "first": "lowest", "within_group": True}, "取值为“{v}”在同组中的名次（低者在前，相同的并列）"),
    ("measure", {"kind": "ratio", "top": ["a"], "bottom": ["b"]}, "取值 = “{a}” ÷ “{b}” × 100；分母为零的不适用"),
    ("measure", {"kind": "ratio", "top": ["a", "c"], "top_less": ["d"], "bottom": ["b"], "places": 1}, "取值 = （“{a}” + “{c}” − “{d}”） ÷ “{b}” × 100，保留1位小数；分母为零的不适用；相加的数中不适用的按 0 计"),
    ("measure", {"kind": "ratio", "top": ["a"], "bottom": ["b", "c"], "bottom_less": ["d"]}, "取值 = “{a}” ÷ （“{b}” + “{c}” − “{d}”） × 100；分母为零的不适用；相加的数中不适用的按 0 计"),
    ("measure", {"kind": "ratio", "top": ["a"], "top_less": ["d"], "bottom": ["b"], "bottom_less": ["e", "f"]}, "取值 = （“{a}” − “{d}”） ÷ （“{b}” − “{e}” − “{f}”） × 100；分母为零的不适用"),
    ("measure", {"kind": "to_peers", "item": "v", "within_group": True}, "取值为“{v}”与同组平均之比（%，小数位数同完成率）；平均为零的不适用"),
    ("measure", {"kind": "to_peers", "item": "v"}, "取值为“{v}”与各县平均之比（%，小数位数同完成率）；平均为零的不适用"),
    ("target", {"kind": "constant", "figure": 8}, "目标为8{unit}"),
    ("target", T, "目标为“{t}”"),
    ("target", {"kind": "own", "item": "t", "fallback": {"five_year_target": "p", "cumulative": "d", "annual": "y"}}, "目标为“{t}”；未下达的，按剩余年限还需的年均进度计（两位小数，只进不舍；已达到五年目标的计 0）"),
    ("target", {"kind": "own", "item": "t", "fallback": {"five_year_target": "p", "pace": "plan_average", "places": 3, "binding": False}}, "目标为“{t}”；未下达的，按五年目标的年均下降率计（3位小数，只进不舍），只计分，不加分，不触发等次约束和结果运用"),
    ("target", {"kind": "range", "one": "a", "other": "b", "end": "lower"}, "目标为“{a}”与“{b}”之间，以较低的一端判定"),
    ("target", {"kind": "range", "one": "a", "other": "b", "end": "higher"}, "目标为“{a}”与“{b}”之间，以较高的一端判定"),
    ("target", {"kind": "schedule", "years": S}, "目标按进度，2024—2025年依次为80/100{unit}"),
    ("target", {"kind": "scheduled_decline", "item": "t", "schedule": S}, "目标为“{t}”到当年应达的累计下降率（对数法，2024—2025年依次为80/100%；保留四位小数）"),
    ("target", {"kind": "scheduled_decline", "item": "t", "schedule": S, "method": "linear"}, "目标为“{t}”到当年应达的累计下降率（直线法，2024—2025年依次为80/100%；保留四位小数）"),
    ("target", {"kind": "share_of_total", "total": 12, "by": "a"}, "目标为全市12{unit}按“{a}”分摊的份额；各县合计不大于零的不适用"),
    ("target", {"kind": "by_group", "figures": {1: 60, 2: 40}}, "目标按分组：{group:1}60{unit}，{group:2}40{unit}"),
    ("target", {"kind": "by_group", "figures": {1: 60, 2: 40}, "otherwise": 30}, "目标按分组：{group:1}60{unit}，{group:2}40{unit}{others:，其余30{unit}:1,2}"),
    ("completion", R, "完成率 = 实际 ÷ 目标 × 100；目标不大于零的不适用"),
    ("completion", {"kind": "ratio", "zero_target": "by_level"}, "完成率 = 实际 ÷ 目标 × 100；目标不大于零的，达到目标计 100%，否则计 0"),
    ("completion", {"kind": "ratio", "rise_is_zero": True}, "完成率 = 实际 ÷ 目标 × 100；目标不大于零的不适用；不降反升（实际小于零）的，完成率计 0"),
    ("completion", {"kind": "ratio", "rise": True}, "完成率 = 实际 ÷ 目标 × 100；目标不大于零的不适用"),
    ("completion", {"kind": "difference"}, "差额 = 实际 − 目标，保留2位小数，不低于0为完成"),
    ("completion", {"kind": "difference", "direction": "at_most", "places": 1}, "差额 = 实际 − 目标，保留1位小数，不高于0为完成"),
    ("completion", {"kind": "over_run"}, "超出率 =（实际 − 目标）÷ 目标 × 100；目标不大于零的不适用"),
    ("completion", {"kind": "progress", "schedule": S}, "五年目标完成进度 = ln(1−K)÷ln(1−T)×100，除以当年应达进度（2024—2025年依次为80/100%）得完成率；目标不大于零的，达到目标计 100%，否则计 0"),
    ("completion", {"kind": "progress", "schedule": S, "method": "linear"}, "五年目标完成进度 = K÷T×100，除以当年应达进度（2024—2025年依次为80/100%）得完成率；目标不大于零的，达到目标计 100%，否则计 0"),
    ("bonus", {"kind": "beyond_target", "each": 1, "cap": 3}, "加分：超过目标的，每个加1分，最多加3分"),
    ("bonus", {"kind": "beyond_target", "each": 1, "cap": 3, "step": 5, "direction": "at_most"}, "加分：低于目标的，每满5{units}加1分，最多加3分"),
    ("bonus", {"kind": "full_steps", "step": 10, "each": 0.5, "cap": 3}, "加分：完成率每超100%满10个百分点加0.5分，最多加3分"),
    ("bonus", {"kind": "granted", "each": 2, "when": YES}, "加分：“{y}”为“是”的，加2分"),
    ("waiver", {"kind": "condition", "when": YES}, "“{y}”为“是”的，得满分"),
    ("waiver", {"kind": "incentive_reached", "incentive": "i", "cumulative": "d", "schedule": S}, "累计下降率达到“{i}”当年进度（对数法，2024—2025年依次为80/100%）的，总量免予考核，得满分；没有激励目标或目标不大于零的不免"),
    ("condition", ABOVE, "“{n}”大于2"),
    ("condition", YES, "“{y}”为“是”"),
    ("condition", {"kind": "completion", "of": "x", "below": 90}, "[x]的{judged:x}低于90{per:x}"),
    ("condition", {"kind": "completion", "of": "x", "above": 0}, "[x]的{judged:x}高于0{per:x}"),
    ("condition", {"kind": "missed", "all_of": ["x"]}, "[x]未完成"),
    ("condition", {"kind": "missed", "all_of": ["x", "z"]}, "[x]、[z]均未完成"),
    ("condition", {"kind": "score_below", "of": ["total"], "limit": 60}, "总分得分低于60分"),
    ("condition", {"kind": "score_below", "of": ["x", "z"], "limit": 60}, "[x]、[z]得分合计低于60分"),
    ("condition", {"kind": "value_below", "of": "x", "limit": 85}, "[x]的取值低于85{unit:x}"),
    ("condition", {"kind": "not", "condition": YES}, "“{y}”为“否”"),
    ("condition", {"kind": "not", "condition": ABOVE}, "并非“{n}”大于2"),
    ("condition", {"kind": "all_of", "conditions": [YES, {"kind": "any_of", "conditions": [ABOVE, YES]}]}, "“{y}”为“是”，并且（“{n}”大于2，或者“{y}”为“是”）"),
    ("condition", {"kind": "any_of", "conditions": [YES, {"kind": "all_of", "conditions": [ABOVE]}]}, "“{y}”为“是”，或者“{n}”大于2"),
    ("condition", {"kind": "not", "condition": {"kind": "any_of", "conditions": [ABOVE, YES]}}, "并非（“{n}”大于2，或者“{y}”为“是”）"),
    ("gate", {"id": "g", "name": "门", "clause": "一", "kind": "cap", "at_most": "良好", "when": YES}, "“{y}”为“是”的，等次最高为良好"),
    ("gate", {"id": "g", "name": "门", "clause": "一", "kind": "veto", "when": YES, "during": "plan_end"}, "规划期末“{y}”为“是”的，一律评为{worst}"),
    ("gate", {"id": "g", "name": "门", "clause": "一", "kind": "shift", "when": YES, "during": "before_plan_end", "unless": "h"}, "规划期末以前“{y}”为“是”的，等次降1等；“{gate:h}”起作用的除外"),
    ("gate", {"id": "g", "name": "门", "clause": "一", "kind": "shift", "by": -2, "when": YES, "undecided": ABOVE}, "“{y}”为“是”的，等次升2等；“{n}”大于2的，等次待定"),
    ("gate", {"id": "g", "name": "门", "clause": "一", "kind": "shift", "by": 0, "when": YES}, "“{y}”为“是”的，等次降0等"),
    ("gate", {"id": "g", "name": "门", "clause": "一", "kind": "notice", "consequence": "通报", "when": YES, "unless": "h", "undecided": ABOVE}, "“{y}”为“是”的，通报（不影响等次）；“{gate:h}”起作用的除外；“{n}”大于2的，等次待定"),
    ("rule", {"kind": "accrual", "each": 2.5}, "每次得2.5分，最多10分"),
    ("rule", {"kind": "accrual", "each": 2.5, "word": "每座"}, "每座得2.5分，最多10分"),
    ("rule", {"kind": "alternatives", "take": "best_of", "ways": [{"name": "甲", "rule": {"kind": "proportional"}}, {"name": "乙", "value": V, "unit": "吨", "rule": {"kind": "judged"}}]}, "下列算法取得分高的。甲：完成率达到100%得10分，不足的按比例得分，不倒扣；乙：取值为“{v}”，由考核组凭证据核定，最多10分"),
    ("rule", {"kind": "alternatives", "take": "worst_of", "ways": [{"name": "甲", "rule": {"kind": "proportional"}}, {"name": "乙", "rule": {"kind": "judged"}}]}, "下列算法取得分低的。甲：完成率达到100%得10分，不足的按比例得分，不倒扣；乙：由考核组凭证据核定，最多10分"),
    ("rule", {"kind": "alternatives", "take": "first_available", "ways": [{"name": "甲", "rule": {"kind": "proportional"}}, {"name": "乙", "rule": {"kind": "judged"}}]}, "依次采用第一个有数的算法。甲：完成率达到100%得10分，不足的按比例得分，不倒扣；乙：由考核组凭证据核定，最多10分"),
    ("rule", {"kind": "alternatives", "take": "blend", "ways": [{"name": "甲", "share": 40, "rule": {"kind": "proportional"}}, {"name": "乙", "share": 60, "rule": {"kind": "judged"}}]}, "下列部分按占比合成（甲40%、乙60%）。甲：完成率达到100%得10分，不足的按比例得分，不倒扣；乙：由考核组凭证据核定，最多10分"),
    ("rule", {"kind": "alternatives", "take": "best_of", "ways": [{"name": "甲", "target": {"kind": "constant", "figure": 5}, "rule": {"kind": "gap", "each": 1}}, {"name": "乙", "value": V, "target": {"kind": "constant", "figure": 5}, "unit": "吨", "rule": {"kind": "gap", "each": 1}}]}, "下列算法取得分高的。甲：目标为5{unit}，低于目标的，每差1{units}扣1分，从10分扣完为止；乙：取值为“{v}”，目标为5吨，低于目标的，每差1吨扣1分，从10分扣完为止"),
    ("rule", {"kind": "change", "last": "w", "rise": 10, "flat": 4}, "比上年上升得10分，持平得4分，下降得0分"),
    ("rule", {"kind": "checklist", "entries": [{"item": "p", "points": 4}, {"name": "置换", "lowest_of": ["a", "b"], "at_least": 2, "points": 6}]}, "{p}，4分；置换（{a}、{b}均不低于2），6分。不适用的项不计入，其余各项折算到满分"),
    ("rule", {"kind": "checklist", "entries": [{"name": "余额", "lowest_of": ["a"], "at_least": 0, "points": 10}]}, "余额（{a}均不低于0），10分。不适用的项不计入，其余各项折算到满分"),
    ("rule", {"kind": "gap", "each": 0.5}, "低于目标的，每差1{units}扣0.5分，从10分扣完为止"),
    ("rule", {"kind": "gap", "each": 0.5, "unit": 2, "whole": True, "direction": "at_most"}, "高于目标的，每差满2{units}扣0.5分，从10分扣完为止"),
    ("rule", {"kind": "gap", "each": 0.5, "unit": 2, "begun": True, "of": "completion"}, "{judged}低于完成线的，每差2{pers}（不足2{pers}按2{pers}计）扣0.5分，从10分扣完为止"),
    ("rule", {"kind": "judged"}, "由考核组凭证据核定，最多10分"),
    ("rule", {"kind": "ladder", "rungs": [{"at": 80, "points": 6}, {"at": 100, "points": 10}]}, "{judged}达到100{per}得10分，达到80{per}得6分，不足80{per}得0分"),
    ("rule", {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 5, "points": 6}, {"at": 0, "points": 10}], "otherwise": 1}, "{judged}不高于0{per}得10分，不高于5{per}得6分，超过5{per}得1分"),
    ("rule", {"kind": "lookup", "rows": [{"at": 1, "points": 10}, {"at": 2, "name": "良好", "points": 4}], "otherwise": 1}, "第1得10分，良好得4分，其余得1分"),
    ("rule", {"kind": "matrix", "first_name": "年度", "second_name": "累计", "value": V, "target": T, "completion": R, "both": 10, "first_only": 4, "second_only": 7}, "年度与累计都完成得10分，只完成年度得4分，只完成累计得7分，都未完成得0分；累计：取值为“{v}”，目标为“{t}”，完成率 = 实际 ÷ 目标 × 100；目标不大于零的不适用"),
    ("rule", {"kind": "min_max"}, "各县最高的得100%的分，最差的得60%的分，其余按比例折算；各县相同的得100%的分"),
    ("rule", {"kind": "min_max", "direction": "at_most", "within_group": True, "low": 0, "high": 50, "equal": 20}, "同组最低的得50%的分，最差的得0%的分，其余按比例折算；同组相同的得20%的分"),
    ("rule", {"kind": "parts", "parts": [{"name": "甲", "points": 4, "rule": {"kind": "proportional"}}, {"name": "乙", "points": 6, "value": V, "unit": "%", "target": T, "rule": {"kind": "gap", "each": 1}}]}, "下列部分的分相加：甲（4分）：完成率达到100%得4分，不足的按比例得分，不倒扣；乙（6分）：取值为“{v}”，目标为“{t}”，低于目标的，每差1个百分点扣1分，从6分扣完为止。不适用的部分不计入，其余折算到满分"),
    ("rule", {"kind": "per_event", "each": 3}, "从10分起，每起扣3分，扣完为止"),
    ("rule", {"kind": "per_event", "events": [{"item": "a", "each": 2}, {"item": "b", "each": 0.5, "word": "每次"}]}, "从10分起，“{a}”每起扣2分，“{b}”每次扣0.5分，扣完为止"),
    ("rule", {"kind": "proportional"}, "完成率达到100%得10分，不足的按比例得分，不倒扣"),
    ("rule", {"kind": "slope", "knots": [{"at": 50, "points": 6}, {"at": 0, "points": 0}, {"at": 100, "points": 10}]}, "0得0分，50得6分，100得10分，两档之间按比例内插"),
    ("rule", {"kind": "threshold", "limit": 60}, "不低于60得10分，否则不得分"),
    ("rule", {"kind": "threshold", "limit": 60, "direction": "at_most"}, "不高于60得10分，否则不得分"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("family", "written", "sentence"),
    SAID,
    ids=[f"{family}-{one['kind']}-{place}" for place, (family, one, _) in enumerate(SAID)],
)
def test_what_a_part_says(family: str, written: dict[str, Any], sentence: str) -> None:
    part = kinds(BASES[family])[written["kind"]].model_validate(written)
    assert (part.describe(10) if isinstance(part, Rule) else part.say()) == sentence
