"""Files among the bureaus' that do not say whose they are, beside those of bureaus that do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.findings import of_file
from workbook.reading.labels import BUREAU_LABEL, GUIDE
from workbook.reading.merged.absence import is_empty
from workbook.reading.merged.authority import dropped
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Role
from workbook.reading.text import listed


def without_unsigned(parts: Sequence[FileData], scheme: Scheme) -> tuple[list[FileData], list[Problem]]:
    """The files, without what those among the bureaus' that do not say whose they are give for a bureau whose own file,
    which says so, is there too; and what was left out."""
    signed = {lead_bureau(part.bureau): part.file for part in parts if part.role == Role.BUREAU and part.bureau}
    usable, problems = list[FileData](), list[Problem]()
    for part in parts:
        wrong = _unsigned(part, signed, scheme) if part.role == Role.BUREAU and not part.bureau else None
        if wrong is not None:
            problems.append(wrong)
        if wrong is None or not is_empty(part):
            usable.append(part)
    return usable, problems


def _unsigned(part: FileData, signed: Mapping[str, str], scheme: Scheme) -> Problem | None:
    """Take out of an unsigned file what a bureau with a file of its own would have to say, and report it."""
    bureaus = [scheme.items[item].bureau for (_, item), value in part.figures.values.items() if value == value]
    bureaus += [scheme.lists[name].bureau for name in part.lists]
    whose = [one for one in dict.fromkeys(map(lead_bureau, bureaus)) if one in signed]
    if not whose:
        return None
    dropped(part, {name for name, item in scheme.items.items() if lead_bureau(item.bureau) in whose})
    part.lists = {name: one for name, one in part.lists.items() if lead_bureau(scheme.lists[name].bureau) not in whose}
    names, files = listed(whose, 3), listed((signed[one] for one in whose), 3)
    message = f"没有写“{BUREAU_LABEL}”，里面有{names}的数，{names}自己的表是 {files}，分不清是谁报的，没有采用"
    remedy = f"是这个部门报的，在“{GUIDE}”里写明“{BUREAU_LABEL}”；不是的，移走"
    return of_file("E_UNSIGNED", part.file, message, remedy)
