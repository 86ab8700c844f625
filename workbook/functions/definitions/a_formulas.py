"""The published arithmetic of energy saving, a cell at a time."""

from __future__ import annotations

from typing import Any

from scoring import energy, rounding
from scoring.errors import DataError
from workbook.functions.arguments import Argument, ArgumentKind, as_number, choice, number, read
from workbook.functions.registry import function
from workbook.functions.values import CallRefusal, CellError, Grid

_CATEGORY = "考核·公式"
_METHODS = {"log": "log", "对数": "log", "linear": "linear", "直线": "linear"}
_METHOD = choice("method", "算法", "log 对数（省略时）或 linear 直线", _METHODS, "log")
_FALL = "下降为正，15.5 表示下降 15.5%；设成百分比格式的单元格要先乘 100"


@function(
    _CATEGORY, "能耗强度 = 能耗 ÷ 产出（不变价）",
    number("energy", "能耗", "能源消费量，如万吨标准煤"),
    number("output", "产出", "地区生产总值，不变价，大于 0"),
    example=(512.6, 478.3),
)  # fmt: skip
def intensity(energy_use: float, output: float) -> float:
    """Energy ÷ output."""
    return float(energy.intensity(energy_use, output))


@function(
    _CATEGORY, "能耗强度下降率（%） = (1 − 本期强度 ÷ 上期强度) × 100，下降为正",
    number("energy0", "上期能耗", "上期能源消费量"),
    number("output0", "上期产出", "上期地区生产总值，不变价"),
    number("energy1", "本期能耗", "本期能源消费量，与上期同口径"),
    number("output1", "本期产出", "本期地区生产总值，与上期同一不变价"),
    example=(500, 400, 510, 424),
)  # fmt: skip
def decline(energy0: float, output0: float, energy1: float, output1: float) -> float:
    """Fall of intensity, percent."""
    return float(energy.decline(energy0, output0, energy1, output1))


@function(
    _CATEGORY, "由增速算能耗强度下降率（%） = (1 − (1+能耗增速) ÷ (1+经济增速)) × 100",
    number("energy_growth", "能耗增速", "能源消费增速，百分数，2.1 表示增长 2.1%", "%"),
    number("output_growth", "经济增速", "地区生产总值增速（不变价），百分数", "%"),
    example=(2.1, 5.6), source="湖南省统计局 2016 年公报的比式",
)  # fmt: skip
def decline_from_growth(energy_growth: float, output_growth: float) -> float:
    """Fall of intensity from two growth rates, percent."""
    return float(energy.decline_from_growth(energy_growth, output_growth))


@function(
    _CATEGORY, "累计下降率（%） = (1 − Π(1 − 各年下降率)) × 100；一行或一列得一个数，多行各得一个",
    Argument("annual", "各年下降率", ArgumentKind.NUMBERS, f"一行、一列，或一县一行；{_FALL}", "%"),
    example=(((3.4, 2.9, 3.1, 3.3, 3.5),),), source="青海省统计局的算法",
)  # fmt: skip
def cumulative(annual: Grid) -> Any:
    """Compound fall of each row, or of the one column."""
    argument = Argument("annual", "各年下降率", ArgumentKind.NUMBERS, "", "%")
    if len(annual) == 1 or len(annual[0]) == 1:
        return _compound([cell for row in annual for cell in row], argument)
    result: list[list[Any]] = []
    for row in annual:
        try:
            result.append([_compound(row, argument)])
        except CallRefusal as refusal:
            result.append([refusal.error])
    return result


def _compound(cells: Any, argument: Argument) -> float:
    falls = [as_number(cell, argument) for cell in cells]
    try:
        return float(energy.cumulative_decline(falls))
    except ValueError as error:
        raise CallRefusal(CellError.NUM, str(error)) from error


@function(
    _CATEGORY, "五年目标的完成进度（%）：对数法 ln(1−累计) ÷ ln(1−目标) × 100，或直线法 累计 ÷ 目标 × 100",
    number("cumulative", "累计下降率", _FALL, "%"),
    number("target", "五年目标", _FALL, "%"),
    _METHOD,
    example=(12.6, 15.5), source="天津、清远、青海公布数可以复算",
)  # fmt: skip
def progress(done: float, target: float, method: Any) -> float:
    """Share of the five-year fall reached, percent."""
    return float(energy.progress(done, target, method))


@function(
    _CATEGORY, "进度要求（%）：五年目标到某一进度时应当累计下降多少",
    number("target", "五年目标", _FALL, "%"),
    number("share", "进度", "0—1，第三年末 0.6"),
    _METHOD,
    example=(15.5, 0.8),
)  # fmt: skip
def scheduled(target: float, share: float, method: Any) -> float:
    """Cumulative fall due, percent."""
    return float(energy.scheduled_decline(target, share, method))


