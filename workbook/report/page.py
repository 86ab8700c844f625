"""The review page (评审页): one HTML file with its data, style and program inside, and nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from workbook.report.data import ReportData
from workbook.report.payload import as_json, payload

SCRIPTS = ("read.js", "build.js", "charts.js", "safety.js", "ranking.js", "county.js", "start.js")


def page(data: ReportData) -> str:
    """The page's text. Its policy lets only the script and the style written here run (by their hashes)."""
    room = files("workbook.report") / "page"
    style = (room / "page.css").read_text(encoding="utf-8")
    program = "".join((room / name).read_text(encoding="utf-8") for name in SCRIPTS)
    program = f'"use strict";\n(() => {{\n{program}}})();\n'
    heading = data.heading
    title = f"{heading.city}{heading.year}年度考核结果评审"
    html = (room / "page.html").read_text(encoding="utf-8")
    return with_program(html, style, program, payload(data), title=title, heading=heading)


def with_program(html: str, style: str, program: str, data: object, **more: Any) -> str:
    """A template filled with style, program and data; its policy lets only these run, by their hashes."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    # Style and program go in after the hashes are taken, so nothing may be trimmed or changed on the way.
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(html).render(
        style=Markup(style),
        program=Markup(program),
        style_hash=policy_hash(style),
        program_hash=policy_hash(program),
        data=Markup(as_json(data)),
        **more,
    )


def policy_hash(text: str) -> str:
    """What a content security policy calls a style or a program by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
