"""A small valid scheme as text, to be broken one line at a time."""

from __future__ import annotations

from pathlib import Path

SMALL = """\
id: small
title: 小方案
version: "1"
standing: 测试
summary: 两个指标
source: {title: 测试}
period: {base: 2020, start: 2021, end: 2022}
points: 20
bonus_cap: 3
items:
  - {id: fall, name: 下降率, kind: percent, unit: "%", definition: 实际, bureau: 局, clause: 一, minimum: -100, maximum: 99}
  - {id: goal, name: 目标下降率, kind: percent, unit: "%", definition: 目标, bureau: 局, clause: 一}
  - {id: events, name: 事件数, kind: count, unit: 起, definition: 起数, bureau: 局, clause: 一, minimum: 0}
dimensions:
  - id: energy
    name: 能耗
    sheet: 能耗
    points: 20
    clause: 一
    indicators:
      - id: annual
        name: 年度目标
        points: 15
        clause: 一（一）
        bureau: 局
        unit: "%"
        definition: 比率
        value: {kind: reported, item: fall}
        target: {kind: own, item: goal}
        completion: {kind: ratio}
        rule:
          kind: ladder
          rungs:
            - {at: 100, points: 15}
            - {at: 80, points: 12}
        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}
      - id: violations
        name: 违规
        points: 5
        clause: 一（二）
        bureau: 局
        definition: 起数
        value: {kind: reported, item: events}
        rule: {kind: per_event, each: 2}
grades:
  - {name: 完成, at_least: 80}
  - {name: 基本完成, at_least: 60, up_to: 80}
  - {name: 未完成, up_to: 60}
gates:
  - id: missed
    kind: cap
    at_most: 基本完成
    name: 目标未完成
    clause: 一（三）
    when: {kind: missed, all_of: [annual]}
ranking: {ties: [energy, annual]}
"""


def write_scheme(folder: Path, old: str = "", new: str = "", text: str = SMALL) -> Path:
    """The small scheme with one piece of its text replaced, as a file in ``folder``."""
    assert old in text, old
    path = folder / "small.yaml"
    path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return path
