"""The review page in a real headless Chromium: choice, order, counties, keys, paper; it says nothing and asks for nothing."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from examples.build import LABEL, demonstration
from scoring import Assessment, assess
from scoring.comparison import compare
from scoring.improvement import what_it_takes
from scoring.robustness.study import robustness
from tests.support.browser import browser, css, print_pdf, visiting
from tests.workbook.report.conftest import SHOWN_NAMES
from workbook.report.data import ReportData
from workbook.report.gather import gather
from workbook.report.page import page
from workbook.report.supplements import supplements

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browser(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Callable[[ReportData], Any]]:
    """Opens a page; at the end nothing may have been written on the console or asked for but the file itself."""
    with visiting(chromium, tmp_path / "评审页.html") as to:
        yield lambda data: to(page(data))


def named(driver: Any) -> list[str]:
    """County names in the table's order."""
    return [str(one) for one in driver.execute_script(
        "return [...document.querySelectorAll('#list tbody th button')].map(one => one.textContent)")]  # fmt: skip


def choose(driver: Any, label: str, text: str) -> None:
    from selenium.webdriver.support.select import Select

    box = next(one for one in css(driver, "form.filters label") if one.text.startswith(label))
    Select(box.find_element("css selector", "select")).select_by_visible_text(text)


def press(driver: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def wait(driver: Any, script: str) -> None:
    for _ in range(100):
        if driver.execute_script(f"return {script}"):
            return
        time.sleep(0.05)
    raise AssertionError(script)


def ranked(data: ReportData) -> list[str]:
    return [data.counties[place].name for place in data.order]


def test_ranking_sorts_and_filters(visit: Any, demo: ReportData) -> None:
    driver = visit(demo)
    assert named(driver) == ranked(demo)
    css(driver, "button[data-sort=total]")[0].click()
    known = sorted((one for one in demo.counties if one.total.number is not None), key=lambda one: -one.total.number)
    assert [one.total.text for one in known] == [
        one.text for one in css(driver, "#list tbody td.strong") if one.text != "待定"
    ]
    assert named(driver)[-1] == "芮城县"  # pending comes last both ways
    css(driver, "button[data-sort=total]")[0].click()
    assert named(driver)[0] == known[-1].name
    assert named(driver)[-1] == "芮城县"
    heads = driver.execute_script(
        "return [...document.querySelectorAll('#list th[aria-sort]')].map(one => one.getAttribute('aria-sort'))"
    )
    assert heads.count("ascending") == 1
    assert driver.execute_script("return document.activeElement.dataset.sort") == "total"
    choose(driver, "等次", "未完成")
    assert set(named(driver)) == {"万荣县", "闻喜县", "新绛县"}
    choose(driver, "等次", "全部")
    choose(driver, "分组", "农业生态组")
    assert set(named(driver)) == {"临猗县", "万荣县", "夏县", "平陆县", "芮城县"}
    css(driver, "#name")[0].send_keys("夏")
    assert named(driver) == ["夏县"]
    next(one for one in css(driver, "form.filters button") if one.text == "清除筛选").click()
    css(driver, "form.filters input[type=checkbox]")[0].click()
    assert set(named(driver)) == {one.name for one in demo.counties if one.gates}


def test_every_county_shows_its_figures_and_sentences(visit: Any, demo: ReportData) -> None:
    driver = visit(demo)
    for place, county in enumerate(demo.counties):
        driver.execute_script(f"location.hash = 'county-{place}'")
        wait(driver, f"document.getElementById('title').textContent === {county.name!r}")
        seen = driver.execute_script(
            "const text = (selector) => [...document.querySelectorAll(selector)].map(one => one.textContent);"
            "return [text('[data-shown]'), text('tr[data-line] .why'), text('tr[data-line] td.number'), text('tr[data-line] .cell')]"
        )
        assert seen[0] == [county.rank.text, county.total.text, county.why]
        assert seen[1] == [one.reason for one in county.lines]
        assert seen[2] == [f"{one.mark.text} / {one.full:g}" for one in county.lines]
        assert len(seen[3]) == len(county.lines)
        assert seen[3][0].startswith("能耗强度!C")


def test_keyboard_alone_is_enough(visit: Any, demo: ReportData) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = visit(demo)
    css(driver, "#name")[0].click()
    for _ in range(60):
        press(driver, Keys.TAB)
        if driver.execute_script("return document.activeElement.dataset.county") is not None:
            break
    first = driver.execute_script("return document.activeElement.textContent")
    assert first == ranked(demo)[0]
    press(driver, Keys.ENTER)
    wait(driver, f"document.getElementById('title').textContent === {first!r}")
    assert driver.execute_script("return document.activeElement.id") == "title"
    press(driver, Keys.ESCAPE)
    wait(driver, "document.getElementById('list') !== null")
    assert driver.execute_script("return document.activeElement.textContent") == first
    press(driver, Keys.SPACE)
    wait(driver, f"document.getElementById('title').textContent === {first!r}")
    driver.back()
    wait(driver, "document.getElementById('list') !== null")
    unnamed = driver.execute_script(
        "return [...document.querySelectorAll('button, select, input, [role=img], [role=region]')].filter(one =>"
        " !one.textContent.trim() && !one.getAttribute('aria-label') && !(one.labels && one.labels.length)).length"
    )
    assert unnamed == 0


def test_grades_are_told_apart_without_colour(visit: Any, demo: ReportData) -> None:
    driver = visit(demo)
    marks = {one.text for one in css(driver, ".grade")}
    assert len({one[0] for one in marks}) == len(marks) == 5
    assert {one[2:] for one in marks} == {"超额完成", "完成", "基本完成", "未完成", "待定"}


def test_last_year_stands_beside_this_one(visit: Any, demo: ReportData, assessment: Assessment) -> None:
    """Rank and grade of 2024 as that result has them; 夏县 was not in it; without --last there are no such columns."""
    last = assess(assessment.scheme, demonstration().drop(index="夏县"), 2024)
    data = gather(assessment, supplements=supplements(comparison=compare(last, assessment)))
    driver = visit(data)
    heads = [one.text for one in css(driver, "#list thead th")]
    rank, grade = (heads.index(f"上次{what}（2024年度） ↕") for what in ("名次", "等次"))
    rows = driver.execute_script(
        "return [...document.querySelectorAll('#list tbody tr')].map(row => [...row.children].map(one => one.textContent))"
    )
    shown = {row[heads.index("县（市、区） ↕")]: (row[rank], row[grade]) for row in rows}
    assert shown.pop("夏县") == ("", "")
    official = {
        county: (last.filled.text("rank", place), last.filled.text("grade", place))
        for place, county in enumerate(last.counties)
    }
    assert shown == {
        county: (f"{where:g}" if isinstance(where, float) else where, name)
        for county, (where, name) in official.items()
    }
    assert shown["芮城县"] == ("—", "待定")
    css(driver, "button[data-sort=lastRank]")[0].click()
    unknown = [one for one in ranked(data) if one in ("夏县", "芮城县")]
    assert named(driver) == [
        *sorted(set(shown) - {"芮城县"}, key=lambda one: (float(shown[one][0]), ranked(data).index(one))),
        *unknown,
    ]
    css(driver, "button[data-sort=lastGrade]")[0].click()
    assert named(driver)[-2:] == unknown
    assert not css(visit(demo), "button[data-sort=lastRank], button[data-sort=lastGrade]")


@pytest.mark.parametrize("where", ["", "#county-3", "#lines", "#line-0", "#notes"])
def test_every_printed_page_carries_standing_and_remark(
    visit: Any, demo: ReportData, tmp_path: Path, where: str
) -> None:
    driver = visit(demo)
    if where:
        driver.execute_script(f"location.hash = '{where}'")
        time.sleep(0.2)
    pages = printed(driver, tmp_path)
    assert pages
    for number, text in enumerate(pages):
        assert "结果状态：初评" in text, number
        assert LABEL in text, number
    assert "清除筛选" not in "".join(pages)


def printed(driver: Any, folder: Path) -> list[str]:
    path = print_pdf(driver, folder / "page.pdf")
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return [one for one in done.stdout.split("\f") if one.strip()]


def test_nasty_texts_are_shown_as_texts(visit: Any, nasty: ReportData) -> None:
    driver = visit(nasty)
    assert sorted(named(driver)) == sorted(SHOWN_NAMES)
    for place in range(len(SHOWN_NAMES)):
        driver.execute_script(f"location.hash = 'county-{place}'")
        wait(driver, "document.getElementById('list') === null")
        assert driver.execute_script("return document.getElementById('title').textContent") == SHOWN_NAMES[place]
    assert driver.execute_script("return document.querySelectorAll('main img, main script, main b b').length") == 0
    driver.execute_script("location.hash = 'county-0'")
    wait(driver, "document.querySelector('article').textContent.includes('<b></script>')")  # the adjustment's reason


def test_hundreds_of_counties(visit: Any, many: Callable[[int], ReportData], tmp_path: Path) -> None:
    """Set KAOHE_COUNTIES=3000 for the long run."""
    data = many(int(os.environ.get("KAOHE_COUNTIES", "210")))
    last = f"第{len(data.counties) - 1:04d}县"
    driver = visit(data)
    order = ranked(data)
    assert named(driver) == order[:100]
    next(one for one in css(driver, ".pager button") if one.text == "下一页").click()
    assert named(driver) == order[100:200]
    css(driver, "#name")[0].send_keys(last.removesuffix("县"))
    assert named(driver) == [last]
    css(driver, "#list tbody th button")[0].click()
    wait(driver, f"document.getElementById('title').textContent === '{last}'")
    place = [one.name for one in data.counties].index(last)
    assert [one.text for one in css(driver, "[data-shown]")] == [
        data.counties[place].rank.text, data.counties[place].total.text, data.counties[place].why,
    ]  # fmt: skip
    driver.execute_script("location.hash = 'ranking'")
    wait(driver, "document.getElementById('list') !== null")
    next(one for one in css(driver, "form.filters button") if one.text == "清除筛选").click()
    assert driver.execute_script("return document.querySelectorAll('#list tbody tr').length") == 100
    pages = printed(driver, tmp_path)
    whole = "\n".join(pages)
    assert all(name in whole for name in order)  # on paper the ranking is whole
    assert all("结果状态：初评" in one for one in pages)


def test_safety_steps_and_what_follows_are_seen(visit: Any, assessment: Assessment) -> None:
    study = robustness(assessment, draws=400)
    data = gather(assessment, supplements=supplements(study, improvement=what_it_takes(assessment)))
    driver = visit(data)
    chosen = data.counties[data.order[6]].safety
    assert chosen is not None
    safe = [one for one in data.counties if one.safety]
    choose(driver, "等次稳妥程度", chosen.grade_label)
    of_grade = {one.name for one in safe if one.safety.grade_label == chosen.grade_label}  # type: ignore[union-attr]
    assert set(named(driver)) == of_grade
    choose(driver, "名次稳妥程度", chosen.rank_label)
    of_rank = {one.name for one in safe if one.safety.rank_label == chosen.rank_label}  # type: ignore[union-attr]
    assert set(named(driver)) == of_grade & of_rank
    assert of_grade != of_rank
    rows = [one.text for one in css(driver, "#list tbody tr")]
    (row,) = [one for one in rows if data.counties[data.order[6]].name in one]
    for said in (
        chosen.grade_label,
        chosen.rank_label,
        *chosen.keeps_grade.split("；"),
        *chosen.keeps_rank.split("；"),
    ):
        assert said in row
    driver.execute_script("location.hash = 'county-4'")
    wait(driver, "document.getElementById('title').textContent === '稷山县'")
    text = driver.execute_script("return document.querySelector('article').textContent")
    county = data.counties[4]
    for said in (county.safety.sentence, *county.consequences, *(one.text for one in county.steps)):  # type: ignore[union-attr]
        assert said in text
    titles = driver.execute_script(
        "return [...document.querySelectorAll('svg.chart')].map(one => one.getAttribute('aria-label'))"
    )
    assert any("各名次出现的比例" in one for one in titles)
