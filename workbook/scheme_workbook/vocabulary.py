"""Words for the names of fields, kinds and choices, as an assessment office would say them.

A name that has no word here is written as it stands in the rule language: a new kind needs no line of this file.
"""

from __future__ import annotations

FIELDS = {
    "id": "编号", "title": "名称", "version": "版本", "standing": "性质", "summary": "摘要", "source": "来源", "document": "文号",
    "note": "备注说明", "region": "地区编号", "period": "考核期", "base": "基期年", "start": "起始年", "end": "期末年", "points": "分值",
    "rounding": "小数位数", "completion": "完成率", "total": "总分", "not_applicable": "不适用", "bonus_cap": "加分上限",
    "deduction_cap": "扣分上限", "items": "数据项", "name": "名称", "kind": "种类", "unit": "单位", "definition": "定义", "bureau": "责任单位",
    "clause": "依据", "supplied": "由谁提供", "evidence": "证明材料", "example": "示例", "minimum": "最小值", "maximum": "最大值",
    "places": "小数位", "optional": "可以不适用", "unassigned": "可以未下达", "design": "设计", "counted": "清单取数", "list": "清单",
    "sum": "合计哪一列", "where": "条件", "any": "一行即可的条件", "every": "每行都要的条件", "once_per": "每案只计一次",
    "final_of": "初步认定即为否", "lists": "清单", "sheet": "表名", "case": "同案标识", "code": "代码", "columns": "清单列", "choices": "选项",
    "required": "必填", "blank": "空白视为", "derived": "派生列", "any_of": "任一为是", "number_of": "为是的个数", "among": "属于",
    "less": "小于", "needs": "附带必填", "column": "列", "when": "条件", "not_above": "不得超过", "limit": "界限", "unique": "不得重复",
    "correction": "冲正列", "alone": "排他取值", "value": "取值", "dimensions": "类别", "indicators": "指标", "drawn_from": "参照",
    "energy": "能源消费量", "renewables": "可再生能源", "renewables_base": "基期可再生能源", "feedstock": "原料用能", "listed_apart": "单列能耗",
    "cap": "上限", "of": "对象", "share": "比例", "item": "数据项", "times": "倍数", "low": "下限", "high": "上限值", "first": "第一名",
    "within_group": "组内", "top": "分子", "bottom": "分母", "top_less": "分子扣除", "bottom_less": "分母扣除", "target": "目标",
    "agreed": "商定目标", "approved": "经批准", "growth": "实际增速", "planned_growth": "预期增速", "figures": "各组目标", "otherwise": "其余",
    "figure": "目标值", "fallback": "未下达时", "five_year_target": "五年目标", "pace": "进度算法", "cumulative": "累计", "annual": "年度",
    "binding": "有约束", "one": "一端", "other": "另一端", "years": "各年", "method": "算法", "schedule": "进度表", "by": "按", "direction": "方向",
    "zero_target": "目标不大于零", "rise": "不降反升", "rise_is_zero": "不降反升计零", "rule": "计分规则", "each": "每个分数", "word": "计数说法",
    "take": "取法", "ways": "办法", "last": "上年数", "flat": "持平得分", "fall": "下降得分", "entries": "条目", "lowest_of": "最低的一项",
    "at_least": "达到", "whole": "只计整数", "begun": "不足一个按一个计", "rungs": "档次", "at": "界限", "rows": "对照", "first_name": "甲项名称",
    "second_name": "乙项名称", "both": "都完成得分", "first_only": "只完成甲得分", "second_only": "只完成乙得分", "neither": "都未完成得分",
    "equal": "全部相同时", "parts": "部分", "events": "情形", "knots": "节点", "bonus": "加分", "step": "每满", "conditions": "各条件",
    "below": "低于", "above": "高于", "all_of": "对象", "condition": "条件", "waiver": "免考", "incentive": "激励目标",
    "points_by_group": "分组分值", "exempt_years": "不考核年份", "shown": "只展示的数据项", "forfeit": "计零分", "grades": "等次", "up_to": "不满",
    "gate_only": "只由约束评定", "colour": "颜色", "consequences": "结果运用", "text": "内容", "within": "时限", "deductions": "扣分项",
    "gates": "等次约束", "during": "适用年度", "undecided": "待定条件", "unless": "起作用时除外", "at_most": "最高等次", "consequence": "后果",
    "ranking": "排名", "ties": "同分依次比", "graded_by": "等次依据", "groups": "分组", "blend": "多年合成", "past": "以前年度占比",
    "appeals": "复查", "days": "期限（日）", "caveats": "须知", "counties": "县（市、区）", "group": "所属分组",
}  # fmt: skip
"""A word for a field wherever it stands."""

