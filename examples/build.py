"""Build the example workbooks: ``python examples/build.py``. The figures of the demonstration city are made up."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from examples.lists import demonstration_lists
from scoring.assessment import Adjustment
from scoring.lists.rows import ListRows
from scoring.scheme.loader import load_scheme
from workbook.reading.roles import Certificate, Role
from workbook.reading.wording import certified_by
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes
from workbook.template.set_writer import bureau_template_bytes, bureaus, decision_template_bytes
from workbook.template.writer import write_template

HERE = Path(__file__).resolve().parent
LABEL = "示范数据：全部数字都是虚构的，与任何县（市、区）的实际情况无关"

USUAL: dict[str, Any] = {
    "decline_actual": 3.42, "decline_target": 3.32, "decline_cumulative": 15.83, "five_year_target": 15.5,
    "energy_use": 1_256_000, "renewable_power": 86_000, "renewable_power_2020": 40_000, "feedstock_energy": 0,
    "listed_apart_energy": 0, "energy_total_target": 1_220_000, "growth_adjustment_approved": "否",
    "targets_in_plan": "是", "targets_passed_on": "是", "output_benefit_weighed": "是", "energy_freed_allocated": "是",
    "demand_side_measures": "是", "energy_supervision": "是", "statistics_checked": "是",
    "inventory_quarters": 4, "violating_projects": 0, "monitored_units": 18, "units_to_monitor": 20,
    "advanced_projects": 3, "new_projects": 3, "rectified_projects": 2, "closed_projects": 1,
    "rectification_due": 3, "two_high_new_unrectified": 0,
    "cod_recognised": 248.4, "cod_assigned": 245, "nh3n_recognised": 18.2, "nh3n_assigned": 18,
    "nox_recognised": 662.3, "nox_assigned": 659.1, "voc_recognised": 104.3, "voc_assigned": 103.9,
    "projects_finished": 6, "projects_due": 6, "ledger_kept": "是", "permits_linked": "是",
    "replacement_cod": "不适用（环境质量达标）", "replacement_nh3n": "不适用（环境质量达标）",
    "replacement_nox": 2.0, "replacement_voc": 2.1, "voc_monitored": 12, "voc_dischargers": 12,
    "vehicles_new_energy": 8, "vehicles_all": 20, "vehicles_special_new_energy": 0, "vehicles_special": 2,
    "fixed_route_new_energy": 2, "fixed_route_all": 2, "agencies_met": 68, "agencies_all": 72,
    "demo_built": 1, "demo_share": 1, "quota_met": 92, "quota_all": 100, "charger_built": 38,
    "with_car_park": 40, "statistics_quarters": 4, "major_incidents": 0, "data_falsified": "否",
}  # fmt: skip

NO_TWO_HIGH = {
    "units_to_monitor": 4, "monitored_units": 4, "advanced_projects": 0, "new_projects": 0,
    "rectified_projects": 0, "closed_projects": 0, "rectification_due": 0,
}  # fmt: skip

# What is different in each county; the remark says which awkward case it is.
COUNTIES: dict[str, dict[str, Any]] = {
    # 经济增速超预期，经批准调整总量目标
    "盐湖区": {
        "energy_use": 2_130_500,
        "energy_total_target": 2_080_000,
        "growth_adjustment_approved": "是",
        "growth_actual": 6.8,
        "growth_planned": 5.5,
        "renewable_power": 52_000,
        "renewable_power_2020": 35_000,
        "vehicles_all": 36,
        "vehicles_new_energy": 11,
        "demo_share": 2,
        "demo_built": 2,
        "agencies_met": 70,
        "cod_recognised": 431.5,
        "cod_assigned": 420,
        "violating_projects": 1,
        "statistics_checked": "否",
        "replacement_voc": 1.9,
        "projects_finished": 5,
        "voc_monitored": 11,
    },
    # 没有“两高”项目
    "临猗县": {
        **NO_TWO_HIGH,
        "energy_use": 640_200,
        "energy_total_target": 655_000,
        "decline_actual": 3.66,
        "decline_cumulative": 16.21,
        "nox_recognised": 325.1,
        "nox_assigned": 322,
        "energy_freed_allocated": "不适用（没有腾出用能空间的情形）",
        "quota_met": 88,
    },
    # 没有购置车辆；挥发性有机物减排任务未完成
    "万荣县": {
        "vehicles_all": 0,
        "vehicles_new_energy": 0,
        "vehicles_special": 0,
        "fixed_route_all": 0,
        "fixed_route_new_energy": 0,
        "energy_use": 702_900,
        "energy_total_target": 660_000,
        "renewable_power": 71_500,
        "demo_share": 0,
        "demo_built": 0,
        "voc_recognised": 88.2,
        "decline_actual": 3.35,
        "decline_cumulative": 15.56,
        "cod_recognised": 190,
        "cod_assigned": 188,
        "charger_built": 24,
        "agencies_met": 55,
    },
    # 能耗强度不降反升
    "闻喜县": {
        "decline_actual": -0.85,
        "decline_cumulative": 9.2,
        "energy_use": 3_905_000,
        "energy_total_target": 3_350_000,
        "violating_projects": 2,
        "monitored_units": 29,
        "units_to_monitor": 36,
        "rectified_projects": 3,
        "closed_projects": 1,
        "rectification_due": 6,
        "nox_recognised": 1180.5,
        "nox_assigned": 1420,
        "agencies_met": 61,
        "charger_built": 27,
    },
    # 年度未完成，累计完成
    "稷山县": {
        "decline_actual": 2.80,
        "decline_cumulative": 15.62,
        "energy_use": 1_744_300,
        "energy_total_target": 1_690_000,
        "monitored_units": 22,
        "units_to_monitor": 25,
        "demo_share": 0,
        "demo_built": 1,
        "vehicles_new_energy": 5,
    },
    # 年度完成，五年目标未完成，挥发性有机物减排任务未完成
    "新绛县": {
        "decline_actual": 3.61,
        "decline_cumulative": 13.9,
        "energy_use": 2_207_800,
        "energy_total_target": 2_150_000,
        "violating_projects": 1,
        "voc_recognised": 96.8,
        "projects_finished": 5,
        "projects_due": 7,
    },
    # 达到激励目标，总量免予考核
    "绛县": {
        "incentive_target": 16.5,
        "demand_side_measures": "否",
        "decline_cumulative": 16.92,
        "decline_actual": 3.81,
        "energy_use": 918_000,
        "energy_total_target": 830_000,
        "renewable_power": 41_000,
        "statistics_checked": "否",
        "quota_met": 84,
        "inventory_quarters": 3,
    },
    # 有一笔核定调整
    "垣曲县": {
        "energy_use": 1_512_700,
        "energy_total_target": 1_480_000,
        "feedstock_energy": 64_000,
        "decline_actual": 3.40,
        "decline_cumulative": 15.71,
        "replacement_nox": 1.5,
        "demand_side_measures": "否",
        "advanced_projects": 2,
        "monitored_units": 15,
        "projects_finished": 5,
        "nh3n_recognised": 15.2,
        "nh3n_assigned": 15,
        "quota_met": 70,
        "agencies_met": 52,
        "nox_recognised": 520,
        "nox_assigned": 515,
    },
    # 与平陆县同分
    "夏县": {
        **NO_TWO_HIGH,
        "energy_use": 388_000,
        "energy_total_target": 395_000,
        "renewable_power": 61_000,
        "cod_recognised": 127,
        "cod_assigned": 125,
        "nox_recognised": 100,
        "nox_assigned": 100,
    },
    "平陆县": {
        **NO_TWO_HIGH,
        "energy_use": 402_000,
        "energy_total_target": 410_000,
        "renewable_power": 73_000,
        "cod_recognised": 150,
        "cod_assigned": 150,
        "nox_recognised": 204,
        "nox_assigned": 200,
    },
    # 一项暂缺
    "芮城县": {
        "voc_recognised": "暂缺（省级核查结果6月底反馈）",
        "energy_use": 655_400,
        "energy_total_target": 640_000,
        "demo_share": 1,
        "demo_built": 2,
    },
    # 年度目标未下达，按剩余年限还需的进度计；没有总量目标
    "永济市": {
        "decline_target": "未下达（市里按五年目标考核，没有下达年度目标）",
        "energy_total_target": "不适用（未下达总量目标）",
        "decline_actual": 3.52,
        "decline_cumulative": 15.9,
        "energy_use": 1_402_600,
        "agencies_met": 72,
        "vehicles_new_energy": 7,
    },
    # 超额完成，但有新增违规“两高”项目未整改
    "河津市": {
        "decline_actual": 4.62,
        "decline_cumulative": 18.4,
        "energy_use": 5_806_000,
        "energy_total_target": 5_905_000,
        "feedstock_energy": 210_000,
        "two_high_new_unrectified": 1,
        "violating_projects": 1,
        "monitored_units": 46,
        "units_to_monitor": 46,
        "advanced_projects": 7,
        "new_projects": 7,
        "rectified_projects": 5,
        "closed_projects": 2,
        "rectification_due": 7,
        "cod_recognised": 512,
        "cod_assigned": 498,
        "nh3n_recognised": 30.2,
        "nh3n_assigned": 29.5,
        "nox_recognised": 2210,
        "nox_assigned": 2150,
        "voc_recognised": 350,
        "voc_assigned": 340,
        "vehicles_new_energy": 14,
        "vehicles_all": 30,
        "vehicles_special": 1,
        "agencies_met": 80,
        "agencies_all": 80,
        "demo_built": 3,
        "demo_share": 2,
        "quota_met": 120,
        "quota_all": 120,
        "charger_built": 52,
        "with_car_park": 52,
    },
}

ADJUSTMENTS = (
    Adjustment(
        "垣曲县", "energy_management", -0.5, "现场核查：节能监察记录缺一个季度", "考核组第二次会议",
        document="示范考核〔2026〕3号", date="2026-03-20",
    ),
)  # fmt: skip


def demonstration() -> pd.DataFrame:
    """The demonstration city's figures: index = county, columns = item ids."""
    rows = {county: {**USUAL, **own} for county, own in COUNTIES.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", dtype=object)
    return table.astype(object).where(table.notna(), None)


def self_scores(scheme: Any) -> pd.DataFrame:
    """Self scores of three counties, made up: full points for all but one line."""
    full = {one.id: one.points for one in scheme.indicators}
    rows = {
        "盐湖区": {**full, "public_nev": 2.8},
        "闻喜县": {**full, "intensity_annual": 0.0, "intensity_cumulative": 9.0},
        "河津市": full,
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def sichuan() -> pd.DataFrame:
    """The figures published for 2016 (四川省发改委公告 2017-06-26): falls turned positive, the rest 暂缺."""
    source = HERE / "sichuan-2016" / "sichuan_2016.csv"
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows: dict[str, dict[str, Any]] = {}
    for row in csv.DictReader(lines):
        if row["target_pct"]:
            rows[row["region"]] = {
                "decline_target": -float(row["target_pct"]),
                "decline_actual": -float(row["actual_pct"]),
                "energy_increment": float(row["increment_wt"]),
            }
        else:
            gone = "暂缺（转载的公告在此截断）"
            rows[row["region"]] = {"decline_target": gone, "decline_actual": gone, "energy_increment": gone}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def spoil(source: Path, target: Path) -> None:
    """A copy of the demonstration workbook with the mistakes that bureaus make."""
    import openpyxl

    book = openpyxl.load_workbook(source)

    def cell(sheet: str, county: str, item: str) -> Any:
        page = book[sheet]
        head = next(row for row in page.iter_rows(max_row=15) if any(c.value == item for c in row))
        column = next(c.column for c in head if c.value == item)
        line = next(row[0].row for row in page.iter_rows(min_row=head[0].row) if row[1].value == county)
        return page.cell(line, column)

    energy, two_high, water, public = "能耗强度", "两高项目", "污染减排", "公共机构"
    cell(energy, "盐湖区", "decline_actual").value = None
    cell(energy, "临猗县", "decline_actual").value = "３．６６％"
    cell(energy, "万荣县", "decline_actual").value = "3.35左右"
    cell(energy, "闻喜县", "energy_use").value = "—"
    cell(energy, "稷山县", "energy_use").value = "=1744300+0"
    cell(energy, "新绛县", "energy_use").value = "#DIV/0!"
    cell(energy, "绛县", "decline_cumulative").value = 1692
    cell(two_high, "河津市", "violating_projects").value = 1.5
    cell(two_high, "垣曲县", "inventory_quarters").value = 5
    book[two_high].cell(cell(two_high, "夏县", "new_projects").row, 2).value = "夏城县"
    cell(water, "平陆县", "ledger_kept").value = "基本是"
    book[water].cell(cell(water, "永济市", "cod_assigned").row, 2).value = "河津市"
    cell(public, "芮城县", "vehicles_all").value = "20辆"
    head = next(c for row in book[public].iter_rows(max_row=15) for c in row if c.value == "charger_built")
    head.value = "charger_build"
    stream = BytesIO()
    book.save(stream)
    target.write_bytes(undated(stream.getvalue()))


def undated(content: bytes) -> bytes:
    """A workbook that says of no part when it was written, as openpyxl does."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", old.read(name))
            new.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, ZIP_DEFLATED)
    return stream.getvalue()


ISSUED = ("示范函〔2025〕1号", "2025-03-01")
CERTIFIED = Certificate("示范核定单位", "", "示范核〔2026〕1号", "2026-06-30", True, "逐项")
PRELIMINARY = {("垣曲县", "agencies_met"): replace(CERTIFIED, document="", date="", final=False)}
CLAIMED = {("夏县", "energy_use"): 391000.0, ("闻喜县", "quota_met"): 40.0}
EXPLAINED = {
    ("夏县", "energy_use"): replace(CERTIFIED, reason="示范：有一家企业的能耗已计入所在地"),
    ("闻喜县", "quota_met"): replace(CERTIFIED, reason="示范：抽查中有单位超过定额"),
}
UNCERTIFIED = ("绛县", "targets_in_plan")


def write_set(folder: Path) -> None:
    """The demonstration city as a set: what counties claim, what bureaus certify, what the office decided.

    夏县 and 闻喜县 claim more than is certified; 垣曲县 has one preliminary figure; one of 绛县 is not certified yet.
    """
    scheme, figures = load_scheme("yuncheng-14fyp"), demonstration()
    lists = demonstration_lists(scheme, figures)
    claims, certified = figures.copy(), figures.copy()
    for (county, item), value in CLAIMED.items():
        claims.at[county, item] = value
    certified.at[UNCERTIFIED] = None
    counties, offices, decided = (folder / str(role) for role in (Role.COUNTY, Role.BUREAU, Role.DECISION))
    for home in (counties, offices, decided):
        home.mkdir(parents=True, exist_ok=True)
    for county in map(str, figures.index):
        own = {name: of_county(rows, county) for name, rows in lists.items()}
        made = county_template_bytes(
            scheme, 2025, county, TemplateContent(values=claims.loc[[county]], lists=own, remark=LABEL)
        )
        (counties / f"{county}.xlsx").write_bytes(made)
    for bureau in bureaus(scheme):
        own_items = set(certified_by(scheme, bureau))
        said = {
            ("", ""): CERTIFIED,
            **{key: one for key, one in (PRELIMINARY | EXPLAINED).items() if key[1] in own_items},
        }
        made = bureau_template_bytes(
            scheme, 2025, bureau, TemplateContent(values=certified, lists=lists, remark=LABEL), certified=said
        )
        (offices / f"{bureau}.xlsx").write_bytes(made)
    made = decision_template_bytes(
        scheme, 2025, TemplateContent(values=figures, adjustments=ADJUSTMENTS, remark=LABEL), issued=ISSUED
    )
    (decided / "考核办.xlsx").write_bytes(made)


def of_county(rows: ListRows, county: str) -> ListRows:
    """A county's rows of a list."""
    own = rows.frame["county"] == county
    sources = tuple(one for one, kept in zip(rows.sources, own, strict=True) if kept)
    return ListRows(rows.frame[own].reset_index(drop=True), sources)


def main() -> None:
    """Write all example workbooks beside this file."""
    scheme = load_scheme("yuncheng-14fyp")
    demo = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx"
    write_template(scheme, 2025, demo, TemplateContent(values=demonstration(), remark=LABEL, adjustments=ADJUSTMENTS, self_scores=self_scores(scheme), lists=demonstration_lists(scheme, demonstration())), force=True)  # fmt: skip
    write_set(HERE / "yuncheng-2025-set")
    spoil(demo, HERE / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx")
    write_template(load_scheme("national-2007-target"), 2016, HERE / "sichuan-2016" / "sichuan-2016.xlsx", TemplateContent(values=sichuan(), remark="公布数据：四川省发展改革委公告（2017-06-26），转载，南充以后截断"), force=True)  # fmt: skip


if __name__ == "__main__":
    main()
