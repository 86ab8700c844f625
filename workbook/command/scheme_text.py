"""A scheme printed as the point table that an official would recognise."""

from __future__ import annotations

from rich.table import Table

from scoring.rules.gates.shift import Notice
from scoring.scheme.describe import bands, consequence_words, gate_words, standard
from scoring.scheme.scheme import Scheme
from workbook.command import console


def print_scheme(scheme: Scheme) -> None:
    """序号、考核内容、分值、评分标准、依据、责任单位; then grades, gates and design choices."""
    spec, screen = scheme.spec, console.out()
    screen.print(f"{spec.title}（{spec.id}，{spec.standing}，版本 {spec.version}）", style="bold", markup=False)
    screen.print(spec.summary, markup=False)
    number = 0
    for dimension in spec.dimensions:
        table = Table(
            title=f"{dimension.name}（{dimension.points:g} 分；依据：{dimension.clause}）",
            title_justify="left",
            show_lines=True,
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
            number += 1
            text = standard(scheme, indicator)
            if indicator.design:
                text += f"\n【设计】{indicator.design}"
            table.add_row(
                str(number),
                f"{indicator.name}\n{indicator.id}",
                f"{indicator.points:g}",
                text,
                indicator.clause,
                indicator.bureau,
            )
        screen.print(table)
    screen.print("等次：" + "；".join(f"{name}：{words}" for name, words in bands(spec)), markup=False)
    for gate in spec.gates:
        drawn = f"，参照：{gate.drawn_from}" if gate.drawn_from else ""
        screen.print(f"等次约束 {gate.name}：{gate_words(scheme, gate)}（依据：{gate.clause}{drawn}）", markup=False)
    uses = [(grade.name, grade.consequences) for grade in spec.grades]
    uses += [(gate.name, gate.consequences) for gate in spec.gates if isinstance(gate, Notice)]
    for name, consequences in uses:
        if consequences:
            said = "；".join(consequence_words(one) for one in consequences)
            screen.print(f"结果运用 {name}：{said}", markup=False)
    for one in spec.design:
        screen.print(f"【设计】{one}", markup=False)
    for one in spec.caveats:
        screen.print(f"须知：{one}", markup=False)
