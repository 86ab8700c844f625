"""数值, 问题, 说明: the flat values for other systems, the problems, and what the result was made from."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import scoring
from scoring.explain import IDLE
from scoring.problems import Problem
from workbook.checking.problem_sheet import write_problem_sheet
from workbook.printable import printable
from workbook.result.calc import cell_texts, county_codes
from workbook.result.layout import Plan
from workbook.result.styles import Styles

FLAT, PROBLEMS, NOTES = "数值", "问题", "说明"


def write_flat(sheet: Any, plan: Plan, styles: Styles) -> None:
    """One row a county, one column a ledger column, ids in row 1: values only, for other programs."""
    columns = list(plan.ledger.columns)
    sheet.write_row(0, 0, ["county_code", "county", *columns], styles.get(font_size=8))
    codes = county_codes(plan)
    for row, county in enumerate(plan.assessment.counties, 1):
        sheet.write_number(row, 0, codes[row - 1])
        sheet.write_string(row, 1, county)
    for place, column in enumerate(columns, 2):
        for row, value in enumerate(cell_texts(plan.assessment, column), 1):
            if isinstance(value, str):
                sheet.write_string(row, place, value)
            else:
                sheet.write_number(row, place, value)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(4, 0)
    sheet.set_column(0, 1, 11)


def write_problems(sheet: Any, problems: tuple[Problem, ...], plan: Plan, styles: Styles) -> None:
    """Every problem with severity, place, what is wrong and what to do."""
    write_problem_sheet(sheet, problems, plan.banner, plan.assessment.scheme.items, styles)


def write_notes(
    sheet: Any, plan: Plan, styles: Styles, files: Mapping[str, str], options: Mapping[str, str], left_out: list[str]
) -> None:
    """How to read the workbook, and its provenance: hashes, versions, options. No time: same input, same bytes."""
    assessment = plan.assessment
    spec = assessment.scheme.spec
    rows: list[tuple[str, str]] = [
        ("", "怎样看这本工作簿"),
        ("排名", "名次、等次、得分和等次约束事由，可以直接打印；改动数据或参数后自动重排"),
        ("得分表、计分表", "各县各项得分；点分数到计算底稿。计分表有自评分、核定分、扣分原因和数据出处"),
        (
            "各类底稿、汇总",
            "每一步都是公式：数据项、取值、目标、完成率、得分率、得分；Excel、WPS、LibreOffice 打开即可重算，不需要插件",
        ),
        ("计分标准", "评分标准、依据和全部参数；浅黄色的数可以改动试算"),
        (
            "缺报、暂缺、不适用",
            f"缺报或暂缺的县总分、等次待定，不参加排名；不适用的指标，{IDLE[spec.not_applicable]}"
            + ("；汇总表列出其他处理方式下的总分" if spec.total is None else ""),
        ),
        ("", "来源与版本"),
        ("方案", f"{spec.title}（{spec.id}，版本 {spec.version}，{spec.standing}）"),
        ("方案依据", f"{spec.source.title}。{spec.source.note}"),
        ("方案 SHA-256", assessment.scheme.sha256),
        ("考核年度", str(assessment.year)),
        ("数据标注", plan.remark or "无"),
        ("数据 SHA-256", assessment.data_sha256),
    ]
    rows += [(f"数据文件 {printable(name)}", f"SHA-256 {digest}") for name, digest in files.items()]
    rows += [("程序版本", f"kaohe {scoring.__version__}")]
    rows += [(f"软件包 {name}", version(name)) for name in ("numpy", "pandas", "pydantic", "xlsxwriter")]
    rows += [("Python", ".".join(platform.python_version_tuple()[:2]))]
    rows += [(f"选项 {name}", value) for name, value in options.items()]
    rows += [("", "方案中的设计选择")] + [("【设计】", one) for one in spec.design]
    rows += [("", "须知")] + [("", f"　{one}") for one in (*spec.caveats, *left_out)]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    for row, (name, text) in enumerate(rows):
        heading = name == "" and not text.startswith("　")
        if heading:
            sheet.write_string(row, 0, text, styles.sheet_title())
            sheet.set_row(row, 24)
            continue
        sheet.write_string(row, 0, name, styles.get(valign="top"))
        sheet.write_string(row, 1, text.strip("　"), styles.get(text_wrap=True, valign="top"))
        sheet.set_row(row, 15 * (1 + len(text) // 62))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
