"""数值, 问题, 说明: the flat values for other systems, the problems, and what the result was made from."""

from __future__ import annotations

from typing import Any

from scoring.explain import IDLE
from scoring.problems import Problem
from workbook.checking.problem_sheet import write_problem_sheet
from workbook.printable import printable
from workbook.reading.roles import Taken
from workbook.result.inputs import ResultInputs
from workbook.result.layout import Plan
from workbook.result.marks import either, marked, shown, write_title
from workbook.result.styles import Styles
from workbook.result.values import cell_texts, county_codes

FLAT, PROBLEMS, NOTES = "数值", "问题", "说明"


def write_flat(sheet: Any, plan: Plan, styles: Styles) -> None:
    """One row a county, one column a ledger column, ids in row 1: values only, for other programs."""
    columns = list(plan.ledger.columns)
    ids = styles.get(font_size=8, text_wrap=True, valign="top")
    sheet.write_row(0, 0, ["county_code", "county", *columns], ids)
    # The values are those of the result: while anything is tried, the table has no first id and says why.
    sheet.write_formula(0, 0, either(plan, "county_code", "试算：与写出时有不同，本表不随之变动"), ids, "county_code")
    sheet.set_row(0, 36)
    codes = county_codes(plan)
    cells = [cell_texts(plan.assessment, column) for column in columns]
    for row, county in enumerate(plan.assessment.counties, 1):
        sheet.write_number(row, 0, codes[row - 1])
        sheet.write_string(row, 1, county)
        for place, values in enumerate(cells, 2):
            value = values[row - 1]
            if isinstance(value, str):
                sheet.write_string(row, place, value)
            else:
                sheet.write_number(row, place, value)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(4, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    sheet.set_column(0, 1, 11)


def write_problems(sheet: Any, problems: tuple[Problem, ...], plan: Plan, styles: Styles) -> None:
    """Every problem with severity, place, what is wrong and what to do."""
    mark = marked(plan, plan.heading, follows=False)
    write_problem_sheet(sheet, problems, shown(plan.banner), plan.assessment.scheme.items, styles, mark)


def _file(digest: str, one: Taken | None) -> str:
    """A file's role, whose it is, its year, how many of its figures are used, and its hash."""
    if one is None:
        return f"SHA-256 {digest}"
    who = "" if one.who in ("", one.role) else f"（{printable(one.who)}）"
    year = "" if one.year is None else f"，{one.year} 年"
    return f"{one.role}{who}{year}，采用 {one.figures} 个数，SHA-256 {digest}"


_REVIEW = (
    "对比、变动、提升、结果运用",
    "与同类和全市比、与上次比、怎样达到更好的等次和名次、依条款的结果运用；都按写出时的数据生成，改数试算后不随之变动",
)


def write_notes(sheet: Any, plan: Plan, styles: Styles, inputs: ResultInputs, left_out: list[str]) -> None:
    """How to read the workbook, and its provenance: hashes, versions, options. No time: same input, same bytes."""
    assessment = plan.assessment
    spec = assessment.scheme.spec
    rows: list[tuple[str, str]] = [
        ("", "怎样看这本工作簿"),
        ("排名", f"名次、等次、得分和等次约束事由，可以直接打印{'；改动数据或参数后自动重排' if plan.live else ''}"),
        ("得分表、计分表", "各县各项得分；点分数到计算底稿。计分表有自评分、核定分、扣分原因和数据出处"),
        *([_REVIEW] if inputs.review else []),
        *([("自评差异", "自评分与核定分相差较大的指标和原因；各县合计")] if inputs.self_scores is not None else []),
        *(
            [("修订记录", "修订了哪些数、依据哪个文件或复查决定，对得分、等次、名次有什么影响")]
            if inputs.revisions
            else []
        ),
        (
            "各类底稿、汇总",
            "每一步都是公式：数据项、取值、目标、完成率、得分率、得分；Excel、WPS、LibreOffice 打开即可重算，不需要插件"
            if plan.live
            else "每一步的数：数据项、取值、目标、完成率、得分率、得分。本工作簿只写数值，没有公式：改动一个数，别的数不会跟着变",
        ),
        *(
            [
                (
                    "试算",
                    "改了浅黄色的格，各张表的标题写“试算：与写出时有 N 处不同”，结果状态的勾退掉；改回原数就没有了。"
                    "试算不是结果，各命令不用。“核定调整”里填齐的行，用 kaohe score 这本结果 -o 新结果.xlsx 采用",
                )
            ]
            if plan.live
            else []
        ),
        ("计分标准", f"评分标准、依据和全部参数{'；浅黄色的数可以改动试算' if plan.live else ''}"),
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
    taken = {one.file: one for one in inputs.provenance.taken}
    rows += [(f"数据文件 {printable(name)}", _file(digest, taken.get(name))) for name, digest in inputs.files.items()]
    rows += list(inputs.versions.items())
    rows += [(f"选项 {name}", value) for name, value in inputs.options.items()]
    rows += [("", "方案中的设计选择")] + [("【设计】", one) for one in spec.design]
    rows += [("", "须知")] + [("", f"　{one}") for one in (*spec.caveats, *left_out)]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    for row, (name, text) in enumerate(rows):
        heading = name == "" and not text.startswith("　")
        if heading:
            if row:
                sheet.write_string(row, 0, text, styles.sheet_title())
            else:
                write_title(sheet, plan, styles.sheet_title(), text)
            sheet.set_row(row, 24)
            continue
        sheet.write_string(row, 0, name, styles.get(valign="top"))
        sheet.write_string(row, 1, text.strip("　"), styles.get(text_wrap=True, valign="top"))
        sheet.set_row(row, 15 * (1 + len(text) // 62))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
