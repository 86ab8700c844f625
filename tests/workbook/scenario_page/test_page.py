"""The page in a real headless Chromium: moved figures, 按比例, gates, reset, keys, paper, phone; it asks for nothing."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from examples.build import demonstration
from scoring import Assessment, assess, load_scheme
from scoring.scenarios import Scenario, SchemeChange, changed, read_scenarios
from scoring.scheme.rounded_sums import rounded_sums
from scoring.scheme.yaml_marks import Mark
from tests.support.browser import console, css, print_pdf, visiting
from tests.support.cities import random_city
from tests.workbook.report.conftest import NASTY, NASTY_NAMES
from tests.workbook.scenario_page.conftest import text_of
from workbook.scenario_page.page import scenario_page
from workbook.scenario_page.payload import payload
from workbook.scenarios.naming import WARNING

needs_chromium = pytest.mark.browser
FIELD = "[data-lever='{}'] input[type=number]"


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    """Opens a page; at the end nothing may have been written on the console or asked for but the file itself."""
    with visiting(chromium, tmp_path / "测算页.html") as to:
        yield to


def put(driver: Any, lever: str, figure: float, kind: str = "range") -> None:
    """What a hand on the slider, or in the field, does."""
    done = driver.execute_script(
        "const box = document.querySelector(`[data-lever='${arguments[0]}'] input[type=${arguments[2]}]`);"
        "box.value = arguments[1]; box.dispatchEvent(new Event('input', { bubbles: true })); return box.value",
        lever, figure, kind,
    )  # fmt: skip
    assert float(done) == figure


def rows(driver: Any) -> dict[str, list[str]]:
    """What the table shows: by county rank, movement, grade, total, points of the dimensions."""
    return {row[2]: [row[0], row[1], row[3], row[4], *row[9:13]] for row in driver.execute_script(
        "return [...document.querySelectorAll('#result tbody tr')].map(row => [...row.children].map(one => one.firstChild ? (one.querySelector('.grade') ? one.querySelector('.grade').textContent : one.firstChild.textContent) : ''))")}  # fmt: skip


def shown(result: Assessment) -> dict[str, list[str]]:
    """What it must show."""
    blocks = [one.id for one in result.scheme.spec.dimensions]
    return {
        county: [
            _text(result, "rank", place, 0), _text(result, "grade", place), _text(result, "total", place),
            *(_text(result, name, place) for name in blocks),
        ]
        for place, county in enumerate(result.counties)
    }  # fmt: skip


def _text(result: Assessment, column: str, place: int, places: int = 2) -> str:
    one = result.filled.text(column, place)
    return one if isinstance(one, str) else f"{one:.{places}f}"


def same(driver: Any, result: Assessment) -> None:
    """The table shows a result, in its order."""
    seen = rows(driver)
    assert {name: [row[0], row[2].split(" ")[-1], *row[3:]] for name, row in seen.items()} == shown(result)
    order = result.filled.frame.values["order"]
    assert list(seen) == sorted(result.counties, key=lambda one: float(order[result.place(one)]))


def with_points(result: Assessment, **points: float) -> Assessment:
    """``assess`` with the points of dimensions changed; nothing else of the scheme is."""
    spec = result.scheme.spec
    blocks = tuple(one.model_copy(update={"points": points.get(one.id, one.points)}) for one in spec.dimensions)
    changed_spec = spec.model_copy(update={"dimensions": blocks})
    scheme = dataclasses.replace(result.scheme, spec=changed_spec, sha256=f"changed {sorted(points.items())}")
    return assess(scheme, demonstration(), 2025)


@needs_chromium
def test_a_moved_slider_shows_what_the_changed_scheme_gives_and_reset_restores(visit: Any, demo: Assessment) -> None:
    driver = visit(text_of(demo))
    same(driver, demo)
    assert all(row[1] in ("＝ 不变", "—") for row in rows(driver).values())
    put(driver, "energy_intensity.points", 70)
    same(driver, with_points(demo, energy_intensity=70.0))
    put(driver, "emission_reduction.points", 3.5, "number")
    now = with_points(demo, energy_intensity=70.0, emission_reduction=3.5)
    same(driver, now)
    before, after = demo.scores["rank"], now.scores["rank"]
    for county, row in rows(driver).items():
        if str(before[county]) == "<NA>":
            continue
        by = int(before[county]) - int(after[county])
        assert row[1] == ("＝ 不变" if by == 0 else f"↑ 升 {by} 位" if by > 0 else f"↓ 降 {-by} 位")
    assert (before != after).any()
    official = driver.execute_script(
        "return [...document.querySelectorAll('#result tbody tr')].map(row => [row.children[2].firstChild.textContent, row.children[8].textContent])"
    )
    assert dict(official) == {name: row[2] for name, row in shown(demo).items()}
    css(driver, "#restore")[0].click()
    same(driver, demo)
    assert (
        driver.execute_script(f'return document.querySelector("{FIELD.format("energy_intensity.points")}").value')
        == "48"
    )
    assert not css(driver, "#changes")


@needs_chromium
def test_points_that_no_longer_add_up_are_told_and_scaled(visit: Any, demo: Assessment) -> None:
    driver = visit(text_of(demo))
    put(driver, "energy_intensity.points", 60)
    assert "各类别共 112 分，应为 100 分，多 12 分" in css(driver, "#result .warning")[0].text
    css(driver, "button[data-scale='0']")[0].click()
    fields = [
        float(css(driver, FIELD.format(f"{one.id}.points"))[0].get_attribute("value"))
        for one in demo.scheme.spec.dimensions
    ]
    assert fields == [60, 16.9231, 15.3846, 7.6923]  # 40/52 of 22, 20 and 10, to the four decimals that a field shows
    css(driver, "button[data-scale='all']")[0].click()
    assert not css(driver, "#result .warning")
    mark = Mark("测算.yaml", 1)
    made = changed(demo.scheme, Scenario("试", (SchemeChange("energy_intensity.points", 60, mark),), mark, scale=True))
    same(driver, assess(made.scheme, demonstration(), 2025))
    told = driver.execute_script("return [...document.querySelectorAll('#rounding li')].map(one => one.textContent)")
    wanted = rounded_sums(made.scheme.spec)  # with the terms of each sum, the total's last
    sums = [sorted(re.findall(r"[=是] (\S+) 分，不是 (\S+) 分", "\n".join(one))) for one in (told, wanted)]
    assert sums[0] == sums[1]
    assert len(sums[0]) == len(wanted) > 0


@needs_chromium
def test_parts_of_a_line_are_told_and_scaled_too(visit: Any, demo: Assessment) -> None:
    """Three entries of 1 point make a line of 3 points; the points of the line with its entries stay together."""
    driver = visit(text_of(demo))
    entry = "resource_allocation.rule.entries[{}].points"
    put(driver, entry.format(1), 2, "number")
    assert "的各部分共 4 分，应为 3 分，多 1 分" in css(driver, "#result .warning")[0].text
    css(driver, "#result .warning button")[0].click()
    assert not css(driver, "#result .warning")
    values = [float(css(driver, FIELD.format(entry.format(place)))[0].get_attribute("value")) for place in (1, 2, 3)]
    assert values == [2, 0.5, 0.5]
    put(driver, "resource_allocation.points", 6, "number")
    values = [float(css(driver, FIELD.format(entry.format(place)))[0].get_attribute("value")) for place in (1, 2, 3)]
    assert values == [4, 1, 1]


@needs_chromium
def test_the_changes_as_a_file_give_the_same_by_the_command(visit: Any, demo: Assessment, tmp_path: Path) -> None:
    """A line's points with its rungs, a target, a rung, a gate off: the text that the page offers, read as scenarios."""
    driver = visit(text_of(demo))
    put(driver, "intensity_annual.points", 25, "number")
    put(driver, "intensity_cumulative.points", 15, "number")
    put(driver, "public_nev.target.figure", 30, "number")
    put(driver, "intensity_annual.rule.rungs[3].points", 19, "number")
    put(driver, "intensity_cumulative.completion.schedule.2025", 99, "number")
    put(driver, "完成.at_least", 96, "number")
    put(driver, "超额完成.at_least", 99, "number")
    gate = demo.scheme.spec.gates[-1].id
    driver.execute_script("document.querySelector(`[data-gate='${arguments[0]}']`).click()", gate)
    text = driver.execute_script("return document.querySelector('#file textarea').value")
    path = tmp_path / "测算.yaml"
    path.write_text(text, encoding="utf-8")
    made = changed(demo.scheme, read_scenarios(path)[0])
    now = assess(made.scheme, demonstration(), 2025)
    same(driver, now)
    assert not now.scores["total"].equals(demo.scores["total"])


