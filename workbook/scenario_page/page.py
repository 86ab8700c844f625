"""The page that computes (测算页): one HTML file with data, evaluator and style inside, and nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from scoring.assessment import Assessment
from workbook.report.page import with_program
from workbook.scenarios.naming import WARNING

EVALUATOR = ("rounding.js", "evaluator.js", "figures.js")
SCRIPTS = ("state.js", "controls.js", "result.js", "open.js")
_FAILED = """  document.getElementById("main").textContent = "这一页打不开，换一个较新的浏览器（Chrome、Edge、360 极速）：" + error.message;
  throw error;
"""
"""What stands at the end of the program: no half page where a browser lacks something, or a ledger is not understood."""


def scenario_page(assessment: Assessment, data: Mapping[str, Any], notes: Sequence[str] = ()) -> str:
    """The page's text. Its policy lets only the script and the style written here run (by their hashes).

    data: the assessment's ``payload``. notes: sentences that stand on every page of it, beside the warning.
    """
    own, report = files("workbook.scenario_page") / "page", files("workbook.report") / "page"
    style = "".join(
        (room / name).read_text(encoding="utf-8") for room, name in ((report, "page.css"), (own, "scenario.css"))
    )
    parts = [(own, name) for name in EVALUATOR] + [(report, "build.js")] + [(own, name) for name in SCRIPTS]
    program = "".join((room / name).read_text(encoding="utf-8") for room, name in parts)
    program = f'"use strict";\n(() => {{\ntry {{\n{program}}} catch (error) {{\n{_FAILED}}}\n}})();\n'
    return with_program(
        (own / "page.html").read_text(encoding="utf-8"),
        style,
        program,
        data,
        title=f"{assessment.year}年度考核测算",
        warning=WARNING,
        notes=notes,
        scheme=assessment.scheme.title,
        standing=assessment.scheme.spec.standing,
    )
