"""Live checks of a scheme's workbook, as formulas: points add up, grades leave no gap, what is named is there."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.reading.raw import column_name
from workbook.reading.tables.uniform import BAD, GOOD
from workbook.scheme_workbook.shapes import info
from workbook.scheme_workbook.tables import FIRST_ROW, FLAT, LINES, REST, list_of_kind, rules
from workbook.scheme_workbook.words import kind_word

LAST_ROW = 1000
"""The last row, from 1, that formulas and lists look at."""
_REST = f"'{REST}'!$C${FIRST_ROW + 1}:$C${LAST_ROW}"
"""The owners on 部件, where lists stand that their own sheet cannot hold."""


class ColumnPlaces:
    """Where the columns of all sheets stand. columns: by sheet and heading, from 0."""

    def __init__(self, columns: Mapping[str, Mapping[str, int]]) -> None:
        self.columns = columns

    def cell(self, sheet: str, head: str, row: int) -> str:
        """A cell of the same sheet; row from 0."""
        return f"${column_name(self.columns[sheet][head])}{row + 1}"

    def area(self, sheet: str, head: str) -> str:
        """All entries of a column."""
        letter = column_name(self.columns[sheet][head])
        return f"'{sheet}'!${letter}${FIRST_ROW + 1}:${letter}${LAST_ROW}"

    def check(self, sheet: str, row: int) -> str:
        """The check of a row of a sheet; empty for a sheet without."""
        found = _CHECKS.get(sheet)
        return "" if found is None else found(self, row)


def _block(at: ColumnPlaces, row: int) -> str:
    name, points = at.cell("类别", "类别", row), at.cell("类别", "分值", row)
    sums = f"SUMIF({at.area('指标', '类别')},{name},{at.area('指标', '分值')})"
    return f'=IF({name}="","",IF(ABS({sums}-{points})<0.0000001,"{GOOD}","{BAD} 各指标共"&TEXT({sums},"0.####")&"分"))'


def _line(at: ColumnPlaces, row: int) -> str:
    name, block, item = (at.cell("指标", head, row) for head in ("考核内容", "类别", "数据项"))
    blocks = f"{_same(at.area('类别', '类别'), block)}+{_same(at.area('类别', '编号'), block)}"
    items = f"{_same(at.area('数据项', '名称'), item)}+{_same(at.area('数据项', '编号'), item)}"
    own, rule = at.cell("指标", "编号", row), at.cell("指标", "计分规则", row)
    lacking = ""
    for which, sheet in ((FLAT, "档次"), (LINES, "分项")):
        kinds = ",".join(f'{rule}="{word}"' for word in kinds_with(which))
        areas = (at.area(sheet, "指标"), _REST)
        there = "+".join(
            f'{_same(area, name)}+({own}<>"")*{_same(area, own)}' for area in areas
        )  # a blank is like any other
        lacking += f'IF(AND(OR({kinds}),{there}=0),"{BAD} {sheet}表里没有",'
    alone = (
        f'ISERROR(FIND("：",{item}))*ISERROR(FIND("；",{item}))*ISERROR(FIND("、",{item}))*ISERROR(FIND(":",{item}))'
    )
    return (
        f'=IF({name}="","",IF(AND({block}<>"",{blocks}=0),"{BAD} 没有这个类别",IF({_same(at.area("指标", "考核内容"), name)}>1,"{BAD} 名称重复",'
        f'IF(AND({item}<>"",{alone}=1,{items}=0),"{BAD} 数据项表里没有",{lacking}"{GOOD}"))))))'
    )


def kinds_with(which: str) -> list[str]:
    """The words of the kinds of rule that cannot do without rows on 档次, or on 分项."""
    found = [(kind, model, list_of_kind(which, kind)) for kind, model in rules().models.items()]
    return [kind_word("rule", kind) for kind, model, name in found if name and info(model, name).is_required()]


def _step(at: ColumnPlaces, row: int) -> str:
    line, part, limit, points, item = (
        at.cell("档次", head, row) for head in ("指标", "分项", "界限", "得分", "数据项")
    )
    again = f"SUMPRODUCT(({at.area('档次', '指标')}={line})*({at.area('档次', '分项')}={part})*({at.area('档次', '界限')}={limit}))"
    full = f"SUMIF({at.area('指标', '考核内容')},{line},{at.area('指标', '分值')})"
    items = f"{_same(at.area('数据项', '名称'), item)}+{_same(at.area('数据项', '编号'), item)}"
    return (
        f'=IF({line}="","",IF({_same(at.area("指标", "考核内容"), line)}+{_same(at.area("指标", "编号"), line)}=0,"{BAD} 没有这个指标",'
        f'IF(AND({limit}<>"",{again}>1),"{BAD} 界限重复",IF(AND({full}>0,N({points})>{full}+0.0000001),"{BAD} 超过指标分值",'
        f'IF(AND({item}<>"",ISERROR(FIND("、",{item})),{items}=0),"{BAD} 数据项表里没有","{GOOD}")))))'
    )


def _grade(at: ColumnPlaces, row: int) -> str:
    name, low, high = (at.cell("等次", head, row) for head in ("等次", "达到", "不满"))
    if row == FIRST_ROW:
        return f'=IF({name}="","",IF({high}<>"","{BAD} 最好的等次没有上限","{GOOD}"))'
    above = at.cell("等次", "达到", row - 1)
    return (
        f'=IF({name}="","",IF(AND({low}<>"",{above}<>"",N({low})>=N({above})),"{BAD} 应当低于上一等次",'
        f'IF(AND({high}<>"",{above}<>"",N({high})<>N({above})),"{BAD} 与上一等次不接","{GOOD}")))'
    )


def _item(at: ColumnPlaces, row: int) -> str:
    name = at.cell("数据项", "名称", row)
    return f'=IF({name}="","",IF({_same(at.area("数据项", "名称"), name)}>1,"{BAD} 名称重复","{GOOD}"))'


def _use(at: ColumnPlaces, row: int) -> str:
    of = at.cell("结果运用", "等次或约束", row)
    known = "+".join(
        _same(at.area(sheet, head), of)
        for sheet, head in (("等次", "等次"), ("等次约束", "名称"), ("等次约束", "编号"))
    )
    return f'=IF({of}="","",IF({known}=0,"{BAD} 没有这个等次或约束","{GOOD}"))'


def _county(at: ColumnPlaces, row: int) -> str:
    name, code, group = (at.cell("地区", head, row) for head in ("名称", "代码", "所属分组"))
    groups = f"{_same(at.area('分组', '名称'), group)}+{_same(at.area('分组', '编号'), group)}"
    return (
        f'=IF({name}="","",IF(LEN({code})<>6,"{BAD} 代码应当是六位",IF({_same(at.area("地区", "名称"), name)}>1,"{BAD} 名称重复",'
        f'IF(AND({group}<>"",{groups}=0),"{BAD} 没有这个分组","{GOOD}"))))'
    )


def total_check(at: ColumnPlaces, cell: str, least: str) -> str:
    """Whether the blocks make up the total. cell: of the total; least: of the dimensions of which the least counts."""
    sums = f"SUM({at.area('类别', '分值')})"
    return f'=IF(OR({cell}="",{least}<>""),"",IF(ABS({sums}-{cell})<0.0000001,"{GOOD}","{BAD} 各类别共"&TEXT({sums},"0.####")&"分"))'


def _same(area: str, cell: str) -> str:
    """How many cells of an area hold the same; COUNTIF would take * and ? for more than themselves."""
    return f"SUMPRODUCT(--({area}={cell}))"


_CHECKS = {
    "类别": _block, "指标": _line, "档次": _step, "等次": _grade, "数据项": _item, "结果运用": _use, "地区": _county,
}  # fmt: skip
CHECKED = frozenset(_CHECKS)
"""Sheets that have a column of checks."""
