"""Random cities with every sheet on: written, found as written byte for byte from the archive, and reported."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from scoring import assess, load_scheme
from scoring.assessment import Adjustment, Assessment
from scoring.corrections import trace
from scoring.problems import Source
from scoring.robustness import robustness
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage, replay
from tests.support.cities import random_city
from workbook.command.app import app
from workbook.layout.inputs import ResultInputs
from workbook.reading.roles import PRELIMINARY, Certificate, Claim, Provenance
from workbook.result.write import write_result
from workbook.revisions.record import RevisionRecord
from workbook.verifying.verify import verify_result

TESTS = Path(__file__).resolve().parents[2]
_SCHEMES = ("yuncheng-14fyp", str(TESTS / "schemes" / "all-parts.yaml"), "huizhou-2009-target")
_ALL = {
    "排名",
    "得分表",
    "计分表",
    "结果运用",
    "变动",
    "修订记录",
    "对比",
    "提升",
    "失分与离散",
    "自评差异",
    "自报与核定",
    "稳健性",
    "名次分布",
}


def _random(name: str, seed: int) -> tuple[Assessment, Assessment, pd.DataFrame, RevisionRecord, Provenance]:
    """An assessment with adjustments, the one of last time, self scores, a record of revisions, certified figures."""
    scheme, draw = load_scheme(name), np.random.default_rng(seed)
    region = scheme.region
    counties = [one.name for one in region.counties][:7] if region is not None else [f"{one}县" for one in "甲乙丙丁"]
    table = random_city(scheme, counties, seed, missing=0.02)
    lines = [one.id for one in scheme.indicators]
    items = [one.id for one in scheme.items.values() if one.kind == "number"] or list(scheme.items)
    rows = [
        Adjustment(
            str(draw.choice(counties)), str(draw.choice(lines)), float(draw.choice([-1, -0.5, 0.5, 2])), "现场核查", "考核组"
        )
        for _ in range(int(draw.integers(0, 4)))
    ]  # fmt: skip
    vintages = [
        Vintage(county, item, float(draw.integers(0, 9)), f"2026-0{month}-30", document=f"文号{month}")
        for month, county, item in zip((4, 6, 6), draw.choice(counties, 3), draw.choice(items, 3), strict=True)
    ]
    done, record = _revised(scheme, table, vintages, rows)
    own = {line: [float(draw.integers(0, 5)) for _ in counties] for line in lines[::2]}
    keys = [(str(draw.choice(counties)), str(draw.choice(items))) for _ in range(9)]
    provenance = Provenance(
        claims={key: Claim(float(draw.integers(0, 99)), Source("县.xlsx", "表", "C7")) for key in keys},
        certified={key: Certificate(certifier="市统计局", document="文号", reason="漏报") for key in keys[:6]},
        provisional={keys[0]: PRELIMINARY},
        disputed={keys[1]: "来函"},
    )
    last = assess(scheme, random_city(scheme, counties, seed + 1000), scheme.spec.period.end)
    return done, last, pd.DataFrame(own, index=pd.Index(counties, name="county")), record, provenance


def _revised(
    scheme: Scheme, table: pd.DataFrame, vintages: list[Vintage], rows: list[Adjustment]
) -> tuple[Assessment, RevisionRecord]:
    year, made = scheme.spec.period.end, replay(table, vintages)
    steps = trace(
        lambda some, adjusted: assess(scheme, some, year, adjustments=adjusted),
        lambda some: replay(table, some).table,
        vintages,
        made.revisions,
        rows,
    )
    return assess(scheme, made.table, year, adjustments=rows), RevisionRecord(data_date="2026-03-31", steps=steps)


@pytest.mark.parametrize(
    ("name", "seed"), [(_SCHEMES[0], 0), (_SCHEMES[0], 1), (_SCHEMES[1], 0), (_SCHEMES[2], 1)], ids=lambda one: Path(str(one)).stem
)  # fmt: skip
def test_every_sheet_of_a_random_city(name: str, seed: int, tmp_path: Path) -> None:
    """City seed 0 of the reference scheme once ended in a traceback: a total, and a grade that is pending."""
    done, last, own, record, provenance = _random(name, seed)
    write_result(done, tmp_path / "a.xlsx", ResultInputs(review=True, last=last, self_scores=own, revisions=record, provenance=provenance, stage="送审", remark="2025年快报数"), robustness=robustness(done, draws=30))  # fmt: skip
    assert set(openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True).sheetnames) >= _ALL
    assert verify_result(tmp_path / "a.xlsx").verdict == "原样"
    for words in (
        ["report", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "报告")],
        ["improve", str(tmp_path / "a.xlsx")],
    ):
        told = CliRunner().invoke(app, words)
        assert told.exception is None or isinstance(told.exception, SystemExit), words
        assert told.exit_code == 0, (words, told.output)
    assert (tmp_path / "报告" / "送审稿.docx").exists()
    assert (tmp_path / "报告" / "评审页.html").exists()
