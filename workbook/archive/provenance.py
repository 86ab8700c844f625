"""The archive's part on where figures come from: a line a fact, its kind and its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Any

from scoring.assessment import Assessment
from scoring.problems import Source
from workbook.archive.draft import Draft
from workbook.archive.lines import line
from workbook.layout.inputs import ResultInputs
from workbook.reading.roles import Certificate, Claim, Outstanding, Provenance, Role, Taken


def dump_provenance(_: Assessment, inputs: ResultInputs) -> Iterator[str]:
    """A line a fact: its kind, then its fields."""
    kept = inputs.provenance
    for file in kept.taken:
        yield line(["taken", *astuple(file)])
    for key, claim in kept.claims.items():
        yield line(["claim", *key, claim.value, *claim.source])
    for kind, facts in (("provisional", kept.provisional), ("disputed", kept.disputed)):
        for key, said in facts.items():
            yield line([kind, *key, said])
    for key, certificate in kept.certified.items():
        yield line(["certified", *key, *astuple(certificate)])
    for one in kept.outstanding:
        yield line(["owed", *astuple(one)])


def load_provenance(lines: Sequence[Any], draft: Draft) -> None:
    """Put the lines' facts into the draft."""
    found: dict[str, list[Any]] = {}
    for kind, *fields in lines:
        found.setdefault(kind, []).append(fields)
    draft.inputs["provenance"] = Provenance(
        tuple(
            Taken(file, Role(role), who, None if year is None else int(year), digest, int(figures))
            for file, role, who, year, digest, figures in found.get("taken", ())
        ),
        {(county, item): Claim(value, Source(*place)) for county, item, value, *place in found.get("claim", ())},
        {(county, item): said for county, item, said in found.get("provisional", ())},
        {(county, item): Certificate(*fields) for county, item, *fields in found.get("certified", ())},
        tuple(Outstanding(*fields) for fields in found.get("owed", ())),
        {(county, item): said for county, item, said in found.get("disputed", ())},
    )
