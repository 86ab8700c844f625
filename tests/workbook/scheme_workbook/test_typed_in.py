"""An official text of two pages (made up: tests/schemes/typed/official.txt), typed into the empty workbook without any YAML."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring import assess, load_scheme
from scoring.scheme.describe import standard
from scoring.scheme.scheme import Scheme
from tests.support.typist import Typist
from workbook.scheme_workbook.importing import write_scheme_files
from workbook.scheme_workbook.opening import open_scheme
from workbook.scheme_workbook.writing import write_blank_book


def typed(path: Path) -> Path:
    """The text as a person would type it: names, no ids; the category only where it begins."""
    one = Typist(write_blank_book(path))
    one.whole({
        "编号": "qinghe-water", "名称": "清河市县（区）节约用水目标责任考核办法（试行）", "版本": 1, "性质": "虚构方案", "摘要": "三类七项，共100分",
        "来源·名称": "清河市县（区）节约用水目标责任考核办法（试行）", "来源·文号": "清水办发〔2024〕1号（虚构）", "考核期·基期年": 2023,
        "考核期·起始年": 2024, "考核期·期末年": 2026, "总分": 100, "加分上限": 3, "排名·排名方法": "先等次后总分", "排名·同分依次比": "用水总量和效率",
        "地区·名称": "清河市", "地区·代码": "990200",
    })  # fmt: skip
    one.rows("类别", ("类别", "分值", "依据"), ("用水总量和效率", 50, "第三条（一）"), ("再生水和管网", 30, "第三条（二）"), ("基础工作", 20, "第三条（三）"))  # fmt: skip
    one.rows(
        "指标",
        ("类别", "考核内容", "分值", "取值", "数据项", "目标", "目标参数", "完成率", "计分规则", "参数", "依据", "责任单位", "单位", "定义", "加分", "加分参数"),
        ("用水总量和效率", "用水总量", 20, "直接取数", "用水总量", "各县目标", "用水总量年度控制目标", "超出率", "分档", "不高于", "第三条（一）1", "市水利局", "万立方米", "超过年度控制目标的幅度", None, None),
        (None, "万元地区生产总值用水量下降", 20, "直接取数", "用水量下降率", "各县目标", "用水量下降目标", "完成率", "按比例", None, "第三条（一）2", "市水利局、市统计局", "%", "下降率与目标之比", None, None),
        (None, "农田灌溉水有效利用系数", 10, "直接取数", "灌溉水利用系数", "固定目标", 0.58, None, "差距扣分", "每个分数：2；单位：0.01", "第三条（一）3", "市农业农村局", "", "测定的系数", None, None),
        ("再生水和管网", "再生水利用率", 20, "比率", "分子：再生水利用量；分母：污水处理量", "固定目标", 25, "完成率", "按比例", None, "第三条（二）4", "市住建局", "%", "利用量占处理量", "超目标每档加分", "每个分数:1;每满:5;上限:3"),
        (None, "公共供水管网漏损率", 10, "直接取数", "管网漏损率", None, None, None, "分档", "方向：不高于", "第三条（二）5", "市住建局", "%", "漏损水量占供水量", None, None),
        ("基础工作", "制度建设", 12, None, None, None, None, None, "逐条得分", None, "第三条（三）6", "市水利局", None, "三项制度", None, None),
        (None, "违规取水", 8, "直接取数", "违规取水起数", None, None, None, "按起扣分", 2, "第三条（三）7", "市水利局", "起", "查实的", None, None),
    )  # fmt: skip
    one.rows(
        "档次", ("指标", "界限", "得分", "数据项"),
        ("用水总量", 0, 20, None), (None, 2, 12, None), (None, 5, 6, None),
        ("公共供水管网漏损率", 9, 10, None), (None, 10, 6, None), (None, 12, 3, None),
        ("制度建设", None, 4, "制定年度计划"), (None, None, 5, "建立用水统计台账"), (None, None, 3, "公开节水信息"),
    )  # fmt: skip
    items = [
        ("用水总量", "数", "万立方米", "第三条（一）1"), ("用水总量年度控制目标", "数", "万立方米", "第三条（一）1"), ("用水量下降率", "百分数", "%", "第三条（一）2"),
        ("用水量下降目标", "百分数", "%", "第三条（一）2"), ("灌溉水利用系数", "数", "系数", "第三条（一）3"), ("再生水利用量", "数", "万立方米", "第三条（二）4"),
        ("污水处理量", "数", "万立方米", "第三条（二）4"), ("管网漏损率", "百分数", "%", "第三条（二）5"), ("制定年度计划", "是否", "是否", "第三条（三）6"),
        ("建立用水统计台账", "是否", "是否", "第三条（三）6"), ("公开节水信息", "是否", "是否", "第三条（三）6"), ("违规取水起数", "个数", "起", "第三条（三）7"),
        ("用水数据弄虚作假", "是否", "是否", "第五条"),
    ]  # fmt: skip
    one.rows("数据项", ("名称", "种类", "单位", "依据"), *items)
    one.rows(
        "等次", ("等次", "达到", "不满"), ("优秀", 90, None), ("良好", 80, 90), ("合格", 60, 80), ("不合格", None, 60)
    )
    one.rows(
        "等次约束", ("种类", "参数", "名称", "依据", "条件", "条件参数"),
        ("最高等次", "良好", "用水总量超过控制目标", "第五条", "未完成", "用水总量"),
        ("一票否决", None, "弄虚作假", "第五条", "数据项为是", "用水数据弄虚作假"),
    )  # fmt: skip
    one.rows("结果运用", ("等次或约束", "种类", "内容", "依据", "时限"), ("优秀", "评优限制", "市政府通报表扬", "第六条", None), ("不合格", "整改", "提交整改报告", "第六条", "一个月内"))  # fmt: skip
    one.rows(
        "地区",
        ("代码", "名称"),
        *(("99020" + str(n), name) for n, name in enumerate(("上河区", "下河区", "东山县", "西岭县"), 1)),
    )
    return one.save()


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Scheme:
    return open_scheme(typed(tmp_path_factory.mktemp("typed") / "方案.xlsx"))


def test_the_typed_text_scores_as_it_says(scheme: Scheme) -> None:
    """Each county worked out by hand from the text:

    上河区 over by 2% 12, 4.5/5 of 20 = 18, two hundredths short 6, 30/25 full 20 and one step 1, 9.5% 6, 4 + 5, one case 6: 78.
    下河区 20, 20, 10, 20/25 of 20 = 16, 10, 12, 8: 96. 东山县 5% over 6, 2/5 8, half a hundredth 9, 20, 3, 4, 5 cases 0: 50.
    西岭县 20, 20, 10, 20 and two full steps 2, 10, 12, 8: 102, and 弄虚作假.
    """
    rows = {
        "上河区": (10200, 10000, 4.5, 5, 0.56, 3000, 10000, 9.5, 1, 1, 0, 1, 0),
        "下河区": (9800, 10000, 5.5, 5, 0.59, 2000, 10000, 8.8, 1, 1, 1, 0, 0),
        "东山县": (10500, 10000, 2, 5, 0.575, 2500, 10000, 12, 1, 0, 0, 5, 0),
        "西岭县": (9000, 10000, 5, 5, 0.60, 3600, 10000, 9, 1, 1, 1, 0, 1),
    }
    names = [f"item_{number}" for number in range(1, 14)]
    table = pd.DataFrame([list(row) for row in rows.values()], index=list(rows), columns=names, dtype=object)
    scores = assess(scheme, table, 2024).scores
    assert scores["total"].tolist() == [78, 96, 50, 102]
    assert scores["grade"].tolist() == ["合格", "优秀", "不合格", "不合格"]
    assert scores["rank"].tolist() == [2, 1, 4, 3]


def test_what_it_prints_is_what_the_text_says(scheme: Scheme) -> None:
    said = {one.name: standard(scheme, one) for one in scheme.indicators}
    assert "超出率不高于0%得20分，不高于2%得12分，不高于5%得6分，超过5%得0分" in said["用水总量"].replace(" ", "")
    assert "每起扣2分，扣完为止" in said["违规取水"]
    assert [one.clause for one in scheme.spec.gates] == ["第五条", "第五条"]
    assert scheme.region is not None
    assert [one.name for one in scheme.region.counties] == ["上河区", "下河区", "东山县", "西岭县"]


def test_its_files_are_the_same_scheme(scheme: Scheme, tmp_path: Path) -> None:
    write_scheme_files(scheme, tmp_path / "qinghe-water")
    assert sorted(path.name for path in (tmp_path / "qinghe-water").iterdir()) == ["items.yaml", "region-qinghe-water.yaml", "scheme.yaml"]  # fmt: skip
    assert load_scheme(tmp_path / "qinghe-water").sha256 == scheme.sha256


def test_shared_items_need_no_row_of_their_own(tmp_path: Path) -> None:
    """An item of config/items is known by its name; the scheme is one line that reads it."""
    one = Typist(write_blank_book(tmp_path / "方案.xlsx"))
    one.whole({"名称": "一项", "考核期·基期年": 2020, "考核期·起始年": 2021, "考核期·期末年": 2025, "总分": 10})
    one.rows("类别", ("类别", "分值", "依据"), ("能耗", 10, "一"))
    one.rows(
        "指标", ("类别", "考核内容", "分值", "取值", "数据项", "目标", "目标参数", "完成率", "计分规则", "依据"),
        ("能耗", "强度", 10, "直接取数", "单位地区生产总值能耗年度下降率（实际）", "固定目标", 3, "完成率", "按比例", "一"),
    )  # fmt: skip
    one.rows("等次", ("等次", "达到"), ("完成", 6), ("未完成", None))
    scheme = open_scheme(one.save())
    assert list(scheme.items) == ["decline_actual"]
    assert scheme.spec.items == ()
    assert scheme.region is None
