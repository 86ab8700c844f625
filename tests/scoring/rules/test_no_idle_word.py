"""What a scheme writes, something reads: every field of every kind, changed, changes a number, a message or a sentence."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from pydantic import BaseModel

from scoring import KaoheError, assess, load_scheme
from scoring.resources import config_dir
from scoring.rules.base import Part, kinds
from scoring.scheme.describe import gate_words, standard
from scoring.scheme.field_page import FAMILIES

BOOK = yaml.safe_load((config_dir() / "kinds.yaml").read_text(encoding="utf-8"))
YES_NO = {"fast_growth", "plan_made", "posted", "certificate", "park", "forged"}
LINES = ("annual", "total_line", "basics")
ITEMS = [name for name in BOOK["names"] if name not in LINES]
COUNTIES = [f"县{number}" for number in range(12)]
FIELD = {
    "measure": "value",
    "target": "target",
    "completion": "completion",
    "rule": "rule",
    "bonus": "bonus",
    "waiver": "waiver",
}


def _line(name: str, points: float, **parts: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": f"线{name}",
        "points": points,
        "clause": "一",
        "bureau": "局",
        "definition": "-",
        **parts,
    }


def _host() -> dict[str, Any]:
    """Four lines, items of every name in kinds.yaml, grades and one gate."""
    judged = {
        "value": {"kind": "reported", "item": "decline"},
        "target": {"kind": "own", "item": "decline_target"},
        "completion": {"kind": "ratio"},
        "rule": {"kind": "proportional"},
    }
    lines = [_line("annual", 10, **judged), _line("total_line", 10, **judged, unit="吨")]
    lines.append(_line("basics", 20, value={"kind": "reported", "item": "score_given"}, rule={"kind": "judged"}))
    return {
        "id": "host", "title": "试验", "version": "1", "standing": "试验", "summary": "-", "source": {"title": "-"},
        "region": "host", "period": {"base": 2020, "start": 2023, "end": 2025}, "points": 50, "bonus_cap": 50,
        "items": [
            {
                "id": name, "name": BOOK["names"][name], "kind": "yes_no" if name in YES_NO else "number",
                "unit": "是否" if name in YES_NO else "吨", "definition": "-", "bureau": "局", "clause": "一",
                "optional": name in ("decline_target", "agreed_target"),
            }
            for name in ITEMS
        ],
        "dimensions": [
            {"id": "d", "name": "类", "sheet": "类", "points": 50, "clause": "一", "indicators": [*lines, _line("x", 10, **judged)]}
        ],
        "grades": [{"name": "优秀", "at_least": 45}, {"name": "良好", "at_least": 35}, {"name": "合格", "at_least": 20}, {"name": "不合格"}],
    }  # fmt: skip


def _chain_for(part: dict[str, Any], family: str) -> dict[str, Any]:
    """The line that a part stands in: with what it reads, and nothing besides."""
    reported = {"kind": "reported", "item": "decline"}
    line: dict[str, Any] = {
        "value": reported, "target": {"kind": "own", "item": "decline_target"}, "completion": {"kind": "ratio"},
        "rule": {"kind": "proportional"},
    }  # fmt: skip
    kind = part["kind"]
    if family == "rule":
        reads = {
            "gap": ("completion",) if part.get("of") != "completion" else (),
            "accrual": ("target", "completion"), "change": ("target", "completion"), "lookup": ("target", "completion"),
            "min_max": ("target", "completion"), "judged": ("target", "completion"),
            "per_event": ("target", "completion", *(("value",) if "events" in part else ())),
            "checklist": ("value", "target", "completion"), "parts": ("value", "target", "completion"),
            "alternatives": ("target", "completion"),
        }  # fmt: skip
        for idle in reads.get(kind, ()):
            del line[idle]
        if kind == "lookup":
            line["value"] = {"kind": "reported", "item": "other_grade"}
    if family == "measure":  # values are judged as they stand: the numbers show through a slope
        line["completion"] = {"kind": "ratio"}
    if family == "completion" and kind in ("over_run", "difference"):
        falls = kind == "over_run" or part.get("direction") == "at_most"
        line["rule"] = {
            "kind": "ladder", "direction": "at_most" if falls else "at_least",
            "rungs": [{"at": -20, "points": 4}, {"at": 0, "points": 6}, {"at": 20, "points": 10}],
        }  # fmt: skip
        if falls:
            line["rule"]["rungs"] = [{"at": 20, "points": 4}, {"at": 0, "points": 6}, {"at": -20, "points": 10}]
    line[FIELD[family]] = part
    return line


def scheme_of(family: str, written: Any) -> dict[str, Any]:
    """A scheme around one part (a condition stands in a gate)."""
    host = _host()
    if family in ("gate", "condition"):
        gate = written if family == "gate" else {
            "id": "g", "kind": "cap", "name": "门", "clause": "一", "at_most": "合格", "when": written,
        }  # fmt: skip
        host["gates"] = [FIRST_GATE, gate]
    else:
        line = _chain_for(written, family)
        host["dimensions"][0]["indicators"][3] = _line("x", 10, **line)
    return host


def _table(seed: int) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    cells: dict[str, list[Any]] = {}
    for name in ITEMS:
        column: list[Any] = (
            [int(one) for one in draw.integers(0, 2, 12)]
            if name in YES_NO
            else list(draw.uniform(0.5, 20, 12).round(5))
        )
        if name in ("other_grade", "unlawful", "corrected", "accidents", "meetings"):
            column = [int(one) for one in draw.integers(0, 4, 12)]
        if name in ("decline_target", "agreed_target"):
            column[3] = None
        column[4] = "不适用（无）" if draw.random() < 0.3 else column[4]
        cells[name] = column
    cells["decline"][5] = -1.0
    cells["decline_target"][6] = 0.0
    cells["decline_target"][5] = -2.0
    return pd.DataFrame(cells, index=pd.Index(COUNTIES), dtype=object)


FIRST_GATE = {
    "id": "posted_first", "kind": "notice", "name": "先一条", "clause": "一", "consequence": "通报", "when": {"kind": "item_yes", "item": "posted"},
}  # fmt: skip
REGION = {
    "id": "host", "name": "市", "code": "149900", "source": {"title": "-"}, "groups": [{"id": "urban", "name": "城区组"}, {"id": "rural", "name": "县域组"}],
    "counties": [{"code": f"1499{21 + place}", "name": name, "group": "urban" if place % 2 else "rural"} for place, name in enumerate(COUNTIES)],
}  # fmt: skip


def seen(folder: Path, data: dict[str, Any]) -> Iterator[Any]:
    """All that a scheme says and computes, what is quickly had first: its words, every figure of the ledger, every problem, every
    explanation; or why it is refused, as a text."""
    folder.mkdir(exist_ok=True)
    (folder / "region-host.yaml").write_text(json.dumps(REGION, ensure_ascii=False), encoding="utf-8")
    path = folder / "host.yaml"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    try:
        scheme = load_scheme(path)
        results = [assess(scheme, _table(seed), year) for seed, year in ((1, 2023), (2, 2024), (3, 2025))]
    except KaoheError as error:
        yield str(error)
        return
    words = [standard(scheme, one) for one in scheme.indicators] + [
        gate_words(scheme, one) for one in scheme.spec.gates
    ]
    words += [one.reason() for one in scheme.spec.gates] + [
        repr(one.consequences) for one in scheme.spec.gates if hasattr(one, "consequences")
    ]
    yield words
    for result in results:
        values = result.filled.frame.values
        yield {
            name: np.nan_to_num(values[name], nan=1e300).tobytes()
            if name in values
            else list(result.filled.texts[name])
            for name in result.compiled.columns
        }
    yield [str(one) for result in results for one in result.problems]
    yield from (result.explain(county, "x") for result in results for county in COUNTIES)


def _others(value: Any, name: str, options: list[Any]) -> list[Any]:
    """Other values of a field, of the same kind of thing."""
    if options:
        return [one for one in options if one != value]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1, value / 2, value * 2]
    if isinstance(value, str):
        items = [one for one in ITEMS if one != value] if value in ITEMS else []
        return items[:3] or [f"{value}二"]
    if isinstance(value, dict):
        return [{**value, key: other} for key, old in value.items() for other in _others(old, name, [])[:1]]
    if isinstance(value, list):
        return [value[:-1], *([*value[:-1], other] for other in _others(value[-1], name, [])[:2])] if value else []
    return []


_WRITTEN: dict[str, list[Any]] = {  # values for fields that the example leaves out
    "places": [0], "bottom_less": [["exempted"]], "top_less": [["exempted"]], "within_group": [True], "fallback": [
        {"five_year_target": "five_year_target", "cumulative": "cumulative", "annual": "decline"}
    ],
    "cap": [{"of": "saving_need", "share": 10}, 0.5], "feedstock": ["feedstock"], "listed_apart": ["listed_apart"],
    "renewables": ["renewable_power"], "renewables_base": ["renewable_power_2020"], "otherwise": [1, 5], "each": [3],
    "events": [[{"item": "unlawful", "each": 4}]], "name": ["名"], "drawn_from": ["某办法"], "clause": ["九"],
    "above": [50], "below": [50], "undecided": [{"kind": "item_yes", "item": "posted"}],
    "unless": ["posted_first"],
    "consequences": [[{"kind": "other", "text": "某", "clause": "一"}]],
}  # fmt: skip


def _fields(part: type[BaseModel]) -> Iterator[tuple[str, list[Any]]]:
    for name, field in part.model_fields.items():
        if name != "kind":
            options = [one for one in getattr(field.annotation, "__args__", ()) if isinstance(one, str)]
            yield name, options if str(field.annotation).startswith("typing.Literal") else []


def _example(text: str) -> Any:
    written = yaml.safe_load(text)
    return written[0] if isinstance(written, list) else next(iter(written.values()))


CASES = [
    (family.family, kind, sort)
    for family, _, _ in FAMILIES
    for kind in kinds(family)
    for sort in ("example", "also")
    if sort in BOOK["families"][family.family][kind]
]
BY_NAME: dict[str, type[Part]] = {family.family: family for family, _, _ in FAMILIES}
# Fields that only name or point: printed on 计分标准 beside the sentence of the gate, not in it.
PRINTED = {("gate", "id"), ("gate", "drawn_from"), ("gate", "design"), ("gate", "clause"), ("gate", "name")}


@pytest.mark.parametrize(("family", "kind", "sort"), CASES, ids=lambda one: str(one))
def test_every_field_of_every_kind_is_read(tmp_path: Path, family: str, kind: str, sort: str) -> None:
    written = _example(BOOK["families"][family][kind][sort])
    before = list(seen(tmp_path / "before", scheme_of(family, written)))
    assert not isinstance(before[0], str), before
    part = kinds(BY_NAME[family])[kind]
    for number, (name, options) in enumerate(_fields(part)):
        if (family, name) in PRINTED:
            continue
        default = part.model_fields[name].get_default()
        value = written.get(name, default)
        others = _others(value, name, options) if value not in (None, (), "") else _WRITTEN.get(name, [])
        assert others, f"{name}：没有试的值"
        refused = 0
        for other in others:
            after = seen(tmp_path / f"after{number}", scheme_of(family, {**copy.deepcopy(written), name: other}))
            first = next(after)
            refused += isinstance(first, str)
            if not isinstance(first, str) and any(
                one != then for one, then in zip_longest(chain([first], after), before)
            ):
                break
        else:  # a value that is refused only counts where all are
            assert refused == len(others), f"{kind}.{name} 改了没有任何变化"
