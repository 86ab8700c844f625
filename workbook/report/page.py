"""The review page (评审页): one HTML file with its data, style and program inside, and nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from workbook.report.data import ReportData
from workbook.report.payload import as_json, payload

SCRIPTS = ("read.js", "build.js", "charts.js", "safety.js", "ranking.js", "county.js", "start.js")


def page(data: ReportData) -> str:
    """The page's text. Its policy lets only the script and the style written here run (by their hashes)."""
    from jinja2 import Environment, StrictUndefined

    room = files("workbook.report") / "page"
    style = (room / "page.css").read_text(encoding="utf-8")
    program = "".join((room / name).read_text(encoding="utf-8") for name in SCRIPTS)
    program = f'"use strict";\n(() => {{\n{program}}})();\n'
    heading = data.heading
    # Style and program go in after the hashes are taken, so nothing may be trimmed or changed on the way.
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string((room / "page.html").read_text(encoding="utf-8"))
    from markupsafe import Markup

    return template.render(
        title=f"{heading.city}{heading.year}年度考核结果评审",
        heading=heading,
        style=Markup(style),
        program=Markup(program),
        style_hash=policy_hash(style),
        program_hash=policy_hash(program),
        data=Markup(as_json(payload(data))),
    )


def policy_hash(text: str) -> str:
    """What a content security policy calls a style or a program by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
