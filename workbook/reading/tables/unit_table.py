"""Units of measure as data: what they measure, how large they are, and how people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

MULTIPLIERS: Mapping[str, int] = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5,
    "万": 10**4, "千": 1000, "百": 100, "十": 10,
}  # fmt: skip
"""What may stand before a unit or alone, the longest first."""

SUBSTANCES: Mapping[str, str] = {
    "标准煤当量": "标准煤", "标准煤": "标准煤", "标煤": "标准煤", "ce": "标准煤", "油当量": "标准油", "标准油": "标准油", "oe": "标准油",
    "二氧化碳当量": "二氧化碳", "二氧化碳": "二氧化碳", "co2eq": "二氧化碳", "co2e": "二氧化碳", "co2": "二氧化碳",
}  # fmt: skip
"""What a mass is of, where that is part of the unit (tce, 吨二氧化碳)."""

MASS, RATIO, COUNT, TIME = "质量", "比率", "计数", "时间"
_TABLE = """
质量 1/1000000000 纳克 ng
质量 1/1000000 微克 μg ug mcg
质量 1/1000 毫克 mg
质量 1 克 公克 g
质量 1000 千克 公斤 kg
质量 500 斤 市斤
质量 1000000 吨 公吨 t
质量 1000000000 kt
长度 1/1000 毫米 mm
长度 1/100 厘米 cm
长度 1 米 m
长度 1000 千米 公里 km
面积 1/10000 平方厘米 cm2
面积 1 平方米 平米 平方 m2 m^2 sqm
面积 2000/3 亩
面积 10000 公顷 ha hm2
面积 1000000 平方千米 平方公里 km2
体积 1/1000 毫升 ml
体积 1 升 公升 l
体积 1000 立方米 立方 方 m3 m^3 cbm
标准体积 1 标准立方米 标立方米 标方 nm3
能量 1 焦耳 焦 j
能量 1000 千焦耳 千焦 kj
能量 1000000 兆焦耳 兆焦 mj
能量 1000000000 吉焦耳 吉焦 gj 百万千焦
能量 1000000000000 太焦耳 太焦 tj
能量 3600 瓦时 wh
能量 3600000 千瓦时 千瓦小时 度 度电 kwh kw.h
能量 3600000000 兆瓦时 mwh
能量 3600000000000 吉瓦时 gwh
能量 5234/1250 卡 cal
能量 20936/5 千卡 大卡 kcal
功率 1 瓦特 瓦 w
功率 1000 千瓦 kw
功率 1000000 兆瓦 mw
功率 1000000000 吉瓦 gw
视在功率 1 千伏安 kva
金额 1 元 圆 块 块钱 元人民币 人民币元 人民币 rmb cny ¥
美元 1 美元 usd $
人数 1 人 名 位
人次 1 人次
比率 10 成
比率 1 % 百分点 个百分点 百分比 百分数 百分之 percent pct
比率 1/10 ‰ 千分点 个千分点 千分比 千分之
比率 1/100 ‱ 万分点 个万分点 万分比 万分之 基点 个基点 bp bps
时间 1 小时 h
时间 24 天 日 d
历时 1 月 个月
历时 3 季度 个季度 季
历时 12 年 年度 a
分 1 分 分值
倍 1 倍 倍数
系数 1 系数
等次 1 等 等次
是否 1 是否 是/否 是、否 是或否
"""
_COUNTED = (
    "个 家 辆 起 项 户 台 座 处 次 期 类 件 套 条 所 批 宗 例 份 部 栋 幢 间 只 艘 架 口 眼 盏 根 班 届 门 枚 张 篇 片 支 台套 台次 班次"
    " 家次 份次 车次 组"
)
NO_HEADING = {TIME, "历时", "等次"}
"""（年）, （等） in a heading are words."""
PHYSICAL = {MASS, "面积", "体积", "能量", "金额", *SUBSTANCES.values()}
"""Dimensions whose units may be glued to a heading's end."""
_ALONE = {RATIO, "分", "倍", "系数", "等次", "是否", TIME, "历时"}  # nobody means ten thousand of these


@dataclass(frozen=True)
class Atom:
    """A unit without a multiplier. size: in the smallest unit of its dimension; many: whether 万 may stand before it.

    word: for counted things, what they are counted as: 个 and 家 are of one size and not the same.
    """

    dimension: str
    size: Fraction
    many: bool = True
    word: str = ""


def _atoms() -> dict[str, Atom]:
    found = {word: Atom(COUNT, Fraction(1), True, word) for word in _COUNTED.split()}
    for line in _TABLE.strip().splitlines():
        dimension, size, *spellings = line.split()
        atom = Atom(dimension, Fraction(size), dimension not in _ALONE)
        found |= dict.fromkeys(spellings, atom)
    return found


ATOMS: Mapping[str, Atom] = _atoms()
"""By spelling, in half-width lower-case signs."""
