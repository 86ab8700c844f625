"""The Word documents, read back by python-docx: every figure is the engine's, every text is a text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from examples.build import LABEL, demonstration
from scoring import Assessment
from scoring.errors import KaoheError
from scoring.explain import full_points
from scoring.formula.printed import figure
from tests.workbook.report.conftest import SHOWN_NAMES, approved, assess_demo
from workbook.documents import make_templates
from workbook.documents.filling import TEMPLATES, document_bytes, template_bytes
from workbook.report.charts import Charts, chinese_font
from workbook.report.circular import circular
from workbook.report.county_sheets import county_sheet
from workbook.report.data import ReportData
from workbook.report.gather import gather
from workbook.report.issue import Issue
from workbook.report.papers import PaperOptions, ReportRequest

ISSUE = Issue("示范政函〔2026〕9号", "2026-07-10", "2026-04-10")
OPTIONS = PaperOptions(ISSUE)


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def paragraphs(document: Any) -> list[str]:
    return [one.text for one in document.paragraphs if one.text]


def printed(assessment: Assessment, column: str, county: str) -> str:
    """A ledger cell as it is printed, read from the ledger and not from what was gathered."""
    value = assessment.filled.text(column, assessment.place(county))
    return value if isinstance(value, str) else figure(value, assessment.compiled.columns[column].places)


def test_circular_names_grades_and_targets_and_no_score(assessment: Assessment, demo: ReportData) -> None:
    document = opened(circular(demo, OPTIONS))
    texts = paragraphs(document)
    assert texts[0] == "关于运城市2025年度节能减排目标责任\n考核结果的通报"
    assert texts[1] == "示范政函〔2026〕9号"
    assert "考核结果已经市政府审定（示范政函〔2026〕9号，2026年7月10日），现通报如下。" in texts[3]
    assert "超额完成（5个）：临猗县、夏县、平陆县、绛县、永济市。" in [
        one.replace("绛县、夏县、平陆县", "夏县、平陆县、绛县") for one in texts
    ]
    assert "待定（1个）：芮城县，待挥发性有机物重点工程减排量认定后另行通报。" in texts
    untold = [county for county, target in demonstration()["decline_target"].items() if not isinstance(target, float)]
    assert untold == ["永济市"]  # the demonstration declares its target of the year 未下达
    energy, pollutants, *_ = document.tables
    for table, own in (
        (energy, ("intensity_annual", "intensity_cumulative", "energy_total")),
        (pollutants, ("cod", "nh3n", "nox", "voc")),
    ):
        _, *body = rows(table)
        assert [row[0] for row in body] == sorted(
            assessment.counties, key=lambda one: demo.counties[assessment.place(one)].code
        )
        for county, *cells in body:
            for cell, indicator in zip(cells, own, strict=True):
                line = assessment.scheme.indicator(indicator)
                actual, target = (
                    assessment.speaker(county).cell(f"{indicator}.{part}") for part in ("value", "target")
                )
                shown = [one if line.unit == "%" else one.removesuffix(line.unit) for one in (actual, target)]
                if indicator == "intensity_annual" and county in untold:
                    shown[1] = "未下达"
                    assert "完成" not in cell
                assert cell.rpartition("：")[2] == "／".join(shown), (county, indicator)
    annual = {row[0]: row[1] for row in rows(energy)[1:]}
    for county in set(assessment.counties) - set(untold):
        completion = float(assessment.filled.text("intensity_annual.completion", assessment.place(county)))
        fell = float(assessment.filled.text("intensity_annual.value", assessment.place(county))) >= 0
        assert annual[county].split("：")[0] == ("完成" if completion >= 100 else "未完成" if fell else "不降反升")
    assert annual["闻喜县"].startswith("不降反升")
    assert "不降反升的：闻喜县。" in texts
    whole = "\n".join([*texts, *(cell for table in document.tables for row in rows(table) for cell in row)])
    for one in demo.counties:
        assert one.total.number is None or one.total.text not in whole
    assert not re.search("稳健|九成区间|内部参考|名次|设计|xlsx|!|yuncheng", whole)


def test_a_target_that_nobody_set_is_said_to_be_so() -> None:
    data = gather(assess_demo(盐湖区__decline_target="不适用"))
    energy = rows(opened(circular(data, OPTIONS)).tables[0])
    (cell,) = [row[1] for row in energy if row[0] == "盐湖区"]
    assert cell.endswith("／未下达")


def test_county_sheet_is_the_ledgers(assessment: Assessment, demo: ReportData) -> None:
    for place, county in enumerate(demo.counties):
        document = opened(county_sheet(demo, place, None, OPTIONS))
        name = county.name
        assert paragraphs(document)[0] == f"{name}2025年度节能减排目标责任考核成绩单"
        top, blocks, *more = document.tables
        assert rows(top)[1] == [printed(assessment, one, name) for one in ("total", "grade", "rank", "group_rank")]
        shown = {row[0]: row for row in rows(blocks)[1:]}
        for block in demo.blocks:
            score = assessment.filled.text(block.id, place)
            rate = "—" if isinstance(score, str) else f"{figure(score / block.points * 100, 1)}%"
            assert shown[block.name][1:4] == [f"{block.points:g}", printed(assessment, block.id, name), rate]
        assert shown["总分"][2] == printed(assessment, "total", name)
        own = [one for one in range(len(demo.counties)) if demo.counties[one].group == county.group]
        for number, block in enumerate(demo.blocks):
            found = [assessment.filled.text(block.id, one) for one in own]
            numbers = [one for one in found if isinstance(one, float)]
            assert shown[block.name][4] == figure(sum(numbers) / len(numbers), 2), number
        body = "\n".join(paragraphs(document))
        for gate in assessment.scheme.spec.gates:
            acts = gate.id in assessment.ledger.columns and assessment.ledger.loc[name, gate.id] == 1
            assert (f"{gate.name}（依据：{gate.clause}）" in body) == acts
        every = rows(more[-1])[1:]
        assert [row[1] for row in every] == [one.name for one in assessment.scheme.indicators]
        assert [row[3] for row in every] == [printed(assessment, one.id, name) for one in assessment.scheme.indicators]
        short = [
            (one.name, full_points(assessment, one, place) - float(found))
            for one in assessment.scheme.indicators
            if not isinstance(found := assessment.filled.text(one.id, place), str)
        ]
        lost = sorted((one for one in short if one[1] > 1e-9), key=lambda one: -round(one[1], 6))
        if not lost:
            assert len(more) == 1
            continue
        shown_losses = rows(more[0])[1:]
        assert [(row[0], row[1]) for row in shown_losses] == [(one, figure(points, 2)) for one, points in lost]
        for row in shown_losses:
            indicator = next(one.id for one in assessment.scheme.indicators if one.name == row[0])
            explained = assessment.explain(name, indicator)
            assert explained.partition("：")[2].rpartition("（依据")[0] == row[4]
        assert "→" not in body  # no hint of what a little more would bring
        assert "对结果有异议的，2026年7月25日以前向" in body  # 15 days from the day after 2026-07-10


def test_standing_and_remark_stand_in_every_header(demo: ReportData) -> None:
    for content in (circular(demo, OPTIONS), county_sheet(demo, 0, None, OPTIONS)):
        document = opened(content)
        section = document.sections[0]
        headers = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            assert header.paragraphs[0].text == f"结果状态：初评（未经审定）  {LABEL}"


def test_paper_is_that_of_official_documents(demo: ReportData) -> None:
    """GB/T 9704-2012 as the project knows it: A4, margins 37, 35, 28, 26 mm, title 2号 (22 pt), body 3号 仿宋 (16 pt), 28 pt."""
    document = opened(circular(demo, OPTIONS))
    section = document.sections[0]
    assert [round(one.mm) for one in (section.page_width, section.page_height)] == [210, 297]  # type: ignore[union-attr]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]  # type: ignore[union-attr]
    for name, font, size in (
        ("公文标题", "方正小标宋简体", 22),
        ("公文正文", "仿宋_GB2312", 16),
        ("一级标题", "黑体", 16),
    ):
        style = document.styles[name]
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia")} == {font}
        assert style.font.size.pt == size
    assert document.styles["公文正文"].paragraph_format.line_spacing.pt == 28
    assert "PAGE" in section.footer._element.xml


def test_texts_of_others_stay_texts(nasty: ReportData) -> None:
    documents = [
        opened(circular(nasty, OPTIONS)),
        *(opened(county_sheet(nasty, one, None, OPTIONS)) for one in range(len(SHOWN_NAMES))),
    ]
    whole = "\n".join(paragraphs(documents[0])) + "\n".join(
        cell for table in documents[0].tables for row in rows(table) for cell in row
    )
    for name in SHOWN_NAMES:
        assert name in whole
    sheet = "\n".join(paragraphs(documents[1]))
    assert "<b></script><script>alert(1)</script>（批准：{% raise %}）" in sheet
    assert documents[1].sections[0].header.paragraphs[0].text.endswith("标注 </script><script>alert(1)</script> <b>")


def test_documents_are_the_same_bytes_for_the_same_input(demo: ReportData) -> None:
    picture = Charts(demo).of(3)
    charts = Charts(demo)
    assert charts.of(5) != picture
    assert picture == charts.of(3)
    assert circular(demo, OPTIONS) == circular(demo, OPTIONS)
    first, again = county_sheet(demo, 3, picture, OPTIONS), county_sheet(demo, 3, picture, OPTIONS)
    assert first == again
    assert {one.date_time for one in zipfile.ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_chart_is_left_out_with_a_message_where_there_is_no_chinese_font(
    demo: ReportData, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from workbook.report import charts
    from workbook.report.write import write_report

    chinese_font.cache_clear()
    monkeypatch.setattr(charts, "FONTS", ("No Such Font",))
    try:
        assert Charts(demo).of(0) is None
        notes = write_report(
            approved(demo), tmp_path / "r", ReportRequest(parts=("成绩单",), counties=["盐湖区"], issue=ISSUE)
        )
    finally:
        chinese_font.cache_clear()
    assert notes == [charts.NO_FONT]
    document = opened(next((tmp_path / "r" / "成绩单").iterdir()).read_bytes())
    assert not document.inline_shapes
    assert "{" not in "".join(paragraphs(document))


def test_the_office_may_change_a_template(demo: ReportData, tmp_path: Path) -> None:
    own = opened(template_bytes("circular.docx"))
    own.paragraphs[1].text = "各县：{{ remark }}"
    own.save(tmp_path / TEMPLATES["circular.docx"])
    assert f"各县：{LABEL}" in paragraphs(opened(circular(demo, PaperOptions(ISSUE, (), tmp_path))))
    for text, message in (
        ("{{ cuonty }}", "cuonty"),
        ("{% if x %}", "标记"),
        ("{{ ''.__class__.__mro__ }}", "没有的内容"),
        ("{{ range(9) }}", "不许用"),
        ("{{ 1/0 }}", "不许用"),
        ("{{ remark|nope }}", "标记"),
        ("{{ remark * 99 }}", "不许用"),
    ):
        own.paragraphs[1].text = text
        own.save(tmp_path / TEMPLATES["circular.docx"])
        with pytest.raises(KaoheError, match=message) as caught:
            circular(demo, PaperOptions(ISSUE, (), tmp_path))
        assert "通报模板.docx" in str(caught.value)
    (tmp_path / TEMPLATES["circular.docx"]).write_bytes(b"no zip")
    with pytest.raises(KaoheError, match="打不开"):
        circular(demo, PaperOptions(ISSUE, (), tmp_path))


def test_shipped_templates_are_what_the_script_makes() -> None:
    assert set(make_templates.MAKERS) == set(TEMPLATES)
    for name, make in make_templates.MAKERS.items():
        assert template_bytes(name) == document_bytes(make())
