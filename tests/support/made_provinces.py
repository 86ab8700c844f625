"""A province of any size by script: a scheme with so many counties a city, and a workbook a city."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd

from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from tests.support.provinces import ONE
from workbook.reading.submissions import read_submissions
from workbook.template.content import TemplateContent
from workbook.template.writer import write_template

YEAR = 2025
_SCHEME = """\
extends: yuncheng-14fyp
id: made-province
title: 造出来的全省方案
region: made
"""


def made_province(room: Path, cities: int, counties: int) -> tuple[Path, Path]:
    """The folder of cities and that of the scheme. Counties have the figures of the demonstration city's, dealt anew to each city."""
    scheme = made_scheme(room / "方案", counties)
    table = read_submissions([ONE], "yuncheng-14fyp", None, "").submission.table
    whole = [table.iloc[place % len(table)] for place in range(len(table) * (counties // len(table) + 1))]
    folder = room / "省"
    folder.mkdir()
    assert scheme.region is not None
    names = [one.name for one in scheme.region.counties]
    for number in range(cities):
        dealt = random.Random(number).sample(whole, counties)
        values = pd.DataFrame(dealt, columns=table.columns, dtype=object).set_axis(names, axis=0)
        write_template(
            scheme, YEAR, folder / f"第{number + 1:03d}市.xlsx", TemplateContent(values=values, remark="造出来的数")
        )
    return folder, room / "方案"


def made_scheme(folder: Path, counties: int) -> Scheme:
    """The default scheme for a region of so many counties."""
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text(_SCHEME, encoding="utf-8")
    lines = [
        "id: made",
        "name: 造出来的市",
        'code: "990000"',
        "source: {title: 无}",
        "groups:",
        "  - {id: all, name: 全部}",
        "counties:",
    ]
    lines += [f'  - {{code: "99{one + 1:04d}", name: 第{one + 1}县, group: all}}' for one in range(counties)]
    (folder / "region-made.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_scheme(folder)
