"""The page that computes (测算页): one HTML file with data, evaluator and style inside, and nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files

from scoring.assessment import Assessment
from workbook.report.payload import as_json
from workbook.scenario_page.payload import WARNING, payload

EVALUATOR = ("rounding.js", "evaluator.js", "figures.js")
SCRIPTS = ("state.js", "controls.js", "result.js", "open.js")


def scenario_page(
    assessment: Assessment, names: Mapping[str, str] | None = None, *, hidden: bool = False, remark: str = ""
) -> str:
    """The page's text. Its policy lets only the script and the style written here run (by their hashes).

    names: what each county is called on it (by name, if left out); hidden: that these are labels. remark: shown on every page.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    named = {county: county for county in assessment.counties} if names is None else names
    own, report = files("workbook.scenario_page") / "page", files("workbook.report") / "page"
    style = "".join(
        (room / name).read_text(encoding="utf-8") for room, name in ((report, "page.css"), (own, "scenario.css"))
    )
    parts = [(own, name) for name in EVALUATOR] + [(report, "build.js")] + [(own, name) for name in SCRIPTS]
    program = "".join((room / name).read_text(encoding="utf-8") for room, name in parts)
    program = f'"use strict";\n(() => {{\n{program}}})();\n'
    # Style and program go in after the hashes are taken, so nothing may be trimmed or changed on the way.
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string((own / "page.html").read_text(encoding="utf-8"))
    return template.render(
        title=f"{assessment.year}年度考核测算",
        warning=WARNING,
        remark=remark,
        scheme=assessment.scheme.title,
        standing=assessment.scheme.spec.standing,
        style=Markup(style),
        program=Markup(program),
        style_hash=_hash(style),
        program_hash=_hash(program),
        data=Markup(as_json(payload(assessment, named, hidden=hidden))),
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
