"""kaohe compare, kaohe improve and kaohe score --last, as a user calls them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from examples.build import ADJUSTMENTS, demonstration
from scoring import load_scheme
from tests.support.commands import DEMO, kaohe
from tests.support.results import scored
from workbook.template.content import TemplateContent
from workbook.template.writer import write_template


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration city's data with one figure revised: 垣曲县, 70 → 100 institutions within quota."""
    table = demonstration()
    table.loc["垣曲县", "quota_met"] = 100
    path = tmp_path_factory.mktemp("data") / "revised.xlsx"
    return write_template(
        load_scheme("yuncheng-14fyp"), 2025, path, TemplateContent(values=table, adjustments=ADJUSTMENTS)
    )


def test_compare_takes_a_result_and_data(revised: Path, tmp_path: Path) -> None:
    scored(tmp_path / "r.xlsx")
    done = kaohe(tmp_path, "compare", "r.xlsx", str(revised), "-o", "c.xlsx")
    assert done.returncode == 0, done.stderr
    assert "上次：r.xlsx（yuncheng-14fyp，2025年度，初评）" in done.stdout
    assert "垣曲县：总分 94.71→95.01（+0.30）：公共机构能耗定额管理 +0.30；" in done.stdout
    assert "改动的数据 1 个：\n  垣曲县：能耗在定额以内的公共机构数 70家→100家\n" in done.stdout
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames == ["变动"]
    again = kaohe(tmp_path, "compare", "r.xlsx", str(revised), "-o", "c.xlsx")
    assert again.returncode == 2
    assert "c.xlsx 已经存在，没有覆盖" in again.stderr


def test_score_with_last(revised: Path, tmp_path: Path) -> None:
    scored(tmp_path / "r.xlsx")
    done = kaohe(tmp_path, "score", str(revised), "-o", "s.xlsx", "--last", "r.xlsx", "--no-robustness")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    assert "变动" in book.sheetnames
    notes = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert notes["选项 对比的结果"].startswith("r.xlsx  SHA-256 ")


def test_last_must_be_a_result(tmp_path: Path) -> None:
    done = kaohe(tmp_path, "score", "-o", "s.xlsx", "--last", str(DEMO))
    assert done.returncode == 2
    assert "不是 kaohe 写出的结果工作簿" in done.stderr
    assert not (tmp_path / "s.xlsx").exists()


def test_improve_one_county(tmp_path: Path) -> None:
    done = kaohe(tmp_path, "improve", "-c", "稷山县")
    assert done.returncode == 0
    assert (
        "等次到“完成”：单位地区生产总值能耗年度下降率（实际） 2.8%→3.32%（总分 +4.00，第 5 名，超额完成）"
        in done.stdout
    )
    unknown = kaohe(tmp_path, "improve", "-c", "稷三县")
    assert unknown.returncode == 2
    assert "数据里没有“稷三县”；是不是 稷山县？" in unknown.stderr
