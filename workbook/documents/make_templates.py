"""Make the shipped templates: ``python -m workbook.documents.make_templates``. Afterwards they are the office's to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbook.documents import paper
from workbook.documents.filling import document_bytes
from workbook.documents.make_early_templates import feedback, submission
from workbook.documents.template_styles import FULL, bands, listed, signed, small, styles

HERE = Path(__file__).resolve().parent / "templates"


def circular() -> Any:
    """通报: grades, targets of energy and of pollutants."""
    document = paper.blank("考核结果通报")
    bands(document, even=True)
    styles(document, FULL)
    add = document.add_paragraph
    add("关于{{ city }}{{ year }}年度节能减排目标责任\n考核结果的通报", "公文标题")  # two lines, each whole in sense
    add("{{ document }}", "文号")
    add("各县（市、区）人民政府，市直各有关部门：", "主送")
    add(
        "按照《{{ scheme }}》，对{{ count }}个县（市、区）{{ year }}年度节能减排目标完成情况进行了考核。"
        "考核结果已经市政府审定（{{ document }}，{{ date }}），现通报如下。",
        "公文正文",
    )
    add("一、考核结果", "一级标题")
    add("{%p for grade in grades %}")
    add("{{ grade.name }}（{{ grade.count }}个）：{{ grade.counties }}。", "公文正文")
    add("{%p endfor %}")
    add("{%p if pending %}")
    add("待定（{{ pending_count }}个）：{{ pending | join('；') }}。", "公文正文")
    add("{%p endif %}")
    add(
        "同一等次内按行政区划代码排列，不分先后。{% if tentative %}注“暂定”的，有数据尚未最终核定，核定后另行通报。{% endif %}",
        "公文正文",
    )
    add("{%p if targets %}")
    add("二、目标完成情况", "一级标题")
    add("{%p for one in targets %}")
    add("{{ one.name }}目标完成情况（实际／目标）", "表题")
    heads = ["县（市、区）", "{%tc for name in one.heads %}", "{{ name }}", "{%tc endfor %}"]
    cells = ["{{ row.county }}", "{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}"]
    paper.grid(document, heads, cells, "row in one.rows", [30, 6, 60, 6], ("表头", "表文"))
    add("{% if one.missed %}不降反升的：{{ one.missed }}。{% endif %}", "表注")
    add("{%p endfor %}")
    add("{%p endif %}")
    signed(document)
    return document


def county_sheet() -> Any:
    """成绩单: the county's places, its losses, what is due, all its lines."""
    document = small("县（市、区）考核成绩单")
    add = document.add_paragraph
    add("{{ county }}{{ year }}年度节能减排目标责任考核成绩单", "公文标题")
    table = paper.ruled(document, 4, 2, [42, 42, 44, 42])
    for place, (head, cell) in enumerate(
        (("总分（满分 {{ points }} 分）", "{{ total }}"), ("等次", "{{ grade }}"),
         ("全市名次（共 {{ ranked }} 个参加排名）", "{{ rank }}"), ("{{ group_head }}", "{{ group_rank }}"))
    ):  # fmt: skip
        paper.put(table.cell(0, place), head, "表头")
        paper.put(table.cell(1, place), cell, "大数")
    add("{%p if awaited %}")
    add("总分、等次、名次待定：待{{ awaited }}认定后另行通知。", "说明")
    add("{%p endif %}")
    add("各类别得分与平均", "栏目")
    paper.grid(
        document, ["考核类别", "分值", "得分", "得分率", "{{ peers }}", "全市平均"],
        ["{{ row.name }}", "{{ row.points }}", "{{ row.score }}", "{{ row.rate }}", "{{ row.peers }}", "{{ row.city }}"],
        "row in blocks", [50, 20, 24, 24, 28, 24], ("表头", "表文"),
    )  # fmt: skip
    add("{%p if chart %}")
    add("{{ chart }}", "图")
    add("{%p endif %}")
    listed(document, "gates", "等次约束", "栏目", "说明")
    listed(document, "adjustments", "核定调整", "栏目", "说明")
    add("失分的指标（共失 {{ lost }} 分，失分多的在前）", "栏目")
    add("{%p if losses %}")
    paper.grid(
        document, ["指标", "失分", "目标", "实际", "为什么"],
        ["{{ row.name }}", "{{ row.lost }}", "{{ row.target }}", "{{ row.actual }}", "{{ row.why }}"],
        "row in losses", [27, 15, 20, 20, 88], ("表头", "表句"),
    )  # fmt: skip
    add("{%p else %}")
    add("没有失分的指标。", "说明")
    add("{%p endif %}")
    listed(document, "due", "办理期限", "栏目", "说明")
    add("{%p if targets %}")
    add("下一年度目标", "栏目")
    add(
        "{% for row in targets %}{{ row.name }}：{{ row.target }}{% if loop.last %}。{% else %}；{% endif %}{% endfor %}",
        "说明",
    )
    add("{%p endif %}")
    add("全部指标", "栏目")
    paper.grid(
        document, ["考核类别", "指标", "满分", "得分", "得分率", "{{ peers }}得分率"],
        ["{{ row.block }}", "{{ row.name }}", "{{ row.full }}", "{{ row.score }}", "{{ row.rate }}", "{{ row.peers }}"],
        "row in lines", [36, 70, 14, 14, 16, 20], ("表头", "表文"),
    )  # fmt: skip
    add("{%p if strongest %}")
    add("得分率高出平均最多的：{{ strongest | join('、') }}。", "说明")
    add("{%p endif %}")
    add("{{ note }}　审定文件：{{ document }}，{{ date }}。", "页注")
    return document


