"""What the ledger itself finds doubtful once it is filled: a finding of a rule, county by county."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scoring.formula.nodes import Node
from scoring.formula.numbers import Frame, value
from scoring.formula.quoted import Quoted
from scoring.formula.words import Speaker
from scoring.ledger.fill import FilledLedger
from scoring.ledger.intake import Intake
from scoring.problems import Problem, Source


@np.errstate(all="ignore")
def findings(filled: FilledLedger, intake: Intake, sources: Mapping[tuple[str, str], Source]) -> list[Problem]:
    """A problem for each finding and county for which it holds, with the figures that it speaks of."""
    found, quoted = [], Quoted(filled.ledger.columns, filled.frame)
    for finding in filled.ledger.findings:
        for place in _holds(finding.test, filled.frame):
            county = intake.counties[place]
            speaker = Speaker(quoted, int(place))
            message = finding.message
            for column in finding.test.references():
                message = message.replace(f"{{{column}}}", speaker.cell(column))
            source = sources.get((county, finding.item), Source())
            found.append(
                Problem(finding.severity, finding.code, county, finding.item, message, source, remedy=finding.remedy)
            )
    return found


def _holds(test: Node, frame: Frame) -> list[int]:
    """The counties for which a condition holds."""
    return np.flatnonzero(np.broadcast_to(value(test, frame), (frame.size,))).tolist()
