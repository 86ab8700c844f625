"""The scoring standard says every rule that can move a point: a test that walks the columns of every scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring import load_scheme
from scoring.formula.columns import Column
from scoring.formula.nodes import If, Node
from scoring.ledger.compile import compile_ledger
from scoring.scheme.describe import standard
from scoring.scheme.loader import list_schemes

TESTED = sorted((Path(__file__).parents[2] / "schemes").glob("*.yaml"))
SCHEMES = [one.id for one in list_schemes()] + [str(path) for path in TESTED if "region" not in path.name]

# What the standard must say (as a pattern) where a column of this id, or of one that ends in it, has a say of its own.
ROUNDED = {
    "target": "保留四位小数", "target_raised": "保留两位小数", "pace": "只进不舍", "value": r"保留\d+位小数|小数位数同完成率|名次",
    "incentive_completion": "当年进度",  # a completion: its places stand with the rounding of the whole
}  # fmt: skip
LEFT = {
    "value": "为零的不适用", "top": "分母为零的不适用", "bottom": "分母为零的不适用", "completion": "目标不大于零的不适用",
    "target": "合计不大于零的不适用", "incentive_completion": "目标不大于零的不免", "rate_exempt": "年度不考核",
}  # fmt: skip
COUNTED = {
    "renewables_new": "不适用的扣除项按 0 扣", "renewables_taken": "不适用的扣除项按 0 扣", "excluded": "不适用的扣除项按 0 扣",
}  # fmt: skip
LABELS = {
    "目标不大于零，按是否达到目标判定": "目标不大于零的，达到目标计 100%，否则计 0", "不降反升，完成率计 0": "不降反升（实际小于零）的，完成率计 0",
    "未下达年度目标，按剩余年限还需的进度计": "未下达的，按剩余年限还需的年均进度计",
    "未下达年度目标，按五年目标的年均计": "未下达的，按五年目标的年均下降率计",
    "比上年上升": "比上年上升得", "与上年持平": "持平得", "比上年下降": "下降得",
    "采用商定的总量目标": "没有商定的",
    "达到规定值": "得.*否则不得分", "未达到规定值": "得.*否则不得分", "免予考核，得满分": "得满分",
    "经批准按经济增速调整": "经济增速超过预期且经批准的", "目标未下达，不加分": "未下达的.*不加分", "各县相同": "各县相同的得",
    "同组相同": "同组相同的得", "符合加分条件": "加分：",
}  # fmt: skip
# Columns that only carry yes or no, a size or a mark of what was assigned: rounding decides nothing there.
FLAGS = re.compile(r"(met\d*|waived|held|.*_held|assigned|weight)$")


def ifs(node: Node) -> Iterator[If]:
    return (one for one in node.walk() if isinstance(one, If))


def owed(column: Column) -> Iterator[str]:
    """The patterns that the standard of the column's line must show."""
    suffix = column.id.partition(".")[2]
    last = suffix.rsplit("_", 1)[-1] if suffix.startswith(("way", "part", "second")) else suffix
    if FLAGS.match(last):
        return
    if column.places is not None and column.role not in ("completion", "points", "bonus"):
        yield ROUNDED[last]
    if column.na_when is not None:
        yield LEFT[last]
    if column.on_na is not None and column.role != "bonus" and not column.quiet:
        yield COUNTED[last]
    for one in ifs(column.formula) if column.formula is not None else ():
        for label in (one.then_label, one.other_label):
            if label in LABELS:
                yield LABELS[label]
            elif label.startswith(("采用", "只完成", "都未完成")) or label.endswith("都完成"):
                yield re.escape(label.removeprefix("采用").partition("、")[0])
            elif label:
                yield LABELS[label]


@pytest.mark.parametrize("which", SCHEMES, ids=lambda one: Path(one).stem)
def test_the_standard_says_every_rule_of_its_line(which: str) -> None:
    """A column with a rounding, an escape to 不适用, a stand-in or a labelled branch is one that the standard speaks of; a
    kind of column that this page does not know fails it."""
    scheme = load_scheme(which)
    said = {one.id: standard(scheme, one) for one in scheme.indicators}
    for year in range(scheme.spec.period.start, scheme.spec.period.end + 1):
        for column in compile_ledger(scheme, year).columns.values():
            if column.owner in said and column.formula is not None:
                for pattern in owed(column):
                    assert re.search(pattern, said[column.owner]), f"{column.id}：{pattern}\n{said[column.owner]}"


def test_the_walk_finds_what_is_not_said() -> None:
    """The same walk, over the standard without its sentence on targets of 0 or less."""
    scheme = load_scheme("yuncheng-14fyp")
    line = next(one for one in scheme.indicators if one.id == "intensity_cumulative")
    text = standard(scheme, line).replace("；目标不大于零的，达到目标计 100%，否则计 0", "")
    columns = compile_ledger(scheme, 2025).columns.values()
    patterns = [
        one for column in columns if column.owner == line.id and column.formula is not None for one in owed(column)
    ]
    assert any(not re.search(one, text) for one in patterns)
