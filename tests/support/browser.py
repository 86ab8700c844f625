"""A real headless Chromium on one file of ours; what it says on its console and what it asks for is kept."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


@contextmanager
def browser(folder: Path, width: int = 1440, height: int = 1000) -> Iterator[Any]:
    """A driver with its own profile under ``folder``; console and network logs are on."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


def console(driver: Any) -> list[str]:
    """What the page wrote on the console since the last look: errors, policy violations, all."""
    return [str(one["message"]) for one in driver.get_log("browser")]


def requests(driver: Any) -> list[str]:
    """Addresses that pages (but for Chromium's own first tab) asked for since the last look."""
    events = [json.loads(one["message"])["message"] for one in driver.get_log("performance")]
    return [
        str(one["params"]["request"]["url"])
        for one in events
        if one["method"] == "Network.requestWillBeSent" and not one["params"]["documentURL"].startswith("chrome://")
    ]


def css(driver: Any, selector: str) -> list[Any]:
    """Elements of the page."""
    found: list[Any] = driver.find_elements("css selector", selector)
    return found


@contextmanager
def visiting(driver: Any, path: Path) -> Iterator[Callable[[str], Any]]:
    """Opens pages at a path; at the end nothing may have been written on the console or asked for but the file itself."""

    def to(text: str) -> Any:
        path.write_text(text, encoding="utf-8")
        console(driver), requests(driver)
        driver.get(path.as_uri())
        return driver

    yield to
    assert console(driver) == []
    assert set(requests(driver)) == {path.as_uri()}


def print_pdf(driver: Any, path: Path) -> Path:
    """The page as it is printed, by Chromium's own printing."""
    done = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
    path.write_bytes(base64.b64decode(done["data"]))
    return path
