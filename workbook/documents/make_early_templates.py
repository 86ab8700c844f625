"""The templates of the papers before approval: 核定反馈单, 送审稿."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbook.documents import paper
from workbook.documents.template_styles import SMALL, listed, small, styles


def feedback() -> Any:
    """核定反馈单: a county's own figures beside the certified ones."""
    document = small("数据核定反馈单")
    add = document.add_paragraph
    add("{{ county }}{{ year }}年度节能减排目标责任考核\n数据核定反馈单", "公文标题")
    add("{{ county }}人民政府：", "说明")
    add(
        "现将{{ county }}报送的{{ year }}年度考核数据与核定数反馈如下。报送{{ count }}项，不一致或待核定的{{ differing }}项。"
        "有异议的，于{{ until }}以前书面答复{{ office }}，附证明材料；逾期没有答复的，以核定数为准。",
        "说明",
    )
    for name, title in (("rows", "不一致或待核定的"), ("same", "一致的")):
        add(f"{{%p if {name} %}}")
        add(title, "栏目")
        paper.grid(
            document, ["数据项", "单位", "自报", "核定", "核定−自报", "依据和理由"],
            ["{{ row.item }}", "{{ row.unit }}", "{{ row.reported }}", "{{ row.certified }}", "{{ row.difference }}", "{{ row.reason }}"],
            f"row in {name}", [44, 16, 18, 18, 18, 56], ("表头", "表句"),
        )  # fmt: skip
        add("{%p endif %}")
    listed(document, "lacking", "还缺的数和证明材料", "栏目", "说明")
    listed(document, "disputed", "有异议的数", "栏目", "说明")
    add("{{ office }}", "落款")
    return document


def submission() -> Any:
    """送审稿: an A3 table of approval, and what needs judgement."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = small("考核结果送审稿")
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    styles(
        document,
        {
            name: replace(one, size=one.size + 1.5, pitch=None if one.pitch is None else one.pitch + 3)
            for name, one in SMALL.items()
        },
    )
    add = document.add_paragraph
    add("{{ city }}{{ year }}年度节能减排目标责任考核结果（送审稿）", "公文标题")
    add(
        "报请市人民政府审定。共{{ count }}个县（市、区）：{{ grades }}。{% if last_year %}上年为{{ last_year }}结果。{% else %}没有上年结果对照。{% endif %}",
        "说明",
    )
    heads = [
        "名次",
        "县（市、区）",
        "总分",
        "等次",
        "上年名次",
        "上年等次",
        "{%tc for name in block_heads %}",
        "{{ name }}",
        "{%tc endfor %}",
        "等次约束",
    ]
    cells = ["{{ row.rank }}", "{{ row.county }}", "{{ row.total }}", "{{ row.grade }}", "{{ row.last_rank }}", "{{ row.last_grade }}",
             "{%tc for cell in row.blocks %}", "{{ cell }}", "{%tc endfor %}", "{{ row.gates }}"]  # fmt: skip
    widths: list[float] = [16, 34, 34, 40, 20, 34, 4, 34, 4, 100]
    paper.grid(document, heads, cells, "row in rows", widths, ("表头", "表文"))
    add(
        "审定意见：　　　　　　　　　　　　　　　　　　　　负责人（签字）：　　　　　　　　　　　　　　　　　日期：　　　　年　　月　　日",
        "栏目",
    )
    listed(document, "tentative", "暂定的（数据还没有最终核定或有异议）", "栏目", "说明")
    listed(document, "resting", "没有最终核定的数", "栏目", "说明")
    listed(document, "pending", "待定的", "栏目", "说明")
    listed(document, "judgement", "请市政府研究的事项", "栏目", "说明")
    return document