@needs_chromium
def test_figures_that_cannot_be_are_told_and_not_computed(visit: Any, demo: Assessment) -> None:
    driver = visit(text_of(demo))
    put(driver, "energy_intensity.points", 60)
    put(driver, "完成.at_least", 97, "number")
    assert "的分数线：与相邻的一档次序颠倒或相同" in css(driver, "#result [role=alert]")[0].text
    same(driver, with_points(demo, energy_intensity=60.0))
    put(driver, "完成.at_least", 80, "number")
    put(driver, "two_high.points", -1, "number")
    assert "要在" in css(driver, "#result [role=alert]")[0].text
    put(driver, "two_high.points", 22, "number")
    assert not css(driver, "#result [role=alert]")
    same(driver, with_points(demo, energy_intensity=60.0))


@needs_chromium
def test_a_browser_that_computes_otherwise_is_refused(chromium: Any, demo: Assessment, tmp_path: Path) -> None:
    data = payload(demo, {one: one for one in demo.counties}, hidden=False)
    data["official"]["values"]["total"][3] += 0.01
    path = tmp_path / "page.html"
    path.write_text(scenario_page(demo, data), encoding="utf-8")
    chromium.get(path.as_uri())
    assert "与正式结果不一致，这一页停用" in css(chromium, "#main")[0].text
    assert not css(chromium, "#controls")


