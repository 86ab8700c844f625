"""A figure moved on the page that computes: how long until the new result stands there, in headless Chromium.

    python -m tests.bench.bench_scenario_page

"Computed": columns downstream of a figure, every figure moved once; "shown": the slider's whole event, with controls, table
and layout, for one figure in ten. Milliseconds, median and largest; wall time.
"""

from __future__ import annotations

import dataclasses
import statistics
import tempfile
from pathlib import Path
from typing import Any

from scoring import Assessment, assess, load_scheme
from tests.bench.bench_assess import scheme as plain_scheme
from tests.support.browser import browser
from tests.support.cities import random_city
from tests.support.page_state import state_page
from workbook.scenario_page.page import scenario_page
from workbook.scenario_page.payload import payload

COUNTIES = 300
_COMPUTED = """
return data.levers.map((lever, number) => {
  restoreAll(); compute();
  const start = performance.now();
  move(number, lever.value * 0.999 + 0.001); compute();
  return performance.now() - start;
});
"""
_SHOWN = """
return [...document.querySelectorAll("#controls .lever input[type=range]")].filter((_, number) => number % 10 === 0).map((box) => {
  document.getElementById("restore").click();
  box.value = Number(box.value) + Number(box.step);
  const start = performance.now();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight;
  return performance.now() - start;
});
"""


def cases() -> dict[str, Assessment]:
    """300 counties under 60 plain lines, and under the fullest shipped scheme."""
    names = [f"第{number:03d}县" for number in range(COUNTIES)]
    full = dataclasses.replace(load_scheme("yuncheng-14fyp-full"), region=None)
    return {
        "60 lines alike": assess(plain_scheme(60), random_city(plain_scheme(60), names, 1, missing=0.001), 2025),
        f"yuncheng-14fyp-full ({len(full.indicators)} lines)": assess(
            full, random_city(full, names, 1, missing=0.001), 2025
        ),
    }


def line(times: list[float]) -> str:
    return f"median {statistics.median(times):.1f}, largest {max(times):.1f}"


def measure(driver: Any, result: Assessment, folder: Path) -> None:
    driver.get(state_page(result, folder).as_uri())
    computed = driver.execute_script(_COMPUTED)
    path = folder / "page.html"
    path.write_text(
        scenario_page(result, payload(result, {one: one for one in result.counties}, hidden=False)), "utf-8"
    )
    driver.get(path.as_uri())
    shown = driver.execute_script(_SHOWN)
    print(
        f"  {len(computed)} figures moved; computed: {line(computed)} ms; shown: {line(shown)} ms; page {path.stat().st_size / 1e6:.1f} MB"
    )


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name, browser(Path(name)) as driver:
        driver.set_script_timeout(600)
        for title, result in cases().items():
            print(f"{COUNTIES} counties, {title}")
            measure(driver, result, Path(name))


if __name__ == "__main__":
    main()
