"""A 测算 as a page: one HTML file without a program, its style inside, nothing from outside. It shows and computes nothing."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from workbook.report.page import policy_hash
from workbook.saving import check_free, save_whole
from workbook.scenarios.book import HOW
from workbook.scenarios.shown import (
    ShownComparison,
    arrow,
    coefficient,
    distance_text,
    move_text,
    rank_text,
    total_text,
)


def static_page(what: ShownComparison) -> str:
    """The page's text; its policy allows the style written here (by its hash) and nothing else."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    room = files("workbook.scenarios") / "templates"
    style = (room / "page.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "total": total_text,
        "rank": rank_text,
        "move": move_text,
        "far": distance_text,
        "r": coefficient,
    }
    template = environment.from_string((room / "page.html").read_text(encoding="utf-8"))
    return template.render(what=what, style=Markup(style), style_hash=policy_hash(style), arrow=arrow, how=HOW)


def write_static_page(what: ShownComparison, path: Path, *, force: bool = False) -> Path:
    """Write it and return the path. KaoheError as save_whole."""
    check_free(path, force=force, suffix=".html")
    save_whole(path, static_page(what).encode(), force=force)
    return path
