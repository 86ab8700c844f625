"""The page's data: the ledger, the figures, the official result, what may be moved. Counties go by the names given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.assessment import Assessment
from scoring.formula.data import ledger_data
from scoring.scheme.models import SchemeSpec
from workbook.scenario_page.figures import figures, numbers
from workbook.scenario_page.levers import levers
from workbook.scenario_page.offered import offered
from workbook.scenario_page.reach import reach
from workbook.scenario_page.sums import sums


def payload(assessment: Assessment, names: Mapping[str, str], *, hidden: bool) -> dict[str, Any]:
    """What the page reads, ready for JSON. names: what each county is called; hidden: that these are no names, and then the
    counties stand in their order, not in the table's."""
    ledger, scheme = assessment.compiled, assessment.scheme
    spec = scheme.spec
    found = offered(ledger)
    offers = levers(ledger, found)
    number = {one.path: place for place, one in enumerate(offers)}
    gates = [gate for gate in spec.gates if gate.id in ledger.columns]
    needed = reach(ledger, offers, [gate.id for gate in gates])
    called = [names[county] for county in assessment.counties]
    places = sorted(range(len(called)), key=called.__getitem__) if hidden else list(range(len(called)))
    return {
        "heading": {
            "year": assessment.year,
            "scheme": scheme.title,
            "standing": spec.standing,
            "hidden": hidden,
            "left": len(found.left),
        },
        "counties": [called[place] for place in places],
        "ledger": ledger_data({one.id: one for one in needed.columns}, ledger.parameters, ledger.tables),
        "figures": figures(assessment, needed.given, places, lists=needed.lists),
        "official": _official(assessment, places),
        "levers": [one.data(number) for one in offers],
        "sums": [{**one, "name": scheme.fill(one["name"])} for one in sums(spec, number)],
        "blocks": _blocks(spec),
        "others": _others(spec),
        "gates": [
            {"id": gate.id, "name": gate.name, "clause": gate.clause, "says": scheme.fill(gate.say())} for gate in gates
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
    rest = [(one.id, one.name) for one in spec.deductions] + [(gate.id, gate.name) for gate in spec.gates]
    return [
        {"id": "grade", "name": "等次分数线"},
        *({"id": own, "name": name} for own, name in rest),
        {"id": "", "name": "总分"},
        {"id": "total", "name": "总分"},
    ]


def _official(assessment: Assessment, places: Sequence[int]) -> dict[str, Any]:
    """The engine's result, which stays beside the trial and which the page must come to by itself before it opens."""
    frame, texts, spec = assessment.filled.frame, assessment.filled.texts, assessment.scheme.spec
    own = [one.id for one in spec.dimensions] + [one.id for one in assessment.scheme.indicators]
    return {
        "values": {name: numbers(frame.values[name][places]) for name in ("total", "rank", "grade_ordinal", *own)},
        "texts": {name: [words[place] for place in places] for name, words in texts.items()},
    }
