"""The documents as LibreOffice Writer lays them out: one page a county, nothing cut off, the standing on each page."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.build import LABEL
from scoring import Assessment, assess, load_scheme
from scoring.improvement import what_it_takes
from tests.support.cities import random_city
from tests.support.libreoffice import convert
from tests.support.pages import pages_of, smallest_letter, squeezed
from workbook.layout.inputs import ResultInputs
from workbook.report.charts import Charts
from workbook.report.circular import circular
from workbook.report.county_sheets import county_sheet, sheet_fields
from workbook.report.data import ReportData
from workbook.report.gather import gather
from workbook.report.issue import Issue
from workbook.report.papers import PaperOptions
from workbook.report.supplements import supplements

pytestmark = pytest.mark.writer


OPTIONS = PaperOptions(Issue("示范政函〔2026〕9号", "2026-07-10", "2026-04-10"))
NARROW = 9.0  # points, the smallest style; its line is higher


def longest(data: ReportData, count: int) -> list[int]:
    """Counties whose sheets have the most to say."""
    places = range(len(data.counties))
    return sorted(places, key=lambda place: len(str(sheet_fields(data, place, OPTIONS))))[-count:]


@pytest.mark.slow
def test_sheets_hold_every_paragraph_and_are_legible(demo: ReportData, assessment: Assessment, tmp_path: Path) -> None:
    """The longest of the demonstration city, one that is pending, one with an adjustment; of the widest schemes, with random
    figures and long remarks, the longest."""
    whole = gather(
        assessment, ResultInputs(remark=LABEL), supplements=supplements(improvement=what_it_takes(assessment))
    )
    made: list[tuple[Path, ReportData, int]] = []
    told = [next(p for p, one in enumerate(demo.counties) if one.name == name) for name in ("芮城县", "垣曲县")]
    made += [(tmp_path / f"demo-{place}.docx", whole, place) for place in {*told, *longest(whole, 3)}]
    for scheme_id in ("yuncheng-14fyp-full", "national-2007", "co2-2019"):
        scheme = load_scheme(scheme_id)
        names = [f"第{number}县" for number in range(6)]
        table = random_city(scheme, names, 11, missing=0.02)
        result = assess(scheme, table, scheme.spec.period.end)
        data = gather(
            result, ResultInputs(remark="试验数据，" * 8), supplements=supplements(improvement=what_it_takes(result))
        )
        made += [(tmp_path / f"{scheme_id}-{place}.docx", data, place) for place in longest(data, 2)]
    for path, data, place in made:
        path.write_bytes(county_sheet(data, place, Charts(data).of(place), OPTIONS))
    convert([path for path, *_ in made], tmp_path / "pdf", tmp_path / "profile", to="pdf")
    for path, data, place in made:
        pdf = tmp_path / "pdf" / f"{path.stem}.pdf"
        found = pages_of(pdf)
        assert smallest_letter(pdf) >= NARROW, path.name
        text = squeezed("".join(found))
        for one in found:
            assert squeezed(data.heading.banner)[:20] in squeezed(one), path.name
        fields = sheet_fields(data, place, OPTIONS)
        for name in ("gates", "due", "adjustments"):
            for paragraph in fields[name]:
                assert squeezed(paragraph) in text, (path.name, paragraph)
        for row in fields["losses"]:
            assert row["lost"] in text, (path.name, row["name"])


def test_every_page_of_the_circular_carries_standing_remark_and_number(demo: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(circular(demo, OPTIONS))
    convert([path], tmp_path / "pdf", tmp_path / "profile", to="pdf")
    found = pages_of(tmp_path / "pdf" / "通报.pdf")
    assert len(found) >= 3
    for number, text in enumerate(found, 1):
        assert squeezed(f"结果状态：初评（未经审定）{LABEL}") in squeezed(text)
        assert f"—{number}—" in squeezed(text)
    assert "永济市" in "".join(found)
