"""A scheme printed as the point table that an official would recognise."""

from __future__ import annotations

from rich.table import Table

from scoring.rules.base import number
from scoring.scheme.describe import standard
from scoring.scheme.notes import scheme_notes
from scoring.scheme.scheme import Scheme
from workbook.steps import console


def print_scheme(scheme: Scheme) -> None:
    """序号、考核内容、分值、评分标准、依据、责任单位; then what holds for the whole."""
    spec, screen = scheme.spec, console.page()
    screen.print(f"{spec.title}（{spec.id}，{spec.standing}，版本 {spec.version}）", style="bold", soft_wrap=True)
    screen.print(spec.summary, soft_wrap=True)
    place = 0
    for dimension in spec.dimensions:
        table = Table(
            title=f"{dimension.name}（{number(dimension.points)} 分；依据：{dimension.clause}）",
            title_justify="left",
            show_lines=True,
            expand=True,
        )
        for head, options in (
            ("序号", {"min_width": 4}),
            ("考核内容", {"ratio": 2}),
            ("分值", {"min_width": 4}),
            ("评分标准", {"ratio": 6}),
            ("依据", {"ratio": 1}),
            ("责任单位", {"ratio": 1}),
        ):
            table.add_column(head, overflow="fold", **options)  # type: ignore[arg-type]
        for indicator in dimension.indicators:
            place += 1
            text = standard(scheme, indicator)
            if indicator.design:
                text += f"\n【设计】{indicator.design}"
            table.add_row(
                str(place),
                f"{indicator.name}\n{indicator.id}",
                number(indicator.points),
                text,
                indicator.clause,
                indicator.bureau,
            )
        screen.print(table)
    for note in scheme_notes(scheme):
        screen.print(note, soft_wrap=True)
