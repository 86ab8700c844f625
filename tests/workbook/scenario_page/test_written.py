"""The page as it is written: its data cannot end their element, and no county that is hidden is named."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from scoring import Assessment
from scoring.errors import KaoheError
from tests.workbook.report.conftest import NASTY
from tests.workbook.scenario_page.conftest import text_of
from workbook.report.payload import as_json
from workbook.scenario_page.write import write_scenario_page
from workbook.scenarios.gathering import ScenarioRequest, try_all
from workbook.steps.console import Steps


def test_data_in_the_page_cannot_end_their_element(demo: Assessment) -> None:
    nasty = f"{NASTY}<!--\u2028\u2029&\"'"
    text = as_json({"a": nasty})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a": nasty}
    page = text_of(demo)
    assert page.count("</script>") == 2
    assert re.search(r"content=\"default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'", page)
    assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function)\b", page)
    assert not set(re.findall(r"(?:https?:)?//[\w.]+\.\w+[^\s\"'`]*", page)) - {"http://www.w3.org/2000/svg"}


@pytest.mark.usefixtures("module_reads_once")
def test_no_county_is_named_once_figures_are_verified(tmp_path: Path) -> None:
    """The demonstration workbook holds verified figures: labels, in their own order, and no reported total of energy."""
    with Steps() as steps:
        tried = try_all(ScenarioRequest(None), steps)
    assert tried.hidden
    official = tried.official.assessment
    text = write_scenario_page(tried, tmp_path / "测算.html").read_text(encoding="utf-8")
    for county in official.counties:
        assert county not in text
        assert json.dumps(county)[1:-1] not in text
    data = json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[0])
    assert data["counties"] == sorted(data["counties"])
    own = dict(zip(data["counties"], data["official"]["values"]["total"], strict=True))
    for county in official.counties:
        total = official.filled.text("total", official.place(county))
        assert own[tried.names[county]] == (total if isinstance(total, float) else None)
    assert "energy_use" not in data["figures"]["values"]
    with Steps() as steps:
        named = try_all(ScenarioRequest(None, by_name=True), steps)
    assert official.counties[0] in write_scenario_page(named, tmp_path / "名称.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("module_reads_once")
def test_a_text_that_names_a_hidden_county_is_refused(tmp_path: Path) -> None:
    with Steps() as steps:
        tried = try_all(ScenarioRequest(None), steps)
    county = tried.official.assessment.counties[0]
    submission = dataclasses.replace(tried.official.submission, remark=f"{county}复核")
    run = dataclasses.replace(tried.official, submission=submission)
    with pytest.raises(KaoheError, match="--names"):
        write_scenario_page(dataclasses.replace(tried, runs=(run,)), tmp_path / "测算.html")
    assert not (tmp_path / "测算.html").exists()