@function(
    _CATEGORY, "还需下降（%） = (1 − (1−目标) ÷ (1−累计)) × 100，是商不是差",
    number("target", "五年目标", _FALL, "%"),
    number("cumulative", "累计下降率", _FALL, "%"),
    example=(16, 13.89), source="广东：16 与 13.89，还需 2.45",
)  # fmt: skip
def remaining(target: float, done: float) -> float:
    """Fall still needed, percent."""
    return float(energy.remaining_decline(target, done))


@function(
    _CATEGORY, "年均下降（%）：每年降多少，几年正好降到目标",
    number("target", "目标", _FALL, "%"),
    number("years", "年数", "大于 0"),
    example=(15.5, 5),
)  # fmt: skip
def pace(target: float, years: float) -> float:
    """Equal yearly fall, percent."""
    return float(energy.annual_pace(target, years))


@function(
    _CATEGORY, "超额幅度（%） = (实际 − 目标) ÷ 目标 × 100",
    number("actual", "实际下降率", _FALL, "%"),
    number("target", "目标下降率", _FALL, "%"),
    example=(26.59, 20), source="公告2011年第9号：北京 26.59 对 20，超额 32.95",
)  # fmt: skip
def overfulfilment(actual: float, target: float) -> float:
    """By how much a target was exceeded, percent of it."""
    return float(energy.overfulfilment(actual, target))


@function(
    _CATEGORY, "考核能耗：总量口径扣新增可再生能源、原料用能和单列能耗，强度口径只扣原料用能",
    number("total", "能源消费总量", "吨标准煤，各项同一口径"),
    number("renewables", "新增可再生能源", "比基期新增的可再生能源电力消费，负数按 0"),
    number("feedstock", "原料用能", "用作原料的能源"),
    number("listed_apart", "单列能耗", "经批准单列的重大项目能耗"),
    choice(
        "scope", "口径", "total 总量 或 intensity 强度，必须写明",
        {"total": "total", "总量": "total", "intensity": "intensity", "强度": "intensity"},
    ),
    example=(1200, 45, 80, 60, "total"), source="方案四（一）；2022 年通知",
)  # fmt: skip
def assessed_energy(total: float, renewables: float, feedstock: float, listed_apart: float, scope: Any) -> float:
    """Energy that is assessed, in the unit given."""
    return float(energy.assessed_energy(total, renewables, feedstock, listed_apart, scope))


@function(
    _CATEGORY, "折标准煤（吨）：品种和实物量，一种或多种合计",
    Argument("fuels", "能源品种", ArgumentKind.NUMBERS, "编号或名称，如 raw_coal、原煤；可以是一列"),
    Argument("amounts", "实物量", ArgumentKind.NUMBERS, "与品种同样大小；千克、立方米、千瓦时、兆焦（见系数表）"),
    Argument("year", "年度", ArgumentKind.WHOLE, "系数按年度取"),
    choice(
        "caliber", "电力口径", "有电力时必须写明：equivalent 当量值 或 primary 等价值",
        {"equivalent": "equivalent", "当量值": "equivalent", "primary": "primary", "等价值": "primary"}, "",
    ),
    example=((("原煤",), ("柴油",)), ((1200000,), (35000,)), 2025), source="GB/T 2589（转载）",
)  # fmt: skip
def tce(fuels: Grid, amounts: Grid, year: int, caliber: str) -> float:
    """Tons of coal equivalent of one fuel, or the sum of several."""
    names = [cell for row in fuels for cell in row]
    figures = [cell for row in amounts for cell in row]
    if len(names) != len(figures):
        raise CallRefusal(CellError.VALUE, f"品种有 {len(names)} 个，实物量有 {len(figures)} 个，应当一样多")
    text = Argument("fuels", "能源品种", ArgumentKind.TEXT, "")
    quantity = Argument("amounts", "实物量", ArgumentKind.NUMBER, "")
    total = 0.0
    for name, figure in zip(names, figures, strict=True):
        if name is None and figure is None:
            continue
        amount = as_number(figure, quantity)
        if amount < 0:
            raise CallRefusal(CellError.NUM, f"实物量 {amount:g} 小于 0")
        try:
            total += energy.tce({_fuel(read(text, ((name,),))): amount}, year, caliber or None)  # type: ignore[arg-type]
        except DataError as error:
            raise CallRefusal(CellError.VALUE, str(error)) from error
    return total


def _fuel(named: str) -> str:
    from scoring.coal import load_factors

    return next((one.id for one in load_factors().fuels if named in (one.id, one.name)), named)


@function(
    _CATEGORY, "四舍五入（半进位，先去掉浮点噪声），与结果工作簿里的算法相同",
    number("x", "数", "要取舍的数"),
    Argument("places", "小数位数", ArgumentKind.WHOLE, "0—10"),
    example=(2.675, 2),
)  # fmt: skip
def round(x: float, places: int) -> float:
    """Half-up rounding as everywhere in the engine."""
    if not 0 <= places <= 10:
        raise CallRefusal(CellError.NUM, f"小数位数应当是 0—10，现在是 {places}")
    return float(rounding.round_half_up(x, places))