IN_MODEL = {
    "SchemeSpec.points": "总分", "SchemeSpec.design": "设计说明", "SchemeSpec.total": "取低计分", "Rounding.points": "得分",
    "Ranking.by": "排名方法", "SmallestOf.during": "适用年度", "SmallestOf.otherwise": "其余取", "Indicator.name": "考核内容",
    "Dimension.name": "类别", "ItemSpec.period": "时期", "Range.end": "取哪一端", "Shift.by": "降几等", "Change.rise": "上升得分",
    "Entry.name": "名目", "Alone.value": "取值为", "ListColumn.name": "列名", "Derived.name": "列名", "Grade.name": "等次", "County.name": "名称",
    "Entry.at_least": "至少", "Rung.points": "得分", "Row.points": "得分", "Entry.points": "得分", "Row.name": "名目", "Bounded.low": "最低",
    "Bounded.high": "最高", "MinMax.low": "最低百分数", "MinMax.high": "最高百分数", "Region.id": "编号",
    "ItemAbove.limit": "超过", "ScoreBelow.limit": "低于", "ValueBelow.limit": "低于", "Threshold.limit": "界限", "PartOf.name": "分项名称", "Way.name": "分项名称",
    "Way.share": "权重", "Cap.share": "百分比", "Source.note": "说明",
}  # fmt: skip
"""The word of a field in one model, where another is used there."""

FAMILY_WORDS = {
    "measure": "取值", "target": "目标", "completion": "完成率", "rule": "计分规则", "bonus": "加分", "waiver": "免考", "condition": "条件", "gate": "等次约束",
}  # fmt: skip
"""What a part of a family is called."""

KINDS = {
    "measure": {"reported": "直接取数", "ratio": "比率", "assessed_total": "扣减后总量", "rank": "位次", "bounded": "限幅差额", "to_peers": "与同类平均比"},
    "target": {
        "constant": "固定目标", "own": "各县目标", "schedule": "分年目标", "by_group": "分组目标", "scheduled_decline": "应达累计下降",
        "share_of_total": "总量分摊", "range": "区间目标", "adjusted_total": "可调总量目标",
    },
    "completion": {"ratio": "完成率", "progress": "进度完成率", "over_run": "超出率", "difference": "差额"},
    "rule": {
        "proportional": "按比例", "ladder": "分档", "slope": "内插", "threshold": "达标得分", "gap": "差距扣分", "per_event": "按起扣分",
        "accrual": "按次得分", "checklist": "逐条得分", "parts": "分项相加", "change": "与上年比", "matrix": "交叉计分", "lookup": "对照得分",
        "min_max": "功效系数", "judged": "考核组评定", "alternatives": "多种办法",
    },
    "bonus": {"full_steps": "超额每档加分", "beyond_target": "超目标每档加分", "granted": "满足条件加分"},
    "waiver": {"incentive_reached": "达到激励目标", "condition": "满足条件"},
    "condition": {
        "missed": "未完成", "completion": "完成率界限", "item_yes": "数据项为是", "item_above": "数据项超过", "score_below": "得分低于",
        "value_below": "取值低于", "all_of": "同时满足", "any_of": "满足其一", "not": "不满足",
    },
    "gate": {"cap": "最高等次", "veto": "一票否决", "shift": "升降等次", "notice": "只作提示"},
}  # fmt: skip
"""Kinds by family."""

CHOICES = {
    "accountability": "问责", "always": "每年", "amount": "数量", "at_least": "不低于", "at_most": "不高于", "basis": "综合考核评价依据",
    "before_plan_end": "期末以前", "best_of": "取最高", "blend": "加权", "both": "县报部门核", "bureau": "部门", "by_level": "按水平",
    "case": "是", "choice": "选项", "completion": "完成率", "count": "个数", "county": "县", "decision": "决定", "first_available": "依次取用",
    "full": "按满分", "grade_total": "先等次后总分", "higher": "较高", "highest": "最高", "honours": "评优限制", "linear": "线性",
    "log": "对数", "lower": "较低", "lowest": "最低", "not_applicable": "不适用", "number": "数", "other": "其他",
    "over_whole": "全部指标分摊", "percent": "百分数", "plan_average": "五年平均", "plan_end": "期末年", "rectification": "整改",
    "remaining": "剩余年均", "reward": "奖励", "suspension": "暂停审批", "text": "文字", "total": "按总分", "value": "取值",
    "within_dimension": "本类分摊", "worst_of": "取最低", "yes_no": "是否", "zero": "按零分",
}  # fmt: skip
"""Words for the values of closed lists."""

ITEM, LINE, SCOPE, GROUP, LIST, GATE = "数据项", "指标", "指标或类别", "分组", "清单", "约束"
_ITEM_FIELDS = (
    "item last energy renewables renewables_base feedstock listed_apart top bottom top_less bottom_less lowest_of agreed approved"
    " growth planned_growth one other incentive cumulative five_year_target annual"
).split()
REFERENCES = dict.fromkeys(_ITEM_FIELDS, ITEM) | {
    "Cap.of": ITEM, "ShareOfTotal.by": ITEM, "Bounded.less": ITEM, "Dimension.shown": ITEM, "ItemSpec.final_of": ITEM, "Blend.years": ITEM,
    "Missed.all_of": LINE, "CompletionBeyond.of": LINE, "ValueBelow.of": LINE, "ScoreBelow.of": SCOPE, "Ranking.ties": SCOPE,
    "SchemeSpec.graded_by": SCOPE, "SmallestOf.dimensions": SCOPE, "SmallestOf.otherwise": SCOPE, "SmallestOf.groups": GROUP,
    "County.group": GROUP, "Counted.list": LIST, "unless": GATE,
}  # fmt: skip
"""What a field names by id, so that a name may be written for it; by the field, or by model and field."""
