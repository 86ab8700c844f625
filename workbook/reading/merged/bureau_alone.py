"""A bureau's own book given alone: it answers for what the bureau certifies, and for nothing of others."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.findings import of_file
from workbook.reading.merged.absence import debtor
from workbook.reading.parts.file_data import FileData
from workbook.reading.tables.values import SAME


def is_of_one_bureau(part: FileData, scheme: Scheme) -> bool:
    """Whether a file says that it is a bureau's of the scheme, and has nobody else's figures.

    A city's workbook on which somebody wrote a bureau stays the office's: it has the figures of several.
    """
    own = lead_bureau(part.bureau) if part.bureau else ""
    bureaus = {item.id: debtor(item) for item in scheme.items.values() if item.supplied in ("bureau", "both")}
    items = {item for (_, item), value in part.figures.values.items() if value == value}
    return part.layout == "city" and own in bureaus.values() and {bureaus.get(item) for item in items} <= {own}


def without_claims(problems: Sequence[Problem], file: str) -> list[Problem]:
    """Where no county's book is at hand, 同自报 cannot be compared with anything: one note for all of them."""
    rest = [one for one in problems if one.code != "E_SAME"]
    count = len(problems) - len(rest)
    if count:
        message = f"{count} 格写的是“{SAME}”：县里的表不在这一本里，和县里的表放在一起才核对得了"
        rest.append(of_file("N_OWED", file, message, ""))
    return rest
