"""The page's text: nothing from outside, nothing that could end its script, every sentence whole again."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable

import pytest

from tests.workbook.report.conftest import NASTY, assess_demo
from workbook.layout.inputs import ResultInputs
from workbook.report.data import ReportData
from workbook.report.gather import gather
from workbook.report.page import page
from workbook.report.payload import Wordings, as_json, payload


def sentence(taken: list[object], pieces: list[list[str]]) -> str:
    """As read.js puts it together."""
    wording, figures = pieces[int(str(taken[0]))], str(taken[1]).split(" ")
    return "".join(piece + (figures[place] if place < len(wording) - 1 else "") for place, piece in enumerate(wording))


def test_sentences_are_kept_once_and_come_back_whole(demo: ReportData) -> None:
    packed = payload(demo)
    for county, row in zip(demo.counties, packed["counties"], strict=True):
        assert sentence(row["why"], packed["wordings"]) == county.why
        for line, taken in zip(county.lines, row["lines"], strict=True):
            assert sentence(taken[2:4], packed["wordings"]) == line.reason
            cells = [one.split(" ") for one in taken[4].split(";") if one]
            texts = packed["texts"]
            assert [
                (texts[int(item)], texts[int(sheet)], texts[int(cell)] if cell.isdigit() else cell)
                for item, sheet, cell in cells
            ] == list(line.cells)


@pytest.mark.parametrize("text", ["", "无数字", "-1.5", "1 2", "县3", "a-b 0.5%", "12.", ".5", "3－4", "١٢", "²"])
def test_any_text_comes_back_whole(text: str) -> None:
    wordings = Wordings()
    assert sentence(wordings.add(text), wordings.pieces) == text


def test_page_asks_for_nothing_and_lets_only_its_own_script_run(demo: ReportData) -> None:
    text = page(demo)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    script = re.findall(r"<script>(.*?)</script>", text, re.S)
    style = re.findall(r"<style>(.*?)</style>", text, re.S)
    assert len(script) == len(style) == 1
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (script[0], style[0])]
    assert policy[1] == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
    )
    outside = set(re.findall(r"(?:https?:)?//[\w.]+\.\w+[^\s\"'`]*", text)) - {"http://www.w3.org/2000/svg"}
    assert not outside
    assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function)\b", script[0])


def test_data_cannot_end_its_element(nasty: ReportData) -> None:
    text = page(nasty)
    assert text.count("</script>") == 2
    assert "<!--" not in text
    assert "\u2028" not in text
    held = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert held is not None
    assert json.loads(held[1])["counties"][0]["name"] == NASTY
    assert json.loads(as_json(["</script>", "<!--", "\u2028", "&"])) == ["</script>", "<!--", "\u2028", "&"]


def test_page_is_the_same_for_the_same_input(demo: ReportData) -> None:
    assert page(demo) == page(gather(assess_demo(), ResultInputs(remark=demo.heading.remark)))


def test_page_says_on_what_the_result_rests(demo: ReportData) -> None:
    """Each lost point once: by clause, by line and by county; the demonstration's one adjustment; marks of our own choices."""
    packed = payload(demo)
    lost = sum(loss.lost for county in demo.counties for loss in county.losses)
    assert sum(float(row[2]) for row in packed["clauses"]) == pytest.approx(
        lost, abs=0.2
    )  # each row is rounded to 0.01
    assert sum(float(row[4]) for row in packed["spread"]) == pytest.approx(lost, abs=0.2)
    deviations = [float(row[2]) for row in packed["spread"]]
    assert deviations == sorted(deviations, reverse=True)
    assert [(row[1], row[4]) for row in packed["decisions"]] == [
        ("垣曲县", "使等次由超额完成降为完成，名次由第 6 名降为第 8 名")
    ]
    assert packed["design"]


def test_size_stays_bounded(many: Callable[[int], ReportData]) -> None:
    """A county more takes less than 6 kB with 23 lines, so that 3,000 stay under 20 MB."""
    small, large = (len(page(many(size)).encode()) for size in (60, 120))
    assert (large - small) / 60 < 6000
