"""The documents as LibreOffice Writer lays them out: one page a county, nothing cut off, the standing on each page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from examples.build import LABEL
from scoring import Assessment, assess, load_scheme
from scoring.improvement import what_it_takes
from tests.support.cities import random_city
from tests.support.libreoffice import convert
from workbook.report.aside import aside
from workbook.report.charts import county_chart
from workbook.report.circular import circular
from workbook.report.county_sheets import county_sheet, sheet_fields
from workbook.report.data import ReportData
from workbook.report.gather import gather

pytestmark = pytest.mark.writer


def pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.rstrip("\f").split("\f")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_sheets_have_one_page_and_hold_every_paragraph(
    demo: ReportData, assessment: Assessment, tmp_path: Path
) -> None:
    """The demonstration city, and the widest schemes with random figures and long remarks."""
    whole = gather(assessment, remark=LABEL, aside=aside(improvement=what_it_takes(assessment)))
    made: list[tuple[Path, ReportData, int]] = []
    for place in range(len(demo.counties)):
        made.append((tmp_path / f"demo-{place}.docx", whole, place))
    for scheme_id in ("yuncheng-14fyp-full", "national-2007", "co2-2019"):
        scheme = load_scheme(scheme_id)
        names = [f"第{number}县" for number in range(6)]
        table = random_city(scheme, names, 11, missing=0.02)
        result = assess(scheme, table, scheme.spec.period.end)
        data = gather(result, remark="试验数据，" * 8, aside=aside(improvement=what_it_takes(result)))
        made += [(tmp_path / f"{scheme_id}-{place}.docx", data, place) for place in range(len(names))]
    for path, data, place in made:
        path.write_bytes(county_sheet(data, place, county_chart(data, place)))
    convert([path for path, *_ in made], tmp_path / "pdf", tmp_path / "profile", to="pdf")
    for path, data, place in made:
        found = pages(tmp_path / "pdf" / f"{path.stem}.pdf")
        assert len(found) == 1, path.name
        text = squeezed(found[0])
        assert squeezed(data.heading.banner) in text, path.name
        fields = sheet_fields(data, place, county_chart(data, place) is not None)
        assert fields["weakest"], path.name
        for name in ("gates", "weakest", "steps", "strongest", "follows"):
            for paragraph in fields[name]:
                assert squeezed(paragraph) in text, (path.name, paragraph)


def test_every_page_of_the_circular_carries_standing_remark_and_number(demo: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(circular(demo, scores=True))
    convert([path], tmp_path / "pdf", tmp_path / "profile", to="pdf")
    found = pages(tmp_path / "pdf" / "通报.pdf")
    assert len(found) >= 3
    for number, text in enumerate(found, 1):
        assert squeezed(f"结果状态：初评{LABEL}") in squeezed(text)
        assert f"—{number}—" in squeezed(text)
    assert "永济市" in "".join(found)