def rectification() -> Any:
    """整改通知: item, gap, requirement; by when, where to answer, that it is looked at again."""
    document = paper.blank("整改通知")
    bands(document, even=True)
    styles(document, FULL)
    add = document.add_paragraph
    add("关于{{ county }}{{ year }}年度节能减排\n目标责任考核整改的通知", "公文标题")
    add("{{ county }}人民政府：", "主送")
    add(
        "{{ year }}年度节能减排目标责任考核，{{ county }}评为{{ grade }}（{{ document }}，{{ date }}）。请对照下表逐项整改{{ demand }}，"
        "{{ within }}向市政府提交整改报告，并抄送{{ office }}。",
        "公文正文",
    )
    paper.grid(
        document, ["序号", "事项", "差距", "整改要求"], ["{{ row.number }}", "{{ row.item }}", "{{ row.gap }}", "{{ row.requirement }}"],
        "row in rows", [12, 44, 60, 40], ("表头", "表句"),
    )  # fmt: skip
    add("整改期满后，由{{ office }}会同有关部门逐项复核，复核结果报市政府。", "公文正文")
    signed(document)
    return document


def uses() -> Any:
    """结果运用建议: a table of what is proposed for whom."""
    document = paper.blank("考核结果运用建议")
    bands(document, even=True)
    styles(document, FULL)
    add = document.add_paragraph
    add("{{ city }}{{ year }}年度节能减排目标责任\n考核结果运用建议", "公文标题")
    add("{{ reader }}：", "主送")
    add(
        "根据{{ year }}年度节能减排目标责任考核结果（{{ document }}，{{ date }}），提出以下建议，请研究决定。",
        "公文正文",
    )
    paper.grid(
        document, ["序号", "建议", "县（市、区）", "时限", "依据"],
        ["{{ row.number }}", "{{ row.text }}", "{{ row.counties }}", "{{ row.within }}", "{{ row.clause }}"],
        "row in uses", [12, 48, 38, 30, 28], ("表头", "表句"),
    )  # fmt: skip
    add(
        "{% if tentative %}结果暂定、待最终核定后再定的：{{ tentative }}。{% endif %}{% if pending %}待定：{{ pending | join('；') }}。{% endif %}",
        "公文正文",
    )
    add("{{ office }}", "落款")
    add("{{ date }}　　", "落款")
    return document


MAKERS = {
    "feedback.docx": feedback, "submission.docx": submission, "circular.docx": circular, "county-sheet.docx": county_sheet,
    "rectification.docx": rectification, "uses.docx": uses,
}  # fmt: skip


def main() -> None:
    """Write the templates beside this file."""
    for name, make in MAKERS.items():
        (HERE / name).write_bytes(document_bytes(make()))


if __name__ == "__main__":
    main()
