"""The demonstration city gathered for a report, and cities whose texts are nasty or many."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pandas as pd
import pytest

from examples.build import ADJUSTMENTS, LABEL, demonstration
from scoring import Adjustment, Assessment, Evidence, Source, assess, load_scheme
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from tests.support.cities import random_city
from workbook.layout.inputs import ResultInputs
from workbook.report.data import ReportData
from workbook.report.gather import gather

NASTY = "</script><script>alert(1)</script>"
NASTY_NAMES = (
    NASTY,
    "=1+1县",
    '<img src=x onerror="x()">',
    "<!--县",
    "{{ 7*7 }}县",
    "a&amp;b\u2028县",
    "../../县",
    "$\\frac{县$",
    "两\n行\x0b县",
)
SHOWN_NAMES = tuple("".join(one if one not in "\u2028\n\x0b" else " " for one in name) for name in NASTY_NAMES)


def assess_demo(**changes: object) -> Assessment:
    """The demonstration city; changes: county__item = figure."""
    scheme, table = load_scheme("yuncheng-14fyp"), demonstration()
    for key, figure in changes.items():
        county, item = key.split("__")
        table.loc[county, item] = figure
    sources = {
        (county, item): Source("示范.xlsx", "能耗强度", f"C{row}")
        for row, county in enumerate(table.index, 6)
        for item in table.columns
    }
    return assess(scheme, table, 2025, adjustments=ADJUSTMENTS, evidence=Evidence(sources=sources))


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    return assess_demo()


@pytest.fixture(scope="session")
def demo(assessment: Assessment) -> ReportData:
    return gather(assessment, ResultInputs(remark=LABEL))


def approved(data: ReportData) -> ReportData:
    """The same result as if it had been approved."""
    return dataclasses.replace(data, heading=dataclasses.replace(data.heading, stage="审定"))


def open_scheme() -> Scheme:
    """The reference scheme without a region, so that counties may have any name."""
    return dataclasses.replace(load_scheme("yuncheng-14fyp"), region=None)


@pytest.fixture(scope="session")
def nasty() -> ReportData:
    """Counties, remark, sources and an adjustment whose texts are markup, formulas, template marks, paths."""
    scheme = open_scheme()
    table = random_city(scheme, list(NASTY_NAMES), 5, missing=0)
    adjusted = Adjustment(NASTY_NAMES[0], "energy_management", -0.5, f"<b>{NASTY}", "{% raise %}", Source())
    sources = {(name, item): Source(f"{NASTY}.xlsx", "<i>表", "C7") for name in NASTY_NAMES for item in table.columns}
    result = assess(scheme, table, 2025, adjustments=(adjusted,), evidence=Evidence(sources=sources))
    return gather(result, ResultInputs(remark=f"标注 {NASTY} <b>", files={f"{NASTY}.xlsx": "0" * 64}))


@pytest.fixture(scope="session")
def many() -> Callable[[int], ReportData]:
    """A city of so many counties in three groups."""

    def make(size: int) -> ReportData:
        scheme = load_scheme("yuncheng-14fyp")
        assert scheme.region is not None
        names = [f"第{number:04d}县" for number in range(1, size + 1)]
        groups = [one.id for one in scheme.region.groups]
        counties = tuple(
            {"code": f"{100000 + number}", "name": name, "group": groups[number % len(groups)]}
            for number, name in enumerate(names)
        )
        region = Region.model_validate({**scheme.region.model_dump(), "counties": counties})
        wide = dataclasses.replace(scheme, region=region)
        table: pd.DataFrame = random_city(wide, names, 3)
        return gather(assess(wide, table, 2025), ResultInputs(remark="试验数据"))

    return make
