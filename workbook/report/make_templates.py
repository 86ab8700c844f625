"""Make the shipped templates: ``python -m workbook.report.make_templates``. Afterwards they are the office's to edit."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from workbook.report import paper
from workbook.report.documents import fixed_zip

HERE = Path(__file__).resolve().parent / "templates"


def _bands(document: Any, even: bool) -> None:
    """What every page carries: the stage and the remark above, the page number below."""
    section = document.sections[0]
    if even:
        document.settings.odd_and_even_pages_header_footer = True
    paper.style(document, "每页标注", paper.HEI, 10.5, align="CENTER", colour="9C1C12")
    paper.style(document, "页码", paper.SONG, 14, align="RIGHT" if even else "CENTER")
    for header in (section.header, *([section.even_page_header] if even else [])):
        header.is_linked_to_previous = False
        header.paragraphs[0].text, header.paragraphs[0].style = "{{ banner }}", "每页标注"
    for number, footer in enumerate((section.footer, *([section.even_page_footer] if even else []))):
        footer.is_linked_to_previous = False
        footer.paragraphs[0].style = "页码"
        if number:
            footer.paragraphs[0].alignment = 0  # left on even pages
        paper.page_number(footer.paragraphs[0])


def circular() -> Any:
    """通报: grades, targets, what follows."""
    document = paper.blank("考核结果通报")
    _bands(document, even=True)
    for name, font, size, align, more in (
        ("公文标题", paper.TITLE, 22, "CENTER", {"pitch": 34.0, "after": 28.0}),
        ("主送", paper.FANGSONG, 16, "LEFT", {"pitch": paper.PITCH}),
        ("公文正文", paper.FANGSONG, 16, "JUSTIFY", {"pitch": paper.PITCH, "indent": 32.0}),
        ("一级标题", paper.HEI, 16, "LEFT", {"pitch": paper.PITCH, "indent": 32.0, "keep": True}),
        ("二级标题", paper.KAI, 16, "LEFT", {"pitch": paper.PITCH, "indent": 32.0, "keep": True}),
        ("落款", paper.FANGSONG, 16, "RIGHT", {"pitch": paper.PITCH}),
        ("表题", paper.HEI, 14, "CENTER", {"pitch": 24.0, "before": 8.0, "keep": True}),
        ("表头", paper.HEI, 12, "CENTER", {"pitch": 20.0}),
        ("表文", paper.FANGSONG, 12, "CENTER", {"pitch": 20.0}),
        ("表注", paper.FANGSONG, 10.5, "LEFT", {"pitch": 16.0}),
    ):
        paper.style(document, name, font, size, align=align, **more)  # type: ignore[arg-type]
    add = document.add_paragraph
    add("关于{{ city }}{{ year }}年度目标责任\n考核结果的通报", "公文标题")  # two lines, each whole in sense
    add("各县（市、区）人民政府，市直各有关部门：", "主送")
    add(
        "按照《{{ scheme }}》，对{{ count }}个县（市、区）{{ year }}年度目标完成情况进行了考核。"
        "{% if approved %}考核结果已经市政府审定，现通报如下。{% else %}现将{{ stage }}结果印发征求意见；"
        "结果未经市政府审定，不得对外公布，所列结果运用待审定后适用。{% endif %}",
        "公文正文",
    )
    add("{{ number.results }}、考核结果", "一级标题")
    add("{%p for grade in grades %}")
    add("{{ grade.name }}（{{ grade.count }}个）：{{ grade.counties }}。", "公文正文")
    add("{%p endfor %}")
    add("{%p if pending %}")
    add("有数据缺报或暂缺、等次待定（{{ pending_count }}个）：{{ pending }}。", "公文正文")
    add("{%p endif %}")
    add("同一等次内按行政区划排列，不分先后。", "公文正文")
    add("{%p if targets %}")
    add("{{ number.targets }}、约束性目标完成情况", "一级标题")
    add("{%p for one in targets %}")
    add("{{ one.name }}", "表题")
    paper.grid(
        document, ["县（市、区）", "目标", "实际", "结果"],
        ["{{ row.county }}", "{{ row.target }}", "{{ row.actual }}", "{{ row.result }}"],
        "row in one.rows", [42, 38, 38, 38], ("表头", "表文"),
    )  # fmt: skip
    add("", "表注")
    add("{%p endfor %}")
    add("{%p endif %}")
    _uses(document)
    _scores(document)
    add("", "公文正文")
    add("（印发机关）", "落款")
    add("（印发日期）", "落款")
    return document


def _uses(document: Any) -> None:
    add = document.add_paragraph
    add("{%p if uses %}")
    add("{{ number.uses }}、结果运用", "一级标题")
    add("{%p for use in uses %}")
    add("{{ use.counties }}：{{ use.text }}（依据：{{ use.clause }}）。", "公文正文")
    add("{%p endfor %}")
    add("{%p endif %}")


def _scores(document: Any) -> None:
    """得分, where asked for: the columns of dimensions are as many as the scheme has."""
    add = document.add_paragraph
    add("{%p if scores %}")
    add("{{ number.scores }}、得分情况", "一级标题")
    table = paper.ruled(document, 7, 4, [14, 30, 28, 22, 4, 22, 4])
    heads = ["名次", "县（市、区）", "等次", "总分", "{%tc for name in score_heads %}", "{{ name }}", "{%tc endfor %}"]
    cells = ["{{ row.rank }}", "{{ row.county }}", "{{ row.grade }}", "{{ row.total }}",
             "{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}"]  # fmt: skip
    for number, texts in enumerate((heads, ["{%tr for row in scores %}"], cells, ["{%tr endfor %}"])):
        for place, text in enumerate(texts):
            paper.put(table.cell(number, place), text, "表头" if number == 0 else "表文")
    paper.repeat_head(table.rows[0])
    add("", "表注")
    add("{%p endif %}")


def county_sheet() -> Any:
    """成绩单: one page a county."""
    document = paper.blank("县（市、区）考核成绩单")
    section = document.sections[0]
    from docx.shared import Mm

    section.top_margin, section.bottom_margin = Mm(30), Mm(22)
    section.header_distance, section.footer_distance = Mm(15), Mm(12)
    _bands(document, even=False)
    for name, font, size, align, more in (
        ("公文标题", paper.TITLE, 18, "CENTER", {"pitch": 26.0, "after": 6.0}),
        ("栏目", paper.HEI, 10.5, "LEFT", {"pitch": 16.0, "before": 4.0, "keep": True}),
        ("说明", paper.FANGSONG, 9, "JUSTIFY", {"pitch": 13.0}),
        ("表头", paper.HEI, 9, "CENTER", {"pitch": 14.0}),
        ("表文", paper.FANGSONG, 9, "CENTER", {"pitch": 14.0}),
        ("大数", paper.HEI, 14, "CENTER", {"pitch": 22.0}),
        ("图", paper.FANGSONG, 9, "CENTER", {"before": 4.0}),
        ("页注", paper.FANGSONG, 8, "LEFT", {"pitch": 11.0, "before": 4.0}),
    ):
        paper.style(document, name, font, size, align=align, **more)  # type: ignore[arg-type]
    add = document.add_paragraph
    add("{{ county }}{{ year }}年度目标责任考核成绩单", "公文标题")
    table = paper.ruled(document, 4, 2, [39, 39, 39, 39])
    for place, (head, cell) in enumerate(
        (("总分（满分 {{ points }} 分）", "{{ total }}"), ("等次", "{{ grade }}"),
         ("全市名次（共 {{ ranked }} 个参加排名）", "{{ rank }}"), ("{{ group_head }}", "{{ group_rank }}"))
    ):  # fmt: skip
        paper.put(table.cell(0, place), head, "表头")
        paper.put(table.cell(1, place), cell, "大数")
    add("各类别得分与平均", "栏目")
    paper.grid(
        document, ["考核类别", "分值", "得分", "得分率", "{{ peers }}", "全市平均"],
        ["{{ row.name }}", "{{ row.points }}", "{{ row.score }}", "{{ row.rate }}", "{{ row.peers }}", "{{ row.city }}"],
        "row in blocks", [46, 18, 22, 22, 26, 22], ("表头", "表文"),
    )  # fmt: skip
    add("{%p if chart %}")
    add("{{ chart }}", "图")
    add("{%p endif %}")
    for title, name in (("等次约束", "gates"), ("核定调整", "adjustments"), ("数据问题", "problems"),
                        ("弱项（失分最多）", "weakest"), ("怎样提高，可以多得多少", "steps"),
                        ("强项（得分率高出平均最多）", "strongest"), ("结果运用", "follows")):  # fmt: skip
        add(f"{{%p if {name} %}}")
        add(title, "栏目")
        add(f"{{%p for text in {name} %}}")
        add("{{ text }}", "说明")
        add("{%p endfor %}")
        add("{%p endif %}")
    add("{{ note }}", "页注")
    return document


def content(document: Any) -> bytes:
    """The document's bytes, the same at every making."""
    stream = BytesIO()
    document.save(stream)
    return fixed_zip(stream.getvalue())


def main() -> None:
    """Write both templates beside this file."""
    for name, make in (("circular.docx", circular), ("county-sheet.docx", county_sheet)):
        (HERE / name).write_bytes(content(make()))


if __name__ == "__main__":
    main()
