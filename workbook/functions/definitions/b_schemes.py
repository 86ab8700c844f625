"""Schemes from cells: what there is, the point table, the points of one line, the grade of a total."""

from __future__ import annotations

from typing import Any

from scoring.errors import DataError, SchemeError
from scoring.rounding import round_half_up
from scoring.scheme.catalogue import list_schemes
from scoring.scheme.describe import standard
from scoring.scheme.scheme import Scheme
from scoring.single import Entered, points_of
from workbook.functions.arguments import Argument, ArgumentKind, as_number, number, optional_number, table
from workbook.functions.registry import function
from workbook.functions.schemes import HEADERS, SCHEME, YEAR, chosen, year_of
from workbook.functions.values import CallRefusal, CellError, Grid
from workbook.reading.raw import as_text
from workbook.reading.text import plain

_CATEGORY = "考核·方案"


@function(
    _CATEGORY, "随程序带的考核方案：编号、名称、性质、版本、适用年度",
    HEADERS, result="table", example=(),
)  # fmt: skip
def schemes(headers: bool) -> list[list[Any]]:
    """The schemes that come with the program."""
    rows: list[list[Any]] = [["编号", "名称", "性质", "版本", "适用年度"]] if headers else []
    for entry in list_schemes():
        period = chosen(entry.id).spec.period
        rows.append([entry.id, entry.title, entry.standing, entry.version, f"{period.start}—{period.end}"])
    return rows


@function(
    _CATEGORY, "方案的计分表：序号、考核内容、编号、分值、评分标准、依据、责任单位",
    SCHEME, HEADERS, result="table", example=("yuncheng-14fyp",),
)  # fmt: skip
def point_table(scheme: str, headers: bool) -> list[list[Any]]:
    """The point table of a scheme."""
    loaded = chosen(scheme)
    heads = ["序号", "考核内容", "编号", "分值", "评分标准", "依据", "责任单位"]
    rows: list[list[Any]] = [heads] if headers else []
    for place, one in enumerate(loaded.indicators, 1):
        rows.append([place, one.name, one.id, one.points, standard(loaded, one), one.clause, one.bureau])
    return rows


@function(
    _CATEGORY, "一项指标的得分：给取值和目标，按方案的计分规则算（不含加分）",
    Argument("indicator", "指标", ArgumentKind.TEXT, "指标编号或名称，如 cod"),
    optional_number("value", "取值", "实际完成值，单位同计分表；由几个数据项判定的指标省略，写“其他数据”"),
    optional_number("target", "目标", "省略时取方案自己的目标；方案没有固定目标的得 #N/A"),
    SCHEME, YEAR,
    table("items", "其他数据", "两列：数据项编号、数；规则还要读别的数时给出", optional=True),
    Argument("group", "分组", ArgumentKind.TEXT, "按组定分值或目标的方案，写县所在的组", optional=True),
    example=("cod", 84.6, 100),
)  # fmt: skip
def points(
    indicator: str,
    value: float | None,
    target: float | None,
    scheme: str,
    year: int | None,
    items: Grid | None,
    group: Any,
) -> float:
    """Points that a value and a target earn."""
    loaded = chosen(scheme)
    try:
        entered = Entered(value, target, _figures(items), group)
        earned = points_of(loaded, _line(loaded, indicator), year_of(loaded, year), entered)
    except (DataError, SchemeError) as error:
        raise CallRefusal(CellError.VALUE, str(error)) from error
    if earned is None:
        raise CallRefusal(CellError.NA, "规则还要读别的数，没有给（目标、其他数据或分组）")
    return earned


def _line(scheme: Scheme, indicator: str) -> str:
    return next((one.id for one in scheme.indicators if plain(one.name) == indicator), indicator)


def _figures(items: Grid | None) -> dict[str, float | str]:
    found: dict[str, float | str] = {}
    for row in items or ():
        if len(row) != 2:
            raise CallRefusal(CellError.VALUE, "“其他数据”应当是两列：数据项编号、数")
        name, figure = plain(as_text(row[0])), row[1]
        if isinstance(figure, str) and plain(figure).startswith("不适用"):
            found[name] = figure
        elif isinstance(figure, bool):
            found[name] = float(figure)
        else:
            found[name] = as_number(figure, Argument(name, name, ArgumentKind.NUMBER, ""))
    return found


@function(
    _CATEGORY, "总分对应的等次（只按分数段，不看等次约束；约束见 KH_SCORES）",
    number("total", "总分", "按方案的位数四舍五入后定档"),
    SCHEME, example=(83.5,), result="text",
)  # fmt: skip
def grade(total: float, scheme: str) -> str:
    """The grade of a total, by its band alone."""
    spec = chosen(scheme).spec
    rounded = float(round_half_up(total, spec.rounding.total))
    if rounded < 0:
        raise CallRefusal(CellError.NUM, f"总分 {total:g} 小于 0")
    for one in spec.grades:
        if not one.gate_only and (one.at_least is None or rounded >= one.at_least):
            return one.name
    raise CallRefusal(CellError.NUM, f"总分 {total:g} 不在任何一档里")