@needs_chromium
def test_a_ledger_that_is_not_understood_is_refused(chromium: Any, demo: Assessment, tmp_path: Path) -> None:
    data = payload(demo, {one: one for one in demo.counties}, hidden=False)
    data["ledger"]["columns"][-1]["formula"]["kind"] = "sqrt"
    path = tmp_path / "page.html"
    path.write_text(scenario_page(demo, data), encoding="utf-8")
    chromium.get(path.as_uri())
    assert "不认识的运算：sqrt" in css(chromium, "#main")[0].text
    assert not css(chromium, "#controls")
    assert any("sqrt" in one for one in console(chromium))


@needs_chromium
def test_keyboard_alone_is_enough(visit: Any, demo: Assessment) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    driver = visit(text_of(demo))
    reached = ""
    for _ in range(12):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        reached = driver.execute_script("return document.activeElement.type || ''")
        if reached == "range":
            break
    assert reached == "range"
    ActionChains(driver).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform()
    assert css(driver, FIELD.format("energy_intensity.points"))[0].get_attribute("value") == "49"
    same(driver, with_points(demo, energy_intensity=49.0))
    assert driver.execute_script("return document.activeElement.type") == "range"


@needs_chromium
def test_paper_says_on_every_page_that_it_is_a_trial(visit: Any, demo: Assessment, tmp_path: Path) -> None:
    driver = visit(text_of(demo))
    put(driver, "energy_intensity.points", 60)
    pdf = print_pdf(driver, tmp_path / "page.pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 1
    assert all(WARNING in page and "示范数据" in page for page in pages)
    assert "能耗强度约束分值：48 → 60" in text
    assert "全部恢复" not in text
    for county in demo.counties:
        assert county in text


@needs_chromium
@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_phone_shows_it_without_scrolling_sideways(width: int, visit: Any, demo: Assessment) -> None:
    driver = visit(text_of(demo))
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        put(driver, "energy_intensity.points", 60)
        for one in css(driver, "#controls details"):
            driver.execute_script("arguments[0].open = true", one)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width
        assert driver.execute_script("return document.querySelector('#result .wide').scrollWidth") > 0
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@needs_chromium
def test_nasty_names_are_texts(visit: Any) -> None:
    scheme = dataclasses.replace(load_scheme("yuncheng-14fyp"), region=None)
    result = assess(scheme, random_city(scheme, list(NASTY_NAMES), 5, missing=0), 2025)
    driver = visit(text_of(result, (f"标注 {NASTY}",)))
    seen = set(
        driver.execute_script(
            "return [...document.querySelectorAll('#result tbody th')].map(one => one.firstChild.textContent)"
        )
    )
    assert seen == set(NASTY_NAMES)
    assert NASTY in driver.execute_script("return document.getElementById('band').textContent")
