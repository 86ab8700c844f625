"""说明: an index of the sheets with how to read each, and what the result was made from."""

from __future__ import annotations

from typing import Any

from scoring.explain import IDLE
from workbook.drawing.paper import Paper
from workbook.drawing.styles import LINK
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import write_title
from workbook.printable import printable
from workbook.reading.roles import Adopted
from workbook.result.sheet_list import declared, present

SHEET = "说明"
_TRIAL = (
    "改了浅黄色的格，各张表的标题前写明是试算、与写出时有几处不同，结果状态的勾退掉；改回原数就没有了。"
    "试算不是结果，各命令不用。“核定调整”里填齐的行，用 kaohe score 这本结果 -o 新结果.xlsx 采用"
)


def _file(digest: str, one: Adopted | None) -> str:
    """A file's role, whose it is, its year, how many of its figures are used, and its hash."""
    if one is None:
        return f"SHA-256 {digest}"
    who = "" if one.who in ("", one.role) else f"（{printable(one.who)}）"
    year = "" if one.year is None else f"，{one.year} 年"
    return f"{one.role}{who}{year}，采用 {one.figures} 个数，SHA-256 {digest}"


def write_notes(sheet: Any, making: Making) -> None:
    """An index with links, how to read the workbook, and its provenance: hashes, versions, options. No time: same input, same bytes."""
    plan, styles, inputs = making.plan, making.styles, making.inputs
    assessment = plan.assessment
    spec = assessment.scheme.spec
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 92)
    below = _index(sheet, making) + 1
    rows: list[tuple[str, str]] = [
        ("", "怎样看"),
        *([("试算", _TRIAL)] if plan.live else []),
        (
            "缺报、暂缺、不适用",
            f"缺报或暂缺的县总分、等次待定，不参加排名；不适用的指标，{IDLE[spec.not_applicable]}"
            + ("；汇总表列出其他处理方式下的总分" if spec.total is None else ""),
        ),
        ("核对", "有没有被改动过：kaohe verify 这本工作簿，说“原样”或“内容一致”的没有；说“不一致”的，列出每一处"),
        *([] if inputs.last is not None or not inputs.review else [("与上年比较", "没有给上年结果，不作比较")]),
        ("", "来源与版本"),
        ("方案", f"{spec.title}（{spec.id}，版本 {spec.version}，{spec.standing}）"),
        ("方案依据", f"{spec.source.title}。{spec.source.note}"),
        ("方案 SHA-256", assessment.scheme.sha256),
        ("考核年度", str(assessment.year)),
        ("数据标注", plan.remark or "无"),
        ("数据 SHA-256", assessment.data_sha256),
    ]
    rows += [
        (f"数据文件 {printable(name)}", _file(digest, inputs.provenance.file.get(name)))
        for name, digest in inputs.files.items()
    ]
    rows += list(inputs.versions.items())
    rows += [(f"选项 {name}", value) for name, value in inputs.options.items()]
    rows += [("", "方案中的设计选择")] + [("【设计】", one) for one in spec.design]
    left_out = [reason for one in declared() if (reason := one.left_out(making))]
    rows += [("", "须知")] + [("", f"　{one}") for one in (*spec.caveats, *left_out)]
    for row, (name, text) in enumerate(rows, below):
        if name == "" and not text.startswith("　"):
            sheet.headings.add(row)
            sheet.write_string(row, 0, text, styles.sheet_title())
            sheet.set_row(row, 24)
            continue
        sheet.write_string(row, 0, name, styles.get(valign="top", text_wrap=True))
        sheet.write_string(row, 1, text.strip("　"), styles.get(text_wrap=True, valign="top"))


def _index(sheet: Any, making: Making) -> int:
    """A row a sheet: its name, which links to it, and what it says; the row after them."""
    styles = making.styles
    write_title(sheet, making.plan, styles.sheet_title(), "怎样看这本工作簿：各张表（点表名就到）")
    sheet.set_row(0, 24)
    row, group = 0, None
    for one, name in present(making):
        if one.group is SheetGroup.HIDDEN or name == SHEET:
            continue
        row += 1
        if one.group is not group:
            group = one.group
            sheet.headings.add(row)
            sheet.write_string(row, 0, group.title, styles.get(bold=True, font_color=group.colour))
            row += 1
        link = styles.get(font_color=LINK, underline=1, indent=1, valign="top", text_wrap=True)
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, string=name)
        stays = "" if one.follows or not making.plan.live else "（按写出时的数，改数试算后不随之变动）"
        sheet.write_string(row, 1, one.note_for(making) + stays, styles.get(text_wrap=True, valign="top"))
    return row


DECLARED = (
    ResultSheet(
        SHEET,
        SheetGroup.FRONT,
        1,
        lambda making, sheet, _: write_notes(sheet, making),
        follows=True,
        paper=Paper(rows=(0, 0)),
    ),
)
