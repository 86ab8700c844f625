"""The page's data: the ledger, the figures, the official result, what may be moved. Counties go by the names given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from scoring.assessment import Assessment
from scoring.formula.data import ledger_data
from scoring.scheme.models import SchemeSpec
from workbook.scenario_page.figures import figures
from workbook.scenario_page.levers import levers, sums
from workbook.scenario_page.offered import offered

WARNING = "测算，不作调整依据"


def payload(assessment: Assessment, names: Mapping[str, str], *, hidden: bool) -> dict[str, Any]:
    """What the page reads, ready for JSON. names: what each county is called; hidden: that these are no names."""
    ledger, scheme = assessment.compiled, assessment.scheme
    spec = scheme.spec
    found = offered(ledger)
    offers = levers(ledger, found)
    number = {one.path: place for place, one in enumerate(offers)}
    return {
        "heading": {
            "year": assessment.year,
            "scheme": scheme.title,
            "standing": spec.standing,
            "hidden": hidden,
            "left": len(found.left),
        },
        "counties": [names[county] for county in assessment.counties],
        "ledger": ledger_data(ledger.columns, ledger.parameters, ledger.tables),
        "figures": figures(assessment),
        "official": _official(assessment),
        "levers": [one.data(number) for one in offers],
        "sums": [{**one, "name": scheme.fill(one["name"])} for one in sums(spec, number)],
        "blocks": _blocks(spec),
        "others": _others(spec),
        "gates": [
            {"id": gate.id, "name": gate.name, "clause": gate.clause, "says": scheme.fill(gate.say())}
            for gate in spec.gates
            if gate.id in ledger.columns
        ],
        "grades": [grade.name for grade in spec.grades],
        "groups": list(scheme.peer_groups),
        "places": {"points": spec.rounding.points, "total": spec.rounding.total},
    }


def _blocks(spec: SchemeSpec) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "clause": one.clause,
            "lines": [{"id": line.id, "name": line.name, "clause": line.clause} for line in one.indicators],
        }
        for one in spec.dimensions
    ]


def _others(spec: SchemeSpec) -> list[dict[str, str]]:
    """Owners of figures besides dimensions and lines, in the order of the page."""
    rest = [*spec.deductions, *spec.gates]
    return [
        {"id": "grade", "name": "等次分数线"},
        *({"id": one.id, "name": one.name} for one in rest),
        {"id": "", "name": "总分"},
        {"id": "total", "name": "总分"},
    ]


def _official(assessment: Assessment) -> dict[str, Any]:
    """The engine's result, which stays beside the trial and which the page must come to by itself before it opens."""
    frame, texts = assessment.filled.frame, assessment.filled.texts
    return {
        "values": {
            name: [one if np.isfinite(one) else None for one in frame.values[name].tolist()]
            for name in (
                "total", "rank", "grade_ordinal", "order", *(one.id for one in assessment.scheme.spec.dimensions),
                *(one.id for one in assessment.scheme.indicators),
            )
        },
        "texts": {name: list(words) for name, words in texts.items()},
    }  # fmt: skip
