"""Write the page that computes for what ``kaohe scenarios`` read: the official scheme of it, counties as it calls them."""

from __future__ import annotations

from pathlib import Path

from workbook.printable import printable
from workbook.saving import check_free, save_whole
from workbook.scenario_page.page import scenario_page
from workbook.scenario_page.payload import payload
from workbook.scenarios.gathering import Tried
from workbook.scenarios.naming import refuse_names, texts_in

HIDDEN = "县（市、区）用代号；页内有测算要用的数，知道各县数据的人认得出，只发给看得到数据的人"


def write_scenario_page(tried: Tried, path: Path, *, force: bool = False) -> Path:
    """Write it and return the path. KaoheError as save_whole, and where counties are hidden and a text names one."""
    check_free(path, force=force, suffix=".html")
    official = tried.official.assessment
    names = {county: printable(tried.names[county]) for county in official.counties}
    data = payload(official, names, hidden=tried.hidden)
    notes = [*([HIDDEN] if tried.hidden else []), *_remark(tried)]
    if tried.hidden:
        refuse_names(dict.fromkeys([*texts_in(data), *notes]), tried.found.counties)
    save_whole(path, scenario_page(official, data, notes).encode(), force=force)
    return path


def _remark(tried: Tried) -> list[str]:
    remark = tried.official.submission.remark
    return [printable(remark)] if remark else []
