"""The archive's part on where figures come from: a line a fact, its kind and its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Any

from scoring.assessment import Assessment
from scoring.problems import Source
from workbook.archive.draft import ResultDraft
from workbook.archive.lines import line
from workbook.layout.inputs import ResultInputs
from workbook.reading.roles import Adopted, Certificate, Claim, Outstanding, Provenance, Role


def dump_provenance(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    """A line a fact: its kind, then its fields."""
    provenance = inputs.provenance
    for file in provenance.adopted:
        yield line(["taken", *astuple(file)])
    for key, claim in provenance.claims.items():
        yield line(["claim", *key, claim.value, *claim.source])
    for kind, facts in (("provisional", provenance.provisional), ("disputed", provenance.disputed)):
        for key, why in facts.items():
            yield line([kind, *key, why])
    for key, certificate in provenance.certified.items():
        yield line(["certified", *key, *astuple(certificate)])
    for one in provenance.outstanding:
        yield line(["owed", *astuple(one)])


def load_provenance(lines: Sequence[Any], draft: ResultDraft) -> None:
    """Put the lines' facts into the draft."""
    found: dict[str, list[Any]] = {}
    for kind, *fields in lines:
        found.setdefault(kind, []).append(fields)
    draft.inputs["provenance"] = Provenance(
        tuple(
            Adopted(file, Role(role), who, None if year is None else int(year), digest, int(figures))
            for file, role, who, year, digest, figures in found.get("taken", ())
        ),
        {(county, item): Claim(value, Source(*place)) for county, item, value, *place in found.get("claim", ())},
        {(county, item): why for county, item, why in found.get("provisional", ())},
        {(county, item): Certificate(*fields) for county, item, *fields in found.get("certified", ())},
        tuple(Outstanding(*fields) for fields in found.get("owed", ())),
        {(county, item): said for county, item, said in found.get("disputed", ())},
    )
